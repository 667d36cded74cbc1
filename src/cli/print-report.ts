import { jsonChunks } from '../report/json.ts';
import { renderMarkdown } from '../report/markdown.ts';
import type { RunReport } from '../report/run-report.ts';
import { renderText } from '../report/text.ts';
import type { OutputFormat } from './options.ts';
import type { Terminal } from './surroundings.ts';

/** Operations that the text shows before it says how many more there are; --verbose shows all. */
export const SHOWN_OPERATIONS = 100;

/** A run's report as the result of a command. */
export function printReport(
  report: RunReport,
  format: OutputFormat,
  maxOperations: number,
  out: Terminal,
): void {
  if (format === 'json') for (const chunk of jsonChunks(report)) out.write(chunk);
  if (format === 'markdown') out.write(renderMarkdown(report));
  if (format === 'text') out.write(renderText(report, { colour: out.isTTY === true, maxOperations }));
}
