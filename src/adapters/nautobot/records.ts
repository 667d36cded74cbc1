import { SyncError } from '../../errors.ts';
import type { SourceRecord } from '../contract.ts';
import { type CutPlan, cutRecord, planCut } from '../django-rest/cut-record.ts';
import { createLookUp, type LookUp, type MissingTarget, type ReadTargets } from './look-up.ts';
import type { NautobotRow } from './product.ts';

/** What making records of rows takes. */
export interface RecordReading {
  /** Canonical. */
  readonly endpoint: string;
  readonly paths: readonly string[] | 'everything';
  readonly readTargets: ReadTargets;
  /** The rows of these ids as they are now. */
  readonly readAgain: (ids: readonly string[], signal: AbortSignal) => AsyncIterable<readonly NautobotRow[]>;
}

/**
 * Rows as records: with what is read of other objects looked up, and without what is not read.
 *
 * @throws SyncError PERMISSION_DENIED when an object that a record shows cannot be read
 */
export async function* toRecords(
  pages: AsyncIterable<readonly NautobotRow[]>,
  reading: RecordReading,
  signal: AbortSignal,
): AsyncGenerator<readonly SourceRecord[]> {
  const { paths } = reading;
  if (paths === 'everything') {
    for await (const rows of pages) yield rows.map(({ id, data }) => recordOf(id, data, data));
    return;
  }
  const plan = planCut(paths);
  const lookUp = createLookUp(plan, reading.readTargets);
  for await (const rows of pages) {
    const { records, unfilled } = await fillRows(rows, plan, lookUp, signal);
    yield records;
    if (unfilled.length === 0) continue;
    // An object that went since the record was read is no longer in the record.
    for await (const again of reading.readAgain(
      unfilled.map(({ id }) => id),
      signal,
    )) {
      const second = await fillRows(again, plan, lookUp, signal);
      yield second.records;
      const [first] = second.unfilled;
      if (first !== undefined) throw notReadable(reading.endpoint, first.id, first.missing);
    }
  }
}

interface Unfilled {
  readonly id: string;
  readonly missing: MissingTarget;
}

async function fillRows(
  rows: readonly NautobotRow[],
  plan: CutPlan,
  lookUp: LookUp,
  signal: AbortSignal,
): Promise<{ readonly records: readonly SourceRecord[]; readonly unfilled: readonly Unfilled[] }> {
  const filled = await lookUp.fill(
    rows.map(({ data }) => data),
    signal,
  );
  const records: SourceRecord[] = [];
  const unfilled: Unfilled[] = [];
  for (const [index, { id, data: raw }] of rows.entries()) {
    const { data = raw, missing } = filled[index] ?? {};
    if (missing === undefined) records.push(recordOf(id, raw, cutRecord(data, plan)));
    else unfilled.push({ id, missing });
  }
  return { records, unfilled };
}

function recordOf(id: string, raw: NautobotRow['data'], data: NautobotRow['data']): SourceRecord {
  const { last_updated: stamp } = raw;
  return { id, data, changedAt: typeof stamp === 'string' ? stamp : undefined };
}

function notReadable(endpoint: string, id: string, target: MissingTarget): SyncError {
  return new SyncError({
    code: 'PERMISSION_DENIED',
    message: `Nautobot: ${endpoint} ${id} shows ${target.endpoint} ${target.id}, which the token may not read`,
    hint: `Give the token's user a permission with the action \`view\` for all objects of ${target.endpoint}, or map no field of them.`,
  });
}
