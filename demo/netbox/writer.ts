import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';
import { createStamper } from '../stamps.ts';
import { collectDeletion, type Deletion } from './deletion.ts';
import { afterSave, beforeSave, type Change } from './effects.ts';
import type { Row } from './fields.ts';
import type { Model } from './model.ts';
import { checkRules } from './rules.ts';
import { readInput } from './validate.ts';
import type { View } from './view.ts';

/** Writes as the REST API makes them: checked, stamped, logged, with everything that follows from them. */
export interface Writer {
  create(endpoint: string, input: JsonObject, given?: Given): Row;
  /** @param mode `replace` is PUT: required fields must be there; what is missing stays */
  update(endpoint: string, id: number, input: JsonObject, mode?: 'change' | 'replace', given?: Given): Row;
  delete(endpoint: string, id: number, given?: Given): void;
  /** A stamp of now, in microseconds. */
  stamp(): number;
}

/** What a write takes from an earlier moment, when it is one of a transaction that commits late. */
export interface Given {
  readonly id?: number;
  readonly stamp?: number;
  readonly changeId?: number;
}

/** What an effect may do to other rows. */
export interface WriteContext {
  readonly view: View;
  readonly stamp: () => number;
  /** Saves a row as an object's own `save()` does: stamped and logged. */
  save(endpoint: string, id: number, changes: JsonObject): void;
  /** Saves it in the database only: neither stamped nor logged. */
  put(endpoint: string, id: number, changes: JsonObject): void;
  log(action: Change['action'], model: Model, row: Row, before?: Row): void;
  /** As a changed list of related objects is logged: added to the row that the request already left, if any. */
  logRelated(model: Model, row: Row, before: Row): void;
}

export function createWriter(view: View, clock: Clock): Writer {
  const { store } = view;
  const now = createStamper(clock);
  let requests = 0;

  function contextFor(given: Given): WriteContext {
    const request = requestId(++requests);
    const stamp = () => given.stamp ?? now();
    let changeId = given.changeId;
    const logged = new Map<string, number>();
    const context: WriteContext = {
      view,
      stamp,
      put(endpoint, id, changes) {
        const row = store.get(endpoint, id);
        if (row) store.put(endpoint, { ...row, ...changes });
      },
      save(endpoint, id, changes) {
        const before = store.get(endpoint, id);
        if (!before) return;
        const after: Row = { ...before, ...changes, last_updated: stamp() };
        store.put(endpoint, after);
        context.log('update', store.table(endpoint).model, after, before);
      },
      log(action, model, row, before) {
        const time = stamp();
        const id = changeId ?? store.reserveId('core/object-changes');
        logged.set(`${model.endpoint}:${row.id}`, id);
        store.put('core/object-changes', {
          id,
          created: time,
          last_updated: time,
          request_id: request,
          action,
          changed_object_type: model.contentType,
          changed_object_id: row.id,
          object_repr: model.display(row, view),
          message: '',
          prechange_data: dataOf(before ?? (action === 'delete' ? row : undefined)),
          postchange_data: action === 'delete' ? {} : dataOf(row),
        });
        changeId = undefined;
      },
      logRelated(model, row, before) {
        const known = store.get('core/object-changes', logged.get(`${model.endpoint}:${row.id}`) ?? null);
        if (known) store.put('core/object-changes', { ...known, postchange_data: dataOf(row) });
        else context.log('update', model, row, before);
      },
    };
    return context;
  }

  return {
    stamp: now,
    create(endpoint, input, given = {}) {
      const { model } = store.table(endpoint);
      const values = readInput(model, input, 'create', view);
      const context = contextFor(given);
      const created = context.stamp();
      const id = given.id ?? store.reserveId(endpoint);
      const row = beforeSave(endpoint, undefined, { ...values, id, created, last_updated: created }, context);
      checkRules(model, row, view);
      store.put(endpoint, row);
      context.log('create', model, row);
      afterSave(endpoint, undefined, row, context);
      return row;
    },
    update(endpoint, id, input, mode = 'change', given = {}) {
      const { model } = store.table(endpoint);
      const before = store.get(endpoint, id);
      if (!before) throw notFound(model);
      const values = readInput(model, input, mode, view);
      const context = contextFor(given);
      const next: Row = {
        ...before,
        ...mergeCustomFields(before, values),
        id,
        last_updated: context.stamp(),
      };
      const after = beforeSave(endpoint, before, next, context);
      checkRules(model, after, view);
      store.put(endpoint, after);
      if (differs(before, after)) context.log('update', model, after, before);
      afterSave(endpoint, before, after, context);
      return after;
    },
    delete(endpoint, id, given = {}) {
      const { model } = store.table(endpoint);
      if (!store.get(endpoint, id)) throw notFound(model);
      const deletion = collectDeletion(store, endpoint, id);
      refuseProtected(deletion, view);
      carryOut(deletion, contextFor(given));
    },
  };
}

