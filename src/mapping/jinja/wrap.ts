import { JinjaUnsupported, valueError } from './errors.ts';
import { characters, hasSurrogates, isAscii } from './text.ts';

export interface WrapOptions {
  readonly width: number;
  readonly breakLongWords: boolean;
  readonly breakOnHyphens: boolean;
}

// What Python's textwrap takes for one unbreakable piece.
const PIECES =
  /([\t\n\v\f\r ]+|(?<=[\w!"'&.,?])-{2,}(?=\w)|[^\t\n\v\f\r ]+?(?:-(?:(?<=[A-Za-z_]{2}-)|(?<=[A-Za-z_]-[A-Za-z_]-))(?=[A-Za-z_]-?[A-Za-z_])|(?=[\t\n\v\f\r ]|$)|(?<=[\w!"'&.,?])(?=-{2,}\w)))/;
const SPACES = /([\t\n\v\f\r ]+)/;

function isBlank(piece: string | undefined): boolean {
  return piece !== undefined && /^[\t\n\v\f\r ]*$/.test(piece);
}

/** textwrap.wrap(line, width, expand_tabs=False, replace_whitespace=False): the lines. */
export function wrapText(text: string, options: WrapOptions): string[] {
  if (!isAscii(text) && (hasSurrogates(text) || options.breakOnHyphens)) {
    throw new JinjaUnsupported('wordwrap of text beyond ASCII is not supported');
  }
  if (options.width <= 0) throw valueError(`invalid width ${options.width} (must be > 0)`);
  const pieces = text.split(options.breakOnHyphens ? PIECES : SPACES).filter((piece) => piece !== '');
  const lines: string[] = [];
  let rest = pieces;
  while (rest.length > 0) {
    if (isBlank(rest[0]) && lines.length > 0) rest = rest.slice(1);
    const taken = takeLine(rest, options);
    rest = taken.rest;
    const line = isBlank(taken.line.at(-1)) ? taken.line.slice(0, -1) : taken.line;
    if (line.length > 0) lines.push(line.join(''));
  }
  return lines;
}

function takeLine(pieces: readonly string[], options: WrapOptions): { line: string[]; rest: string[] } {
  const line: string[] = [];
  const rest = [...pieces];
  let length = 0;
  while (rest[0] !== undefined && length + rest[0].length <= options.width) {
    length += rest[0].length;
    line.push(rest.shift() ?? '');
  }
  const [long] = rest;
  if (long === undefined || long.length <= options.width) return { line, rest };
  if (options.breakLongWords) {
    const end = breakingPoint(long, options.width - length, options.breakOnHyphens);
    line.push(characters(long).slice(0, end).join(''));
    rest[0] = long.slice(end);
  } else if (line.length === 0) {
    line.push(rest.shift() ?? '');
  }
  return { line, rest };
}

function breakingPoint(word: string, room: number, onHyphens: boolean): number {
  if (!onHyphens || word.length <= room) return room;
  const hyphen = word.lastIndexOf('-', room - 1);
  const before = word.slice(0, Math.max(0, hyphen));
  return hyphen > 0 && hyphen < room && /[^-]/.test(before) ? hyphen + 1 : room;
}
