import { createHash } from 'node:crypto';
import {
  GraphQLBoolean,
  type GraphQLFieldConfigMap,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLInt,
  GraphQLInterfaceType,
  GraphQLObjectType,
  type GraphQLOutputType,
  GraphQLString,
} from 'graphql';
import ipaddr from 'ipaddr.js';
import type { InfrahubVersion, RequestContext } from './context.ts';
import { bigInt, dateTime, genericScalar } from './scalars.ts';
import type { AttributeVersion } from './store.ts';
import { formatStamp } from './time.ts';

type AttributeFields = GraphQLFieldConfigMap<AttributeVersion, RequestContext>;

/** The GraphQL types for one sort of attribute. */
export interface AttributeTypes {
  readonly output: GraphQLObjectType<AttributeVersion, RequestContext>;
  readonly create: GraphQLInputObjectType;
  readonly update: GraphQLInputObjectType;
  /** What `<attribute>__value` takes. */
  readonly filter: GraphQLInputType;
}

/** The kinds of accounts and lineage that attributes point to; made later than these types. */
export interface LineageTypes {
  readonly source: GraphQLOutputType;
  readonly owner: GraphQLOutputType;
  readonly account: GraphQLOutputType;
}

interface Sort {
  readonly name: string;
  readonly input: string;
  readonly value: GraphQLOutputType & GraphQLInputType;
  readonly more?: AttributeFields;
}

const text: Sort = { name: 'TextAttribute', input: 'Text', value: GraphQLString };
const whole: Sort = { name: 'NumberAttribute', input: 'Number', value: bigInt };
const truth: Sort = { name: 'CheckboxAttribute', input: 'Checkbox', value: GraphQLBoolean };

/** How each attribute kind of the schema looks in GraphQL; a kind that is not here is text. */
const sorts: Readonly<Record<string, Sort>> = {
  Number: whole,
  NumberPool: whole,
  Boolean: truth,
  Checkbox: truth,
  List: { name: 'ListAttribute', input: 'List', value: genericScalar },
  JSON: { name: 'JSONAttribute', input: 'JSON', value: genericScalar },
  Any: { name: 'AnyAttribute', input: 'Any', value: genericScalar },
  Dropdown: {
    name: 'Dropdown',
    input: 'Text',
    value: GraphQLString,
    more: {
      label: field(GraphQLString, (version) => choiceOf(version)?.label),
      color: field(GraphQLString, (version) => choiceOf(version)?.color),
      description: field(GraphQLString, (version) => choiceOf(version)?.description),
    },
  },
  MacAddress: {
    name: 'MacAddress',
    input: 'Text',
    value: GraphQLString,
    more: {
      bare: field(GraphQLString, (version) => textOf(version)?.replaceAll(':', '')),
      oui: field(GraphQLString, (version) => textOf(version)?.slice(0, 8).replaceAll(':', '-')),
      ei: field(GraphQLString, (version) => textOf(version)?.slice(9).replaceAll(':', '-')),
      version: field(GraphQLInt, (version) => (textOf(version) ? 48 : null)),
      eui48: field(GraphQLString, (version) => textOf(version)?.replaceAll(':', '-')),
      semicolon_notation: field(GraphQLString, (version) => textOf(version)?.toLowerCase()),
    },
  },
  IPHost: {
    name: 'IPHost',
    input: 'Text',
    value: GraphQLString,
    more: { ip: field(GraphQLString, addressOf), ...lengths() },
  },
  IPNetwork: { name: 'IPNetwork', input: 'Text', value: GraphQLString, more: lengths() },
  IPAddress: {
    name: 'IPAddress',
    input: 'Text',
    value: GraphQLString,
    more: { version: field(GraphQLInt, ipVersion) },
  },
};

