import type { DestinationAdapter, SourceAdapter } from '../adapters/contract.ts';
import type { OpenRun } from '../cache/open-run.ts';
import type { WatchedFile } from '../cache/sidecars.ts';
import { createDestinationReader } from '../extract/destination-reader.ts';
import { createDestinationSide } from '../extract/destination-side.ts';
import { type History, historyNow } from '../extract/history.ts';
import type { KindRead } from '../extract/kind-read.ts';
import type { KindRows } from '../extract/kind-rows.ts';
import { oncePerKey } from '../extract/once.ts';
import type { Watched } from '../extract/previous.ts';
import type { Side } from '../extract/side.ts';
import { createSourceReader } from '../extract/source-reader.ts';
import { createSourceSide } from '../extract/source-side.ts';
import type { KindMapping } from '../mapping/kind-mapping.ts';
import type { RowProblem } from '../mapping/map-result.ts';
import { diffKind, type KindDiff } from '../plan/diff.ts';
import type { ReportAuditDifference } from '../report/run-report.ts';
import { type Audit, auditDifferences, createAudit } from './audit.ts';
import type { RunObserver } from './events.ts';
import type { PreparedSync } from './prepare.ts';
import type { SidePlan } from './read-plans.ts';
import { type KeepSnapshots, withSnapshots } from './snapshots.ts';

/** Both sides read and held against each other, kind by kind. */
export interface Comparison {
  /** In write order. */
  readonly diffs: readonly KindDiff[];
  readonly problems: readonly RowProblem[];
  readonly reads: { readonly A: ReadonlyMap<string, SideRead>; readonly B: ReadonlyMap<string, SideRead> };
  /** What a warm run would have got wrong; undefined when that was not worked out. */
  readonly audit: readonly ReportAuditDifference[] | undefined;
  /** Ids of the destination's objects by unique id, of a kind that something refers to. */
  readonly existing: (kind: string) => ReadonlyMap<string, string>;
}

/** How a kind was read on one side, and how many rows came of it. */
export interface SideRead extends Omit<KindRead, 'sets'> {
  readonly rows: number;
  /** Requests for its endpoints (source) or for itself (destination) in this run. */
  readonly requests: number;
}

export interface CompareOptions {
  readonly prepared: PreparedSync;
  readonly source: SourceAdapter;
  readonly destination: DestinationAdapter;
  readonly plans: { readonly A: SidePlan; readonly B: SidePlan };
  readonly run: OpenRun;
  readonly observe: RunObserver;
  readonly signal: AbortSignal;
}

/** Kinds read beyond the one that is being compared: enough to keep both servers busy, few enough for memory. */
const READ_AHEAD = 3;

/**
 * Reads both sides at once and compares them kind by kind in write order. Each kind's rows go to the snapshot
 * and are then let go, so memory grows with the largest kinds and with the plan, not with the run.
 */
export async function compareSides(options: CompareOptions): Promise<Comparison> {
  const { prepared, signal } = options;
  const { mappings } = prepared;
  const planA = options.plans.A;
  // Before the first record: what is entered later is newer than the records.
  const histories = historiesNow(options);
  histories.catch(() => undefined); // Whoever awaits it hears of it.
  const reader = createSourceReader({
    adapter: options.source,
    mappings,
    plan: planA,
    previous: planA.previous,
    signal,
  });
  // Only an audit needs what was read a second time; else it is let go as soon as it is mapped.
  const shared = planA.audited === undefined ? (read: ReadKind) => read : oncePerKey<string, KindRead>;
  const readA = shared((kind: string) => reader.read(kind));
  const sideA = createSourceSide(options.source, mappings, { read: readA }, READ_AHEAD);
  const planB = options.plans.B;
  const destinationReader = createDestinationReader({
    adapter: options.destination,
    mappings,
    plan: planB,
    previous: planB.previous,
    signal,
  });
  const readB = shared((kind: string) => destinationReader.read(kind));
  const sideB = createDestinationSide(mappings, { read: readB }, READ_AHEAD);
  const audit = auditOf(options, { A: readA, B: readB });
  const compared: ComparedKind[] = [];
  const extractedAt = { A: planA.cursorTime, B: planB.cursorTime };
  await withSnapshots({ prepared, run: options.run, extractedAt }, async (keep) => {
    for (const mapping of mappings.values()) {
      compared.push(await compareKind(options, mapping, { A: sideA, B: sideB }, audit, keep));
    }
  });
  const reads = {
    A: new Map(compared.map(({ diff, readA: read }) => [diff.kind, read])),
    B: new Map(compared.map(({ diff, readB: read }) => [diff.kind, read])),
  };
  const { watched, withoutCursor } = await reader.finish();
  await options.run.watched(watchedFile(watched, await histories));
  for (const [kind, read] of reads.A) {
    const cursor = withoutCursor.has(kind) ? undefined : read.cursor;
    reads.A.set(kind, { ...read, cursor, requests: sourceRequests(options.source, mappings.get(kind)) });
  }
  for (const [kind, read] of reads.B) {
    reads.B.set(kind, { ...read, requests: options.destination.usage(kind).count });
  }
  return {
    diffs: compared.map(({ diff }) => diff),
    problems: compared.flatMap(({ problems }) => problems),
    reads,
    audit: audit === undefined ? undefined : compared.flatMap(({ audited }) => audited),
    existing: (kind) => sideB.idsOf(kind),
  };
}

