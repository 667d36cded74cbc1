import type { JsonValue } from '../json.ts';

/** What the destination says of its kinds; by kind name. Generics are in it too. */
export interface DestinationSchema {
  readonly kinds: ReadonlyMap<string, KindSchema>;
}

export interface KindSchema {
  /** Full name, such as `DcimDevice`. */
  readonly kind: string;
  readonly attributes: ReadonlyMap<string, AttributeSchema>;
  readonly relationships: ReadonlyMap<string, RelationshipSchema>;
  /** Paths such as `name__value` or `device__name__value`; empty when the kind has none. */
  readonly humanFriendlyId: readonly string[];
  /** Each a list of paths such as `name__value` or `device`. */
  readonly uniquenessConstraints: readonly (readonly string[])[];
  /** For a generic the kinds that inherit from it; empty for a node. */
  readonly usedBy: readonly string[];
  readonly isGeneric: boolean;
}

export interface AttributeSchema {
  readonly name: string;
  /** `Text`, `Number`, `Boolean`, `Dropdown`, `IPHost`, `MacAddress`, `List`, … */
  readonly kind: string;
  readonly optional: boolean;
  /** null when there is none. */
  readonly defaultValue: JsonValue;
  readonly unique: boolean;
  readonly readOnly: boolean;
  /** Allowed values of a Dropdown or an enum; empty when any is allowed. */
  readonly choices: readonly string[];
}

export interface RelationshipSchema {
  readonly name: string;
  /** The kind (or generic) at the other end. */
  readonly peer: string;
  readonly cardinality: 'one' | 'many';
  /** `Attribute`, `Generic`, `Parent`, `Component`, `Group`, … */
  readonly kind: string;
  readonly optional: boolean;
  readonly readOnly: boolean;
}
