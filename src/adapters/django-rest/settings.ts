import { z } from 'zod';
import type { SystemSettings } from '../../config/sync.ts';
import { SyncError } from '../../errors.ts';
import type { AdapterContext } from '../context.ts';
import type { Product } from './product.ts';

/** How to reach and read one server. */
export interface RestSettings {
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
  page_size: wholeNumber.optional(),
  concurrency: wholeNumber.default(4),
});

/**
 * Reads the `settings` of a side. Environment variables come first: `NETBOX_ADDRESS` or `NETBOX_URL`, and
 * `NETBOX_TOKEN`, or the same with the beginning that the product has.
 * @throws SyncError CONFIG_INVALID naming the setting that is missing or cannot be used
 */
export function readRestSettings(
  product: Product,
  system: SystemSettings,
  environment: AdapterContext['environment'],
): RestSettings {
  const { name, environment: prefix } = product;
  const parsed = Settings.safeParse(system.settings);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `${name}: the setting ${issue?.path.join('.') ?? ''} cannot be used: ${issue?.message ?? ''}`,
      hint: 'Known settings: url, token, verify_ssl (true or false), timeout (seconds), page_size, concurrency.',
    });
  }
  const { url, token, verify_ssl, timeout, page_size, concurrency } = parsed.data;
  const address = firstGiven(environment[`${prefix}_ADDRESS`], environment[`${prefix}_URL`], url);
  if (address === undefined) {
    throw missing(name, 'address', `Set ${prefix}_ADDRESS in the environment, or \`url\` in the settings.`);
  }
  const secret = firstGiven(environment[`${prefix}_TOKEN`], token);
  if (secret === undefined) {
    throw missing(name, 'API token', `Set ${prefix}_TOKEN in the environment, or \`token\` in the settings.`);
  }
  return {
    url: address.replace(/\/+$/, '').replace(/\/api$/, ''),
    token: secret,
    verifyTls: verify_ssl,
    timeout: timeout * 1000,
    pageSize: page_size ?? product.pageSize,
    concurrency,
  };
}

function firstGiven(...values: readonly (string | undefined)[]): string | undefined {
  return values.map((value) => value?.trim()).find((value) => value !== undefined && value !== '');
}

function missing(product: string, what: string, hint: string): SyncError {
  return new SyncError({ code: 'CONFIG_INVALID', message: `${product}: no ${what} is given`, hint });
}
