import type { ReportError } from './run-report.ts';

/** Errors of one class, kind and attribute: mostly one mistake in the mapping, met again by every record. */
export interface ErrorCause {
  /** Such as `VALUE_INVALID at DcimDevice.role`. */
  readonly name: string;
  /** At least one. */
  readonly errors: readonly ReportError[];
}

/** Puts errors of one cause together, causes in the order in which they first appear. */
export function errorCauses(errors: readonly ReportError[]): readonly ErrorCause[] {
  const causes = Map.groupBy(errors, nameOf);
  return [...causes].map(([name, list]) => ({ name, errors: list }));
}

function nameOf({ error_class, kind, attribute }: ReportError): string {
  if (kind === '') return error_class;
  return `${error_class} at ${kind}${attribute === null ? '' : `.${attribute}`}`;
}
