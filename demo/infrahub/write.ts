import { type Changes, draftOf, planChanges } from './changes.ts';
import {
  constraint,
  fieldErrors,
  type InfrahubError,
  invalidType,
  nodeNotFound,
  undefinedError,
} from './errors.ts';
import type { InputData } from './inputs.ts';
import { inverseOf, type KindModel, kindModel } from './model.ts';
import { disturbed, type Place, placeOf } from './prefix-stamps.ts';
import { addEdge, addNode, type Edge, endEdge, markDeleted, type StoredNode, setAttribute } from './store.ts';
import type { Stamp } from './time.ts';
import { decisive, type Violation, violations } from './uniqueness.ts';
import { findByHfid, nodesByPath, type View } from './view.ts';

/** Who writes where and when. Every write of one context bears the same stamp. */
export interface Writer {
  readonly view: View;
  readonly account: string;
  readonly now: Stamp;
  newId(): string;
  /** What happens with the id of a source or owner that does not exist: 1.11 forgets it, 1.4 fails. */
  readonly unknownLineage: 'ignore' | 'error';
  /**
   * Whether what a relationship lost moves stamps. Not on a branch of 1.11.9, which works a stamp out from what there is now: there
   * it may even go back.
   */
  readonly stampsLosses: boolean;
  happened(action: 'created' | 'updated' | 'deleted', node: StoredNode): void;
}

/** What a write ends with when it would break a uniqueness constraint; an upsert looks into `violation`. */
interface Conflict {
  readonly violation: Violation;
  readonly error: InfrahubError;
}

/** Creates an object. @throws InfrahubError when a field is missing or wrong, or a uniqueness constraint is in the way */
export function createNode(writer: Writer, kind: KindModel, data: InputData): StoredNode {
  const outcome = tryCreate(writer, kind, data);
  if ('error' in outcome) throw outcome.error;
  return outcome;
}

/** Changes the fields that `data` names. @throws InfrahubError as `createNode`; nothing is changed then */
export function updateNode(
  writer: Writer,
  node: StoredNode,
  data: InputData,
  check: 'check' | 'trust' = 'check',
): void {
  const kind = kindModel(writer.view.model, node.kind);
  const changes = planChanges(writer, kind, node, data);
  const conflict =
    check === 'check'
      ? conflictOf(writer, kind, node.id, changes, node, new Set(Object.keys(data)))
      : undefined;
  if (conflict) throw conflict.error;
  const before = placeOf(writer.view, kind, node);
  apply(writer, node, changes, 'update');
  touchDisturbed(writer, before, placeOf(writer.view, kind, node), node);
  if (changes.any) writer.happened('updated', node);
}

/** Finds the object by id, default filter, human-friendly id or the violated constraint of one, and changes it; else creates it. */
export function upsertNode(writer: Writer, kind: KindModel, data: InputData): StoredNode {
  const known = knownNode(writer, kind, data);
  if (known) {
    updateNode(writer, known, data);
    return known;
  }
  const { hfid: _, ...rest } = data;
  const outcome = tryCreate(writer, kind, rest);
  if (!('error' in outcome)) return outcome;
  const [target, ...others] = outcome.violation.nodes;
  if (outcome.violation.type !== 'hfid' || !target) throw outcome.error;
  if (others.length > 0) throw undefinedError(`Multiple ${kind.kind} nodes have the same hfid`);
  if (target.kind !== kind.kind)
    throw nodeNotFound(
      kind.kind,
      target.id,
      `Node with id ${target.id} exists, but it is a ${target.kind}, not ${kind.kind}`,
    );
  updateNode(writer, target, rest, 'trust');
  return target;
}

