import type { ConfigIssue } from './issue.ts';
import { quotedList } from './nearest.ts';
import type { MappingElement } from './sync.ts';
import type { YamlFile } from './yaml-file.ts';

/**
 * Entries of one kind have to agree on identifiers, because their rows join in one set. An entry without any
 * takes those of the first entry that has some, as the Python tool does.
 */
export function checkSharedIdentifiers(mappings: readonly MappingElement[], file: YamlFile): ConfigIssue[] {
  const firsts = new Map<string, MappingElement>();
  for (const element of mappings) {
    if (element.identifiers.length > 0 && !firsts.has(element.kind)) firsts.set(element.kind, element);
  }
  return mappings.flatMap((element): ConfigIssue[] => {
    const first = firsts.get(element.kind);
    if (first === undefined || first === element) return [];
    const line = file.locateKey(['schema_mapping', first.index, 'identifiers']).line;
    if (element.identifiers.length > 0) {
      if (sameList(element.identifiers, first.identifiers)) return [];
      const message = `the identifiers of "${element.kind}" differ from those on line ${line}`;
      const hint = `All entries of one kind need the same, in the same order: ${quotedList(first.identifiers)}.`;
      const location = file.locateKey(['schema_mapping', element.index, 'identifiers']);
      return [{ severity: 'error', message, hint, location }];
    }
    const absent = first.identifiers.filter(
      (name) => !element.fields.some((field) => field.name === name && field.type !== 'documentation'),
    );
    if (absent.length === 0) return [];
    const message = `this entry for "${element.kind}" does not fill ${quotedList(absent)}, by which line ${line} identifies the kind`;
    const hint = 'Map a field for each identifier in every entry of the kind.';
    return [
      { severity: 'error', message, hint, location: file.locate(['schema_mapping', element.index, 'name']) },
    ];
  });
}

function sameList(left: readonly string[], right: readonly string[]): boolean {
  return left.length === right.length && left.every((value, index) => value === right[index]);
}
