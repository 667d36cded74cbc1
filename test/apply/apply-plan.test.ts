import { describe, expect, it } from 'vitest';
import type { WriteOperation } from '../../src/adapters/contract.ts';
import { applyPlan } from '../../src/apply/apply-plan.ts';
import type { JsonValue } from '../../src/json.ts';
import type { KindMapping, MappedField } from '../../src/mapping/kind-mapping.ts';
import type { Operation } from '../../src/plan/plan.ts';
import { createMemoryDestination } from './memory-destination.ts';

function attribute(name: string): MappedField {
  const schema = {
    name,
    kind: 'Text',
    optional: true,
    defaultValue: null,
    unique: false,
    readOnly: false,
    choices: [],
  };
  return { type: 'attribute', name, schema };
}

function relationship(
  name: string,
  peer: string,
  more: { readonly cardinality?: 'one' | 'many'; readonly optional?: boolean } = {},
): MappedField {
  const { cardinality = 'one', optional = true } = more;
  const schema = { name, peer, cardinality, kind: 'Attribute', optional, readOnly: false };
  return { type: 'relationship', name, schema, targets: [peer] };
}

function mappingsOf(kinds: Readonly<Record<string, readonly MappedField[]>>): Map<string, KindMapping> {
  return new Map(
    Object.entries(kinds).map(([kind, fields]) => [
      kind,
      { kind, identifiers: ['name'], fields, elements: [] },
    ]),
  );
}

function create(kind: string, id: string, values: Readonly<Record<string, JsonValue>> = {}): Operation {
  return { action: 'create', kind, id, values: { name: id, ...values } };
}

const mappings = mappingsOf({
  Site: [attribute('name'), relationship('parent', 'Site')],
  Device: [
    attribute('name'),
    relationship('site', 'Site', { optional: false }),
    relationship('tags', 'Tag', { cardinality: 'many' }),
  ],
  Tag: [attribute('name'), relationship('favourite', 'Device')],
});

interface Scene {
  readonly operations: readonly Operation[];
  readonly existing?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly refuse?: (operation: WriteOperation) => string | undefined;
  readonly continueOnError?: boolean;
  readonly signal?: AbortSignal;
}

async function play(scene: Scene) {
  const destination = createMemoryDestination(scene.refuse);
  const progress: number[] = [];
  const outcomes = await applyPlan({
    operations: scene.operations,
    tiers: [['Site', 'Tag'], ['Device']],
    mappings,
    existing: (kind) => new Map(Object.entries(scene.existing?.[kind] ?? {})),
    adapter: destination.adapter,
    continueOnError: scene.continueOnError ?? false,
    signal: scene.signal ?? new AbortController().signal,
    onProgress: (ended) => progress.push(ended),
  });
  return { outcomes, written: destination.written, progress };
}

