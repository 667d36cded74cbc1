import type { InputData } from '../../demo/infrahub/inputs.ts';
import type { Infrahub } from '../../demo/infrahub/server.ts';
import type { DestinationChange, Setting } from './history.ts';
import { relationships } from './schema.ts';
import { mappedFields } from './variants.ts';

/** Whoever changes an Infrahub: behind its API's back or through it. */
export interface InfrahubHand {
  /** Ids of a kind's objects, in their order. */
  list(kind: string): Promise<readonly string[]>;
  /** `fields` as a mutation takes them; rejects when Infrahub refuses */
  create(kind: string, fields: InputData): Promise<void>;
  update(kind: string, id: string, fields: InputData): Promise<void>;
  remove(kind: string, id: string): Promise<void>;
}

/** An embedded Infrahub, changed at once and behind its API's back; the default branch when none is given. */
export function embeddedInfrahubHand({ data }: Infrahub, branch?: string): InfrahubHand {
  const options = branch === undefined ? {} : { branch };
  return {
    list: async (kind) =>
      data
        .list(kind, options)
        .map(({ id }) => id)
        .toSorted(),
    create: async (kind, fields) => void data.create(kind, fields, options),
    update: async (_kind, id, fields) => void data.update(id, fields, options),
    remove: async (_kind, id) => void data.delete(id, options),
  };
}

const relations = Object.entries(relationships).flatMap(([kind, all]) =>
  all.map((relationship) => ({ ...relationship, kind })),
);

/**
 * Makes one change at the destination through a hand.
 * @throws what the hand throws when Infrahub refuses, and a RangeError when there is nothing to change
 */
export async function changeDestination(
  hand: InfrahubHand,
  setting: Pick<Setting, 'variants'>,
  change: DestinationChange,
): Promise<void> {
  const fields = mappedFields(setting);
  const mapped = [...new Set(fields.map(({ kind }) => kind))];
  const related = relations.filter(({ kind }) => mapped.includes(kind));
  const kinds = change.do === 'destination-relate' ? related.map(({ kind }) => kind) : mapped;
  const kind = around(kinds, change.kind);
  if (change.do === 'destination-create') return hand.create(kind, { name: { value: change.name } });
  const id = around(await hand.list(kind), change.pick);
  switch (change.do) {
    case 'destination-delete':
      return hand.remove(kind, id);
    case 'destination-set': {
      const own = fields.filter((each) => each.kind === kind && each.type === 'text');
      return hand.update(kind, id, { [around(own, change.field).name]: { value: change.value } });
    }
    case 'destination-relate': {
      const { name, peer, cardinality } = around(
        related.filter((each) => each.kind === kind),
        change.field,
      );
      const peers = await hand.list(peer);
      const ids = peers.length === 0 ? [] : change.targets.map((target) => around(peers, target));
      const [first] = ids;
      const one = first === undefined ? null : { id: first };
      const many = [...new Set(ids)].map((each) => ({ id: each }));
      return hand.update(kind, id, { [name]: cardinality === 'many' ? many : one });
    }
  }
}

/** @throws RangeError for an empty list */
function around<Item>(items: readonly Item[], place: number): Item {
  const item = items[place % Math.max(items.length, 1)];
  if (item === undefined) throw new RangeError('there is nothing to choose from');
  return item;
}
