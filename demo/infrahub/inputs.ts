import type { AttributeValue } from './schema-types.ts';

/** An attribute as a mutation gives it. */
export interface AttributeInput {
  readonly value?: AttributeValue;
  readonly is_default?: boolean | null;
  readonly is_protected?: boolean | null;
  readonly source?: string | null;
  readonly owner?: string | null;
}

/** A peer as a mutation gives it. */
export interface RelatedInput {
  readonly id?: string | null;
  readonly hfid?: readonly (string | null)[] | null;
  readonly kind?: string | null;
  readonly _relation__is_protected?: boolean | null;
  readonly _relation__source?: string | null;
  readonly _relation__owner?: string | null;
}

/** The `data` of a mutation: `id`, `hfid`, and a field's name → its attribute, peer or peers. */
export interface InputData {
  readonly id?: string | null;
  readonly hfid?: readonly (string | null)[] | null;
  readonly [field: string]: FieldInput | undefined;
}

export type FieldInput =
  | AttributeInput
  | RelatedInput
  | readonly RelatedInput[]
  | readonly (string | null)[]
  | string
  | null;
