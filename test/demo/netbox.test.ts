import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NetBox, startNetBox } from '../../demo/netbox/server.ts';
import { get, results, send } from './netbox-client.ts';

let netbox: NetBox;

beforeAll(async () => {
  netbox = await startNetBox({ devices: 120 });
});

afterAll(() => netbox.close());

describe('auth and errors', () => {
  const withToken = async (authorization?: string) => {
    const response = await fetch(`${netbox.url}/api/dcim/sites/?limit=1`, {
      headers: authorization === undefined ? {} : { authorization },
    });
    return [response.status, await response.text()];
  };

  test('every failed login is a 403 that says why', async () => {
    expect(await withToken()).toEqual([403, '{"detail":"Authentication credentials were not provided."}']);
    expect(await withToken('Token bad')).toEqual([403, '{"detail":"Invalid v1 token"}']);
    expect(await withToken('Bearer nbt_a.b')).toEqual([403, '{"detail":"Invalid v2 token"}']);
  });

  test('the prefix of a token decides, not the keyword', async () => {
    const second = 'nbt_labkey000001.labsecretlabsecretlabsecretlabsecret0001';
    expect((await withToken(`Bearer ${netbox.token}`))[0]).toBe(200);
    expect((await withToken(`Token ${second}`))[0]).toBe(200);
    expect((await withToken(`Bearer ${second}`))[0]).toBe(200);
  });

  test('an unknown endpoint is a 404 in HTML, a missing slash a 301', async () => {
    const missing = await get(netbox, 'dcim/nope/');
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    const moved = await get(netbox, 'dcim/devices?limit=1');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/api/dcim/devices/?limit=1']);
  });

  test('a request line of more than 4,094 bytes is a 400 in HTML', async () => {
    const short = await get(netbox, `dcim/devices/?${'id=1&'.repeat(800)}`);
    const long = await get(netbox, `dcim/devices/?${'id=1&'.repeat(830)}`);
    expect([short.status, long.status]).toEqual([200, 400]);
    expect(long.text).toContain('Request Line is too large');
  });

  test('the version is in the status and in a header', async () => {
    const { body, headers } = await get(netbox, 'status/');
    expect([body['netbox-version'], headers.get('api-version')]).toEqual(['4.7.3', '4.7']);
  });

  test('a revoked permission is a 403, a hidden endpoint an empty list', async () => {
    netbox.permissions.forbidden.add('core/object-changes');
    netbox.permissions.hidden.add('dcim/cables');
    expect((await get(netbox, 'core/object-changes/')).status).toBe(403);
    expect((await get(netbox, 'dcim/cables/')).body).toMatchObject({ count: 0, results: [] });
    netbox.permissions.forbidden.clear();
    netbox.permissions.hidden.clear();
    expect((await get(netbox, 'dcim/cables/')).body.count).toBeGreaterThan(0);
  });
});

