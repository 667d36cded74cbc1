import type { DestinationSchema, KindSchema } from '../mapping/kind-schema.ts';
import { checkSchemaField } from './check-schema-field.ts';
import { ConfigError, type ConfigIssue, inFileOrder } from './issue.ts';
import { quotedList, suggestion } from './nearest.ts';
import type { MappingElement, Sync } from './sync.ts';

/** What holding a configuration against the destination's schema showed. */
export interface SchemaCheck {
  /** By kind: the fields whose values identify its rows. Only kinds that can be identified are in it. */
  readonly identifiers: ReadonlyMap<string, readonly string[]>;
  readonly errors: readonly ConfigIssue[];
  readonly warnings: readonly ConfigIssue[];
}

/** Holds every entry of the schema mapping against the destination's kinds. Pure. */
export function checkAgainstSchema(sync: Sync, schema: DestinationSchema): SchemaCheck {
  const issues: ConfigIssue[] = [];
  const identifiers = new Map<string, readonly string[]>();
  const mapped = new Set(sync.mappings.map((element) => element.kind));
  for (const kindName of mapped) {
    const elements = sync.mappings.filter((element) => element.kind === kindName);
    const kind = schema.kinds.get(kindName);
    if (kind === undefined || kind.isGeneric) {
      issues.push(...elements.map((element) => unusableKind(element, kind, schema, sync)));
      continue;
    }
    for (const element of elements) {
      issues.push(...checkElement(element, kind, schema, mapped, sync));
    }
    const found = identifiersOf(kind, elements);
    const troubles = checkIdentifiers(found, kind, elements, sync);
    issues.push(...troubles);
    if (troubles.length === 0) identifiers.set(kindName, found.names);
  }
  const ordered = inFileOrder(issues);
  return {
    identifiers,
    errors: ordered.filter((issue) => issue.severity === 'error'),
    warnings: ordered.filter((issue) => issue.severity === 'warning'),
  };
}

/** Throws a ConfigError with the code SCHEMA_MISMATCH when the check found errors. */
export function requireMatch(check: SchemaCheck): void {
  if (check.errors.length > 0) throw new ConfigError([...check.errors, ...check.warnings], 'SCHEMA_MISMATCH');
}

function unusableKind(
  element: MappingElement,
  kind: KindSchema | undefined,
  schema: DestinationSchema,
  sync: Sync,
): ConfigIssue {
  const location = sync.locate(['schema_mapping', element.index, 'name']);
  if (kind !== undefined) {
    const message = `"${element.kind}" is a generic: objects are of the kinds that inherit from it`;
    const hint =
      kind.usedBy.length === 0
        ? 'No kind inherits from it yet; add one to the schema.'
        : `Map one of ${quotedList(kind.usedBy)}.`;
    return { severity: 'error', message, hint, location };
  }
  const nodes = [...schema.kinds.values()].filter((candidate) => !candidate.isGeneric);
  const names = nodes.map((candidate) => candidate.kind);
  const message = `the destination's schema has no kind "${element.kind}"`;
  const hint = suggestion(element.kind, names, 'Load the schema first, and check the branch.');
  return { severity: 'error', message, hint, location };
}

function checkElement(
  element: MappingElement,
  kind: KindSchema,
  schema: DestinationSchema,
  mapped: ReadonlySet<string>,
  sync: Sync,
): ConfigIssue[] {
  const issues = element.fields.flatMap((field, index) => {
    const path = ['schema_mapping', element.index, 'fields', index];
    return checkSchemaField(field, path, { kind, schema, mapped, sync });
  });
  const absent = mandatoryFields(kind).filter((name) => !fills(element, name));
  if (absent.length === 0) return issues;
  const message = `this entry for "${kind.kind}" does not fill ${quotedList(absent)}, without which no object can be created`;
  const hint = 'Map a field for each; objects that exist already can still be updated.';
  const location = sync.locate(['schema_mapping', element.index, 'name']);
  return [...issues, { severity: 'warning', message, hint, location }];
}

