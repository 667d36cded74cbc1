export { createInfrahubDestination, type InfrahubTuning } from './destination.ts';
