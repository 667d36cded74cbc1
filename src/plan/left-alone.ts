import type { FieldHolding, ObjectHoldings } from '../adapters/contract.ts';
import type { KindDiff, WithheldDelete } from './diff.ts';
import type { AttributeChange, Operation } from './plan.ts';

/** A change that is not made because the destination protects the attribute for somebody else. */
export interface LeftAlone {
  readonly kind: string;
  /** The row's unique id. */
  readonly id: string;
  readonly destinationId: string;
  readonly attribute: string;
  readonly change: AttributeChange;
  /** Whose it is. */
  readonly owner: string;
  /** One sentence. */
  readonly reason: string;
}

/** What is done about objects and attributes that are not this sync's. */
export interface OwnershipRules {
  /** Changes attributes that the destination protects for somebody else. */
  readonly overwriteProtected: boolean;
  /** Deletes only objects of which some field has this sync as its source or owner. */
  readonly deleteOwnedOnly: boolean;
}

/** Says of a kind's operations whose fields have to be asked for, so that the rules can be kept. */
export function objectsToAsk(
  diff: KindDiff,
  rules: OwnershipRules,
): {
  readonly updates: readonly string[];
  readonly deletes: readonly string[];
  readonly changed: readonly string[];
} {
  const updates = diff.operations.filter(({ action }) => action === 'update' && !rules.overwriteProtected);
  const deletes = diff.operations.filter(({ action }) => action === 'delete' && rules.deleteOwnedOnly);
  const changed = new Set(
    updates.flatMap((operation) => (operation.action === 'update' ? Object.keys(operation.changes) : [])),
  );
  return { updates: idsOf(updates), deletes: idsOf(deletes), changed: [...changed] };
}

function idsOf(operations: readonly Operation[]): readonly string[] {
  return operations.flatMap((operation) => ('destinationId' in operation ? [operation.destinationId] : []));
}

/**
 * Takes out of a kind's difference what is not this sync's to change: attributes that are protected for
 * somebody else, and with `deleteOwnedOnly` deletes of objects that show no trace of this sync.
 *
 * @param holdings of the objects that `objectsToAsk` named; one that is not among them is gone by now, and the
 *   write will tell
 */
export function keepToOurOwn(
  diff: KindDiff,
  rules: OwnershipRules,
  holdings: ReadonlyMap<string, ObjectHoldings>,
): KindDiff & { readonly leftAlone: readonly LeftAlone[] } {
  const leftAlone: LeftAlone[] = [];
  const withheld: WithheldDelete[] = [];
  const operations = diff.operations.flatMap((operation): readonly Operation[] => {
    if (operation.action === 'create') return [operation];
    const fields = holdings.get(operation.destinationId)?.fields ?? {};
    if (operation.action === 'update') {
      if (rules.overwriteProtected) return [operation];
      const kept = withoutProtected(operation, fields, leftAlone);
      return kept === undefined ? [] : [kept];
    }
    if (!rules.deleteOwnedOnly || Object.values(fields).some(isOurs)) return [operation];
    const { kind, id, destinationId } = operation;
    const reason =
      'none of its values has this sync as its source or owner, and only such objects are deleted';
    withheld.push({ kind, id, destinationId, reason });
    return [];
  });
  const count = (action: Operation['action']) => operations.filter((one) => one.action === action).length;
  const { counts } = diff;
  return {
    ...diff,
    operations,
    counts: {
      ...counts,
      update: count('update'),
      delete: count('delete'),
      unchanged: counts.unchanged + counts.update - count('update'),
    },
    withheld: [...diff.withheld, ...withheld],
    leftAlone,
  };
}

type Update = Extract<Operation, { action: 'update' }>;

/** The update without what is protected; undefined when nothing is left of it. */
function withoutProtected(
  operation: Update,
  fields: Readonly<Record<string, FieldHolding>>,
  leftAlone: LeftAlone[],
): Update | undefined {
  const { kind, id, destinationId, changes } = operation;
  const kept = Object.entries(changes).filter(([attribute, change]) => {
    const owner = strangerOf(Object.hasOwn(fields, attribute) ? fields[attribute] : undefined);
    if (owner === undefined) return true;
    const reason = `it is protected for ${owner}`;
    leftAlone.push({ kind, id, destinationId, attribute, change, owner, reason });
    return false;
  });
  if (kept.length === 0) return undefined;
  if (kept.length === Object.keys(changes).length) return operation;
  // What is left of a rename may no longer be one.
  const { renamedFrom: _name, ...rest } = operation;
  return { ...rest, changes: Object.fromEntries(kept) };
}

/** Who a field is protected for, if that is somebody else: its owner, or where there is none its source. */
function strangerOf(holding: FieldHolding | undefined): string | undefined {
  const holder = holding?.owner ?? holding?.source;
  return holding?.isProtected && holder?.ours === false ? holder.name : undefined;
}

function isOurs({ source, owner }: FieldHolding): boolean {
  return source?.ours === true || owner?.ours === true;
}
