import { type Branch, type Instance, writerFor } from './context.ts';
import type { InputData } from './inputs.ts';
import { kindModel } from './model.ts';
import type { AttributeValue } from './schema-types.ts';
import type { StoredNode } from './store.ts';
import { formatStamp } from './time.ts';
import { displayLabel, humanFriendlyId, nodesOf, peersOf, type View } from './view.ts';
import { createNode, deleteNode, updateNode } from './write.ts';

/** An object as a test looks at it. */
export interface NodeSnapshot {
  readonly id: string;
  readonly kind: string;
  readonly hfid: readonly string[] | null;
  readonly displayLabel: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  /** ids of the peers */
  readonly relationships: Readonly<Record<string, readonly string[]>>;
  /** attribute → what is said about it */
  readonly lineage: Readonly<
    Record<string, { isProtected: boolean | null; source: string | null; owner: string | null }>
  >;
}

export interface DataOptions {
  /** main when not given */
  readonly branch?: string;
  /** The id of the account that writes; the agent's when not given, so that it is not the token's. */
  readonly account?: string;
}

/** The objects of an embedded Infrahub behind its API's back: same rules, same stamps, no HTTP. */
export interface InfrahubData {
  list(kind: string, options?: DataOptions): NodeSnapshot[];
  count(kind: string, options?: DataOptions): number;
  create(kind: string, data: InputData, options?: DataOptions): NodeSnapshot;
  update(id: string, data: InputData, options?: DataOptions): NodeSnapshot;
  delete(id: string, options?: DataOptions): void;
}

export function createData(instance: Instance): InfrahubData {
  const agent = (branch: Branch): string =>
    [...(branch.store.kinds.get('CoreAccount') ?? [])].find((node) => node.id !== instance.adminId)?.id ??
    instance.adminId;
  const open = (options: DataOptions = {}) => {
    const branch = instance.branches.get(options.branch ?? 'main');
    if (!branch) throw new Error(`There is no branch ${options.branch}`);
    return {
      branch,
      writer: () => writerFor(instance, branch, options.account ?? agent(branch)),
      view: viewOf(instance, branch),
    };
  };
  const byId = (view: View, id: string): StoredNode => {
    const node = view.store.nodes.get(id);
    if (!node) throw new Error(`There is no object ${id}`);
    return node;
  };
  return {
    list(kind, options) {
      const { view } = open(options);
      return nodesOf(view, kindModel(instance.model, kind)).map((node) => snapshot(view, node));
    },
    count: (kind, options) => nodesOf(open(options).view, kindModel(instance.model, kind)).length,
    create(kind, data, options) {
      const { view, writer } = open(options);
      return snapshot(view, createNode(writer(), kindModel(instance.model, kind), data));
    },
    update(id, data, options) {
      const { view, writer } = open(options);
      updateNode(writer(), byId(view, id), data);
      return snapshot(view, byId(view, id));
    },
    delete(id, options) {
      const { view, writer } = open(options);
      deleteNode(writer(), byId(view, id));
    },
  };
}

function viewOf(instance: Instance, branch: Branch): View {
  return { model: instance.model, store: branch.store, at: undefined };
}

function snapshot(view: View, node: StoredNode): NodeSnapshot {
  const kind = kindModel(view.model, node.kind);
  return {
    id: node.id,
    kind: node.kind,
    hfid: humanFriendlyId(view, node),
    displayLabel: displayLabel(view, node),
    createdAt: formatStamp(node.createdAt),
    updatedAt: formatStamp(node.updatedAt),
    updatedBy: node.updatedBy,
    attributes: Object.fromEntries([...node.attributes].map(([name, version]) => [name, version.value])),
    relationships: Object.fromEntries(
      [...kind.relationships].map(([name, one]) => [
        name,
        peersOf(view, node, one).map((peer) => peer.node.id),
      ]),
    ),
    lineage: Object.fromEntries(
      [...node.attributes].map(([name, { isProtected, source, owner }]) => [
        name,
        { isProtected, source, owner },
      ]),
    ),
  };
}
