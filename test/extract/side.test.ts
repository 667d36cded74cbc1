import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { KindRead, RecordSet } from '../../src/extract/kind-read.ts';
import { createSide, type Side, type SideOptions } from '../../src/extract/side.ts';
import type { MapResult } from '../../src/mapping/map-result.ts';
import { createReferenceIndex } from '../../src/mapping/reference-index.ts';

/** A record in memory: its name identifies it, `above` and `peer` are ids of others. */
interface Thing {
  readonly name: string;
  /** An object of the same kind that identifies it, too. */
  readonly above?: string;
  /** `Kind id` of another object. */
  readonly peer?: string;
  readonly hidden?: boolean;
  readonly broken?: boolean;
}

type Things = Readonly<Record<string, Readonly<Record<string, Thing>>>>;

interface Play {
  readonly side: Side;
  /** What was read, in the order in which it began. */
  readonly began: string[];
}

/** A side over things by kind and id. A kind needs those that its things name, unless told. */
function play(things: Things, more: Partial<SideOptions> = {}): Play {
  const references = createReferenceIndex();
  const began: string[] = [];
  const thing = (record: string) => JSON.parse(record) as Thing;
  const name = (kind: string, { name, above }: Thing): string | undefined => {
    if (above === undefined) return name;
    const found = references.resolve([kind], undefined, above);
    return found.status === 'found' ? `${found.uniqueId}/${name}` : undefined;
  };
  const peersOf = (kind: string) =>
    Object.values(things[kind] ?? {}).flatMap(({ peer }) =>
      peer === undefined ? [] : [peer.split(' ')[0] ?? ''],
    );
  const aboves = (kind: string) =>
    Object.values(things[kind] ?? {}).filter(({ above }) => above !== undefined);
  const own = (kind: string) => (aboves(kind).length > 0 ? [kind] : []);
  const side = createSide({
    kinds: Object.keys(things),
    readAhead: 1,
    references,
    async read(kind) {
      began.push(kind);
      await sleep(0);
      return readOf(kind, [things[kind] ?? {}]);
    },
    identify(kind, _set, _id, record) {
      const uniqueId = name(kind, thing(record));
      return uniqueId === undefined ? { status: 'left-out' } : { status: 'identified', uniqueId };
    },
    map: (kind, set, id, record) => mapThing(kind, set, id, thing(record)),
    needs: (kind) => [...new Set([...peersOf(kind), ...own(kind)])],
    identityNeeds: own,
    ...more,
  });
  function mapThing(kind: string, set: RecordSet, id: string, record: Thing): MapResult {
    if (record.hidden) return { status: 'left-out' };
    const uniqueId = name(kind, record);
    const [peerKind = '', peerId = ''] = record.peer?.split(' ') ?? [];
    const peer = record.peer === undefined ? undefined : references.resolve([peerKind], undefined, peerId);
    if (record.broken || uniqueId === undefined || (peer !== undefined && peer.status !== 'found')) {
      const problem = { kind, origin: set.origin, recordId: id, uniqueId, field: undefined };
      return {
        status: 'problem',
        problem: { ...problem, code: 'VALUE_INVALID', message: `bad ${id}`, hint: '' },
      };
    }
    const values = { name: record.name, peer: peer?.status === 'found' ? peer.uniqueId : null };
    return { status: 'row', row: { uniqueId, values, localId: id, origin: set.origin } };
  }
  return { side, began };
}

function readOf(kind: string, sets: readonly Readonly<Record<string, Thing>>[]): KindRead {
  return {
    kind,
    sets: sets.map((set, element) => ({
      element,
      origin: `endpoint-${element}`,
      ids: Object.keys(set),
      records: Object.values(set).map((one) => JSON.stringify(one)),
      newest: undefined,
    })),
    mode: 'full',
    reason: 'a test asked for it',
    changed: 0,
    deleted: 0,
    cursor: undefined,
  };
}