describe('writing a plan', () => {
  it('gives a reference the id that its object got just before', async () => {
    const { outcomes, written } = await play({
      operations: [
        create('Site', 'fra1'),
        create('Tag', 'edge'),
        create('Device', 'r1', { site: 'fra1', tags: ['edge', 'old'] }),
      ],
      existing: { Tag: { old: 'tag-0' } },
    });
    expect(outcomes.map(({ status }) => status)).toEqual(['written', 'written', 'written']);
    const device = written.find(({ kind }) => kind === 'Device');
    const idOf = (id: string) => outcomes[['fra1', 'edge', 'r1'].indexOf(id)];
    expect(device).toMatchObject({
      action: 'create',
      values: {
        site: { type: 'one', peerId: (idOf('fra1') as { destinationId: string }).destinationId },
        tags: { type: 'many', peerIds: [(idOf('edge') as { destinationId: string }).destinationId, 'tag-0'] },
      },
    });
  });

  it('leaves what is unset out of a create and clears it in an update', async () => {
    const { written } = await play({
      operations: [
        create('Device', 'r1', { site: 'fra1', tags: [] }),
        {
          action: 'update',
          kind: 'Device',
          id: 'r2',
          destinationId: 'device-2',
          changes: { tags: { old: ['a'], new: [] }, name: { old: 'x', new: null } },
        },
      ],
      existing: { Site: { fra1: 'site-1' } },
    });
    expect(written.map((operation) => (operation.action === 'delete' ? {} : operation.values))).toEqual([
      { name: { type: 'attribute', value: 'r1' }, site: { type: 'one', peerId: 'site-1' } },
      { name: { type: 'attribute', value: null }, tags: { type: 'many', peerIds: [] } },
    ]);
  });

  it('writes parents of the same kind before their children, whatever the order', async () => {
    const operations = [
      create('Site', 'a', { parent: 'b' }),
      create('Site', 'b', { parent: 'c' }),
      create('Site', 'c'),
    ];
    const { outcomes, written } = await play({ operations });
    expect(outcomes.every(({ status }) => status === 'written')).toBe(true);
    expect(written.map(({ key }) => key)).toEqual(['2', '1', '0']);
  });

  it('closes a circle within a kind in a second pass', async () => {
    const operations = [create('Site', 'a', { parent: 'b' }), create('Site', 'b', { parent: 'a' })];
    const { outcomes, written } = await play({ operations });
    expect(outcomes.map(({ status }) => status)).toEqual(['written', 'written']);
    const [first, second, third, fourth] = written;
    expect([first, second].map((operation) => operation?.action)).toEqual(['create', 'create']);
    expect(third).toMatchObject({ action: 'update', id: 'new-1', values: { parent: { peerId: 'new-2' } } });
    expect(fourth).toMatchObject({ action: 'update', id: 'new-2', values: { parent: { peerId: 'new-1' } } });
  });

  it('writes a reference to a later kind once that exists', async () => {
    const operations = [
      create('Tag', 'edge', { favourite: 'r1' }),
      create('Device', 'r1', { site: 'fra1', tags: ['edge'] }),
    ];
    const { outcomes, written } = await play({ operations, existing: { Site: { fra1: 'site-1' } } });
    expect(outcomes.map(({ status }) => status)).toEqual(['written', 'written']);
    expect(written.map(({ action, kind }) => `${action} ${kind}`)).toEqual([
      'create Tag',
      'create Device',
      'update Tag',
    ]);
    expect(written[2]).toMatchObject({
      id: 'new-1',
      values: { favourite: { type: 'one', peerId: 'new-2' } },
    });
  });

  it('does not try what depends on an object that was not written, and says so', async () => {
    const { outcomes, written } = await play({
      operations: [
        create('Site', 'fra1'),
        create('Site', 'ber1'),
        create('Device', 'r1', { site: 'fra1' }),
        create('Device', 'r2', { site: 'ber1' }),
      ],
      refuse: (operation) => (operation.key === '0' ? 'no room' : undefined),
      continueOnError: true,
    });
    expect(outcomes.map(({ status }) => status)).toEqual(['failed', 'written', 'skipped', 'written']);
    expect(outcomes[2]).toEqual({ status: 'skipped', reason: 'site: Site "fra1" was not written' });
    expect(written.map(({ key }) => key)).toEqual(['1', '3']);
  });

  it('stops after the batch in which a write failed unless told to go on', async () => {
    const { outcomes, written } = await play({
      operations: ['a', 'b', 'c', 'd'].map((id) => create('Site', id)),
      refuse: (operation) => (operation.key === '1' ? 'no room' : undefined),
    });
    expect(outcomes.map(({ status }) => status)).toEqual(['written', 'failed', 'skipped', 'skipped']);
    expect(outcomes[3]).toEqual({ status: 'skipped', reason: 'the run stopped before it' });
    expect(written).toHaveLength(1);
  });

  it('says which object a reference would need that is nowhere', async () => {
    const { outcomes } = await play({ operations: [create('Device', 'r1', { site: 'nowhere' })] });
    expect(outcomes).toEqual([{ status: 'skipped', reason: 'site: no Site "nowhere" exists or is created' }]);
  });

  it('deletes after everything else, kinds in reverse', async () => {
    const { written } = await play({
      operations: [
        create('Site', 'new'),
        { action: 'delete', kind: 'Device', id: 'r1', destinationId: 'device-1', values: {} },
        { action: 'delete', kind: 'Site', id: 'old', destinationId: 'site-1', values: {} },
      ],
    });
    expect(written.map(({ action, kind }) => `${action} ${kind}`)).toEqual([
      'create Site',
      'delete Device',
      'delete Site',
    ]);
  });

  it('sends nothing more once the run is cancelled', async () => {
    const cancel = new AbortController();
    const { outcomes, written } = await play({
      operations: ['a', 'b', 'c', 'd'].map((id) => create('Site', id)),
      refuse: (operation) => {
        if (operation.key === '1') cancel.abort();
        return undefined;
      },
      signal: cancel.signal,
    });
    expect(written).toHaveLength(2);
    expect(outcomes.map(({ status }) => status)).toEqual(['written', 'written', 'skipped', 'skipped']);
  });
});
