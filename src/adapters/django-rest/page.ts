import { z } from 'zod';
import { SyncError } from '../../errors.ts';
import type { JsonObject, JsonValue } from '../../json.ts';

/** One object as it was returned: NetBox counts its ids, Nautobot's are UUIDs. */
export interface RestRow<Id> {
  readonly id: Id;
  readonly data: JsonObject;
}

/** One page of a list. */
export interface RestPage<Id> {
  /** Rows in all; null when the server pages by key (NetBox's `start=`). */
  readonly count: number | null;
  readonly rows: readonly RestRow<Id>[];
  /** True when the server says that more rows follow. */
  readonly more: boolean;
}

/** What an id looks like. */
export interface IdForm<Id> {
  /** For messages, such as `a whole number`. */
  readonly name: string;
  is(value: unknown): value is Id;
}

const Envelope = z.object({
  count: z.number().int().nonnegative().nullable(),
  next: z.string().nullable(),
  results: z.array(z.unknown()),
});

/**
 * @param answer the parsed body of a list
 * @param endpoint for messages, as is the product's name
 * @throws SyncError UNEXPECTED_ANSWER when it is no page, or a row's id has another form
 */
export function parsePage<Id>(
  answer: JsonValue,
  endpoint: string,
  product: string,
  idForm: IdForm<Id>,
): RestPage<Id> {
  const envelope = Envelope.safeParse(answer);
  if (!envelope.success) {
    throw new SyncError({
      code: 'UNEXPECTED_ANSWER',
      message: `${product}: ${endpoint} did not answer with a list of objects`,
      hint: 'Use an endpoint that lists objects, such as dcim.devices.',
    });
  }
  const rows = envelope.data.results.map((row) => parseRow(row, endpoint, product, idForm));
  const more = envelope.data.next !== null;
  if (more && rows.length === 0) {
    throw new SyncError({
      code: 'UNEXPECTED_ANSWER',
      message: `${product}: ${endpoint} answered an empty page and says that more follow`,
      hint: `Look at the log of ${product}; if it is a plugin, its list view may be at fault.`,
    });
  }
  return { count: envelope.data.count, rows, more };
}

function parseRow<Id>(row: unknown, endpoint: string, product: string, idForm: IdForm<Id>): RestRow<Id> {
  if (typeof row === 'object' && row !== null && 'id' in row && idForm.is(row.id)) {
    return { id: row.id, data: row as JsonObject };
  }
  throw new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `${product}: ${endpoint} lists objects without ${idForm.name} as their id`,
    hint: 'Such an endpoint cannot be synchronised: records are told apart by their id.',
  });
}
