import type { Model } from './model.ts';
import { CORE_MODELS } from './models/core.ts';
import { DEVICE_KIND_MODELS } from './models/device-kinds.ts';
import { DEVICE_MODEL } from './models/devices.ts';
import { EXTRAS_MODELS } from './models/extras.ts';
import { INTERFACE_MODELS } from './models/interfaces.ts';
import { IPAM_MODELS } from './models/ipam.ts';
import { PLACE_MODELS } from './models/places.ts';
import { TENANCY_MODELS } from './models/tenancy.ts';

/** Every endpoint that this server has. */
export const MODELS: readonly Model[] = [
  ...EXTRAS_MODELS,
  ...TENANCY_MODELS,
  ...PLACE_MODELS,
  ...DEVICE_KIND_MODELS,
  DEVICE_MODEL,
  ...INTERFACE_MODELS,
  ...IPAM_MODELS,
  ...CORE_MODELS,
];
