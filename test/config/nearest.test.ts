import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearest, quotedList } from '../../src/config/nearest.ts';

test.each([
  ['dyffsync_flags', ['diffsync_flags', 'incremental'], 'diffsync_flags'],
  ['OgranizationGeneric', ['OrganizationGeneric'], 'OrganizationGeneric'],
  ['NETBOX', ['netbox'], 'netbox'],
  ['note', ['name'], undefined],
  ['nmae', ['name'], 'name'],
  ['InfraFrontPort', ['InfraRearPort'], undefined],
  ['x', [], undefined],
])('the word nearest to %s among %j is %s', (word, candidates, expected) => {
  expect(nearest(word, candidates)).toBe(expected);
});

test('a word with one letter changed is always near to itself', () => {
  const word = fc.stringMatching(/^[a-z]{5,12}$/);
  fc.assert(
    fc.property(word, fc.nat(), (text, at) => {
      const place = at % text.length;
      const changed = `${text.slice(0, place)}#${text.slice(place + 1)}`;
      expect(nearest(changed, [text])).toBe(text);
    }),
  );
});

test('a list is read aloud', () => {
  expect([quotedList([]), quotedList(['a']), quotedList(['a', 'b', 'c'])]).toEqual([
    '',
    '"a"',
    '"a", "b" and "c"',
  ]);
});
