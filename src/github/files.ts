import { appendFile, readFile, stat } from 'node:fs/promises';
import type { SummaryFiles } from './summary.ts';

/** The files of the runner that the action reads and writes besides the engine's own. */
export interface ActionFiles extends SummaryFiles {
  /** The text of a file, in UTF-8. */
  read(path: string): Promise<string>;
}

export const runnerFiles: ActionFiles = {
  read: (path) => readFile(path, 'utf8'),
  append: (path, text) => appendFile(path, text, 'utf8'),
  size: async (path) => (await stat(path).catch(() => undefined))?.size ?? 0,
};
