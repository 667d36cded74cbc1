import { createSign } from 'node:crypto';
import { createEmulator } from 'emulate';

export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly author: string;
}

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly state: string;
}

/** GitHub's API with the repository acme/network and pull request 1. */
export interface EmulatedGithub {
  readonly url: string;
  /** Of an app that may write, as a workflow's own token with `pull-requests: write` and `issues: write`. */
  readonly token: string;
  /** Of an app that may only read, as a workflow's own token on a pull request from a fork. */
  readonly readOnlyToken: string;
  comments(): Promise<readonly Comment[]>;
  comment(body: string): Promise<void>;
  issues(): Promise<readonly Issue[]>;
  close(): Promise<void>;
}

const OWNER = 'acme';
const REPOSITORY = `/repos/${OWNER}/network`;

export async function startGithub(): Promise<EmulatedGithub> {
  const write = { contents: 'write', issues: 'write', pull_requests: 'write' } as const;
  const read = { contents: 'read', issues: 'read', pull_requests: 'read' } as const;
  const server = await createEmulator({
    service: 'github',
    port: 0,
    seed: {
      github: {
        users: [{ login: 'octocat' }],
        orgs: [{ login: OWNER }],
        repos: [{ owner: OWNER, name: 'network', auto_init: true }],
        apps: [
          {
            app_id: 1,
            slug: 'github-actions',
            name: 'GitHub Actions',
            permissions: write,
            installations: at(10),
          },
          { app_id: 2, slug: 'read-only', name: 'Read only', permissions: read, installations: at(20) },
        ],
      },
    },
  });

  const call = async (method: string, path: string, bearer: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${server.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
  const tokenOf = async (app: number, installation: number): Promise<string> => {
    const secret = server.generatedSecrets.find(({ id }) => id === String(app));
    if (secret === undefined) throw new Error(`app ${app} has no key`);
    const path = `/app/installations/${installation}/access_tokens`;
    return ((await call('POST', path, appToken(app, secret.value))) as { token: string }).token;
  };

  const token = await tokenOf(1, 10);
  const main = (await call('GET', `${REPOSITORY}/git/ref/heads/main`, token)) as { object: { sha: string } };
  await call('POST', `${REPOSITORY}/git/refs`, token, { ref: 'refs/heads/change', sha: main.object.sha });
  const content = { message: 'Change', content: 'eA==', branch: 'change' };
  await call('PUT', `${REPOSITORY}/contents/changed`, token, content);
  await call('POST', `${REPOSITORY}/pulls`, token, { title: 'Change', head: 'change', base: 'main' });

  return {
    url: server.url,
    token,
    readOnlyToken: await tokenOf(2, 20),
    async comments() {
      const found = await call('GET', `${REPOSITORY}/issues/1/comments?per_page=100`, token);
      return (found as { id: number; body: string; user: { login: string } }[]).map(({ id, body, user }) => ({
        id,
        body,
        author: user.login,
      }));
    },
    async comment(body) {
      await call('POST', `${REPOSITORY}/issues/1/comments`, token, { body });
    },
    async issues() {
      const found = (await call('GET', `${REPOSITORY}/issues?state=all&per_page=100`, token)) as Issue[];
      return found.filter((issue) => !('pull_request' in issue && issue.pull_request)).toReversed();
    },
    close: () => server.close(),
  };
}

function at(installation: number) {
  return [{ installation_id: installation, account: OWNER, repository_selection: 'all' as const }];
}

/** A JSON Web Token (RFC 7519) by which an app says who it is. */
function appToken(app: number, privateKey: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iat: now - 10, exp: now + 300, iss: String(app) };
  const text = [{ alg: 'RS256', typ: 'JWT' }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
}
