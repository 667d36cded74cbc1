import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { kindOrder } from '../../src/config/order.ts';
import { SyncError } from '../../src/errors.ts';
import { load, withMappings } from './marked.ts';
import { attribute, kind, relationship, schemaOf } from './schema.ts';

/** An entry of a kind that refers to others; a name with `!` is also an identifier. */
function entry(name: string, references: readonly string[] = []): string {
  const fields = references.map((reference) => {
    const peer = reference.replace('!', '');
    return `      - {name: to_${peer}, mapping: x, reference: ${peer}}\n`;
  });
  const identifiers = references
    .filter((reference) => reference.endsWith('!'))
    .map((peer) => `to_${peer.slice(0, -1)}`);
  return (
    `  - name: ${name}\n    mapping: a\n    identifiers: [${['name', ...identifiers].join(', ')}]\n` +
    `    fields:\n      - {name: name, mapping: name}\n${fields.join('')}`
  );
}

function orderOf(...entries: string[]) {
  return kindOrder(load(withMappings(entries.join(''))), new Map());
}

describe('order by references', () => {
  test('a kind comes after what it refers to, and a tier is sorted by name', () => {
    const { tiers, cuts } = orderOf(
      entry('Device', ['Site', 'Type']),
      entry('Type', ['Maker!']),
      entry('Site', ['Tenant']),
      entry('Tenant'),
      entry('Maker'),
    );
    expect(tiers).toEqual([['Maker', 'Tenant'], ['Site', 'Type'], ['Device']]);
    expect(cuts).toEqual([]);
  });

  test('a reference of a kind to itself, and one to a kind that is not mapped, are no edges', () => {
    expect(orderOf(entry('Location', ['Location', 'Elsewhere'])).tiers).toEqual([['Location']]);
  });

  test('references of all entries of a kind count', () => {
    expect(orderOf(entry('A', ['B']), entry('A', ['C']), entry('B'), entry('C', ['B'])).tiers).toEqual([
      ['B'],
      ['C'],
      ['A'],
    ]);
  });

  test('a circle is cut at a reference outside the identifiers', () => {
    const { tiers, cuts } = orderOf(
      entry('Device', ['Address']),
      entry('Address', ['Port']),
      entry('Port', ['Device!']),
    );
    expect(cuts).toEqual([{ kind: 'Address', field: 'to_Port', peer: 'Port' }]);
    expect(tiers).toEqual([['Address'], ['Device'], ['Port']]);
  });

  test('a circle of identifiers is an error that names it with its lines', () => {
    const sync = load(withMappings(entry('A', ['B!']) + entry('B', ['A!'])));
    try {
      kindOrder(sync, new Map());
      expect.unreachable();
    } catch (error) {
      if (!(error instanceof SyncError)) throw error;
      expect(error.code).toBe('ORDER_CYCLE');
      expect(error.message).toBe(
        'kinds identify one another in a circle: "A" refers to "B" by "to_B" (line 10), "B" refers to "A" by "to_A" (line 16)',
      );
      expect(error.hint).toContain('take one of "to_B" and "to_A" out of its "identifiers"');
      expect(error.location).toEqual({ file: 'config.yml', line: 10, column: 45 });
    }
  });

  test('identifiers that the schema gives count as well', () => {
    const sync = load(withMappings(entry('A', ['B']) + entry('B', ['A'])));
    const identifiers = new Map([['A', ['to_B']]]);
    expect(kindOrder(sync, identifiers).cuts).toEqual([{ kind: 'B', field: 'to_A', peer: 'A' }]);
  });

  test('a reference to a generic, or none to a relationship, leads to the mapped kinds behind it', () => {
    const schema = schemaOf(
      kind('Generic', [], { isGeneric: true, usedBy: ['Zebra', 'Unmapped'] }),
      kind('Apple', [attribute('name'), relationship('to_Generic', 'Generic'), relationship('bare', 'Pear')]),
      kind('Zebra', [attribute('name')]),
      kind('Pear', [attribute('name'), relationship('to_Zebra', 'Zebra')]),
    );
    const bare = '      - {name: bare, mapping: y}\n';
    const sync = load(
      withMappings(entry('Apple', ['Generic']) + bare + entry('Pear', ['Zebra']) + entry('Zebra')),
    );
    expect(kindOrder(sync, new Map(), schema).tiers).toEqual([['Zebra'], ['Pear'], ['Apple']]);
    expect(kindOrder(sync, new Map()).tiers).toEqual([['Apple', 'Zebra'], ['Pear']]);
  });

  test('whatever the references, each kind is there once, after all that it refers to except where cut', () => {
    const kinds = ['A', 'B', 'C', 'D', 'E', 'F'];
    const edges = fc.array(fc.tuple(fc.constantFrom(...kinds), fc.constantFrom(...kinds)), { maxLength: 14 });
    fc.assert(
      fc.property(edges, (pairs) => {
        const peersOf = (from: string) => [
          ...new Set(pairs.filter((pair) => pair[0] === from).map((pair) => pair[1])),
        ];
        const text = withMappings(kinds.map((name) => entry(name, peersOf(name))).join(''));
        const { tiers, cuts } = kindOrder(load(text), new Map());
        expect(tiers.flat().toSorted()).toEqual(kinds);
        const tierOf = (name: string) => tiers.findIndex((tier) => tier.includes(name));
        for (const [from, to] of pairs) {
          if (from === to || cuts.some((cut) => cut.kind === from && cut.peer === to)) continue;
          expect(tierOf(from)).toBeGreaterThan(tierOf(to));
        }
        expect(kindOrder(load(text), new Map())).toEqual({ tiers, cuts, warnings: [] });
      }),
      { numRuns: 30 },
    );
  });
});

describe('a given order', () => {
  test('is kept, each kind a tier of its own', () => {
    const sync = load(`${withMappings(entry('B') + entry('A', ['B']))}order: [B, A]\n`);
    expect(kindOrder(sync, new Map())).toEqual({ tiers: [['B'], ['A']], cuts: [], warnings: [] });
  });

  test('that has a kind before what it refers to is a warning, and the reference is cut', () => {
    const sync = load(`${withMappings(entry('B') + entry('A', ['B']))}order: [A, B]\n`);
    const { cuts, warnings } = kindOrder(sync, new Map());
    expect(cuts).toEqual([{ kind: 'A', field: 'to_B', peer: 'B' }]);
    expect(warnings).toEqual([
      {
        severity: 'warning',
        message: '"order" has "A" before "B", which its field "to_B" refers to',
        hint: 'Put "B" first, or remove "order" and let the references decide.',
        location: { file: 'config.yml', line: 15, column: 45 },
      },
    ]);
  });
});
