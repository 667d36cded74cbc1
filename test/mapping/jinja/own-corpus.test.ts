import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseCorpus, verdictOf } from './corpus-case.ts';

const file = new URL('./fixtures/own-corpus.json', import.meta.url);

// Values that exist in Python and that no record can carry, or that differ from run to run.
const REFUSED = [
  "{{ '1e400' }}",
  "{{ '-1e400' }}",
  "{{ {'a': 1, 2: [3]} | string }}",
  '{{ d.items }}x',
  "{{ 'x'.encode('utf-8') | length }}",
  "{{ 'x'.format }}x",
  '{{ self }}',
  '{{ big + 1 }}',
  '{{ (big + 1) | string }}',
  '{{ big * big }}',
];

describe('the values of jinja2', () => {
  const corpus = parseCorpus(readFileSync(file, 'utf8'));
  const verdicts = corpus.cases.map((testCase) => ({
    testCase,
    verdict: verdictOf(testCase, corpus.context),
  }));

  it('are given for every expression that is not refused', () => {
    const different = verdicts.filter(({ verdict }) => verdict.status === 'different');
    expect(different).toEqual([]);
    expect(verdicts.length).toBeGreaterThan(1000);
  });

  it('are refused for exactly the expressions that have no certain answer', () => {
    const refused = verdicts.filter(({ verdict }) => verdict.status === 'refused');
    expect(refused.map(({ testCase }) => testCase.t)).toEqual(REFUSED);
  });
});
