import { SyncError } from '../../errors.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import type { AdapterContext } from '../context.ts';

/** How one Infrahub is reached, and on whose behalf it is written to. */
export interface InfrahubSettings {
  /** `https://host/prefix` without a trailing slash and without credentials. */
  readonly url: string;
  /** undefined: asked without a token, as Infrahub allows for reading unless it is told not to. */
  readonly token: string | undefined;
  readonly branch: string;
  readonly verifyTls: boolean;
  /** Time for one answer, in milliseconds. */
  readonly timeout: number;
  /** Name of the group or account recorded as source; undefined: the account named like the other system. */
  readonly source: string | undefined;
  /** The same for the owner. */
  readonly owner: string | undefined;
}

/** The name that an Infrahub gives its default branch unless it is configured otherwise. */
export const defaultBranch = 'main';
/** The first use of a query's shape can take many seconds, so the limit is generous. */
const defaultTimeoutSeconds = 120;
const defaultPageSize = 500;

/**
 * Reads the settings of a `config.yml` side; INFRAHUB_ADDRESS or INFRAHUB_URL and INFRAHUB_API_TOKEN of the
 * environment come before them, and the context's branch before that of the settings.
 * @throws SyncError CONFIG_INVALID that names the setting.
 */
export function resolveSettings(settings: JsonObject, context: AdapterContext): InfrahubSettings {
  const { environment } = context;
  const token = environment.INFRAHUB_API_TOKEN || text(settings, 'token');
  if (token !== undefined) context.maskSecret(token);
  return {
    url: address(environment.INFRAHUB_ADDRESS || environment.INFRAHUB_URL || text(settings, 'url')),
    token,
    branch: context.branch || text(settings, 'branch') || defaultBranch,
    ...commonSettings(settings),
  };
}

/** How an Infrahub is read that is a source. */
export interface InfrahubSourceSettings extends InfrahubSettings {
  /** Objects asked for at once. */
  readonly pageSize: number;
}

/**
 * The same for an Infrahub that is the source. INFRAHUB_SOURCE_ADDRESS and INFRAHUB_SOURCE_API_TOKEN come before
 * everything else. Where the destination is an Infrahub too, the plain variables are that one's: then the settings
 * come before them, and the destination's token goes to no other server. The branch asked for is the destination's.
 * @throws SyncError CONFIG_INVALID that names the setting.
 */
export function resolveSourceSettings(
  settings: JsonObject,
  { environment, counterpart, maskSecret }: AdapterContext,
): InfrahubSourceSettings {
  const plain = environment.INFRAHUB_ADDRESS || environment.INFRAHUB_URL;
  const shared = counterpart.toLowerCase() === 'infrahub';
  const own = environment.INFRAHUB_SOURCE_ADDRESS || (shared ? text(settings, 'url') : undefined);
  const url = own || plain || text(settings, 'url');
  const ownToken = environment.INFRAHUB_SOURCE_API_TOKEN || (shared ? text(settings, 'token') : undefined);
  const plainToken = own !== undefined && shared ? undefined : environment.INFRAHUB_API_TOKEN;
  const token = ownToken || plainToken || text(settings, 'token');
  if (token !== undefined) maskSecret(token);
  return {
    url: address(url),
    token,
    branch: text(settings, 'branch') || defaultBranch,
    pageSize: objects(settings.page_size),
    ...commonSettings(settings),
  };
}

function commonSettings(settings: JsonObject) {
  return {
    verifyTls: truth(settings.verify_ssl),
    timeout: seconds(settings.timeout) * 1000,
    source: text(settings, 'source'),
    owner: text(settings, 'owner'),
  };
}

function address(given: string | undefined): string {
  if (given === undefined) {
    throw invalid(
      'Infrahub has no address.',
      'Set the environment variable INFRAHUB_ADDRESS, or `url` in the settings of the Infrahub side.',
    );
  }
  const url = URL.parse(given);
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw invalid(
      "Infrahub's address is not a web address.",
      'Give it with its scheme, such as https://infrahub.example.com, in INFRAHUB_ADDRESS or `url`.',
    );
  }
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function text(settings: JsonObject, name: string): string | undefined {
  const value = settings[name];
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw invalid(
    `The Infrahub setting \`${name}\` is not text: ${JSON.stringify(value)}`,
    `Write \`${name}\` as text, in quotes when it looks like a number.`,
  );
}

/** Environment variables put into settings arrive as text, so text is understood too. */
function truth(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null) return true;
  const written = String(value).toLowerCase();
  if (['true', '1', 'yes'].includes(written)) return true;
  if (['false', '0', 'no'].includes(written)) return false;
  throw invalid(
    `The Infrahub setting \`verify_ssl\` is neither true nor false: ${JSON.stringify(value)}`,
    'Write `verify_ssl: false` to accept any certificate; leave it out to verify.',
  );
}

function seconds(value: JsonValue | undefined): number {
  if (value === undefined || value === null) return defaultTimeoutSeconds;
  const number = Number(value);
  if (number > 0 && Number.isFinite(number)) return number;
  throw invalid(
    `The Infrahub setting \`timeout\` is not a time in seconds: ${JSON.stringify(value)}`,
    `Give a number above zero; without it an answer may take ${defaultTimeoutSeconds} seconds.`,
  );
}

function objects(value: JsonValue | undefined): number {
  if (value === undefined || value === null) return defaultPageSize;
  const number = Number(value);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw invalid(
    `The Infrahub setting \`page_size\` is not a number of objects: ${JSON.stringify(value)}`,
    `Give a whole number above zero; without it ${defaultPageSize} objects are asked for at once.`,
  );
}

function invalid(message: string, hint: string): SyncError {
  return new SyncError({ code: 'CONFIG_INVALID', message, hint });
}
