import { getOctokit } from '@actions/github';

/** GitHub's API as `@actions/github` gives it: at GITHUB_API_URL, through the proxy of the environment. */
export type GithubClient = ReturnType<typeof getOctokit>;

/**
 * @param apiUrl `https://api.github.com`, or `https://HOST/api/v3` on GitHub Enterprise Server
 */
export function createGithubClient(token: string, apiUrl: string | undefined): GithubClient {
  return getOctokit(token, apiUrl === undefined || apiUrl === '' ? {} : { baseUrl: apiUrl });
}
