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
 * Reads `diffsync_flags`. Without any the flag is `SKIP_UNMATCHED_DST`. Flags that neither keep what only the
 * destination has nor say `NONE` delete, which the reference implementation never did: that is a warning.
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
  if (flags.size === 0) flags.add('SKIP_UNMATCHED_DST');
  if (!flags.has('NONE') && !KEEPING.some((flag) => flags.has(flag)) && issues.length === 0) {
    issues.push({
      severity: 'warning',
      message: 'with these flags, objects that only the destination has are deleted',
      hint: 'Add SKIP_UNMATCHED_DST to keep them, or NONE to say that deleting is meant.',
      location: file.locate(['diffsync_flags']),
    });
  }
  return { flags, issues };
}
