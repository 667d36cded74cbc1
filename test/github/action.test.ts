import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SyncError } from '../../src/errors.ts';
import { type ActionDependencies, type ExecuteRequest, runAction } from '../../src/github/action.ts';
import type { CacheKeyParts, RestoreResult, SaveResult } from '../../src/github/cache-service.ts';
import type { Environment } from '../../src/github/core.ts';
import { runnerFiles } from '../../src/github/files.ts';
import { createGithubClient } from '../../src/github/octokit.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import { failedWrite, quietReport, sampleReport } from '../report/reports.ts';
import { type GithubServer, startGithubServer } from './github-server.ts';
import { createRecordingCore } from './recorder.ts';

const PARTS: CacheKeyParts = { name: 'from-netbox', hash: 'abc123' };
const HIT: RestoreResult = { status: 'hit', primaryKey: 'p-2', matchedKey: 'p-1', match: 'same-schema' };

let folder = '';
let server: GithubServer;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'action-'));
  server = await startGithubServer();
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

interface Stage {
  readonly report?: RunReport;
  readonly error?: unknown;
  readonly restored?: RestoreResult;
  readonly saved?: SaveResult;
  readonly inputs?: Environment;
  readonly event?: string;
}

/** Runs the action with an engine that answers as the stage says, and returns all that it left behind. */
async function act(stage: Stage = {}) {
  const core = createRecordingCore();
  const eventPath = join(folder, 'event.json');
  const summaryPath = join(folder, 'summary.md');
  await writeFile(eventPath, JSON.stringify({ number: 7, pull_request: { number: 7 } }));
  const requests: ExecuteRequest[] = [];
  const cacheCalls: string[] = [];
  const dependencies: ActionDependencies = {
    core,
    files: runnerFiles,
    environment: {
      INPUT_NAME: 'from-netbox',
      'INPUT_GITHUB-TOKEN': 'secret-token',
      GITHUB_EVENT_NAME: stage.event ?? 'pull_request',
      GITHUB_EVENT_PATH: eventPath,
      GITHUB_REPOSITORY: 'o/r',
      GITHUB_RUN_ID: '42',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_STEP_SUMMARY: summaryPath,
      ...stage.inputs,
    },
    createCache: (event) => ({
      restore: async (parts) => {
        cacheCalls.push(`restore ${parts.name} ${parts.hash} in ${event.runId}`);
        return stage.restored ?? HIT;
      },
      save: async (parts) => {
        cacheCalls.push(`save ${parts.name} ${parts.hash}`);
        return stage.saved ?? { status: 'saved', key: 'p-2' };
      },
    }),
    createClient: (token) => createGithubClient(token, server.url),
    execute: async (request) => {
      requests.push(request);
      await request.hooks.afterSchema(PARTS);
      if (stage.error !== undefined) throw stage.error;
      const report = stage.report ?? sampleReport();
      const finished = report.status === 'dry-run' || report.status === 'applied';
      return { report, planPath: '.infrahub-sync-cache/plan.parquet', schemaHash: 'abc123', finished };
    },
  };
  await runAction(dependencies);
  const summary = await readFile(summaryPath, 'utf8').catch(() => '');
  return { core, requests, cacheCalls, summary, outputs: Object.fromEntries(core.outputs) };
}

