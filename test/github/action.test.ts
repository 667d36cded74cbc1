import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SyncError } from '../../src/errors.ts';
import { type ActionDependencies, runAction } from '../../src/github/action.ts';
import type { CacheKeyParts, RestoreResult, SaveResult } from '../../src/github/cache-service.ts';
import type { Environment } from '../../src/github/core.ts';
import type { ExecuteRequest, SyncChoice } from '../../src/github/engine-contract.ts';
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
  /** What the engine answers for each sync, in turn, instead. */
  readonly runs?: readonly (RunReport | SyncError)[];
  readonly choices?: readonly SyncChoice[];
  /** After so many runs the job is cancelled. */
  readonly cancelAfter?: number;
  readonly payload?: object;
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
  await writeFile(eventPath, JSON.stringify(stage.payload ?? { number: 7, pull_request: { number: 7 } }));
  const requests: ExecuteRequest[] = [];
  const cacheCalls: string[] = [];
  const removed: string[] = [];
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
    wait: async () => undefined,
    random: () => 0,
    engine: {
      cancelled: () => requests.length >= (stage.cancelAfter ?? Number.POSITIVE_INFINITY),
      select: async () =>
        stage.choices ?? [
          { name: 'from-netbox', config: { type: 'name', name: 'from-netbox', directory: '.' } },
        ],
      removeBranch: async (_config, branch) => {
        removed.push(branch);
        return removed.length === 1 ? 'removed' : 'absent';
      },
      execute: async (request) => {
        const answer = stage.runs?.[requests.length] ?? stage.error ?? stage.report ?? sampleReport();
        requests.push(request);
        const name = request.config.type === 'name' ? request.config.name : 'from-netbox';
        await request.hooks.afterSchema({ ...PARTS, name });
        if (answer instanceof Error) throw answer;
        const report = answer as RunReport;
        const finished = report.status === 'dry-run' || report.status === 'applied';
        const planPath = '.infrahub-sync-cache/plan.parquet';
        const reportFiles = { html: 'run/report.html', json: 'run/plan.json', markdown: 'run/plan.md' };
        const branch = { name: 'pr-7', url: 'https://infrahub.example/branches/pr-7' };
        return { report, planPath, reportFiles, schemaHash: 'abc123', branch, finished };
      },
    },
  };
  await runAction(dependencies);
  const summary = await readFile(summaryPath, 'utf8').catch(() => '');
  return { core, requests, cacheCalls, removed, summary, outputs: Object.fromEntries(core.outputs) };
}

