import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createManualClock } from '../../../demo/clock.ts';
import { type Infrahub, startInfrahub } from '../../../demo/infrahub/server.ts';
import { loadSync } from '../../../src/config/load.ts';
import { type RunEnding, runEngine } from '../engine.ts';
import { historySchema } from '../schema.ts';

/** A repository of files, an embedded Infrahub and a cache that is carried from run to run. */
export interface FilesWorld {
  readonly infrahub: Infrahub;
  /** Contents by name: what the repository holds; written before each run. */
  readonly files: Map<string, string>;
  run(mode: 'diff' | 'sync', extract: 'full' | 'warm'): Promise<RunEnding>;
  close(): Promise<void>;
}

const configText = `
name: files
source: { name: files, settings: { directory: data, id_field: id } }
destination: { name: infrahub, settings: {} }
diffsync_flags: ["LOG_UNCHANGED_RECORDS"]
incremental: { full_resync_every: 1000 }
schema_mapping:
  - name: BuiltinTag
    mapping: tags.csv
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: description, mapping: note }
  - name: TestSite
    mapping: sites/*.yml
    identifiers: ["name"]
    filters:
      - { field: status, operation: "!=", value: hidden }
    fields:
      - { name: name, mapping: name }
      - { name: status, mapping: status }
      - { name: note, mapping: shouted }
      - { name: tags, mapping: tags, reference: BuiltinTag }
    transforms:
      - { field: shouted, expression: "{{ note | upper if note else None }}" }
  - name: TestDevice
    mapping: devices.json#devices
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: note, mapping: note }
      # A nested map with an id: looked up among the sites, whose file may change while this one does not.
      - { name: site, mapping: site, reference: TestSite }
  - name: TestDevice
    mapping: more.ndjson
    identifiers: ["name"]
    fields:
      - { name: name, mapping: name }
      - { name: note, mapping: note }
`;

/** Starts with an empty Infrahub. Whoever opens a world closes it. */
export async function openFilesWorld(files: ReadonlyMap<string, string>): Promise<FilesWorld> {
  const memory = '/dev/shm';
  const folder = await mkdtemp(path.join(existsSync(memory) ? memory : tmpdir(), 'histories-files-'));
  const data = path.join(folder, 'data');
  const clock = createManualClock(new Date('2026-03-02T08:00:00Z'));
  const infrahub = await startInfrahub({
    clock,
    schema: historySchema(['TestSite', 'TestDevice'], false),
  });
  const environment = { INFRAHUB_ADDRESS: infrahub.url, INFRAHUB_API_TOKEN: infrahub.token };
  const sync = loadSync(configText, path.join(folder, 'config.yml'), environment);
  const world = { infrahub, files: new Map(files) };
  let runs = 0;
  return {
    ...world,
    async run(mode, extract) {
      runs += 1;
      clock.advance(60_000);
      await rm(data, { recursive: true, force: true });
      await mkdir(path.join(data, 'sites'), { recursive: true });
      for (const [name, text] of world.files) await writeFile(path.join(data, name), text);
      return runEngine({
        sync,
        mode,
        extract,
        environment,
        cacheRoot: path.join(folder, extract === 'full' ? `full-${runs}` : 'carried'),
        number: runs,
        now: () => clock.now(),
      });
    },
    async close() {
      await infrahub.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
