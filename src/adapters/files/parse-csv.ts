import { CsvError, type Info, parse } from 'csv-parse/sync';
import type { JsonObject } from '../../json.ts';
import { fileInvalid, type ParsedRecord } from './parsed-record.ts';

/** A row with where its last line is, as csv-parse answers it. */
interface CsvRow {
  readonly record: readonly (string | null)[];
  readonly info: Pick<Info, 'lines'>;
}

/**
 * Reads CSV (RFC 4180) whose first line names the columns. All values are text; an empty cell has none (null),
 * unless it is written `""`.
 * @throws SyncError FILE_INVALID with the line
 */
export function parseCsv(text: string, file: string, delimiter: string): readonly ParsedRecord[] {
  const [header, ...rows] = parseRows(text, file, delimiter);
  if (header === undefined) {
    throw fileInvalid(
      { file, line: 1, column: 1 },
      'the file is empty',
      'The first line of a CSV file names the columns.',
    );
  }
  const columns = header.record.map((cell) => (cell ?? '').trim());
  checkColumns(columns, file, header.info.lines);
  let before = header.info.lines;
  return rows.map(({ record, info }) => {
    const data: JsonObject = Object.fromEntries(columns.map((name, index) => [name, record[index] ?? null]));
    const line = before + 1;
    before = info.lines;
    return { data, line, key: undefined, isOneOfMany: true };
  });
}

function parseRows(text: string, file: string, delimiter: string): readonly CsvRow[] {
  try {
    return parse(text, {
      bom: true,
      delimiter,
      info: true,
      cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
    }) as unknown as readonly CsvRow[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as CsvError & { readonly lines?: unknown }).lines ?? 1);
    throw fileInvalid(
      { file, line, column: 1 },
      `this is not valid CSV: ${error.message}`,
      `Every line has as many cells as the first; a cell with "${delimiter}", a quote or a line break in it stands in quotes.`,
    );
  }
}

function checkColumns(columns: readonly string[], file: string, line: number): void {
  const place = { file, line, column: 1 };
  const unnamed = columns.indexOf('');
  if (unnamed >= 0) {
    throw fileInvalid(place, `column ${unnamed + 1} has no name`, 'The first line names all columns.');
  }
  const twice = columns.find((name, index) => columns.indexOf(name) < index);
  if (twice !== undefined) {
    throw fileInvalid(place, `two columns are named "${twice}"`, 'Rename or remove one of them.');
  }
}
