import { SyncError } from '../errors.ts';
import type { Environment } from './core.ts';

/** What the action was asked for; the keys are the inputs' names in action.yml. */
export interface Inputs {
  readonly sync: SyncSelection;
  readonly directory: string;
  readonly mode: ActionMode;
  readonly 'full-extract': boolean;
  readonly branch: string | undefined;
  readonly 'allow-rowcount-drop': boolean;
  readonly 'continue-on-error': boolean;
  /** Empty when there is none: nothing is commented then. */
  readonly 'github-token': string;
  readonly comment: CommentMode;
}

/** The inputs `name` and `config-file`, of which exactly one is given. */
export type SyncSelection =
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'config-file'; readonly file: string };

const ACTION_MODES = ['diff', 'sync'] as const;
const COMMENT_MODES = ['on-change', 'always', 'never'] as const;
const BOOLEANS = ['true', 'false'] as const;

export type ActionMode = (typeof ACTION_MODES)[number];
export type CommentMode = (typeof COMMENT_MODES)[number];

/** Every input of action.yml; a test holds them against the file. */
export const INPUT_NAMES = [
  'name',
  'directory',
  'config-file',
  'mode',
  'full-extract',
  'branch',
  'allow-rowcount-drop',
  'continue-on-error',
  'github-token',
  'comment',
] as const;

export type InputName = (typeof INPUT_NAMES)[number];

/**
 * Reads and checks all inputs, before anything is done.
 *
 * @param environment the runner passes the input `full-extract` as `INPUT_FULL-EXTRACT`
 * @throws SyncError USAGE that names every wrong input with the allowed values
 */
export function readInputs(environment: Environment): Inputs {
  const problems: string[] = [];
  const report = (problem: string) => problems.push(problem);
  const inputs: Inputs = {
    sync: selection(environment, report),
    directory: text(environment, 'directory') ?? '.',
    mode: oneOf(environment, 'mode', ACTION_MODES, 'diff', report),
    'full-extract': flag(environment, 'full-extract', true, report),
    branch: text(environment, 'branch'),
    'allow-rowcount-drop': flag(environment, 'allow-rowcount-drop', false, report),
    'continue-on-error': flag(environment, 'continue-on-error', false, report),
    'github-token': text(environment, 'github-token') ?? '',
    comment: oneOf(environment, 'comment', COMMENT_MODES, 'on-change', report),
  };
  if (problems.length === 0) return inputs;
  throw new SyncError({
    code: 'USAGE',
    message: `The action's inputs are not right: ${problems.join('; ')}.`,
    hint: 'Correct them under "with:" of the workflow step. docs/action.md describes every input.',
  });
}

/** An input as written, without white space at its ends; undefined when it is empty or absent. */
function text(environment: Environment, name: InputName): string | undefined {
  const value = environment[`INPUT_${name.toUpperCase()}`]?.trim();
  return value === '' ? undefined : value;
}

function selection(environment: Environment, report: (problem: string) => void): SyncSelection {
  const name = text(environment, 'name');
  const file = text(environment, 'config-file');
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

function oneOf<T extends string>(
  environment: Environment,
  name: InputName,
  allowed: readonly T[],
  fallback: T,
  report: (problem: string) => void,
): T {
  const value = text(environment, name);
  if (value === undefined) return fallback;
  const found = allowed.find((candidate) => candidate === value);
  if (found !== undefined) return found;
  report(`"${name}" is "${value}", allowed are ${allowed.map((one) => `"${one}"`).join(', ')}`);
  return fallback;
}

/** YAML 1.2's booleans as the runner's own `getBooleanInput` takes them, in any case. */
function flag(
  environment: Environment,
  name: InputName,
  fallback: boolean,
  report: (problem: string) => void,
): boolean {
  const lowered = { [`INPUT_${name.toUpperCase()}`]: text(environment, name)?.toLowerCase() };
  return oneOf(lowered, name, BOOLEANS, fallback ? 'true' : 'false', report) === 'true';
}
