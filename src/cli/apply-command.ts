import { loadRequestedSync } from '../config/find.ts';
import { nodeFiles } from '../config/node-files.ts';
import type { DeleteLimit } from '../plan/guardrails.ts';
import { applySaved } from '../run/apply-saved.ts';
import { quietHooks, runDependencies } from '../run/surroundings.ts';
import {
  type ConfigOptions,
  configRequest,
  type OutputFormat,
  type TalkOptions,
  verbosityOf,
} from './options.ts';
import { printReport, SHOWN_OPERATIONS } from './print-report.ts';
import { createProgress } from './progress.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';

export interface ApplyOptions extends ConfigOptions, TalkOptions {
  readonly runId: string;
  readonly onConflict: 'stop' | 'skip';
  readonly branch?: string;
  readonly showProgress?: boolean;
  readonly continueOnError: boolean;
  readonly maxDeletes: DeleteLimit;
  readonly format: OutputFormat;
}

/** `apply`: writes the plan that a run has left behind, as it is. */
export async function applyCommand(options: ApplyOptions, surroundings: Surroundings): Promise<ExitCode> {
  const { environment, workingDirectory, talk, out } = surroundings;
  const sync = await loadRequestedSync(configRequest(options, workingDirectory), nodeFiles(), environment);
  const verbosity = verbosityOf(options);
  const progress = createProgress({ terminal: talk, verbosity, show: options.showProgress });
  const { report } = await applySaved(
    {
      sync,
      runId: options.runId,
      branch: options.branch,
      onConflict: options.onConflict,
      continueOnError: options.continueOnError,
      maxDeletes: options.maxDeletes,
    },
    runDependencies(surroundings, { ...quietHooks, observe: progress.observe }),
  ).finally(progress.end);
  const shown = verbosity === 'verbose' ? Number.POSITIVE_INFINITY : SHOWN_OPERATIONS;
  printReport(report, options.format, shown, out);
  return report.status === 'applied' ? 0 : 1;
}