/** Attributes and relationships that an object of the kind cannot be without. */
function mandatoryFields(kind: KindSchema): string[] {
  const attributes = [...kind.attributes.values()].filter(
    (attribute) => !attribute.optional && !attribute.readOnly && attribute.defaultValue === null,
  );
  const relationships = [...kind.relationships.values()].filter(
    (relationship) => !relationship.optional && !relationship.readOnly && relationship.kind !== 'Component',
  );
  return [...attributes, ...relationships].map((field) => field.name);
}

function fills(element: MappingElement, name: string): boolean {
  return element.fields.some((field) => field.name === name && field.type !== 'documentation');
}

interface FoundIdentifiers {
  readonly names: readonly string[];
  /** The entry that gives them; undefined when they are the kind's own unique attributes. */
  readonly from: MappingElement | undefined;
}

/** The first entry's that has some; else the kind's unique attributes that any entry maps. */
function identifiersOf(kind: KindSchema, elements: readonly MappingElement[]): FoundIdentifiers {
  const from = elements.find((element) => element.identifiers.length > 0);
  if (from !== undefined) return { names: from.identifiers, from };
  const unique = [...kind.attributes.values()].filter(
    (attribute) => attribute.unique && elements.some((element) => fills(element, attribute.name)),
  );
  return { names: unique.map((attribute) => attribute.name), from: undefined };
}

function checkIdentifiers(
  found: FoundIdentifiers,
  kind: KindSchema,
  elements: readonly MappingElement[],
  sync: Sync,
): ConfigIssue[] {
  if (found.names.length === 0)
    return elements.slice(0, 1).map((element) => noIdentifiers(kind, element, sync));
  const issues = found.names.flatMap((name, index): ConfigIssue[] => {
    const reason = whyUnfit(name, kind);
    if (reason === undefined) return [];
    const location = sync.locate(['schema_mapping', found.from?.index ?? 0, 'identifiers', index]);
    const message = `"${name}" cannot identify a "${kind.kind}": it ${reason}`;
    return [
      {
        severity: 'error',
        message,
        hint: 'Identify by attributes and by relationships to one object.',
        location,
      },
    ];
  });
  if (found.from !== undefined) return issues;
  for (const element of elements) {
    const absent = found.names.filter((name) => !fills(element, name));
    if (absent.length === 0) continue;
    const message = `this entry for "${kind.kind}" does not fill ${quotedList(absent)}, by which the kind is identified`;
    const hint = 'Map it here too, or give all entries of the kind the same "identifiers".';
    const location = sync.locate(['schema_mapping', element.index, 'name']);
    issues.push({ severity: 'error', message, hint, location });
  }
  return issues;
}

function noIdentifiers(kind: KindSchema, element: MappingElement, sync: Sync): ConfigIssue {
  const unique = [...kind.attributes.values()].filter((attribute) => attribute.unique);
  const constraint = kind.uniquenessConstraints[0]?.map((path) => path.split('__')[0] ?? path);
  const fields = unique.length > 0 ? unique.slice(0, 1).map((attribute) => attribute.name) : constraint;
  return {
    severity: 'error',
    message: `nothing identifies a "${kind.kind}": no "identifiers", and no unique attribute of the kind is mapped`,
    hint:
      fields === undefined ? 'Add "identifiers:".' : `Add "identifiers:", such as [${fields.join(', ')}].`,
    location: sync.locate(['schema_mapping', element.index, 'name']),
  };
}

function whyUnfit(name: string, kind: KindSchema): string | undefined {
  const relationship = kind.relationships.get(name);
  if (relationship?.kind === 'Component') return 'is a relationship of kind Component, which is not written';
  if (relationship?.cardinality === 'many') return 'is a relationship to many objects';
  const attribute = kind.attributes.get(name);
  if (attribute !== undefined && ['List', 'JSON'].includes(attribute.kind)) return `is a ${attribute.kind}`;
  return undefined;
}
