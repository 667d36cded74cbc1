import path from 'node:path';
import { createDestination } from '../adapters/registry.ts';
import { loadRequestedSync } from '../config/find.ts';
import { formatIssues } from '../config/format-issues.ts';
import { ConfigError } from '../config/issue.ts';
import { nodeFiles } from '../config/node-files.ts';
import type { Sync } from '../config/sync.ts';
import { type Validation, validateOnline, validateOrder } from '../config/validate.ts';
import { createHttpClientFactory } from '../http/client.ts';
import { type ConfigOptions, configRequest } from './options.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';

export interface ValidateOptions extends ConfigOptions {
  readonly branch?: string;
  readonly offline?: boolean;
}

/** `validate`: the file alone, and unless `--offline` the destination's schema too. */
export async function validateCommand(
  options: ValidateOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { environment, workingDirectory, out } = surroundings;
  const missingVariables = options.offline ? 'warning' : 'error';
  const request = configRequest(options, workingDirectory);
  const validation = await loadRequestedSync(request, nodeFiles(), environment, { missingVariables }).then(
    (sync) =>
      options.offline ? validateOrder(sync) : validateAgainstServer(sync, options.branch, surroundings),
    invalidConfig,
  );
  const issues = formatIssues(validation.issues);
  if (issues !== '') out.write(`${issues}\n`);
  if (validation.status === 'invalid') return 1;
  const checked = options.offline ? 'the file alone was checked' : 'checked against the destination';
  out.write(`${validation.sync.file}: ${validation.sync.name} is valid (${checked})\n`);
  return 0;
}

function invalidConfig(error: unknown): Validation {
  if (!(error instanceof ConfigError)) throw error;
  return { status: 'invalid', issues: [...error.issues, ...error.warnings] };
}

async function validateAgainstServer(
  sync: Sync,
  branch: string | undefined,
  surroundings: Surroundings,
): Promise<Validation> {
  const { environment, random, now, signal, talk } = surroundings;
  const destination = createDestination(sync.destination, {
    environment,
    http: createHttpClientFactory({ environment, random, now }),
    baseDirectory: path.dirname(sync.file),
    now,
    branch,
    counterpart: sync.source.name,
    maskSecret: () => undefined,
    warn: (message) => void talk.write(`warning: ${message}\n`),
  });
  try {
    return validateOnline(sync, await destination.schema(signal));
  } finally {
    await destination.close();
  }
}
