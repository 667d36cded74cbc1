import { spawn } from 'node:child_process';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startGitHub } from './github/server.ts';
import { startInfrahub } from './infrahub/server.ts';
import { startNetBox } from './netbox/server.ts';

/**
 * The main job with the action as runners execute it (dist/): a pull request is opened, merged, the network
 * changes, and the next pull request shows that change. Servers are embedded; nothing leaves the machine.
 */

const root = path.resolve(import.meta.dirname, '..');
const out = path.join(root, 'demo', 'out');
const workspace = path.join(out, 'workspace');
const action = path.join(root, 'dist', 'main', 'index.js');

await rm(out, { recursive: true, force: true });
await mkdir(workspace, { recursive: true });
await cp(path.join(root, 'examples'), path.join(workspace, 'examples'), { recursive: true });

const netbox = await startNetBox({ devices: 60 });
const infrahub = await startInfrahub();
const github = await startGitHub();
const started = performance.now();
try {
  await step('A pull request is opened: what would the first sync do?', 'pull_request', 'diff');
  await expectOutput('has-changes', 'true');
  await step('It is merged: the action writes', 'push', 'sync');
  await step('Another pull request: nothing is left to do', 'pull_request', 'diff');
  await expectOutput('has-changes', 'false');
  await changeTheNetwork();
  await step('The network changed: the next pull request shows it', 'pull_request', 'diff');
  await expectOutput('has-changes', 'true');
  await leaveFiles();
} finally {
  await Promise.all([netbox.close(), infrahub.close(), github.close()]);
}
say(`done in ${((performance.now() - started) / 1000).toFixed(1)} s`);

/** Runs the action once, as a runner would for an event. */
async function step(title: string, event: 'pull_request' | 'push', mode: 'diff' | 'sync'): Promise<void> {
  say(title);
  const files = {
    event: path.join(out, 'event.json'),
    output: path.join(out, 'output'),
    summary: path.join(out, 'summary.md'),
  };
  const payload =
    event === 'pull_request' ? { number: 7, pull_request: { number: 7 } } : { ref: 'refs/heads/main' };
  await writeFile(files.event, JSON.stringify(payload));
  await writeFile(files.output, '');
  await writeFile(files.summary, '');
  const code = await run({
    INPUT_NAME: 'from-netbox',
    INPUT_DIRECTORY: 'examples',
    INPUT_MODE: mode,
    'INPUT_GITHUB-TOKEN': 'demo-token',
    INPUT_COMMENT: 'on-change',
    GITHUB_ACTIONS: 'true',
    GITHUB_WORKSPACE: workspace,
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: files.event,
    GITHUB_REPOSITORY: 'acme/network',
    GITHUB_SERVER_URL: 'https://github.example',
    GITHUB_API_URL: github.url,
    GITHUB_GRAPHQL_URL: `${github.url}/graphql`,
    GITHUB_RUN_ID: '1001',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_OUTPUT: files.output,
    GITHUB_STEP_SUMMARY: files.summary,
    NETBOX_URL: netbox.url,
    NETBOX_TOKEN: netbox.token,
    INFRAHUB_ADDRESS: infrahub.url,
    INFRAHUB_API_TOKEN: infrahub.token,
  });
  if (code !== 0) throw new Error(`the action ended with ${code}`);
}

function run(environment: Readonly<Record<string, string>>): Promise<number | null> {
  const { PATH = '', HOME = out } = process.env;
  const child = spawn(process.execPath, [action], {
    cwd: workspace,
    env: { PATH, HOME, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}

/** As people would in NetBox: a description, a new name for a site, one device gone, one more tag. */
async function changeTheNetwork(): Promise<void> {
  const headers = { authorization: `Token ${netbox.token}`, 'content-type': 'application/json' };
  const send = async (method: string, address: string, body?: unknown): Promise<void> => {
    const answer = await fetch(`${netbox.url}/api/${address}`, {
      method,
      headers,
      body: JSON.stringify(body) ?? null,
    });
    if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
  };
  const list = await fetch(`${netbox.url}/api/dcim/devices/?limit=3&fields=id,name`, { headers });
  const { results } = (await list.json()) as { results: { id: number }[] };
  const [first, second] = results;
  await send('PATCH', `dcim/devices/${first?.id}/`, {
    description: 'Core router, east wing',
    status: 'planned',
  });
  await send('PATCH', `dcim/devices/${second?.id}/`, { serial: 'SN-2026-0042' });
  await send('POST', 'extras/tags/', { name: 'maintenance window', slug: 'maintenance-window' });
}

async function expectOutput(name: string, value: string): Promise<void> {
  const text = await readFile(path.join(out, 'output'), 'utf8');
  // Set twice: the default before anything runs, the value at the end.
  const all = text.matchAll(new RegExp(`^${name}<<(\\S+)\\n([\\s\\S]*?)\\n\\1$`, 'gm'));
  const found = [...all].at(-1)?.[2];
  if (found !== value)
    throw new Error(`output ${name} is ${JSON.stringify(found)}, not ${JSON.stringify(value)}`);
}

async function leaveFiles(): Promise<void> {
  const [comment, ...others] = github.comments;
  if (comment === undefined || others.length > 0)
    throw new Error(`${github.comments.length} comments, not one`);
  await writeFile(path.join(out, 'comment.md'), comment.body);
  say('The comment on the pull request, as it is posted');
  console.log(comment.body);
  say('To look at: demo/out/comment.md (the comment), demo/out/summary.md (the job summary)');
}

function say(text: string): void {
  console.log(`\n\u2014\u2014 ${text}`);
}
