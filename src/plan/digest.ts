import { createHash } from 'node:crypto';
import { canonicalJson, createKeyOrder, type JsonValue } from '../json.ts';
import type { Operation } from './plan.ts';

/** Texts are handed to the hash in pieces of about this many characters. */
const pieceSize = 1 << 16;

/**
 * SHA-256 in hexadecimal over the plan's operations in their order, as canonical JSON: action, kind, unique
 * id, the object's id at the destination (a create has none), values or changes. No run id, no time, no
 * address: the same two states give the same digest on every machine. The id that a new object is to have is
 * made of the source's address, so it is not in it; that an update is a rename is.
 */
export function planDigest(operations: Iterable<Operation>): string {
  const hash = createHash('sha256');
  const operationJson = createOperationJson();
  let piece = '[';
  let separator = '';
  for (const operation of operations) {
    piece += separator + operationJson(operation);
    separator = ',';
    if (piece.length < pieceSize) continue;
    hash.update(piece);
    piece = '';
  }
  return hash.update(`${piece}]`).digest('hex');
}

/** Only what an operation is, whatever else an object of that shape may carry. */
function createOperationJson(): (operation: Operation) => string {
  const keysOf = createKeyOrder();
  const valuesJson = (values: Readonly<Record<string, JsonValue>>): string => {
    let text = '';
    for (const { name, label } of keysOf(values)) {
      text += `${text === '' ? '' : ','}${label}${canonicalJson(values[name] ?? null)}`;
    }
    return `{${text}}`;
  };
  return (operation) => {
    const { kind, id } = operation;
    // Creates and deletes are many: their members are written in the order of their names, as canonical JSON has it.
    switch (operation.action) {
      case 'create':
        return `{"action":"create","id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},"values":${valuesJson(operation.values)}}`;
      case 'delete': {
        const destinationId = JSON.stringify(operation.destinationId);
        return `{"action":"delete","destinationId":${destinationId},"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},"values":${valuesJson(operation.values)}}`;
      }
      case 'update':
        return updateJson(operation);
    }
  };
}

function updateJson(operation: Extract<Operation, { action: 'update' }>): string {
  const { action, kind, id, destinationId, renamedFrom } = operation;
  const changes = Object.fromEntries(
    Object.entries(operation.changes).map(([field, { old, new: wanted }]) => [field, { old, new: wanted }]),
  );
  const renamed = renamedFrom === undefined ? {} : { renamedFrom };
  return canonicalJson({ action, kind, id, destinationId, changes, ...renamed });
}
