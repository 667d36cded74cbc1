import type { AdapterContext } from '../../src/adapters/context.ts';
import type { SourceAdapter } from '../../src/adapters/contract.ts';
import { createNetBoxSource } from '../../src/adapters/netbox/index.ts';
import { createHttpClientFactory } from '../../src/http/client.ts';
import type { JsonObject } from '../../src/json.ts';
import type { SourceSubject } from './source-contract.ts';

/** A context for tests: no environment, retries without long waits. */
export function testContext(warnings: string[] = []): AdapterContext {
  return {
    environment: {},
    http: createHttpClientFactory({
      environment: {},
      sleep: async () => undefined,
      random: Math.random,
      now: () => new Date(),
    }),
    baseDirectory: '.',
    now: () => new Date(),
    branch: undefined,
    counterpart: 'infrahub',
    maskSecret: () => undefined,
    warn: (message) => warnings.push(message),
  };
}

export function openNetBox(settings: JsonObject): SourceAdapter {
  return createNetBoxSource({ name: 'netbox', settings }, testContext());
}

/** What the contract needs to know of a NetBox with data in the usual places. */
export function netboxSubject(url: string, token: string, close: () => Promise<void>): SourceSubject {
  return {
    endpoints: [
      'dcim.devices',
      'dcim.sites',
      'dcim.device-types',
      'dcim.interfaces',
      'ipam.ip-addresses',
      'tenancy.tenants',
      'extras.tags',
    ],
    plain: { endpoint: 'dcim.sites', path: 'name' },
    nested: { endpoint: 'dcim.devices', path: 'site', target: 'dcim.sites' },
    stamped: 'dcim.devices',
    unstamped: 'core.object-changes',
    misspelt: { endpoint: 'dcim.devises', meant: 'dcim.devices' },
    spelling: { written: 'dcim.device_roles', canonical: 'dcim.device-roles' },
    open: (settings) => openNetBox({ url, token, ...settings }),
    close,
  };
}
