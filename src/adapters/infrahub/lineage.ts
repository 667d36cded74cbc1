import * as z from 'zod';
import type { Connection } from './connection.ts';
import type { InfrahubSettings } from './settings.ts';

/** Ids that are recorded as source and owner of what is written; undefined: nothing is recorded. */
export interface Lineage {
  readonly source: string | undefined;
  readonly owner: string | undefined;
}

const text = `query ($counterpart: String!, $source: String!, $owner: String!) {
  account: CoreAccount(name__value: $counterpart) { edges { node { id } } }
  sourceGroup: CoreAccountGroup(name__value: $source) { edges { node { id } } }
  sourceAccount: CoreAccount(name__value: $source) { edges { node { id } } }
  ownerGroup: CoreAccountGroup(name__value: $owner) { edges { node { id } } }
  ownerAccount: CoreAccount(name__value: $owner) { edges { node { id } } }
}`;

const Found = z
  .object({ edges: z.array(z.object({ node: z.object({ id: z.string() }) })) })
  .transform(({ edges }) => edges[0]?.node.id);

const Answer = z.object({
  account: Found,
  sourceGroup: Found,
  sourceAccount: Found,
  ownerGroup: Found,
  ownerAccount: Found,
});

/**
 * Looks up who is recorded as source and owner: the group (or account) that the settings name, else the
 * account named like the system at the other end. Only ids that exist are handed out, since Infrahub 1.4
 * answers an unknown one with an error that names nothing.
 */
export async function resolveLineage(
  connection: Connection,
  settings: InfrahubSettings,
  counterpart: string,
  warn: (message: string) => void,
  signal: AbortSignal,
): Promise<Lineage> {
  const variables = { counterpart, source: settings.source ?? '', owner: settings.owner ?? '' };
  const found = Answer.parse(await connection.query({ text, variables, signal }));

  function pick(role: 'source' | 'owner', id: string | undefined): string | undefined {
    const named = settings[role];
    if (named === undefined) return found.account;
    if (id !== undefined) return id;
    const instead = found.account === undefined ? 'no one' : `the account ${counterpart}`;
    warn(`Infrahub has no group or account named ${named}: ${instead} is recorded as ${role}.`);
    return found.account;
  }

  return {
    source: pick('source', found.sourceGroup ?? found.sourceAccount),
    owner: pick('owner', found.ownerGroup ?? found.ownerAccount),
  };
}
