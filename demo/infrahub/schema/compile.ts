import { createHash } from 'node:crypto';
import type {
  AttributeSchema,
  AttributeValue,
  Choice,
  GenericSchema,
  NodeSchema,
  RelationshipSchema,
  SchemaAnswer,
} from '../schema-types.ts';

/** An attribute as a user's schema file writes it. */
export interface AttributeSource {
  readonly name: string;
  readonly kind: string;
  readonly optional?: boolean;
  readonly unique?: boolean;
  readonly read_only?: boolean;
  readonly default_value?: AttributeValue;
  readonly enum?: readonly AttributeValue[];
  readonly choices?: readonly { readonly name: string }[];
}

/** A relationship as a user's schema file writes it. */
export interface RelationshipSource {
  readonly name: string;
  readonly peer: string;
  readonly cardinality: 'one' | 'many';
  readonly kind?: string;
  readonly identifier?: string;
  readonly direction?: RelationshipSchema['direction'];
  readonly optional?: boolean;
  readonly read_only?: boolean;
  readonly hierarchical?: string;
  readonly on_delete?: RelationshipSchema['on_delete'];
  readonly branch?: string;
}

/** A kind or generic as a schema file writes it; `features` names what Infrahub adds by itself. */
export interface KindSource {
  readonly name: string;
  readonly namespace: string;
  readonly label?: string;
  readonly branch?: string;
  readonly features?: readonly ('groups' | 'profiles')[];
  readonly inherit_from?: readonly string[];
  readonly hierarchy?: string;
  readonly hierarchical?: boolean;
  readonly default_filter?: string;
  readonly order_by?: readonly string[];
  readonly human_friendly_id?: readonly string[];
  readonly display_labels?: readonly string[];
  readonly uniqueness_constraints?: readonly (readonly string[])[];
  readonly attributes?: readonly AttributeSource[];
  readonly relationships?: readonly RelationshipSource[];
}

/** A schema file. */
export interface SchemaSource {
  readonly generics?: readonly KindSource[];
  readonly nodes?: readonly KindSource[];
}

type Shared = Omit<NodeSchema, 'inherit_from' | 'hierarchy' | 'hash'>;

const groupRelationships: readonly RelationshipSource[] = [
  {
    name: 'member_of_groups',
    peer: 'CoreGroup',
    kind: 'Group',
    identifier: 'group_member',
    cardinality: 'many',
  },
  {
    name: 'subscriber_of_groups',
    peer: 'CoreGroup',
    kind: 'Group',
    identifier: 'group_subscriber',
    cardinality: 'many',
  },
];
const profileRelationships: readonly RelationshipSource[] = [
  {
    name: 'profiles',
    peer: 'CoreProfile',
    kind: 'Profile',
    identifier: 'node__profile',
    cardinality: 'many',
  },
];
const editable = (namespace: string): boolean =>
  !['Core', 'Builtin', 'Lineage', 'Internal', 'Profile'].includes(namespace);

/** Works out, like Infrahub when it loads schema files, what each kind has in the end: what it inherits, defaults, identifiers. */
export function compileSchema(sources: readonly SchemaSource[]): SchemaAnswer {
  const genericSources = sources.flatMap((source) => source.generics ?? []);
  const nodeSources = sources.flatMap((source) => source.nodes ?? []);
  const shared = new Map(genericSources.map((source) => [kindOf(source), shareOf(source, [])]));
  const nodes = nodeSources.map((source) => compileNode(source, shared));
  const generics = genericSources.map((source) => compileGeneric(source, shared, nodes));
  const namespaces = [...new Set([...nodes, ...generics].map((kind) => kind.namespace))];
  return {
    main: digest([nodes, generics]),
    nodes,
    generics,
    profiles: [],
    templates: [],
    namespaces: namespaces.map((name) => ({ name, user_editable: editable(name) })),
  };
}

function compileNode(source: KindSource, generics: ReadonlyMap<string, Shared>): NodeSchema {
  const parents = (source.inherit_from ?? []).flatMap((kind) => generics.get(kind) ?? []);
  const node = {
    ...shareOf(source, parents),
    inherit_from: source.inherit_from ?? [],
    hierarchy: hierarchyOf(source),
  };
  return { ...node, hash: digest(node) };
}

function hierarchyOf(source: KindSource): string | null {
  if (source.hierarchy) return source.hierarchy;
  return source.inherit_from?.includes('BuiltinIPPrefix') ? 'BuiltinIPPrefix' : null;
}

function compileGeneric(
  source: KindSource,
  shared: ReadonlyMap<string, Shared>,
  nodes: readonly NodeSchema[],
): GenericSchema {
  const kind = kindOf(source);
  const usedBy = nodes.filter((node) => kind === 'CoreNode' || node.inherit_from.includes(kind));
  const generic = {
    ...(shared.get(kind) ?? shareOf(source, [])),
    used_by: usedBy.map((node) => node.kind).sort(),
    hierarchical: source.hierarchical ?? false,
  };
  return { ...generic, hash: digest(generic) };
}

