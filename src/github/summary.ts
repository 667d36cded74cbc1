import type { Environment } from './core.ts';

/** The file operations that a job summary needs. */
export interface SummaryFiles {
  /** Size in bytes; 0 when there is no such file. */
  size(path: string): Promise<number>;
  append(path: string, text: string): Promise<void>;
}

export type SummaryResult =
  | { readonly status: 'written' }
  | { readonly status: 'none'; readonly reason: string };

/** GitHub refuses a step's summary that is larger, all of it. */
const SUMMARY_LIMIT = 1_048_576;
/** Less room than this is not worth a summary. */
const LEAST = 2_000;

/**
 * Adds to the job summary, within what is left of the step's limit.
 *
 * @param render Markdown of at most the given number of UTF-8 bytes
 */
export async function writeSummary(
  environment: Environment,
  files: SummaryFiles,
  render: (limit: number) => string,
): Promise<SummaryResult> {
  const path = environment.GITHUB_STEP_SUMMARY;
  if (path === undefined || path === '') return { status: 'none', reason: 'this runner has no job summary' };
  try {
    const limit = SUMMARY_LIMIT - (await files.size(path));
    if (limit < LEAST) return { status: 'none', reason: 'the job summary is full' };
    await files.append(path, render(limit));
    return { status: 'written' };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { status: 'none', reason: `the job summary could not be written: ${reason}` };
  }
}
