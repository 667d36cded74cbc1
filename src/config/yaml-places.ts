import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Pair, type YAMLMap } from 'yaml';
import type { SourceLocation } from '../errors.ts';

/** A key as text; the key of a merge is `<<`. */
export function keyOf(pair: Pair): string {
  if (!isScalar(pair.key)) return String(pair.key);
  const { value } = pair.key;
  return typeof value === 'symbol' ? (value.description ?? '') : String(value ?? '');
}

export function offsetOfKey(pair: Pair): number | undefined {
  return isNode(pair.key) ? pair.key.range?.[0] : undefined;
}

/** Finds values by path in a parsed document: through aliases and merge keys to where they are written. */
export class Places {
  readonly #document: Document.Parsed;
  readonly #at: (offset: number) => SourceLocation;

  constructor(document: Document.Parsed, at: (offset: number) => SourceLocation) {
    this.#document = document;
    this.#at = at;
  }

  locate(path: readonly (string | number)[]): SourceLocation {
    return this.#at(this.#walk(path).value);
  }

  locateKey(path: readonly (string | number)[]): SourceLocation {
    return this.#at(this.#walk(path).key);
  }

  #walk(path: readonly (string | number)[]): { key: number; value: number } {
    let node: unknown = this.#document.contents;
    const start = isNode(node) ? (node.range?.[0] ?? 0) : 0;
    let place = { key: start, value: start };
    for (const segment of path) {
      const step = this.#step(isAlias(node) ? node.resolve(this.#document) : node, segment);
      if (step === undefined) return place;
      node = step.node;
      const written = isScalar(node) || isAlias(node) ? node.range : undefined;
      const isThere = written !== undefined && written !== null && written[1] > written[0];
      place = { key: step.offset, value: isThere ? written[0] : step.offset };
    }
    return place;
  }

  #step(node: unknown, segment: string | number): { node: unknown; offset: number } | undefined {
    if (isSeq(node) && typeof segment === 'number') {
      const item = node.items[segment];
      const offset = isNode(item) ? item.range?.[0] : undefined;
      return offset === undefined ? undefined : { node: item, offset };
    }
    return isMap(node) ? this.#member(node, String(segment)) : undefined;
  }

  #member(map: YAMLMap, name: string): { node: unknown; offset: number } | undefined {
    const pair = map.items.find((item) => keyOf(item) === name);
    const offset = pair === undefined ? undefined : offsetOfKey(pair);
    if (pair !== undefined && offset !== undefined) return { node: pair.value, offset };
    for (const merged of map.items.filter((item) => keyOf(item) === '<<')) {
      const sources = isSeq(merged.value) ? merged.value.items : [merged.value];
      for (const source of sources) {
        const target = isAlias(source) ? source.resolve(this.#document) : source;
        const found = isMap(target) ? this.#member(target, name) : undefined;
        if (found !== undefined) return found;
      }
    }
    return undefined;
  }
}
