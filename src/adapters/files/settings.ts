import path from 'node:path';
import { z } from 'zod';
import type { SystemSettings } from '../../config/sync.ts';
import { SyncError } from '../../errors.ts';
import { type FileFormat, fileFormats } from './format.ts';

/** Where the files are and how they are read. */
export interface FilesSettings {
  /** Nothing outside of it is read. Relative to the working directory, for short messages. */
  readonly directory: string;
  /** As the configuration gives it: the same on every machine. */
  readonly configuredDirectory: string;
  /** Undefined: the ending of a file's name tells. */
  readonly format: FileFormat | undefined;
  /** Between the cells of a CSV file. */
  readonly delimiter: string;
  /** The field that is a record's id; undefined: its place is. */
  readonly idField: string | undefined;
}

const Settings = z.strictObject({
  directory: z.string().min(1).default('.'),
  format: z.enum(fileFormats).optional(),
  delimiter: z.string().length(1).default(','),
  id_field: z.string().min(1).optional(),
});

/**
 * Reads the `settings` of a `files` side.
 * @param baseDirectory folder of the configuration, where a relative `directory` starts
 * @throws SyncError CONFIG_INVALID naming the setting that cannot be used
 */
export function readFilesSettings(system: SystemSettings, baseDirectory: string): FilesSettings {
  const parsed = Settings.safeParse(system.settings);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const name = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `files: the setting ${name} cannot be used: ${issue?.message ?? ''}`,
      hint: `Known settings: directory, format (${fileFormats.join(', ')}), delimiter (one character), id_field.`,
    });
  }
  const { directory, format, delimiter, id_field } = parsed.data;
  return {
    directory: path.isAbsolute(directory) ? directory : path.join(baseDirectory, directory),
    configuredDirectory: path.posix.normalize(directory.replaceAll('\\', '/')),
    format,
    delimiter,
    idField: id_field,
  };
}
