import type { DemoRequest, DemoResponse } from '../http-server.ts';
import { json, type ProductContext, type RestProduct } from './rest-server.ts';
import type { RestObject } from './table.ts';

interface Field {
  readonly required?: boolean;
  readonly unique?: boolean;
  readonly number?: boolean;
  /** What a new object has. */
  readonly initial?: unknown;
  /** Shown as `{value, label}` and written as the value. */
  readonly choices?: readonly string[];
  /** The endpoint that it refers to, by id. */
  readonly to?: string;
  readonly many?: boolean;
}

const policies = { to: 'bgp/routing-policies', many: true, initial: [] };
const communities = { to: 'bgp/communities', many: true, initial: [] };
const slug = { required: true, unique: true };
const status = { choices: ['enabled', 'maintenance', 'disabled'], initial: 'enabled' };
const group = {
  name: { required: true },
  slug,
  description: { initial: '' },
  status,
  import_routing_policies: policies,
  export_routing_policies: policies,
  communities,
};

const models: Readonly<Record<string, Readonly<Record<string, Field>>>> = {
  'peering/autonomous-systems': {
    asn: { required: true, unique: true, number: true },
    name: { required: true },
    description: { initial: '' },
    comments: { initial: '' },
    irr_as_set: { initial: null },
    ipv6_max_prefixes: { number: true, initial: 0 },
    ipv4_max_prefixes: { number: true, initial: 0 },
    affiliated: { initial: false },
    communities,
  },
  'bgp/communities': {
    name: { required: true },
    slug,
    description: { initial: '' },
    value: { required: true, unique: true },
    type: { initial: null },
  },
  'bgp/routing-policies': {
    name: { required: true },
    slug,
    description: { initial: '' },
    type: { required: true },
    weight: { number: true, initial: 0 },
    address_family: { number: true, initial: 0 },
    communities,
  },
  'peering/bgp-groups': group,
  'peering/internet-exchanges': {
    ...group,
    local_autonomous_system: { to: 'peering/autonomous-systems', required: true },
  },
  'net/connections': {
    name: { initial: '' },
    peeringdb_netixlan: { initial: null },
    description: { initial: '' },
    status,
    vlan: { number: true, initial: null },
    internet_exchange_point: { to: 'peering/internet-exchanges', initial: null },
  },
};

/** More rows to a part than this are not given (`MAX_PAGE_SIZE`). */
const MOST_ROWS = 1000;

/** Peering Manager's API: Django REST framework with its pages, its refusals field by field, and protected deletes. */
export const peeringManagerProduct: RestProduct = {
  prefix: '/api/',
  endpoints: Object.keys(models),
  isAllowed: ({ headers }) => headers.authorization === 'Token peering-manager-token',
  denied: json(403, { detail: 'Invalid token.' }),
  notFound: () => json(404, { detail: 'Not found.' }),
  answer(endpoint, rest, request, context) {
    if (!request.url.pathname.endsWith('/')) return redirect(request);
    const fields = models[endpoint] ?? {};
    if (rest === '') {
      if (request.method === 'POST') return create(endpoint, fields, request, context);
      return request.method === 'GET' ? list(endpoint, fields, request, context) : notAllowed(request);
    }
    const row = context.tables(endpoint).find(Number(rest));
    if (row === undefined) return json(404, { detail: 'Not found.' });
    if (request.method === 'GET') return json(200, shown(endpoint, fields, row, context));
    if (request.method === 'PATCH') return update(endpoint, fields, row, request, context);
    return request.method === 'DELETE' ? remove(endpoint, row, context) : notAllowed(request);
  },
};

function redirect({ url, method }: DemoRequest): DemoResponse {
  if (method !== 'GET') return { status: 500, body: 'APPEND_SLASH: the address does not end in a slash' };
  return { status: 301, headers: { location: `${url.pathname}/${url.search}` } };
}

function notAllowed({ method }: DemoRequest): DemoResponse {
  return json(405, { detail: `Method "${method}" not allowed.` });
}

type Fields = Readonly<Record<string, Field>>;

function list(endpoint: string, fields: Fields, { url }: DemoRequest, context: ProductContext): DemoResponse {
  const since = url.searchParams.get('updated__gte');
  if (since !== null && Number.isNaN(Date.parse(since)))
    return json(400, { updated__gte: ['Enter a valid date/time.'] });
  const all = context
    .tables(endpoint)
    .list()
    .filter(({ updated }) => since === null || (updated as Date) >= new Date(since));
  const offset = Number(url.searchParams.get('offset') ?? 0);
  const limit = Math.min(Number(url.searchParams.get('limit') ?? 50), MOST_ROWS);
  const more = offset + limit < all.length;
  return json(200, {
    count: all.length,
    next: more ? `${context.origin}${url.pathname}?limit=${limit}&offset=${offset + limit}` : null,
    previous: null,
    results: all.slice(offset, offset + limit).map((row) => shown(endpoint, fields, row, context)),
  });
}