/** Makes the types that attributes have, once per schema. @returns by attribute kind */
export function createAttributeTypes(
  version: InfrahubVersion,
  lineage: () => LineageTypes,
): (kind: string) => AttributeTypes {
  const inputs = new Map<string, Pick<AttributeTypes, 'create' | 'update'>>();
  const made = new Map<string, AttributeTypes>();
  const shared = new GraphQLInterfaceType({
    name: 'AttributeInterface',
    fields: () => sharedFields(version, lineage()),
  });
  return (kind) => {
    const sort = sorts[kind] ?? text;
    const known = made.get(sort.name);
    if (known) return known;
    const input = inputs.get(sort.input) ?? inputTypes(version, sort);
    inputs.set(sort.input, input);
    const output = new GraphQLObjectType<AttributeVersion, RequestContext>({
      name: sort.name,
      interfaces: [shared],
      fields: () => ({
        ...sharedFields(version, lineage()),
        id: field(GraphQLString, idOf),
        is_from_profile: field(GraphQLBoolean, () => false),
        value: { type: sort.value, resolve: (one) => one.value },
        ...sort.more,
      }),
    });
    const types = { ...input, output, filter: sort.value };
    made.set(sort.name, types);
    return types;
  };
}

function sharedFields(version: InfrahubVersion, lineage: LineageTypes): AttributeFields {
  return {
    is_default: field(GraphQLBoolean, (one) => one.isDefault),
    is_inherited: field(GraphQLBoolean, () => false),
    is_protected: field(GraphQLBoolean, (one) => one.isProtected),
    updated_at: field(dateTime, (one) => formatStamp(one.updatedAt)),
    source: {
      type: lineage.source,
      resolve: (one, _, { view }) => (one.source ? view.store.nodes.get(one.source) : null),
    },
    owner: {
      type: lineage.owner,
      resolve: (one, _, { view }) => (one.owner ? view.store.nodes.get(one.owner) : null),
    },
    ...(version === '1.11.9'
      ? {
          updated_by: {
            type: lineage.account,
            resolve: (one, _, { view }) => view.store.nodes.get(one.updatedBy),
          },
        }
      : { is_visible: field(GraphQLBoolean, () => true) }),
  };
}

function inputTypes(version: InfrahubVersion, sort: Sort): Pick<AttributeTypes, 'create' | 'update'> {
  const fields = {
    value: { type: sort.value },
    is_protected: { type: GraphQLBoolean },
    source: { type: GraphQLString },
    owner: { type: GraphQLString },
    ...(version === '1.4.13' ? { is_visible: { type: GraphQLBoolean } } : {}),
  };
  return {
    create: new GraphQLInputObjectType({ name: `${sort.input}AttributeCreate`, fields }),
    update: new GraphQLInputObjectType({
      name: `${sort.input}AttributeUpdate`,
      fields: { ...fields, is_default: { type: GraphQLBoolean } },
    }),
  };
}

function field(
  type: GraphQLOutputType,
  read: (version: AttributeVersion) => unknown,
): GraphQLFieldConfigMap<AttributeVersion, RequestContext>[string] {
  return { type, resolve: read };
}

function lengths(): AttributeFields {
  return {
    prefixlen: field(GraphQLInt, (version) => lengthOf(version)),
    version: field(GraphQLInt, ipVersion),
    netmask: field(GraphQLString, (version) => {
      const length = lengthOf(version);
      if (length === null || ipVersion(version) !== 4) return null;
      return ipaddr.IPv4.subnetMaskFromPrefixLength(length).toString();
    }),
  };
}

/** Stays the same over all versions of an attribute: made from the stamp of the first, which no other object shares. */
function idOf(version: AttributeVersion): string {
  let first = version;
  while (first.previous) first = first.previous;
  const hex = createHash('md5').update(`${first.updatedAt} ${first.schema.name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function choiceOf(version: AttributeVersion) {
  return version.schema.choices?.find((choice) => choice.name === version.value);
}

function textOf(version: AttributeVersion): string | undefined {
  return typeof version.value === 'string' ? version.value : undefined;
}

function addressOf(version: AttributeVersion): string | undefined {
  return textOf(version)?.split('/')[0];
}

function lengthOf(version: AttributeVersion): number | null {
  const length = textOf(version)?.split('/')[1];
  return length === undefined ? null : Number(length);
}

function ipVersion(version: AttributeVersion): number | null {
  const value = textOf(version);
  if (value === undefined) return null;
  return value.includes(':') ? 6 : 4;
}
