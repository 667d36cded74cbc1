import { type KindModel, kindModel } from './model.ts';
import type { AttributeValue } from './schema-types.ts';
import { nodesWithValue, type StoredNode } from './store.ts';
import { attributeOf, nodesOf, type View } from './view.ts';

/** What a new or changed object would have; answers undefined for what stays as it is stored. */
export interface Draft {
  readonly kind: KindModel;
  readonly id: string | undefined;
  attribute(name: string): AttributeValue | undefined;
  /** The id of the one peer. */
  peer(relationship: string): string | undefined;
}

/** A constraint that a draft would break, and the objects in its way. */
export interface Violation {
  readonly type: 'hfid' | 'subset-of-hfid' | 'standard';
  readonly fields: readonly string[];
  readonly nodes: readonly StoredNode[];
}

/**
 * Which uniqueness constraints a draft breaks. A generic's constraint holds across all kinds that use it, as Infrahub has it:
 * a manufacturer cannot have the name of a tenant when both inherit a unique name.
 * @param fields what a change names; only constraints that it touches are looked at. Undefined looks at all.
 */
export function violations(view: View, draft: Draft, fields: ReadonlySet<string> | undefined): Violation[] {
  return schemasToCheck(view, draft.kind).flatMap((kind) =>
    (kind.schema.uniqueness_constraints ?? []).flatMap((constraint) => {
      const names = constraint.map(firstOf);
      if (fields && !names.some((name) => fields.has(name))) return [];
      const nodes = conflicting(view, kind, names, draft);
      return nodes.length > 0 ? [{ type: typeOf(kind, names), fields: names, nodes }] : [];
    }),
  );
}

/** The violation that a write ends with; an upsert may go on with the object of a violated human-friendly id. */
export function decisive(found: readonly Violation[]): Violation | undefined {
  const hfid = found.find((violation) => violation.type === 'hfid');
  const target = hfid?.nodes[0];
  const blocking = found.find((violation) => {
    if (violation.type === 'hfid') return false;
    if (!hfid) return true;
    if (violation.type === 'subset-of-hfid') return false;
    return violation.nodes.length !== 1 || violation.nodes[0] !== target;
  });
  return blocking ?? hfid;
}

function schemasToCheck(view: View, kind: KindModel): KindModel[] {
  const parents = kind.inherits
    .map((name) => kindModel(view.model, name))
    .filter((parent) => (parent.schema.uniqueness_constraints ?? []).length > 0);
  const own = (kind.schema.uniqueness_constraints ?? []).map(keyOf);
  const covered = parents.some((parent) => {
    const theirs = new Set((parent.schema.uniqueness_constraints ?? []).map(keyOf));
    return own.every((key) => theirs.has(key));
  });
  return covered ? parents : [...parents, kind];
}

function conflicting(view: View, kind: KindModel, names: readonly string[], draft: Draft): StoredNode[] {
  const wanted = names.map((name) => {
    const relationship = kind.relationships.get(name);
    return { name, relationship, value: relationship ? draft.peer(name) : draft.attribute(name) };
  });
  if (wanted.some(({ value }) => value === undefined || value === null)) return [];
  const bound = wanted.find(({ relationship }) => relationship);
  const [first] = wanted;
  const pool = bound?.relationship
    ? [
        ...(view.store.nodes.get(String(bound.value))?.edges.get(bound.relationship.inverseKey)?.keys() ??
          []),
      ].flatMap((id) => view.store.nodes.get(id) ?? [])
    : first
      ? kind.concrete.flatMap((one) => [...nodesWithValue(view.store, one, first.name, first.value ?? null)])
      : nodesOf(view, kind);
  return pool.filter(
    (node) =>
      node.id !== draft.id &&
      kind.concrete.includes(node.kind) &&
      wanted.every(({ name, relationship, value }) =>
        relationship
          ? node.edges.get(relationship.key)?.has(String(value)) === true
          : attributeOf(view, node, name)?.value === value,
      ),
  );
}

function typeOf(kind: KindModel, names: readonly string[]): Violation['type'] {
  const hfid = new Set((kind.schema.human_friendly_id ?? []).map(firstOf));
  if (!names.every((name) => hfid.has(name))) return 'standard';
  return names.length === hfid.size ? 'hfid' : 'subset-of-hfid';
}

function firstOf(path: string): string {
  return path.split('__')[0] ?? path;
}

function keyOf(constraint: readonly string[]): string {
  return [...constraint].sort().join('+');
}
