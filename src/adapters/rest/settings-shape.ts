import { z } from 'zod';

/** Values that came through `${VARIABLE}` are text. */
const flag = z.union([z.boolean(), z.stringbool()]);
const wholeNumber = z.coerce.number().int().positive();
const name = z.string().min(1);
const names = z.array(name);

/** The parameter that says how many rows a page may have; undefined: the server decides. */
const size = { size: wholeNumber.default(100), size_parameter: name.optional() };

/** How a list is asked for in parts. */
const pagination = z.discriminatedUnion('type', [
  /** One answer has all rows. */
  z.strictObject({ type: z.literal('none') }),
  /** The body has the address of the next page. */
  z.strictObject({ type: z.literal('next-link'), field: name.default('next'), ...size }),
  /** The `Link` header has it, as `rel="next"` (RFC 8288). */
  z.strictObject({ type: z.literal('link-header'), ...size }),
  z.strictObject({
    type: z.literal('page'),
    parameter: name.default('page'),
    first: z.coerce.number().int().min(0).default(1),
    ...size,
  }),
  z.strictObject({
    type: z.literal('offset'),
    parameter: name.default('offset'),
    size: wholeNumber.default(100),
    size_parameter: name.default('limit'),
  }),
  /** The body has a mark that the next request gives back. */
  z.strictObject({ type: z.literal('cursor'), parameter: name.default('cursor'), field: name, ...size }),
]);

export type Pagination = z.infer<typeof pagination>;

/** How a moment is written in a parameter. The last two say no time zone and are taken for UTC. */
export const timeFormats = ['iso', 'unix', 'unix-ms', 'datetime', 'date'] as const;

const changedSince = z.strictObject({
  /** The query parameter. */
  parameter: name,
  format: z.enum(timeFormats).default('iso'),
  /** Dotted path of a record's own time of its last change. */
  field: name.optional(),
  /** Records that are told for having been deleted. */
  deleted: z.strictObject({ field: name, value: z.string() }).optional(),
});

export type ChangedSince = z.infer<typeof changedSince>;

/** What may differ from endpoint to endpoint. */
const reading = z.strictObject({
  /** Query parameters of every request. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  /** Dotted path of the rows in the body; `{resource}` stands for the last part of the endpoint. */
  response_key_pattern: name.optional(),
  /** Dotted path of a record's id. */
  id_field: name.optional(),
  pagination: pagination.optional(),
  /** Dotted path of the number of all rows in the body, or `header:X-Total-Count`. */
  total: name.optional(),
  changed_since: changedSince.optional(),
  /** The query parameter that names the fields wanted, joined by commas. */
  fields_parameter: name.optional(),
  /** Nested fields, and fields that transforms read, that belong to the record itself; `*`: all of them. */
  own_fields: names.optional(),
  /** Fields that come of other objects, or that the server works out: they change without the record. */
  derived_fields: names.optional(),
});

export type ReadingShape = z.infer<typeof reading>;

export const fieldTypes = ['any', 'text', 'number', 'boolean', 'list', 'json'] as const;

const field = z.strictObject({
  /** Dotted path in the object as the server answers it; it is written at its first part. Default: the name. */
  path: name.optional(),
  type: z.enum(fieldTypes).optional(),
  /** The kind that the field refers to. */
  to: name.optional(),
  many: z.boolean().optional(),
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  read_only: z.boolean().optional(),
  /** What the server fills in when the field is left out. */
  default: z.json().optional(),
  choices: z.array(z.string()).optional(),
});

export type FieldShape = z.infer<typeof field>;

/** What a destination's objects look like: no REST API tells it in a way that all have in common. */
const kind = z.strictObject({
  /** Where its objects are listed and made; default: the kind's name with slashes for its dots. */
  endpoint: name.optional(),
  /** A type alone, or more of it. */
  fields: z.record(z.string(), z.union([z.enum(fieldTypes), field])).default({}),
  /** The fields by which others know an object of it that is not mapped itself. */
  human_friendly_id: names.optional(),
});

export type KindShape = z.infer<typeof kind>;

export const authMethods = [
  'token',
  'x-auth-token',
  'api-key',
  'key',
  'bearer',
  'header',
  'basic',
  'none',
] as const;

/** The settings of a REST side, as a configuration and a preset write them. */
export const restShape = z.strictObject({
  ...reading.shape,
  url: z.string().optional(),
  api_endpoint: z.string().default(''),
  auth_method: z.enum(authMethods).default('token'),
  /** The header that carries the token, for the method `header`. */
  auth_header: name.optional(),
  token: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  url_env_vars: names.default(['ADDRESS', 'URL']),
  token_env_vars: names.default(['TOKEN']),
  username_env_vars: names.default(['USERNAME']),
  password_env_vars: names.default(['PASSWORD']),
  verify_ssl: flag.default(true),
  /** In seconds. */
  timeout: z.coerce.number().positive().default(60),
  /** Requests in flight at most. */
  concurrency: wholeNumber.default(2),
  /** Whether paths end in a slash. */
  trailing_slash: flag.default(false),
  /** What the body says when the request succeeded, where it says so. */
  success: z.strictObject({ field: name, value: z.union([z.string(), z.boolean(), z.number()]) }).optional(),
  /** Regular expression: a `message` by which the server says that there are no rows. */
  empty_message: name.optional(),
  endpoints: z.record(z.string(), reading).default({}),
  /** Whether it may be written to, as a destination. */
  write: flag.default(false),
  update_method: z.enum(['PATCH', 'PUT', 'POST']).default('PATCH'),
  kinds: z.record(z.string(), kind).default({}),
});

export type RestShape = z.infer<typeof restShape>;
