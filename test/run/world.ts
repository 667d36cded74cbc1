import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import type { DemoRequest, Fault } from '../../demo/http-server.ts';
import { type Infrahub, type InfrahubOptions, startInfrahub } from '../../demo/infrahub/server.ts';
import { type NetBox, type NetBoxOptions, startNetBox } from '../../demo/netbox/server.ts';
import { runCommandLine } from '../../src/cli/program.ts';
import type { ExitCode, Surroundings } from '../../src/cli/surroundings.ts';
import type { RunReport } from '../../src/report/run-report.ts';

/** How a command ended and what it said. */
export interface CommandEnd {
  readonly code: ExitCode;
  /** Everything on stdout. */
  readonly out: string;
  /** Everything on stderr. */
  readonly talk: string;
}

/** How a command with `--format json` ended. */
export interface ReportedEnd extends CommandEnd {
  readonly report: RunReport;
}

/** What goes wrong and what is seen at a server; may be replaced at any time. */
export interface Wire {
  fault: ((request: DemoRequest) => Fault | undefined) | undefined;
  onRequest: ((request: DemoRequest) => void | Promise<void>) | undefined;
}

/** A NetBox, an Infrahub and a command line with a folder of its own between them. */
export interface World {
  readonly netbox: NetBox;
  readonly infrahub: Infrahub;
  readonly netboxWire: Wire;
  readonly infrahubWire: Wire;
  /** A temporary folder; the cache is in it. */
  readonly folder: string;
  readonly cache: string;
  /** `infrahub-sync <words>`, in this process. */
  command(words: readonly string[], changes?: Partial<Surroundings>): Promise<CommandEnd>;
  /** The same with `--format json`, its answer parsed. */
  report(words: readonly string[], changes?: Partial<Surroundings>): Promise<ReportedEnd>;
  /** Writes a configuration and answers the options that name it. */
  config(text: string): Promise<readonly string[]>;
  /** Mutations that reached Infrahub so far. */
  mutations(): number;
  environment(): Readonly<Record<string, string>>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly netbox?: NetBoxOptions;
  readonly infrahub?: InfrahubOptions;
}

/** The example's configuration, as its users have it. */
export async function exampleConfig(): Promise<string> {
  return readFile(path.resolve('examples/netbox-to-infrahub/config.yml'), 'utf8');
}

/** Starts both servers; 8 devices unless the options say otherwise. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const netboxWire: Wire = { fault: undefined, onRequest: undefined };
  const infrahubWire: Wire = { fault: undefined, onRequest: undefined };
  let mutations = 0;
  const netbox = await startNetBox({ devices: 8, ...options.netbox, ...hooks(netboxWire) });
  const infrahub = await startInfrahub({
    ...options.infrahub,
    ...hooks(infrahubWire, (request) => {
      if (isMutation(request)) mutations += 1;
    }),
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-world-'));
  const cache = path.join(folder, 'cache');
  let configurations = 0;

  const environment = () => ({
    NETBOX_URL: netbox.url,
    NETBOX_TOKEN: netbox.token,
    INFRAHUB_ADDRESS: infrahub.url,
    INFRAHUB_API_TOKEN: infrahub.token,
    INFRAHUB_SYNC_CACHE_DIR: cache,
  });
  const command: World['command'] = async (words, changes = {}) => {
    const out: string[] = [];
    const talk: string[] = [];
    const code = await runCommandLine(['node', 'infrahub-sync', ...words], {
      environment: environment(),
      workingDirectory: process.cwd(),
      out: { write: (text) => out.push(text) },
      talk: { write: (text) => talk.push(text) },
      now: () => new Date(),
      random: () => 0,
      randomBytes,
      processId: process.pid,
      hostName: hostname(),
      signal: new AbortController().signal,
      ...changes,
    });
    return { code, out: out.join(''), talk: talk.join('') };
  };
  return {
    netbox,
    infrahub,
    netboxWire,
    infrahubWire,
    folder,
    cache,
    command,
    async report(words, changes) {
      const end = await command([...words, '--format', 'json'], changes);
      return { ...end, report: parseReport(end) };
    },
    async config(text) {
      configurations += 1;
      const file = path.join(folder, `config-${configurations}`, 'config.yml');
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, text);
      return ['--config-file', file];
    },
    mutations: () => mutations,
    environment,
    async close() {
      await Promise.all([netbox.close(), infrahub.close(), rm(folder, { recursive: true, force: true })]);
    },
  };
}

function parseReport(end: CommandEnd): RunReport {
  try {
    return JSON.parse(end.out) as RunReport;
  } catch {
    throw new Error(`no report, but ${JSON.stringify(end)}`);
  }
}

function hooks(wire: Wire, seen: (request: DemoRequest) => void = () => undefined) {
  return {
    fault: (request: DemoRequest) => wire.fault?.(request),
    onRequest: (request: DemoRequest) => {
      seen(request);
      return wire.onRequest?.(request);
    },
  };
}

/** Whether a request writes to Infrahub. */
export function isMutation(request: DemoRequest): boolean {
  return request.method === 'POST' && /"query":\s*"\s*mutation/.test(request.body);
}

/** A configuration from NetBox to Infrahub with these lines as its schema mapping. */
export function configOf(name: string, mapping: string, more = ''): string {
  return [
    `name: ${name}`,
    'source: { name: netbox, settings: {} }',
    'destination: { name: infrahub, settings: {} }',
    more,
    'schema_mapping:',
    mapping,
    '',
  ].join('\n');
}

/** What a plan does, one line each. */
export function planned(report: RunReport): readonly string[] {
  return report.operations.map(({ action, kind, id }) => `${action} ${kind} ${id}`);
}

/** Changes since the last run must be seen: what the report says of errors, for a message. */
export function troubles(report: RunReport): readonly string[] {
  return report.errors.map(({ error_class, message }) => `${error_class}: ${message}`);
}
