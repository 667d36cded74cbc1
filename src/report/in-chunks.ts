const CHUNK_LENGTH = 262_144;

/** Joins pieces of text to chunks of some 256 kB: few writes, and never the whole text as one string. */
export function* inChunks(pieces: Iterable<string>): Generator<string, void, undefined> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}
