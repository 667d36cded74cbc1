/** One attribute of a kind, as `GET /api/schema` describes it. */
export interface AttributeSchema {
  readonly id: string | null;
  readonly name: string;
  readonly kind: string;
  readonly label: string;
  readonly description: string | null;
  readonly optional: boolean;
  readonly unique: boolean;
  readonly read_only: boolean;
  readonly inherited: boolean;
  readonly default_value: AttributeValue;
  readonly enum: readonly AttributeValue[] | null;
  readonly choices: readonly Choice[] | null;
  readonly regex: string | null;
  readonly min_length: number | null;
  readonly max_length: number | null;
  readonly branch: string;
  readonly order_weight: number;
}

/** What an attribute can hold; a list for List, any JSON for JSON. */
export type AttributeValue = string | number | boolean | null | readonly AttributeValue[] | JsonMap;

export interface JsonMap {
  readonly [key: string]: AttributeValue;
}

/** A value that a Dropdown accepts. */
export interface Choice {
  readonly name: string;
  readonly label: string;
  readonly color: string;
  readonly description: string;
}

/** One relationship of a kind, as `GET /api/schema` describes it. */
export interface RelationshipSchema {
  readonly id: string | null;
  readonly name: string;
  readonly peer: string;
  readonly kind: string;
  readonly label: string;
  readonly description: string | null;
  readonly identifier: string;
  readonly direction: 'bidirectional' | 'outbound' | 'inbound';
  readonly cardinality: 'one' | 'many';
  readonly min_count: number;
  readonly max_count: number;
  readonly optional: boolean;
  readonly read_only: boolean;
  readonly inherited: boolean;
  readonly hierarchical: string | null;
  readonly on_delete: 'no-action' | 'cascade';
  readonly branch: string;
  readonly order_weight: number;
}

interface KindSchema {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  readonly label: string;
  readonly description: string | null;
  readonly branch: string;
  readonly default_filter: string | null;
  readonly human_friendly_id: readonly string[] | null;
  readonly display_label: string | null;
  readonly display_labels: readonly string[] | null;
  readonly order_by: readonly string[] | null;
  readonly uniqueness_constraints: readonly (readonly string[])[] | null;
  readonly attributes: readonly AttributeSchema[];
  readonly relationships: readonly RelationshipSchema[];
  readonly hash: string;
}

/** A kind that objects have. */
export interface NodeSchema extends KindSchema {
  readonly inherit_from: readonly string[];
  readonly hierarchy: string | null;
}

/** What several kinds share; it can be queried like a kind. */
export interface GenericSchema extends KindSchema {
  readonly used_by: readonly string[];
  readonly hierarchical: boolean;
}

/** The whole answer of `GET /api/schema`; `main` is the hash of it all. */
export interface SchemaAnswer {
  readonly main: string;
  readonly nodes: readonly NodeSchema[];
  readonly generics: readonly GenericSchema[];
  readonly profiles: readonly NodeSchema[];
  readonly templates: readonly NodeSchema[];
  readonly namespaces: readonly { readonly name: string; readonly user_editable: boolean }[];
}
