import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import type { DemoRequest, Fault } from '../../demo/http-server.ts';
import { type Infrahub, startInfrahub } from '../../demo/infrahub/server.ts';
import { type NetBox, startNetBox } from '../../demo/netbox/server.ts';
import { runCommandLine } from '../../src/cli/program.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { exampleConfig } from '../run/world.ts';

/** One NetBox and two Infrahubs: what happens to one is held against the other, which nothing happens to. */
export interface Twins {
  readonly netbox: NetBox;
  readonly disturbed: Twin;
  readonly undisturbed: Twin;
  close(): Promise<void>;
}

/** One destination with a cache of its own. */
export interface Twin {
  readonly cache: string;
  /** Seen for every request to it. */
  onRequest: ((request: DemoRequest) => void) | undefined;
  fault: ((request: DemoRequest) => Fault | undefined) | undefined;
  /** An Infrahub without anything in it takes the place of the one that is there; its cache goes too. */
  empty(): Promise<void>;
  /** Every object of the mapped kinds, one line each, by name; ids are not in it. */
  state(): readonly string[];
  /** The command line as it is delivered, in a process of its own: `npm run build` makes it. */
  start(words: readonly string[]): Started;
  /** The command line in this process, which nothing can happen to. */
  run(words: readonly string[]): Promise<RunReport>;
}

export interface Started {
  /** Ends the process at once, as a runner that vanishes does. */
  kill(): void;
  readonly ended: Promise<{
    readonly killed: boolean;
    readonly code: number | null;
    readonly report: RunReport | undefined;
    readonly talk: string;
  }>;
}

const KINDS = [
  'BuiltinTag',
  'OrganizationTenant',
  'OrganizationManufacturer',
  'LocationSite',
  'DcimDeviceType',
  'DcimDevice',
  'DcimPhysicalInterface',
  'IpamVLAN',
  'IpamPrefix',
  'IpamIPAddress',
] as const;

export async function startTwins(): Promise<Twins> {
  const folder = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-hostile-'));
  const netbox = await startNetBox({ devices: 6 });
  const config = path.join(folder, 'config.yml');
  const text = await exampleConfig();
  await writeFile(
    config,
    text
      .replace(/^diffsync_flags:.*$(\n +- .*$)*/m, 'diffsync_flags: ["CONTINUE_ON_FAILURE"]')
      .replace(/^(destination:(?:\n {2}.*)*?\n {2}settings:)$/m, '$1\n    timeout: 3'),
  );
  const twin = (name: string) => startTwin(netbox, config, path.join(folder, name));
  const [disturbed, undisturbed] = [await twin('disturbed'), await twin('undisturbed')];
  return {
    netbox,
    disturbed: disturbed.twin,
    undisturbed: undisturbed.twin,
    async close() {
      await Promise.all([netbox.close(), disturbed.close(), undisturbed.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startTwin(netbox: NetBox, config: string, cache: string) {
  let infrahub: Infrahub = await open(0);
  async function open(port: number): Promise<Infrahub> {
    return startInfrahub({
      port,
      onRequest: (request) => twin.onRequest?.(request),
      fault: (request) => twin.fault?.(request),
    });
  }
  const options = [
    '--config-file',
    config,
    '--max-deletes',
    '100%',
    '--allow-rowcount-drop',
    '--format',
    'json',
  ];
  const environment = () => ({
    NETBOX_URL: netbox.url,
    NETBOX_TOKEN: netbox.token,
    INFRAHUB_ADDRESS: infrahub.url,
    INFRAHUB_API_TOKEN: infrahub.token,
    INFRAHUB_SYNC_CACHE_DIR: cache,
  });
  const twin: Twin = {
    cache,
    onRequest: undefined,
    fault: undefined,
    async empty() {
      const port = Number(new URL(infrahub.url).port);
      await infrahub.close();
      infrahub = await open(port);
      await rm(cache, { recursive: true, force: true });
      await mkdir(cache, { recursive: true });
    },
    state: () => stateOf(infrahub),
    run: (words) => runHere([...words, ...options], environment()),
    start: (words) => startCommand([...words, ...options], environment()),
  };
  return { twin, close: () => infrahub.close() };
}

function startCommand(words: readonly string[], environment: Readonly<Record<string, string>>): Started {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [path.resolve('dist/cli/index.js'), ...words], {
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const end = new Promise<{ code: number | null; killed: boolean }>((resolve) =>
    child.once('close', (code, signal) => resolve({ code, killed: signal === 'SIGKILL' })),
  );
  const texts = Promise.all([
    child.stdout.setEncoding('utf8').toArray(),
    child.stderr.setEncoding('utf8').toArray(),
  ]);
  return {
    kill: () => void child.kill('SIGKILL'),
    ended: Promise.all([end, texts]).then(([{ code, killed }, [out, talk]]) => ({
      killed,
      code,
      report: killed ? undefined : parsed(out.join('')),
      talk: talk.join(''),
    })),
  };
}

async function runHere(
  words: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<RunReport> {
  const out: string[] = [];
  const talk: string[] = [];
  await runCommandLine(['node', 'infrahub-sync', ...words], {
    environment,
    workingDirectory: process.cwd(),
    out: { write: (text) => out.push(text) },
    talk: { write: (text) => talk.push(text) },
    now: () => new Date(),
    random: Math.random,
    randomBytes,
    processId: process.pid,
    hostName: hostname(),
    signal: new AbortController().signal,
  });
  const report = parsed(out.join(''));
  if (report === undefined) throw new Error(talk.join(''));
  return report;
}

function parsed(text: string): RunReport | undefined {
  return text === '' ? undefined : (JSON.parse(text) as RunReport);
}

function stateOf({ data }: Infrahub): readonly string[] {
  const nodes = KINDS.flatMap((kind) => data.list(kind));
  const labels = new Map(
    nodes.map(({ id, kind, hfid, displayLabel }) => [id, `${kind} ${hfid?.join('__') ?? displayLabel}`]),
  );
  return nodes
    .map(({ id, attributes, relationships }) => {
      const peers = Object.entries(relationships).map(([name, ids]) => [
        name,
        ids.map((peer) => labels.get(peer) ?? 'another').sort(),
      ]);
      return JSON.stringify([labels.get(id), attributes, Object.fromEntries(peers)]);
    })
    .sort();
}
