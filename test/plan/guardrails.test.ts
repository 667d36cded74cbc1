import { expect, test } from 'vitest';
import { defaultDeleteLimit, deleteExcesses, parseDeleteLimit } from '../../src/plan/guardrails.ts';

test('a limit of deletes is a number or a share, and nothing else', () => {
  expect(parseDeleteLimit('20')).toEqual({ type: 'number', most: 20 });
  expect(parseDeleteLimit(' 0 ')).toEqual({ type: 'number', most: 0 });
  expect(parseDeleteLimit('12.5%')).toEqual({ type: 'share', percent: 12.5, atLeast: 0 });
  expect(parseDeleteLimit('0%')).toEqual({ type: 'share', percent: 0, atLeast: 0 });
  for (const wrong of ['', '-1', '1.5', '101%', 'all', '5 %%', '1e3'])
    expect(parseDeleteLimit(wrong)).toBeUndefined();
});

test('by default a tenth of a kind may go, and five objects in any case', () => {
  const excess = (deletes: number, objects: number) =>
    deleteExcesses([{ kind: 'BuiltinTag', deletes, objects }], defaultDeleteLimit);
  expect(excess(5, 5)).toEqual([]);
  expect(excess(6, 40)).toEqual([{ kind: 'BuiltinTag', deletes: 6, most: 5, objects: 40 }]);
  expect(excess(20, 200)).toEqual([]);
  expect(excess(21, 200)).toEqual([{ kind: 'BuiltinTag', deletes: 21, most: 20, objects: 200 }]);
});
