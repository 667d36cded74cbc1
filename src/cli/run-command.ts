import { loadRequestedSync } from '../config/find.ts';
import { nodeFiles } from '../config/node-files.ts';
import { renderAudit } from '../report/audit.ts';
import type { RunReport } from '../report/run-report.ts';
import type { Reading } from '../run/gate.ts';
import { quietHooks, runDependencies } from '../run/surroundings.ts';
import { executeRun } from '../run.ts';
import { configRequest, type RunOptions, verbosityOf } from './options.ts';
import { printReport, SHOWN_OPERATIONS } from './print-report.ts';
import { createProgress } from './progress.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';

/** `diff` and `sync`: one run, its result on stdout. */
export async function runCommand(
  mode: 'diff' | 'sync',
  options: RunOptions,
  wants: { readonly exitCode: boolean; readonly showDiff: boolean },
  surroundings: Surroundings,
): Promise<ExitCode> {
  const reading = options.fullExtract ? 'full' : 'warm';
  const report = await oneRun(mode, reading, options, surroundings);
  const whole = verbosityOf(options) === 'verbose';
  const shown = whole ? Number.POSITIVE_INFINITY : wants.showDiff ? SHOWN_OPERATIONS : 0;
  printReport(report, options.format, shown, surroundings.out);
  return exitCodeOf(report, wants.exitCode);
}

/** `audit`: everything is read and held against what a warm run would have given. 1 when rows differ. */
export async function auditCommand(options: RunOptions, surroundings: Surroundings): Promise<ExitCode> {
  const report = await oneRun('diff', 'audit', options, surroundings);
  if (options.format === 'text') surroundings.out.write(renderAudit(report));
  else printReport(report, options.format, 0, surroundings.out);
  return report.status === 'dry-run' && (report.audit ?? []).length === 0 ? 0 : 1;
}

async function oneRun(
  mode: 'diff' | 'sync',
  reading: Reading,
  options: RunOptions,
  surroundings: Surroundings,
): Promise<RunReport> {
  const { environment, workingDirectory, talk } = surroundings;
  const sync = await loadRequestedSync(configRequest(options, workingDirectory), nodeFiles(), environment);
  const verbosity = verbosityOf(options);
  const progress = createProgress({ terminal: talk, verbosity, show: options.showProgress });
  const { report } = await executeRun(
    {
      sync,
      mode,
      reading,
      branch: options.branch,
      createBranch: false,
      allowRowCountDrop: options.allowRowcountDrop,
      continueOnError: options.continueOnError,
      maxDeletes: options.maxDeletes,
      ownership: {
        deleteOwnedOnly: options.deleteOwnedOnly,
        overwriteProtected: options.overwriteProtected,
      },
      reportPages: options.report,
    },
    runDependencies(surroundings, { ...quietHooks, observe: progress.observe }),
  ).finally(progress.end);
  return report;
}

function exitCodeOf(report: RunReport, wantsExitCode: boolean): ExitCode {
  if (report.status === 'failed' || report.status === 'cancelled') return 1;
  const { create, update, delete: removed } = report.summary;
  return wantsExitCode && create + update + removed > 0 ? 2 : 0;
}
