import type { PageChange, PageData, PageOperation } from './data.ts';
import { difference, type Pieces } from './difference.ts';
import { element, formatCount, textElement } from './dom.ts';
import { ACTIONS } from './filter.ts';

const SIGNS = ['+', '~', '\u2212'] as const;
/** Longer values are cut until they are asked for. */
const VALUE_LENGTH = 2_000;

/** One operation: a line that names it, and what it changes, to unfold. */
export function operationItem(data: PageData, operation: PageOperation, open: boolean): HTMLLIElement {
  const [action, kind, id, destinationId, changes, problem, renamedFrom, ended] = operation;
  const name = ACTIONS[action] ?? 'update';
  const summary = element(
    'summary',
    {},
    element(
      'span',
      { class: `badge ${name}` },
      element('span', { 'aria-hidden': 'true' }, `${SIGNS[action]} `),
      name,
    ),
    textElement('span', 'kind', data.kinds[kind]?.name ?? ''),
    textElement('span', 'id', id),
    ...(renamedFrom === '' ? [] : [textElement('span', 'quiet', `renamed from ${renamedFrom}`)]),
    ...(problem + ended === '' ? [] : [textElement('span', 'badge problem', ended || 'error')]),
  );
  const details = element('details', open ? { open: '' } : {}, summary);
  // Drawn when it is first seen: most of a long page never is.
  const draw = () => details.append(...body(action, destinationId, changes, problem));
  if (open) draw();
  else details.addEventListener('toggle', draw, { once: true });
  return element('li', { class: `operation ${name}` }, details);
}

function body(
  action: number,
  destinationId: string,
  changes: readonly PageChange[],
  problem: string,
): readonly Node[] {
  const parts: Node[] = [];
  if (problem !== '') parts.push(textElement('p', 'problem-text', problem));
  if (changes.length > 0) parts.push(changesTable(action, changes));
  if (destinationId !== '') parts.push(textElement('p', 'quiet', `at the destination: ${destinationId}`));
  return parts;
}

function changesTable(action: number, changes: readonly PageChange[]): HTMLTableElement {
  const titles =
    action === 0 ? ['attribute', 'new'] : action === 1 ? ['attribute', 'old', 'new'] : ['attribute', 'old'];
  const head = element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title)));
  const rows = changes.map((change) => changeRow(action, change));
  const thead = element('thead', { class: 'only-heard' }, head);
  // The head is only heard, so the widths are told apart from it.
  const columns = element('colgroup', {}, element('col', { class: 'attribute' }));
  return element('table', { class: 'changes' }, columns, thead, element('tbody', {}, ...rows));
}

function changeRow(action: number, [attribute, old, present]: PageChange): HTMLTableRowElement {
  const marked = old === null || present === null ? undefined : difference(old, present);
  const cells: HTMLElement[] = [element('th', { scope: 'row' }, attribute)];
  if (action !== 0) cells.push(valueCell('old', old ?? '', marked?.old));
  if (action !== 2) cells.push(valueCell('new', present ?? '', marked?.new));
  return element('tr', {}, ...cells);
}

function valueCell(which: 'old' | 'new', value: string, marked: Pieces | undefined): HTMLElement {
  const cell = element('td', { class: which });
  if (value.length <= VALUE_LENGTH) cell.append(...shownValue(value, marked));
  else cell.append(...cutValue(cell, value));
  return cell;
}

function shownValue(value: string, marked: Pieces | undefined): readonly Node[] {
  if (marked === undefined || marked[1] === '') return [document.createTextNode(value)];
  return [
    document.createTextNode(marked[0]),
    textElement('mark', '', marked[1]),
    document.createTextNode(marked[2]),
  ];
}

function cutValue(cell: HTMLElement, value: string): readonly Node[] {
  const more = element('button', { type: 'button' }, `show all ${formatCount(value.length)} characters`);
  more.addEventListener('click', () => cell.replaceChildren(value));
  return [document.createTextNode(`${value.slice(0, VALUE_LENGTH)}\u2026 `), more];
}
