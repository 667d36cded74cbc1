export { createInfrahubDestination, type InfrahubTuning } from './destination.ts';
export { createInfrahubSource } from './source.ts';
