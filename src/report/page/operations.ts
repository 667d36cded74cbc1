import { addressOf, type View, viewOf } from './address.ts';
import type { PageData } from './data.ts';
import { byId, countOf, element, formatCount } from './dom.ts';
import { ACTIONS, createFinder, EVERYTHING, type Filter } from './filter.ts';
import { operationItem } from './operation.ts';

/** Operations drawn at once: few enough that a page is there at once, enough that most plans are one page. */
const PAGE_SIZE = 100;
/** Up to so many, creates and deletes start unfolded as well. */
const FEW = 20;
const TYPING_PAUSE = 120;

type Folding = 'as-it-comes' | 'open' | 'closed';

/** The list of operations with its filters and pages. Answers what shows a kind's operations alone. */
export function startOperations(data: PageData): (kind: number) => void {
  const controls = findControls();
  const finder = createFinder(data);
  let view = viewOf(location.hash, data.kinds);
  let folding: Folding = 'as-it-comes';
  fillControls(data, controls);

  const draw = () => {
    const found = finder.find(view.filter);
    const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
    view = { ...view, page: Math.min(view.page, pages - 1) };
    showControls(controls, view, pages);
    const from = view.page * PAGE_SIZE;
    const shown = found.slice(from, from + PAGE_SIZE);
    controls.list.replaceChildren(...shown.map((position) => itemAt(data, position, found.length, folding)));
    controls.list.start = from + 1;
    controls.nothing.hidden = found.length > 0;
    controls.status.textContent = statusOf(found.length, data.operations.length, from, shown.length);
    history.replaceState(null, '', `#${addressOf(view, data.kinds)}`);
  };
  const show = (filter: Filter) => {
    view = { filter, page: 0 };
    draw();
  };
  const turn = (page: number) => {
    view = { ...view, page: Math.max(0, page) };
    draw();
    controls.heading.scrollIntoView();
    controls.heading.focus({ preventScroll: true });
  };
  const fold = (wanted: Folding) => {
    folding = wanted;
    draw();
  };

  listen(controls, () => view, show, turn, fold);
  addEventListener('hashchange', () => {
    view = viewOf(location.hash, data.kinds);
    draw();
  });
  draw();
  return (kind) => {
    show({ ...EVERYTHING, kind });
    controls.heading.scrollIntoView();
    controls.heading.focus({ preventScroll: true });
  };
}

function itemAt(data: PageData, position: number, found: number, folding: Folding): Node {
  const operation = data.operations[position];
  if (operation === undefined) throw new RangeError(`no operation ${position}`);
  const telling = operation[0] === 1 || operation[5] !== '' || found <= FEW;
  return operationItem(data, operation, folding === 'open' || (folding === 'as-it-comes' && telling));
}

function statusOf(found: number, all: number, from: number, shown: number): string {
  if (found === 0) return `0 of ${countOf(all, 'operation')}`;
  const range = found > shown ? `, ${formatCount(from + 1)}\u2013${formatCount(from + shown)} shown` : '';
  return found === all
    ? `${countOf(all, 'operation')}${range}`
    : `${formatCount(found)} of ${countOf(all, 'operation')}${range}`;
}

function findControls() {
  return {
    heading: byId('operations-heading', HTMLHeadingElement),
    actions: byId('actions', HTMLFieldSetElement),
    kind: byId('kind', HTMLSelectElement),
    text: byId('text', HTMLInputElement),
    problems: byId('problems', HTMLInputElement),
    problemsLabel: byId('problems-label', HTMLLabelElement),
    reset: byId('reset', HTMLButtonElement),
    open: byId('open-all', HTMLButtonElement),
    close: byId('close-all', HTMLButtonElement),
    status: byId('found', HTMLParagraphElement),
    nothing: byId('nothing', HTMLParagraphElement),
    list: byId('list', HTMLOListElement),
    pages: [...document.querySelectorAll<HTMLElement>('.pages')],
  };
}

type Controls = ReturnType<typeof findControls>;

function fillControls(data: PageData, controls: Controls): void {
  const totals = [data.operations.length, ...data.counts.slice(0, ACTIONS.length)];
  for (const [index, name] of (['all', ...ACTIONS] as const).entries()) {
    const radio = element('input', { type: 'radio', name: 'action', value: String(index - 1) });
    const count = element('strong', {}, formatCount(totals[index] ?? 0));
    controls.actions.append(element('label', { class: `choice ${name}` }, radio, count, ` ${name}`));
  }
  for (const [index, { name, counts }] of data.kinds.entries()) {
    const changes = counts[0] + counts[1] + counts[2];
    if (changes === 0) continue;
    controls.kind.append(element('option', { value: String(index) }, `${name} (${formatCount(changes)})`));
  }
  controls.problemsLabel.hidden = data.operations.every((operation) => operation[5] === '');
}

function showControls(controls: Controls, { filter, page }: View, pages: number): void {
  for (const radio of controls.actions.querySelectorAll('input')) {
    radio.checked = Number(radio.value) === (filter.action ?? -1);
  }
  controls.kind.value = filter.kind === undefined ? '' : String(filter.kind);
  if (controls.text.value.trim() !== filter.text) controls.text.value = filter.text;
  controls.problems.checked = filter.onlyProblems;
  for (const bar of controls.pages) {
    bar.hidden = pages === 1;
    const [back, on] = bar.querySelectorAll('button');
    const number = bar.querySelector('input');
    const last = bar.querySelector('.last');
    if (!back || !on || !number || !last) continue;
    back.disabled = page === 0;
    on.disabled = page === pages - 1;
    number.max = String(pages);
    number.value = String(page + 1);
    last.textContent = `of ${formatCount(pages)}`;
  }
}

function listen(
  controls: Controls,
  view: () => View,
  show: (filter: Filter) => void,
  turn: (page: number) => void,
  fold: (folding: Folding) => void,
): void {
  const filter = () => view().filter;
  controls.actions.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const action = Number(event.target.value);
    show({ ...filter(), action: action < 0 ? undefined : action });
  });
  controls.kind.addEventListener('change', () => {
    show({ ...filter(), kind: controls.kind.value === '' ? undefined : Number(controls.kind.value) });
  });
  controls.problems.addEventListener('change', () => {
    show({ ...filter(), onlyProblems: controls.problems.checked });
  });
  let typing = 0;
  controls.text.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => show({ ...filter(), text: controls.text.value.trim() }), TYPING_PAUSE);
  });
  controls.reset.addEventListener('click', () => show(EVERYTHING));
  controls.open.addEventListener('click', () => fold('open'));
  controls.close.addEventListener('click', () => fold('closed'));
  for (const bar of controls.pages) {
    const [back, on] = bar.querySelectorAll('button');
    back?.addEventListener('click', () => turn(view().page - 1));
    on?.addEventListener('click', () => turn(view().page + 1));
    bar.querySelector('input')?.addEventListener('change', (event) => {
      if (event.target instanceof HTMLInputElement) turn(Math.trunc(Number(event.target.value) || 1) - 1);
    });
  }
}
