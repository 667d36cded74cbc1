import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { formatIssues } from '../config/format-issues.ts';
import { ConfigError } from '../config/issue.ts';
import { formatLocation, SyncError } from '../errors.ts';
import { type ApplyOptions, applyCommand } from './apply-command.ts';
import {
  type CleanOptions,
  cleanCommand,
  type RunsOptions,
  runsCommand,
  runsKeptByDefault,
  type ShowOptions,
  showCommand,
} from './cache-commands.ts';
import { listCommand } from './list-command.ts';
import {
  addApplyOptions,
  addConfigOptions,
  addRunOptions,
  addTalkOptions,
  formatOption,
  type RunOptions,
} from './options.ts';
import { auditCommand, runCommand } from './run-command.ts';
import type { ExitCode, Surroundings, Terminal } from './surroundings.ts';
import { type ValidateOptions, validateCommand } from './validate-command.ts';

/** Runs one command line. Never throws for a mistake of the user's: it is told on stderr. */
export async function runCommandLine(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const ended: { code: ExitCode } = { code: 0 };
  const program = createProgram(surroundings, (code) => {
    ended.code = code;
  });
  try {
    await program.parseAsync(hoistTalkOptions(argv));
    return ended.code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 1;
    if (!(error instanceof SyncError)) throw error;
    tellError(error, surroundings.talk);
    return 1;
  }
}

function createProgram(surroundings: Surroundings, end: (code: ExitCode) => void): Command {
  const { out, talk } = surroundings;
  const program = new Command('infrahub-sync')
    .description('Keeps a network source of truth in sync: reads, compares, shows the difference, writes it.')
    .exitOverride()
    .configureOutput({ writeOut: (text) => void out.write(text), writeErr: (text) => void talk.write(text) });
  addTalkOptions(
    addConfigOptions(program.command('list').description('list the syncs below a directory')),
  ).action(async ({ directory }: { directory?: string }) => end(await listCommand(directory, surroundings)));
  addTalkOptions(addConfigOptions(program.command('validate').description('check a configuration')))
    .option('--branch <branch>', 'the branch of the destination')
    .option('--offline', 'check the file alone, without the destination')
    .action(async (options: ValidateOptions) => end(await validateCommand(options, surroundings)));
  addRunOptions(program.command('diff').description('show what a sync would change; nothing is written'))
    .option('--exit-code', 'end with 2 when there are changes', false)
    .action(async (options: RunOptions & { exitCode: boolean }) =>
      end(await runCommand('diff', options, { exitCode: options.exitCode, showDiff: true }, surroundings)),
    );
  addRunOptions(program.command('sync').description('make the destination like the source'))
    .option('--diff', 'print the differences (default)', true)
    .option('--no-diff', 'print the totals only')
    .action(async (options: RunOptions & { diff: boolean }) =>
      end(await runCommand('sync', options, { exitCode: false, showDiff: options.diff }, surroundings)),
    );
  addApplyOptions(program.command('apply').description('write the plan of an earlier run as it is')).action(
    async (options: ApplyOptions) => end(await applyCommand(options, surroundings)),
  );
  addCacheCommands(program, surroundings, end);
  addRunOptions(
    program.command('audit').description('read everything and check what a warm run would have given'),
  ).action(async (options: RunOptions) => end(await auditCommand(options, surroundings)));
  return program;
}

function addCacheCommands(program: Command, surroundings: Surroundings, end: (code: ExitCode) => void): void {
  addTalkOptions(addConfigOptions(program.command('runs').description('list the runs in the cache')))
    .addOption(formatOption(['text', 'json']))
    .action(async (options: RunsOptions) => end(await runsCommand(options, surroundings)));
  addTalkOptions(addConfigOptions(program.command('show').description('show the plan of an earlier run')))
    .argument('<run>', 'its id, as `runs` lists it')
    .addOption(formatOption())
    .action(async (runId: string, options: ShowOptions) =>
      end(await showCommand(runId, options, surroundings)),
    );
  addTalkOptions(addConfigOptions(program.command('clean').description('remove runs from the cache')))
    .addOption(
      new Option('--keep <count>', 'how many runs that ended well stay')
        .argParser(wholeNumber)
        .default(runsKeptByDefault),
    )
    .option('--all', 'remove everything: the next run reads everything', false)
    .action(async (options: CleanOptions) => end(await cleanCommand(options, surroundings)));
}

function wholeNumber(text: string): number {
  if (/^[1-9]\d{0,5}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('It is a whole number of 1 or more; --all removes everything.');
}

const COMMANDS = ['list', 'validate', 'diff', 'sync', 'apply', 'runs', 'show', 'clean', 'audit'];

/** `infrahub-sync --verbosity quiet diff …` is what users of the Python tool type: moved behind the command. */
function hoistTalkOptions(argv: readonly string[]): readonly string[] {
  const [node = '', script = '', ...rest] = argv;
  const command = rest.findIndex((word) => COMMANDS.includes(word));
  if (command <= 0) return argv;
  return [
    node,
    script,
    ...rest.slice(command, command + 1),
    ...rest.slice(0, command),
    ...rest.slice(command + 1),
  ];
}

function tellError(error: SyncError, talk: Terminal): void {
  if (error instanceof ConfigError) {
    talk.write(`${formatIssues([...error.issues, ...error.warnings])}\n`);
    return;
  }
  const place = error.location === undefined ? '' : `${formatLocation(error.location)}: `;
  talk.write(`error: ${place}${error.message}\n  hint: ${error.hint}\n`);
}
