import { SyncError } from '../errors.ts';
import type { DestinationSchema } from '../mapping/kind-schema.ts';
import { checkAgainstSchema } from './check-schema.ts';
import type { Environment } from './environment.ts';
import { ConfigError, type ConfigIssue, inFileOrder } from './issue.ts';
import { loadSync } from './load.ts';
import { kindOrder } from './order.ts';
import type { Sync } from './sync.ts';

/** What `infrahub-sync validate` found. */
export type Validation =
  /** The file can be used; `issues` are warnings. */
  | { readonly status: 'valid'; readonly sync: Sync; readonly issues: readonly ConfigIssue[] }
  /** It cannot; `issues` are errors and warnings in the order of the file. */
  | { readonly status: 'invalid'; readonly issues: readonly ConfigIssue[] };

/**
 * Checks the file alone. Pure. `missingVariables` says what an unset `${VARIABLE}` is; a check in CI may lack
 * the secrets, so that by default it is a warning.
 */
export function validateOffline(
  text: string,
  file: string,
  environment: Environment,
  missingVariables: 'error' | 'warning' = 'warning',
): Validation {
  try {
    const sync = loadSync(text, file, environment, { missingVariables });
    return validateOrder(sync);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { status: 'invalid', issues: inFileOrder([...error.issues, ...error.warnings]) };
  }
}

/** Checks a loaded sync without the destination's schema. Pure. */
export function validateOrder(sync: Sync): Validation {
  return withOrder(sync, new Map(), undefined, sync.warnings);
}

/** Checks a loaded sync against the destination's schema as well. Pure. */
export function validateOnline(sync: Sync, schema: DestinationSchema): Validation {
  const check = checkAgainstSchema(sync, schema);
  const warnings = [...sync.warnings, ...check.warnings];
  if (check.errors.length > 0) {
    return { status: 'invalid', issues: inFileOrder([...check.errors, ...warnings]) };
  }
  return withOrder(sync, check.identifiers, schema, warnings);
}

function withOrder(
  sync: Sync,
  identifiers: ReadonlyMap<string, readonly string[]>,
  schema: DestinationSchema | undefined,
  warnings: readonly ConfigIssue[],
): Validation {
  try {
    const order = kindOrder(sync, identifiers, schema);
    return { status: 'valid', sync, issues: inFileOrder([...warnings, ...order.warnings]) };
  } catch (error) {
    if (!(error instanceof SyncError) || error.location === undefined) throw error;
    const { message, hint, location } = error;
    const cycle: ConfigIssue = { severity: 'error', message, hint, location };
    return { status: 'invalid', issues: inFileOrder([...warnings, cycle]) };
  }
}
