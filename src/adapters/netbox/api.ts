import type { SyncError } from '../../errors.ts';
import type { HttpClient, HttpResponse } from '../../http/contract.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { noApiError, notJsonError, parseJson, statusError } from './answer-error.ts';
import { endpointPath } from './endpoints.ts';
import { type NetBoxPage, parsePage } from './page.ts';
import { formatQuery, type Query } from './query.ts';
import { unknownEndpointError } from './unknown-endpoint.ts';

/** A page and what its answer tells of the server. */
export interface PageAnswer {
  readonly page: NetBoxPage;
  /** The `API-Version` header, such as `4.7`; undefined when it is missing. */
  readonly apiVersion: string | undefined;
}

/** NetBox's REST API with its answers checked. Endpoints are in their canonical spelling. */
export interface NetBoxApi {
  /** @throws SyncError for every answer that is not a page of objects */
  list(endpoint: string, query: Query, signal: AbortSignal): Promise<PageAnswer>;
  /** The status that a list answers with, for probing: 200 or 400. @throws SyncError for any other */
  probe(endpoint: string, query: Query, signal: AbortSignal): Promise<ProbeAnswer>;
  /** The `Date` header of the status view. */
  serverTime(signal: AbortSignal): Promise<Date>;
  /** NetBox's version, such as `4.7.3`. */
  version(signal: AbortSignal): Promise<string>;
  /** Bytes of an endpoint's request target before its query. */
  targetLength(endpoint: string): number;
}

/** How NetBox answered a query made to be refused: 400 with what it refuses, or 200. */
export type ProbeAnswer =
  | { readonly status: 'accepted' }
  | { readonly status: 'refused'; readonly body: string };

export function createNetBoxApi(http: HttpClient): NetBoxApi {
  const get = (path: string, signal: AbortSignal, scope?: string) =>
    http.send({ method: 'GET', path, signal, ...(scope === undefined ? {} : { scope }) });

  const namesBelow = async (path: string, signal: AbortSignal): Promise<readonly string[]> => {
    const response = await get(path, signal);
    const answer = response.status === 200 ? parseJson(response.text) : undefined;
    return answer !== undefined && isJsonObject(answer) ? Object.keys(answer) : [];
  };

  const failureOf = async (
    response: HttpResponse,
    endpoint: string,
    signal: AbortSignal,
  ): Promise<SyncError> => {
    const place = { baseUrl: http.baseUrl, what: endpoint };
    if (response.status !== 404) return statusError(response, place);
    const root = await get('/api/', signal);
    if (root.status === 403) return statusError(root, place);
    const hasApi = root.status === 200 && parseJson(root.text) !== undefined;
    if (!hasApi) return noApiError(place);
    return unknownEndpointError(endpoint, http.baseUrl, (path) => namesBelow(path, signal));
  };

  const status = async (signal: AbortSignal) => {
    const place = { baseUrl: http.baseUrl, what: 'its status' };
    const response = await get('/api/status/', signal);
    if (response.status === 404) throw noApiError(place);
    if (response.status !== 200) throw statusError(response, place);
    const body = parseJson(response.text);
    if (body === undefined || !isJsonObject(body)) throw notJsonError(place);
    return { headers: response.headers, body };
  };

  return {
    async list(endpoint, query, signal) {
      const response = await get(endpointPath(endpoint) + formatQuery(query), signal, endpoint);
      if (response.status !== 200) throw await failureOf(response, endpoint, signal);
      const answer: JsonValue | undefined = parseJson(response.text);
      if (answer === undefined) throw notJsonError({ baseUrl: http.baseUrl, what: endpoint });
      return { page: parsePage(answer, endpoint), apiVersion: response.headers['api-version'] };
    },
    async probe(endpoint, query, signal) {
      const response = await get(endpointPath(endpoint) + formatQuery(query), signal, endpoint);
      if (response.status === 400) return { status: 'refused', body: response.text };
      if (response.status !== 200) throw await failureOf(response, endpoint, signal);
      return { status: 'accepted' };
    },
    async serverTime(signal) {
      const { headers } = await status(signal);
      const time = new Date(headers.date ?? '');
      if (Number.isNaN(time.getTime())) throw notJsonError({ baseUrl: http.baseUrl, what: 'its status' });
      return time;
    },
    async version(signal) {
      const { body } = await status(signal);
      return String(body['netbox-version'] ?? 'of unknown version');
    },
    targetLength: (endpoint) => new URL(http.baseUrl + endpointPath(endpoint)).pathname.length,
  };
}
