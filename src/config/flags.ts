import type { ConfigIssue } from './issue.ts';
import { quotedList, suggestion } from './nearest.ts';
import type { DiffsyncFlag } from './sync.ts';
import type { YamlFile } from './yaml-file.ts';

const FLAGS: readonly DiffsyncFlag[] = [
  'NONE',
  'CONTINUE_ON_FAILURE',
  'SKIP_UNMATCHED_SRC',
  'SKIP_UNMATCHED_DST',
  'SKIP_UNMATCHED_BOTH',
  'LOG_UNCHANGED_RECORDS',
];

/** Flags that keep what only the destination has. */
const KEEPING: readonly DiffsyncFlag[] = ['SKIP_UNMATCHED_DST', 'SKIP_UNMATCHED_BOTH'];

export interface FlagReading {
  readonly flags: ReadonlySet<DiffsyncFlag>;
  readonly issues: readonly ConfigIssue[];
}

/**
 * Reads `diffsync_flags`. Without any, and with `NONE` alone, they are `SKIP_UNMATCHED_DST`, as infrahub-sync
 * 2.0 has it. Other flags without it mean that what only the destination has is deleted; infrahub-sync plans
 * such deletes but never writes them, so that it is worth a warning.
 */
export function readFlags(names: readonly string[], file: YamlFile): FlagReading {
  const issues: ConfigIssue[] = [];
  const flags = new Set<DiffsyncFlag>();
  for (const [index, name] of names.entries()) {
    const flag = FLAGS.find((candidate) => candidate === name);
    if (flag !== undefined) {
      flags.add(flag);
      continue;
    }
    const hint = suggestion(name, FLAGS, `Flags are ${quotedList(FLAGS)}.`);
    const location = file.locate(['diffsync_flags', index]);
    issues.push({ severity: 'error', message: `"${name}" is not a diffsync flag`, hint, location });
  }
  if ([...flags].every((flag) => flag === 'NONE')) flags.add('SKIP_UNMATCHED_DST');
  if (!KEEPING.some((flag) => flags.has(flag)) && issues.length === 0) {
    issues.push({
      severity: 'warning',
      message: 'with these flags, objects that only the destination has are deleted',
      hint: 'Add SKIP_UNMATCHED_DST to keep them, unless deleting is meant.',
      location: file.locate(['diffsync_flags']),
    });
  }
  return { flags, issues };
}
