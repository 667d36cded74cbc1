import type { PageData } from './data.ts';
import { byId } from './dom.ts';
import { startOperations } from './operations.ts';
import { headline, kindTable, problemList, readingSection } from './overview.ts';

const data: PageData = JSON.parse(byId('data', HTMLScriptElement).textContent ?? '');

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
