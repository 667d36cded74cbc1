import type { JsonObject } from '../../json.ts';
import type { WriteOperation, WriteValue } from '../contract.ts';
import type { Lineage } from './lineage.ts';

/** Operations of one kind and action, sent in one request. */
export interface Batch {
  readonly kind: string;
  readonly action: WriteOperation['action'];
  readonly operations: readonly WriteOperation[];
}

/** The name of an operation's outcome within the answer. */
export function aliasOf(index: number): string {
  return `o${index}`;
}

/** One mutation with an alias for each operation; the same for every batch of that kind, action and size. */
export function mutationText({ kind, action, operations }: Batch): string {
  const { mutation, input } = mutationNames(kind, action);
  const parameters = operations.map((_, index) => `$d${index}: ${input}!`).join(', ');
  // A delete answers only whether it was done.
  const answer = action === 'delete' ? 'ok' : 'ok object { id }';
  const fields = operations.map(
    (_, index) => `${aliasOf(index)}: ${mutation}(data: $d${index}) { ${answer} }`,
  );
  return `mutation (${parameters}) { ${fields.join(' ')} }`;
}

export function mutationVariables({ operations }: Batch, lineage: Lineage): JsonObject {
  return Object.fromEntries(operations.map((operation, index) => [`d${index}`, inputOf(operation, lineage)]));
}

function mutationNames(kind: string, action: WriteOperation['action']): { mutation: string; input: string } {
  switch (action) {
    case 'create':
      return { mutation: `${kind}Create`, input: `${kind}CreateInput` };
    case 'update':
      return { mutation: `${kind}Update`, input: `${kind}UpdateInput` };
    case 'delete':
      return { mutation: `${kind}Delete`, input: 'DeleteInput' };
  }
}

function inputOf(operation: WriteOperation, lineage: Lineage): JsonObject {
  if (operation.action === 'delete') return { id: operation.id };
  const values = Object.entries(operation.values);
  if (operation.action === 'update') {
    return {
      id: operation.id,
      ...Object.fromEntries(values.map(([name, value]) => [name, inputValue(value, lineage)])),
    };
  }
  // A value that is nothing is left out of a new object, as the reference implementation does.
  const given = values.filter(([, value]) => !isNothing(value));
  const [id] = operation.ids ?? [];
  return {
    ...(id === undefined ? {} : { id }),
    ...Object.fromEntries(given.map(([name, value]) => [name, inputValue(value, lineage)])),
  };
}

function isNothing(value: WriteValue): boolean {
  switch (value.type) {
    case 'attribute':
      return value.value === null;
    case 'one':
      return value.peerId === null;
    case 'many':
      return value.peerIds.length === 0;
  }
}

function inputValue(value: WriteValue, lineage: Lineage): JsonObject | JsonObject[] | null {
  switch (value.type) {
    case 'attribute':
      return { value: value.value, ...properties(lineage, '') };
    case 'one':
      // `{id: null}` would be an error: a relationship is cleared by null itself.
      return value.peerId === null ? null : { id: value.peerId, ...properties(lineage, '_relation__') };
    case 'many':
      return value.peerIds.map((id) => ({ id, ...properties(lineage, '_relation__') }));
  }
}

/** What the reference implementation records too, of attributes and of relationships. */
function properties({ source, owner }: Lineage, prefix: string): JsonObject {
  return {
    [`${prefix}is_protected`]: true,
    ...(source === undefined ? {} : { [`${prefix}source`]: source }),
    ...(owner === undefined ? {} : { [`${prefix}owner`]: owner }),
  };
}
