import type { SystemSettings } from '../../config/sync.ts';
import { SyncError } from '../../errors.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { AdapterContext } from '../context.ts';
import { resourceOf } from './endpoint.ts';
import type { RestPreset } from './preset.ts';
import { type Pagination, type ReadingShape, type RestShape, restShape } from './settings-shape.ts';

/** How one endpoint is read. */
export interface EndpointSettings extends Omit<ReadingShape, 'pagination' | 'params' | 'id_field'> {
  readonly pagination: Pagination;
  readonly params: NonNullable<ReadingShape['params']>;
  /** Dotted paths of which the first that a record has is its id. */
  readonly idFields: readonly string[];
}

/** How to reach and read one server. */
export interface RestSettings {
  /** With the path of the API, without a trailing slash. */
  readonly url: string;
  readonly shape: RestShape;
  readonly token: string | undefined;
  readonly username: string | undefined;
  readonly password: string | undefined;
  /** @param endpoint in its canonical spelling */
  endpoint(endpoint: string): EndpointSettings;
}

/**
 * Reads the `settings` of a REST side on top of the preset's. Environment variables come first: those that
 * `url_env_vars`, `token_env_vars`, `username_env_vars` and `password_env_vars` name.
 * @throws SyncError CONFIG_INVALID naming the setting that is missing or cannot be used
 */
export function readRestSettings(
  preset: RestPreset,
  system: SystemSettings,
  environment: AdapterContext['environment'],
): RestSettings {
  const shape = parseShape(preset, merged(preset.settings, system.settings));
  const given = (variables: readonly string[], setting: string | undefined) =>
    firstGiven(...variables.map((name) => environment[name]), setting);
  const url = given(shape.url_env_vars, shape.url);
  if (url === undefined) throw missing(preset, 'address', shape.url_env_vars, 'url');
  const token = given(shape.token_env_vars, shape.token);
  const username = given(shape.username_env_vars, shape.username);
  const password = given(shape.password_env_vars, shape.password);
  const needsUser = shape.auth_method === 'basic';
  if (needsUser && username === undefined)
    throw missing(preset, 'user name', shape.username_env_vars, 'username');
  if (needsUser && password === undefined)
    throw missing(preset, 'password', shape.password_env_vars, 'password');
  if (!needsUser && shape.auth_method !== 'none' && token === undefined)
    throw missing(preset, 'API token', shape.token_env_vars, 'token');
  return {
    url: joined(url, shape.api_endpoint),
    shape,
    token,
    username,
    password,
    endpoint: (endpoint) => endpointSettings(shape, endpoint),
  };
}

function parseShape(preset: RestPreset, settings: JsonObject): RestShape {
  const parsed = restShape.safeParse(settings);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.path.join('.') ?? '';
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
  throw new SyncError({
    code: 'CONFIG_INVALID',
    message: `${preset.title}: the setting ${[path, unknown].filter((part) => part !== '').join('.')} cannot be used: ${issue?.message ?? ''}`,
    hint: 'docs/rest.md lists the settings and their values.',
  });
}

/** Endpoints and kinds are merged one by one, everything else is replaced. */
function merged(preset: JsonObject, own: JsonObject): JsonObject {
  const both = (name: string): JsonObject => {
    const all: JsonObject = { ...objectOf(preset[name]) };
    for (const [key, settings] of Object.entries(objectOf(own[name])))
      all[key] = { ...objectOf(all[key]), ...objectOf(settings) };
    return all;
  };
  return { ...preset, ...own, endpoints: both('endpoints'), kinds: both('kinds') };
}

function objectOf(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

function endpointSettings(shape: RestShape, endpoint: string): EndpointSettings {
  const [path = ''] = endpoint.split('?');
  const own = shape.endpoints[path] ?? {};
  const both = { ...readingOf(shape), ...own };
  return {
    ...both,
    params: { ...shape.params, ...own.params },
    pagination: both.pagination ?? { type: 'none' },
    idFields: both.id_field === undefined ? ['id', `${singular(resourceOf(path))}_id`] : [both.id_field],
  };
}

/** `devices` are told apart by `id` or `device_id`. */
function singular(resource: string): string {
  return resource.replace(/ies$/, 'y').replace(/s$/, '');
}

function readingOf(shape: RestShape): ReadingShape {
  const {
    response_key_pattern,
    id_field,
    pagination,
    total,
    changed_since,
    fields_parameter,
    own_fields,
    derived_fields,
  } = shape;
  return {
    response_key_pattern,
    id_field,
    pagination,
    total,
    changed_since,
    fields_parameter,
    own_fields,
    derived_fields,
  };
}

function joined(url: string, path: string): string {
  const tail = path.replace(/^\/+|\/+$/g, '');
  const base = url.replace(/\/+$/, '');
  return tail === '' || base.endsWith(`/${tail}`) ? base : `${base}/${tail}`;
}

function firstGiven(...values: readonly (string | undefined)[]): string | undefined {
  return values.map((value) => value?.trim()).find((value) => value !== undefined && value !== '');
}

function missing(preset: RestPreset, what: string, variables: readonly string[], setting: string): SyncError {
  return new SyncError({
    code: 'CONFIG_INVALID',
    message: `${preset.title}: no ${what} is given`,
    hint: `Set ${variables.join(' or ')} in the environment, or \`${setting}\` in the settings.`,
  });
}