function shareOf(source: KindSource, parents: readonly Shared[]): Shared {
  const kind = kindOf(source);
  const inherit = <Key extends keyof Shared>(key: Key): Shared[Key] | null =>
    parents.find((parent) => parent[key])?.[key] ?? null;
  const labels = source.display_labels ?? null;
  const attributes = [
    ...(source.attributes ?? []).map(compileAttribute),
    ...parents.flatMap((parent) => parent.attributes.map((attribute) => ({ ...attribute, inherited: true }))),
  ];
  const constraints = constraintsOf(source, attributes, inherit('uniqueness_constraints'));
  return {
    id: uuidOf(kind),
    kind,
    name: source.name,
    namespace: source.namespace,
    label: source.label ?? titleOf(source.name),
    description: null,
    branch: source.branch ?? 'aware',
    default_filter: source.default_filter ?? inherit('default_filter'),
    human_friendly_id: source.human_friendly_id ?? inherit('human_friendly_id') ?? onlyUnique(attributes),
    display_label: labels?.[0] ?? inherit('display_label'),
    display_labels: labels ?? inherit('display_labels'),
    order_by: source.order_by ?? inherit('order_by'),
    uniqueness_constraints: constraints.length > 0 ? constraints : null,
    attributes,
    relationships: relationshipsOf(source, parents),
  };
}

function constraintsOf(
  source: KindSource,
  attributes: readonly AttributeSchema[],
  inherited: readonly (readonly string[])[] | null,
): readonly (readonly string[])[] {
  const unique = attributes
    .filter((attribute) => attribute.unique)
    .map((attribute) => [`${attribute.name}__value`]);
  const all = [...(source.uniqueness_constraints ?? inherited ?? []), ...unique];
  return [...new Map(all.map((one) => [one.join('+'), one])).values()].sort((a, b) =>
    compare(a.join(), b.join()),
  );
}

function onlyUnique(attributes: readonly AttributeSchema[]): readonly string[] | null {
  const unique = attributes.filter((attribute) => attribute.unique);
  return unique.length === 1 && unique[0] ? [`${unique[0].name}__value`] : null;
}

function relationshipsOf(source: KindSource, parents: readonly Shared[]): RelationshipSchema[] {
  const features = source.features ?? ['groups', 'profiles'];
  const added = [
    ...(features.includes('groups') ? groupRelationships : []),
    ...(features.includes('profiles') ? profileRelationships : []),
  ].map((relationship) => compileRelationship({ ...relationship, optional: true }, kindOf(source)));
  const addedNames = new Set(added.map((relationship) => relationship.name));
  const inherited = parents.flatMap((parent) =>
    parent.relationships.map((relationship) => ({
      ...relationship,
      inherited: !addedNames.has(relationship.name),
    })),
  );
  const own = (source.relationships ?? []).map((relationship) =>
    compileRelationship(relationship, kindOf(source)),
  );
  const names = new Map(
    [...added, ...inherited, ...own].map((relationship) => [relationship.name, relationship]),
  );
  return [...names.values()];
}

function compileAttribute(source: AttributeSource, index: number): AttributeSchema {
  const defaultValue = source.default_value ?? null;
  return {
    id: null,
    name: source.name,
    kind: source.kind,
    label: titleOf(source.name),
    description: null,
    optional: source.optional ?? defaultValue !== null,
    unique: source.unique ?? false,
    read_only: source.read_only ?? false,
    inherited: false,
    default_value: defaultValue,
    enum: source.enum ?? null,
    choices: source.choices?.map(compileChoice) ?? null,
    regex: null,
    min_length: null,
    max_length: null,
    branch: 'aware',
    order_weight: (index + 1) * 1000,
  };
}

function compileChoice(choice: { readonly name: string }): Choice {
  return { name: choice.name, label: titleOf(choice.name), color: '#9e9e9e', description: '' };
}

function compileRelationship(source: RelationshipSource, kind: string): RelationshipSchema {
  const optional = source.optional ?? true;
  return {
    id: null,
    name: source.name,
    peer: source.peer,
    kind: source.kind ?? 'Generic',
    label: titleOf(source.name),
    description: null,
    identifier: source.identifier ?? [kind, source.peer].sort(compare).join('__').toLowerCase(),
    direction: source.direction ?? 'bidirectional',
    cardinality: source.cardinality,
    min_count: source.cardinality === 'one' && !optional ? 1 : 0,
    max_count: source.cardinality === 'one' ? 1 : 0,
    optional,
    read_only: source.read_only ?? false,
    inherited: false,
    hierarchical: source.hierarchical ?? null,
    on_delete: source.on_delete ?? (source.kind === 'Component' ? 'cascade' : 'no-action'),
    branch: source.branch ?? 'aware',
    order_weight: 10_000,
  };
}

function kindOf(source: KindSource): string {
  return `${source.namespace}${source.name}`;
}

function titleOf(name: string): string {
  return name
    .split('_')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
    .join(' ');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function digest(value: unknown): string {
  return createHash('md5').update(JSON.stringify(value)).digest('hex');
}

function uuidOf(name: string): string {
  const hex = digest(name);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
