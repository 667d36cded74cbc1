import { nearest } from '../config/nearest.ts';
import { SyncError } from '../errors.ts';
import type { Environment } from './core.ts';
import { flag, type InputReader, oneOf, optionalText, text } from './input-readers.ts';

const ACTION_MODES = ['diff', 'sync'] as const;
const COMMENT_MODES = ['on-change', 'always', 'never'] as const;

export type ActionMode = (typeof ACTION_MODES)[number];
export type CommentMode = (typeof COMMENT_MODES)[number];

/**
 * Every input of action.yml with how it is read and its default; a test holds them against the file. A new
 * input is a line here and its description there.
 */
const TABLE = {
  name: optionalText,
  directory: text('.'),
  'config-file': optionalText,
  mode: oneOf(ACTION_MODES, 'diff'),
  'full-extract': flag(true),
  branch: optionalText,
  'allow-rowcount-drop': flag(false),
  'continue-on-error': flag(false),
  /** Empty when there is none: nothing is commented then. */
  'github-token': text(''),
  comment: oneOf(COMMENT_MODES, 'on-change'),
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
  | { readonly by: 'name'; readonly name: string }
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
    const reading = TABLE[name](written(environment, name));
    if (reading.status === 'read') values[name] = reading.value;
    else problems.push(`"${name}" ${reading.problem}`);
  }
  const { name, 'config-file': file, ...rest } = values as Written;
  const sync = selection(name, file, (problem) => problems.push(problem));
  if (problems.length === 0) return { ...rest, sync };
  throw new SyncError({
    code: 'USAGE',
    message: `The action's inputs are not right: ${problems.join('; ')}.`,
    hint: 'Correct them under "with:" of the workflow step. docs/action.md describes every input.',
  });
}

function written(environment: Environment, name: InputName): string | undefined {
  const value = environment[`${PREFIX}${name.toUpperCase()}`]?.trim();
  return value === '' ? undefined : value;
}

/** A runner passes an input that action.yml does not have with a warning that nobody reads. */
function unknownInputs(environment: Environment): string[] {
  const known = new Set(INPUT_NAMES.map((name) => `${PREFIX}${name.toUpperCase()}`));
  return Object.keys(environment)
    .filter((variable) => variable.startsWith(PREFIX) && !known.has(variable))
    .map((variable) => {
      const name = variable.slice(PREFIX.length).toLowerCase();
      const near = nearest(name, INPUT_NAMES) ?? nearest(name.replaceAll('_', '-'), INPUT_NAMES);
      return `there is no input "${name}"${near === undefined ? '' : `, did you mean "${near}"?`}`;
    });
}

function selection(
  name: string | undefined,
  file: string | undefined,
  report: (problem: string) => void,
): SyncSelection {
  if (name !== undefined && file !== undefined) {
    report('"name" and "config-file" are both given, and only one of them can be');
  }
  if (file !== undefined) return { by: 'config-file', file };
  if (name === undefined) {
    report('neither "name" nor "config-file" is given, and one of them has to be');
    return { by: 'name', name: '' };
  }
  if (/[/\\]/.test(name) || name === '.' || name === '..') {
    report(`"name" is "${name}", which is a path and not the name of a sync`);
  }
  return { by: 'name', name };
}
