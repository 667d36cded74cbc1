import { compareText } from '../json.ts';
import {
  type CommentSection,
  expendable,
  formatSection,
  parseSections,
  type ShownPlan,
  shrinkSection,
} from './comment-section.ts';
import { commentMarker, link } from './escape.ts';
import { failureSections } from './failure.ts';
import { byteLength, fitSections, type Section } from './fit.ts';
import type { ReportLinks } from './links.ts';
import { reportSections } from './markdown.ts';
import { outcomeSummary, type SyncOutcome, syncOf } from './outcome.ts';
import { encodeOutline, outlineOf } from './plan-outline.ts';
import { overview } from './sections/overview.ts';
import { drawShared, shareRoom } from './share-room.ts';
import { changeCount } from './wording.ts';

/** GitHub refuses a longer comment with 422. Counted in characters there, in bytes here: never more. */
export const COMMENT_LIMIT = 65_536;

export interface CommentOptions {
  /** Which comment it is: the sync's name, or the name of a comment that several syncs share. */
  readonly name: string;
  /**
   * The comment as it is now, if there is one. Sections of syncs that are not among the outcomes stay in it, so
   * that jobs which share a comment each replace only their own.
   */
  readonly existing: string | undefined;
}

/** Parts from this rank on are taken out first when another sync needs the room. */
const EXPENDABLE_RANK = 4;
const ERRORS_PER_CAUSE = 10;
const SEPARATOR = '\n\n';

/**
 * The pull request's comment: the marker by which it is found again, an overview when it is about several
 * syncs, then a section for each, by name. Always within GitHub's limit: every section has its share of it.
 */
export function renderComment(outcomes: readonly SyncOutcome[], options: CommentOptions): string {
  const ours = new Set(outcomes.map(syncOf));
  const before = parseSections(options.existing ?? '');
  const others = before.filter(({ summary }) => !ours.has(summary.sync));
  const earlier = new Map(before.map((section) => [section.summary.sync, section]));
  const drafts = outcomes.map((outcome) =>
    draftOf(outcome, earlier.get(syncOf(outcome))?.hadChanges ?? false),
  );
  const summaries = [...others, ...drafts].map(({ summary }) => summary).toSorted(bySync);
  const head = [
    commentMarker(options.name),
    ...(summaries.length > 1 ? [`${overview(summaries)}\n`] : []),
  ].join('\n');
  const sections = fitAll(others, drafts, COMMENT_LIMIT - byteLength(head) - 1);
  const texts = sections.toSorted((one, other) => bySync(one.summary, other.summary)).map(formatSection);
  return `${head}\n${texts.join(SEPARATOR)}`;
}

/** A section that is not drawn yet, as how much room it gets depends on the others. */
interface Draft extends Omit<CommentSection, 'text'> {
  /** Undefined when not even its headline fits. */
  readonly render: (room: number) => string | undefined;
}

function draftOf(outcome: SyncOutcome, hadChanges: boolean): Draft {
  const summary = outcomeSummary(outcome);
  const sections = sectionsOf(outcome, hadChanges).map((section) =>
    section.rank >= EXPENDABLE_RANK ? expendable(section) : section,
  );
  const render = (room: number) => {
    const text = fitSections(sections, room, elsewhere(outcome.links));
    return text === '' || byteLength(text) > room ? undefined : text;
  };
  return {
    summary,
    hadChanges: hadChanges || changeCount(summary.counts) > 0,
    plan: planOf(outcome),
    render,
  };
}

function planOf(outcome: SyncOutcome): ShownPlan | undefined {
  if (outcome.type === 'stopped') return undefined;
  const { digest, operations } = outcome.report;
  if (!/^[0-9a-f]{64}$/.test(digest)) return undefined;
  return { digest, outline: encodeOutline(outlineOf(operations)) };
}

function sectionsOf(outcome: SyncOutcome, hadChanges: boolean): readonly Section[] {
  if (outcome.type === 'stopped') return failureSections(outcome);
  return reportSections(outcome.report, outcome.links, { hadChanges, errorsPerCause: ERRORS_PER_CAUSE });
}

function elsewhere({ run, report }: ReportLinks): string {
  if (report !== undefined) return `All of it is in the ${link('full report', report)}.`;
  return run === undefined
    ? 'The job summary has more of it.'
    : `The ${link('job summary', run)} has more of it.`;
}

/** Sections of others first, as they can only lose whole parts; then ours, in what is left. */
function fitAll(
  others: readonly CommentSection[],
  drafts: readonly Draft[],
  limit: number,
): readonly CommentSection[] {
  const frame = (section: Omit<CommentSection, 'text'>) =>
    byteLength(formatSection({ ...section, text: '' })) + SEPARATOR.length;
  const room = limit - [...others, ...drafts].reduce((sum, section) => sum + frame(section), 0);
  const wanted = [
    ...others.map(({ text }) => byteLength(text)),
    ...drafts.map((draft) => byteLength(draft.render(room) ?? '')),
  ];
  const shares = shareRoom(wanted, room);
  const kept = others.flatMap((section, index) =>
    withText(section, shrinkSection(section.text, shares[index] ?? 0)),
  );
  const left = room - kept.reduce((sum, { text }) => sum + byteLength(text), 0);
  const texts = drawShared(
    drafts.map((draft) => draft.render),
    left,
  );
  const drawn = drafts.flatMap((draft, index) => withText(draft, texts[index]));
  return [...kept, ...drawn];
}

function withText({ summary, hadChanges, plan }: Omit<CommentSection, 'text'>, text: string | undefined) {
  return text === undefined ? [] : [{ summary, hadChanges, plan, text }];
}

function bySync(one: { readonly sync: string }, other: { readonly sync: string }): number {
  return compareText(one.sync, other.sync);
}