/** 404 with the class name of the model, such as `No DeviceType matches the given query.` */
export function notFound(model: Model): Refusal {
  const name = model.verboseName
    .split(' ')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
  return new Refusal(404, { detail: `No ${name} matches the given query.` });
}

function refuseProtected(deletion: Deletion, view: View): void {
  const { blockers } = deletion;
  if (blockers.length === 0) return;
  const named = blockers.map(({ endpoint, id }) => `${view.display(endpoint, id)} (${id})`).join(', ');
  throw new Refusal(409, {
    detail: `Unable to delete object. ${blockers.length} dependent objects were found: ${named}`,
  });
}

function carryOut(deletion: Deletion, context: WriteContext): void {
  const { view } = context;
  for (const { endpoint, id } of deletion.rows) {
    const row = view.store.get(endpoint, id);
    if (!row) continue;
    const { model } = view.store.table(endpoint);
    context.log('delete', model, row);
    for (const link of deletion.links.filter((each) => each.to.endpoint === endpoint && each.to.id === id)) {
      const holder = view.store.get(link.endpoint, link.id);
      if (!holder || deletion.rows.some((gone) => gone.endpoint === link.endpoint && gone.id === link.id))
        continue;
      if (link.how === 'clear') context.save(link.endpoint, link.id, { [link.field]: null });
      if (link.how === 'detach') context.put(link.endpoint, link.id, { [link.field]: null });
      if (link.how === 'unlist') unlist(link, id, context);
    }
    view.store.remove(endpoint, id);
    afterSave(endpoint, row, undefined, context);
  }
}

/** Takes the id out of a list of related objects: logged, but the holder's stamp stays. */
function unlist(link: Deletion['links'][number], id: number, context: WriteContext): void {
  const holder = context.view.store.get(link.endpoint, link.id);
  const listed = holder?.[link.field];
  if (!holder || !Array.isArray(listed)) return;
  context.put(link.endpoint, link.id, { [link.field]: listed.filter((each) => each !== id) });
  const after = context.view.store.get(link.endpoint, link.id);
  if (after) context.logRelated(context.view.store.table(link.endpoint).model, after, holder);
}

/** Custom fields that a write does not name keep their values. */
function mergeCustomFields(before: Row, values: JsonObject): JsonObject {
  const given = values.custom_fields;
  const kept = before.custom_fields;
  if (!isJsonObject(given) || !isJsonObject(kept)) return values;
  return { ...values, custom_fields: { ...kept, ...given } };
}

function differs(before: Row, after: Row): boolean {
  return Object.keys(after).some((key) => {
    if (key === 'last_updated') return false;
    const [left, right]: JsonValue[] = [before[key] ?? null, after[key] ?? null];
    return left !== right && JSON.stringify(left) !== JSON.stringify(right);
  });
}

/** A row without what the change log leaves out. */
function dataOf(row: Row | undefined): JsonObject {
  if (!row) return {};
  const { id: _id, created: _created, last_updated: _lastUpdated, ...data } = row;
  return data;
}

/** A UUID that counts: the same run gives the same ids. */
function requestId(number: number): string {
  return `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
}
