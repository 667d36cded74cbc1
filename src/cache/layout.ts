import path from 'node:path';
import { SyncError } from '../errors.ts';

/** A the source, B the destination. */
export type Side = 'A' | 'B';

export const sides: readonly Side[] = ['A', 'B'];

/** Names of the files that every run or sync has. */
export const fileNames = {
  lock: '.lock',
  rowCounts: 'last-successful-rowcounts.json',
  runCounter: 'run-counter.json',
  plan: 'plan.parquet',
  errors: 'errors.parquet',
  cursors: 'cursors.json',
  watched: 'A/_watched.json',
  schemaHash: 'schema-sub-hash.txt',
  run: 'run.json',
  reportHtml: 'report.html',
  reportJson: 'plan.json',
  reportMarkdown: 'plan.md',
} as const;

const defaultFolder = '.infrahub-sync-cache';
const runIdPattern = /^\d{8}T\d{4}-[0-9a-f]{8}$/;
const maximumSegmentBytes = 200;

/**
 * The folder that holds every sync's cache: `INFRAHUB_SYNC_CACHE_DIR` when it is set, else
 * `.infrahub-sync-cache` in the working directory. A leading `~` is the home directory.
 */
export function cacheRoot(
  environment: Readonly<Record<string, string | undefined>>,
  workingDirectory: string,
): string {
  const chosen = environment.INFRAHUB_SYNC_CACHE_DIR?.trim();
  if (!chosen) return path.join(workingDirectory, defaultFolder);
  const home = environment.HOME ?? environment.USERPROFILE;
  const expanded = home === undefined ? chosen : chosen.replace(/^~(?=$|[/\\])/, home);
  return path.resolve(workingDirectory, expanded);
}

/** Where one sync's runs are. Throws `USAGE` when the name is not one path segment. */
export function syncFolder(root: string, sync: string): string {
  return path.join(root, pathSegment(sync, 'sync name'));
}

/** Where one run's files are. Throws `USAGE` when the run id is not of the form that `newRunId` makes. */
export function runFolder(root: string, sync: string, runId: string): string {
  if (!isRunId(runId)) {
    throw new SyncError({
      code: 'USAGE',
      message: `${JSON.stringify(runId)} is not a run id.`,
      hint: 'A run id looks like 20250131T0930-1a2b3c4d; the folders of the cache are named by it.',
    });
  }
  return path.join(syncFolder(root, sync), runId);
}

/** A snapshot's path inside its run's folder, with forward slashes: `A/DcimDevice.parquet`. */
export function snapshotPath(side: Side, kind: string): string {
  return `${side}/${kindSegment(kind)}.parquet`;
}

/** The path of the records that the filters left out: `A/_DcimDevice.parquet`. */
export function leftOutPath(side: Side, kind: string): string {
  return `${side}/_${kindSegment(kind)}.parquet`;
}

/**
 * A name for a new run: `YYYYMMDDTHHMM-<8 hex>` in UTC, so that names sort by time.
 * @param random four random bytes, so that two runs of one minute differ
 */
export function newRunId(now: Date, random: Uint8Array): string {
  if (random.length < 4) throw new RangeError('A run id needs four random bytes.');
  const minute = now.toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
  return `${minute}-${Buffer.from(random.subarray(0, 4)).toString('hex')}`;
}

export function isRunId(text: string): boolean {
  return runIdPattern.test(text);
}

/**
 * The text itself when it can name one file or folder: not empty, no separator of any system, not `.` or
 * `..`, no control character. Throws `USAGE` otherwise: such a name would lead out of the cache.
 */
export function pathSegment(text: string, what: string): string {
  const problem = segmentProblem(text);
  if (problem === undefined) return text;
  throw new SyncError({
    code: 'USAGE',
    message: `The ${what} ${JSON.stringify(text)} cannot name a folder of the cache: it ${problem}.`,
    hint: `Use letters, digits, dots, hyphens and underscores in the ${what}.`,
  });
}

function segmentProblem(text: string): string | undefined {
  if (text === '') return 'is empty';
  if (text === '.' || text === '..') return 'means a folder itself or the one above';
  if (/[/\\]/.test(text)) return 'holds a path separator';
  if (/\p{Cc}/u.test(text)) return 'holds a control character';
  if (Buffer.byteLength(text) > maximumSegmentBytes) return `is longer than ${maximumSegmentBytes} bytes`;
  return undefined;
}

/** Kinds may not begin with an underscore: `_<Kind>.parquet` is the name of the records left out. */
function kindSegment(kind: string): string {
  const segment = pathSegment(kind, 'kind');
  if (!segment.startsWith('_')) return segment;
  throw new SyncError({
    code: 'USAGE',
    message: `The kind ${JSON.stringify(kind)} cannot be cached: it begins with an underscore.`,
    hint: 'Name a kind of the destination schema; those begin with a capital letter.',
  });
}
