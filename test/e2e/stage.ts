import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DemoRequest } from '../../demo/http-server.ts';
import { type Infrahub, startInfrahub } from '../../demo/infrahub/server.ts';
import { type NetBox, startNetBox } from '../../demo/netbox/server.ts';
import { smallConfig } from '../run/small-config.ts';
import { type EmulatedGithub, startGithub } from './github.ts';
import { type RunEnd, runWorkflow, type WorkflowRun } from './runner.ts';

/** A repository with the action in it, the servers that it works with, and a runner. */
export interface Stage {
  readonly netbox: NetBox;
  readonly infrahub: Infrahub;
  readonly github: EmulatedGithub;
  /** Sees Infrahub's requests; may be replaced at any time. */
  readonly infrahubWire: { onRequest: ((request: DemoRequest) => void) | undefined };
  /** The repository's folder. */
  readonly repository: string;
  /** Writes a file of the repository. */
  place(file: string, text: string): Promise<void>;
  /** Writes a workflow whose job runs the action as the step `sync` with these inputs. */
  workflow(inputs: Readonly<Record<string, string>>): Promise<void>;
  run(wish: Partial<WorkflowRun> & { readonly event: string }): Promise<RunEnd>;
  /** Sends a change to NetBox's API. */
  change(method: string, address: string, body: object): Promise<void>;
  close(): Promise<void>;
}

export const JOB = 'Sync/sync';
const root = path.resolve(import.meta.dirname, '../..');

/** The payload of an event on pull request 1. */
export function pullRequest(action: 'opened' | 'synchronize' | 'closed', head = 'acme/network'): object {
  const repositories = { head: { repo: { full_name: head } }, base: { repo: { full_name: 'acme/network' } } };
  return { action, number: 1, pull_request: { number: 1, ...repositories } };
}

export async function startStage(): Promise<Stage> {
  const folder = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-e2e-'));
  const repository = path.join(folder, 'repository');
  const home = path.join(folder, 'home');
  await mkdir(home);
  const infrahubWire: Stage['infrahubWire'] = { onRequest: undefined };
  const [netbox, infrahub, github] = await Promise.all([
    startNetBox({ devices: 8 }),
    startInfrahub({ latency: 30, onRequest: (request) => infrahubWire.onRequest?.(request) }),
    startGithub(),
  ]);
  for (const name of ['action.yml', 'dist'])
    await cp(path.join(root, name), path.join(repository, 'action', name), { recursive: true });
  let runs = 0;

  const stage: Stage = {
    netbox,
    infrahub,
    infrahubWire,
    github,
    repository,
    async place(file, text) {
      const target = path.join(repository, file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, text);
    },
    workflow: (inputs) => stage.place('.github/workflows/sync.yml', workflowOf(inputs)),
    run(wish) {
      runs += 1;
      return runWorkflow({
        repository,
        home,
        workflow: 'sync.yml',
        payload: wish.event === 'pull_request' ? pullRequest('opened') : {},
        runId: String(1000 + runs),
        token: github.token,
        cacheServer: 'act',
        secrets: { NETBOX_TOKEN: netbox.token, INFRAHUB_API_TOKEN: infrahub.token },
        variables: { NETBOX_URL: netbox.url, INFRAHUB_ADDRESS: infrahub.url },
        ...wish,
        environment: { GITHUB_API_URL: github.url, ...wish.environment },
      });
    },
    async change(method, address, body) {
      const answer = await fetch(`${netbox.url}/api/${address}`, {
        method,
        headers: { authorization: `Token ${netbox.token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
    },
    async close() {
      await Promise.all([netbox.close(), infrahub.close(), github.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
  await stage.place('syncs/small/config.yml', smallConfig());
  await stage.place('.gitignore', '.infrahub-sync-cache/\n');
  return stage;
}

/** The step's `env:`, whose values are the repository's variables and secrets. */
const SYSTEMS = [
  '        env:',
  ...['NETBOX_URL', 'INFRAHUB_ADDRESS'].map((name) => `          ${name}: ${expression(`vars.${name}`)}`),
  ...['NETBOX_TOKEN', 'INFRAHUB_API_TOKEN'].map(
    (name) => `          ${name}: ${expression(`secrets.${name}`)}`,
  ),
];

/** What the runner puts a value in for. */
export function expression(text: string): string {
  return `\${{ ${text} }}`;
}

function workflowOf(inputs: Readonly<Record<string, string>>): string {
  const given = Object.entries(inputs).map(([name, value]) => `          ${name}: ${JSON.stringify(value)}`);
  return [
    'name: Sync',
    'on: [pull_request, push, schedule]',
    'jobs:',
    '  sync:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v5',
    '      - id: sync',
    '        uses: ./action',
    '        with:',
    ...given,
    ...SYSTEMS,
    '',
  ].join('\n');
}

/** A workflow of the examples, with the action of this repository in it. */
export async function exampleWorkflow(name: string): Promise<string> {
  const text = await readFile(path.join(root, 'examples', name, 'workflow.yml'), 'utf8');
  const own = text.replace(/uses: OWNER\/infrahub-sync-action@\S+/g, 'id: sync\n        uses: ./action');
  if (own === text) throw new Error(`the workflow of ${name} does not use the action`);
  return own;
}
