/** A place in a file that a user wrote; line and column count from 1. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** What kind of trouble it is; stable, so that scripts can tell one from another. */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'CONFIG_NOT_FOUND'
  | 'FILE_NOT_FOUND'
  | 'FILE_INVALID'
  | 'SCHEMA_MISMATCH'
  | 'ORDER_CYCLE'
  | 'USAGE'
  | 'ADAPTER_UNKNOWN'
  | 'AUTH_FAILED'
  | 'PERMISSION_DENIED'
  | 'UNREACHABLE'
  | 'TIMEOUT'
  | 'HTTP_ERROR'
  | 'UNEXPECTED_ANSWER'
  | 'BRANCH_NOT_FOUND'
  | 'BRANCH_REFUSED'
  | 'FILTER_FAILED'
  | 'TRANSFORM_FAILED'
  | 'TRANSFORM_UNSUPPORTED'
  | 'REFERENCE_UNRESOLVED'
  | 'MANDATORY_MISSING'
  | 'VALUE_INVALID'
  | 'DUPLICATE_IDENTITY'
  | 'INCOMPLETE_READ'
  | 'CACHE_UNWRITABLE'
  | 'CACHE_CORRUPT'
  | 'LOCKED'
  | 'ROWCOUNT_DROP'
  | 'MAX_DELETES'
  | 'PLAN_CONFLICT'
  | 'PLAN_NOT_REVIEWED'
  | 'WRITE_FAILED'
  | 'CANCELLED'
  | 'INTERNAL';

export interface SyncErrorOptions {
  readonly code: ErrorCode;
  /** What happened and to what: the file and line, the kind and record, the address. No secrets. */
  readonly message: string;
  /** What the reader can do about it. */
  readonly hint: string;
  readonly location?: SourceLocation | undefined;
  readonly cause?: unknown;
}

/** An error that a user can act on. Anything else that is thrown is a defect of this project. */
export class SyncError extends Error {
  readonly code: ErrorCode;
  readonly hint: string;
  readonly location: SourceLocation | undefined;

  constructor(options: SyncErrorOptions) {
    super(options.message, { cause: options.cause });
    this.name = 'SyncError';
    this.code = options.code;
    this.hint = options.hint;
    this.location = options.location;
  }
}

/** `config.yml:42:7`, as an editor understands it. */
export function formatLocation(location: SourceLocation): string {
  return `${location.file}:${location.line}:${location.column}`;
}
