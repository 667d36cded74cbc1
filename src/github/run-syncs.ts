import { inertLine } from '../report/inert-log.ts';
import type { RunReport } from '../report/run-report.ts';
import type { ActionDependencies } from './action.ts';
import { annotateReport, failWith } from './annotations.ts';
import type { SyncChoice } from './engine-contract.ts';
import type { ActionEvent } from './event.ts';
import type { Inputs, RunMode } from './inputs.ts';
import { runOneSync, type SyncEnd } from './one-sync.ts';
import { setOutputs, syncOutputs } from './outputs.ts';
import { publish } from './publish.ts';

export interface SyncsRequest {
  readonly inputs: Inputs;
  readonly mode: RunMode;
  readonly event: ActionEvent;
  readonly choices: readonly SyncChoice[];
}

/**
 * Runs the chosen syncs one after the other and shows what came of them. One that fails keeps no other from its
 * run, as they are independent; the job fails in the end. After a cancellation none is begun.
 */
export async function runSyncs(dependencies: ActionDependencies, request: SyncsRequest): Promise<void> {
  const { core, engine, environment } = dependencies;
  const { inputs, mode, event, choices } = request;
  const cache = dependencies.createCache(event, inputs);
  const ends: SyncEnd[] = [];
  for (const choice of choices) {
    if (engine.cancelled()) break;
    ends.push(await runOneSync(dependencies, { inputs, mode, choice, cache, event }));
  }
  setOutputs(core, syncOutputs(ends));
  setOutputs(core, await publish(dependencies, { inputs, mode, event, ends }));
  for (const end of ends) {
    if (end.type === 'stopped') failWith(core, end.error, environment.GITHUB_WORKSPACE ?? '');
    else {
      annotateReport(core, end.outcome.report, environment.GITHUB_WORKSPACE ?? '');
      if (!end.outcome.finished) core.setFailed(unfinishedMessage(end.outcome.report));
    }
  }
  const left = choices.length - ends.length;
  if (left > 0) core.setFailed(`The job was cancelled before ${left} of ${choices.length} syncs were begun.`);
}

function unfinishedMessage(report: RunReport): string {
  const ended = `The run of ${inertLine(report.sync)} ended as "${report.status}"`;
  const first = report.errors[0];
  if (first === undefined) return `${ended} before it was through.`;
  const hint = first.hint === '' ? '' : `\n${inertLine(first.hint)}`;
  return `${ended}: ${inertLine(first.message)}${hint}`;
}
