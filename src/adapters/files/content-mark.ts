import { createHash } from 'node:crypto';
import path from 'node:path';
import { parseEndpoint } from './endpoint.ts';
import { findFiles } from './find-files.ts';
import { readBytes } from './read-file.ts';
import type { FilesSettings } from './settings.ts';

/** SHA-256, 64 hex, over the names and contents of the files of an endpoint: equal marks, equal records. */
export async function contentMark(
  endpoint: string,
  settings: FilesSettings,
  signal: AbortSignal,
): Promise<string> {
  const whole = createHash('sha256');
  for (const file of await findFiles(parseEndpoint(endpoint).pattern, settings)) {
    const bytes = await readBytes(path.join(settings.directory, file), signal);
    const content = createHash('sha256').update(bytes).digest('hex');
    whole.update(`${JSON.stringify(file)} ${content}\n`);
  }
  return whole.digest('hex');
}
