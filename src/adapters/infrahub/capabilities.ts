import * as z from 'zod';
import type { TierReport } from '../contract.ts';
import type { Connection } from './connection.ts';

const cursorArgument = 'node_metadata__updated_at__after';

const QueryFields = z.object({
  fields: z.array(z.object({ name: z.string(), args: z.array(z.object({ name: z.string() })) })),
});

/** Kinds whose queries take a "changed since" argument; every kind that can be queried is in it. */
export type ChangeSupport = ReadonlyMap<string, boolean>;

/** Asks, in one request for all kinds, which queries take the argument; Infrahub 1.4 has it for none. */
export async function probeChangeSupport(
  connection: Connection,
  signal: AbortSignal,
): Promise<ChangeSupport> {
  const text = 'query { __type(name: "Query") { fields { name args { name } } } }';
  const data = await connection.query({ text, signal });
  const { fields } = QueryFields.parse(data.__type);
  return new Map(
    fields.map(({ name, args }) => [name, args.some((argument) => argument.name === cursorArgument)]),
  );
}

export function tierOf(kind: string, support: ChangeSupport): TierReport {
  const supported = support.get(kind);
  if (supported === undefined) return { tier: 'NONE', reason: `Infrahub has no kind named ${kind}.` };
  return supported
    ? { tier: 'TIMESTAMP', reason: `Infrahub tells which ${kind} objects changed since a time.` }
    : { tier: 'NONE', reason: `This version of Infrahub cannot tell which ${kind} objects changed.` };
}

/** 1,000 weeks: before any Infrahub was set up. */
const longAgo = { asked: '168000h', milliseconds: 168_000 * 3_600_000 };

/**
 * The server's own clock. Its `Date` header has whole seconds only, but Infrahub takes a relative time for
 * `at` and, when that lies before the branch was made, repeats it as an absolute one to the microsecond:
 * asked for long ago, it tells its own time less that. A version that does not is read off the header,
 * rounded down, so that a cursor can only be too early.
 */
export async function fetchServerTime(connection: Connection, signal: AbortSignal): Promise<Date> {
  const path = `/graphql?at=${longAgo.asked}`;
  const response = await connection.send('POST', path, { query: '{ __typename }' }, signal);
  const told = /Requested time '([^']+)'/.exec(response.text)?.[1];
  if (told !== undefined) return new Date(Date.parse(told) + longAgo.milliseconds);
  return new Date(Date.parse(response.headers.date ?? ''));
}
