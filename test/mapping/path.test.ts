import { describe, expect, it } from 'vitest';
import { pathReader } from '../../src/mapping/path.ts';

describe('a dotted path', () => {
  const record = JSON.parse('{"a": {"b": {"c": 1}, "n": null, "l": [1]}, "x.y": 2, "__proto__": {"p": 3}}');

  it.each([
    ['a.b.c', 1],
    ['a.b', { c: 1 }],
    ['a.n', null],
    ['a.n.c', null],
    ['a.zzz.c', null],
    ['a.b.c.d', null],
    ['a.l.0', null],
    ['a.l.length', null],
    ['a.constructor', null],
    ['toString', null],
    ['x.y', null],
    ['__proto__.p', 3],
    ['', null],
  ])('%s', (path, value) => {
    expect(pathReader(path)(record)).toEqual(value);
  });
});
