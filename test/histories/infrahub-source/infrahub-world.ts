import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createManualClock } from '../../../demo/clock.ts';
import { type Infrahub, startInfrahub } from '../../../demo/infrahub/server.ts';
import { loadSync } from '../../../src/config/load.ts';
import { type RunEnding, runEngine } from '../engine.ts';

/** Two embedded Infrahubs, of which one is read and the other kept in sync, and the cache that is carried along. */
export interface InfrahubWorld {
  readonly source: Infrahub;
  readonly destination: Infrahub;
  pass(seconds: number): void;
  run(mode: 'diff' | 'sync', extract: 'full' | 'warm'): Promise<RunEnding>;
  close(): Promise<void>;
}

const FIELDS = (names: readonly string[]) =>
  names.map((name) => `      - { name: ${name}, mapping: ${name} }`);

/** Paths over relationships, names that Infrahub makes up, filters, transforms, and ends that others bring along. */
export function infrahubConfig(settings: string): string {
  return `
name: infrahub
source: { name: infrahub, settings: ${settings} }
destination: { name: infrahub, settings: {} }
diffsync_flags: ["LOG_UNCHANGED_RECORDS"]
incremental: { full_resync_every: 1000 }
schema_mapping:
  - name: BuiltinTag
    mapping: BuiltinTag
    identifiers: ["name"]
    fields:
${FIELDS(['name', 'description']).join('\n')}
  - name: OrganizationTenant
    mapping: OrganizationTenant
    identifiers: ["name"]
    fields:
${FIELDS(['name', 'description']).join('\n')}
  - name: LocationSite
    mapping: LocationSite
    identifiers: ["name"]
    filters:
      - { field: status, operation: "!=", value: retired }
    fields:
${FIELDS(['name', 'slug', 'status']).join('\n')}
      - { name: description, mapping: owner }
      - { name: tenant, mapping: tenant, reference: OrganizationTenant }
      - { name: tags, mapping: tags, reference: BuiltinTag }
    transforms:
      - { field: owner, expression: "{{ tenant.description or tenant.name if tenant else 'nobody' }}" }
  - name: DcimDevice
    mapping: DcimDevice
    identifiers: ["name"]
    filters:
      - { field: site.status, operation: "!=", value: retired }
    fields:
${FIELDS(['name', 'serial']).join('\n')}
      - { name: role, mapping: site.tenant.name }
      - { name: description, mapping: ports }
      - { name: site, mapping: site, reference: LocationSite }
      - { name: tags, mapping: tags, reference: BuiltinTag }
    transforms:
      - { field: ports, expression: "{{ interfaces | map(attribute='name') | sort | join(',') }}" }
  - name: DcimPhysicalInterface
    mapping: DcimPhysicalInterface
    identifiers: ["name"]
    fields:
      - { name: name, mapping: full_name }
      - { name: description, mapping: device.site.name }
      - { name: device, mapping: device.name, reference: DcimDevice }
    transforms:
      - { field: full_name, expression: "{{ hfid | join(' ') }}" }
    filters:
      - { field: device.site.status, operation: "!=", value: retired }
`;
}

/** Starts with two empty servers. Whoever opens a world closes it. */
export async function openInfrahubWorld(branch: 'main' | 'work'): Promise<InfrahubWorld> {
  const memory = '/dev/shm';
  const folder = await mkdtemp(path.join(existsSync(memory) ? memory : tmpdir(), 'histories-infrahub-'));
  const clock = createManualClock(new Date('2026-03-02T08:00:00Z'));
  const onRequest = () => clock.advance(1);
  const [source, destination] = await Promise.all([
    startInfrahub({ clock, onRequest }),
    startInfrahub({ clock, onRequest }),
  ]);
  if (branch !== 'main') {
    const query = `mutation { BranchCreate(data: {name: "${branch}"}) { ok } }`;
    const headers = { 'content-type': 'application/json', 'X-INFRAHUB-KEY': source.token };
    await fetch(`${source.url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  }
  const environment = {
    INFRAHUB_SOURCE_ADDRESS: source.url,
    INFRAHUB_SOURCE_API_TOKEN: source.token,
    INFRAHUB_ADDRESS: destination.url,
    INFRAHUB_API_TOKEN: destination.token,
  };
  const sync = loadSync(infrahubConfig(`{ branch: ${branch}, page_size: 4 }`), 'config.yml', environment);
  let runs = 0;
  return {
    source,
    destination,
    pass: (seconds) => clock.advance(seconds * 1000),
    async run(mode, extract) {
      runs += 1;
      clock.advance(2000);
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
      await Promise.all([source.close(), destination.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
