import { SyncError } from '../errors.ts';
import type { Failure } from './failure.ts';

/** What a message about a failed request may tell: nothing secret. */
export interface RequestPlace {
  /** The system's name, such as `NetBox`. */
  readonly system: string;
  /** `http://host:port`, without user, path and query. */
  readonly origin: string;
  readonly method: string;
  /** Without the query, which may hold a secret. */
  readonly path: string;
  /** How long an answer may take, in milliseconds. */
  readonly timeout: number;
  readonly attempts: number;
}

/** The error for a request that got no answer in any attempt. */
export function failureError(failure: Failure, place: RequestPlace, cause: unknown): SyncError {
  const { happened, hint } = describe(failure, place);
  const tries = place.attempts > 1 ? `, ${place.attempts} attempts` : '';
  return new SyncError({
    code: failure.kind === 'answer-timeout' ? 'TIMEOUT' : 'UNREACHABLE',
    message: `${place.system} at ${place.origin}: ${happened} (${place.method} ${place.path}${tries})`,
    hint,
    cause,
  });
}

/** The error for a request whose signal was aborted. */
export function cancelledError(place: RequestPlace, cause: unknown): SyncError {
  return new SyncError({
    code: 'CANCELLED',
    message: `${place.system} at ${place.origin}: cancelled (${place.method} ${place.path})`,
    hint: 'Run it again when you want it to finish.',
    cause,
  });
}

interface Description {
  readonly happened: string;
  readonly hint: string;
}

function describe(failure: Failure, place: RequestPlace): Description {
  const { host } = new URL(place.origin);
  switch (failure.kind) {
    case 'refused':
      return {
        happened: `the connection to ${host} was refused`,
        hint: `Check that ${place.system} runs there and that the port is right.`,
      };
    case 'unreachable':
      return {
        happened: `there is no route to ${host} (${failure.code})`,
        hint: 'Check the network between this machine and the server: VPN, firewall, proxy.',
      };
    case 'name-not-found':
      return {
        happened: `the host name of ${host} was not found (${failure.code})`,
        hint: 'Check the address for a typing mistake, and that this machine can resolve the name.',
      };
    case 'connect-timeout':
      return {
        happened: `no connection to ${host} in time`,
        hint: 'Check the address, http:// or https:// in it, and that a firewall or proxy lets this machine through.',
      };
    case 'answer-timeout':
      return {
        happened: `no answer within ${place.timeout / 1000} seconds`,
        hint: 'The server is slow or stuck: raise the `timeout` setting or ask for smaller pages.',
      };
    case 'certificate':
      return {
        happened: `the TLS certificate is not accepted (${failure.code})`,
        hint: 'Point the environment variable NODE_EXTRA_CA_CERTS at the certificate of your authority, or set `verify_ssl: false` if you accept the risk.',
      };
    case 'tls':
      return {
        happened: `no TLS connection could be made (${failure.code})`,
        hint: 'Check the address: a server that speaks plain HTTP needs http://, not https://.',
      };
    case 'proxy':
      return {
        happened: 'the proxy did not let the request through',
        hint: 'Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and the credentials in them.',
      };
    case 'connection-lost':
      return {
        happened: `the connection was lost (${failure.code})`,
        hint: 'Try again; if it goes on, look at the log of the server and of what stands in front of it.',
      };
    case 'other':
      return {
        happened: `the request failed (${failure.code})`,
        hint: 'Try again; the log of the server may say more.',
      };
  }
}
