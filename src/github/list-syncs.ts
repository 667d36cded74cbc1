import { inertLine } from '../report/inert-log.ts';
import type { ActionsCore } from './core.ts';
import type { SyncChoice } from './engine-contract.ts';
import { setOutputs } from './outputs.ts';

/**
 * `mode: list`: the syncs as a matrix, `{"include":[{"name":"a"},…]}`, so that each gets a job of its own. A
 * configuration with mistakes is in it as well: its job tells of them.
 */
export function listSyncs(core: ActionsCore, choices: readonly SyncChoice[]): void {
  const names: string[] = [];
  for (const { name, config } of choices) {
    if (name !== undefined) names.push(name);
    else if (config.type === 'file')
      core.warning(`${inertLine(config.file)} is left out of the matrix: it has no name.`);
  }
  for (const name of names) core.info(inertLine(name));
  setOutputs(core, { matrix: JSON.stringify({ include: names.map((name) => ({ name })) }) });
}
