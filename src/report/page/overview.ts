import type { PageCounts, PageData, PageProblem, PageSide } from './data.ts';
import { countOf, element, formatCount, textElement } from './dom.ts';

/** Problems that are listed; the JSON file beside the page has them all. */
const LISTED = 200;
const READING_COLUMNS = ['kind', 'read', 'rows', 'changed', 'deleted', 'requests'];

/** The run's name, what became of it and which one it was. */
export function headline(data: PageData): readonly Node[] {
  const facts = element('p', { class: 'facts' }, textElement('span', `status ${data.status}`, data.status));
  facts.append(' run ', textElement('code', '', data.runId));
  if (data.digest !== '') facts.append(' \u00b7 plan ', textElement('code', 'digest', data.digest));
  return [
    textElement('h1', '', data.sync),
    textElement('p', 'outcome', data.outcome),
    ...(data.explanation === '' ? [] : [textElement('p', '', data.explanation)]),
    facts,
  ];
}

/**
 * What went wrong, or what is worth reading; nothing when there is none.
 *
 * @param word what one of them is
 * @param after what stands behind their number and that word
 */
export function problemList(word: string, after: string, problems: readonly PageProblem[]): readonly Node[] {
  if (problems.length === 0) return [];
  const items = problems.slice(0, LISTED).map(({ where, message, hint }) => {
    const item = element('li');
    if (where !== '') item.append(textElement('code', '', where), ' ');
    item.append(message);
    if (hint !== '') item.append(element('p', { class: 'hint' }, hint));
    return item;
  });
  const more = problems.length - LISTED;
  if (more > 0)
    items.push(element('li', {}, `\u2026 and ${countOf(more, `more ${word}`)}, all of them in plan.json`));
  const list = element('ul', {}, ...items);
  const title = textElement('h2', '', `${countOf(problems.length, word)}${after}`);
  return [element('section', { class: `panel ${word}s` }, title, list)];
}

/** A line for each kind; choosing one shows its operations alone. */
export function kindTable(data: PageData, choose: (kind: number) => void): Node {
  const columns = ['kind', 'create', 'update', 'delete', 'unchanged'];
  const head = element('tr', {}, ...columns.map((column) => columnTitle(column)));
  const most = Math.max(1, ...data.kinds.map(({ counts }) => changesIn(counts)));
  // What changes first; each keeps its own place otherwise.
  const order = [...data.kinds.entries()].toSorted(
    ([, one], [, other]) => Number(changesIn(other.counts) > 0) - Number(changesIn(one.counts) > 0),
  );
  const rows = order.map(([index, { name, counts }]) => {
    const cells = counts.map((count) =>
      element('td', count === 0 ? { class: 'zero' } : {}, formatCount(count)),
    );
    const title = element('th', { scope: 'row' });
    if (changesIn(counts) === 0) title.append(name);
    else {
      const button = element('button', { type: 'button', class: 'as-link' }, name);
      button.addEventListener('click', () => choose(index));
      title.append(button, bar(counts, most));
    }
    return element('tr', {}, title, ...cells);
  });
  const table = element(
    'table',
    { class: 'kinds' },
    element('thead', {}, head),
    element('tbody', {}, ...rows),
  );
  return element('section', {}, textElement('h2', '', 'By kind'), scrolling('Operations by kind', table));
}

function changesIn([created, updated, deleted]: PageCounts): number {
  return created + updated + deleted;
}

/** How many changes a kind has, beside the others: for the eye only, as the numbers stand next to it. */
function bar(counts: PageCounts, most: number): Node {
  const parts = (['create', 'update', 'delete'] as const).map((action, index) => {
    const part = element('span', { class: action });
    part.style.width = `${((counts[index] ?? 0) / most) * 100}%`;
    return part;
  });
  return element('span', { class: 'bar', 'aria-hidden': 'true' }, ...parts);
}

/** How both sides were read, why so, and what it cost. */
export function readingSection({ reading }: PageData): Node {
  const sentences = reading.sentences.map((sentence) => element('p', {}, sentence));
  const sides = reading.sides.flatMap(side);
  return element('section', {}, textElement('h2', '', 'How it was read'), ...sentences, ...sides);
}

function side({ title, reason, rows }: PageSide, index: number): readonly Node[] {
  const which = index === 0 ? 'Source' : 'Destination';
  const parts: Node[] = [textElement('h3', '', title)];
  if (reason !== '') parts.push(element('p', {}, reason));
  if (rows.length === 0) return parts;
  const head = element('tr', {}, ...READING_COLUMNS.map((column) => columnTitle(column)));
  const lines = rows.map(([kind = '', ...cells]) => {
    const title = element('th', { scope: 'row' }, kind);
    return element('tr', {}, title, ...cells.map((cell) => element('td', {}, cell)));
  });
  const table = element(
    'table',
    { class: 'kinds' },
    element('thead', {}, head),
    element('tbody', {}, ...lines),
  );
  return [...parts, scrolling(`${which}, kind by kind`, table)];
}

function columnTitle(text: string): Node {
  return element('th', { scope: 'col', class: 'column' }, text);
}

/** What may be wider than a phone; it can be moved with the keyboard, so it has to be reached and named. */
function scrolling(name: string, content: Node): Node {
  return element('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': name }, content);
}
