import type { NetBox } from '../../demo/netbox/server.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';

/** One answer of an embedded NetBox. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body's members; empty when the body is no JSON object. */
  readonly body: JsonObject;
}

/** Sends a request with the server's own token; `path` begins after `/api/`. */
export async function send(netbox: NetBox, method: string, path: string, body?: JsonValue): Promise<Answer> {
  const response = await fetch(`${netbox.url}/api/${path}`, {
    method,
    redirect: 'manual',
    headers: { authorization: `Token ${netbox.token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed: unknown = text.startsWith('{') ? JSON.parse(text) : {};
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJsonObject(parsed) ? parsed : {},
  };
}

export function get(netbox: NetBox, path: string): Promise<Answer> {
  return send(netbox, 'GET', path);
}

/** The rows of one page. */
export async function results(netbox: NetBox, path: string): Promise<JsonObject[]> {
  const { body } = await get(netbox, path);
  return Array.isArray(body.results) ? body.results.filter(isJsonObject) : [];
}

/** One object by its id, or the fields of it. */
export async function object(netbox: NetBox, path: string): Promise<JsonObject> {
  return (await get(netbox, path)).body;
}
