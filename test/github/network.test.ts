import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep, type StepEnd } from '../../demo/github/runner.ts';
import { type DemoGitHub, startGitHub } from '../../demo/github/server.ts';
import { smallConfig } from '../run/small-config.ts';
import { startWorld, type World } from '../run/world.ts';

describe('GitHub Enterprise Server behind a company’s proxy', () => {
  let world: World;
  let github: DemoGitHub;
  let folder: string;
  beforeAll(async () => {
    [world, github] = await Promise.all([startWorld(), startGitHub()]);
    folder = await mkdtemp(path.join(tmpdir(), 'infrahub-sync-network-'));
  });
  afterAll(async () => {
    await Promise.all([world.close(), github.close(), rm(folder, { recursive: true })]);
  });

  /** Runs the action for a pull request with GitHub's API at an address. */
  async function step(api: string, environment: Readonly<Record<string, string>>): Promise<StepEnd> {
    const [, config = ''] = await world.config(smallConfig());
    return runStep({
      script: path.resolve('src/main.ts'),
      workspace: folder,
      folder: path.join(world.folder, 'step'),
      inputs: { 'github-token': 'ghs_secret', 'config-file': config },
      event: 'pull_request',
      payload: { number: 7, pull_request: { number: 7 } },
      api,
      environment: { ...world.environment(), ...environment },
      log: 'pipe',
    });
  }

  it('is reached through the proxy under its own addresses, and what NO_PROXY names is not', async () => {
    const proxy = await startProxy(github.url);
    const body = JSON.stringify({ body: '<!-- infrahub-sync:small -->\nan earlier run' });
    await fetch(`${github.url}/repos/acme/network/issues/7/comments`, { method: 'POST', body });
    try {
      const end = await step('http://github.invalid/api/v3', {
        HTTP_PROXY: proxy.url,
        HTTPS_PROXY: proxy.url,
        NO_PROXY: '127.0.0.1',
      });
      expect(end.code, end.log).toBe(0);
      expect(
        github.comments.map((comment) => comment.body),
        end.log,
      ).toEqual([expect.stringContaining('LocationSite')]);
      expect([...new Set(proxy.hosts)]).toEqual(['github.invalid']);
      expect(github.paths).toContain('/api/v3/repos/acme/network/issues/7/comments');
      expect(github.paths).toContain('/api/graphql');
    } finally {
      proxy.close();
    }
  });

  it('is trusted with the authority that NODE_EXTRA_CA_CERTS names, and not without', async () => {
    const secure = await startSecure(github.url, folder);
    try {
      const stranger = await step(secure.url, {});
      expect(stranger.code, stranger.log).toBe(0);
      expect(stranger.log).toMatch(
        /::warning::It was not possible to comment on this pull request: .*certificate/,
      );
      const trusted = await step(secure.url, { NODE_EXTRA_CA_CERTS: secure.certificate });
      expect(trusted.log).toMatch(/Comment (created|updated)/);
    } finally {
      secure.close();
    }
  });
});

/** A proxy that leads every request to one server. */
async function startProxy(target: string) {
  const hosts: string[] = [];
  const server = createServer(async (request, response) => {
    const { host, pathname, search } = new URL(request.url ?? '');
    hosts.push(host);
    await passOn(request, `${target}${pathname}${search}`, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, hosts, close: () => close(server) };
}

/** The same server over TLS, with a certificate that no authority knows. */
async function startSecure(target: string, folder: string) {
  const key = path.join(folder, 'key.pem');
  const certificate = path.join(folder, 'certificate.pem');
  const words = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const files = ['-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', certificate];
  const made = spawnSync('openssl', [...words, ...files]);
  if (made.status !== 0) throw new Error(`openssl: ${made.stderr}`);
  const options = { key: await readFile(key), cert: await readFile(certificate) };
  const server = createSecureServer(options, (request, response) =>
    passOn(request, `${target}${request.url}`, response),
  );
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { url: `https://localhost:${port}`, certificate, close: () => close(server) };
}

async function passOn(request: IncomingMessage, address: string, response: ServerResponse): Promise<void> {
  const chunks = await request.toArray();
  const { method = 'GET' } = request;
  const body = method === 'GET' ? {} : { body: Buffer.concat(chunks) };
  const answer = await fetch(address, { method, ...body });
  response.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
}

function close(server: Server): void {
  server.closeAllConnections();
  server.close();
}
