/** Made by scripts/page.ts of src/report/page. Not to be edited here. */

export const pageScript = `

function element (
  name ,
  attributes = {},
  ...children
) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
function textElement (
  name ,
  className ,
  text ,
) {
  return element(name, className === '' ? {} : { class: className }, text);
}
function byId (id , kind ) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(\`the page has no \${id}\`);
}
function formatCount(value ) {
  return value.toLocaleString('en-US');
}
function countOf(count , word ) {
  return \`\${formatCount(count)} \${word}\${count === 1 ? '' : 's'}\`;
}
const ACTIONS = ['create', 'update', 'delete'] ;
const EVERYTHING = { action: undefined, kind: undefined, text: '', onlyProblems: false };
function createFinder(data ) {
  let searched ;
  const texts = () => {
    searched ??= data.operations.map((operation) =>
      searchText(operation, data.kinds[operation[1]]?.name ?? ''),
    );
    return searched;
  };
  return {
    find(filter) {
      const words = filter.text
        .toLowerCase()
        .split(/\\s+/)
        .filter((word) => word !== '');
      const found = [];
      for (const [position, operation] of data.operations.entries()) {
        if (filter.action !== undefined && operation[0] !== filter.action) continue;
        if (filter.kind !== undefined && operation[1] !== filter.kind) continue;
        if (filter.onlyProblems && operation[5] === '') continue;
        if (words.length > 0 && !words.every((word) => texts()[position]?.includes(word))) continue;
        found.push(position);
      }
      return found;
    },
  };
}
function searchText(
  [action, , id, destinationId, changes, problem, renamedFrom, ended] ,
  kind ,
) {
  const values = changes.map(([attribute, old, present]) => \`\${attribute} \${old ?? ''} \${present ?? ''}\`);
  return [ACTIONS[action], kind, id, destinationId, ...values, problem, renamedFrom, ended]
    .join('\\n')
    .toLowerCase();
}
function addressOf({ filter, page } , kinds ) {
  const parts = new URLSearchParams();
  const action = filter.action === undefined ? undefined : ACTIONS[filter.action];
  const kind = filter.kind === undefined ? undefined : kinds[filter.kind]?.name;
  if (action !== undefined) parts.set('action', action);
  if (kind !== undefined) parts.set('kind', kind);
  if (filter.text !== '') parts.set('text', filter.text);
  if (filter.onlyProblems) parts.set('errors', 'only');
  if (page > 0) parts.set('page', String(page + 1));
  return parts.toString();
}
function viewOf(address , kinds ) {
  const parts = new URLSearchParams(address.replace(/^#/, ''));
  const action = ACTIONS.indexOf(parts.get('action') );
  const kind = kinds.findIndex(({ name }) => name === parts.get('kind'));
  const page = Number(parts.get('page') ?? 1);
  return {
    filter: {
      action: action < 0 ? undefined : action,
      kind: kind < 0 ? undefined : kind,
      text: parts.get('text') ?? '',
      onlyProblems: parts.get('errors') === 'only',
    },
    page: Number.isSafeInteger(page) && page > 1 ? page - 1 : 0,
  };
}
const LEAST_IN_COMMON = 0.3;
function difference(
  old ,
  present ,
) {
  const shorter = Math.min(old.length, present.length);
  let start = 0;
  while (start < shorter && old[start] === present[start]) start += 1;
  if (isLowHalf(old, start) || isLowHalf(present, start)) start -= 1;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === present[present.length - 1 - end]) end += 1;
  if (isLowHalf(old, old.length - end) || isLowHalf(present, present.length - end)) end -= 1;
  if (start + end < shorter * LEAST_IN_COMMON || start + end === 0) return undefined;
  return { old: pieces(old, start, end), new: pieces(present, start, end) };
}
function pieces(text , start , end ) {
  const middleEnd = text.length - Math.max(0, end);
  return [text.slice(0, start), text.slice(start, middleEnd), text.slice(middleEnd)];
}
function isLowHalf(text , index ) {
  const unit = text.charCodeAt(index);
  return index > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}
const SIGNS = ['+', '~', '\\u2212'] ;
const VALUE_LENGTH = 2_000;
function operationItem(data , operation , open ) {
  const [action, kind, id, destinationId, changes, problem, renamedFrom, ended] = operation;
  const name = ACTIONS[action] ?? 'update';
  const summary = element(
    'summary',
    {},
    element(
      'span',
      { class: \`badge \${name}\` },
      element('span', { 'aria-hidden': 'true' }, \`\${SIGNS[action]} \`),
      name,
    ),
    textElement('span', 'kind', data.kinds[kind]?.name ?? ''),
    textElement('span', 'id', id),
    ...(renamedFrom === '' ? [] : [textElement('span', 'quiet', \`renamed from \${renamedFrom}\`)]),
    ...(problem + ended === '' ? [] : [textElement('span', 'badge problem', ended || 'error')]),
  );
  const details = element('details', open ? { open: '' } : {}, summary);
  // Drawn when it is first seen: most of a long page never is.
  const draw = () => details.append(...body(action, destinationId, changes, problem));
  if (open) draw();
  else details.addEventListener('toggle', draw, { once: true });
  return element('li', { class: \`operation \${name}\` }, details);
}
function body(
  action ,
  destinationId ,
  changes ,
  problem ,
) {
  const parts = [];
  if (problem !== '') parts.push(textElement('p', 'problem-text', problem));
  if (changes.length > 0) parts.push(changesTable(action, changes));
  if (destinationId !== '') parts.push(textElement('p', 'quiet', \`at the destination: \${destinationId}\`));
  return parts;
}
function changesTable(action , changes ) {
  const titles =
    action === 0 ? ['attribute', 'new'] : action === 1 ? ['attribute', 'old', 'new'] : ['attribute', 'old'];
  const head = element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title)));
  const rows = changes.map((change) => changeRow(action, change));
  const thead = element('thead', { class: 'only-heard' }, head);
  // The head is only heard, so the widths are told apart from it.
  const columns = element('colgroup', {}, element('col', { class: 'attribute' }));
  return element('table', { class: 'changes' }, columns, thead, element('tbody', {}, ...rows));
}
function changeRow(action , [attribute, old, present] ) {
  const marked = old === null || present === null ? undefined : difference(old, present);
  const cells = [element('th', { scope: 'row' }, attribute)];
  if (action !== 0) cells.push(valueCell('old', old ?? '', marked?.old));
  if (action !== 2) cells.push(valueCell('new', present ?? '', marked?.new));
  return element('tr', {}, ...cells);
}
function valueCell(which , value , marked ) {
  const cell = element('td', { class: which });
  if (value.length <= VALUE_LENGTH) cell.append(...shownValue(value, marked));
  else cell.append(...cutValue(cell, value));
  return cell;
}
function shownValue(value , marked ) {
  if (marked === undefined || marked[1] === '') return [document.createTextNode(value)];
  return [
    document.createTextNode(marked[0]),
    textElement('mark', '', marked[1]),
    document.createTextNode(marked[2]),
  ];
}
function cutValue(cell , value ) {
  const more = element('button', { type: 'button' }, \`show all \${formatCount(value.length)} characters\`);
  more.addEventListener('click', () => cell.replaceChildren(value));
  return [document.createTextNode(\`\${value.slice(0, VALUE_LENGTH)}\\u2026 \`), more];
}
const PAGE_SIZE = 100;
const FEW = 20;
const TYPING_PAUSE = 120;
function startOperations(data ) {
  const controls = findControls();
  const finder = createFinder(data);
  let view = viewOf(location.hash, data.kinds);
  let folding = 'as-it-comes';
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
    history.replaceState(null, '', \`#\${addressOf(view, data.kinds)}\`);
  };
  const show = (filter ) => {
    view = { filter, page: 0 };
    draw();
  };
  const turn = (page ) => {
    view = { ...view, page: Math.max(0, page) };
    draw();
    controls.heading.scrollIntoView();
    controls.heading.focus({ preventScroll: true });
  };
  const fold = (wanted ) => {
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
function itemAt(data , position , found , folding ) {
  const operation = data.operations[position];
  if (operation === undefined) throw new RangeError(\`no operation \${position}\`);
  const telling = operation[0] === 1 || operation[5] !== '' || found <= FEW;
  return operationItem(data, operation, folding === 'open' || (folding === 'as-it-comes' && telling));
}
function statusOf(found , all , from , shown ) {
  if (found === 0) return \`0 of \${countOf(all, 'operation')}\`;
  const range = found > shown ? \`, \${formatCount(from + 1)}\\u2013\${formatCount(from + shown)} shown\` : '';
  return found === all
    ? \`\${countOf(all, 'operation')}\${range}\`
    : \`\${formatCount(found)} of \${countOf(all, 'operation')}\${range}\`;
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
    pages: [...document.querySelectorAll ('.pages')],
  };
}
function fillControls(data , controls ) {
  const totals = [data.operations.length, ...data.counts.slice(0, ACTIONS.length)];
  for (const [index, name] of (['all', ...ACTIONS] ).entries()) {
    const radio = element('input', { type: 'radio', name: 'action', value: String(index - 1) });
    const count = element('strong', {}, formatCount(totals[index] ?? 0));
    controls.actions.append(element('label', { class: \`choice \${name}\` }, radio, count, \` \${name}\`));
  }
  for (const [index, { name, counts }] of data.kinds.entries()) {
    const changes = counts[0] + counts[1] + counts[2];
    if (changes === 0) continue;
    controls.kind.append(element('option', { value: String(index) }, \`\${name} (\${formatCount(changes)})\`));
  }
  controls.problemsLabel.hidden = data.operations.every((operation) => operation[5] === '');
}
function showControls(controls , { filter, page } , pages ) {
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
    last.textContent = \`of \${formatCount(pages)}\`;
  }
}
function listen(
  controls ,
  view ,
  show ,
  turn ,
  fold ,
) {
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
const LISTED = 200;
const READING_COLUMNS = ['kind', 'read', 'rows', 'changed', 'deleted', 'requests'];
function headline(data ) {
  const facts = element('p', { class: 'facts' }, textElement('span', \`status \${data.status}\`, data.status));
  facts.append(' run ', textElement('code', '', data.runId));
  if (data.digest !== '') facts.append(' \\u00b7 plan ', textElement('code', 'digest', data.digest));
  return [
    textElement('h1', '', data.sync),
    textElement('p', 'outcome', data.outcome),
    ...(data.explanation === '' ? [] : [textElement('p', '', data.explanation)]),
    facts,
  ];
}
function problemList(word , after , problems ) {
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
    items.push(element('li', {}, \`\\u2026 and \${countOf(more, \`more \${word}\`)}, all of them in plan.json\`));
  const list = element('ul', {}, ...items);
  const title = textElement('h2', '', \`\${countOf(problems.length, word)}\${after}\`);
  return [element('section', { class: \`panel \${word}s\` }, title, list)];
}
function kindTable(data , choose ) {
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
function changesIn([created, updated, deleted] ) {
  return created + updated + deleted;
}
function bar(counts , most ) {
  const parts = (['create', 'update', 'delete'] ).map((action, index) => {
    const part = element('span', { class: action });
    part.style.width = \`\${((counts[index] ?? 0) / most) * 100}%\`;
    return part;
  });
  return element('span', { class: 'bar', 'aria-hidden': 'true' }, ...parts);
}
function readingSection({ reading } ) {
  const sentences = reading.sentences.map((sentence) => element('p', {}, sentence));
  const sides = reading.sides.flatMap(side);
  return element('section', {}, textElement('h2', '', 'How it was read'), ...sentences, ...sides);
}
function side({ title, reason, rows } , index ) {
  const which = index === 0 ? 'Source' : 'Destination';
  const parts = [textElement('h3', '', title)];
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
  return [...parts, scrolling(\`\${which}, kind by kind\`, table)];
}
function columnTitle(text ) {
  return element('th', { scope: 'col', class: 'column' }, text);
}
function scrolling(name , content ) {
  return element('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': name }, content);
}
const data = JSON.parse(byId('data', HTMLScriptElement).textContent ?? '');
byId('headline', HTMLElement).append(...headline(data));
byId('trouble', HTMLElement).append(
  ...problemList('error', '', data.errors),
  ...problemList(
    'warning',
    '',
    data.warnings.map((message) => ({ where: '', message, hint: '' })),
  ),
  ...problemList('difference', ' left alone', data.leftAlone),
);
byId('reading', HTMLElement).append(readingSection(data));
byId('operations', HTMLElement).hidden = data.operations.length === 0;
const choose = startOperations(data);
if (data.kinds.length > 0) byId('kinds', HTMLElement).append(kindTable(data, choose));
document.documentElement.dataset.ready = 'yes';
`;

