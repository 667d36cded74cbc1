import type { SyncError } from '../../errors.ts';
import type { HttpClient, HttpResponse } from '../../http/contract.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { noApiError, notJsonError, parseJson, statusError } from './answer-error.ts';
import { endpointPath } from './endpoints.ts';
import { type IdForm, parsePage, type RestPage } from './page.ts';
import type { Product } from './product.ts';
import { formatQuery, type Query } from './query.ts';
import { unknownEndpointError } from './unknown-endpoint.ts';

/** A page and what its answer tells of the server. */
export interface PageAnswer<Id> {
  readonly page: RestPage<Id>;
  /** The `API-Version` header, such as `4.7`; undefined when it is missing. */
  readonly apiVersion: string | undefined;
}

/** A product's REST API with its answers checked. Endpoints are in their canonical spelling. */
export interface RestApi<Id> {
  /** @throws SyncError for every answer that is not a page of objects */
  list(endpoint: string, query: Query, signal: AbortSignal): Promise<PageAnswer<Id>>;
  /** The status that a list answers with, for probing: 200 or 400. @throws SyncError for any other */
  probe(endpoint: string, query: Query, signal: AbortSignal): Promise<ProbeAnswer>;
  /** The `Date` header of the status view; undefined where the web server sends none. */
  statusDate(signal: AbortSignal): Promise<Date | undefined>;
  /** The same where there is always one. @throws SyncError UNEXPECTED_ANSWER when it is missing */
  serverTime(signal: AbortSignal): Promise<Date>;
  /** The product's version, such as `4.7.3`. */
  version(signal: AbortSignal): Promise<string>;
  /** Bytes of an endpoint's request target before its query. */
  targetLength(endpoint: string): number;
}

/** How the server answered a query made to be refused: 400 with what it refuses, or 200. */
export type ProbeAnswer =
  | { readonly status: 'accepted' }
  | { readonly status: 'refused'; readonly body: string };

export function createRestApi<Id>(http: HttpClient, product: Product, idForm: IdForm<Id>): RestApi<Id> {
  const place = (what: string) => ({ product, baseUrl: http.baseUrl, what });

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
    if (response.status !== 404) return statusError(response, place(endpoint));
    const root = await get('/api/', signal);
    if (root.status === 403) return statusError(root, place(endpoint));
    const hasApi = root.status === 200 && parseJson(root.text) !== undefined;
    if (!hasApi) return noApiError(place(endpoint));
    return unknownEndpointError(place(endpoint), (path) => namesBelow(path, signal));
  };

  const status = async (signal: AbortSignal) => {
    const response = await get('/api/status/', signal);
    if (response.status === 404) throw noApiError(place('its status'));
    if (response.status !== 200) throw statusError(response, place('its status'));
    const body = parseJson(response.text);
    if (body === undefined || !isJsonObject(body)) throw notJsonError(place('its status'));
    return { headers: response.headers, body };
  };

  const statusDate = async (signal: AbortSignal): Promise<Date | undefined> => {
    const { headers } = await status(signal);
    const time = new Date(headers.date ?? '');
    return Number.isNaN(time.getTime()) ? undefined : time;
  };

  return {
    async list(endpoint, query, signal) {
      const response = await get(endpointPath(endpoint, product) + formatQuery(query), signal, endpoint);
      if (response.status !== 200) throw await failureOf(response, endpoint, signal);
      const answer: JsonValue | undefined = parseJson(response.text);
      if (answer === undefined) throw notJsonError(place(endpoint));
      return {
        page: parsePage(answer, endpoint, product.name, idForm),
        apiVersion: response.headers['api-version'],
      };
    },
    async probe(endpoint, query, signal) {
      const response = await get(endpointPath(endpoint, product) + formatQuery(query), signal, endpoint);
      if (response.status === 400) return { status: 'refused', body: response.text };
      if (response.status !== 200) throw await failureOf(response, endpoint, signal);
      return { status: 'accepted' };
    },
    statusDate,
    async serverTime(signal) {
      const time = await statusDate(signal);
      if (time === undefined) throw notJsonError(place('its status'));
      return time;
    },
    async version(signal) {
      const { body } = await status(signal);
      return String(body[product.versionField] ?? 'of unknown version');
    },
    targetLength: (endpoint) => new URL(http.baseUrl + endpointPath(endpoint, product)).pathname.length,
  };
}