describe('paging', () => {
  test('pages are of 50, links are absolute with sorted parameters', async () => {
    const { body } = await get(netbox, 'dcim/devices/?offset=50&fields=id');
    expect(body.count).toBe(120);
    expect(body.next).toBe(`${netbox.url}/api/dcim/devices/?fields=id&limit=50&offset=100`);
    expect(body.previous).toBe(`${netbox.url}/api/dcim/devices/?fields=id&limit=50`);
  });

  test('the maximum caps every limit and shows in the next link', async () => {
    const small = await startNetBox({ devices: 30, maxPageSize: 20 });
    for (const limit of [0, 1000]) {
      const { body } = await get(small, `dcim/devices/?limit=${limit}&fields=id`);
      expect(body.results).toHaveLength(20);
      expect(body.next).toContain('limit=20&offset=20');
    }
    await small.close();
  });

  test('keyset pages have no count and go on after the last id', async () => {
    const { body } = await get(netbox, 'dcim/devices/?start=3&limit=2&fields=id');
    expect(body).toEqual({
      count: null,
      next: `${netbox.url}/api/dcim/devices/?fields=id&limit=2&start=5`,
      previous: null,
      results: [{ id: 3 }, { id: 4 }],
    });
  });

  test('keyset paging refuses an offset and an ordering', async () => {
    expect((await get(netbox, 'dcim/devices/?start=1&offset=0')).status).toBe(400);
    expect((await get(netbox, 'dcim/devices/?start=1&ordering=id')).status).toBe(400);
  });

  test('a NetBox before 4.6 ignores start without a word', async () => {
    const old = await startNetBox({ devices: 5, version: '4.4.0' });
    const { body } = await get(old, 'dcim/devices/?start=4&fields=id');
    expect([body.count, (await results(old, 'dcim/devices/?start=4&fields=id')).length]).toEqual([5, 5]);
    expect(await results(old, 'dcim/devices/?ordering=id&id__gte=4&fields=id')).toEqual([
      { id: 4 },
      { id: 5 },
    ]);
    await old.close();
  });

  test('devices come by name with the nameless last; an unknown ordering changes nothing', async () => {
    const names = (await results(netbox, 'dcim/devices/?limit=0&fields=name')).map((row) => row.name);
    expect(names.at(-1)).toBeNull();
    const sorted = names.slice(0, -1).map(String);
    expect(sorted).toEqual([...sorted].sort(new Intl.Collator('en', { numeric: true }).compare));
    const odd = await results(netbox, 'dcim/devices/?limit=0&fields=name&ordering=zzz');
    expect(odd.map((row) => row.name)).toEqual(names);
    const [port] = await results(netbox, 'dcim/interfaces/?device_id=1&fields=name');
    expect(port?.name).toBe('Ethernet1/1');
  });
});

describe('filters', () => {
  const count = async (query: string) => (await get(netbox, `dcim/devices/?fields=id&${query}`)).body.count;

  test('unknown filters are ignored, id__in among them; id may be repeated', async () => {
    expect(await count('zzz=1')).toBe(120);
    expect(await count('id__in=1,2')).toBe(120);
    expect(await count('id=1&id=2')).toBe(2);
    expect(await count('id__gte=119')).toBe(2);
  });

  test('an unknown site or status is a 400', async () => {
    const { status, text } = await get(netbox, 'dcim/devices/?site_id=999');
    expect([status, text]).toEqual([
      400,
      '{"site_id":["Select a valid choice. 999 is not one of the available choices."]}',
    ]);
    expect((await get(netbox, 'dcim/devices/?status=zzz')).status).toBe(400);
  });

  test('last_updated__gte: a bad value is a 400, an empty one is no filter, repeated ones are ored', async () => {
    const all = await results(netbox, 'dcim/devices/?limit=0&ordering=last_updated&fields=last_updated');
    const [tenth, eleventh] = [all[9]?.last_updated, all[10]?.last_updated];
    const bad = await get(netbox, 'dcim/devices/?last_updated__gte=notadate');
    expect([bad.status, bad.text]).toEqual([400, '{"last_updated__gte":["Enter a valid date/time."]}']);
    expect((await get(netbox, 'dcim/devices/?last_updated__gte=2026-01-01T00:00:00+00:00')).status).toBe(400);
    expect(await count('last_updated__gte=')).toBe(120);
    expect(await count(`last_updated__gte=${eleventh}`)).toBe(110);
    expect(await count(`last_updated__gte=${String(eleventh).slice(0, -1)}`)).toBe(110);
    expect(await count(`last_updated__gte=${tenth}&last_updated__gte=${eleventh}`)).toBe(111);
    expect(await count(`last_updated__lt=${eleventh}`)).toBe(10);
  });

  test('the change log takes time_after and ignores time__gte and last_updated__gte', async () => {
    const tag = netbox.data.create('extras/tags', { name: 'later', slug: 'later' });
    const path = 'core/object-changes/?fields=id,changed_object_id,action';
    expect(await results(netbox, `${path}&time_after=2020-01-01`)).toMatchObject([
      { changed_object_id: tag.id, action: { value: 'create', label: 'Created' } },
    ]);
    expect(await results(netbox, `${path}&time_after=2099-01-01`)).toEqual([]);
    expect(await results(netbox, `${path}&time__gte=2099-01-01`)).toHaveLength(1);
    expect((await get(netbox, `${path}&last_updated__gte=notadate`)).status).toBe(200);
    expect((await get(netbox, `${path}&time_after=notadate`)).text).toBe(
      '{"time":["Enter a valid date/time."]}',
    );
    netbox.data.delete('extras/tags', tag.id);
  });
});

