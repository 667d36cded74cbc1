import { type ErrorCode, formatLocation, type SourceLocation, SyncError } from '../errors.ts';

/** One mistake, or something that looks like one, in a file that a user wrote. */
export interface ConfigIssue {
  /** An error stops every command; a warning is only shown. */
  readonly severity: 'error' | 'warning';
  /** What is wrong. */
  readonly message: string;
  /** What would be right. */
  readonly hint: string;
  readonly location: SourceLocation;
}

/** A configuration that cannot be used: all of its mistakes at once, in the order of the file. */
export class ConfigError extends SyncError {
  /** The errors, at least one. */
  readonly issues: readonly ConfigIssue[];
  /** What else was noticed. */
  readonly warnings: readonly ConfigIssue[];

  constructor(found: readonly ConfigIssue[], code: ErrorCode = 'CONFIG_INVALID') {
    const errors = inFileOrder(found.filter((issue) => issue.severity === 'error'));
    const first = errors[0];
    if (first === undefined) throw new TypeError('a ConfigError needs at least one error');
    const more = errors.length - 1;
    const rest = more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'mistake' : 'mistakes'})`;
    super({
      code,
      message: `${formatLocation(first.location)}: ${first.message}${rest}`,
      hint: first.hint,
      location: first.location,
    });
    this.name = 'ConfigError';
    this.issues = errors;
    this.warnings = inFileOrder(found.filter((issue) => issue.severity === 'warning'));
  }
}

/** By line and column; what stands at one place keeps its order. */
export function inFileOrder(issues: readonly ConfigIssue[]): ConfigIssue[] {
  return issues.toSorted(
    (left, right) => left.location.line - right.location.line || left.location.column - right.location.column,
  );
}
