import { createHash } from 'node:crypto';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import type { ElementProjection } from './element-projection.ts';
import type { KindRead, RecordSet } from './kind-read.ts';
import { NotWarm } from './not-warm.ts';
import type { PreviousSide } from './previous.ts';

/** One mark, 64 hex, of everything that a kind is read from; undefined where an endpoint has none. */
export async function contentMark(
  elements: readonly ElementProjection[],
  signal: AbortSignal,
): Promise<string | undefined> {
  const marks = await Promise.all(
    elements.map(({ tracking }) => (tracking.status === 'marked' ? tracking.mark(signal) : undefined)),
  );
  if (marks.length === 0 || marks.includes(undefined)) return undefined;
  return createHash('sha256').update(JSON.stringify(marks)).digest('hex');
}

/**
 * A kind's records as the last run read them, when nothing changed in what they are read from.
 * @returns undefined for a kind that has no mark
 * @throws NotWarm when something did change, or the last run left no mark
 */
export async function readUnchanged(
  mapping: KindMapping,
  elements: readonly ElementProjection[],
  previous: PreviousSide,
  signal: AbortSignal,
): Promise<KindRead | undefined> {
  const { kind } = mapping;
  const mark = await contentMark(elements, signal);
  if (mark === undefined) return undefined;
  const endpoints = [...new Set(elements.map(({ projection }) => projection.endpoint))];
  const before = previous.mark(kind);
  if (before === undefined)
    throw new NotWarm(`run ${previous.runId} left no mark of ${endpoints.join(', ')}`);
  if (before !== mark) throw new NotWarm(`${endpoints.join(' or ')} changed since run ${previous.runId}`);
  if (endpoints.length < elements.length) throw new NotWarm(`${endpoints.join(', ')} is mapped to it twice`);
  const kept = Map.groupBy(await previous.records(kind), ({ origin }) => origin);
  const sets = elements.map(({ projection }, element): RecordSet => {
    const records = kept.get(projection.endpoint) ?? [];
    return {
      element,
      origin: projection.endpoint,
      ids: records.map(({ id }) => id),
      records: records.map(({ record }) => record),
      newest: undefined,
    };
  });
  return {
    kind,
    sets,
    mode: 'warm',
    reason: `${endpoints.join(' and ')} ${endpoints.length === 1 ? 'is' : 'are'} as run ${previous.runId} read it`,
    changed: 0,
    deleted: 0,
    cursor: { tier: 'PAGE_TOKEN', token: mark },
  };
}
