import { restPresets, writableRestPresets } from '../adapters/rest/presets/index.ts';
import { restShape } from '../adapters/rest/settings-shape.ts';
import type { JsonObject, JsonValue } from '../json.ts';
import { type Environment, expandSettings, type MissingVariable } from './environment.ts';
import type { ConfigIssue } from './issue.ts';
import { nearest, quotedList, suggestion } from './nearest.ts';
import type { SystemShape } from './shape.ts';
import type { SystemSettings } from './sync.ts';
import type { YamlFile } from './yaml-file.ts';

/** Settings that are text. */
const TEXTS = ['url', 'token', 'branch', 'source', 'owner'];

interface OwnSystem {
  readonly settings: readonly string[];
  readonly isDestination: boolean;
}

/** Of systems with an API like NetBox's. */
const NETBOX_SETTINGS = ['url', 'token', 'verify_ssl', 'timeout', 'page_size', 'concurrency'];

/** Of any other REST system; the adapter checks their values. */
const REST_SETTINGS = Object.keys(restShape.shape);

/** Systems that this version has an adapter for. */
const OWN_SYSTEMS: ReadonlyMap<string, OwnSystem> = new Map<string, OwnSystem>([
  ['netbox', { settings: NETBOX_SETTINGS, isDestination: false }],
  ['nautobot', { settings: NETBOX_SETTINGS, isDestination: false }],
  [
    'infrahub',
    {
      settings: ['url', 'token', 'branch', 'verify_ssl', 'timeout', 'page_size', 'source', 'owner'],
      isDestination: true,
    },
  ],
  ...restPresets.map(
    (preset) =>
      [
        preset.system,
        { settings: REST_SETTINGS, isDestination: writableRestPresets.includes(preset) },
      ] as const,
  ),
  ['files', { settings: ['directory', 'format', 'delimiter', 'id_field'], isDestination: false }],
]);

/** Systems of the format that this version has no adapter for. */
const OTHER_SYSTEMS: readonly string[] = ['ipfabricsync', 'slurpitsync', 'aci', 'prometheus'];

/** True when settings and mappings of this system can be looked at closely. */
export function isOwnSystem(name: string): boolean {
  return OWN_SYSTEMS.has(name);
}

export interface SystemReading {
  readonly system: SystemSettings;
  readonly issues: readonly ConfigIssue[];
}

/** Reads `source` or `destination`: name, adapter, settings with variables replaced. */
export function readSystem(
  side: 'source' | 'destination',
  shape: SystemShape,
  file: YamlFile,
  environment: Environment,
  severityOfMissingVariable: 'error' | 'warning',
): SystemReading {
  const expansion = expandSettings(shape.settings ?? {}, [side, 'settings'], environment);
  const unset = new Set(expansion.missing.map((missing) => missing.path.join('.')));
  const issues = [
    ...checkName(side, shape, file),
    ...expansion.missing.map((missing) => missingVariable(missing, file, severityOfMissingVariable)),
    ...misspeltSettings(side, shape, file),
  ];
  const settings: JsonObject = {};
  for (const [key, value] of Object.entries(expansion.settings)) {
    // `token:` with nothing after it is as good as left out.
    if (value === null) continue;
    const path = [side, 'settings', key];
    const checked =
      isOwnSystem(shape.name) && !unset.has(path.join('.')) ? checkSetting(key, value) : { value };
    settings[key] = checked.value;
    if (checked.message === undefined) continue;
    issues.push({
      severity: 'error',
      message: checked.message,
      hint: checked.hint ?? '',
      location: file.locate(path),
    });
  }
  return { system: { name: shape.name, settings }, issues };
}

function checkName(side: 'source' | 'destination', shape: SystemShape, file: YamlFile): ConfigIssue[] {
  const location = file.locate([side, 'name']);
  const readable = quotedList(OWN_SYSTEMS.keys());
  if (typeof shape.adapter === 'string' && shape.adapter !== '') {
    const message = `the ${side} "${shape.name}" has an adapter of its own, written in Python: this version cannot run it`;
    const hint = `A run needs one of ${readable}.`;
    return [{ severity: 'warning', message, hint, location: file.locate([side, 'adapter']) }];
  }
  const own = OWN_SYSTEMS.get(shape.name);
  if (own !== undefined) {
    if (side === 'source' || own.isDestination) return [];
    const message = `this version reads from "${shape.name}" but cannot write to it`;
    return [{ severity: 'warning', message, hint: 'A run needs "infrahub" as its destination.', location }];
  }
  if (OTHER_SYSTEMS.includes(shape.name)) {
    const message = `this version has no adapter for the ${side} "${shape.name}"`;
    return [{ severity: 'warning', message, hint: `A run needs one of ${readable}.`, location }];
  }
  const known = [...OWN_SYSTEMS.keys(), ...OTHER_SYSTEMS];
  const hint = suggestion(
    shape.name,
    known,
    `Known systems are ${quotedList(known)}; a custom one needs "adapter:".`,
  );
  return [
    { severity: 'error', message: `the ${side} "${shape.name}" is not a known system`, hint, location },
  ];
}

function missingVariable(
  missing: MissingVariable,
  file: YamlFile,
  severity: 'error' | 'warning',
): ConfigIssue {
  const state = missing.state === 'unset' ? 'is not set' : 'is empty';
  return {
    severity,
    message: `the environment variable ${missing.name} ${state}`,
    hint: `Set ${missing.name}; in a workflow add it under "env:", and check that the secret exists.`,
    location: file.locate(missing.path),
  };
}

function misspeltSettings(side: 'source' | 'destination', shape: SystemShape, file: YamlFile): ConfigIssue[] {
  const known = OWN_SYSTEMS.get(shape.name)?.settings ?? [];
  return Object.keys(shape.settings ?? {}).flatMap((key): ConfigIssue[] => {
    const near = known.includes(key) ? undefined : nearest(key, known);
    if (near === undefined) return [];
    const location = file.locateKey([side, 'settings', key]);
    const message = `"${shape.name}" has no setting "${key}"`;
    return [{ severity: 'error', message, hint: `Did you mean "${near}"?`, location }];
  });
}

/** A setting's value as the adapters expect it, or what is wrong with it. */
function checkSetting(
  key: string,
  value: JsonValue,
): { readonly value: JsonValue; readonly message?: string; readonly hint?: string } {
  if (key === 'verify_ssl') return checkSwitch(value);
  if (!TEXTS.includes(key)) return { value };
  if (typeof value !== 'string') {
    return { value, message: `the setting "${key}" must be text`, hint: 'Put it in quotes.' };
  }
  if (key === 'url' && !/^https?:\/\/[^/\s]+/i.test(value)) {
    const hint = 'Write the whole address, such as "https://netbox.example.com".';
    return { value, message: 'the setting "url" must begin with http:// or https://', hint };
  }
  return { value };
}

/** A variable of the environment is always text, so that text is taken for the switch that it spells. */
function checkSwitch(value: JsonValue): { value: JsonValue; message?: string; hint?: string } {
  if (typeof value === 'boolean') return { value };
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  if (['true', 'yes', 'on', '1'].includes(word)) return { value: true };
  if (['false', 'no', 'off', '0'].includes(word)) return { value: false };
  const hint = 'Write true or false, without quotes.';
  return { value, message: 'the setting "verify_ssl" must be true or false', hint };
}
