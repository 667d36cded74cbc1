import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type DemoRequest,
  type DemoResponse,
  type DemoServer,
  startDemoServer,
} from '../../../demo/http-server.ts';
import { json } from '../../../demo/rest/rest-server.ts';
import type { JsonObject } from '../../../src/json.ts';
import { openRest, recordsOf, refusalOf, signal } from './sources.ts';

let server: DemoServer;
let requests: DemoRequest[];
let answer: (request: DemoRequest) => DemoResponse;

beforeEach(async () => {
  requests = [];
  answer = () => json(200, [{ id: 1 }]);
  server = await startDemoServer((request) => {
    requests.push(request);
    return answer(request);
  });
});
afterEach(() => server.close());

async function read(settings: JsonObject, endpoint = 'things', environment: Record<string, string> = {}) {
  const adapter = openRest({ url: server.url, ...settings }, undefined, environment);
  try {
    return await recordsOf(adapter, endpoint);
  } finally {
    await adapter.close();
  }
}

describe('credentials', () => {
  const basic = `Basic ${Buffer.from('ann:secret').toString('base64')}`;
  test.each([
    ['token', 'authorization', 'Token secret'],
    ['x-auth-token', 'x-auth-token', 'secret'],
    ['api-key', 'authorization', 'Api-Key secret'],
    ['key', 'authorization', 'Key secret'],
    ['bearer', 'authorization', 'Bearer secret'],
    ['header', 'x-own', 'secret'],
    ['basic', 'authorization', basic],
    ['none', 'authorization', undefined],
  ])('%s', async (auth_method, header, value) => {
    const more = auth_method === 'header' ? { auth_header: 'X-Own' } : {};
    await read({ auth_method, token: 'secret', username: 'ann', password: 'secret', ...more });
    expect(requests[0]?.headers[header]).toBe(value);
  });

  test('come from the environment first, by the names that the settings give', async () => {
    const variables = { MY_TOKEN: 'from-env', TOKEN: 'other' };
    await read({ token: 'from-file' }, 'things', { TOKEN: 'from-env' });
    await read({ token: 'from-file', token_env_vars: ['NONE', 'MY_TOKEN'] }, 'things', variables);
    expect(requests.map(({ headers }) => headers.authorization)).toEqual([
      'Token from-env',
      'Token from-env',
    ]);
  });

  test.each([
    [{ auth_method: 'token' }, 'no API token is given', 'TOKEN'],
    [{ auth_method: 'basic', username: 'ann' }, 'no password is given', 'PASSWORD'],
    [{ auth_method: 'basic' }, 'no user name is given', 'USERNAME'],
    [{ auth_method: 'none', url: '' }, 'no address is given', 'ADDRESS or URL'],
    [{ auth_method: 'tokens' }, 'the setting auth_method cannot be used', 'docs/rest.md'],
    [{ paginations: {} }, 'the setting paginations cannot be used', 'docs/rest.md'],
    [{ pagination: { type: 'pages' } }, 'the setting pagination.type cannot be used', 'docs/rest.md'],
  ])('what is missing or wrong is named: %j', async (settings, message, hint) => {
    const error = await refusalOf(() => read(settings));
    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });
});

describe('requests', () => {
  test.each([
    [{ api_endpoint: '/api/v0/' }, 'things', '/api/v0/things'],
    [{ api_endpoint: 'api', trailing_slash: true }, '/a/b/', '/api/a/b/'],
    [{ params: { active: true, limit: 5 } }, 'things?type=router', '/things?type=router&active=true&limit=5'],
    [{ endpoints: { things: { params: { x: 'a,b' } } }, params: { y: 1 } }, 'things', '/things?y=1&x=a,b'],
  ])('%j %s asks for %s', async (settings, endpoint, target) => {
    await read({ auth_method: 'none', ...settings }, endpoint);
    expect(`${requests[0]?.url.pathname}${requests[0]?.url.search}`).toBe(target);
  });

  test('an address that has the path of the API already is taken as it is', async () => {
    await read({ auth_method: 'none', url: `${server.url}/api/`, api_endpoint: 'api' });
    expect(requests[0]?.url.pathname).toBe('/api/things');
  });
});

