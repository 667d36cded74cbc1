import { z } from 'zod';
import type { SystemSettings } from '../../config/sync.ts';
import { SyncError } from '../../errors.ts';
import type { AdapterContext } from '../context.ts';

/** How to reach and read one NetBox. */
export interface NetBoxSettings {
  /** Without a trailing slash and without `/api`. */
  readonly url: string;
  readonly token: string;
  readonly verifyTls: boolean;
  /** Time for one answer, in milliseconds. */
  readonly timeout: number;
  /** Rows asked for at once; the server may give fewer. */
  readonly pageSize: number;
  /** Requests in flight at most. */
  readonly concurrency: number;
}

/** Values that came through `${VARIABLE}` are text. */
const flag = z.union([z.boolean(), z.stringbool()]);
const wholeNumber = z.coerce.number().int().positive();

const Settings = z.object({
  url: z.string().optional(),
  token: z.string().optional(),
  verify_ssl: flag.default(true),
  /** In seconds. */
  timeout: z.coerce.number().positive().default(60),
  /** NetBox gives no more than 1,000 unless its MAX_PAGE_SIZE says otherwise. */
  page_size: wholeNumber.default(1000),
  concurrency: wholeNumber.default(4),
});

/**
 * Reads the `settings` of a `netbox` side. `NETBOX_ADDRESS` or `NETBOX_URL`, and `NETBOX_TOKEN`, come first.
 * @throws SyncError CONFIG_INVALID naming the setting that is missing or cannot be used
 */
export function readNetBoxSettings(
  system: SystemSettings,
  environment: AdapterContext['environment'],
): NetBoxSettings {
  const parsed = Settings.safeParse(system.settings);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `NetBox: the setting ${issue?.path.join('.') ?? ''} cannot be used: ${issue?.message ?? ''}`,
      hint: 'Known settings: url, token, verify_ssl (true or false), timeout (seconds), page_size, concurrency.',
    });
  }
  const { url, token, verify_ssl, timeout, page_size, concurrency } = parsed.data;
  const address = firstGiven(environment.NETBOX_ADDRESS, environment.NETBOX_URL, url);
  if (address === undefined) {
    throw missing('address', 'Set NETBOX_ADDRESS in the environment, or `url` in the settings.');
  }
  const secret = firstGiven(environment.NETBOX_TOKEN, token);
  if (secret === undefined) {
    throw missing('API token', 'Set NETBOX_TOKEN in the environment, or `token` in the settings.');
  }
  return {
    url: address.replace(/\/+$/, '').replace(/\/api$/, ''),
    token: secret,
    verifyTls: verify_ssl,
    timeout: timeout * 1000,
    pageSize: page_size,
    concurrency,
  };
}

/** NetBox tells its two kinds of token apart by the prefix `nbt_`: version 2 goes as a bearer token. */
export function authorizationHeader(token: string): string {
  return token.startsWith('nbt_') ? `Bearer ${token}` : `Token ${token}`;
}

function firstGiven(...values: readonly (string | undefined)[]): string | undefined {
  return values.map((value) => value?.trim()).find((value) => value !== undefined && value !== '');
}

function missing(what: string, hint: string): SyncError {
  return new SyncError({ code: 'CONFIG_INVALID', message: `NetBox: no ${what} is given`, hint });
}
