import { nearest, quotedList } from '../../config/nearest.ts';
import { SyncError } from '../../errors.ts';
import type { HttpResponse } from '../../http/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { isKeptFloat, parseKeepingFloats } from '../../json-floats.ts';
import { at, resourceOf } from './endpoint.ts';
import type { EndpointSettings, RestSettings } from './settings.ts';

/** One answer of a list. */
export interface ListAnswer {
  readonly rows: readonly JsonObject[];
  /** All rows there are, as far as the server says. */
  readonly total: number | undefined;
  readonly body: JsonValue;
  readonly headers: Readonly<Record<string, string>>;
}

/** Where an answer came from, for messages. */
export interface AnswerPlace {
  readonly title: string;
  /** Without credentials. */
  readonly baseUrl: string;
  readonly endpoint: string;
}

/** Where rows are when `response_key_pattern` does not say. */
const USUAL_KEYS = ['results', 'data', 'objects', 'items'];

/** @throws SyncError for every answer that is not a list of objects */
export function parseList(
  response: HttpResponse,
  place: AnswerPlace,
  settings: RestSettings,
  endpoint: EndpointSettings,
): ListAnswer {
  const body = parseBody(response, place, settings);
  const { headers } = response;
  const total = totalOf(body, headers, place, endpoint);
  if (body === undefined) return { rows: [], total: 0, body: null, headers };
  return { rows: rowsOf(body, place, settings, endpoint), total, body, headers };
}

/** @returns undefined when the server says that there are no rows */
function parseBody(
  response: HttpResponse,
  place: AnswerPlace,
  settings: RestSettings,
): JsonValue | undefined {
  const body = parseJson(response.text);
  if (response.status === 404 && body !== undefined && saysEmpty(body, settings)) return undefined;
  if (response.status < 200 || response.status > 299) throw statusError(response, place, settings);
  if (body === undefined) throw notJson(place);
  const { success } = settings.shape;
  if (success === undefined) return body;
  const told = at(body, success.field);
  if (told === null || told === success.value) return body;
  throw new SyncError({
    code: 'HTTP_ERROR',
    message: `${place.title} at ${place.baseUrl}: ${place.endpoint}: ${success.field} is ${JSON.stringify(told)}: ${messageOf(body) ?? ''}`,
    hint: 'The server says by this that the request failed.',
  });
}

function saysEmpty(body: JsonValue, { shape }: RestSettings): boolean {
  const message = shape.empty_message === undefined ? undefined : messageOf(body);
  return message !== undefined && new RegExp(shape.empty_message ?? '').test(message);
}

function rowsOf(
  body: JsonValue,
  place: AnswerPlace,
  settings: RestSettings,
  endpoint: EndpointSettings,
): readonly JsonObject[] {
  const found = holderOf(body, place, settings, endpoint);
  // Some APIs give a map from id to row; a map of anything else is not a list of objects.
  const list = Array.isArray(found) ? found : Object.values(objectOf(found));
  if (list.every((row) => isJsonObject(row) && !isKeptFloat(row))) return list as JsonObject[];
  throw new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `${place.title}: ${place.endpoint} did not answer with a list of objects`,
    hint: `Use an endpoint that lists objects, and name where they are by response_key_pattern${settings.shape.response_key_pattern === undefined ? '' : ` (now "${settings.shape.response_key_pattern}")`}.`,
  });
}

function holderOf(
  body: JsonValue,
  place: AnswerPlace,
  settings: RestSettings,
  endpoint: EndpointSettings,
): JsonValue {
  if (Array.isArray(body)) return body;
  const resource = resourceOf(place.endpoint);
  const pattern = endpoint.response_key_pattern?.replaceAll('{resource}', resource);
  const named = pattern === undefined ? [resource] : [pattern, resource];
  const keys = pattern === undefined ? [...named, ...USUAL_KEYS] : named;
  for (const key of keys) {
    const found = at(body, key);
    if (found !== null) return found;
    // Some servers write an empty list as null; beside an error it is none.
    if (named.includes(key) && isJsonObject(body) && body[key] === null && !tellsError(body)) return [];
  }
  if (saysEmpty(body, settings)) return [];
  const only = onlyRows(body);
  if (only !== undefined) return only;
  const known = isJsonObject(body) ? Object.keys(body) : [];
  const near = nearest(keys[0] ?? '', known);
  throw new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `${place.title}: the answer for ${place.endpoint} has no "${keys[0]}"; it has ${quotedList(known)}`,
    hint: `Set response_key_pattern to where the rows are${near === undefined ? '' : `, such as "${near}"`}.`,
  });
}

