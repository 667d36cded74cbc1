import { z } from 'zod';
import { SyncError } from '../../errors.ts';
import type { JsonObject, JsonValue } from '../../json.ts';

/** One object as NetBox returned it. */
export interface NetBoxRow {
  readonly id: number;
  readonly data: JsonObject;
}

/** One page of a list. */
export interface NetBoxPage {
  /** Rows in all; null when the server pages by key (`start=`, NetBox 4.6 and later). */
  readonly count: number | null;
  readonly rows: readonly NetBoxRow[];
  /** True when the server says that more rows follow. */
  readonly more: boolean;
}

const Envelope = z.object({
  count: z.number().int().nonnegative().nullable(),
  next: z.string().nullable(),
  results: z.array(z.unknown()),
});

/**
 * @param answer the parsed body of a list
 * @param endpoint for messages
 * @throws SyncError UNEXPECTED_ANSWER when it is no page, or a row has no whole number as its id
 */
export function parsePage(answer: JsonValue, endpoint: string): NetBoxPage {
  const envelope = Envelope.safeParse(answer);
  if (!envelope.success) {
    throw new SyncError({
      code: 'UNEXPECTED_ANSWER',
      message: `NetBox: ${endpoint} did not answer with a list of objects`,
      hint: 'Use an endpoint that lists objects, such as dcim.devices.',
    });
  }
  const rows = envelope.data.results.map((row) => parseRow(row, endpoint));
  const more = envelope.data.next !== null;
  if (more && rows.length === 0) {
    throw new SyncError({
      code: 'UNEXPECTED_ANSWER',
      message: `NetBox: ${endpoint} answered an empty page and says that more follow`,
      hint: 'Look at the log of NetBox; if it is a plugin, its list view may be at fault.',
    });
  }
  return { count: envelope.data.count, rows, more };
}

function parseRow(row: unknown, endpoint: string): NetBoxRow {
  if (typeof row === 'object' && row !== null && 'id' in row && Number.isSafeInteger(row.id)) {
    return { id: row.id as number, data: row as JsonObject };
  }
  throw new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `NetBox: ${endpoint} lists objects without a whole number as their id`,
    hint: 'Such an endpoint cannot be synchronised: records are told apart by their id.',
  });
}

/** True when ids only rise and none is below the first one asked for. */
export function isInKeyOrder(rows: readonly NetBoxRow[], from: number): boolean {
  let least = from;
  for (const { id } of rows) {
    if (id < least) return false;
    least = id + 1;
  }
  return true;
}
