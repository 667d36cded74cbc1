import { nearest } from '../config/nearest.ts';
import { SyncError } from '../errors.ts';
import type { Environment } from './core.ts';
import {
  cacheKey,
  deleteLimit,
  flag,
  type InputReader,
  list,
  oneOf,
  oneOfAnyCase,
  optionalText,
  text,
} from './input-readers.ts';

const ACTION_MODES = ['diff', 'sync', 'apply', 'list'] as const;
const CONFLICT_MODES = ['stop', 'skip'] as const;
const CACHE_MODES = ['true', 'false', 'read-only'] as const;
const COMMENT_MODES = ['on-change', 'always', 'never'] as const;

export type ActionMode = (typeof ACTION_MODES)[number];
/** The modes that are a run of the engine. */
export type RunMode = Exclude<ActionMode, 'list'>;
export type CommentMode = (typeof COMMENT_MODES)[number];

/**
 * Every input of action.yml with how it is read and its default; a test holds them against the file. A new
 * input is a line here and its description there.
 */
const TABLE = {
  name: list,
  directory: text('.'),
  'config-file': optionalText,
  mode: oneOf(ACTION_MODES, 'diff'),
  'full-extract': flag(true),
  branch: optionalText,
  'create-branch': flag(false),
  'delete-branch': flag(false),
  'allow-rowcount-drop': flag(false),
  'continue-on-error': flag(false),
  'max-deletes': deleteLimit,
  'delete-owned-only': flag(false),
  'overwrite-protected': flag(false),
  'require-reviewed-plan': flag(false),
  'run-id': text(''),
  'on-conflict': oneOf(CONFLICT_MODES, 'stop'),
  /** Empty when there is none: nothing is commented then. */
  'github-token': text(''),
  cache: oneOfAnyCase(CACHE_MODES, 'true'),
  'cache-encryption-key': cacheKey,
  comment: oneOf(COMMENT_MODES, 'on-change'),
  'comment-name': optionalText,
  issue: flag(false),
} as const satisfies Readonly<Record<string, InputReader<unknown>>>;

export type InputName = keyof typeof TABLE;

/** The inputs one by one, as they are written. */
type Written = {
  readonly [Name in InputName]: (typeof TABLE)[Name] extends InputReader<infer Value> ? Value : never;
};

/** What the action was asked for; the keys are the inputs' names in action.yml. */
export type Inputs = Omit<Written, 'name' | 'config-file'> & { readonly sync: SyncSelection };

/** The inputs `name` and `config-file`, of which exactly one is given. */
export type SyncSelection =
  | { readonly by: 'names'; readonly names: readonly string[] }
  /** `name: "*"`, and a list without a name. */
  | { readonly by: 'all' }
  | { readonly by: 'config-file'; readonly file: string };

export const INPUT_NAMES = Object.keys(TABLE) as readonly InputName[];

const PREFIX = 'INPUT_';

/**
 * Reads and checks all inputs, before anything is done.
 *
 * @param environment the runner passes the input `full-extract` as `INPUT_FULL-EXTRACT`
 * @throws SyncError USAGE that names every wrong input with the allowed values
 */
export function readInputs(environment: Environment): Inputs {
  const problems: string[] = unknownInputs(environment);
  const values: Record<string, unknown> = {};
  for (const name of INPUT_NAMES) {
    const given = environment[variableOf(name)];
    const reading = TABLE[name](written(given), given);
    if (reading.status === 'read') values[name] = reading.value;
    else problems.push(`"${name}" ${reading.problem}`);
  }
  const { name, 'config-file': file, ...rest } = values as Written;
  const sync = selection({ names: name ?? [], file, mode: rest.mode }, (problem) => problems.push(problem));
  problems.push(...branchProblems(rest), ...planProblems(rest));
  if (problems.length === 0) return { ...rest, sync };
  throw new SyncError({
    code: 'USAGE',
    message: `The action's inputs are not right: ${problems.join('; ')}.`,
    hint: 'Correct them under "with:" of the workflow step. docs/action.md describes every input.',
  });
}

function variableOf(name: InputName): string {
  return `${PREFIX}${name.toUpperCase()}`;
}

function written(given: string | undefined): string | undefined {
  const value = given?.trim();
  return value === '' ? undefined : value;
}

/** A runner passes an input that action.yml does not have with a warning that nobody reads. */
function unknownInputs(environment: Environment): string[] {
  const known = new Set(INPUT_NAMES.map(variableOf));
  return Object.keys(environment)
    .filter((variable) => variable.startsWith(PREFIX) && !known.has(variable))
    .map((variable) => {
      const name = variable.slice(PREFIX.length).toLowerCase();
      const near = nearest(name, INPUT_NAMES) ?? nearest(name.replaceAll('_', '-'), INPUT_NAMES);
      return `there is no input "${name}"${near === undefined ? '' : `, did you mean "${near}"?`}`;
    });
}

function selection(
  given: {
    readonly names: readonly string[];
    readonly file: string | undefined;
    readonly mode: ActionMode | undefined;
  },
  report: (problem: string) => void,
): SyncSelection {
  const { names, file, mode } = given;
  if (names.length > 0 && file !== undefined) {
    report('"name" and "config-file" are both given, and only one of them can be');
  }
  if (file !== undefined) {
    if (mode === 'list') report('"config-file" is given, but "mode" is "list", which is for many syncs');
    return { by: 'config-file', file };
  }
  if (names.length === 0) {
    if (mode !== 'list') report('neither "name" nor "config-file" is given, and one of them has to be');
    return { by: 'all' };
  }
  for (const name of names) {
    if (/[/\\]/.test(name) || name === '.' || name === '..')
      report(`"name" is "${name}", which is a path and not the name of a sync`);
  }
  if (!names.includes('*')) return { by: 'names', names };
  if (names.length > 1) report('"name" has "*", which means all syncs, and others besides');
  return { by: 'all' };
}

function planProblems(inputs: Omit<Written, 'name' | 'config-file'>): string[] {
  const problems: string[] = [];
  if (inputs.mode === 'apply' && inputs['run-id'] === '')
    problems.push('"mode" is "apply", which needs "run-id", the run that made the plan');
  if (inputs['require-reviewed-plan'] && inputs.mode === 'apply')
    problems.push('"require-reviewed-plan" is for "mode: sync", which makes the plan anew');
  if (inputs['require-reviewed-plan'] && inputs['github-token'] === '')
    problems.push('"require-reviewed-plan" needs "github-token", to read the pull request with');
  return problems;
}

function branchProblems(inputs: Omit<Written, 'name' | 'config-file'>): string[] {
  if (inputs.branch !== undefined) return [];
  return (['create-branch', 'delete-branch'] as const)
    .filter((name) => inputs[name])
    .map((name) => `"${name}" is true, but "branch" does not say which`);
}
