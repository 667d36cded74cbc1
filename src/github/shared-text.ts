import path from 'node:path';
import { renderComment } from '../report/comment.ts';
import { formatSection, parseSections } from '../report/comment-section.ts';
import { type SyncOutcome, syncOf } from '../report/outcome.ts';
import type { Inputs } from './inputs.ts';
import type { Sharing } from './sticky-text.ts';

/** A comment's or an issue's text for some syncs, which may stand there beside those of other jobs. */
export interface SharedText {
  /** By which it is found again. */
  readonly name: string;
  /** The same for a reader. */
  readonly title: string;
  readonly outcomes: readonly SyncOutcome[];
  readonly render: (existing: string | undefined) => string;
  readonly sharing: Sharing;
}

/** Without `comment-name` one sync has a text of its own; several of one step have one for their folder. */
export function textName(inputs: Inputs, sync: string): string {
  return inputs['comment-name'] ?? (isSeveral(inputs) ? folderName(inputs.directory) : sync);
}

/**
 * The text of all syncs of a folder belongs to this step alone, so that a sync that is gone leaves it; any other
 * is shared, and what other jobs wrote stays.
 */
export function sharedText(
  inputs: Inputs,
  outcomes: readonly SyncOutcome[],
  time: Pick<Extract<Sharing, { with: 'other-jobs' }>, 'wait' | 'random'>,
): SharedText {
  const given = inputs['comment-name'];
  const { sync } = inputs;
  const several = isSeveral(inputs);
  const first = outcomes[0] === undefined ? '' : syncOf(outcomes[0]);
  const name = textName(inputs, first);
  const owned = given === undefined && sync.by === 'all';
  const ours = new Set(outcomes.map(syncOf));
  return {
    name,
    title: given ?? (several ? `Infrahub sync of ${inputs.directory}` : `Infrahub sync ${first}`),
    outcomes,
    render: (existing) =>
      renderComment(outcomes, { name, existing: owned ? ownSections(existing, ours) : existing }),
    sharing:
      owned || (given === undefined && !several)
        ? { with: 'nobody' }
        : {
            with: 'other-jobs',
            holds: (current, wanted) => ownSections(current, ours) === ownSections(wanted, ours),
            ...time,
          },
  };
}

function isSeveral({ sync }: Inputs): boolean {
  return sync.by === 'all' || (sync.by === 'names' && sync.names.length > 1);
}

function folderName(directory: string): string {
  const folder = path.posix.normalize(directory.replaceAll('\\', '/')).replace(/\/$/, '');
  return folder === '.' ? '*' : `${folder}/*`;
}

function ownSections(body: string | undefined, syncs: ReadonlySet<string>): string {
  return parseSections(body ?? '')
    .filter(({ summary }) => syncs.has(summary.sync))
    .map(formatSection)
    .join('\n\n');
}
