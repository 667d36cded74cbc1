import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { errorCodeOf } from '../cache/files.ts';
import { fileNames, runFolder } from '../cache/layout.ts';
import { defaultRunsToKeep, removeAllRuns, removeOldRuns } from '../cache/retention.ts';
import { type ListedRun, listRuns } from '../cache/runs.ts';
import { bytesOf } from '../cache/size.ts';
import { loadRequestedSync } from '../config/find.ts';
import { nodeFiles } from '../config/node-files.ts';
import { SyncError } from '../errors.ts';
import type { RunReport } from '../report/run-report.ts';
import { formatBytes } from '../report/wording.ts';
import { withLock } from '../run/session.ts';
import { quietHooks, runDependencies } from '../run/surroundings.ts';
import {
  type ConfigOptions,
  configRequest,
  type OutputFormat,
  type TalkOptions,
  verbosityOf,
} from './options.ts';
import { printReport, SHOWN_OPERATIONS } from './print-report.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';

export interface RunsOptions extends ConfigOptions {
  readonly format: 'text' | 'json';
}

export interface ShowOptions extends ConfigOptions, TalkOptions {
  readonly format: OutputFormat;
}

export interface CleanOptions extends ConfigOptions {
  readonly keep: number;
  readonly all: boolean;
}

/** `runs`: the runs in a sync's cache, newest first: when, what, how it ended, what it planned, how large it is. */
export async function runsCommand(options: RunsOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { out, talk } = surroundings;
  const { root, sync } = await cacheOf(options, surroundings);
  const runs = await listRuns(root, sync);
  const listed = await Promise.all(
    runs.map(async (run) => ({ run, bytes: await bytesOf(runFolder(root, sync, run.runId)) })),
  );
  if (options.format === 'json') {
    for (const { run, bytes } of listed) out.write(`${JSON.stringify(jsonOf(run, bytes))}\n`);
    return 0;
  }
  if (listed.length === 0) talk.write(`no runs of ${sync} in ${root}\n`);
  for (const { run, bytes } of listed) out.write(`${textOf(run, bytes)}\n`);
  return 0;
}

/** `show`: the report that a run has left behind. */
export async function showCommand(
  runId: string,
  options: ShowOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { root, sync } = await cacheOf(options, surroundings);
  const report = await readReport(path.join(runFolder(root, sync, runId), fileNames.reportJson), runId);
  const shown = verbosityOf(options) === 'verbose' ? Number.POSITIVE_INFINITY : SHOWN_OPERATIONS;
  printReport(report, options.format, shown, surroundings.out);
  return 0;
}

/** `clean`: removes runs that nothing needs any more, or all of them. */
export async function cleanCommand(options: CleanOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { root, sync } = await cacheOf(options, surroundings);
  const dependencies = runDependencies(surroundings, quietHooks);
  const removed = await withLock(sync, dependencies, () =>
    options.all
      ? removeAllRuns(root, sync)
      : removeOldRuns({ root, sync, keep: options.keep, currentRunId: undefined }),
  );
  for (const runId of removed) surroundings.out.write(`removed ${runId}\n`);
  if (removed.length === 0) surroundings.talk.write('nothing to remove\n');
  return 0;
}

/** @returns the default of `clean --keep` */
export const runsKeptByDefault = defaultRunsToKeep;

/** A cache folder is known by the sync's name; a configuration that is broken by now must not hide it. */
async function cacheOf(
  options: ConfigOptions,
  surroundings: Surroundings,
): Promise<{ readonly root: string; readonly sync: string }> {
  const { environment, workingDirectory } = surroundings;
  const { cacheRoot: root } = runDependencies(surroundings, quietHooks);
  const request = configRequest(options, workingDirectory);
  if (request.type === 'name') return { root, sync: request.name };
  const sync = await loadRequestedSync(request, nodeFiles(), environment, { missingVariables: 'warning' });
  return { root, sync: sync.name };
}

async function readReport(file: string, runId: string): Promise<RunReport> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as RunReport;
  } catch (cause) {
    const missing = errorCodeOf(cause) === 'ENOENT';
    throw new SyncError({
      code: missing ? 'USAGE' : 'CACHE_CORRUPT',
      message: missing ? `There is no report of a run ${runId}.` : `${file} cannot be read as a report.`,
      hint: 'Look for the runs that there are with `infrahub-sync runs`.',
      cause,
    });
  }
}

function textOf(run: ListedRun, bytes: number): string {
  const size = formatBytes(bytes);
  if (run.status === 'broken') return `${run.runId}  broken: ${run.reason}  ${size}`;
  const { create, update, delete: removed, unchanged } = run.summary ?? {};
  const counts = create === undefined ? '' : `+${create} ~${update ?? 0} -${removed ?? 0} =${unchanged ?? 0}`;
  return [run.runId, run.finishedAt ?? 'not finished', run.mode, run.status, counts, size].join('  ');
}

function jsonOf(run: ListedRun, bytes: number): object {
  if (run.status === 'broken') return { run_id: run.runId, status: run.status, reason: run.reason, bytes };
  const { runId: run_id, status, mode, finishedAt: finished_at, summary } = run;
  return { run_id, status, mode, finished_at, summary, bytes };
}
