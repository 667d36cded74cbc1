import path from 'node:path';

export const fileFormats = ['yaml', 'json', 'csv', 'ndjson'] as const;

export type FileFormat = (typeof fileFormats)[number];

const byEnding: Readonly<Record<string, FileFormat>> = {
  '.yml': 'yaml',
  '.yaml': 'yaml',
  '.json': 'json',
  '.csv': 'csv',
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
};

/** Endings of file names that tell the format. */
export const knownEndings: readonly string[] = Object.keys(byEnding);

/** The format that the ending of a file's name tells; undefined for any other ending. */
export function formatOf(file: string): FileFormat | undefined {
  return byEnding[path.extname(file).toLowerCase()];
}
