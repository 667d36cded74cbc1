/** Why a request got no answer. */
export type FailureKind =
  | 'refused'
  | 'unreachable'
  | 'name-not-found'
  | 'connect-timeout'
  | 'answer-timeout'
  | 'certificate'
  | 'tls'
  | 'proxy'
  | 'connection-lost'
  | 'other';

/** A request without an answer, and what that allows. */
export interface Failure {
  readonly kind: FailureKind;
  /** The code of Node or undici, such as `ECONNREFUSED`; the error's name when it has none. */
  readonly code: string;
  /** False when the request surely never left this machine, so that sending it again repeats nothing. */
  readonly mayHaveBegun: boolean;
  /** False when trying again cannot help. */
  readonly passing: boolean;
}

const BEFORE_SENDING: Readonly<Record<string, FailureKind>> = {
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENOTFOUND: 'name-not-found',
  EAI_AGAIN: 'name-not-found',
  UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
};

const LOST_ON_THE_WAY = new Set([
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'UND_ERR_SOCKET',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);

const SLOW_ANSWER = new Set(['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

/** Names of Node's and OpenSSL's errors about a certificate that is not trusted, not valid or of another host. */
const CERTIFICATE =
  /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET_ISSUER|GET_CRL|DECRYPT))/;

/** @param error what an HTTP request rejected with */
export function classifyFailure(error: unknown): Failure {
  const code = errorCode(error);
  const beforeSending = BEFORE_SENDING[code];
  if (beforeSending !== undefined) {
    return { kind: beforeSending, code, mayHaveBegun: false, passing: true };
  }
  if (LOST_ON_THE_WAY.has(code)) return { kind: 'connection-lost', code, mayHaveBegun: true, passing: true };
  if (SLOW_ANSWER.has(code)) return { kind: 'answer-timeout', code, mayHaveBegun: true, passing: true };
  if (CERTIFICATE.test(code)) return { kind: 'certificate', code, mayHaveBegun: false, passing: false };
  if (/^(ERR_SSL|EPROTO)/.test(code)) return { kind: 'tls', code, mayHaveBegun: false, passing: false };
  if (error instanceof Error && /proxy/i.test(error.message)) {
    return { kind: 'proxy', code, mayHaveBegun: false, passing: false };
  }
  if (code.startsWith('HPE_')) return { kind: 'connection-lost', code, mayHaveBegun: true, passing: true };
  return { kind: 'other', code, mayHaveBegun: true, passing: false };
}

/** Several addresses of one name that all failed come as an AggregateError, whose first error tells why. */
function errorCode(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const [first] = error instanceof AggregateError ? error.errors : [];
  for (const candidate of [error, error.cause, first]) {
    if (typeof candidate !== 'object' || candidate === null || !('code' in candidate)) continue;
    if (typeof candidate.code === 'string') return candidate.code;
  }
  return error.name;
}
