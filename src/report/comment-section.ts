import { byteLength, type Rendered, type Section } from './fit.ts';
import type { OutcomeSummary } from './outcome.ts';
import { changeCount } from './wording.ts';

/** One sync's part of a comment. */
export interface CommentSection {
  readonly summary: OutcomeSummary;
  /** Whether this comment has shown changes of this sync before. */
  readonly hadChanges: boolean;
  /** Its Markdown, without the marker. */
  readonly text: string;
  /** The plan that it shows; undefined when the run stopped before it had one. */
  readonly plan: ShownPlan | undefined;
}

/** What says which plan a section shows. */
export interface ShownPlan {
  /** SHA-256 in hexadecimal. */
  readonly digest: string;
  /** See `encodeOutline`; undefined when there was no room for it. */
  readonly outline: string | undefined;
}

const NAMES = '([^ ]+) status=(dry-run|applied|failed|cancelled|stopped)';
const COUNTS = 'create=(\\d+) update=(\\d+) delete=(\\d+) unchanged=(\\d+) errors=(\\d+)';
const PLAN = '(?: plan=([0-9a-f]{64})(?: outline=([\\w-]+))?)?';
const MARKER = new RegExp(
  `^<!-- infrahub-sync-section:${NAMES} ${COUNTS} had-changes=(true|false)${PLAN} -->$`,
);

/** Lines around what a section can do without. Data never stands alone on a line, so it cannot forge one. */
const PART_BEGINS = '<!-- part -->';
const PART_ENDS = '<!-- /part -->';
const MADE_ROOM = '_Left out here to make room for other syncs: the changes and how they were found._';

/** A section as it stands in a comment: a hidden line that says whose it is, then its Markdown. */
export function formatSection({ summary, hadChanges, text, plan }: CommentSection): string {
  const { sync, status, counts, errors } = summary;
  const name = encodeURIComponent(sync.toWellFormed());
  const numbers = `create=${counts.create} update=${counts.update} delete=${counts.delete} unchanged=${counts.unchanged}`;
  const marker = `infrahub-sync-section:${name} status=${status} ${numbers} errors=${errors} had-changes=${hadChanges}${planWords(plan)}`;
  return `<!-- ${marker} -->\n${text}`;
}

function planWords(plan: ShownPlan | undefined): string {
  if (plan === undefined) return '';
  return ` plan=${plan.digest}${plan.outline === undefined ? '' : ` outline=${plan.outline}`}`;
}

/** The sections of a comment, whoever wrote them; none when it is no comment of this kind. */
export function parseSections(body: string): readonly CommentSection[] {
  const found: { readonly head: Omit<CommentSection, 'text'>; readonly lines: string[] }[] = [];
  for (const line of body.replaceAll('\r\n', '\n').split('\n')) {
    const head = headOf(line);
    if (head !== undefined) found.push({ head, lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  return found.map(({ head, lines }) => ({ ...head, text: lines.join('\n').trim() }));
}

function headOf(line: string): Omit<CommentSection, 'text'> | undefined {
  const [, name, status, created, updated, deleted, unchanged, errors, hadChanges, digest, outline] =
    MARKER.exec(line) ?? [];
  const sync = decoded(name);
  if (sync === undefined) return undefined;
  const counts = {
    create: Number(created),
    update: Number(updated),
    delete: Number(deleted),
    unchanged: Number(unchanged),
  };
  const summary = { sync, status: status as OutcomeSummary['status'], counts, errors: Number(errors) };
  const plan = digest === undefined ? undefined : { digest, outline };
  return { summary, hadChanges: hadChanges === 'true' || changeCount(counts) > 0, plan };
}

function decoded(name: string | undefined): string | undefined {
  try {
    return name === undefined ? undefined : decodeURIComponent(name);
  } catch {
    return undefined;
  }
}

/** A part of a report that `shrinkSection` may take out again. */
export function expendable(section: Section): Section {
  const frame = byteLength(PART_BEGINS) + byteLength(PART_ENDS) + 4;
  return { ...section, render: (room) => framed(section.render(room - frame)) };
}

function framed(rendered: Rendered | undefined): Rendered | undefined {
  if (rendered === undefined || rendered.text === '') return rendered;
  return { ...rendered, text: `${PART_BEGINS}\n\n${rendered.text}\n\n${PART_ENDS}` };
}

/**
 * A section's Markdown in at most `room` bytes: whole, else without its expendable parts, else its headline and
 * last line; undefined when not even those fit. Never a part cut in two.
 */
export function shrinkSection(text: string, room: number): string | undefined {
  const paragraphs = withoutParts(text).split('\n\n');
  const bare = paragraphs.join('\n\n');
  const least = [paragraphs[0], MADE_ROOM, paragraphs.at(-1)].join('\n\n');
  return [text, bare, least].find((candidate) => byteLength(candidate) <= room);
}

/** The first part becomes a line that says so, the others go. */
function withoutParts(text: string): string {
  const kept: string[] = [];
  let inside = false;
  let said = false;
  for (const line of text.split('\n')) {
    if (line === PART_BEGINS) {
      if (!said) kept.push(MADE_ROOM);
      said = true;
      inside = true;
    } else if (line === PART_ENDS) inside = false;
    else if (!inside) kept.push(line);
  }
  return kept.join('\n').replace(/\n{3,}/g, '\n\n');
}
