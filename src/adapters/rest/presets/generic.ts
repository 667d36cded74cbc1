import type { RestPreset } from '../preset.ts';

/** Any REST API: the configuration says everything. The environment's names are those of the Python tool. */
export const genericRest: RestPreset = {
  system: 'genericrestapi',
  title: 'REST API',
  settings: {},
};
