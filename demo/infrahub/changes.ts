import {
  constraint,
  type FieldError,
  fieldErrors,
  nodeNotFound,
  requiredField,
  undefinedError,
} from './errors.ts';
import type { AttributeInput, FieldInput, InputData, RelatedInput } from './inputs.ts';
import { derivedAttributes, ipNamespaceRelationship } from './ipam.ts';
import { type KindModel, kindModel, type RelationshipModel } from './model.ts';
import { normalise } from './normalise.ts';
import type { AttributeSchema, AttributeValue } from './schema-types.ts';
import type { AttributeVersion, Edge, EdgeVersion, Lineage, StoredNode } from './store.ts';
import type { Draft } from './uniqueness.ts';
import { findByHfid, nodesByPath, type View } from './view.ts';
import type { Writer } from './write.ts';

/** What a write does to one relationship of an object. */
export interface RelationshipChange {
  readonly relationship: RelationshipModel;
  /** ids of the peers that go */
  readonly removed: readonly string[];
  readonly added: readonly { readonly peer: StoredNode; readonly properties: EdgeVersion }[];
  readonly altered: readonly {
    readonly peerId: string;
    readonly edge: Edge;
    readonly properties: EdgeVersion;
  }[];
}

/** What a write does to an object, checked but for uniqueness. */
export interface Changes {
  readonly attributes: ReadonlyMap<string, AttributeVersion>;
  readonly relationships: readonly RelationshipChange[];
  readonly any: boolean;
}

/**
 * Works out what a write changes, without changing anything.
 * @param node the object; undefined for one to be created, which then gets all its attributes
 * @throws InfrahubError for what is missing, wrong, or names an object that does not exist
 */
export function planChanges(
  writer: Writer,
  kind: KindModel,
  node: StoredNode | undefined,
  data: InputData,
): Changes {
  if (!node) requireFields(kind, data);
  const errors: FieldError[] = [];
  const attributes = new Map<string, AttributeVersion>();
  for (const schema of kind.attributes.values()) {
    const version = plannedAttribute(
      writer,
      kind,
      schema,
      node?.attributes.get(schema.name),
      data[schema.name],
      errors,
    );
    if (version) attributes.set(schema.name, version);
  }
  if (errors.length > 0) throw fieldErrors(errors);
  if (!node) labelByName(writer, attributes);
  for (const [name, value] of derivedAttributes(kind, attributes)) {
    const schema = kind.attributes.get(name);
    if (schema)
      attributes.set(name, versionOf(writer, schema, node?.attributes.get(name), value, false, plain));
  }
  const relationships = [...kind.relationships.values()].flatMap((relationship) => {
    const input = data[relationship.schema.name] ?? defaultPeer(writer.view, relationship, node, data);
    return input === undefined ? [] : (plannedRelationship(writer, kind, relationship, node, input) ?? []);
  });
  return { attributes, relationships, any: attributes.size > 0 || relationships.length > 0 };
}

/** The object as it would be after the changes, for the check of uniqueness. */
export function draftOf(
  view: View,
  kind: KindModel,
  id: string | undefined,
  changes: Changes,
  node: StoredNode | undefined,
): Draft {
  return {
    kind,
    id,
    attribute: (name) => (changes.attributes.get(name) ?? node?.attributes.get(name))?.value,
    peer(name) {
      const change = changes.relationships.find((one) => one.relationship.schema.name === name);
      const relationship = kind.relationships.get(name);
      if (change?.added[0]) return change.added[0].peer.id;
      const kept = [...(relationship && node ? (node.edges.get(relationship.key)?.keys() ?? []) : [])];
      return kept.find((peer) => !change?.removed.includes(peer) && view.store.nodes.has(peer));
    },
  };
}

/** An object that has a label and is given none is labelled by its name, as Infrahub does. */
function labelByName(writer: Writer, attributes: Map<string, AttributeVersion>): void {
  const label = attributes.get('label');
  const name = attributes.get('name')?.value;
  if (label?.value !== null || typeof name !== 'string') return;
  const text = name.replaceAll('_', ' ').replace(/[A-Za-z]+/g, titled);
  attributes.set('label', versionOf(writer, label.schema, undefined, text, false, plain));
}

