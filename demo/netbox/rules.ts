import type { JsonObject, JsonValue } from '../../src/json.ts';
import { Refusal } from '../refusal.ts';
import type { Row } from './fields.ts';
import { idOf, type Model, textOf, type UniqueRule } from './model.ts';
import { networkBits } from './networks.ts';
import type { View } from './view.ts';

/**
 * Checks what a row must keep with respect to other rows.
 *
 * @throws {Refusal} 400 as NetBox words it
 */
export function checkRules(model: Model, row: Row, view: View): void {
  const errors: JsonObject = {};
  for (const rule of model.unique ?? []) {
    if (!isTaken(model, rule, row, view)) continue;
    const [only] = rule.fields;
    const alone = rule.fields.length === 1 && only !== undefined;
    const key = alone ? only : '__all__';
    const texts = errors[key];
    errors[key] = [...(Array.isArray(texts) ? texts : []), rule.message ?? uniqueText(model, rule)];
  }
  if (Object.keys(errors).length > 0) throw new Refusal(400, errors);
  if (model.endpoint === 'dcim/devices') checkDevice(row, view);
  if (model.endpoint === 'ipam/prefixes' || model.endpoint === 'ipam/ip-addresses') {
    checkDuplicateNetwork(model, row, view);
  }
}

function uniqueText(model: Model, rule: UniqueRule): string {
  const words = (name: string) => name.replaceAll('_', ' ');
  if (rule.fields.length === 1) {
    return `${model.verboseName} with this ${words(rule.fields[0] ?? '')} already exists.`;
  }
  const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
  const names = rule.fields.map((name) => capital(words(name)));
  const list = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${capital(model.verboseName)} with this ${list} already exists.`;
}

function isTaken(model: Model, rule: UniqueRule, row: Row, view: View): boolean {
  const last = rule.fields.at(-1) ?? 'id';
  const wanted = rule.fields.map((name) => row[name] ?? null);
  if (isEmpty(row[last] ?? null)) return false;
  if (!rule.nullsEqual && wanted.some(isEmpty)) return false;
  const same = view.store.referrers(model.endpoint, last, keyOf(row[last] ?? null));
  for (const id of same) {
    const other = view.store.get(model.endpoint, id);
    if (id === row.id || !other) continue;
    if (rule.fields.every((name, index) => (other[name] ?? null) === wanted[index])) return true;
  }
  return false;
}

function isEmpty(value: JsonValue): boolean {
  return value === null || value === '';
}

function keyOf(value: JsonValue): number | string {
  return typeof value === 'number' ? value : String(value);
}

function refuse(field: string, text: string): never {
  throw new Refusal(400, { [field]: [text] });
}

function checkDevice(row: Row, view: View): void {
  const { store } = view;
  const site = store.get('dcim/sites', idOf(row, 'site'));
  const rack = store.get('dcim/racks', idOf(row, 'rack'));
  const location = store.get('dcim/locations', idOf(row, 'location'));
  const siteName = textOf(site, 'name');
  if (rack && idOf(rack, 'site') !== site?.id) {
    refuse('rack', `Rack ${textOf(rack, 'name')} does not belong to site ${siteName}.`);
  }
  if (location && idOf(location, 'site') !== site?.id) {
    refuse('location', `Location ${textOf(location, 'name')} does not belong to site ${siteName}.`);
  }
  for (const field of ['primary_ip4', 'primary_ip6']) {
    const address = store.get('ipam/ip-addresses', idOf(row, field));
    if (!address) continue;
    const port = store.get('dcim/interfaces', idOf(address, 'assigned_object_id'));
    if (idOf(port, 'device') !== row.id) {
      const text = textOf(address, 'address');
      refuse(field, `The specified IP address (${text}) is not assigned to this device.`);
    }
  }
}

/** A prefix or address may be there once in the global table and in each VRF that enforces it. */
function checkDuplicateNetwork(model: Model, row: Row, view: View): void {
  const vrf = view.store.get('ipam/vrfs', idOf(row, 'vrf'));
  if (vrf && vrf.enforce_unique === false) return;
  const field = model.endpoint === 'ipam/prefixes' ? 'prefix' : 'address';
  const text = textOf(row, field);
  const key = field === 'prefix' ? networkBits(text) : text;
  const others = view.store.referrers(model.endpoint, field, text);
  for (const id of others) {
    const other = view.store.get(model.endpoint, id);
    if (!other || other.id === row.id || idOf(other, 'vrf') !== idOf(row, 'vrf')) continue;
    const same = field === 'prefix' ? networkBits(textOf(other, field)) : textOf(other, field);
    if (same !== key) continue;
    const where = vrf ? `VRF ${view.display('ipam/vrfs', vrf.id)}` : 'global table';
    const noun = field === 'prefix' ? 'prefix' : 'IP address';
    refuse(field, `Duplicate ${noun} found in ${where}: ${textOf(other, field)}`);
  }
}
