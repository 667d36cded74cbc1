import { containedIn, containing } from './derived-peers.ts';
import type { KindModel } from './model.ts';
import type { StoredNode } from './store.ts';
import type { View } from './view.ts';

/** Where a prefix or an address stands among the others. */
export interface Place {
  /** The smallest prefix around it. */
  readonly container: StoredNode | undefined;
  /** The prefixes and addresses of which it is the smallest prefix around them. */
  readonly members: ReadonlySet<StoredNode>;
}

const nowhere: Place = { container: undefined, members: new Set() };

/** @returns no place for other kinds and for an object that is not there */
export function placeOf(view: View, kind: KindModel, node: StoredNode | undefined): Place {
  if (!node || !view.store.nodes.has(node.id)) return nowhere;
  if (kind.inherits.includes('BuiltinIPAddress'))
    return { container: containerOf(view, node), members: nowhere.members };
  if (!kind.inherits.includes('BuiltinIPPrefix')) return nowhere;
  return { container: containerOf(view, node), members: new Set(containedIn(view, node)) };
}

function containerOf(view: View, node: StoredNode): StoredNode | undefined {
  const isAddress = node.attributes.has('address');
  return containing(view, node, isAddress ? 'address' : 'prefix', isAddress ? 0 : 1)[0];
}

/**
 * The objects whose relations to prefixes differ between two places of one object. Infrahub moves the stamps of both ends
 * of each such relation when it works them out again, within the write that causes it (measured on 1.11.9).
 */
export function disturbed(view: View, before: Place, after: Place): StoredNode[] {
  const members = [
    ...[...before.members].filter((one) => !after.members.has(one)),
    ...[...after.members].filter((one) => !before.members.has(one)),
  ];
  if (members.length === 0 && before.container === after.container) return [];
  // Of two equal prefixes the one that stays takes over what the other one held.
  const heirs = members.map((one) => containerOf(view, one));
  const containers = [before.container, after.container, ...heirs].filter((one) => one !== undefined);
  return [...members, ...containers];
}
