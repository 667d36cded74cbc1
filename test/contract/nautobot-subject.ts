import type { SourceAdapter } from '../../src/adapters/contract.ts';
import { createNautobotSource } from '../../src/adapters/nautobot/index.ts';
import type { JsonObject } from '../../src/json.ts';
import { testContext } from './netbox-subject.ts';
import type { SourceSubject } from './source-contract.ts';

export function openNautobot(settings: JsonObject): SourceAdapter {
  return createNautobotSource({ name: 'nautobot', settings }, testContext());
}

/** What the contract needs to know of a Nautobot with data in the usual places. */
export function nautobotSubject(url: string, token: string, close: () => Promise<void>): SourceSubject {
  return {
    endpoints: [
      'dcim.locations',
      'dcim.devices',
      'dcim.device-types',
      'dcim.interfaces',
      'ipam.ip-addresses',
      'tenancy.tenants',
      'extras.tags',
    ],
    plain: { endpoint: 'dcim.locations', path: 'name' },
    nested: { endpoint: 'dcim.devices', path: 'location', target: 'dcim.locations' },
    stamped: 'dcim.devices',
    unstamped: 'ipam.ip-address-to-interface',
    misspelt: { endpoint: 'dcim.devises', meant: 'dcim.devices' },
    spelling: { written: 'dcim.device_types', canonical: 'dcim.device-types' },
    open: (settings) => openNautobot({ url, token, ...settings }),
    close,
  };
}