describe('the action', () => {
  it('asks the engine for what its inputs say', async () => {
    const { requests } = await act({
      inputs: { INPUT_MODE: 'sync', 'INPUT_FULL-EXTRACT': 'false', INPUT_BRANCH: 'b' },
    });
    expect(requests).toEqual([
      {
        config: { type: 'name', name: 'from-netbox', directory: '.' },
        mode: 'sync',
        fullExtract: false,
        branch: 'b',
        createBranch: false,
        allowRowcountDrop: false,
        continueOnError: false,
        maxDeletes: { type: 'share', percent: 10, atLeast: 5 },
        ownership: { deleteOwnedOnly: false, overwriteProtected: false },
        runId: '',
        onConflict: 'stop',
        hooks: { afterSchema: expect.any(Function), approve: expect.any(Function) },
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
      'plan-json-path': 'run/plan.json',
      'report-path': 'run/report.html',
      'markdown-path': 'run/plan.md',
      'plan-digest': 'd1'.repeat(32),
      'schema-hash': 'abc123',
      'cache-hit': 'true',
      'cache-primary-key': 'p-2',
      'cache-matched-key': 'p-1',
      results: expect.any(String),
      matrix: '{"include":[]}',
      'comment-url': 'https://github.com/o/r/pull/7#issuecomment-9000',
      'issue-url': '',
    });
    expect(JSON.parse(outputs.results ?? '')).toMatchObject({
      'from-netbox': {
        status: 'dry-run',
        'to-create': '1',
        'plan-path': '.infrahub-sync-cache/plan.parquet',
      },
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
    const { core, outputs, requests, cacheCalls } = await act({ inputs: { INPUT_MODE: 'aply' } });
    expect(core.messages('failed')[0]).toContain(
      '"mode" is "aply", allowed are "diff", "sync", "apply", "list"',
    );
    expect(outputs).toMatchObject({ 'has-changes': 'false', 'run-id': '', 'cache-hit': 'false' });
    expect(Object.keys(outputs)).toHaveLength(18);
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
      'The run of from-netbox ended as "failed": Infrahub refused the value "spine" for role.\nAdd it to the choices of DcimDevice.role.',
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

function choice(name: string): SyncChoice {
  return { name, config: { type: 'name', name, directory: '.' } };
}

describe('several syncs of one step', () => {
  const choices = [choice('a'), choice('b'), choice('c')];
  const inputs = { INPUT_NAME: '*' };

  it('share one comment, are summed up in the outputs and told one by one in the results', async () => {
    const runs = [sampleReport({ sync: 'a' }), quietReport({ sync: 'b' }), sampleReport({ sync: 'c' })];
    const { outputs, cacheCalls, summary } = await act({ choices, inputs, runs });
    expect(server.state.comments).toHaveLength(1);
    expect(server.state.comments[0]?.body).toContain('### 3 syncs: 2 to create, 2 to update, 2 to delete');
    expect(summary).toContain('### 3 syncs');
    expect(outputs).toMatchObject({
      'to-create': '2',
      'has-changes': 'true',
      'plan-path': '',
      'cache-hit': 'true',
    });
    const results = JSON.parse(outputs.results ?? '') as Record<string, unknown>;
    expect(Object.keys(results)).toEqual(['a', 'b', 'c']);
    expect(results.b).toMatchObject({ 'has-changes': 'false', 'cache-primary-key': 'p-2' });
    expect(cacheCalls).toHaveLength(6);
  });

  it('do not keep each other from running when one fails, and fail the job', async () => {
    const away = new SyncError({ code: 'UNREACHABLE', message: 'NetBox is away.', hint: '' });
    const { core, outputs } = await act({
      choices,
      inputs,
      runs: [sampleReport({ sync: 'a' }), away, sampleReport({ sync: 'c' })],
    });
    expect(core.messages('failed')).toEqual(['NetBox is away.']);
    expect(outputs['to-create']).toBe('2');
    expect(JSON.parse(outputs.results ?? '')).toMatchObject({
      b: { status: 'stopped', 'has-changes': 'false' },
    });
    expect(server.state.comments[0]?.body).toContain('| `b` | stopped before a plan, 1 error |');
  });

  it('leave the comment of all syncs when they are gone, and other jobs’ sections where a name is shared', async () => {
    const named = { ...inputs, 'INPUT_COMMENT-NAME': 'network' };
    const run = (names: readonly string[], given: Environment) =>
      act({ choices: names.map(choice), inputs: given, runs: names.map((sync) => sampleReport({ sync })) });
    for (const given of [inputs, named]) {
      await run(['a', 'b'], given);
      await run(['b', 'c'], given);
    }
    const [all, shared] = server.state.comments.map(({ body }) =>
      body.match(/(?<=^<!-- infrahub-sync-section:)\w/gm),
    );
    expect(all).toEqual(['b', 'c']);
    expect(shared).toEqual(['a', 'b', 'c']);
  });

  it('are not begun after a cancellation, whose run is not commented and leaves no cache', async () => {
    const runs = [sampleReport({ sync: 'a', status: 'cancelled' })];
    const { core, requests, cacheCalls, summary } = await act({ choices, inputs, runs, cancelAfter: 1 });
    expect(requests).toHaveLength(1);
    expect(cacheCalls).toEqual(['restore a abc123 in 42']);
    expect(server.state.comments).toEqual([]);
    expect(summary).toContain('`a`');
    expect(core.messages('failed').at(-1)).toBe('The job was cancelled before 2 of 3 syncs were begun.');
  });

  it('are listed as a matrix without a run', async () => {
    const { outputs, requests } = await act({ choices, inputs: { INPUT_NAME: '', INPUT_MODE: 'list' } });
    expect(outputs.matrix).toBe('{"include":[{"name":"a"},{"name":"b"},{"name":"c"}]}');
    expect(requests).toEqual([]);
  });
});

describe('a preview branch', () => {
  const inputs = { INPUT_BRANCH: 'pr-7', 'INPUT_CREATE-BRANCH': 'true', 'INPUT_DELETE-BRANCH': 'true' };

  it('is asked for and linked in the comment', async () => {
    const { requests } = await act({ inputs });
    expect(requests).toMatchObject([{ branch: 'pr-7', createBranch: true }]);
    expect(server.state.comments[0]?.body).toContain('https://infrahub.example/branches/pr-7');
  });

  it('is deleted when the pull request is closed, and nothing is compared', async () => {
    const payload = { action: 'closed', number: 7, pull_request: { number: 7 } };
    const { requests, removed, core } = await act({ inputs, payload, choices: [choice('a'), choice('b')] });
    expect(requests).toEqual([]);
    expect(removed).toEqual(['pr-7', 'pr-7']);
    expect(core.messages('info')).toEqual(['Branch pr-7 removed.', 'There is no branch pr-7 any more.']);
  });

  it('is left alone when the pull request is closed but nothing says to delete it', async () => {
    const payload = { action: 'closed', number: 7, pull_request: { number: 7 } };
    const { requests, removed } = await act({ inputs: { INPUT_BRANCH: 'pr-7' }, payload });
    expect([requests.length, removed.length]).toEqual([1, 0]);
  });
});

describe('the issue about drift', () => {
  const inputs = { INPUT_ISSUE: 'true' };
  const issues = () => server.state.issues.map(({ state, title }) => `${state}: ${title}`);

  it('is opened when a scheduled run finds drift, edited while it lasts, closed when it is gone', async () => {
    await act({ inputs, event: 'schedule', report: quietReport() });
    expect(issues()).toEqual([]);
    const { outputs } = await act({ inputs, event: 'schedule' });
    expect(issues()).toEqual(['open: Infrahub sync from-netbox differs from its source']);
    expect(outputs['issue-url']).toBe('https://github.com/o/r/issues/100');
    const before = server.state.issues[0]?.body;
    await act({ inputs, event: 'schedule', report: sampleReport({ run_id: '20260301T0900-00000000' }) });
    expect(server.state.issues[0]?.body).not.toBe(before);
    await act({ inputs, event: 'schedule', report: quietReport() });
    expect(issues()).toEqual(['closed: Infrahub sync from-netbox differs from its source']);
    expect(server.state.issues[0]?.body).toContain('no changes');
    await act({ inputs, event: 'schedule' });
    expect(issues()).toHaveLength(2);
  });

  it('stays open when a run could not tell', async () => {
    await act({ inputs, event: 'schedule' });
    const away = new SyncError({ code: 'UNREACHABLE', message: 'NetBox is away.', hint: '' });
    await act({ inputs, event: 'schedule', error: away });
    expect(issues()).toEqual(['open: Infrahub sync from-netbox differs from its source']);
    expect(server.state.issues[0]?.body).toContain('NetBox is away');
  });

  it('is no issue after a run that wrote what differed, but after one whose write failed', async () => {
    const written = { ...inputs, INPUT_MODE: 'sync' };
    await act({ inputs: written, event: 'schedule', report: sampleReport({ status: 'applied' }) });
    expect(issues()).toEqual([]);
    await act({
      inputs: written,
      event: 'schedule',
      report: sampleReport({ status: 'failed', errors: [failedWrite()] }),
    });
    expect(issues()).toHaveLength(1);
  });

  it('needs a permission, which is named, and no job fails without it', async () => {
    server.state.refusal = { status: 403, message: 'Resource not accessible by integration' };
    const { core } = await act({ inputs, event: 'schedule' });
    expect(core.messages('warning')[0]).toContain('permissions:\n  contents: read\n  issues: write');
    expect(core.messages('failed')).toEqual([]);
  });

  it('is not kept for pull requests, nor unless it is asked for', async () => {
    await act({ inputs });
    await act({ event: 'schedule' });
    expect(issues()).toEqual([]);
  });
});
