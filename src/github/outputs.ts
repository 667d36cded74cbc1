import type { RunReport } from '../report/run-report.ts';
import { changeCount } from '../report/wording.ts';
import type { RestoreResult } from './cache-service.ts';
import type { ActionsCore } from './core.ts';

/** The outputs of action.yml with the values that they have when the run ends early. */
export const DEFAULT_OUTPUTS = {
  'has-changes': 'false',
  'to-create': '0',
  'to-update': '0',
  'to-delete': '0',
  'run-id': '',
  'plan-path': '',
  'plan-digest': '',
  'schema-hash': '',
  'cache-hit': 'false',
  'cache-primary-key': '',
  'cache-matched-key': '',
} as const;

export type OutputName = keyof typeof DEFAULT_OUTPUTS;
export type Outputs = Readonly<Record<OutputName, string>>;

/** What a run that got to its plan says. */
export function runOutputs(outcome: {
  readonly report: RunReport;
  readonly planPath: string;
  readonly schemaHash: string;
}): Partial<Outputs> {
  const { summary, run_id: runId, digest } = outcome.report;
  return {
    'has-changes': String(changeCount(summary) > 0),
    'to-create': String(summary.create),
    'to-update': String(summary.update),
    'to-delete': String(summary.delete),
    'run-id': runId,
    'plan-path': outcome.planPath,
    'plan-digest': digest,
    'schema-hash': outcome.schemaHash,
  };
}

/**
 * `cache-hit` is true when what was restored belongs to the same configuration and schema, so that a warm run
 * can use it. A key is unique to its run, so an exact match never happens.
 */
export function cacheOutputs(result: RestoreResult): Partial<Outputs> {
  if (result.status === 'unavailable') return {};
  return {
    'cache-hit': String(result.status === 'hit' && result.match === 'same-schema'),
    'cache-primary-key': result.primaryKey,
    'cache-matched-key': result.status === 'hit' ? result.matchedKey : '',
  };
}

/** Sets them; an output that is set again has the later value. */
export function setOutputs(core: ActionsCore, outputs: Partial<Outputs>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}
