import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { FILES_WITH_TABLES, withTables } from '../../scripts/action-tables.ts';

const root = new URL('../../', import.meta.url);
const actionFile = await readFile(new URL('action.yml', root), 'utf8');

describe('the tables of inputs and outputs', () => {
  it.each(FILES_WITH_TABLES)(
    'in %s are what action.yml says (npm run docs:tables writes them)',
    async (name) => {
      const text = await readFile(new URL(name, root), 'utf8');
      expect(text).toBe(withTables(text, actionFile));
    },
  );

  it('have a line for each input, with bars of the description escaped', () => {
    const action = 'inputs: { a: { description: "x | y", default: z } }\noutputs: { b: { description: w } }';
    const text =
      'top\n<!-- action.yml: inputs --><!-- end -->\n<!-- action.yml: outputs -->old<!-- end -->bottom';
    const filled = withTables(text, action);
    expect(filled).toContain('| `a` | `z` | x \\| y |');
    expect(filled).toContain('| `b` | w |');
    expect(filled).not.toContain('old');
    expect(withTables(filled, action)).toBe(filled);
  });

  it('need a place', () => {
    expect(() => withTables('nothing', actionFile)).toThrow('<!-- action.yml: inputs -->');
  });
});
