import { failureSections } from './failure.ts';
import { byteLength, fitSections } from './fit.ts';
import { reportSections } from './markdown.ts';
import { outcomeSummary, type SyncOutcome } from './outcome.ts';
import { overview } from './sections/overview.ts';
import { drawShared } from './share-room.ts';

/** GitHub keeps so much of a step's summary. */
export const SUMMARY_LIMIT = 1_048_576;

const SEPARATOR = '\n\n';

/**
 * The job summary of one or several syncs, in the given order: as the comment, with a chart, and in full as far
 * as there is room. Ends with a line feed.
 *
 * @param limit UTF-8 bytes that are left of the step's summary
 */
export function renderSummary(outcomes: readonly SyncOutcome[], limit: number = SUMMARY_LIMIT): string {
  const head = outcomes.length > 1 ? [overview(outcomes.map(outcomeSummary))] : [];
  const spent =
    head.reduce((sum, text) => sum + byteLength(text), 0) + SEPARATOR.length * outcomes.length + 1;
  const texts = drawShared(
    outcomes.map((outcome) => (room: number) => draw(outcome, room)),
    limit - spent,
  );
  return `${[...head, ...texts.filter((text) => text !== undefined)].join(SEPARATOR)}\n`;
}

/** One sync in at most `room` bytes; undefined when nothing of it fits. */
function draw(outcome: SyncOutcome, room: number): string | undefined {
  const sections =
    outcome.type === 'stopped'
      ? failureSections(outcome)
      : reportSections(outcome.report, outcome.links, { chart: true });
  const text = fitSections(sections, room, 'The report in the run’s cache folder has all of it.');
  return text !== '' && byteLength(text) <= room ? text : undefined;
}
