import type { JsonValue } from '../../src/json.ts';
import { Refusal } from '../refusal.ts';
import { idsOf, type Row, textOf } from './model.ts';
import type { Store } from './store.ts';

interface At {
  readonly endpoint: string;
  readonly id: string;
}

/** What deleting one object means for the others. */
export interface Deletion {
  /** What goes, in the order in which it goes: what depends on others first. */
  readonly rows: readonly At[];
  /** Columns that the database empties, and sets that it takes an id out of. */
  readonly loosened: readonly (At & { readonly field: string; readonly value: JsonValue })[];
}

/**
 * Follows all references to an object as Nautobot's models declare them.
 * @throws {Refusal} 409 when something protects it
 */
export function collectDeletion(store: Store, endpoint: string, id: string): Deletion {
  const rows: At[] = [];
  const blockers: At[] = [];
  const loosened: (At & { field: string; value: JsonValue })[] = [];
  const seen = new Set<string>();

  const visit = (to: At): void => {
    if (seen.has(to.id)) return;
    seen.add(to.id);
    for (const model of store.models.values()) {
      for (const field of model.fields) {
        if (field.kind !== 'reference' && field.kind !== 'set') continue;
        if (field.to !== to.endpoint) continue;
        for (const holder of store.rows(model.endpoint)) follow(model.endpoint, holder, field, to);
      }
    }
    rows.push(to);
  };
  const follow = (
    from: string,
    holder: Row,
    field: { readonly kind: string; readonly name: string; readonly onDelete?: string },
    to: At,
  ): void => {
    const at = { endpoint: from, id: holder.id };
    if (field.kind === 'set') {
      const listed = idsOf(holder, field.name);
      if (!listed.includes(to.id)) return;
      loosened.push({ ...at, field: field.name, value: listed.filter((each) => each !== to.id) });
      return;
    }
    if (holder[field.name] !== to.id) return;
    if (field.onDelete === 'cascade') visit(at);
    else if (field.onDelete === 'protect') blockers.push(at);
    else loosened.push({ ...at, field: field.name, value: null });
  };

  visit({ endpoint, id });
  const standing = blockers.filter((blocker) => !rows.some((row) => row.id === blocker.id));
  if (standing.length > 0) {
    const named = standing.map((each) => textOf(store.get(each.endpoint, each.id), 'name') || each.id);
    throw new Refusal(409, {
      detail: `Unable to delete object. ${standing.length} dependent objects were found: ${named.join(', ')}`,
    });
  }
  return { rows, loosened };
}