/** What is left of a kind once its rows are let go. */
interface ComparedKind {
  readonly diff: KindDiff;
  readonly problems: readonly RowProblem[];
  readonly audited: readonly ReportAuditDifference[];
  readonly readA: SideRead;
  readonly readB: SideRead;
}

async function compareKind(
  options: CompareOptions,
  mapping: KindMapping,
  sides: { readonly A: Side; readonly B: Side },
  audit: Audit | undefined,
  keep: KeepSnapshots,
): Promise<ComparedKind> {
  const { kind } = mapping;
  const [a, b] = await Promise.all([
    observed(options, sides.A, 'A', kind),
    observed(options, sides.B, 'B', kind),
  ]);
  const warm = audit && (await Promise.all([audit.A.rows(kind), audit.B.rows(kind)]));
  const diff = diffOf(options, mapping, a, b);
  // What refers to a renamed object is compared by the name that it gets, and is not a change of its own.
  for (const row of b.rows) {
    const renamed = diff.renames.get(row.localId);
    if (renamed === undefined) continue;
    sides.B.renamed(kind, row.origin, row.localId, renamed);
    audit?.B.renamed(kind, row.origin, row.localId, renamed);
  }
  await keep(mapping, a, b);
  return {
    diff,
    problems: [...a.problems, ...b.problems],
    audited: warm ? [...auditDifferences('A', a, warm[0]), ...auditDifferences('B', b, warm[1])] : [],
    readA: { ...a.read, rows: a.rows.length, requests: 0 },
    readB: { ...b.read, rows: b.rows.length, requests: 0 },
  };
}

type ReadKind = (kind: string) => Promise<KindRead>;

function auditOf(
  options: CompareOptions,
  full: { readonly A: ReadKind; readonly B: ReadKind },
): Audit | undefined {
  const { source, destination, plans, prepared, signal } = options;
  const { audited: a } = plans.A;
  const { audited: b } = plans.B;
  if (a === undefined || b === undefined) return undefined;
  const { mappings } = prepared;
  const previous = { A: a, B: b };
  return createAudit({ source, destination, mappings, plans, previous, full, readAhead: READ_AHEAD, signal });
}

/** Counted at the end: what a kind costs is asked for while other kinds are read. */
function sourceRequests(source: SourceAdapter, mapping: KindMapping | undefined): number {
  const endpoints = new Set(mapping?.elements.map(({ endpoint }) => endpoint) ?? []);
  return [...endpoints].reduce((sum, endpoint) => sum + source.usage(endpoint).count, 0);
}

/** What both systems tell of their history. */
async function historiesNow({ source, destination, plans, signal }: CompareOptions) {
  const [markA, markB] = await Promise.all([source.historyMark(signal), destination.historyMark(signal)]);
  return { A: historyNow(markA, plans.A.history), B: historyNow(markB, plans.B.history) };
}

function watchedFile(watched: Watched, { A, B }: { readonly A: History; readonly B: History }): WatchedFile {
  return {
    ids: Object.fromEntries([...watched.ids].map(([endpoint, ids]) => [endpoint, [...ids]])),
    unwatched: Object.fromEntries(watched.unwatched),
    newest: Object.fromEntries(watched.newest),
    history_mark: A.status === 'marked' ? A.mark : null,
    history_lost: A.status === 'lost',
    destination_history_mark: B.status === 'marked' ? B.mark : null,
    destination_history_lost: B.status === 'lost',
  };
}

async function observed(
  options: CompareOptions,
  side: Side,
  name: 'A' | 'B',
  kind: string,
): Promise<KindRows> {
  const rows = await side.rows(kind);
  options.observe({ type: 'read', side: name, kind, rows: rows.rows.length });
  return rows;
}

function diffOf(
  { prepared, source: adapter }: CompareOptions,
  mapping: KindMapping,
  source: KindRows,
  destination: KindRows,
): KindDiff {
  // Which of two objects with one identity is the counterpart cannot be told, and a third would be no help.
  const unclear = new Set(destination.problems.map(({ uniqueId }) => uniqueId));
  return diffKind({
    kind: mapping.kind,
    source: unclear.size === 0 ? source.rows : source.rows.filter((row) => !unclear.has(row.uniqueId)),
    destination: destination.rows,
    fields: mapping.fields.map(({ name }) => name),
    flags: prepared.sync.flags,
    failedSourceRecords: source.problems.length,
    naming: { sync: prepared.sync.name, namespace: adapter.namespace() },
  });
}