describe('where the rows are', () => {
  test.each([
    ['a list', [{ id: 1 }], {}],
    ['a list below the name of the endpoint', { things: [{ id: 1 }], data: [] }, {}],
    ['a list below a usual key', { data: [{ id: 1 }] }, {}],
    ['a list where the settings say', { x: { y: [{ id: 1 }] } }, { response_key_pattern: 'x.y' }],
    [
      'a list below a key made of the name',
      { thingslist: [{ id: 1 }] },
      { response_key_pattern: '{resource}list' },
    ],
    ['a map from id to row', { things: { 1: { id: 1 } } }, {}],
    [
      'the name of the endpoint, though the settings say otherwise',
      { things: [{ id: 1 }] },
      { response_key_pattern: 'x' },
    ],
    ['the only place that holds objects', { status: 'ok', groups: [{ id: 1 }], errors: [], count: 1 }, {}],
    ['objects that have their id under the name of the endpoint', { things: [{ thing_id: 1 }] }, {}],
  ])('%s', async (_name, body, settings) => {
    answer = () => json(200, body);
    expect((await read({ auth_method: 'none', ...settings }, 'some/things')).map(({ id }) => id)).toEqual([
      '1',
    ]);
  });

  test.each([
    [{ devices: [] }, {}, 'has no "things"; it has "devices"', 'response_key_pattern'],
    [{ errors: [], rows: [{ id: 1 }], more: [{ id: 2 }] }, {}, 'has no "things"', 'response_key_pattern'],
    [{ results: [] }, { response_key_pattern: 'result' }, 'has no "result"', '"results"'],
    [{ things: ['a'] }, {}, 'did not answer with a list of objects', 'response_key_pattern'],
    [{ things: [{ name: 'x' }] }, {}, 'lists an object without "id" or "thing_id"', 'id_field'],
    [{ things: [{ id: 1 }, { id: 1 }] }, {}, 'lists two objects with one "id" or "thing_id"', 'id_field'],
    [{ things: [], count: 'many' }, { total: 'count' }, 'does not tell the number of rows', 'total'],
    [
      { status: 'error', message: 'no' },
      { success: { field: 'status', value: 'ok' } },
      'status is "error": no',
      '',
    ],
  ])('%j is an error that says what to set', async (body, settings, message, hint) => {
    answer = () => json(200, body);
    const error = await refusalOf(() => read({ auth_method: 'none', ...settings }));
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
  });

  test.each([
    [{ status: 502, body: 'oops' }, 'HTTP_ERROR', 'answered 502 for things after 5 attempts'],
    [json(400, { detail: 'bad sort' }), 'HTTP_ERROR', 'answered 400 for things: bad sort'],
    [json(403, { message: 'not for you' }), 'AUTH_FAILED', 'answered 403 for things: not for you'],
    [{ status: 200, body: '<html>login</html>' }, 'UNEXPECTED_ANSWER', 'something other than JSON'],
    [json(404, {}), 'UNEXPECTED_ANSWER', 'has no endpoint "things"'],
  ])('%j', async (response, code, message) => {
    answer = () => response;
    const error = await refusalOf(() => read({ auth_method: 'none' }));
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });
});

describe('that there are no rows', () => {
  const settings = { auth_method: 'none', empty_message: '^No .* found' };
  test.each([
    ['by a 404 with a message', json(404, { message: 'No things found' })],
    ['by a message instead of the rows', json(200, { message: 'No things found' })],
    ['by no value where the rows are', json(200, { things: null })],
  ])('is told %s', async (_name, response) => {
    answer = () => response;
    expect(await read(settings)).toEqual([]);
  });

  test('is not told by no value anywhere else, nor beside an error', async () => {
    for (const body of [
      { data: null },
      { things: null, error: 'the database is away' },
      { data: null, errors: [{ message: 'x' }] },
    ]) {
      answer = () => json(200, body);
      expect((await refusalOf(() => read(settings))).code).toBe('UNEXPECTED_ANSWER');
    }
  });

  test('is not told by a message beside rows, by any other 404, nor by a message with another status', async () => {
    answer = () => json(200, { message: 'No errors found', things: [{ id: 1 }] });
    expect(await read(settings)).toHaveLength(1);
    for (const response of [
      json(404, { message: 'No such route' }),
      json(500, { message: 'No disk found' }),
    ]) {
      answer = () => response;
      await refusalOf(() => read(settings));
    }
  });
});

describe('nested objects', () => {
  test('refer by their id, and to the endpoint that their address names', async () => {
    const adapter = openRest({ url: server.url, api_endpoint: 'api', auth_method: 'none' });
    const url = 'http://elsewhere.example/api/bgp/communities/5/';
    expect(adapter.referenceOf({ id: 5, url })).toEqual({ id: '5', endpoint: 'bgp/communities' });
    expect(adapter.referenceOf({ id: 5, url: 'http://elsewhere.example/web/5/' })).toEqual({
      id: '5',
      endpoint: undefined,
    });
    expect(adapter.referenceOf({ name: 'x' })).toBeUndefined();
    await adapter.close();
  });

  test('an id may be a nested field', async () => {
    answer = () => json(200, [{ key: { uuid: 'a-1' } }]);
    expect(await read({ auth_method: 'none', id_field: 'key.uuid' })).toMatchObject([{ id: 'a-1' }]);
  });
});

test('a change of what is read is a change of identity; another token is none', async () => {
  const identity = async (settings: JsonObject) => {
    const adapter = openRest({ url: server.url, token: 'a', ...settings });
    const told = await adapter.identity(signal);
    await adapter.close();
    return told;
  };
  expect(await identity({ token: 'b' })).toBe(await identity({}));
  expect(await identity({ params: { a: 1 } })).not.toBe(await identity({}));
});