function shown(endpoint: string, fields: Fields, row: RestObject, context: ProductContext): object {
  const values = Object.entries(fields).map(([name, field]) => [
    name,
    shownValue(field, row[name] ?? field.initial ?? null, context),
  ]);
  const { id, created, updated } = row;
  const own = {
    id,
    url: `${context.origin}/api/${endpoint}/${id}/`,
    display: String(row.name ?? row.asn ?? id),
  };
  return { ...own, ...Object.fromEntries(values), tags: [], created, updated };
}

function shownValue({ choices, to, many }: Field, value: unknown, context: ProductContext): unknown {
  if (choices !== undefined) return { value, label: capitalised(String(value)) };
  if (to === undefined || value === null) return value;
  const nested = (id: unknown) => {
    const name = context.tables(to).find(Number(id))?.name;
    return { id, url: `${context.origin}/api/${to}/${String(id)}/`, display: name, name };
  };
  return many === true ? (value as unknown[]).map(nested) : nested(value);
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function create(
  endpoint: string,
  fields: Fields,
  { body }: DemoRequest,
  context: ProductContext,
): DemoResponse {
  const data = JSON.parse(body) as Record<string, unknown>;
  const errors = refusals(endpoint, fields, data, undefined, context);
  if (Object.keys(errors).length > 0) return json(400, errors);
  const initial = Object.entries(fields).map(([name, field]) => [name, field.initial ?? null]);
  const row = context.tables(endpoint).create({ ...Object.fromEntries(initial), ...data });
  return json(201, shown(endpoint, fields, row, context));
}

function update(
  endpoint: string,
  fields: Fields,
  row: RestObject,
  { body }: DemoRequest,
  context: ProductContext,
): DemoResponse {
  const data = JSON.parse(body) as Record<string, unknown>;
  const errors = refusals(endpoint, fields, data, row, context);
  if (Object.keys(errors).length > 0) return json(400, errors);
  return json(200, shown(endpoint, fields, context.tables(endpoint).update(row.id, data), context));
}

/** What is protected by a reference stays, and the answer says by what. */
function remove(endpoint: string, row: RestObject, context: ProductContext): DemoResponse {
  const dependent = Object.entries(models).flatMap(([other, fields]) =>
    Object.entries(fields).flatMap(([name, { to, many }]) =>
      to === endpoint && many !== true
        ? context
            .tables(other)
            .list()
            .filter((holder) => holder[name] === row.id)
        : [],
    ),
  );
  if (dependent.length > 0)
    return json(409, { detail: `Unable to delete object. ${dependent.length} dependent objects were found` });
  context.tables(endpoint).delete(row.id);
  return { status: 204 };
}

function refusals(
  endpoint: string,
  fields: Fields,
  data: Readonly<Record<string, unknown>>,
  row: RestObject | undefined,
  context: ProductContext,
): Record<string, readonly string[]> {
  const errors: Record<string, readonly string[]> = {};
  for (const [name, field] of Object.entries(fields)) {
    const message = refusal(endpoint, name, field, data, row, context);
    if (message !== undefined) errors[name] = [message];
  }
  return errors;
}

function refusal(
  endpoint: string,
  name: string,
  field: Field,
  data: Readonly<Record<string, unknown>>,
  row: RestObject | undefined,
  { tables }: ProductContext,
): string | undefined {
  if (!Object.hasOwn(data, name))
    return field.required && row === undefined ? 'This field is required.' : undefined;
  const value = data[name];
  if (value === null) return field.initial === null ? undefined : 'This field may not be null.';
  if (field.number && typeof value !== 'number') return 'A valid integer is required.';
  if (field.choices !== undefined && !field.choices.includes(String(value)))
    return `"${String(value)}" is not a valid choice.`;
  const { to } = field;
  if (to !== undefined) {
    const missing = [value].flat().find((id) => typeof id !== 'number' || tables(to).find(id) === undefined);
    if (missing !== undefined)
      return `Related object not found using the provided numeric ID: ${String(missing)}`;
  }
  const taken = tables(endpoint)
    .list()
    .some((other) => other.id !== row?.id && other[name] === value);
  return field.unique && taken ? `An object with this ${name} already exists.` : undefined;
}
