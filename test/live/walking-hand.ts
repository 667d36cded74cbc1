import type { JsonObject } from '../../src/json.ts';
import type { HandRow, NetBoxHand } from '../histories/netbox-hand.ts';

/** Changes a NetBox through its REST API and touches nothing but what it made itself. */
export interface WalkingHand extends NetBoxHand {
  /** Deletes everything that it made, and what an earlier walk left behind. */
  tidy(): Promise<void>;
}

/** In an order in which NetBox lets them go. */
const ENDPOINTS = [
  'dcim/cables',
  'ipam/ip-addresses',
  'dcim/mac-addresses',
  'dcim/interfaces',
  'dcim/devices',
  'ipam/prefixes',
  'ipam/vlans',
  'ipam/vrfs',
  'ipam/route-targets',
  'dcim/racks',
  'dcim/locations',
  'dcim/sites',
  'dcim/device-types',
  'dcim/platforms',
  'dcim/manufacturers',
  'dcim/device-roles',
  'dcim/regions',
  'tenancy/tenants',
  'tenancy/tenant-groups',
  'extras/tags',
  'extras/config-contexts',
  'extras/custom-fields',
] as const;

/** What a walk makes is found again by these: a name that begins like this, a network of its own. */
export interface WalkMarks {
  readonly prefix: string;
  readonly net: number;
}

/** @param url of the NetBox, without `/api` */
export function walkingHand(url: string, token: string, marks: WalkMarks): WalkingHand {
  const made = new Map<string, Set<number>>();

  async function send(method: string, path: string, body?: JsonObject): Promise<unknown> {
    const answer = await fetch(`${url}/api/${path}`, {
      method,
      headers: {
        authorization: `${token.startsWith('nbt_') ? 'Bearer' : 'Token'} ${token}`,
        'content-type': 'application/json',
        // gunicorn closes a connection that is kept open whenever it likes.
        connection: 'close',
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async function rows(endpoint: string, query: string): Promise<HandRow[]> {
    const { results } = (await send('GET', `${endpoint}/?limit=1000&${query}`)) as { results: HandRow[] };
    return results.toSorted((left, right) => left.id - right.id);
  }

  async function removeAll(endpoint: string, ids: Iterable<number>): Promise<void> {
    for (const id of ids) await send('DELETE', `${endpoint}/${id}/`).catch(() => undefined);
  }

  return {
    async list(endpoint) {
      const ids = [...(made.get(endpoint) ?? [])];
      if (ids.length === 0) return [];
      return rows(endpoint, ids.map((id) => `id=${id}`).join('&'));
    },
    async create(endpoint, fields) {
      const { id } = (await send('POST', `${endpoint}/`, accepted(endpoint, fields))) as { id: number };
      made.set(endpoint, (made.get(endpoint) ?? new Set()).add(id));
      return id;
    },
    async update(endpoint, id, fields) {
      await send('PATCH', `${endpoint}/${id}/`, fields);
    },
    async remove(endpoint, id) {
      await send('DELETE', `${endpoint}/${id}/`);
    },
    async tidy() {
      for (const endpoint of ENDPOINTS) {
        const left = await rows(endpoint, leftBy(endpoint, marks));
        await removeAll(endpoint, new Set([...(made.get(endpoint) ?? []), ...left.map(({ id }) => id)]));
      }
      made.clear();
    },
  };
}

/** What NetBox wants besides before an interface may carry VLANs: a mode, and VLANs that no other site has. */
function accepted(endpoint: string, fields: JsonObject): JsonObject {
  if (endpoint === 'dcim/interfaces') return { ...fields, mode: 'tagged' };
  if (endpoint === 'ipam/vlans' && Number(fields.vid) % 2 === 1) return { ...fields, site: null };
  return fields;
}

/** The filter that finds what walks make at an endpoint. */
function leftBy(endpoint: string, { prefix, net }: WalkMarks): string {
  switch (endpoint) {
    case 'ipam/ip-addresses':
      return `parent=10.${net}.0.0/16`;
    case 'ipam/prefixes':
      return `within_include=10.${net}.0.0/16`;
    case 'dcim/mac-addresses':
      return `mac_address__isw=02:00:00:00:${net.toString(16)}`;
    case 'dcim/cables':
      return `label__isw=${prefix}`;
    case 'dcim/device-types':
      return `model__isw=${prefix}`;
    case 'extras/custom-fields':
      return `name__isw=${prefix.replaceAll('-', '_')}`;
    default:
      return `name__isw=${prefix}`;
  }
}