/** Deletes an object and what it cascades to. @throws InfrahubError when another object needs it */
export function deleteNode(writer: Writer, node: StoredNode): StoredNode[] {
  const doomed = new Map<string, StoredNode>();
  gather(writer, node, doomed);
  for (const one of doomed.values()) {
    const kind = kindModel(writer.view.model, one.kind);
    const before = placeOf(writer.view, kind, one);
    for (const [key, peers] of one.edges)
      for (const peer of [...peers.keys()]) detach(writer, one, key, peer);
    markDeleted(writer.view.store, one, writer.now);
    touchDisturbed(writer, before, placeOf(writer.view, kind, one), undefined);
    writer.happened('deleted', one);
  }
  return [...doomed.values()];
}

/** Finds what a mutation means by `id` or `hfid`. @throws InfrahubError when it names nothing, or nothing that exists */
export function findNode(view: View, kind: KindModel, data: InputData): StoredNode {
  if (typeof data.id === 'string') {
    const node = view.store.nodes.get(data.id);
    if (node && kind.concrete.includes(node.kind)) return node;
    throw nodeNotFound(kind.kind, data.id);
  }
  if (!Array.isArray(data.hfid)) throw undefinedError('either id or hfid must be provided.', 400);
  const hfid = data.hfid.map(String);
  const [node] = findByHfid(view, kind, hfid);
  if (!node) throw nodeNotFound(kind.kind, hfid.join(' :: '));
  return node;
}

function tryCreate(writer: Writer, kind: KindModel, data: InputData): StoredNode | Conflict {
  const id = typeof data.id === 'string' ? data.id : writer.newId();
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id))
    throw fieldErrors([invalidType(kind.kind, 'id', 'UUID', id)]);
  // Measured on 1.11.9: also when its object is deleted, or on another branch.
  if (writer.view.store.usedIds.has(id))
    throw fieldErrors([constraint(kind.kind, 'id', `${id} is already in use`)]);
  const changes = planChanges(writer, kind, undefined, data);
  const conflict = conflictOf(writer, kind, undefined, changes, undefined, undefined);
  if (conflict) return conflict;
  const node: StoredNode = {
    id,
    kind: kind.kind,
    createdAt: writer.now,
    createdBy: writer.account,
    updatedAt: writer.now,
    updatedBy: writer.account,
    deletedAt: undefined,
    attributes: new Map(),
    edges: new Map(),
    endedEdges: [],
  };
  const before = placeOf(writer.view, kind, node);
  addNode(writer.view.store, node);
  apply(writer, node, changes, 'create');
  touchDisturbed(writer, before, placeOf(writer.view, kind, node), node);
  writer.happened('created', node);
  return node;
}

function knownNode(writer: Writer, kind: KindModel, data: InputData): StoredNode | undefined {
  if (typeof data.id === 'string') return findNode(writer.view, kind, { id: data.id });
  if (Array.isArray(data.hfid)) return findByHfid(writer.view, kind, data.hfid.map(String))[0];
  const filter = kind.schema.default_filter;
  if (kind.schema.human_friendly_id || !filter) return undefined;
  const given = data[filter.split('__')[0] ?? ''];
  const value = given && typeof given === 'object' && 'value' in given ? given.value : undefined;
  if (value === undefined || value === null) return undefined;
  // The value is compared as it was given: an address without its /32 is not found, and becomes a second object.
  const found = nodesByPath(writer.view, kind, filter, String(value));
  if (found.length > 1) {
    const message = `Unable to find node '${String(value)}', ${found.length} nodes returned, expected 1`;
    throw nodeNotFound(kind.kind, String(value), message);
  }
  return found[0];
}

function conflictOf(
  writer: Writer,
  kind: KindModel,
  id: string | undefined,
  changes: Changes,
  node: StoredNode | undefined,
  fields: ReadonlySet<string> | undefined,
): Conflict | undefined {
  const violation = decisive(violations(writer.view, draftOf(writer.view, kind, id, changes, node), fields));
  if (!violation) return undefined;
  const error = undefinedError(`Violates uniqueness constraint '${violation.fields.join('-')}'`, 422);
  return { violation, error };
}

