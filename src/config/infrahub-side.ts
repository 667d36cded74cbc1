import { writableRestPresets } from '../adapters/rest/presets/index.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import type { FieldMapping, MappingElement, SystemSettings } from './sync.ts';

/** A mapping and the destination's settings once each says what it says everywhere else. */
export interface SidedMapping {
  readonly mappings: readonly MappingElement[];
  readonly destination: SystemSettings;
}

/**
 * From Infrahub to a REST system the Python tool's format names the Infrahub side by `name` and the other one by
 * `mapping`, though it is the destination. An entry whose `name` is no kind of the destination is read that way: the
 * kind and its attributes are Infrahub's, and what `mapping` names becomes a kind of the destination by that name.
 * Every other entry, and every other pair of systems, is left as it is. Pure.
 */
export function withInfrahubSide(
  mappings: readonly MappingElement[],
  source: SystemSettings,
  destination: SystemSettings,
): SidedMapping {
  const preset = writableRestPresets.find(({ system }) => system === destination.name);
  if (source.name !== 'infrahub' || preset === undefined) return { mappings, destination };
  const own = objectOf(destination.settings.kinds);
  const declared = { ...objectOf(preset.settings.kinds), ...own };
  const added: JsonObject = {};
  const sided = mappings.map((element) => {
    if (Object.hasOwn(declared, element.kind) || element.endpoint === '') return element;
    added[element.kind] = kindOf(element);
    return { ...element, endpoint: element.kind, fields: element.fields.map(byName) };
  });
  const settings = { ...destination.settings, kinds: { ...own, ...added } };
  return { mappings: sided, destination: { ...destination, settings } };
}

/** What an entry says of the destination's objects. */
function kindOf({ endpoint, fields }: MappingElement): JsonObject {
  const shapes = fields.flatMap((field): [string, JsonValue][] => {
    if (field.type === 'path') return [[field.name, { path: field.path }]];
    if (field.type === 'reference') return [[field.name, { path: field.path, to: field.reference }]];
    return [];
  });
  return { endpoint, fields: Object.fromEntries(shapes) };
}

/** The field as Infrahub's objects have it: by its name. */
function byName(field: FieldMapping): FieldMapping {
  return field.type === 'path' || field.type === 'reference' ? { ...field, path: field.name } : field;
}

function objectOf(value: JsonValue | undefined): JsonObject {
  return value !== undefined && isJsonObject(value) ? value : {};
}
