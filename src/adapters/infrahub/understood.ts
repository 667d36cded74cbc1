import * as z from 'zod';
import { SyncError } from '../../errors.ts';
import type { Connection } from './connection.ts';

/**
 * The part of an answer that is about one thing, in its known form.
 * @param about what was asked for, for the message: `DcimDevice`
 * @throws SyncError UNEXPECTED_ANSWER for another form
 */
export function understood<T>(
  schema: z.ZodType<T>,
  value: unknown,
  about: string,
  connection: Connection,
): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `Infrahub's answer for ${about} on branch ${connection.branch} has an unknown form: ${z.prettifyError(parsed.error)}`,
    hint: 'Versions 1.4 to 1.11 of Infrahub are known to work. Report this with the version of the server.',
  });
}