function titled(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

const plain: Lineage = { isProtected: false, source: null, owner: null };

function requireFields(kind: KindModel, data: InputData): void {
  const missingAttributes = [...kind.attributes.values()].filter((schema) => {
    if (schema.optional || schema.read_only || schema.default_value !== null) return false;
    return (attributeInput(data[schema.name])?.value ?? null) === null;
  });
  const missingPeers = [...kind.relationships.values()].filter(
    ({ schema }) => !schema.optional && schema.cardinality === 'one' && (data[schema.name] ?? null) === null,
  );
  const names = [...missingAttributes, ...missingPeers.map(({ schema }) => schema)].map(
    (schema) => schema.name,
  );
  if (names.length > 0) throw fieldErrors(names.map((name) => requiredField(kind.kind, name)));
}

function plannedAttribute(
  writer: Writer,
  kind: KindModel,
  schema: AttributeSchema,
  before: AttributeVersion | undefined,
  field: FieldInput | undefined,
  errors: FieldError[],
): AttributeVersion | undefined {
  const input = attributeInput(field);
  if (!before) return firstVersion(writer, kind, schema, input, errors);
  if (!input) return undefined;
  const lineage = lineageOf(writer, input, before);
  const value = changedValue(kind, schema, before, input, errors);
  const same = value === undefined || sameValue(value, before.value);
  const isDefault = input.is_default === true ? true : same ? before.isDefault : false;
  const unchanged = same && isDefault === before.isDefault && sameLineage(lineage, before);
  return unchanged
    ? undefined
    : versionOf(writer, schema, before, value ?? (same ? before.value : null), isDefault, lineage);
}

function firstVersion(
  writer: Writer,
  kind: KindModel,
  schema: AttributeSchema,
  input: AttributeInput | undefined,
  errors: FieldError[],
): AttributeVersion {
  const given = input?.value ?? null;
  const lineage = lineageOf(writer, input ?? {}, plain);
  if (given === null) {
    const isDefault = input?.value === undefined || schema.default_value !== null;
    return versionOf(writer, schema, undefined, schema.default_value, isDefault, lineage);
  }
  const outcome = normalise(kind.kind, schema, given);
  if ('error' in outcome) errors.push(outcome.error);
  return versionOf(writer, schema, undefined, 'value' in outcome ? outcome.value : null, false, lineage);
}

function changedValue(
  kind: KindModel,
  schema: AttributeSchema,
  before: AttributeVersion,
  input: AttributeInput,
  errors: FieldError[],
): AttributeValue | undefined {
  if (input.is_default === true && input.value === undefined)
    return before.isDefault ? undefined : schema.default_value;
  if (input.value === undefined) return undefined;
  if (input.value === null) {
    if (!schema.optional)
      errors.push(constraint(kind.kind, schema.name, `A value must be provided for ${schema.name}`));
    return null;
  }
  const outcome = normalise(kind.kind, schema, input.value);
  if ('value' in outcome) return outcome.value;
  errors.push(outcome.error);
  return undefined;
}

function versionOf(
  writer: Writer,
  schema: AttributeSchema,
  previous: AttributeVersion | undefined,
  value: AttributeValue,
  isDefault: boolean,
  lineage: Lineage,
): AttributeVersion {
  return { schema, value, isDefault, ...lineage, updatedAt: writer.now, updatedBy: writer.account, previous };
}

function lineageOf(writer: Writer, input: AttributeInput, before: Lineage): Lineage {
  return {
    isProtected: input.is_protected === undefined ? before.isProtected : (input.is_protected ?? false),
    source: input.source === undefined ? before.source : knownId(writer, input.source),
    owner: input.owner === undefined ? before.owner : knownId(writer, input.owner),
  };
}

function knownId(writer: Writer, id: string | null): string | null {
  if (id === null || writer.view.store.nodes.has(id)) return id;
  if (writer.unknownLineage === 'error')
    throw undefinedError("'NoneType' object has no attribute 'get_kind'");
  return null;
}

function sameLineage(one: Lineage, other: Lineage): boolean {
  return one.isProtected === other.isProtected && one.source === other.source && one.owner === other.owner;
}

function sameValue(one: AttributeValue, other: AttributeValue): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
}

/** A prefix or address that names no namespace is put into the default one. */
function defaultPeer(
  view: View,
  relationship: RelationshipModel,
  node: StoredNode | undefined,
  data: InputData,
): FieldInput | undefined {
  if (
    node ||
    data[relationship.schema.name] !== undefined ||
    relationship.schema.name !== ipNamespaceRelationship
  ) {
    return data[relationship.schema.name];
  }
  const [namespace] = nodesByPath(
    view,
    kindModel(view.model, relationship.schema.peer),
    'default__value',
    'true',
  );
  return namespace ? { id: namespace.id } : undefined;
}

