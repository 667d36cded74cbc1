import type { RestPreset } from '../preset.ts';
import { device42 } from './device42.ts';
import { genericRest } from './generic.ts';
import { libreNms } from './librenms.ts';
import { observium } from './observium.ts';
import { peeringManager } from './peering-manager.ts';
import { peeringDb } from './peeringdb.ts';
import { phpIpam } from './phpipam.ts';

/** Every system that is described by settings alone. */
export const restPresets: readonly RestPreset[] = [
  genericRest,
  libreNms,
  observium,
  device42,
  peeringDb,
  phpIpam,
  peeringManager,
];

/** Those that may be destinations: `write: true` in their own settings or, for any REST API, in the user's. */
export const writableRestPresets: readonly RestPreset[] = restPresets.filter(
  (preset) => preset === genericRest || preset.settings.write === true,
);
