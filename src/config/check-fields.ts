import type { ConfigIssue } from './issue.ts';
import { nearest, quotedList, suggestion } from './nearest.ts';
import type { MappingShape } from './shape.ts';
import type { FieldMapping, MappingElement } from './sync.ts';
import type { YamlFile } from './yaml-file.ts';

/** Looks at the fields and identifiers of one entry, as far as the file alone tells. */
export function checkFields(
  element: MappingElement,
  shape: MappingShape,
  mappedKinds: ReadonlySet<string>,
  file: YamlFile,
): ConfigIssue[] {
  const path = ['schema_mapping', element.index];
  if (element.fields.every((field) => field.type === 'documentation')) {
    const location = file.locate([...path, 'fields']);
    const message = `the entry for "${element.kind}" maps no field`;
    return [
      { severity: 'error', message, hint: 'Give its "fields" at least one name with a mapping.', location },
    ];
  }
  const issues: ConfigIssue[] = [];
  if (element.endpoint === '') {
    const location = file.locate([...path, 'mapping']);
    const message = `the entry for "${element.kind}" has no "mapping": nothing is read for it`;
    issues.push({ severity: 'warning', message, hint: 'Name an endpoint, such as dcim.devices.', location });
  }
  for (const [index, field] of element.fields.entries()) {
    const at = { path: [...path, 'fields', index], file };
    issues.push(
      ...checkBoth(field, shape.fields?.[index]?.mapping, at),
      ...checkUnused(field, shape.fields?.[index]?.reference, at),
      ...checkDottedPath(field, at),
      ...checkReference(field, mappedKinds, at),
      ...checkRepeated(element, index, at),
    );
  }
  return [...issues, ...checkIdentifiers(element, file)];
}

interface Place {
  readonly path: readonly (string | number)[];
  readonly file: YamlFile;
}

function checkBoth(field: FieldMapping, mapping: string | null | undefined, at: Place): ConfigIssue[] {
  if (field.type !== 'static' || !mapping) return [];
  const location = at.file.locateKey([...at.path, 'static']);
  const message = `the field "${field.name}" has "static" and "mapping": the static value wins`;
  return [{ severity: 'warning', message, hint: 'Remove one of the two.', location }];
}

function checkUnused(field: FieldMapping, reference: string | null | undefined, at: Place): ConfigIssue[] {
  if (field.type !== 'documentation' || !reference) return [];
  const location = at.file.locateKey([...at.path, 'reference']);
  const message = `the field "${field.name}" has a "reference" but neither "mapping" nor "static": nothing fills it`;
  return [
    { severity: 'warning', message, hint: 'Add "mapping:" with the path of the nested object.', location },
  ];
}

function checkDottedPath(field: FieldMapping, at: Place): ConfigIssue[] {
  if (field.type !== 'path' && field.type !== 'reference') return [];
  if (!field.path.split('.').includes('')) return [];
  const location = at.file.locate([...at.path, 'mapping']);
  const message = `the path "${field.path}" has an empty step`;
  return [
    {
      severity: 'error',
      message,
      hint: 'Write names with single dots between, such as role.name.',
      location,
    },
  ];
}

function checkReference(field: FieldMapping, mappedKinds: ReadonlySet<string>, at: Place): ConfigIssue[] {
  if (field.type !== 'reference' && field.type !== 'static') return [];
  if (field.reference === undefined || mappedKinds.has(field.reference)) return [];
  const near = nearest(field.reference, mappedKinds);
  if (near === undefined) return [];
  const location = at.file.locate([...at.path, 'reference']);
  const message = `the reference "${field.reference}" is not a kind that "schema_mapping" maps`;
  return [{ severity: 'warning', message, hint: `Did you mean "${near}"?`, location }];
}

function checkRepeated(element: MappingElement, index: number, at: Place): ConfigIssue[] {
  const name = element.fields[index]?.name ?? '';
  const first = element.fields.findIndex((field) => field.name === name);
  if (first === index) return [];
  const line = at.file.locate(['schema_mapping', element.index, 'fields', first, 'name']).line;
  return [
    {
      severity: 'warning',
      message: `the field "${name}" is there twice: on line ${line} and again here`,
      hint: 'The later one wins wherever it has a value; remove one of them.',
      location: at.file.locate([...at.path, 'name']),
    },
  ];
}

function checkIdentifiers(element: MappingElement, file: YamlFile): ConfigIssue[] {
  const filled = new Set(
    element.fields.filter((field) => field.type !== 'documentation').map((field) => field.name),
  );
  return element.identifiers.flatMap((identifier, index): ConfigIssue[] => {
    const location = file.locate(['schema_mapping', element.index, 'identifiers', index]);
    if (element.identifiers.indexOf(identifier) < index) {
      const message = `the identifier "${identifier}" is there twice`;
      return [{ severity: 'error', message, hint: 'Remove this one.', location }];
    }
    if (filled.has(identifier)) return [];
    const otherwise = `Map a field with this name, or choose among ${quotedList(filled)}.`;
    const message = `the identifier "${identifier}" is not a field that this entry fills`;
    return [{ severity: 'error', message, hint: suggestion(identifier, filled, otherwise), location }];
  });
}
