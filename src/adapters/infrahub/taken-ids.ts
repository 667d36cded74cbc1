import * as z from 'zod';
import { SyncError } from '../../errors.ts';
import type { WriteOperation, WriteOutcome } from '../contract.ts';
import type { Connection } from './connection.ts';
import { understood } from './understood.ts';

type Create = Extract<WriteOperation, { action: 'create' }>;

/** What is to be done about creates whose id is taken. */
export interface TakenIds {
  /** The object is there: an answer was lost, or another run was quicker. It is given the values again. */
  readonly there: readonly WriteOperation[];
  /** The id was an object's once, or is one's on another branch: the next id is tried. */
  readonly again: readonly WriteOperation[];
}

const Found = z.object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) });

/** Infrahub refuses an id that any object ever had, on whatever branch, be it deleted or not (1.4 and 1.11). */
export function isIdTaken(outcome: WriteOutcome): boolean {
  return outcome.status === 'failed' && outcome.errorClass === 'ID_TAKEN';
}

/** Tells creates whose object is there from those whose id cannot be had. */
export async function sortTaken(
  connection: Connection,
  kind: string,
  creates: readonly WriteOperation[],
  signal: AbortSignal,
): Promise<TakenIds> {
  const asked = creates.filter((operation): operation is Create => operation.action === 'create');
  const text = `query ($ids: [ID]) { ${kind}(ids: $ids, order: {disable: true}) { edges { node { id } } } }`;
  const ids = asked.flatMap((operation) => operation.ids?.slice(0, 1) ?? []);
  const data = await connection.query({ text, variables: { ids }, scope: kind, signal });
  const { edges } = understood(Found, data[kind], kind, connection);
  const found = new Set(edges.map(({ node }) => node.id));
  const there: WriteOperation[] = [];
  const again: WriteOperation[] = [];
  for (const operation of asked) {
    const [id, ...others] = operation.ids ?? [];
    if (id === undefined) throw notAsked(operation);
    if (found.has(id)) {
      there.push({ action: 'update', key: operation.key, kind, id, values: operation.values });
    } else {
      const { ids: _taken, ...rest } = operation;
      again.push(others.length === 0 ? rest : { ...rest, ids: others });
    }
  }
  return { there, again };
}

function notAsked(operation: WriteOperation): SyncError {
  return new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `Infrahub says that an id is taken, and none was given for a ${operation.kind}.`,
    hint: "Look into Infrahub's own log for the cause.",
  });
}
