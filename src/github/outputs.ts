import type { ReportCounts } from '../report/run-report.ts';
import { changeCount } from '../report/wording.ts';
import type { RestoreResult } from './cache-service.ts';
import type { ActionsCore } from './core.ts';
import type { SyncEnd } from './one-sync.ts';

/** The outputs of action.yml with the values that they have when the run ends early. */
export const DEFAULT_OUTPUTS = {
  'has-changes': 'false',
  'to-create': '0',
  'to-update': '0',
  'to-delete': '0',
  'run-id': '',
  'plan-path': '',
  'plan-json-path': '',
  'report-path': '',
  'markdown-path': '',
  'plan-digest': '',
  'schema-hash': '',
  'cache-hit': 'false',
  'cache-primary-key': '',
  'cache-matched-key': '',
  results: '{}',
  matrix: '{"include":[]}',
  'comment-url': '',
  'issue-url': '',
} as const;

export type OutputName = keyof typeof DEFAULT_OUTPUTS;
export type Outputs = Readonly<Record<OutputName, string>>;

/** What is said of one sync: as an output of its own when there is but one, and within `results` always. */
interface SyncResult {
  readonly status: string;
  readonly counts: ReportCounts;
  readonly texts: Partial<Outputs>;
}

const NOTHING: ReportCounts = { create: 0, update: 0, delete: 0, unchanged: 0 };

/** What the syncs of a step came to. Counts are summed up; what belongs to one sync is told of one alone. */
export function syncOutputs(ends: readonly SyncEnd[]): Partial<Outputs> {
  const results = ends.map(resultOf);
  const counts = results.map((result) => result.counts).reduce(sum, NOTHING);
  const [only, ...others] = results;
  const hits = results.filter(({ texts }) => texts['cache-hit'] === 'true');
  return {
    ...(others.length === 0 ? only?.texts : {}),
    ...countOutputs(counts),
    'cache-hit': String(results.length > 0 && hits.length === results.length),
    results: JSON.stringify(
      Object.fromEntries(
        ends.flatMap((end, index) => {
          const result = results[index];
          if (end.sync === undefined || result === undefined) return [];
          return [[end.sync, { status: result.status, ...countOutputs(result.counts), ...result.texts }]];
        }),
      ),
    ),
  };
}

function resultOf(end: SyncEnd): SyncResult {
  const cache = cacheOutputs(end.restored);
  if (end.type === 'stopped') return { status: 'stopped', counts: NOTHING, texts: cache };
  const { report, planPath, reportFiles, schemaHash } = end.outcome;
  const texts = {
    'run-id': report.run_id,
    'plan-path': planPath,
    'plan-json-path': reportFiles.json,
    'report-path': reportFiles.html,
    'markdown-path': reportFiles.markdown,
    'plan-digest': report.digest,
    'schema-hash': schemaHash,
    ...cache,
  };
  return { status: report.status, counts: report.summary, texts };
}

function countOutputs(counts: ReportCounts) {
  return {
    'has-changes': String(changeCount(counts) > 0),
    'to-create': String(counts.create),
    'to-update': String(counts.update),
    'to-delete': String(counts.delete),
  };
}

/**
 * `cache-hit` is true when what was restored belongs to the same configuration and schema, so that a warm run
 * can use it. A key is unique to its run, so an exact match never happens.
 */
function cacheOutputs(result: RestoreResult | undefined): Partial<Outputs> {
  if (result === undefined || !('primaryKey' in result)) return {};
  return {
    'cache-hit': String(result.status === 'hit' && result.match === 'same-schema'),
    'cache-primary-key': result.primaryKey,
    'cache-matched-key': result.status === 'hit' ? result.matchedKey : '',
  };
}

function sum(left: ReportCounts, right: ReportCounts): ReportCounts {
  return {
    create: left.create + right.create,
    update: left.update + right.update,
    delete: left.delete + right.delete,
    unchanged: left.unchanged + right.unchanged,
  };
}

/** Sets them; an output that is set again has the later value. */
export function setOutputs(core: ActionsCore, outputs: Partial<Outputs>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}
