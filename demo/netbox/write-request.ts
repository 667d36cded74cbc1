import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import { Refusal } from '../refusal.ts';
import type { Row } from './fields.ts';
import type { Model } from './model.ts';
import { isAtLeast, type View } from './view.ts';
import type { Writer } from './writer.ts';

/** A write of the REST API: one object or a list of them. */
export interface WriteRequest {
  readonly method: string;
  readonly model: Model;
  /** Undefined for the list's own address. */
  readonly id: number | undefined;
  readonly body: string;
}

export interface WriteAnswer {
  readonly status: number;
  readonly text: string;
}

/**
 * Carries out POST, PATCH, PUT and DELETE; when something of it is refused, nothing of it stays.
 *
 * @throws {Refusal} with NetBox's answer
 */
export function answerWrite(request: WriteRequest, writer: Writer, view: View): WriteAnswer {
  return view.store.atomically(() => write(request, writer, view));
}

function write(request: WriteRequest, writer: Writer, view: View): WriteAnswer {
  const { method, model, id } = request;
  if (model.readOnly || (method === 'POST' && id !== undefined)) {
    throw new Refusal(405, { detail: `Method "${method}" not allowed.` });
  }
  const show = (row: Row) => view.bytes(row, view.select(model.endpoint, { type: 'full' })).toString();
  if (method === 'DELETE') {
    for (const each of id === undefined ? idsOf(parseBody(request.body)) : [id])
      writer.delete(model.endpoint, each);
    return { status: 204, text: '' };
  }
  const body = parseBody(request.body);
  if (method === 'POST') {
    if (!Array.isArray(body))
      return { status: 201, text: show(writer.create(model.endpoint, objectOf(body))) };
    const rows = forEach(body, view, 'created', (each) => writer.create(model.endpoint, each));
    return { status: 201, text: `[${rows.map(show).join(',')}]` };
  }
  const mode = method === 'PUT' ? 'replace' : 'change';
  if (id !== undefined) {
    return { status: 200, text: show(writer.update(model.endpoint, id, objectOf(body), mode)) };
  }
  const list = Array.isArray(body) ? body : [];
  const ids = idsOf(list);
  const rows = forEach(list, view, 'updated', (each, index) =>
    writer.update(model.endpoint, ids[index] ?? 0, each, mode),
  );
  return { status: 200, text: `[${rows.map(show).join(',')}]` };
}

function parseBody(text: string): JsonValue {
  if (text === '') return {};
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new Refusal(400, {
      detail: `JSON parse error - ${error instanceof Error ? error.message : error}`,
    });
  }
}

function objectOf(body: JsonValue): JsonObject {
  if (isJsonObject(body)) return body;
  throw new Refusal(400, { __all__: ['Invalid data. Expected a dictionary, but got str.'] });
}

function idsOf(body: JsonValue): number[] {
  const list = Array.isArray(body) ? body : [];
  return list.map((each, index) => {
    const id = isJsonObject(each) ? each.id : undefined;
    if (typeof id === 'number') return id;
    throw new Refusal(400, {
      detail: `1 of ${list.length} objects failed validation.`,
      errors: [{ index, errors: { id: ['This field is required.'] } }],
    });
  });
}

/**
 * Writes each item of a list. 4.7 answers the errors with their place in the list, before
 * it was a list with an empty object for each item without an error.
 */
function forEach(
  list: readonly JsonValue[],
  view: View,
  done: string,
  writeOne: (item: JsonObject, index: number) => Row,
): Row[] {
  const errors = new Map<number, JsonValue>();
  const rows: Row[] = [];
  for (const [index, item] of list.entries()) {
    try {
      rows.push(writeOne(objectOf(item), index));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      errors.set(index, error.body);
    }
  }
  if (errors.size === 0) return rows;
  if (!isAtLeast(view.version, '4.7'))
    throw new Refusal(
      400,
      list.map((_, index) => errors.get(index) ?? {}),
    );
  throw new Refusal(400, {
    detail: `${errors.size} of ${list.length} objects could not be ${done}.`,
    errors: [...errors].map(([index, each]) => ({ index, errors: each })),
  });
}
