import { SyncError } from '../errors.ts';

/** A system's address, taken apart; nothing in it is secret but the user information. */
export interface BaseAddress {
  /** `https://host:port` */
  readonly origin: string;
  /** `/prefix`, without a trailing slash; empty when there is none. */
  readonly prefix: string;
  /** The value of a basic `Authorization` header for `https://user:password@host`; undefined without a user. */
  readonly authorization: string | undefined;
}

/**
 * @param address as a user wrote it; query and fragment are dropped
 * @throws SyncError CONFIG_INVALID when it is no http(s) address
 */
export function parseBaseAddress(address: string, system: string): BaseAddress {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new SyncError({
      code: 'CONFIG_INVALID',
      message: `${system}: the address is not an http or https URL`,
      hint: `Write it like https://${system.toLowerCase()}.example.com`,
    });
  }
  const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return {
    origin: url.origin,
    prefix: url.pathname.replace(/\/+$/, ''),
    authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
  };
}

/**
 * Path and query to ask the origin for.
 * @param path a path below the prefix, or a whole address on the same origin
 * @throws SyncError UNEXPECTED_ANSWER for another origin: the credentials are not for it
 */
export function resolvePath(base: BaseAddress, path: string, system: string): string {
  if (path.startsWith('/')) return base.prefix + path;
  const url = new URL(path, `${base.origin}${base.prefix}/`);
  if (url.origin !== base.origin) throw otherOriginError(base, url, system);
  return url.pathname + url.search;
}

/** The error for an answer that points to another server, such as http:// to https://. */
export function otherOriginError(base: BaseAddress, target: URL, system: string): SyncError {
  return new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `${system} at ${base.origin} points to another server, ${target.origin}: not followed, the credentials are not meant for it`,
    hint: `If that is the right one, use ${target.origin} as the address.`,
  });
}
