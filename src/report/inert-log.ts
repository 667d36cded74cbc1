import { visible } from './escape.ts';

/** ECMA-48: CSI sequences, OSC strings up to their terminator, then escapes of two characters. */
const ANSI = new RegExp(
  [
    '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]',
    '(?:\\u001b\\]|\\u009d)[^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)',
    '\\u001b[ -/]*[0-~]',
  ].join('|'),
  'g',
);

/**
 * Text that can be printed to the log of a GitHub Actions job: ANSI sequences are gone, other control
 * characters are written as escapes, and no line is a workflow command. Lines stay lines.
 */
export function inertLog(text: string): string {
  return text.split(/\r?\n/).map(inertLine).join('\n');
}

/**
 * As `inertLog`, for what must stay one line. The runner takes `::name::` at a line's start, after white
 * space, and `##[name]` anywhere in a line.
 */
export function inertLine(line: string): string {
  return visible(line.replace(ANSI, ''))
    .replace(/^(\s*):(?=:)/u, '$1: ')
    .replace(/##(?=\[)/g, '# #');
}
