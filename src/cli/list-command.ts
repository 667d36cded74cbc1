import path from 'node:path';
import { findSyncs } from '../config/find.ts';
import { nodeFiles } from '../config/node-files.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';

/** `list`: every sync below a directory, a line each; broken ones with what is wrong. */
export async function listCommand(
  directory: string | undefined,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { environment, workingDirectory, out, talk } = surroundings;
  const root = directory ?? workingDirectory;
  const found = await findSyncs(root, nodeFiles(), environment, { missingVariables: 'warning' });
  if (found.length === 0) talk.write(`no config.yml below ${root}\n`);
  for (const config of found) {
    const file = path.relative(workingDirectory, path.resolve(workingDirectory, config.file));
    if (config.status === 'valid') {
      const { source, destination } = config.sync;
      out.write(`${config.name} | ${source.name} >> ${destination.name} | ${file}\n`);
    } else {
      out.write(`${config.name ?? '?'} | broken | ${file}\n`);
      talk.write(`${config.error.message}\n  hint: ${config.error.hint}\n`);
    }
  }
  return 0;
}
