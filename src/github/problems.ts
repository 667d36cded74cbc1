import { ConfigError } from '../config/issue.ts';
import type { SyncError } from '../errors.ts';
import type { FailureProblem } from '../report/failure.ts';

/** What an error says, one by one: a configuration has all of its mistakes in one error. */
export function problemsOf(error: SyncError): readonly FailureProblem[] {
  if (error instanceof ConfigError) return error.issues;
  return [{ message: error.message, hint: error.hint, location: error.location }];
}
