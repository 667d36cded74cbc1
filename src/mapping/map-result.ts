import type { ErrorCode, SourceLocation } from '../errors.ts';
import type { Row } from './row.ts';

/** What became of one record. */
export type MapResult =
  | { readonly status: 'row'; readonly row: Row }
  /** A filter left it out. */
  | { readonly status: 'left-out' }
  | { readonly status: 'problem'; readonly problem: RowProblem };

/** Why a record gave no row. */
export interface RowProblem {
  readonly code: ErrorCode;
  readonly kind: string;
  /** The endpoint, or the concrete kind at the destination. */
  readonly origin: string;
  readonly recordId: string;
  /** Undefined when the trouble came before the identifiers were known. */
  readonly uniqueId: string | undefined;
  readonly field: string | undefined;
  readonly message: string;
  readonly hint: string;
  /** Where the record stands, when it is one of a file. */
  readonly location?: SourceLocation | undefined;
}
