import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import { canonicalJson } from '../json.ts';
import type { ReportOperation } from './run-report.ts';

/** A longer outline is left out: a comment has room for its report first. */
const LONGEST_OUTLINE = 8_000;
/** Of what is unpacked, so that nothing can unpack without end. */
const LARGEST_OUTLINE = 4_000_000;

/** As much of a plan as tells it apart from another: what is done to which object, and a mark of the values. */
export type PlanOutline = readonly OutlinedOperation[];

export interface OutlinedOperation {
  readonly action: ReportOperation['action'];
  readonly kind: string;
  readonly id: string;
  /** Eight hexadecimal digits over the values. */
  readonly mark: string;
}

const outlineSchema = z.array(
  z.tuple([z.enum(['create', 'update', 'delete']), z.string(), z.string(), z.string()]),
);

export function outlineOf(operations: readonly ReportOperation[]): PlanOutline {
  return operations.map(({ action, kind, id, renamed_from, changes }) => ({
    action,
    kind,
    id,
    mark: createHash('sha256')
      .update(canonicalJson({ renamed_from, changes: { ...changes } }))
      .digest('hex')
      .slice(0, 8),
  }));
}

/** An outline as letters, digits, hyphens and underscores; undefined when it is too long for a comment. */
export function encodeOutline(outline: PlanOutline): string | undefined {
  const rows = outline.map(({ action, kind, id, mark }) => [action, kind, id, mark]);
  const text = deflateRawSync(JSON.stringify(rows), { level: 9 }).toString('base64url');
  return text.length <= LONGEST_OUTLINE ? text : undefined;
}

/** What `encodeOutline` made; undefined for anything else. */
export function decodeOutline(text: string): PlanOutline | undefined {
  try {
    const unpacked = inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: LARGEST_OUTLINE });
    const rows = outlineSchema.parse(JSON.parse(unpacked.toString('utf8')));
    return rows.map(([action, kind, id, mark]) => ({ action, kind, id, mark }));
  } catch {
    return undefined;
  }
}

/** How a plan differs from another, a line for each operation, in the order of the newer plan. */
export function outlineDifference(before: PlanOutline, now: PlanOutline): readonly string[] {
  const key = ({ action, kind, id }: OutlinedOperation) => JSON.stringify([action, kind, id]);
  const words = ({ action, kind, id }: OutlinedOperation) => `${action} ${kind} ${JSON.stringify(id)}`;
  const earlier = new Map(before.map((one) => [key(one), one]));
  const lines: string[] = [];
  for (const one of now) {
    const same = earlier.get(key(one));
    if (same === undefined) lines.push(`now also: ${words(one)}`);
    else if (same.mark !== one.mark) lines.push(`with other values: ${words(one)}`);
    earlier.delete(key(one));
  }
  return [...lines, ...[...earlier.values()].map((one) => `no longer: ${words(one)}`)];
}
