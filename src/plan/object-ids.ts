import { hash } from 'node:crypto';

/** How many ids in a row an object of one source record may have: each deletion uses one up for good. */
const GENERATIONS = 8;

/** Which record of the source an object at the destination stands for. */
export interface SourceObject {
  /** Names the server whose ids they are, see `SourceAdapter.namespace`. */
  readonly namespace: string;
  /** The destination's kind: a record may become an object of several. */
  readonly kind: string;
  /** The record's endpoint, within which its id is unique. */
  readonly origin: string;
  readonly localId: string;
}

/**
 * The ids that the object of a source record may have at the destination, in the order in which they are used:
 * UUIDs (version 8 of RFC 9562) made of what names the record. So an object says by its own id which record it
 * was made of, whatever became of its name, to everyone who can read both systems.
 */
export function objectIds({ namespace, kind, origin, localId }: SourceObject): Iterable<string> {
  return chain(uuidOf(JSON.stringify([namespace, kind, origin, localId])), GENERATIONS);
}

/** An id and those that come after it when it cannot be had. */
export function laterIds(first: string): readonly string[] {
  return [...chain(first, GENERATIONS)];
}

/** Each id is made of the one before, so that a saved plan needs to keep but one; and only when it is asked for. */
function* chain(first: string, length: number): Generator<string, void, undefined> {
  let id = first;
  for (let made = 1; made < length; made += 1) {
    yield id;
    id = uuidOf(id);
  }
  yield id;
}

function uuidOf(text: string): string {
  const hex = hash('sha256', text, 'hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4] ?? '8';
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
