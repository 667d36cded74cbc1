import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type {
  DestinationAdapter,
  DestinationRecord,
  SourceAdapter,
  SourceRecord,
} from '../../src/adapters/contract.ts';
import { createDestinationReader } from '../../src/extract/destination-reader.ts';
import type { KeptRecord, PreviousSide } from '../../src/extract/previous.ts';
import { nothingWatched } from '../../src/extract/previous.ts';
import { destinationText } from '../../src/extract/read-destination.ts';
import { createSourceReader } from '../../src/extract/source-reader.ts';
import { createWarmSource } from '../../src/extract/warm-source.ts';
import type { ElementMapping, KindMapping } from '../../src/mapping/kind-mapping.ts';

const LAST = new Date('2026-03-01T10:00:00Z');
const NOW = new Date('2026-03-01T11:00:00Z');
const { signal } = new AbortController();

/** The last run: each kind had a cursor and these records. */
function previous(records: Readonly<Record<string, readonly KeptRecord[]>>): PreviousSide {
  return {
    runId: '20260301T1000-00000000',
    cursor: () => LAST,
    mark: () => undefined,
    records: async (kind) => records[kind] ?? [],
    watched: async () => nothingWatched,
    history: async () => ({ status: 'untold' }),
  };
}

function mappingOf(kind: string, elements: readonly ElementMapping[] = []): KindMapping {
  return { kind, identifiers: ['name'], fields: [], elements };
}

async function* pageOf<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  yield items;
}

describe('the destination', () => {
  const object = (id: string): DestinationRecord => ({
    id,
    kind: 'Thing',
    humanFriendlyId: undefined,
    displayLabel: id,
    attributes: {},
    peers: {},
  });

  it('reads an object that appeared without a stamp that tells of it', async () => {
    const adapter: Partial<DestinationAdapter> = {
      historyHolds: async () => true,
      survey: async () => ({
        kinds: new Map([['Thing', { total: 2, changed: 0 }]]),
        untold: new Map(),
        altered: undefined,
      }),
      ids: async () => new Set(['1', '2']),
      readByIds: (_projection, ids) => pageOf(ids.map(object)),
    };
    const reader = createDestinationReader({
      adapter: adapter as DestinationAdapter,
      mappings: new Map([['Thing', mappingOf('Thing')]]),
      plan: { reason: 'everything is read', cursorTime: NOW },
      previous: previous({
        Thing: [{ origin: 'Thing', id: '1', record: destinationText(object('1'), null) }],
      }),
      signal,
    });
    const read = await reader.read('Thing');
    expect(read.mode).toBe('warm');
    expect(read.sets.map(({ ids }) => ids)).toEqual([['1', '2']]);
  });
});

describe('the source', () => {
  /** Devices whose transform fills `state`, and ports that show their device. */
  const devices: ElementMapping = {
    kind: 'Device',
    endpoint: 'dcim.devices',
    passes: () => true,
    transforms: [],
    sources: new Map(),
    paths: ['name', 'state'],
    filledPaths: ['state'],
  };
  const ports: ElementMapping = {
    ...devices,
    kind: 'Port',
    endpoint: 'dcim.interfaces',
    paths: ['device.name'],
    filledPaths: [],
  };
  const port = { device: { id: 1, url: '/dcim.devices/1', name: 'before' } };
  const renamed = { name: 'after' };

  function readPorts(device: SourceRecord['data']) {
    const adapter: Partial<SourceAdapter> = {
      tracking: () => ({ status: 'tracked', extraPaths: [], ripples: [] }),
      historyHolds: async () => true,
      referenceOf: ({ id, url }) =>
        typeof url === 'string' ? { id: String(id), endpoint: url.split('/')[1] } : undefined,
      changesSince: ({ endpoint }) =>
        pageOf(endpoint === 'dcim.devices' ? [{ id: '1', data: device, changedAt: NOW.toISOString() }] : []),
      count: async () => 1,
      readByIds: (_projection, ids) =>
        pageOf(
          ids.map((id) => ({
            id,
            data: { device: { ...port.device, name: 'after' } },
            changedAt: LAST.toISOString(),
          })),
        ),
    };
    const warm = createWarmSource({
      adapter: adapter as SourceAdapter,
      mappings: new Map([
        ['Device', mappingOf('Device', [devices])],
        ['Port', mappingOf('Port', [ports])],
      ]),
      previous: previous({
        Device: [{ origin: 'dcim.devices', id: '1', record: JSON.stringify({ name: 'before' }) }],
        Port: [{ origin: 'dcim.interfaces', id: '7', record: JSON.stringify(port) }],
      }),
      cursorTime: NOW,
      signal,
    });
    return warm.read('Port');
  }

  it('follows what another kind that is warm changed', async () => {
    const found = await readPorts(renamed);
    expect(found.status === 'warm' && found.read.sets[0]?.records).toEqual([
      JSON.stringify({ device: { ...port.device, name: 'after' } }),
    ]);
  });

  it('is not warm where it shows a kind that had a cursor and cannot be read warm after all', async () => {
    expect(await readPorts({ ...renamed, state: 'of its own' })).toEqual({
      status: 'cold',
      reason: expect.stringContaining('changes of dcim.devices, which it shows, cannot be told'),
    });
  });
});

describe('a full read of the source', () => {
  const element = (kind: string, endpoint: string): ElementMapping => ({
    kind,
    endpoint,
    passes: () => true,
    transforms: [],
    sources: new Map(),
    paths: ['name'],
    filledPaths: [],
  });

  /** Devices that any custom field may alter, of which one is deleted as soon as a device was read. */
  async function readAll(kinds: readonly (readonly [string, string])[]) {
    const fields = new Set(['1', '2']);
    const adapter: Partial<SourceAdapter> = {
      tracking: ({ endpoint }) => ({
        status: 'tracked',
        extraPaths: [],
        ripples:
          endpoint === 'dcim.devices' ? [{ effect: 'everything', endpoint: 'extras.custom-fields' }] : [],
      }),
      tier: async () => ({ tier: 'TIMESTAMP', reason: '' }),
      historyMark: async () => undefined,
      referenceOf: () => undefined,
      // Slower than a read: whoever does not wait for the ids has them too late.
      async ids() {
        await sleep(5);
        return new Set(fields);
      },
      async *read({ endpoint }) {
        const ids = endpoint === 'dcim.devices' ? ['7'] : [...fields];
        yield ids.map((id) => ({ id, data: { name: id }, changedAt: LAST.toISOString() }));
        fields.delete('1');
      },
    };
    const reader = createSourceReader({
      adapter: adapter as SourceAdapter,
      mappings: new Map(kinds.map(([kind, endpoint]) => [kind, mappingOf(kind, [element(kind, endpoint)])])),
      plan: { reason: 'everything is read', cursorTime: NOW },
      previous: undefined,
      signal,
    });
    for (const [kind] of kinds) await reader.read(kind);
    return reader.finish();
  }

  it('still knows what was deleted while it went on, so that the next run misses it', async () => {
    const { watched, withoutCursor } = await readAll([['Device', 'dcim.devices']]);
    expect(watched.ids.get('extras.custom-fields')).toEqual(new Set(['1', '2']));
    expect(withoutCursor).toEqual(new Set());
  });

  it('leaves no cursor where the next run could not miss it, as its endpoint is mapped itself', async () => {
    const { withoutCursor } = await readAll([
      ['Device', 'dcim.devices'],
      ['Field', 'extras.custom-fields'],
    ]);
    expect(withoutCursor).toEqual(new Set(['Device']));
  });
});
