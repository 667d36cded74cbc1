import type { HttpClient } from '../../http/contract.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { parseJson } from '../django-rest/answer-error.ts';

/** Nautobot's GraphQL: the cheapest list of ids, and the only one that tells when an interface was saved. */
export interface NautobotGraphQL {
  /**
   * Every object of an endpoint with some of its fields, in one answer without pages.
   *
   * An empty list means nothing by itself: it is also what a token gets that may not see these objects.
   *
   * @param selection in GraphQL's language, such as `id last_updated`
   * @returns undefined when this cannot be had by GraphQL: a plugin's endpoint, a field that is not there, an
   *   interface that is switched off
   */
  list(endpoint: string, selection: string, signal: AbortSignal): Promise<readonly JsonObject[] | undefined>;
  /** The same for one object at most: to learn whether it can be had. */
  probe(endpoint: string, selection: string, signal: AbortSignal): Promise<boolean>;
}

/** Applications of Nautobot's own, whose names in GraphQL are known. */
const APPLICATIONS: ReadonlySet<string> = new Set([
  'circuits',
  'cloud',
  'dcim',
  'extras',
  'ipam',
  'tenancy',
  'virtualization',
  'wireless',
]);

/** Endpoints whose name in GraphQL is not that of the endpoint. Measured on Nautobot 3.2 over all endpoints. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  'dcim.cables-to-cable-terminations': 'cable_to_cable_terminations',
  'dcim.device-types-to-software-image-files': 'device_type_to_software_image_file_mappings',
  'extras.secrets-groups-associations': 'secrets_group_associations',
  'ipam.ip-address-to-interface': 'ip_address_assignments',
  'virtualization.interfaces': 'vm_interfaces',
};

/** Endpoints that show objects of another one, or nothing that GraphQL lists under the same name. */
const WITHOUT_NAME: ReadonlySet<string> = new Set([
  'dcim.connected-device',
  'dcim.console-connections',
  'dcim.interface-connections',
  'dcim.power-connections',
]);

export function createNautobotGraphQL(http: HttpClient): NautobotGraphQL {
  const ask = async (endpoint: string, list: string, selection: string, signal: AbortSignal) => {
    const response = await http.send({
      method: 'POST',
      path: '/api/graphql/',
      body: { query: `{objects:${list}{${selection}}}` },
      repeat: 'safe',
      scope: endpoint,
      signal,
    });
    const answer = response.status === 200 ? parseJson(response.text) : undefined;
    if (answer === undefined || !isJsonObject(answer) || answer.errors !== undefined) return undefined;
    const objects = isJsonObject(answer.data) ? answer.data.objects : undefined;
    return Array.isArray(objects) && objects.every(isJsonObject) ? objects : undefined;
  };

  return {
    async list(endpoint, selection, signal) {
      const name = listName(endpoint);
      return name === undefined ? undefined : ask(endpoint, name, selection, signal);
    },
    async probe(endpoint, selection, signal) {
      const name = listName(endpoint);
      if (name === undefined) return false;
      return (await ask(endpoint, `${name}(limit:1)`, selection, signal)) !== undefined;
    },
  };
}

/** How GraphQL names the list of an endpoint; undefined when that is not known. */
export function listName(endpoint: string): string | undefined {
  const [application = '', name = '', ...rest] = endpoint.split('.');
  if (rest.length > 0 || !APPLICATIONS.has(application) || WITHOUT_NAME.has(endpoint)) return undefined;
  return Object.hasOwn(OTHER_NAMES, endpoint) ? OTHER_NAMES[endpoint] : name.replaceAll('-', '_');
}
