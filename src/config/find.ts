import path from 'node:path';
import { type SourceLocation, SyncError } from '../errors.ts';
import type { Environment } from './environment.ts';
import { ConfigError } from './issue.ts';
import { type LoadOptions, loadSync } from './load.ts';
import { nearest, quotedList } from './nearest.ts';
import type { Sync } from './sync.ts';
import { readYaml } from './yaml-file.ts';

/** One entry of a folder; a link is `other`, wherever it leads. */
export interface FolderEntry {
  readonly name: string;
  readonly type: 'file' | 'folder' | 'other';
}

/** The few functions of a file system that finding a configuration needs. */
export interface ConfigFiles {
  /** A file's text; undefined when there is no such file. Other failures reject. */
  readText(file: string): Promise<string | undefined>;
  /** A folder's entries; undefined when there is no such folder or it may not be read. */
  list(folder: string): Promise<readonly FolderEntry[] | undefined>;
}

/** What was asked for on the command line or by the action's inputs. */
export type ConfigRequest =
  | { readonly type: 'name'; readonly name: string; readonly directory: string }
  | { readonly type: 'file'; readonly file: string; readonly directory: string | undefined };

/** A configuration that was found: a sync, or why it is none. */
export type FoundConfig =
  | { readonly status: 'valid'; readonly file: string; readonly name: string; readonly sync: Sync }
  | {
      readonly status: 'invalid';
      readonly file: string;
      /** As far as the file tells. */
      readonly name: string | undefined;
      readonly error: ConfigError;
    };

const FILE_NAMES = ['config.yml', 'config.yaml'];
/** Folders that hold no configuration of the user's, but may hold very many files. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', '.infrahub-sync-cache', '.venv', '__pycache__']);
const MOST_FOLDERS = 10_000;

/**
 * Loads the sync that was asked for. A name is looked up among all `config.yml` (and `config.yaml`) below the
 * directory; a file is relative to the directory, when one is given. Throws CONFIG_NOT_FOUND, a ConfigError,
 * or CONFIG_INVALID when two files have the name.
 */
export async function loadRequestedSync(
  request: ConfigRequest,
  files: ConfigFiles,
  environment: Environment,
  options: LoadOptions = {},
): Promise<Sync> {
  if (request.type === 'file') return await loadFile(request, files, environment, options);
  const found = await findSyncs(request.directory, files, environment, options);
  const matches = found.filter((config) => config.name === request.name);
  const [first, second] = matches;
  if (first === undefined) throw nameNotFound(request.name, request.directory, found);
  if (second !== undefined) throw nameTwice(request.name, matches);
  if (first.status === 'invalid') throw first.error;
  return first.sync;
}

/** All configurations below a folder, by file name; the broken ones too. */
export async function findSyncs(
  directory: string,
  files: ConfigFiles,
  environment: Environment,
  options: LoadOptions = {},
): Promise<FoundConfig[]> {
  const found: FoundConfig[] = [];
  for (const file of await findConfigFiles(directory, files)) {
    const text = await files.readText(file);
    if (text !== undefined) found.push(tryLoad(text, file, environment, options));
  }
  return found;
}

/** Breadth first, so that a bound on the number of folders leaves out the deepest. */
async function findConfigFiles(directory: string, files: ConfigFiles): Promise<string[]> {
  const waiting = [directory];
  const found: string[] = [];
  for (let visited = 0; visited < waiting.length && visited < MOST_FOLDERS; visited += 1) {
    const folder = waiting[visited] ?? directory;
    const entries = await files.list(folder);
    if (entries === undefined && visited === 0) throw directoryNotFound(directory);
    for (const entry of entries ?? []) {
      // A linked file counts; a linked folder could lead in a circle.
      if (entry.type !== 'folder' && FILE_NAMES.includes(entry.name))
        found.push(path.join(folder, entry.name));
      if (entry.type === 'folder' && !SKIPPED_FOLDERS.has(entry.name))
        waiting.push(path.join(folder, entry.name));
    }
  }
  return found.toSorted();
}

function tryLoad(text: string, file: string, environment: Environment, options: LoadOptions): FoundConfig {
  try {
    const sync = loadSync(text, file, environment, options);
    return { status: 'valid', file, name: sync.name, sync };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return { status: 'invalid', file, name: nameIn(text, file), error };
  }
}

/** The name that a file with mistakes elsewhere gives, so that it can still be found by it. */
function nameIn(text: string, file: string): string | undefined {
  const reading = readYaml(text, file);
  if (reading.status === 'read') {
    const { value } = reading.file;
    const name =
      typeof value === 'object' && value !== null && !Array.isArray(value) ? value.name : undefined;
    return typeof name === 'string' ? name : undefined;
  }
  return /^name:[ \t]*["']?([^"'#\n]*[^"'#\s])/m.exec(text)?.[1];
}

async function loadFile(
  request: { readonly file: string; readonly directory: string | undefined },
  files: ConfigFiles,
  environment: Environment,
  options: LoadOptions,
): Promise<Sync> {
  const { file, directory } = request;
  const where = path.isAbsolute(file) || directory === undefined ? file : path.join(directory, file);
  const text = await files.readText(where);
  if (text !== undefined) return loadSync(text, where, environment, options);
  const entries = (await files.list(path.dirname(where))) ?? [];
  const near = entries.filter((entry) => entry.type === 'file').map((entry) => entry.name);
  const similar = nearest(path.basename(where), near) ?? near.find((name) => FILE_NAMES.includes(name));
  throw new SyncError({
    code: 'CONFIG_NOT_FOUND',
    message: `there is no file ${where}`,
    hint:
      similar === undefined ? 'Check the path.' : `Did you mean ${path.join(path.dirname(where), similar)}?`,
  });
}

function directoryNotFound(directory: string): SyncError {
  return new SyncError({
    code: 'CONFIG_NOT_FOUND',
    message: `the directory ${directory} does not exist or cannot be read`,
    hint: 'Check the path; in a workflow, check that the repository is checked out before.',
  });
}

function nameNotFound(name: string, directory: string, found: readonly FoundConfig[]): SyncError {
  const names = found.flatMap((config) => config.name ?? []);
  const near = nearest(name, names);
  const all = `Syncs there are ${quotedList(names)}.`;
  const none = 'Put a config.yml there, or name another directory.';
  return new SyncError({
    code: 'CONFIG_NOT_FOUND',
    message: `no config.yml below ${directory} has the name "${name}"`,
    hint: near === undefined ? (names.length > 0 ? all : none) : `Did you mean "${near}"?`,
  });
}

function nameTwice(name: string, matches: readonly FoundConfig[]): SyncError {
  const places = matches.map((config) => config.file).join(' and ');
  return new SyncError({
    code: 'CONFIG_INVALID',
    message: `two files have the sync name "${name}": ${places}`,
    hint: "A name is also the sync's folder in the cache: give one of them another, or use --config-file.",
    location: nameLocation(matches.at(-1)),
  });
}

function nameLocation(config: FoundConfig | undefined): SourceLocation | undefined {
  if (config === undefined) return undefined;
  if (config.status === 'valid') return config.sync.locate(['name']);
  return { file: config.file, line: 1, column: 1 };
}