export const pageStyle = `
:root {
  color-scheme: light dark;
  --back: #ffffff;
  --raised: #f6f8fa;
  --line: #d1d9e0;
  --text: #1f2328;
  --quiet: #59636e;
  --link: #0858b4;
  --create: #116329;
  --create-back: #dafbe1;
  --create-mark: #9fe8b0;
  --update: #7a4e00;
  --update-back: #fff4c2;
  --delete: #b0101c;
  --delete-back: #ffebe9;
  --delete-mark: #ffb8b3;
  --radius: 8px;
}

@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117;
    --raised: #161b22;
    --line: #343b44;
    --text: #e6edf3;
    --quiet: #9aa4ae;
    --link: #6cb2ff;
    --create: #56d364;
    --create-back: #10261a;
    --create-mark: #1f5c33;
    --update: #e3b341;
    --update-back: #2a210c;
    --delete: #ff8a82;
    --delete-back: #2d1517;
    --delete-mark: #77262a;
  }
}

* {
  box-sizing: border-box;
}

body {
  margin: 0 auto;
  max-width: 1120px;
  padding: 24px 20px 64px;
  background: var(--back);
  color: var(--text);
  font:
    15px / 1.5 system-ui,
    -apple-system,
    "Segoe UI",
    Roboto,
    "Helvetica Neue",
    Arial,
    sans-serif;
}

h1 {
  margin: 0;
  font-size: 1.7rem;
  line-height: 1.25;
  overflow-wrap: anywhere;
}

h2 {
  margin: 32px 0 10px;
  font-size: 1.2rem;
}

h3 {
  margin: 20px 0 4px;
  font-size: 1rem;
}

p {
  margin: 4px 0;
}

code,
.id,
.changes,
.digest {
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  font-size: 0.88em;
  overflow-wrap: anywhere;
}

button,
input,
select {
  font: inherit;
  color: inherit;
  background: var(--back);
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 5px 10px;
  min-height: 36px;
}

button {
  cursor: pointer;
  background: var(--raised);
}

button:disabled {
  color: var(--quiet);
  cursor: default;
}

:focus-visible {
  outline: 2px solid var(--link);
  outline-offset: 2px;
}

.outcome {
  font-size: 1.2rem;
}

.facts,
.quiet,
.hint {
  color: var(--quiet);
  font-size: 0.9rem;
}

.facts {
  margin-top: 10px;
}

.status,
.badge {
  display: inline-block;
  border-radius: 999px;
  padding: 0 9px;
  font-size: 0.82rem;
  font-weight: 600;
  white-space: nowrap;
  color: var(--quiet);
  border: 1px solid var(--line);
}

.status {
  margin-right: 6px;
}

.badge.create,
.status.applied {
  color: var(--create);
  background: var(--create-back);
  border-color: transparent;
}

.badge.update,
.status.dry-run {
  color: var(--update);
  background: var(--update-back);
  border-color: transparent;
}

.badge.delete,
.badge.problem,
.status.failed {
  color: var(--delete);
  background: var(--delete-back);
  border-color: transparent;
}

.panel {
  margin-top: 20px;
  padding: 4px 16px 12px;
  border: 1px solid var(--line);
  border-left: 4px solid var(--update);
  border-radius: var(--radius);
}

.panel.errors {
  border-left-color: var(--delete);
}

.panel h2 {
  margin: 8px 0;
}

.panel ul {
  margin: 0;
  padding-left: 18px;
  overflow-wrap: anywhere;
}

.scroll {
  overflow-x: auto;
}

table {
  border-collapse: collapse;
  width: 100%;
}

.kinds th,
.kinds td {
  padding: 6px 10px;
  border-bottom: 1px solid var(--line);
  text-align: right;
  font-variant-numeric: tabular-nums;
}

.kinds th:first-child {
  text-align: left;
  font-weight: 600;
  min-width: 140px;
}

.column {
  color: var(--quiet);
  font-weight: 600;
  font-size: 0.85rem;
}

.kinds .zero {
  color: var(--quiet);
}

.as-link {
  border: 0;
  padding: 0;
  min-height: 24px;
  background: none;
  color: var(--link);
  font-weight: 600;
  text-align: left;
  text-decoration: underline;
  text-underline-offset: 2px;
  overflow-wrap: anywhere;
}

.bar {
  display: flex;
  height: 5px;
  margin-top: 2px;
}

.bar .create {
  background: var(--create);
}

.bar .update {
  background: var(--update);
}

.bar .delete {
  background: var(--delete);
}

.filters {
  display: flex;
  flex-wrap: wrap;
  gap: 10px;
  align-items: center;
  padding: 12px 0;
}

fieldset {
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
  margin: 0;
  padding: 0;
  border: 0;
}

.choice {
  display: inline-flex;
  align-items: center;
  gap: 5px;
  min-height: 36px;
  padding: 4px 12px;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--raised);
  cursor: pointer;
}

.choice input {
  min-height: 0;
  margin: 0;
  accent-color: currentColor;
}

.choice.create:has(:checked) {
  color: var(--create);
  background: var(--create-back);
}

.choice.update:has(:checked) {
  color: var(--update);
  background: var(--update-back);
}

.choice.delete:has(:checked) {
  color: var(--delete);
  background: var(--delete-back);
}

.choice:has(:checked) {
  border-color: currentColor;
}

.choice:has(:focus-visible) {
  outline: 2px solid var(--link);
  outline-offset: 2px;
}

.choice input:focus-visible {
  outline: none;
}

#text {
  flex: 1 1 220px;
  min-width: 0;
}

#kind {
  flex: 0 1 auto;
  max-width: 100%;
  min-width: 0;
}

.line {
  display: flex;
  flex-wrap: wrap;
  gap: 10px;
  align-items: center;
  justify-content: space-between;
  margin-bottom: 8px;
}

.folding,
.pages {
  display: flex;
  gap: 8px;
  align-items: center;
}

.pages {
  justify-content: center;
  margin: 12px 0;
}

.pages input {
  width: 6em;
  text-align: right;
}

.pages[hidden],
.choice[hidden] {
  display: none;
}

#operations-heading {
  scroll-margin-top: 12px;
}

#list {
  list-style: none;
  margin: 0;
  padding: 0;
  border: 1px solid var(--line);
  border-radius: var(--radius);
  overflow: hidden;
}

#list:empty {
  display: none;
}

.operation {
  border-left: 4px solid var(--update);
}

.operation.create {
  border-left-color: var(--create);
}

.operation.delete {
  border-left-color: var(--delete);
}

.operation + .operation {
  border-top: 1px solid var(--line);
}

.operation summary {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 10px;
  align-items: baseline;
  padding: 8px 12px;
  cursor: pointer;
  background: var(--raised);
}

.operation summary::-webkit-details-marker {
  display: none;
}

.operation summary::before {
  content: "\\25b8" / "";
  width: 0.8em;
  color: var(--quiet);
}

.operation [open] > summary::before {
  content: "\\25be" / "";
}

.operation summary:focus-visible {
  outline-offset: -2px;
}

.operation .kind {
  color: var(--quiet);
  overflow-wrap: anywhere;
}

.operation .id {
  font-weight: 600;
}

.operation details > p {
  margin: 0;
  padding: 7px 12px;
  border-top: 1px solid var(--line);
}

.problem-text {
  color: var(--delete);
  overflow-wrap: anywhere;
}

.changes {
  table-layout: fixed;
  background: var(--back);
}

.changes th,
.changes td {
  padding: 5px 12px;
  border-top: 1px solid var(--line);
  text-align: left;
  vertical-align: top;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}

.attribute {
  width: 24%;
}

.changes th {
  color: var(--quiet);
  font-weight: 500;
}

.changes td::before {
  display: inline-block;
  width: 1.2em;
  font-weight: 700;
}

.changes .old {
  background: var(--delete-back);
}

.changes .new {
  background: var(--create-back);
}

.changes .old::before {
  content: "\\2212" / "";
  color: var(--delete);
}

.changes .new::before {
  content: "+" / "";
  color: var(--create);
}

mark {
  color: inherit;
  background: var(--create-mark);
  border-radius: 2px;
}

.old mark {
  background: var(--delete-mark);
}

.only-heard {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

@media (max-width: 640px) {
  body {
    padding: 16px 12px 48px;
  }

  .filters {
    align-items: stretch;
  }

  .kinds th,
  .kinds td {
    padding: 6px 4px;
    font-size: 0.85rem;
  }

  .kinds th:first-child {
    min-width: 84px;
    overflow-wrap: anywhere;
  }

  .kinds .column {
    font-size: 0.75rem;
  }

  fieldset {
    display: grid;
    grid-template-columns: 1fr 1fr;
  }

  fieldset,
  #text,
  #kind {
    flex: 1 1 100%;
  }

  .choice {
    flex: 1 1 auto;
    justify-content: center;
    padding: 4px 8px;
  }

  .changes,
  .changes tbody,
  .changes tr,
  .changes th,
  .changes td {
    display: block;
    width: auto;
  }

  .changes th {
    padding-bottom: 2px;
  }

  .changes td {
    border-top: 0;
  }
}

@media print {
  .filters,
  .folding,
  .pages {
    display: none;
  }
}
`;
