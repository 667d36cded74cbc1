import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import { Refusal } from '../refusal.ts';
import type { Row } from './fields.ts';
import { idOf, textOf } from './model.ts';
import { isAtLeast } from './view.ts';
import type { WriteContext } from './writer.ts';

export interface Change {
  readonly action: 'create' | 'update' | 'delete';
}

/** What saving a row makes of the row itself, as NetBox's own `save()` and `clean()` do. */
export function beforeSave(endpoint: string, before: Row | undefined, row: Row, context: WriteContext): Row {
  const { store } = context.view;
  if (endpoint === 'dcim/devices') {
    const rack = store.get('dcim/racks', idOf(row, 'rack'));
    const location = idOf(rack, 'location');
    const type = store.get('dcim/device-types', idOf(row, 'device_type'));
    const airflow = before ? (row.airflow ?? null) : (row.airflow ?? type?.airflow ?? null);
    return { ...row, airflow, ...(rack && location !== null ? { location } : {}) };
  }
  if (endpoint === 'dcim/mac-addresses') {
    return { ...row, mac_address: textOf(row, 'mac_address').toUpperCase() };
  }
  if (endpoint === 'dcim/cables' && !before) {
    if (endsOf(row, 'a_terminations').length === 0 || endsOf(row, 'b_terminations').length === 0) {
      throw new Refusal(400, {
        __all__: ['Must define A and B terminations when creating a new cable.'],
      });
    }
  }
  return row;
}

/**
 * The ripples: what a saved or deleted row changes in others. Which of them move a stamp or leave a row in the
 * change log is as measured on NetBox; most do neither.
 */
export function afterSave(
  endpoint: string,
  before: Row | undefined,
  after: Row | undefined,
  context: WriteContext,
): void {
  switch (endpoint) {
    case 'dcim/racks':
      if (before && after) moveRack(before, after, context);
      return;
    case 'dcim/locations':
      if (before && after) moveLocation(before, after, context);
      return;
    case 'dcim/interfaces':
      if (before && !after) loosen(before, context);
      return;
    case 'dcim/cables':
      connect(before, after, context);
      return;
    case 'extras/custom-fields':
      reshape(before, after, context);
      return;
    default:
  }
}

/** The devices of a rack follow it to another site or location: neither stamped nor logged. */
function moveRack(before: Row, after: Row, context: WriteContext): void {
  if (before.site === after.site && before.location === after.location) return;
  const changes = { site: after.site ?? null, location: after.location ?? null };
  for (const id of [...context.view.store.referrers('dcim/devices', 'rack', after.id)]) {
    context.put('dcim/devices', id, changes);
  }
}

/** Child locations, racks and devices follow a location to another site: neither stamped nor logged. */
function moveLocation(before: Row, after: Row, context: WriteContext): void {
  const site = idOf(after, 'site');
  if (idOf(before, 'site') === site) return;
  for (const id of locationAndBelow(after.id, context)) {
    if (id !== after.id) context.put('dcim/locations', id, { site });
    for (const endpoint of ['dcim/racks', 'dcim/devices']) {
      for (const holder of [...context.view.store.referrers(endpoint, 'location', id)]) {
        context.put(endpoint, holder, { site });
      }
    }
  }
}

function locationAndBelow(id: number, context: WriteContext): number[] {
  const children = [...context.view.store.referrers('dcim/locations', 'parent', id)];
  return [id, ...children.flatMap((child) => locationAndBelow(child, context))];
}

interface End {
  readonly id: number;
  readonly side: 'A' | 'B';
}

/**
 * The interfaces at the ends of a new cable are saved: stamped and logged. When a cable goes, NetBox 4.7 saves
 * them again; before, it only took the cable away.
 */
function connect(before: Row | undefined, after: Row | undefined, context: WriteContext): void {
  const was = before ? bothEnds(before) : [];
  const is = after ? bothEnds(after) : [];
  const logged = isAtLeast(context.view.version, '4.7');
  for (const { id } of was.filter((end) => !is.some((other) => other.id === end.id))) {
    const changes = { cable: null, cable_end: null };
    if (logged) context.save('dcim/interfaces', id, changes);
    else context.put('dcim/interfaces', id, changes);
  }
  for (const { id, side } of is.filter((end) => !was.some((other) => other.id === end.id))) {
    context.save('dcim/interfaces', id, { cable: after?.id ?? null, cable_end: side });
  }
}

/** The cable of a deleted interface stays, with one end less: neither stamped nor logged. */
function loosen(port: Row, context: WriteContext): void {
  const cable = context.view.store.get('dcim/cables', idOf(port, 'cable'));
  if (!cable) return;
  const without = (field: string): JsonValue[] => {
    const ends = cable[field];
    if (!Array.isArray(ends)) return [];
    return ends.filter((end) => !(isJsonObject(end) && end.object_id === port.id));
  };
  context.put('dcim/cables', cable.id, {
    a_terminations: without('a_terminations'),
    b_terminations: without('b_terminations'),
  });
}

function bothEnds(cable: Row): End[] {
  return [
    ...endsOf(cable, 'a_terminations').map((id): End => ({ id, side: 'A' })),
    ...endsOf(cable, 'b_terminations').map((id): End => ({ id, side: 'B' })),
  ];
}

function endsOf(cable: Row, field: string): number[] {
  const ends = cable[field];
  if (!Array.isArray(ends)) return [];
  return ends.flatMap((end) => {
    const id = isJsonObject(end) ? end.object_id : undefined;
    return typeof id === 'number' ? [id] : [];
  });
}

/** A custom field created, renamed or deleted changes the data of every object of its types: no stamp, no log. */
function reshape(before: Row | undefined, after: Row | undefined, context: WriteContext): void {
  const was = textOf(before, 'name');
  const is = textOf(after, 'name');
  for (const { model } of context.view.store.tables.values()) {
    const had = listsType(before, model.contentType);
    const has = listsType(after, model.contentType);
    if ((!had && !has) || (had && has && was === is)) continue;
    for (const row of context.view.store.inOrderOfId(model.endpoint)) {
      const data = isJsonObject(row.custom_fields) ? row.custom_fields : {};
      const { [was]: held = null, ...rest } = data;
      const value: JsonValue = had ? held : (after?.default ?? null);
      const custom: JsonObject = has ? { ...rest, [is]: value } : rest;
      context.put(model.endpoint, row.id, { custom_fields: custom });
    }
  }
}

function listsType(field: Row | undefined, contentType: string): boolean {
  const types = field?.object_types;
  return Array.isArray(types) && types.includes(contentType);
}