/** Moves the stamps of what a write moved among the prefixes, and of the written object. */
function touchDisturbed(writer: Writer, before: Place, after: Place, node: StoredNode | undefined): void {
  const moved = disturbed(writer.view, before, after);
  for (const one of moved) touch(writer, writer.view.store.nodes.get(one.id));
  if (moved.length > 0) touch(writer, node);
}

/**
 * Carries out what was planned. A relationship that a change alters moves the stamps of both ends; one that a new object brings
 * along moves no peer's (both measured on 1.11.9).
 */
function apply(writer: Writer, node: StoredNode, changes: Changes, action: 'create' | 'update'): void {
  const { store } = writer.view;
  for (const [name, version] of changes.attributes) {
    setAttribute(store, node, name, version);
    if (version.value !== version.previous?.value) touchLabelReaders(writer, node, name);
  }
  for (const { relationship, removed, added, altered } of changes.relationships) {
    const lost = writer.stampsLosses ? removed : [];
    const touched = [...lost, ...added.map((one) => one.peer.id), ...altered.map((one) => one.peerId)];
    for (const peer of removed)
      endEdge(store, node, relationship.key, relationship.inverseKey, peer, writer.now);
    for (const { peer, properties } of added) {
      const edge: Edge = {
        ends: [node.id, peer.id],
        start: writer.now,
        end: undefined,
        properties,
      };
      addEdge(store, edge, relationship.key, relationship.inverseKey);
    }
    for (const { edge, properties } of altered) edge.properties = properties;
    if (action === 'update' && relationship.schema.direction === 'bidirectional')
      for (const id of touched) touch(writer, store.nodes.get(id));
  }
  if (changes.any && (writer.stampsLosses || !onlyLosses(changes))) touch(writer, node);
}

function onlyLosses({ attributes, relationships }: Changes): boolean {
  return (
    attributes.size === 0 && relationships.every(({ added, altered }) => added.length + altered.length === 0)
  );
}

/** Objects that are called after the one whose attribute changed are labelled anew. */
function touchLabelReaders(writer: Writer, node: StoredNode, attribute: string): void {
  const { model, store } = writer.view;
  for (const { kind, inverseKey } of model.labelReaders.get(`${node.kind}.${attribute}`) ?? []) {
    for (const id of node.edges.get(inverseKey)?.keys() ?? []) {
      const reader = store.nodes.get(id);
      if (reader?.kind === kind) touch(writer, reader);
    }
  }
}

function touch(writer: Writer, node: StoredNode | undefined): void {
  if (!node) return;
  writer.view.store.version += 1;
  node.updatedAt = writer.now;
  node.updatedBy = writer.account;
}

/** Ends a relationship of an object that is deleted: that moves the peer's stamp, also over a one-way relationship. */
function detach(writer: Writer, node: StoredNode, key: string, peer: string): void {
  endEdge(writer.view.store, node, key, inverseOf(key), peer, writer.now);
  touch(writer, writer.view.store.nodes.get(peer));
}

function gather(writer: Writer, node: StoredNode, doomed: Map<string, StoredNode>): void {
  const { model, store } = writer.view;
  if (doomed.has(node.id)) return;
  doomed.set(node.id, node);
  for (const [key, peers] of node.edges) {
    const cascades = kindModel(model, node.kind).relationshipsByKey.get(key)?.schema.on_delete === 'cascade';
    for (const id of peers.keys()) {
      const peer = store.nodes.get(id);
      const needs = peer && kindModel(model, peer.kind).relationshipsByKey.get(inverseOf(key))?.schema;
      if (!peer || doomed.has(id)) continue;
      if (cascades) gather(writer, peer, doomed);
      else if (needs?.cardinality === 'one' && !needs.optional) throw neededBy(node, peer, needs.name);
    }
  }
}

function neededBy(node: StoredNode, peer: StoredNode, relationship: string): InfrahubError {
  const reason = `Cannot delete ${node.kind} '${node.id}'. It is linked to mandatory relationship ${relationship} on node ${peer.kind} '${peer.id}'`;
  return fieldErrors([constraint(node.kind, `${peer.kind}.${relationship}`, reason)]);
}
