import { TO_JSON } from './filter-tojson.ts';
import { MAP_FILTERS } from './filters-map.ts';
import { NUMBER_FILTERS } from './filters-number.ts';
import { SEQUENCE_FILTERS } from './filters-sequence.ts';
import { TEXT_FILTERS } from './filters-text.ts';
import type { Filter } from './runtime.ts';

export { TESTS } from './tests.ts';

/** jinja2's own filters, by name. */
export const FILTERS: ReadonlyMap<string, Filter> = new Map([
  ...TEXT_FILTERS,
  ...NUMBER_FILTERS,
  ...SEQUENCE_FILTERS,
  ...MAP_FILTERS,
  TO_JSON,
]);
