import type { GithubClient } from './octokit.ts';

/** The account behind a workflow's own token. */
const ACTIONS_BOT = 'github-actions[bot]';

/**
 * Whose token this is. `GET /user` refuses a workflow's own token, GraphQL's viewer answers it with the bot's
 * login; a server that answers neither is taken to have given the workflow's own.
 */
export async function ownLogin(client: GithubClient): Promise<string> {
  try {
    const answer = await client.graphql<{ viewer: { login: string } }>('{ viewer { login } }');
    return answer.viewer.login;
  } catch {
    return ACTIONS_BOT;
  }
}
