import { formatLocation, type SyncError } from '../errors.ts';
import { clip, codeSpan, commentMarker, link, sentence } from './escape.ts';

/** What is known of a run that stopped before it had a plan. */
export interface FailureReport {
  /** The sync's name; undefined when the run stopped before it was known. */
  readonly sync: string | undefined;
  readonly error: SyncError;
  readonly runUrl: string | undefined;
}

/** Such a run as Markdown, for the job summary: what happened, where, what to do. */
export function renderFailure(failure: FailureReport): string {
  const { error, runUrl } = failure;
  const name = failure.sync === undefined ? 'The run' : codeSpan(clip(failure.sync, 100));
  const place =
    error.location === undefined ? '' : `${codeSpan(clip(formatLocation(error.location), 300))}: `;
  const parts = [
    `### ${name}: stopped before there was a plan`,
    `${place}${sentence(error.message, 4_000)}`,
    sentence(error.hint, 4_000),
    runUrl === undefined ? '' : link('workflow run', runUrl),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** The same as the pull request's comment, so that it does not go on showing an older plan. */
export function renderFailureComment(failure: FailureReport & { readonly sync: string }): string {
  return `${commentMarker(failure.sync)}\n${renderFailure(failure)}`;
}
