import * as z from 'zod';
import { SyncError } from '../../errors.ts';
import type { JsonValue } from '../../json.ts';
import type {
  AttributeSchema,
  DestinationSchema,
  KindSchema,
  RelationshipSchema,
} from '../../mapping/kind-schema.ts';
import type { Connection } from './connection.ts';
import { type Mirrors, mirrorsOf } from './mirrors.ts';

const Choice = z.object({ name: z.string() });

const Attribute = z.object({
  name: z.string(),
  kind: z.string(),
  optional: z.boolean().nullish(),
  default_value: z.json().nullish(),
  unique: z.boolean().nullish(),
  read_only: z.boolean().nullish(),
  choices: z.array(Choice).nullish(),
  enum: z.array(z.union([z.string(), z.number()])).nullish(),
});
type Attribute = z.infer<typeof Attribute>;

const Relationship = z.object({
  name: z.string(),
  peer: z.string(),
  cardinality: z.enum(['one', 'many']).nullish(),
  kind: z.string().nullish(),
  optional: z.boolean().nullish(),
  read_only: z.boolean().nullish(),
  identifier: z.string().nullish(),
  direction: z.enum(['bidirectional', 'outbound', 'inbound']).nullish(),
});
export type Relationship = z.infer<typeof Relationship>;

const Kind = z.object({
  kind: z.string(),
  attributes: z.array(Attribute).nullish(),
  relationships: z.array(Relationship).nullish(),
  human_friendly_id: z.array(z.string()).nullish(),
  uniqueness_constraints: z.array(z.array(z.string())).nullish(),
  used_by: z.array(z.string()).nullish(),
});
export type Kind = z.infer<typeof Kind>;

/** The parts of `GET /api/schema` that are used; profiles and templates are not synced. */
const Schema = z.object({ nodes: z.array(Kind), generics: z.array(Kind) });

/** What the server says of its kinds, and what only this adapter needs of it. */
export interface InfrahubSchema {
  readonly schema: DestinationSchema;
  readonly mirrors: Mirrors;
}

/**
 * Nodes and generics as the branch has them now.
 * @throws SyncError UNEXPECTED_ANSWER when the schema has another form than Infrahub 1.4 to 1.11 give it.
 */
export async function fetchSchema(connection: Connection, signal: AbortSignal): Promise<InfrahubSchema> {
  const body = await connection.get(`/api/schema?branch=${encodeURIComponent(connection.branch)}`, signal);
  const parsed = Schema.safeParse(body);
  if (!parsed.success) {
    throw new SyncError({
      code: 'UNEXPECTED_ANSWER',
      message: `Infrahub's schema of branch ${connection.branch} has an unknown form: ${z.prettifyError(parsed.error)}`,
      hint: 'Versions 1.4 to 1.11 of Infrahub are known to work. Report this with the version of the server.',
    });
  }
  const { nodes, generics } = parsed.data;
  const kinds = new Map<string, KindSchema>();
  for (const kind of generics) kinds.set(kind.kind, kindSchema(kind, true));
  for (const kind of nodes) kinds.set(kind.kind, kindSchema(kind, false));
  return { schema: { kinds }, mirrors: mirrorsOf([...nodes, ...generics]) };
}

function kindSchema(kind: Kind, isGeneric: boolean): KindSchema {
  return {
    kind: kind.kind,
    attributes: byName((kind.attributes ?? []).map(attributeSchema)),
    relationships: byName((kind.relationships ?? []).map(relationshipSchema)),
    humanFriendlyId: kind.human_friendly_id ?? [],
    uniquenessConstraints: kind.uniqueness_constraints ?? [],
    usedBy: isGeneric ? (kind.used_by ?? []) : [],
    isGeneric,
  };
}

function attributeSchema(attribute: Attribute): AttributeSchema {
  const choices = attribute.choices?.map(({ name }) => name) ?? attribute.enum?.map(String) ?? [];
  return {
    name: attribute.name,
    kind: attribute.kind,
    optional: attribute.optional ?? false,
    defaultValue: (attribute.default_value ?? null) as JsonValue,
    unique: attribute.unique ?? false,
    readOnly: attribute.read_only ?? false,
    choices,
  };
}

function relationshipSchema(relationship: Relationship): RelationshipSchema {
  return {
    name: relationship.name,
    peer: relationship.peer,
    // Infrahub's own defaults for what a schema leaves out.
    cardinality: relationship.cardinality ?? 'many',
    kind: relationship.kind ?? 'Generic',
    optional: relationship.optional ?? false,
    readOnly: relationship.read_only ?? false,
  };
}

function byName<T extends { readonly name: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.name, item]));
}
