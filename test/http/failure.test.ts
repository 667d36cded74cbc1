import { expect, test } from 'vitest';
import { classifyFailure } from '../../src/http/failure.ts';
import { failureError } from '../../src/http/failure-message.ts';

const place = {
  system: 'NetBox',
  origin: 'https://netbox.example.com',
  method: 'GET',
  path: '/api/',
  timeout: 30_000,
  attempts: 1,
};

function withCode(code: string): Error {
  return Object.assign(new Error('trouble'), { code });
}

test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'CERT_HAS_EXPIRED', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
  'certificate trouble (%s) is not tried again, and the hint names both ways out',
  (code) => {
    const failure = classifyFailure(withCode(code));
    expect(failure).toMatchObject({ kind: 'certificate', passing: false });
    const error = failureError(failure, place, undefined);
    expect(error.code).toBe('UNREACHABLE');
    expect(error.hint).toContain('NODE_EXTRA_CA_CERTS');
    expect(error.hint).toContain('verify_ssl');
  },
);

test('https:// to a server that speaks plain HTTP says so', () => {
  const failure = classifyFailure(withCode('ERR_SSL_WRONG_VERSION_NUMBER'));
  expect(failureError(failure, place, undefined).hint).toContain('http://');
});

test('when all addresses of a name fail, the first one tells why', () => {
  const error = new AggregateError([withCode('ECONNREFUSED'), withCode('ENETUNREACH')]);
  expect(classifyFailure(error)).toMatchObject({ kind: 'refused', mayHaveBegun: false });
});

test('the cause below a general error counts', () => {
  const error = new TypeError('failed', { cause: withCode('ENOTFOUND') });
  expect(classifyFailure(error).kind).toBe('name-not-found');
});

test('what is not known is neither tried again nor taken for a request that did nothing', () => {
  expect(classifyFailure(new Error('?'))).toMatchObject({
    kind: 'other',
    passing: false,
    mayHaveBegun: true,
  });
});
