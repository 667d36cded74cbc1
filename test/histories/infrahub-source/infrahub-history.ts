import fc from 'fast-check';
import type { FieldInput } from '../../../demo/infrahub/inputs.ts';
import type { InfrahubHand } from '../destination-changes.ts';

const KINDS = [
  'BuiltinTag',
  'OrganizationTenant',
  'LocationSite',
  'DcimDevice',
  'DcimPhysicalInterface',
] as const;
type Kind = (typeof KINDS)[number];

/** What somebody does to the source, or to the destination, between two runs; picks count round and round. */
export type InfrahubChange = { readonly at: 'source' | 'destination' } & (
  | {
      readonly do: 'create';
      readonly kind: Kind;
      readonly name: string;
      readonly picks: readonly [number, number];
    }
  | {
      readonly do: 'set';
      readonly kind: Kind;
      readonly pick: number;
      readonly field: number;
      readonly value: string;
    }
  | {
      readonly do: 'relate';
      readonly kind: Kind;
      readonly pick: number;
      readonly field: number;
      readonly targets: readonly number[];
    }
  | { readonly do: 'delete'; readonly kind: Kind; readonly pick: number }
);

export interface InfrahubStep {
  readonly changes: readonly InfrahubChange[];
  readonly wait: number;
  readonly mode: 'diff' | 'sync';
}

export interface InfrahubHistory {
  readonly branch: 'main' | 'work';
  readonly steps: readonly InfrahubStep[];
}

/** By kind: attributes that are set, and relationships that are changed, with the peers' kind. */
const FIELDS: Readonly<
  Record<
    Kind,
    {
      readonly texts: readonly string[];
      readonly relations: readonly (readonly [string, Kind, 'one' | 'many'])[];
    }
  >
> = {
  BuiltinTag: { texts: ['name', 'description'], relations: [] },
  OrganizationTenant: { texts: ['name', 'description'], relations: [] },
  LocationSite: {
    texts: ['name', 'slug', 'status'],
    relations: [
      ['tenant', 'OrganizationTenant', 'one'],
      ['tags', 'BuiltinTag', 'many'],
    ],
  },
  DcimDevice: {
    texts: ['name', 'serial'],
    relations: [
      ['site', 'LocationSite', 'one'],
      ['tags', 'BuiltinTag', 'many'],
    ],
  },
  DcimPhysicalInterface: { texts: ['name'], relations: [['device', 'DcimDevice', 'one']] },
};

const kind = fc.constantFrom(...KINDS, 'DcimDevice' as const, 'LocationSite' as const);
const pick = fc.nat({ max: 7 });
const word = fc.constantFrom('a', 'b', 'c', 'd', 'e');
const at = fc.constantFrom('source' as const, 'source' as const, 'source' as const, 'destination' as const);

export const infrahubChange: fc.Arbitrary<InfrahubChange> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      at,
      do: fc.constant('create' as const),
      kind,
      name: word,
      picks: fc.tuple(pick, pick),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ at, do: fc.constant('set' as const), kind, pick, field: pick, value: word }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      at,
      do: fc.constant('relate' as const),
      kind: fc.constantFrom('LocationSite' as const, 'DcimDevice' as const, 'DcimPhysicalInterface' as const),
      pick,
      field: pick,
      targets: fc.array(pick, { maxLength: 2 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ at, do: fc.constant('delete' as const), kind, pick }) },
);

export const infrahubHistory: fc.Arbitrary<InfrahubHistory> = fc.record({
  branch: fc.constantFrom('main' as const, 'main' as const, 'main' as const, 'work' as const),
  steps: fc.array(
    fc.record({
      changes: fc.array(infrahubChange, { maxLength: 4 }),
      wait: fc.constantFrom(1, 60, 3600, 86_400),
      mode: fc.constantFrom('diff' as const, 'diff' as const, 'sync' as const),
    }),
    { minLength: 1, maxLength: 15 },
  ),
});

/** What there is at the start of a history. */
export const START: readonly InfrahubChange[] = (
  [
    ['BuiltinTag', 'a', [0, 0]],
    ['BuiltinTag', 'b', [0, 0]],
    ['OrganizationTenant', 'a', [0, 0]],
    ['OrganizationTenant', 'b', [0, 0]],
    ['LocationSite', 'a', [0, 1]],
    ['LocationSite', 'b', [1, 0]],
    ['DcimDevice', 'a', [0, 0]],
    ['DcimDevice', 'b', [1, 1]],
    ['DcimDevice', 'c', [1, 0]],
    ['DcimPhysicalInterface', 'a', [0, 0]],
    ['DcimPhysicalInterface', 'b', [1, 0]],
    ['DcimPhysicalInterface', 'b', [2, 0]],
  ] as const
).map(([of, name, picks]) => ({ at: 'source', do: 'create', kind: of, name, picks }));

/**
 * Makes a change through a hand, or rejects with what the server says of one that it refuses.
 * @param prefix begins every name
 */
export async function makeInfrahubChange(
  hand: InfrahubHand,
  one: InfrahubChange,
  prefix: string,
): Promise<void> {
  const peerOf = async (of: Kind, place: number) => ({ id: around(await hand.list(of), place) });
  switch (one.do) {
    case 'create': {
      const fields: Record<string, FieldInput> = { name: { value: prefix + one.name } };
      if (one.kind === 'LocationSite') fields.slug = { value: prefix + one.name };
      for (const [index, [name, peer, cardinality]] of FIELDS[one.kind].relations.entries()) {
        const value = await peerOf(peer, one.picks[index] ?? 0);
        fields[name] = cardinality === 'one' ? value : [value];
      }
      return hand.create(one.kind, fields);
    }
    case 'delete':
      return hand.remove(one.kind, around(await hand.list(one.kind), one.pick));
    case 'set': {
      const name = around(FIELDS[one.kind].texts, one.field);
      const value = name === 'status' ? around(['active', 'retired'], one.pick) : prefix + one.value;
      return hand.update(one.kind, around(await hand.list(one.kind), one.pick), { [name]: { value } });
    }
    case 'relate': {
      const [name, peer, cardinality] = around(FIELDS[one.kind].relations, one.field);
      const ids = new Set<string>();
      for (const target of one.targets) ids.add((await peerOf(peer, target)).id);
      const peers = [...ids].map((id) => ({ id }));
      const value = cardinality === 'many' ? peers : (peers[0] ?? null);
      return hand.update(one.kind, around(await hand.list(one.kind), one.pick), { [name]: value });
    }
  }
}

/** @throws RangeError for an empty list */
function around<Item>(items: readonly Item[], place: number): Item {
  const item = items[place % Math.max(1, items.length)];
  if (item === undefined) throw new RangeError('there is nothing to choose from');
  return item;
}
