import type { Store } from './store.ts';

interface At {
  readonly endpoint: string;
  readonly id: number;
}

/** What deleting one object means for the others. */
export interface Deletion {
  /** What goes, in the order in which it goes: what depends on others first. */
  readonly rows: readonly At[];
  /** What forbids it. */
  readonly blockers: readonly At[];
  /** References that have to be taken away from rows that stay. */
  readonly links: readonly Link[];
}

export interface Link extends At {
  readonly field: string;
  readonly how: 'clear' | 'detach' | 'unlist';
  readonly to: At;
}

/** Follows all references to an object as NetBox's models declare them. */
export function collectDeletion(store: Store, endpoint: string, id: number): Deletion {
  const rows: At[] = [];
  const blockers: At[] = [];
  const links: Link[] = [];
  const seen = new Set<string>();

  function visit(to: At): void {
    const key = `${to.endpoint}:${to.id}`;
    if (seen.has(key)) return;
    seen.add(key);
    const { contentType } = store.table(to.endpoint).model;
    for (const { model } of store.tables.values()) {
      for (const field of model.fields) {
        if (field.kind === 'reference' && field.to === to.endpoint) {
          follow(model.endpoint, field.name, field.onDelete, to.id, to);
        }
        if (field.kind === 'many' && field.to === to.endpoint) {
          follow(model.endpoint, field.name, 'unlist', to.id, to);
        }
        if (field.kind === 'generic' && field.to.includes(to.endpoint)) {
          const columns = `${field.name}_type+${field.name}_id`;
          follow(model.endpoint, columns, field.onDelete, `${contentType}:${to.id}`, to);
        }
      }
    }
    rows.push(to);
  }

  function follow(
    from: string,
    field: string,
    how: 'protect' | 'cascade' | 'clear' | 'detach' | 'unlist',
    key: number | string,
    to: At,
  ): void {
    for (const holder of store.referrers(from, field, key)) {
      const at = { endpoint: from, id: holder };
      if (how === 'protect') {
        if (!blockers.some((each) => isSame(each, at))) blockers.push(at);
      } else if (how === 'cascade') visit(at);
      else links.push({ ...at, field, how, to });
    }
  }

  visit({ endpoint, id });
  return { rows, blockers: blockers.filter((each) => !rows.some((row) => isSame(row, each))), links };
}

function isSame(left: At, right: At): boolean {
  return left.endpoint === right.endpoint && left.id === right.id;
}
