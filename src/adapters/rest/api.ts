import type { HttpClient, HttpResponse } from '../../http/contract.ts';
import { type AnswerPlace, type ListAnswer, parseList } from './answer.ts';
import type { RestPreset } from './preset.ts';
import type { RestSettings } from './settings.ts';

/** A query's parameters in order. */
export type Query = readonly (readonly [name: string, value: string | number | boolean])[];

/** A system's REST API with its answers checked. Endpoints are in their canonical spelling. */
export interface RestApi {
  readonly title: string;
  readonly settings: RestSettings;
  /** With the path of the API. */
  readonly baseUrl: string;
  /**
   * @param behindTheEnd whether there may be nothing so far behind: then a 404 is an empty page
   * @throws SyncError for every answer that is not a list of objects
   */
  list(endpoint: string, query: Query, signal: AbortSignal, behindTheEnd?: boolean): Promise<ListAnswer>;
  /** The same by an address that the server gave. */
  follow(endpoint: string, address: string, signal: AbortSignal): Promise<ListAnswer>;
  /** Any request below the API's address; the answer as it is. */
  send(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    scope: string,
    signal: AbortSignal,
    body?: unknown,
  ): Promise<HttpResponse>;
  /** The path of an endpoint, or of one object of it. */
  path(endpoint: string, id?: string): string;
}

export function createRestApi(http: HttpClient, preset: RestPreset, settings: RestSettings): RestApi {
  const { title } = preset;
  const place = (endpoint: string): AnswerPlace => ({ title, baseUrl: http.baseUrl, endpoint });
  const path = (endpoint: string, id?: string): string => {
    const [bare = ''] = endpoint.split('?');
    const whole = `/${bare}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
    return settings.shape.trailing_slash ? `${whole}/` : whole;
  };
  const get = async (
    endpoint: string,
    target: string,
    signal: AbortSignal,
    behindTheEnd = false,
  ): Promise<ListAnswer> => {
    const response = await http.send({ method: 'GET', path: target, scope: endpoint, signal });
    if (behindTheEnd && response.status === 404)
      return { rows: [], total: undefined, body: null, headers: response.headers };
    return parseList(response, place(endpoint), settings, settings.endpoint(endpoint));
  };
  return {
    title,
    settings,
    baseUrl: http.baseUrl,
    path,
    list: (endpoint, query, signal, behindTheEnd) =>
      get(endpoint, path(endpoint) + queryText(endpoint, query), signal, behindTheEnd),
    follow: (endpoint, address, signal) => get(endpoint, absolute(address, http.baseUrl), signal),
    send: (method, target, scope, signal, body) =>
      http.send({
        method,
        path: target,
        scope,
        signal,
        // To set the same values, or to delete the same object, again does no harm; to create it does.
        repeat: method === 'POST' ? 'once' : 'safe',
        ...(body === undefined ? {} : { body }),
      }),
  };
}

function queryText(endpoint: string, query: Query): string {
  const [, own = ''] = endpoint.split('?');
  const parts = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const all = [...(own === '' ? [] : [own]), ...parts].join('&').replaceAll('%2C', ',');
  return all === '' ? '' : `?${all}`;
}

/**
 * A server behind a proxy may give addresses with a scheme or host that only it knows; what counts is the path. A
 * relative one starts at the API's address.
 */
function absolute(address: string, baseUrl: string): string {
  const url = new URL(address, `${baseUrl}/`);
  return new URL(url.pathname + url.search, baseUrl).href;
}
