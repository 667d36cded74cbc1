import type { ReportError } from './run-report.ts';

/** The kind, object and attribute that an error is about, save for what its message names already. */
export function errorPlace(error: ReportError): readonly string[] {
  return [error.kind, error.id ?? '', error.attribute ?? ''].filter(
    (part) => part !== '' && !error.message.includes(part),
  );
}
