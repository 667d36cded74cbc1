import type { InputData } from '../../demo/infrahub/inputs.ts';
import type { InfrahubHand } from '../histories/destination-changes.ts';
import { historySource } from '../histories/schema.ts';

/** A branch of an Infrahub that has the histories' kinds, changed through its GraphQL API. */
export interface WalkingInfrahub extends InfrahubHand {
  /** @param on the branch; the walk's own when not given @throws what Infrahub says of what it refuses */
  graphql(query: string, on?: string): Promise<Record<string, unknown>>;
  /** Makes the branch, without what an earlier walk left of it, and loads the kinds. */
  open(kinds: ReadonlySet<string>): Promise<void>;
  /** Deletes the branch with all that is in it. */
  close(): Promise<void>;
}

/** Kinds whose objects are told apart by more than their name. */
const SHARING: ReadonlySet<string> = new Set(['Port', 'Rack', 'Vlan']);

/** An index of all kinds takes Infrahub a moment after a schema was loaded. */
const PATIENCE = 60_000;

/** @param url of the Infrahub, without a path */
export function walkingInfrahub(url: string, token: string, branch: string): WalkingInfrahub {
  async function post(path: string, body: unknown): Promise<Record<string, unknown>> {
    const until = Date.now() + PATIENCE;
    for (;;) {
      const answer = await fetch(`${url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', connection: 'close', 'X-INFRAHUB-KEY': token },
        body: JSON.stringify(body),
      });
      const text = await answer.text();
      const found = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : {};
      if (answer.ok && !found.errors) return found;
      // A busy Infrahub sheds load before it does anything.
      if (answer.status !== 429 || Date.now() > until)
        throw new Error(`POST ${path}: ${answer.status} ${text.slice(0, 500)}`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
  async function graphql(query: string, on = branch, variables = {}): Promise<Record<string, unknown>> {
    const { data } = await post(`/graphql/${on}`, { query, variables });
    return data as Record<string, unknown>;
  }
  const mutate = (kind: string, action: 'Create' | 'Update' | 'Delete', data: unknown) =>
    graphql(`mutation ($data: ${kind}${action}Input!) { ${kind}${action}(data: $data) { ok } }`, branch, {
      data,
    });

  const close = async () => {
    const mutation = `mutation { BranchDelete(wait_until_completion: true, data: {name: "${branch}"}) { ok } }`;
    await graphql(mutation, 'main');
  };
  return {
    async open(kinds) {
      await close().catch(() => undefined);
      const data = `{name: "${branch}", sync_with_git: false}`;
      await graphql(`mutation { BranchCreate(wait_until_completion: true, data: ${data}) { ok } }`, 'main');
      const { generics, nodes } = historySource(kinds, false);
      // What names an object for people has to be unique on a real server; these share their names.
      const own = nodes?.map(({ features: _, human_friendly_id: names, ...kind }) =>
        SHARING.has(kind.name) ? kind : { ...kind, human_friendly_id: names },
      );
      await post(`/api/schema/load?branch=${branch}`, {
        schemas: [{ version: '1.0', generics, nodes: own }],
      });
      const counts = [...kinds].map((kind) => `${kind} { count }`).join(' ');
      const until = Date.now() + PATIENCE;
      for (;;) {
        try {
          await graphql(`{ ${counts} }`);
          return;
        } catch (error) {
          if (Date.now() > until) throw error;
          await new Promise((resolve) => setTimeout(resolve, 1000));
        }
      }
    },
    close,
    graphql: (query, on) => graphql(query, on),
    async list(kind) {
      const found = await graphql(`{ ${kind}(order: {disable: true}) { edges { node { id } } } }`);
      const { edges } = found[kind] as { edges: { node: { id: string } }[] };
      return edges.map(({ node }) => node.id).toSorted();
    },
    create: async (kind, fields) => void (await mutate(kind, 'Create', fields)),
    update: async (kind, id, fields: InputData) => void (await mutate(kind, 'Update', { id, ...fields })),
    remove: async (kind, id) => {
      await graphql(`mutation { ${kind}Delete(data: {id: "${id}"}) { ok } }`);
    },
  };
}
