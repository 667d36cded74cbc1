import { createHash } from 'node:crypto';
import { canonicalJson } from '../json.ts';
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
function operationJson(operation: Operation): string {
  const { action, kind, id } = operation;
  if (action === 'create') return canonicalJson({ action, kind, id, values: { ...operation.values } });
  const { destinationId } = operation;
  if (action === 'delete') {
    return canonicalJson({ action, kind, id, destinationId, values: { ...operation.values } });
  }
  const changes = Object.fromEntries(
    Object.entries(operation.changes).map(([field, { old, new: wanted }]) => [field, { old, new: wanted }]),
  );
  const { renamedFrom } = operation;
  const renamed = renamedFrom === undefined ? {} : { renamedFrom };
  return canonicalJson({ action, kind, id, destinationId, changes, ...renamed });
}