function plannedRelationship(
  writer: Writer,
  kind: KindModel,
  relationship: RelationshipModel,
  node: StoredNode | undefined,
  input: FieldInput,
): RelationshipChange | undefined {
  const { schema } = relationship;
  const inputs = relatedInputs(input);
  const wanted = new Map(inputs.map((one) => [peerFor(writer.view, relationship, one), one]));
  const current = node?.edges.get(relationship.key) ?? new Map<string, Edge>();
  const ids = new Set([...wanted.keys()].map((peer) => peer.id));
  const removed = [...current.keys()].filter((id) => !ids.has(id) && writer.view.store.nodes.has(id));
  if (ids.size === 0 && !schema.optional && schema.cardinality === 'one')
    throw fieldErrors([constraint(kind.kind, schema.name, 'Too few relationships, min 1')]);
  const added: RelationshipChange['added'][number][] = [];
  const altered: RelationshipChange['altered'][number][] = [];
  for (const [peer, one] of wanted) {
    const edge = current.get(peer.id);
    const properties = edgeVersion(writer, one, edge?.properties);
    if (!edge) added.push({ peer, properties });
    else if (!sameLineage(properties, edge.properties)) altered.push({ peerId: peer.id, edge, properties });
  }
  if (removed.length + added.length + altered.length === 0) return undefined;
  const change = { relationship, removed, added, altered };
  checkCounts(writer.view, change, node);
  return change;
}

/** Infrahub refuses a change that leaves a peer with too many or too few of the relationship's other end. */
function checkCounts(view: View, change: RelationshipChange, node: StoredNode | undefined): void {
  const { inverseKey, schema } = change.relationship;
  const inverse = (peer: StoredNode) =>
    kindModel(view.model, peer.kind).relationshipsByKey.get(inverseKey)?.schema;
  for (const { peer } of change.added) {
    if (inverse(peer)?.cardinality !== 'one') continue;
    const others = [...(peer.edges.get(inverseKey)?.keys() ?? [])].filter((id) => id !== node?.id);
    if (others.length > 0)
      throw undefinedError(
        `Node ${peer.id} has ${others.length + 1} peers for ${schema.identifier}, maximum of 1 allowed`,
        422,
      );
  }
  for (const id of change.removed) {
    const peer = view.store.nodes.get(id);
    const other = peer && inverse(peer);
    if (peer && other?.cardinality === 'one' && !other.optional)
      throw undefinedError(
        `Node ${peer.id} has 0 peers for ${schema.identifier}, no fewer than 1 allowed`,
        422,
      );
  }
}

function edgeVersion(writer: Writer, input: RelatedInput, previous: EdgeVersion | undefined): EdgeVersion {
  const { _relation__is_protected: isProtected, _relation__source: source, _relation__owner: owner } = input;
  return {
    isProtected: isProtected === undefined ? (previous?.isProtected ?? null) : isProtected,
    source: source === undefined ? (previous?.source ?? null) : knownId(writer, source),
    owner: owner === undefined ? (previous?.owner ?? null) : knownId(writer, owner),
    updatedAt: writer.now,
    updatedBy: writer.account,
    previous,
  };
}

/** Finds a peer by id, default filter or human-friendly id. @throws InfrahubError as Infrahub words it */
function peerFor(view: View, relationship: RelationshipModel, input: RelatedInput): StoredNode {
  const peerKind = kindModel(view.model, relationship.schema.peer);
  if (input.id === null) throw undefinedError("'NoneType' object has no attribute 'get_id'");
  if (input.id !== undefined) {
    const node = view.store.nodes.get(input.id) ?? byDefaultFilter(view, peerKind, input.id);
    if (node && peerKind.concrete.includes(node.kind)) return node;
    throw nodeNotFound(peerKind.kind, input.id);
  }
  if (!input.hfid) throw undefinedError('Relationship has not been initialized yet');
  const kind = (input.kind ? view.model.kinds.get(input.kind) : undefined) ?? peerKind;
  const hfid = input.hfid.map(String);
  const [node] = findByHfid(view, kind, hfid);
  if (!node) throw nodeNotFound(kind.kind, hfid.join(' :: '));
  return node;
}

function byDefaultFilter(view: View, kind: KindModel, value: string): StoredNode | undefined {
  const filter = kind.schema.default_filter;
  return filter ? nodesByPath(view, kind, filter, value)[0] : undefined;
}

function attributeInput(field: FieldInput | undefined): AttributeInput | undefined {
  return field && typeof field === 'object' && !Array.isArray(field) ? (field as AttributeInput) : undefined;
}

function relatedInputs(field: FieldInput): readonly RelatedInput[] {
  if (field === null || typeof field === 'string') return [];
  return (Array.isArray(field) ? field : [field]) as readonly RelatedInput[];
}
