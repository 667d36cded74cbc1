import { type Command, InvalidArgumentError, Option } from 'commander';
import type { ConfigRequest } from '../config/find.ts';
import { SyncError } from '../errors.ts';
import { type DeleteLimit, defaultDeleteLimit, parseDeleteLimit } from '../plan/guardrails.ts';

export type OutputFormat = 'text' | 'json' | 'markdown';
export type Verbosity = 'quiet' | 'default' | 'verbose';

/** Which configuration is meant. */
export interface ConfigOptions {
  readonly name?: string;
  readonly configFile?: string;
  readonly directory?: string;
}

export interface TalkOptions {
  readonly verbosity: Verbosity;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

/** Options of `diff` and `sync`, by the names that commander gives them. */
export interface RunOptions extends ConfigOptions, TalkOptions {
  readonly branch?: string;
  /** Undefined: bars on a terminal, lines elsewhere. */
  readonly showProgress?: boolean;
  readonly fullExtract: boolean;
  readonly allowRowcountDrop: boolean;
  readonly continueOnError: boolean;
  readonly maxDeletes: DeleteLimit;
  readonly deleteOwnedOnly: boolean;
  readonly overwriteProtected: boolean;
  readonly format: OutputFormat;
  readonly report: boolean;
}

export function addConfigOptions(command: Command): Command {
  return command
    .option('--name <name>', 'the sync to use, found below the directory')
    .option('--config-file <file>', 'the configuration file to use')
    .option('--directory <directory>', 'where to look for configurations');
}

export function addTalkOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--verbosity <level>', 'how much is told on stderr')
        .choices(['quiet', 'default', 'verbose'])
        .default('default'),
    )
    .option('-v, --verbose', 'short for --verbosity verbose')
    .option('-q, --quiet', 'short for --verbosity quiet');
}

const FORMATS = ['text', 'json', 'markdown'] as const;

/** How the result of a command is printed. */
export function formatOption(formats: readonly string[] = FORMATS): Option {
  return new Option('--format <format>', 'how the result is printed').choices([...formats]).default('text');
}

/** How much a run may delete. */
export function maxDeletesOption(): Option {
  return new Option(
    '--max-deletes <limit>',
    'how much of a kind one run may delete: a number, or a share as 25%',
  )
    .argParser(deleteLimit)
    .default(defaultDeleteLimit, '10%, but at least 5');
}

/** Options of `apply`, besides the configuration. */
export function addApplyOptions(command: Command): Command {
  return addTalkOptions(addConfigOptions(command))
    .requiredOption('--run-id <run>', 'the run that made the plan')
    .addOption(
      new Option(
        '--on-conflict <what>',
        'when objects are no longer as the plan saw them: stop, or skip those',
      )
        .choices(['stop', 'skip'])
        .default('stop'),
    )
    .option('--branch <branch>', 'the branch of the destination')
    .option('--show-progress', 'show progress (default: bars on a terminal, lines elsewhere)')
    .option('--no-show-progress', 'show no progress')
    .option('--continue-on-error', 'leave out what cannot be written instead of stopping', false)
    .addOption(maxDeletesOption())
    .addOption(formatOption());
}

export function addRunOptions(command: Command): Command {
  addTalkOptions(addConfigOptions(command))
    .option('--branch <branch>', 'the branch of the destination')
    .option('--show-progress', 'show progress (default: bars on a terminal, lines elsewhere)')
    .option('--no-show-progress', 'show no progress')
    .option('--full-extract', 'read everything (default)', true)
    .option('--no-full-extract', 'read only what changed since the last run where that is possible')
    .option('--allow-rowcount-drop', 'go on when a kind has fewer than half of the rows it had', false)
    .option('--continue-on-error', 'leave out what cannot be mapped or written instead of stopping', false)
    .addOption(
      new Option(
        '--max-deletes <limit>',
        'how much of a kind one run may delete: a number, or a share as 25%',
      )
        .argParser(deleteLimit)
        .default(defaultDeleteLimit, '10%, but at least 5'),
    )
    .option(
      '--delete-owned-only',
      "delete only what has this sync's account or group as source or owner",
      false,
    )
    .option('--overwrite-protected', 'change attributes too that are protected for somebody else', false)
    .addOption(formatOption())
    .option('--report', "leave report.html and plan.md in the run's folder", false);
  for (const flag of ['--parallel', '--no-parallel', '--concurrent-load', '--no-concurrent-load']) {
    command.addOption(new Option(flag, 'accepted for compatibility, without effect').hideHelp());
  }
  return command.addOption(
    new Option('--adapter-path <path...>', 'accepted for compatibility, without effect').hideHelp(),
  );
}

function deleteLimit(text: string): DeleteLimit {
  const limit = parseDeleteLimit(text);
  if (limit !== undefined) return limit;
  throw new InvalidArgumentError('It is a whole number such as 20, or a share such as 25%.');
}

/** @throws SyncError USAGE unless exactly one of `--name` and `--config-file` is given */
export function configRequest(options: ConfigOptions, workingDirectory: string): ConfigRequest {
  const { name, configFile, directory } = options;
  if (name !== undefined && configFile === undefined) {
    return { type: 'name', name, directory: directory ?? workingDirectory };
  }
  if (configFile !== undefined && name === undefined) return { type: 'file', file: configFile, directory };
  throw new SyncError({
    code: 'USAGE',
    message: name === undefined ? 'Which sync is meant?' : '--name and --config-file were both given.',
    hint: 'Give exactly one of --name NAME (looked for below --directory) and --config-file FILE.',
  });
}

export function verbosityOf(options: TalkOptions): Verbosity {
  if (options.quiet) return 'quiet';
  return options.verbose ? 'verbose' : options.verbosity;
}
