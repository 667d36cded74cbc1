import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { runStep } from './github/runner.ts';
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
  const first = await step('A pull request is opened: what would the first sync do?', 'pull_request', 'diff');
  expectOutput(first, 'has-changes', 'true');
  await step('It is merged: the action writes', 'push', 'sync');
  const second = await step('Another pull request: nothing is left to do', 'pull_request', 'diff');
  expectOutput(second, 'has-changes', 'false');
  await changeTheNetwork();
  const third = await step('The network changed: the next pull request shows it', 'pull_request', 'diff');
  expectOutput(third, 'has-changes', 'true');
  await leaveFiles(path.join(workspace, third.get('report-path') ?? ''));
} finally {
  await Promise.all([netbox.close(), infrahub.close(), github.close()]);
}
say(`done in ${((performance.now() - started) / 1000).toFixed(1)} s`);

/** Runs the action once, as a runner would for an event. */
async function step(
  title: string,
  event: 'pull_request' | 'push',
  mode: 'diff' | 'sync',
): Promise<ReadonlyMap<string, string>> {
  say(title);
  const { code, outputs, summary } = await runStep({
    script: action,
    workspace,
    folder: path.join(out, 'step'),
    inputs: {
      name: 'from-netbox',
      directory: 'examples',
      mode,
      'full-extract': 'false',
      'github-token': 'demo-token',
      comment: 'on-change',
    },
    event,
    payload:
      event === 'pull_request' ? { number: 7, pull_request: { number: 7 } } : { ref: 'refs/heads/main' },
    api: github.url,
    environment: {
      NETBOX_URL: netbox.url,
      NETBOX_TOKEN: netbox.token,
      INFRAHUB_ADDRESS: infrahub.url,
      INFRAHUB_API_TOKEN: infrahub.token,
    },
    log: 'inherit',
  });
  await writeFile(path.join(out, 'summary.md'), summary);
  if (code !== 0) throw new Error(`the action ended with ${code}`);
  return outputs;
}

/** As people would in NetBox: a site that is renamed, devices that change, a prefix and a tag that are new. */
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
  const firstIds = async (endpoint: string): Promise<readonly number[]> => {
    const list = await fetch(`${netbox.url}/api/${endpoint}/?limit=3&fields=id`, { headers });
    const { results } = (await list.json()) as { results: { id: number }[] };
    return results.map(({ id }) => id);
  };
  const [first, second, third] = await firstIds('dcim/devices');
  const [site] = await firstIds('dcim/sites');
  await send('PATCH', `dcim/devices/${first}/`, {
    description: 'Core router, east wing',
    status: 'planned',
  });
  await send('PATCH', `dcim/devices/${second}/`, { serial: 'SN-2026-0042' });
  await send('PATCH', `dcim/devices/${third}/`, { status: 'offline', description: 'Taken out on 12 March' });
  await send('PATCH', `dcim/sites/${site}/`, { description: 'Moved to the new building' });
  await send('POST', 'ipam/prefixes/', { prefix: '203.0.113.0/24', description: 'Guests' });
  await send('POST', 'extras/tags/', { name: 'maintenance window', slug: 'maintenance-window' });
}

function expectOutput(outputs: ReadonlyMap<string, string>, name: string, value: string): void {
  const found = outputs.get(name);
  if (found !== value)
    throw new Error(`output ${name} is ${JSON.stringify(found)}, not ${JSON.stringify(value)}`);
}

/** @param report path of the last run's page */
async function leaveFiles(report: string): Promise<void> {
  const [comment, ...others] = github.comments;
  if (comment === undefined || others.length > 0)
    throw new Error(`${github.comments.length} comments, not one`);
  await writeFile(path.join(out, 'comment.md'), comment.body);
  await cp(report, path.join(out, 'report.html'));
  say('The comment on the pull request, as it is posted');
  console.log(comment.body);
  say('To look at, in demo/out: comment.md (the comment), summary.md (the job summary), report.html');
}

function say(text: string): void {
  console.log(`\n\u2014\u2014 ${text}`);
}
