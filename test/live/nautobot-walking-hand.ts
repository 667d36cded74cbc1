import { listName } from '../../src/adapters/nautobot/graphql.ts';
import type { JsonObject } from '../../src/json.ts';
import { keyOf, type Wording } from '../histories/nautobot/make-nautobot-change.ts';
import type { HandRow, NautobotHand } from '../histories/nautobot/nautobot-hand.ts';

/** Changes a Nautobot through its REST API and touches nothing but what it made itself. */
export interface NautobotWalkingHand extends NautobotHand {
  /** Deletes everything that it made, and what an earlier walk left behind. */
  tidy(): Promise<void>;
}

/** In an order in which Nautobot lets them go. */
const ENDPOINTS = [
  'ipam/ip-addresses',
  'dcim/interfaces',
  'dcim/devices',
  'ipam/vrfs',
  'ipam/route-targets',
  'ipam/prefixes',
  'ipam/prefixes',
  'ipam/vlans',
  'ipam/namespaces',
  'dcim/racks',
  'dcim/locations',
  'dcim/location-types',
  'dcim/device-types',
  'dcim/platforms',
  'dcim/manufacturers',
  'tenancy/tenants',
  'extras/tags',
  'extras/roles',
  'extras/statuses',
] as const;

/** By what a walk's objects are known, where that is not a name. */
const TEXTS: Readonly<Record<string, string>> = {
  'dcim/device-types': 'model',
  'ipam/ip-addresses': 'address',
  'ipam/prefixes': 'prefix',
};

/** @param url of the Nautobot, without `/api` */
export function nautobotWalkingHand(url: string, token: string, wording: Wording): NautobotWalkingHand {
  const made = new Map<string, string[]>();

  async function send(method: string, path: string, body?: JsonObject): Promise<unknown> {
    const answer = await fetch(`${url}/api/${path}`, {
      method,
      headers: { authorization: `Token ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`);
    return text === '' ? undefined : JSON.parse(text);
  }

  async function leftBehind(endpoint: string): Promise<readonly string[]> {
    const name = listName(endpoint.replace('/', '.'));
    const query = `{objects:${name}{id text:${TEXTS[endpoint] ?? 'name'}}}`;
    const { data } = (await send('POST', 'graphql/', { query })) as {
      data: { objects: { id: string; text: string }[] };
    };
    const isOwn = (text: string) => text.startsWith(wording.prefix) || text.startsWith(`10.${wording.net}.`);
    return data.objects.filter(({ text }) => isOwn(text)).map(({ id }) => id);
  }

  async function removeAll(endpoint: string, ids: readonly string[]): Promise<void> {
    // Trees go from the leaves: what was made last goes first.
    for (const id of ids.toReversed()) await send('DELETE', `${endpoint}/${id}/`).catch(() => undefined);
  }

  return {
    async list(endpoint) {
      const ids = made.get(endpoint) ?? [];
      if (ids.length === 0) return [];
      const query = `limit=1000&exclude_m2m=false&${ids.map((id) => `id=${id}`).join('&')}`;
      const { results } = (await send('GET', `${endpoint}/?${query}`)) as { results: HandRow[] };
      return results.toSorted((left, right) => ids.indexOf(left.id) - ids.indexOf(right.id));
    },
    async create(endpoint, fields) {
      const { id } = (await send('POST', `${endpoint}/`, fields)) as { id: string };
      made.set(endpoint, [...(made.get(endpoint) ?? []), id]);
      return id;
    },
    async update(endpoint, id, fields) {
      await send('PATCH', `${endpoint}/${id}/`, fields);
    },
    async remove(endpoint, id) {
      await send('DELETE', `${endpoint}/${id}/`);
    },
    async tidy() {
      for (const endpoint of ENDPOINTS) await removeAll(endpoint, await leftBehind(endpoint));
      const { results } = (await send('GET', 'extras/custom-fields/?limit=1000')) as {
        results: (HandRow & { key: string })[];
      };
      const fields = results.filter(({ key }) => key === keyOf(wording)).map(({ id }) => id);
      await removeAll('extras/custom-fields', fields);
      made.clear();
    },
  };
}