function tellsError({ error, errors }: JsonObject): boolean {
  const empty = (value: JsonValue | undefined) => !value || (Array.isArray(value) && value.length === 0);
  return !empty(error) || !empty(errors);
}

/** Of an answer that holds objects in one place alone, that place; an empty list may be a list of anything. */
function onlyRows(body: JsonValue): JsonValue | undefined {
  if (!isJsonObject(body)) return undefined;
  const holders = Object.values(body).filter((value) => {
    const list = Array.isArray(value)
      ? value
      : isJsonObject(value) && !isKeptFloat(value)
        ? Object.values(value)
        : [];
    return list.length > 0 && list.every((row) => isJsonObject(row) && !isKeptFloat(row));
  });
  return holders.length === 1 ? holders[0] : undefined;
}

function objectOf(value: JsonValue): JsonObject {
  return isJsonObject(value) && !isKeptFloat(value) ? value : { value };
}

function totalOf(
  body: JsonValue | undefined,
  headers: Readonly<Record<string, string>>,
  { title, endpoint: name }: AnswerPlace,
  { total }: EndpointSettings,
): number | undefined {
  if (total === undefined || body === undefined) return undefined;
  const header = /^header:(.+)$/.exec(total)?.[1];
  const told = header === undefined ? at(body, total) : (headers[header.toLowerCase()] ?? null);
  const number = told === null || told === '' ? Number.NaN : Number(told);
  if (Number.isInteger(number) && number >= 0) return number;
  throw new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `${title}: the answer for ${name} does not tell the number of rows at "${total}"`,
    hint: 'Correct the setting `total`, or leave it out.',
  });
}

/** The error for an answer whose status is no success. */
export function statusError(response: HttpResponse, place: AnswerPlace, settings: RestSettings): SyncError {
  const { status, retries } = response;
  const message = messageOf(parseJson(response.text) ?? null);
  const detail = message === undefined ? '' : `: ${message}`;
  if (status === 401 || status === 403) {
    return new SyncError({
      code: 'AUTH_FAILED',
      message: `${place.title} at ${place.baseUrl} answered ${status} for ${place.endpoint}${detail}`,
      hint: credentialsHint(settings),
    });
  }
  if (status === 404) {
    return new SyncError({
      code: 'UNEXPECTED_ANSWER',
      message: `${place.title} at ${place.baseUrl} has no endpoint "${place.endpoint}"${detail}`,
      hint: 'Check the mapping, the address and api_endpoint: the three are joined by slashes.',
    });
  }
  const tries = retries > 0 ? ` after ${retries + 1} attempts` : '';
  return new SyncError({
    code: 'HTTP_ERROR',
    message: `${place.title} at ${place.baseUrl} answered ${status} for ${place.endpoint}${tries}${detail}`,
    hint:
      status >= 500
        ? 'The server or what stands in front of it is in trouble: try again later, or look at its log.'
        : 'The server did not accept the request: check `params` and the other settings.',
  });
}

function credentialsHint({ shape }: RestSettings): string {
  if (shape.auth_method === 'none') return 'It wants credentials: set auth_method and what belongs to it.';
  if (shape.auth_method === 'basic')
    return `Check the user name and the password (${[...shape.username_env_vars, ...shape.password_env_vars].join(', ')}).`;
  return `Check the token (${shape.token_env_vars.join(', ')}), what it may read, and auth_method (now "${shape.auth_method}").`;
}

function notJson(place: AnswerPlace): SyncError {
  return new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `${place.title} at ${place.baseUrl} answered something other than JSON for ${place.endpoint}, such as a login page`,
    hint: 'Check the address, and that no single sign-on page stands in front of the API.',
  });
}

/** The body as JSON; undefined when it is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return parseKeepingFloats(text);
  } catch {
    return undefined;
  }
}

/**
 * What the body says for a person: `message`, `detail` or `error`; what it says of single fields
 * (`{"name": ["…"]}`); else the body itself, cut short.
 */
export function messageOf(body: JsonValue): string | undefined {
  if (!isJsonObject(body)) return undefined;
  for (const key of ['message', 'detail', 'error', 'msg']) {
    const text = body[key];
    if (typeof text === 'string' && text !== '') return text;
  }
  const ofFields = Object.entries(body).map(([name, said]) => {
    const texts = Array.isArray(said) && said.every((text) => typeof text === 'string');
    return texts ? `${name}: ${said.join(' ')}` : undefined;
  });
  const all = ofFields.length > 0 && !ofFields.includes(undefined);
  return (all ? ofFields.join('; ') : JSON.stringify(body)).slice(0, 300);
}
