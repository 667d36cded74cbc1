import type { PageData, PageOperation } from './data.ts';

/** By the numbers that operations have. */
export const ACTIONS = ['create', 'update', 'delete'] as const;

/** What a reader wants to see; undefined or empty: everything. */
export interface Filter {
  readonly action: number | undefined;
  readonly kind: number | undefined;
  /** Words that all have to be somewhere in the operation, in whatever case. */
  readonly text: string;
  readonly onlyProblems: boolean;
}

export const EVERYTHING: Filter = { action: undefined, kind: undefined, text: '', onlyProblems: false };

/** Finds operations. What it searches is put together at the first search for a text and then kept. */
export interface Finder {
  /** Positions in `operations`, in order. */
  find(filter: Filter): readonly number[];
}

export function createFinder(data: Pick<PageData, 'kinds' | 'operations'>): Finder {
  let searched: readonly string[] | undefined;
  const texts = (): readonly string[] => {
    searched ??= data.operations.map((operation) =>
      searchText(operation, data.kinds[operation[1]]?.name ?? ''),
    );
    return searched;
  };
  return {
    find(filter) {
      const words = filter.text
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word !== '');
      const found: number[] = [];
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
  [action, , id, destinationId, changes, problem, renamedFrom, ended]: PageOperation,
  kind: string,
): string {
  const values = changes.map(([attribute, old, present]) => `${attribute} ${old ?? ''} ${present ?? ''}`);
  return [ACTIONS[action], kind, id, destinationId, ...values, problem, renamedFrom, ended]
    .join('\n')
    .toLowerCase();
}
