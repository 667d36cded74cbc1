import type { SourceLocation } from '../errors.ts';
import type { JsonObject, JsonValue } from '../json.ts';

/** One `config.yml`, checked: a name, a source, a destination, a schema mapping. */
export interface Sync {
  /** The sync's name and its folder in the cache: one path segment. */
  readonly name: string;
  /** The file it was read from, as the user would name it. */
  readonly file: string;
  readonly source: SystemSettings;
  readonly destination: SystemSettings;
  /** Kinds in write order as the user gave them; empty when the references decide. */
  readonly order: readonly string[];
  /** Never empty: `SKIP_UNMATCHED_DST` is there when the file names none, or `NONE` alone. */
  readonly flags: ReadonlySet<DiffsyncFlag>;
  readonly incremental: IncrementalSettings;
  /** The entries of `schema_mapping`, in the order of the file, without kinds that a given `order` leaves out. */
  readonly mappings: readonly MappingElement[];
  /** What is accepted but has no effect, or looks like a mistake: shown, never fatal. */
  readonly warnings: readonly ConfigWarning[];
  /** Where in the file a value stands; the nearest parent that exists when the path itself does not. */
  locate(path: readonly (string | number)[]): SourceLocation;
}

/** A source or destination: which system, and how to reach it. */
export interface SystemSettings {
  /** `netbox`, `infrahub`, …: picks the adapter. */
  readonly name: string;
  /** As written, with `${VARIABLE}` replaced. Holds secrets: never to be printed. */
  readonly settings: JsonObject;
}

export interface IncrementalSettings {
  /** Every how many runs everything is read again; 1 turns warm runs off. */
  readonly fullResyncEvery: number;
  /** How far a cursor is set back, in seconds. */
  readonly overlapSeconds: number;
}

export interface ConfigWarning {
  readonly severity: 'warning';
  readonly message: string;
  /** What would be right. */
  readonly hint: string;
  readonly location: SourceLocation;
}

/** Flag names as diffsync has them. */
export type DiffsyncFlag =
  | 'NONE'
  | 'CONTINUE_ON_FAILURE'
  | 'SKIP_UNMATCHED_SRC'
  | 'SKIP_UNMATCHED_DST'
  | 'SKIP_UNMATCHED_BOTH'
  | 'LOG_UNCHANGED_RECORDS';

/** One entry of `schema_mapping`: an endpoint of the source that feeds a kind of the destination. */
export interface MappingElement {
  /** Position in `schema_mapping`, from 0. */
  readonly index: number;
  /** The destination kind, such as `DcimDevice`. */
  readonly kind: string;
  /** The source endpoint as written, such as `dcim.devices`; empty when the entry has none. */
  readonly endpoint: string;
  /** Names of fields that together identify a row; empty: the kind's unique attributes that are mapped. */
  readonly identifiers: readonly string[];
  /** In the order of the file; of several with one name the last that has a value wins. */
  readonly fields: readonly FieldMapping[];
  readonly filters: readonly FilterRule[];
  readonly transforms: readonly TransformRule[];
}

/** How one attribute or relationship of the destination gets its value. */
export type FieldMapping =
  /** The same value in every row. */
  | {
      readonly type: 'static';
      readonly name: string;
      readonly value: JsonValue;
      readonly reference: string | undefined;
    }
  /** A dotted path into the record. */
  | { readonly type: 'path'; readonly name: string; readonly path: string }
  /** A dotted path to a nested object (or a unique id), looked up among the rows of another kind. */
  | { readonly type: 'reference'; readonly name: string; readonly path: string; readonly reference: string }
  /** Named, but filled by nothing. */
  | { readonly type: 'documentation'; readonly name: string };

export interface FilterRule {
  readonly field: string;
  readonly operation: string;
  readonly value: JsonValue;
}

export interface TransformRule {
  readonly field: string;
  readonly expression: string;
}
