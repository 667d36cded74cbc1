import { describe, expect, it } from 'vitest';
import { SyncError } from '../../src/errors.ts';
import type { JsonObject } from '../../src/json.ts';
import { compileTransform } from '../../src/mapping/transforms.ts';

function run(record: JsonObject, ...rules: readonly (readonly [string, string])[]): JsonObject {
  const transforms = rules.map(([field, expression]) => compileTransform({ field, expression }));
  return transforms.reduce((before, transform) => transform.apply(before), record);
}

function failure(work: () => unknown): SyncError {
  try {
    work();
  } catch (error) {
    if (error instanceof SyncError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}

describe('a transform', () => {
  it('stores its value in a new record and leaves the old one alone', () => {
    const record = { name: 'Edge', tags: ['a'] };
    expect(run(record, ['name', '{{ name.lower() }}'])).toEqual({ name: 'edge', tags: ['a'] });
    expect(record).toEqual({ name: 'Edge', tags: ['a'] });
  });

  it('sees what the one before it stored, with floats still floats', () => {
    const record = run(
      { u_height: '1.5' },
      ['h', "{{ u_height | float | round(0, 'ceil') }}"],
      ['text', '{{ h }}U'],
    );
    expect(record).toEqual({ u_height: '1.5', h: 2, text: '2.0U' });
    expect(JSON.stringify(record)).toBe('{"u_height":"1.5","h":2,"text":"2.0U"}');
  });

  it('sees a tuple as a tuple after other transforms', () => {
    expect(run({}, ['t', '{{ (1, 2.0) }}'], ['u', 'x'], ['v', '{{ t ~ u }}'])).toEqual({
      t: [1, 2],
      u: 'x',
      v: '(1, 2.0)x',
    });
  });

  it('stores nothing when its value is None', () => {
    expect(run({ a: null }, ['b', '{{ a }}'])).toEqual({ a: null });
    expect(run({ a: 1 }, ['a', ''])).toEqual({ a: 1 });
  });

  it('stores what is empty or false', () => {
    expect(run({ a: '' }, ['b', '{{ a }}'], ['c', '{{ [] }}'], ['d', '{{ 1 > 2 }}'])).toEqual({
      a: '',
      b: '',
      c: [],
      d: false,
    });
  });

  it('takes a dotted field as one key', () => {
    expect(run({ a: { b: 1 } }, ['a.b', 'x'])).toEqual({ a: { b: 1 }, 'a.b': 'x' });
  });

  it('makes a field named __proto__ a key like any other', () => {
    const record = run({ a: 1 }, ['__proto__', '{{ a }}']);
    expect(Object.keys(record)).toEqual(['a', '__proto__']);
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  });

  it('fails with the field, the expression and the variable that is missing', () => {
    const error = failure(() => run({ name: 'x' }, ['label', '{{ lable }}']));
    expect(error.code).toBe('TRANSFORM_FAILED');
    expect(error.message).toBe(
      `transform of "label" with "{{ lable }}" failed: UndefinedError: 'lable' is undefined`,
    );
    expect(error.hint).toContain('default');
  });

  it('refuses what a record cannot hold, and says what to do', () => {
    const error = failure(() => run({ l: ['a'] }, ['m', "{{ l | map('upper') }}"]));
    expect(error.code).toBe('TRANSFORM_UNSUPPORTED');
    expect(error.message).toContain('| list');
  });

  it('refuses an unknown filter before any record is read', () => {
    const error = failure(() => compileTransform({ field: 'd', expression: '{{ name | aci_device_name }}' }));
    expect(error.code).toBe('TRANSFORM_UNSUPPORTED');
    expect(error.message).toContain("No filter named 'aci_device_name'");
  });

  it('tells the paths that it reads', () => {
    expect(compileTransform({ field: 'a', expression: '{{ site.slug ~ name.upper() }}' }).paths).toEqual([
      'name',
      'site.slug',
    ]);
  });
});