describe('the action', () => {
  it('asks the engine for what its inputs say', async () => {
    const { requests } = await act({
      inputs: { INPUT_MODE: 'sync', 'INPUT_FULL-EXTRACT': 'false', INPUT_BRANCH: 'b' },
    });
    expect(requests).toEqual([
      {
        name: 'from-netbox',
        configFile: undefined,
        directory: '.',
        mode: 'sync',
        fullExtract: false,
        branch: 'b',
        allowRowcountDrop: false,
        continueOnError: false,
        hooks: { afterSchema: expect.any(Function) },
      },
    ]);
  });

  it('shows a plan: outputs, summary, comment, cache', async () => {
    const { core, outputs, summary, cacheCalls } = await act();
    expect(outputs).toEqual({
      'has-changes': 'true',
      'to-create': '1',
      'to-update': '1',
      'to-delete': '1',
      'run-id': '20260301T0800-0a1b2c3d',
      'plan-path': '.infrahub-sync-cache/plan.parquet',
      'plan-digest': 'd1'.repeat(32),
      'schema-hash': 'abc123',
      'cache-hit': 'true',
      'cache-primary-key': 'p-2',
      'cache-matched-key': 'p-1',
    });
    expect(summary).toContain('### `from-netbox`: 1 to create, 1 to update, 1 to delete');
    expect(server.state.comments.map((comment) => comment.body.split('\n')[0])).toEqual([
      '<!-- infrahub-sync:from-netbox -->',
    ]);
    expect(cacheCalls).toEqual(['restore from-netbox abc123 in 42', 'save from-netbox abc123']);
    expect(core.secrets).toEqual(['secret-token']);
    expect(core.messages('failed')).toEqual([]);
    expect(core.messages('info').join('\n')).toContain('~ DcimDevice atl01-leaf01');
  });

  it('comments on a pull request only', async () => {
    for (const event of ['push', 'schedule']) await act({ event });
    expect(server.state.requests).toEqual([]);
  });

  it('says in its comment that nothing is left, once something was', async () => {
    await act();
    await act({ report: quietReport() });
    expect(server.state.comments).toHaveLength(1);
    expect(server.state.comments[0]?.body).toContain('### `from-netbox`: no changes');
  });

  it('refuses wrong inputs before it does anything, with all outputs set', async () => {
    const { core, outputs, requests, cacheCalls } = await act({ inputs: { INPUT_MODE: 'apply' } });
    expect(core.messages('failed')[0]).toContain('"mode" is "apply", allowed are "diff", "sync"');
    expect(outputs).toMatchObject({ 'has-changes': 'false', 'run-id': '', 'cache-hit': 'false' });
    expect(Object.keys(outputs)).toHaveLength(11);
    expect([requests, cacheCalls, server.state.requests]).toEqual([[], [], []]);
  });

  it('fails with what happened and what to do, saves no cache, and takes the old plan out of the comment', async () => {
    await act();
    const error = new SyncError({ code: 'UNREACHABLE', message: 'NetBox is away.', hint: 'Call it back.' });
    const { core, cacheCalls, summary } = await act({ error });
    expect(core.messages('failed')).toEqual(['NetBox is away.\nCall it back.']);
    expect(cacheCalls).toEqual(['restore from-netbox abc123 in 42']);
    const text = '### `from-netbox`: stopped before there was a plan\n\n- NetBox is away.<br>Call it back.';
    expect(summary).toContain(text);
    expect(server.state.comments.map((comment) => comment.body)).toEqual([expect.stringContaining(text)]);
  });

  it('fails without a cache when the run did not get through, and shows what it did', async () => {
    const report = sampleReport({ status: 'failed', errors: [failedWrite()] });
    const { core, cacheCalls, summary, outputs } = await act({ report });
    expect(core.messages('failed')).toEqual([
      'The run ended as "failed": Infrahub refused the value "spine" for role.\nAdd it to the choices of DcimDevice.role.',
    ]);
    expect(cacheCalls).toEqual(['restore from-netbox abc123 in 42']);
    expect(summary).toContain('failed, 1 error');
    expect(outputs['to-create']).toBe('1');
  });

  it('stays green when the token may not comment', async () => {
    server.state.refusal = { status: 403, message: 'Resource not accessible by integration' };
    const { core, summary } = await act();
    expect(core.messages('warning')[0]).toContain('pull-requests: write');
    expect(core.messages('failed')).toEqual([]);
    expect(summary).toContain('1 to create');
  });

  it('stays green without a cache service, and says so', async () => {
    const unavailable = { status: 'unavailable', reason: 'no cache service here' } as const;
    const { core, outputs } = await act({ restored: unavailable, saved: unavailable });
    expect(core.messages('notice')).toEqual(['No cache: no cache service here.']);
    expect(outputs).toMatchObject({ 'cache-hit': 'false', 'cache-primary-key': '', 'has-changes': 'true' });
    expect(core.messages('failed')).toEqual([]);
  });

  it('does not say that the cache was saved when it was not', async () => {
    const { core } = await act({ saved: { status: 'not-saved', key: 'p-2', reason: 'the key exists' } });
    expect(core.messages('notice')).toEqual(['The cache was not saved as p-2: the key exists.']);
    expect(core.messages('info').join('\n')).not.toContain('Cache saved');
  });

  it('has no cache hit when only another schema’s cache was there', async () => {
    const { outputs } = await act({ restored: { ...HIT, match: 'other-schema' } });
    expect(outputs).toMatchObject({ 'cache-hit': 'false', 'cache-matched-key': 'p-1' });
  });
});
