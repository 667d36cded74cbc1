import type {
  AttributeSchema,
  DestinationSchema,
  KindSchema,
  RelationshipSchema,
} from '../mapping/kind-schema.ts';
import { toAttributeValue } from '../mapping/value-types.ts';
import type { ConfigIssue } from './issue.ts';
import { quotedList, suggestion } from './nearest.ts';
import type { FieldMapping, Sync } from './sync.ts';

/** What a field is held against. */
export interface FieldContext {
  readonly kind: KindSchema;
  readonly schema: DestinationSchema;
  /** Kinds that the configuration maps. */
  readonly mapped: ReadonlySet<string>;
  readonly sync: Sync;
}

type Finding = Omit<ConfigIssue, 'location'> & { readonly key: string };

/** Holds one field against its kind's attributes and relationships. */
export function checkSchemaField(
  field: FieldMapping,
  path: readonly (string | number)[],
  context: FieldContext,
): ConfigIssue[] {
  if (field.type === 'documentation') return [];
  return findings(field, context).map(({ key, ...finding }) => ({
    ...finding,
    location: context.sync.locate([...path, key]),
  }));
}

function findings(field: Exclude<FieldMapping, { type: 'documentation' }>, context: FieldContext): Finding[] {
  const { kind } = context;
  const attribute = kind.attributes.get(field.name);
  if (attribute !== undefined) return checkAttribute(field, attribute, kind);
  const relationship = kind.relationships.get(field.name);
  if (relationship !== undefined) return checkRelationship(field, relationship, context);
  const names = [...kind.attributes.keys(), ...kind.relationships.keys()];
  const hint = suggestion(field.name, names, `It has the attributes ${quotedList(kind.attributes.keys())}.`);
  return [error('name', `"${kind.kind}" has no attribute or relationship "${field.name}"`, hint)];
}

function checkAttribute(
  field: Exclude<FieldMapping, { type: 'documentation' }>,
  attribute: AttributeSchema,
  kind: KindSchema,
): Finding[] {
  const name = `the attribute "${attribute.name}" of "${kind.kind}"`;
  const found: Finding[] = [];
  if (attribute.readOnly) {
    found.push(
      error('name', `${name} is read-only`, 'The destination fills it by itself: remove the field.'),
    );
  }
  if ('reference' in field && field.reference !== undefined) {
    const message = `${name} is a value, not a relationship: it cannot have a reference`;
    found.push(
      error('reference', message, 'Remove "reference", and map the value itself, such as role.name.'),
    );
    return found;
  }
  if (field.type !== 'static') return found;
  const typed = toAttributeValue(attribute, field.value);
  if (typed.status !== 'invalid') return found;
  const message = `${name} cannot be ${JSON.stringify(field.value)}`;
  return [...found, error('static', message, `It must be ${typed.expected}.`)];
}

function checkRelationship(
  field: Exclude<FieldMapping, { type: 'documentation' }>,
  relationship: RelationshipSchema,
  context: FieldContext,
): Finding[] {
  const name = `the relationship "${relationship.name}" of "${context.kind.kind}"`;
  if (relationship.kind === 'Component') {
    const message = `${name} is of kind Component: mapping it has no effect`;
    const hint = `Map the relationship of "${relationship.peer}" that leads back here instead.`;
    return [{ severity: 'warning', key: 'name', message, hint }];
  }
  const found: Finding[] = [];
  if (relationship.readOnly) {
    found.push(
      error('name', `${name} is read-only`, 'The destination fills it by itself: remove the field.'),
    );
  }
  if (field.type === 'static' && !isPeerValue(field.value, relationship)) {
    const wanted =
      relationship.cardinality === 'many' ? 'a list of unique ids' : 'the unique id of one object';
    const message = `${name} cannot be ${JSON.stringify(field.value)}`;
    found.push(error('static', message, `It must be ${wanted}, as text.`));
  }
  const reference = 'reference' in field ? field.reference : undefined;
  return reference === undefined ? found : [...found, ...checkPeer(reference, relationship, name, context)];
}

function isPeerValue(value: unknown, relationship: RelationshipSchema): boolean {
  if (typeof value === 'string') return true;
  if (relationship.cardinality === 'one') return false;
  return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}

/** The reference is the relationship's peer, or either of the two is a generic of the other. */
function checkPeer(
  reference: string,
  relationship: RelationshipSchema,
  name: string,
  { schema, mapped }: FieldContext,
): Finding[] {
  const { peer } = relationship;
  const referenced = schema.kinds.get(reference);
  if (referenced === undefined) {
    const hint = suggestion(reference, schema.kinds.keys(), `${name} leads to "${peer}".`);
    return [error('reference', `the destination's schema has no kind "${reference}"`, hint)];
  }
  const usedByPeer = schema.kinds.get(peer)?.usedBy ?? [];
  if (reference !== peer && !usedByPeer.includes(reference) && !referenced.usedBy.includes(peer)) {
    const choices = usedByPeer.filter((kind) => mapped.has(kind));
    const right = choices.length === 0 ? `"${peer}"` : `"${peer}" or ${quotedList(choices)}`;
    return [error('reference', `${name} leads to "${peer}", not to "${reference}"`, `Refer to ${right}.`)];
  }
  const targets = [reference, ...referenced.usedBy];
  if (targets.some((kind) => mapped.has(kind))) return [];
  const message = `no entry maps "${reference}": its objects must exist at the destination beforehand`;
  const hint = `Map "${reference}" too, unless its objects come from elsewhere.`;
  return [{ severity: 'warning', key: 'reference', message, hint }];
}

function error(key: string, message: string, hint: string): Finding {
  return { severity: 'error', key, message, hint };
}