describe('fields of an answer', () => {
  const keys = async (query: string) =>
    Object.keys((await results(netbox, `dcim/devices/?limit=1&${query}`))[0] ?? {});

  test('fields goes before omit before brief; unknown names are dropped', async () => {
    expect(await keys('fields=name,id,zzz')).toEqual(['id', 'name']);
    expect(await keys('fields=id,name&omit=id&brief=1')).toEqual(['id', 'name']);
    expect(await keys('brief=1')).toEqual(['id', 'url', 'display', 'name', 'description']);
    expect(await keys('brief=1&omit=id')).not.toContain('id');
    expect(await keys('brief=1&omit=id')).toContain('last_updated');
  });

  test('config_context can be excluded before 4.7 and omitted always', async () => {
    expect(await keys('exclude=config_context')).toContain('config_context');
    expect(await keys('omit=config_context')).not.toContain('config_context');
    const old = await startNetBox({ devices: 2, version: '4.6.8' });
    const [row] = await results(old, 'dcim/devices/?limit=1&exclude=config_context');
    expect(row).not.toHaveProperty('config_context');
    await old.close();
  });

  test('select custom fields are objects from 4.7 on and bare values before', async () => {
    const old = await startNetBox({ devices: 120, version: '4.6.8' });
    const path = 'dcim/devices/?cf_lifecycle=eol&limit=1&fields=custom_fields';
    expect(await results(netbox, path)).toMatchObject([
      { custom_fields: { lifecycle: { value: 'eol', label: 'End of life' } } },
    ]);
    expect(await results(old, path)).toMatchObject([{ custom_fields: { lifecycle: 'eol' } }]);
    await old.close();
  });
});

describe('writes', () => {
  test('errors name their fields', async () => {
    const missing = await send(netbox, 'POST', 'dcim/devices/', { name: 'x' });
    expect([missing.status, missing.body]).toEqual([
      400,
      {
        device_type: ['This field is required.'],
        role: ['This field is required.'],
        site: ['This field is required.'],
      },
    ]);
    const taken = await send(netbox, 'POST', 'extras/tags/', { name: 'prod 00', slug: 'new' });
    expect(taken.body).toEqual({ name: ['tag with this name already exists.'] });
  });

  test('of a list with a bad item nothing stays', async () => {
    const before = netbox.data.list('extras/tags').length;
    const items = [
      { name: 'good', slug: 'good' },
      { name: 'prod 00', slug: 'bad' },
    ];
    const { status, body } = await send(netbox, 'POST', 'extras/tags/', items);
    expect([status, body.detail]).toEqual([400, '1 of 2 objects could not be created.']);
    expect(netbox.data.list('extras/tags')).toHaveLength(before);
  });

  test('a site with devices cannot be deleted', async () => {
    const { status, text } = await send(netbox, 'DELETE', 'dcim/sites/1/');
    expect(status).toBe(409);
    expect(text).toContain('dependent objects were found');
  });

  test('an object is created, changed and deleted', async () => {
    const made = await send(netbox, 'POST', 'dcim/sites/', {
      name: 'New',
      slug: 'new',
      tags: [{ slug: 'prod-00' }],
    });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      status: { value: 'active', label: 'Active' },
      tags: [{ name: 'prod 00' }],
    });
    const path = `dcim/sites/${made.body.id}/`;
    expect((await send(netbox, 'PATCH', path, { status: 'planned' })).body.status).toMatchObject({
      value: 'planned',
    });
    expect((await send(netbox, 'DELETE', path)).status).toBe(204);
    expect((await get(netbox, path)).body).toEqual({ detail: 'No Site matches the given query.' });
  });
});
