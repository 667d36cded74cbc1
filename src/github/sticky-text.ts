/** A comment or an issue of our own. */
export interface StickyText {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

/** Where one kind of text is kept; GitHub's answers, errors included, come as they are. */
export interface StickyPlace {
  /** Those that are ours, oldest first. */
  find(): Promise<readonly StickyText[]>;
  create(body: string): Promise<StickyText>;
  update(text: StickyText, body: string): Promise<StickyText>;
  remove(text: StickyText): Promise<void>;
}

export interface StickyRequest {
  readonly place: StickyPlace;
  /** The text that is to stand there, given the one that does. */
  readonly render: (existing: string | undefined) => string;
  /** False: one that is there is edited, and none comes to be. */
  readonly mayCreate: boolean;
  readonly sharing: Sharing;
}

/** Whether other jobs may edit the same text at the same time, each its own part of it. */
export type Sharing =
  | { readonly with: 'nobody' }
  | {
      readonly with: 'other-jobs';
      /** Whether `current` has our own part as `wanted` has it. */
      readonly holds: (current: string, wanted: string) => boolean;
      readonly wait: (milliseconds: number) => Promise<void>;
      /** From 0 to 1. */
      readonly random: () => number;
    };

export type StickyResult =
  | { readonly status: 'created' | 'updated' | 'unchanged'; readonly text: StickyText }
  | { readonly status: 'none' };

/**
 * GitHub has no edit that fails when the text has changed since it was read. So another job may put its older
 * copy over ours; longer than this between its reading and its writing does not pass, and then we look again.
 */
const SETTLED_AFTER = 2_500;
const MOST_LOOKS = 6;

/**
 * Keeps one text up to date: created once, then edited, and not touched when it says the same already. Of a
 * shared text only our own part is replaced; when another job overwrote it, or created a second one at the same
 * time, it is mended.
 */
export async function keepText(request: StickyRequest): Promise<StickyResult> {
  const { place, render, mayCreate, sharing } = request;
  const [existing] = await place.find();
  if (existing === undefined && !mayCreate) return { status: 'none' };
  const first =
    existing === undefined
      ? { status: 'created' as const, text: await place.create(render(undefined)) }
      : await edit(place, existing, render(existing.body));
  if (sharing.with === 'nobody') return first;
  let { text } = first;
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await sharing.wait(SETTLED_AFTER * (1 + sharing.random()));
    const [oldest] = await place.find();
    if (oldest === undefined) {
      // Another job took it away, as far as it knew for good.
      if (!mayCreate) break;
      text = await place.create(render(undefined));
      continue;
    }
    const wanted = render(oldest.body);
    const stands = sharing.holds(unified(oldest.body), wanted);
    if (oldest.id !== text.id) {
      // Two jobs found none and made one each: the older one stays, with both parts.
      const merged = stands ? oldest : await place.update(oldest, wanted);
      await place.remove(text);
      text = merged;
    } else if (!stands) text = await place.update(oldest, wanted);
    else break;
  }
  return { status: first.status, text };
}

async function edit(
  place: StickyPlace,
  existing: StickyText,
  body: string,
): Promise<StickyResult & { readonly text: StickyText }> {
  if (unified(existing.body) === body) return { status: 'unchanged', text: existing };
  return { status: 'updated', text: await place.update(existing, body) };
}

/** GitHub gives line feeds back as they came, but an editor in the browser makes them CRLF. */
function unified(body: string): string {
  return body.replaceAll('\r\n', '\n');
}