describe('one side of a run', () => {
  it('gives a kind’s rows with their records, and how it was read', async () => {
    const { side } = play({ A: { a1: { name: 'one' }, a2: { name: 'two', hidden: true } } });
    const { rows, records, leftOut, problems, read } = await side.rows('A');
    expect(rows.map(({ uniqueId, localId }) => [uniqueId, localId])).toEqual([['one', 'a1']]);
    expect(records).toEqual(['{"name":"one"}']);
    expect(leftOut).toEqual([
      { origin: 'endpoint-0', localId: 'a2', record: '{"name":"two","hidden":true}' },
    ]);
    expect(problems).toEqual([]);
    expect(read).toMatchObject({ mode: 'full', reason: 'a test asked for it' });
    expect(read).not.toHaveProperty('sets');
  });

  it('reads each kind once, and the next ones ahead of being asked', async () => {
    const { side, began } = play({
      A: { 1: { name: 'a' } },
      B: { 1: { name: 'b' } },
      C: { 1: { name: 'c' } },
    });
    const first = side.rows('A');
    expect(began).toEqual(['A', 'B']);
    await first;
    expect(began).toEqual(['A', 'B']);
    await side.rows('B');
    await side.rows('C');
    expect(began).toEqual(['A', 'B', 'C']);
  });

  it('finds objects of kinds that were mapped before', async () => {
    const { side } = play({ A: { 1: { name: 'a' } }, B: { 1: { name: 'b', peer: 'A 1' } } });
    await side.rows('A');
    expect((await side.rows('B')).rows[0]?.values).toEqual({ name: 'b', peer: 'a' });
    expect(side.idsOf('A')).toEqual(new Map([['a', '1']]));
  });

  it('finds objects of kinds that come later, which are still mapped whole afterwards', async () => {
    const { side, began } = play({
      A: { 1: { name: 'a', peer: 'C 1' } },
      B: { 1: { name: 'b' } },
      C: { 1: { name: 'c', peer: 'A 1' } },
    });
    expect((await side.rows('A')).rows[0]?.values).toMatchObject({ peer: 'c' });
    await side.rows('B');
    expect((await side.rows('C')).rows[0]?.values).toMatchObject({ peer: 'a' });
    expect(began.toSorted()).toEqual(['A', 'B', 'C']);
  });

  it('knows the ids only of kinds that something refers to', async () => {
    const { side } = play({ A: { 1: { name: 'a' } }, B: { 1: { name: 'b' } } });
    await side.rows('A');
    await side.rows('B');
    expect(side.idsOf('A').size).toBe(0);
    expect(side.idsOf('unknown').size).toBe(0);
  });

  it('knows objects that are identified by others of their kind, in whatever order they come', async () => {
    const chain = { 1: { name: 'low', above: '2' }, 2: { name: 'mid', above: '3' }, 3: { name: 'top' } };
    const { side } = play({ A: chain });
    const { rows, problems } = await side.rows('A');
    expect(problems).toEqual([]);
    expect(rows.map(({ uniqueId }) => uniqueId)).toEqual(['top/mid/low', 'top/mid', 'top']);
    expect([...side.idsOf('A').keys()]).toEqual(['top/mid/low', 'top/mid', 'top']);
  });

  it('comes to an end when objects identify one another in a circle', async () => {
    const { side } = play({ A: { 1: { name: 'a', above: '2' }, 2: { name: 'b', above: '1' } } });
    expect((await side.rows('A')).problems).toHaveLength(2);
  });

  it('takes neither of two records with one identity, and tells of each pair', async () => {
    const sets = [
      { 1: { name: 'same' }, 2: { name: 'other' } },
      { 1: { name: 'same' }, 3: { name: 'same' } },
    ];
    const { side } = play({ A: {} }, { read: async (kind) => readOf(kind, sets) });
    const { rows, problems } = await side.rows('A');
    expect(rows.map(({ uniqueId }) => uniqueId)).toEqual(['other']);
    expect(problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
      'DUPLICATE_IDENTITY A: endpoint-0 id 1 and endpoint-1 id 1 are both "same"',
      'DUPLICATE_IDENTITY A: endpoint-0 id 1 and endpoint-1 id 3 are both "same"',
    ]);
  });

  it('keeps what can be mapped beside what cannot', async () => {
    const { side } = play({ A: { 1: { name: 'a', broken: true }, 2: { name: 'b' } } });
    const { rows, problems } = await side.rows('A');
    expect(rows.map(({ uniqueId }) => uniqueId)).toEqual(['b']);
    expect(problems).toMatchObject([{ message: 'bad 1', uniqueId: 'a' }]);
  });

  it('tells whoever asks for a kind that it could not be read, and nobody else', async () => {
    const things = { A: { 1: { name: 'a' } }, B: { 1: { name: 'b' } } };
    const { side } = play(things, {
      async read(kind) {
        if (kind === 'B') throw new Error('B is away');
        return readOf(kind, [things.A]);
      },
    });
    expect((await side.rows('A')).rows).toHaveLength(1);
    await sleep(5);
    await expect(side.rows('B')).rejects.toThrow('B is away');
  });
});
