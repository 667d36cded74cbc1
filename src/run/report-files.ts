import path from 'node:path';
import { writeAtomically } from '../cache/files.ts';
import { fileNames } from '../cache/layout.ts';
import { htmlChunks } from '../report/html.ts';
import { jsonChunks } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type { RunReport } from '../report/run-report.ts';

/** Paths of a run's report, for people and for other programs. */
export interface ReportFiles {
  /** One page to open in a browser. */
  readonly html: string;
  /** The run as `--format json` prints it. */
  readonly json: string;
  readonly markdown: string;
}

/** Where a run's report is, or will be. */
export function reportFiles(folder: string): ReportFiles {
  return {
    html: path.join(folder, fileNames.reportHtml),
    json: path.join(folder, fileNames.reportJson),
    markdown: path.join(folder, fileNames.reportMarkdown),
  };
}

/**
 * Writes a run's report into its folder as JSON. No later run reads it, so `run.json` holds no checksum of it: it may
 * be removed. Throws `CACHE_UNWRITABLE`.
 */
export async function writeReportJson(folder: string, report: RunReport): Promise<void> {
  await writeChunks(reportFiles(folder).json, jsonChunks(report));
}

/** Writes it for people: as a page and as Markdown. Throws `CACHE_UNWRITABLE`. */
export async function writeReportPages(folder: string, report: RunReport): Promise<void> {
  const files = reportFiles(folder);
  await writeChunks(files.html, htmlChunks(report));
  await writeChunks(files.markdown, [renderMarkdown(report)]);
}

async function writeChunks(file: string, chunks: Iterable<string>): Promise<void> {
  await writeAtomically(file, async (sink) => {
    for (const chunk of chunks) await sink(Buffer.from(chunk, 'utf8'));
  });
}
