import type { SystemSettings } from '../config/sync.ts';
import { SyncError } from '../errors.ts';
import type { AdapterContext } from './context.ts';
import type { DestinationAdapter, SourceAdapter } from './contract.ts';
import { createFilesSource } from './files/index.ts';
import { createInfrahubDestination, createInfrahubSource } from './infrahub/index.ts';
import { createNautobotSource } from './nautobot/index.ts';
import { createNetBoxSource } from './netbox/index.ts';
import { createRestDestination } from './rest/destination.ts';
import { restPresets, writableRestPresets } from './rest/presets/index.ts';
import { createRestSource } from './rest/source.ts';

type SourceFactory = (system: SystemSettings, context: AdapterContext) => SourceAdapter;
type DestinationFactory = (system: SystemSettings, context: AdapterContext) => DestinationAdapter;

/** Systems that can be read from, by the name that the configuration gives them. */
const sources: Readonly<Record<string, SourceFactory>> = {
  files: createFilesSource,
  infrahub: createInfrahubSource,
  nautobot: createNautobotSource,
  netbox: createNetBoxSource,
  ...Object.fromEntries(
    restPresets.map((preset) => [
      preset.system,
      (system: SystemSettings, context: AdapterContext) => createRestSource(preset, system, context),
    ]),
  ),
};

/** Systems that can be written to. */
const destinations: Readonly<Record<string, DestinationFactory>> = {
  infrahub: createInfrahubDestination,
  ...Object.fromEntries(
    writableRestPresets.map((preset) => [
      preset.system,
      (system: SystemSettings, context: AdapterContext) => createRestDestination(preset, system, context),
    ]),
  ),
};

/** @throws SyncError ADAPTER_UNKNOWN for a system that cannot be read from */
export function createSource(system: SystemSettings, context: AdapterContext): SourceAdapter {
  return pick(sources, system, 'source')(system, context);
}

/** @throws SyncError ADAPTER_UNKNOWN for a system that cannot be written to */
export function createDestination(system: SystemSettings, context: AdapterContext): DestinationAdapter {
  return pick(destinations, system, 'destination')(system, context);
}

function pick<Factory>(
  factories: Readonly<Record<string, Factory>>,
  system: SystemSettings,
  role: string,
): Factory {
  const name = system.name.toLowerCase();
  const factory = Object.hasOwn(factories, name) ? factories[name] : undefined;
  if (factory !== undefined) return factory;
  throw new SyncError({
    code: 'ADAPTER_UNKNOWN',
    message: `"${system.name}" cannot be a ${role} in this version.`,
    hint: `Systems that can: ${Object.keys(factories).join(', ')}.`,
  });
}
