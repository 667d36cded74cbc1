import fc from 'fast-check';
import type { FilesWorld } from './files-world.ts';

/** What somebody does between two runs. */
export type FilesChange =
  /** The content of a file, drawn anew. */
  | { readonly do: 'write'; readonly file: string; readonly text: string }
  /** One letter for another: as long as before. */
  | { readonly do: 'edit'; readonly file: string; readonly from: string; readonly to: string }
  | { readonly do: 'remove'; readonly file: string }
  /** Back to what a file was at the start: the same content as at an earlier run, with a new time. */
  | { readonly do: 'revert'; readonly file: string }
  /** A remark or an empty line more: other bytes, the same records. */
  | { readonly do: 'touch'; readonly file: string }
  | { readonly do: 'break'; readonly file: string }
  | { readonly do: 'destination-set'; readonly kind: string; readonly pick: number; readonly value: string }
  | { readonly do: 'destination-delete'; readonly kind: string; readonly pick: number };

export interface FilesStep {
  readonly changes: readonly FilesChange[];
  readonly mode: 'diff' | 'sync';
}

export interface FilesHistory {
  readonly start: readonly (readonly [string, string])[];
  readonly steps: readonly FilesStep[];
}

const word = fc.constantFrom('a', 'b', 'c', 'd');
const note = fc.constantFrom('', 'x', 'y', 'Z');
const siteFiles = ['sites/1.yml', 'sites/2.yml', 'sites/3.yml'];

/** Mostly each file has an id of its own; two with one id are an error of both runs. */
const site = (own: number) =>
  fc
    .record({
      id: fc.oneof(
        { weight: 9, arbitrary: fc.constant(own) },
        { weight: 1, arbitrary: fc.constantFrom(1, 2, 3) },
      ),
      name: word,
      status: fc.constantFrom('active', 'active', 'hidden'),
      note,
      tags: fc.uniqueArray(word, { maxLength: 2 }),
    })
    .map((data) => yamlOf(data));

function yamlOf(data: object): string {
  return Object.entries(data)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}

const tags = fc
  .uniqueArray(fc.record({ name: word, note }), { selector: ({ name }) => name, maxLength: 4 })
  .map((rows) => `id,name,note\n${rows.map(({ name, note: text }) => `${name},${name},${text}\n`).join('')}`);

const device = fc.record({
  id: fc.nat({ max: 5 }),
  name: fc.constantFrom('e1', 'e2', 'e3'),
  note,
  site: fc.option(fc.record({ id: fc.constantFrom(1, 2, 3, 4) })),
});

const devices = fc
  .uniqueArray(device, { selector: ({ id }) => id, maxLength: 3 })
  .map((list) => JSON.stringify({ devices: list }, null, 1));

const more = fc
  .uniqueArray(fc.record({ id: fc.nat({ max: 5 }), name: fc.constantFrom('e3', 'f1', 'f2'), note }), {
    selector: ({ id }) => id,
    maxLength: 2,
  })
  .map((list) => list.map((row) => `${JSON.stringify(row)}\n`).join(''));

const written = fc.oneof(
  ...siteFiles.map((file, index) => fc.tuple(fc.constant(file), site(index + 1))),
  fc.tuple(fc.constant('tags.csv'), tags),
  fc.tuple(fc.constant('devices.json'), devices),
  fc.tuple(fc.constant('more.ndjson'), more),
);

const anyFile = fc.constantFrom(...siteFiles, 'tags.csv', 'devices.json', 'more.ndjson');
const kind = fc.constantFrom('BuiltinTag', 'TestSite', 'TestDevice');
const pick = fc.nat({ max: 5 });

const letter = fc.constantFrom('a', 'b', 'c', 'x', 'y');

const change: fc.Arbitrary<FilesChange> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ do: fc.constant('edit' as const), file: anyFile, from: letter, to: letter }),
  },
  { weight: 8, arbitrary: written.map(([file, text]) => ({ do: 'write' as const, file, text })) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('revert' as const), file: anyFile }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('touch' as const), file: anyFile }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('remove' as const), file: fc.constantFrom(...siteFiles) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('break' as const), file: anyFile }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('destination-set' as const), kind, pick, value: word }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('destination-delete' as const), kind, pick }) },
);

export const filesHistory: fc.Arbitrary<FilesHistory> = fc.record({
  start: fc
    .tuple(site(1), site(2), tags, devices, more)
    .map(
      ([first, second, ...rest]) =>
        [
          ['sites/1.yml', first],
          ['sites/2.yml', second],
          ...['tags.csv', 'devices.json', 'more.ndjson'].map(
            (name, index) => [name, rest[index] ?? ''] as const,
          ),
        ] as [string, string][],
    ),
  steps: fc.array(
    fc.record({
      changes: fc.array(change, { maxLength: 3 }),
      mode: fc.constantFrom('diff' as const, 'sync' as const),
    }),
    { minLength: 1, maxLength: 12 },
  ),
});

export function makeFilesChange(
  world: FilesWorld,
  change: FilesChange,
  start: ReadonlyMap<string, string>,
): void {
  const { files, infrahub } = world;
  switch (change.do) {
    case 'write':
      files.set(change.file, change.text);
      return;
    case 'edit': {
      const text = files.get(change.file) ?? '';
      files.set(change.file, text.replace(new RegExp(`(?<=[",])${change.from}(?=[",\\n])`), change.to));
      return;
    }
    case 'remove':
      // Not the last of the sites: that nothing is left is an error, which has a test of its own.
      if (siteFiles.filter((file) => files.has(file)).length > 1) files.delete(change.file);
      return;
    case 'revert':
      files.set(change.file, start.get(change.file) ?? files.get(change.file) ?? 'name: d\nid: 4\n');
      return;
    case 'touch':
      files.set(change.file, `${files.get(change.file) ?? 'id: 3\nname: c\n'}\n`);
      return;
    case 'break':
      files.set(change.file, '{"unclosed');
      return;
    case 'destination-set':
    case 'destination-delete': {
      const objects = infrahub.data.list(change.kind);
      const found = objects[change.pick % Math.max(1, objects.length)];
      if (found === undefined) return;
      if (change.do === 'destination-delete') infrahub.data.delete(found.id);
      else {
        const attribute = change.kind === 'BuiltinTag' ? 'description' : 'note';
        infrahub.data.update(found.id, { [attribute]: { value: change.value } });
      }
    }
  }
}
