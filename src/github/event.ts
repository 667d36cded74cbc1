import { isJsonObject, type JsonValue } from '../json.ts';
import type { Environment } from './core.ts';

/** Where a job runs and why: what the runner's environment and the event's payload say. */
export interface ActionEvent {
  /** Such as `pull_request`, `push`, `schedule`; empty outside of GitHub Actions. */
  readonly name: string;
  readonly repository: Repository | undefined;
  readonly pullRequest: PullRequest | undefined;
  /** The commit that the run is for; undefined outside of GitHub Actions. */
  readonly sha: string | undefined;
  readonly runId: string;
  readonly runAttempt: string;
  /** The page of this run. */
  readonly runUrl: string | undefined;
}

export interface Repository {
  readonly owner: string;
  readonly name: string;
}

export interface PullRequest {
  readonly number: number;
  /** True when it comes from another repository, whose runs have a token that can only read. */
  readonly fromFork: boolean;
  /** True when the event is that it was merged or closed. */
  readonly closed: boolean;
}

/** The events whose payload is a pull request and whose job is about it. */
const PULL_REQUEST_EVENTS: ReadonlySet<string> = new Set(['pull_request', 'pull_request_target']);

/**
 * @param readFile reads the event's payload; one that is missing or no JSON counts as empty, as the run does
 *   not depend on it
 */
export async function readEvent(
  environment: Environment,
  readFile: (path: string) => Promise<string>,
): Promise<ActionEvent> {
  const name = environment.GITHUB_EVENT_NAME ?? '';
  const repository = parseRepository(environment.GITHUB_REPOSITORY);
  const payload = await readPayload(environment.GITHUB_EVENT_PATH, readFile);
  return {
    name,
    repository,
    pullRequest: PULL_REQUEST_EVENTS.has(name) ? parsePullRequest(payload) : undefined,
    sha: environment.GITHUB_SHA || pushedCommit(payload),
    runId: environment.GITHUB_RUN_ID ?? '0',
    runAttempt: environment.GITHUB_RUN_ATTEMPT ?? '1',
    runUrl: runUrl(environment, repository),
  };
}

function parseRepository(text: string | undefined): Repository | undefined {
  const [owner, name, ...rest] = (text ?? '').split('/');
  return owner && name && rest.length === 0 ? { owner, name } : undefined;
}

async function readPayload(
  path: string | undefined,
  readFile: (path: string) => Promise<string>,
): Promise<JsonValue> {
  if (path === undefined || path === '') return null;
  try {
    return JSON.parse(await readFile(path)) as JsonValue;
  } catch {
    return null;
  }
}

function parsePullRequest(payload: JsonValue): PullRequest | undefined {
  const pullRequest = member(payload, 'pull_request');
  const number = member(pullRequest, 'number') ?? member(payload, 'number');
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return undefined;
  const head = member(member(member(pullRequest, 'head'), 'repo'), 'full_name');
  const base = member(member(member(pullRequest, 'base'), 'repo'), 'full_name');
  // A deleted fork has no repository any more: its head is null, and that is a fork too.
  const closed = member(payload, 'action') === 'closed';
  return { number, fromFork: base !== undefined && head !== base, closed };
}

function member(value: JsonValue | undefined, key: string): JsonValue | undefined {
  return isJsonObject(value) ? value[key] : undefined;
}

/** The commit that a push leads to, where the environment does not tell it. */
function pushedCommit(payload: JsonValue): string | undefined {
  const after = member(payload, 'after');
  return typeof after === 'string' && /^[0-9a-f]{40,64}$/.test(after) ? after : undefined;
}

function runUrl(environment: Environment, repository: Repository | undefined): string | undefined {
  const server = environment.GITHUB_SERVER_URL;
  const id = environment.GITHUB_RUN_ID;
  if (!server || !id || repository === undefined) return undefined;
  const attempt = environment.GITHUB_RUN_ATTEMPT;
  const page = `${server}/${repository.owner}/${repository.name}/actions/runs/${id}`;
  return attempt === undefined || attempt === '1' ? page : `${page}/attempts/${attempt}`;
}
