import type { Model } from './model.ts';
import type { Store, StoredNode } from './store.ts';
import type { Stamp } from './time.ts';
import type { View } from './view.ts';
import type { Writer } from './write.ts';

export type InfrahubVersion = '1.11.9' | '1.4.13';

/** A branch with its own objects. */
export interface Branch {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly isDefault: boolean;
  readonly syncWithGit: boolean;
  readonly createdAt: Stamp;
  status: 'OPEN' | 'MERGED';
  readonly store: Store;
}

/** What the server remembers of a write. */
export interface NodeEvent {
  readonly action: 'created' | 'updated' | 'deleted';
  readonly id: string;
  readonly branch: string;
  readonly occurredAt: Stamp;
  readonly account: string;
  readonly node: { readonly id: string; readonly kind: string };
}

/** Everything a running server has, whoever asks. */
export interface Instance {
  readonly version: InfrahubVersion;
  readonly deploymentId: string;
  readonly model: Model;
  readonly branches: Map<string, Branch>;
  readonly events: NodeEvent[];
  /** Microseconds after a delete until its event can be read. */
  readonly eventDelay: Stamp;
  /** The account of the token; what is written with it bears its id. */
  readonly adminId: string;
  /** Sorted and filtered lists, kept until their store changes. */
  readonly lists: Map<string, { readonly version: number; readonly nodes: readonly StoredNode[] }>;
  now(): Stamp;
  newId(): string;
}

/** One GraphQL request. */
export interface RequestContext {
  readonly instance: Instance;
  readonly branch: Branch;
  readonly view: View;
  readonly account: string;
}

/** A writer with a stamp of its own. */
export function writerFor(instance: Instance, branch: Branch, account: string): Writer {
  const now = instance.now();
  return {
    view: { model: instance.model, store: branch.store, at: undefined },
    account,
    now,
    newId: () => instance.newId(),
    unknownLineage: instance.version === '1.11.9' ? 'ignore' : 'error',
    stampsLosses: branch.isDefault,
    happened(action, node) {
      instance.events.push({
        action,
        id: instance.newId(),
        branch: branch.name,
        occurredAt: now,
        account,
        node: { id: node.id, kind: node.kind },
      });
    },
  };
}
