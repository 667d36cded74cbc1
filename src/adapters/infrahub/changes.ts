import * as z from 'zod';
import type { DestinationRecord, KindProjection, KindSurvey } from '../contract.ts';
import { horizonFields, readHorizon } from './change-horizon.ts';
import { chunks } from './chunks.ts';
import type { Connection } from './connection.ts';
import { destinationReading } from './destination-reading.ts';
import type { Mirrors } from './mirrors.ts';
import { idsOfKind, type ReadOptions, readKindByIds } from './read.ts';
import { understood } from './understood.ts';

const Count = z.object({ count: z.number() });
const Ids = z
  .object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) })
  .transform(({ edges }) => edges.map(({ node }) => node.id));

/** What reading changes of one Infrahub needs. */
export interface ChangeSource {
  readonly connection: Connection;
  readonly mirrors: (signal: AbortSignal) => Promise<Mirrors>;
  readonly options: ReadOptions;
}

/**
 * Counts, for all kinds in one request, the objects and those with a newer stamp. A relationship that a new
 * object brought along leaves no stamp at its other end, so new peers count as changes; but only of the
 * relationships that are read.
 */
export async function surveyKinds(
  { connection, mirrors }: ChangeSource,
  projections: readonly KindProjection[],
  since: Date,
  signal: AbortSignal,
): Promise<KindSurvey> {
  const [first] = projections;
  if (first === undefined) return { kinds: new Map(), untold: new Map(), altered: undefined };
  const mirrored = await mirrors(signal);
  const fields = projections.map((projection, index) => {
    const peers = peerKinds(projection, mirrored).map(
      (peer, number) =>
        `peers${index}_${number}: ${peer}(node_metadata__created_at__after: $since) { count }`,
    );
    const { kind } = projection;
    const changed = `changed${index}: ${kind}(node_metadata__updated_at__after: $since) { count }`;
    return [`total${index}: ${kind} { count }`, changed, ...peers].join(' ');
  });
  const text = `query ($since: DateTime!, $branch: String!) { ${horizonFields} ${fields.join(' ')} }`;

  async function ask(moment: Date) {
    const variables = { since: moment.toISOString(), branch: connection.branch };
    return connection.query({ text, variables, at: first?.at, signal });
  }

  const asked = await ask(since);
  const { since: horizon, altered, stampsLosses } = readHorizon(asked, since, connection);
  const data = horizon.getTime() === since.getTime() ? asked : await ask(horizon);
  const count = (name: string) => understood(Count, data[name], 'the changes', connection).count;
  const kinds = new Map<string, { readonly total: number; readonly changed: number }>();
  const untold = new Map<string, string>();
  for (const [index, projection] of projections.entries()) {
    const { kind, relationships } = projection;
    if (relationships.length > 0 && !stampsLosses) {
      untold.set(kind, `a relationship that was emptied on the branch ${connection.branch} leaves no stamp`);
      continue;
    }
    const peers = peerKinds(projection, mirrored).map((_, number) => count(`peers${index}_${number}`));
    const changed = peers.reduce((sum, one) => sum + one, count(`changed${index}`));
    const total = count(`total${index}`);
    kinds.set(kind, { total, changed: Math.min(changed, total) });
  }
  return { kinds, untold, altered };
}

/** Objects with a newer stamp, and those that a new peer points at. */
export async function* readChanges(
  source: ChangeSource,
  projection: KindProjection,
  since: Date,
  signal: AbortSignal,
): AsyncGenerator<readonly DestinationRecord[]> {
  const ids = await changedIds(source, projection, since, signal);
  yield* readKindByIds(
    source.connection,
    destinationReading(projection),
    [...ids.keys()],
    source.options,
    signal,
  );
}

/** Whether an object bears a stamp of its own that is new, or was found in another way. */
export type Finding = 'stamped' | 'otherwise';

/**
 * Ids of the objects that changed, so that they can be read by id: what is written meanwhile moves nothing then.
 * After a merge stamps may be older than the moment at which they were seen first, so all count as found otherwise.
 * Where stamps do not tell of every change, all objects do.
 */
export async function changedIds(
  { connection, mirrors, options }: ChangeSource,
  projection: Omit<KindProjection, 'attributes'>,
  since: Date,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Finding>> {
  const { kind, at } = projection;
  const mirrored = await mirrors(signal);
  const peers = peerKinds(projection, mirrored);
  const fields = [
    `changed: ${kind}(node_metadata__updated_at__after: $since, order: {disable: true}) { edges { node { id } } }`,
    ...peers.map(
      (peer, number) =>
        `peers${number}: ${peer}(node_metadata__created_at__after: $since, order: {disable: true}) { edges { node { id } } }`,
    ),
  ];
  const text = `query ($since: DateTime!, $branch: String!) { ${horizonFields} ${fields.join(' ')} }`;

  async function ask(moment: Date) {
    const variables = { since: moment.toISOString(), branch: connection.branch };
    return connection.query({ text, variables, scope: kind, at, signal });
  }

  const asked = await ask(since);
  const { since: horizon, altered, stampsLosses } = readHorizon(asked, since, connection);
  if (altered !== undefined || (projection.relationships.length > 0 && !stampsLosses)) {
    return new Map([...(await idsOfKind(connection, kind, at, signal))].map((id) => [id, 'otherwise']));
  }
  const moved = horizon.getTime() !== since.getTime();
  const data = moved ? await ask(horizon) : asked;
  const idsOf = (name: string) => understood(Ids, data[name], kind, connection);
  const ids = new Map<string, Finding>();
  for (const id of idsOf('changed')) ids.set(id, moved ? 'otherwise' : 'stamped');
  const newPeers = new Map(peers.map((peer, number) => [peer, idsOf(`peers${number}`)]));
  for (const { name } of projection.relationships) {
    const peer = mirrored.get(kind)?.get(name);
    const wanted = peer === undefined ? [] : (newPeers.get(peer) ?? []);
    for await (const id of holdersOf(connection, projection, name, wanted, options, signal)) {
      if (!ids.has(id)) ids.set(id, 'otherwise');
    }
  }
  return ids;
}

/** Ids of the objects that have one of some peers in a relationship. */
async function* holdersOf(
  connection: Connection,
  { kind, at }: Omit<KindProjection, 'attributes'>,
  relationship: string,
  peerIds: readonly string[],
  { pageSize }: ReadOptions,
  signal: AbortSignal,
): AsyncGenerator<string> {
  const filter = `${relationship}__ids: $ids, order: {disable: true}`;
  const text = `query ($ids: [ID]!) { holders: ${kind}(${filter}) { edges { node { id } } } }`;
  for (const ids of chunks(peerIds, pageSize)) {
    const data = await connection.query({ text, variables: { ids }, scope: kind, at, signal });
    yield* understood(Ids, data.holders, kind, connection);
  }
}

/** Kinds of the peers that can bring along one of the relationships that are read. */
function peerKinds(
  { kind, relationships }: Omit<KindProjection, 'attributes'>,
  mirrors: Mirrors,
): readonly string[] {
  const found = relationships.map(({ name }) => mirrors.get(kind)?.get(name));
  return [...new Set(found.filter((peer) => peer !== undefined))];
}
