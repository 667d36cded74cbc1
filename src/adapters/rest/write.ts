import { SyncError } from '../../errors.ts';
import type { HttpResponse } from '../../http/contract.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import type { WriteOperation, WriteOutcome, WriteValue } from '../contract.ts';
import { boundedConcurrency } from '../infrahub/bounded.ts';
import { messageOf, parseJson } from './answer.ts';
import type { RestApi } from './api.ts';
import { at } from './endpoint.ts';
import type { ModelKind } from './model.ts';
import { idOf } from './read-rows.ts';

/**
 * Writes operations one request each, several at a time: there is no common way to send many at once.
 * @throws SyncError CANCELLED when the signal is aborted before everything was sent; never for what the server
 *   says of an operation
 */
export async function* writeOperations(
  api: RestApi,
  kindOf: (kind: string) => ModelKind,
  operations: readonly WriteOperation[],
  signal: AbortSignal,
): AsyncGenerator<readonly WriteOutcome[]> {
  let sent = 0;
  function* tasks() {
    for (const operation of operations) {
      if (signal.aborted) return;
      sent += 1;
      yield async () => [await writeOne(api, kindOf(operation.kind), operation, signal)];
    }
  }
  yield* boundedConcurrency(tasks(), api.settings.shape.concurrency);
  if (sent < operations.length) {
    throw new SyncError({
      code: 'CANCELLED',
      message: `Writing to ${api.title} was cancelled.`,
      hint: 'Run again: what was not written is planned again.',
    });
  }
}

async function writeOne(
  api: RestApi,
  kind: ModelKind,
  operation: WriteOperation,
  signal: AbortSignal,
): Promise<WriteOutcome> {
  try {
    const response = await send(api, kind, operation, signal);
    return outcomeOf(api, kind, operation, response);
  } catch (error) {
    if (!(error instanceof SyncError)) throw error;
    return {
      status: 'unknown',
      key: operation.key,
      errorClass: error.code,
      message: `${subject(operation)}: ${error.message}`,
      hint: `It is not known whether it was written: the next run finds out and picks it up. ${error.hint}`,
      retries: 0,
    };
  }
}

function send(
  api: RestApi,
  kind: ModelKind,
  operation: WriteOperation,
  signal: AbortSignal,
): Promise<HttpResponse> {
  const { endpoint } = kind;
  if (operation.action === 'create')
    return api.send('POST', api.path(endpoint), endpoint, signal, bodyOf(kind, operation.values));
  const path = api.path(endpoint, operation.id);
  if (operation.action === 'delete') return api.send('DELETE', path, endpoint, signal);
  const method = api.settings.shape.update_method;
  return api.send(method, path, endpoint, signal, bodyOf(kind, operation.values));
}

function bodyOf(kind: ModelKind, values: Readonly<Record<string, WriteValue>>): JsonObject {
  const entries = Object.entries(values).map(([name, value]) => {
    const field = kind.fields.get(name);
    return [field?.key ?? name, written(value)] as const;
  });
  return Object.fromEntries(entries);
}

function written(value: WriteValue): JsonValue {
  switch (value.type) {
    case 'attribute':
      return value.value;
    case 'one':
      return value.peerId === null ? null : idValue(value.peerId);
    case 'many':
      return value.peerIds.map(idValue);
  }
}

/** An id that is a whole number is written as one. */
function idValue(id: string): JsonValue {
  return /^\d+$/.test(id) && Number.isSafeInteger(Number(id)) ? Number(id) : id;
}

function outcomeOf(
  api: RestApi,
  kind: ModelKind,
  operation: WriteOperation,
  response: HttpResponse,
): WriteOutcome {
  const { status, retries } = response;
  const { key } = operation;
  const succeeded = status >= 200 && status < 300;
  // What was to be deleted may be gone already, with the object that it belonged to.
  const gone = operation.action === 'delete' && (status === 404 || status === 410);
  if (operation.action !== 'create' && (succeeded || gone))
    return { status: 'written', key, id: operation.id };
  const id = operation.action === 'create' && succeeded ? createdId(api, kind, response) : undefined;
  if (id !== undefined) return { status: 'written', key, id };
  const said = messageOf(parseJson(response.text) ?? null) ?? response.text.slice(0, 300);
  if (operation.action === 'delete' && status === 409) return { status: 'left-alone', key, reason: said };
  return {
    status: 'failed',
    key,
    errorClass: succeeded ? 'UNEXPECTED_ANSWER' : `HTTP_${status}`,
    message: `${subject(operation)}: ${succeeded ? 'it was made, but the answer does not tell its id' : `answered ${status}: ${said}`}`,
    hint: succeeded
      ? 'Set id_field to where an object has its id; the next run finds the new object.'
      : hintOf(status, operation.action),
    retries,
    terminal: status < 500 && status !== 429,
  };
}

/** In the object that is answered, as such or below a key of its own; else the end of its address. */
function createdId(
  api: RestApi,
  { endpoint }: ModelKind,
  { text, headers }: HttpResponse,
): string | undefined {
  const body = parseJson(text) ?? null;
  const { idFields } = api.settings.endpoint(endpoint);
  for (const holder of [body, at(body, 'data'), at(body, 'result')]) {
    const id = idOf(holder, idFields);
    if (id !== undefined) return id;
  }
  const last = headers.location
    ?.replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
    .split('/')
    .at(-1);
  return last === undefined || last === '' ? undefined : decodeURIComponent(last);
}

function hintOf(status: number, action: WriteOperation['action']): string {
  if (status === 401 || status === 403)
    return 'The credentials may not do this: check what the token is allowed.';
  if (status === 404) return 'The object was deleted meanwhile: the next run plans it anew.';
  if (status === 405)
    return 'The server does not take this method there: check the endpoint and update_method.';
  if (status >= 500) return 'The server is in trouble: run again later, or look at its log.';
  return action === 'delete'
    ? 'Delete or change what still refers to the object first.'
    : 'Correct the value at the source, bring it into form by a transform, or map what is missing.';
}

function subject(operation: WriteOperation): string {
  const id = operation.action === 'create' ? '' : ` ${operation.id}`;
  return `${operation.action} of ${operation.kind}${id}`;
}
