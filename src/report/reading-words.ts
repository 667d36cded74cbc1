import type { FullRead, RunReport, SideReport } from './run-report.ts';
import { formatBytes, formatDuration, formatNumber, plural } from './wording.ts';

/** `source warm, destination full`. */
export function modesInWords({ sides }: RunReport): string {
  return `source ${sides.A.mode}, destination ${sides.B.mode}`;
}

/** `12 of 4,321 objects, 9 requests, 3.2 s`: what this run read, of how many where that is known, and its cost. */
export function costInWords(report: RunReport): string {
  const { sides, requests } = report;
  const objects = objectsRead(sides.A) + objectsRead(sides.B);
  const count = requests.A.count + requests.B.count;
  const full = fullReadElsewhere(report);
  const read =
    full === undefined
      ? plural(objects, 'object')
      : `${formatNumber(objects)} of ${plural(full.objects.A + full.objects.B, 'object')}`;
  return `${read}, ${plural(count, 'request')}, ${formatDuration(report.duration_ms)}`;
}

/** The same for reading everything; undefined when this run did, or when it is not known. */
export function fullCostInWords(report: RunReport): string | undefined {
  const full = fullReadElsewhere(report);
  if (full === undefined) return undefined;
  const objects = plural(full.objects.A + full.objects.B, 'object');
  const requests = plural(full.requests.A + full.requests.B, 'request');
  return `${objects}, ${requests}, ${formatDuration(full.duration_ms)}`;
}

/** How it was read, in sentences; what comes from the run stands in them as it is. */
export function readingSentences(report: RunReport): readonly string[] {
  const sentences = [`Read: ${costInWords(report)}.`];
  const full = fullReadElsewhere(report);
  if (full !== undefined) {
    sentences.push(`Reading everything took ${fullCostInWords(report)} when run ${full.run_id} did.`);
  }
  const { runs, bytes } = report.cache;
  sentences.push(`The cache holds ${plural(runs, 'run')}, ${formatBytes(bytes)}.`);
  return sentences;
}

function fullReadElsewhere({ full_read, run_id }: RunReport): FullRead | undefined {
  return full_read === null || full_read.run_id === run_id ? undefined : full_read;
}

function objectsRead({ kinds }: SideReport): number {
  return Object.values(kinds).reduce((sum, { changed }) => sum + changed, 0);
}
