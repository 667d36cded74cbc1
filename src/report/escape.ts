/**
 * Everything that comes from data goes through one of these before it reaches Markdown. GitHub turns much
 * more than Markdown into something live (mentions, `#1`, commit hashes, `:emoji:`, `$math$`, bare
 * addresses), but nothing inside code: so data stands in code, and only plain words stand outside of it.
 */

const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const NAMED_ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * The text on one line, with every character that is not seen, or that changes how others are seen (control
 * characters and so ANSI sequences, marks of writing direction, zero-width characters, half surrogates),
 * written as an escape such as `\u202e`.
 */
export function visible(text: string): string {
  return text.replace(INVISIBLE, escapeCharacter);
}

/** True when `visible` would change nothing. */
export function isVisible(text: string): boolean {
  return text.search(INVISIBLE) === -1;
}

function escapeCharacter(character: string): string {
  const named = NAMED_ESCAPES[character];
  if (named !== undefined) return named;
  const hexadecimal = (character.codePointAt(0) ?? 0).toString(16);
  return hexadecimal.length > 4 ? `\\u{${hexadecimal}}` : `\\u${hexadecimal.padStart(4, '0')}`;
}

/** At most `length` characters, with `…` where something is missing; never half a character. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  return `${sliceWhole(text, 0, length - 1)}…`;
}

/** As `slice`, but a character of two code units is either in it or not. */
export function sliceWhole(text: string, start: number, end: number): string {
  return text.slice(offHalf(text, start), offHalf(text, end));
}

function offHalf(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  return index > 0 && unit >= 0xdc00 && unit <= 0xdfff ? index - 1 : index;
}

/**
 * A code span: backticks longer than any run of them inside. White space at the ends is kept by the padding
 * that CommonMark removes again. Empty text has no code span and becomes a word.
 */
export function codeSpan(text: string): string {
  const shown = visible(text);
  if (shown === '') return '(empty)';
  const fence = '`'.repeat(longestBacktickRun(shown) + 1);
  const padding = /^[` ]|[` ]$/.test(shown) && shown.trim() !== '' ? ' ' : '';
  return `${fence}${padding}${shown}${padding}${fence}`;
}

/**
 * A code span for a table's cell, where a bar ends the cell even inside code (GitHub Flavored Markdown 4.10).
 * A backslash before a bar could not be written any other way than as an escape.
 */
export function cellCode(text: string): string {
  const withoutBackslashes = text.replace(/\\+(?=\|)/g, (run) => '\\u005c'.repeat(run.length));
  return codeSpan(withoutBackslashes).replaceAll('|', '\\|');
}

/** A fenced block; `lines` become visible text, the fence is longer than any run of backticks inside. */
export function codeBlock(language: string, lines: readonly string[]): string {
  const shown = lines.map(visible);
  const longest = shown.reduce((length, line) => Math.max(length, longestBacktickRun(line)), 2);
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...shown, fence].join('\n');
}

export function longestBacktickRun(text: string): number {
  return (text.match(/`+/g) ?? []).reduce((longest, run) => Math.max(longest, run.length), 0);
}

/** Words and small numbers: nothing that GitHub would make live. Seven hexadecimal digits may be a commit. */
const PLAIN_WORD = /^\(?\p{Script=Latin}+(?:['’-]\p{Script=Latin}+)*\)?[.,;:]?$/u;
const PLAIN_NUMBER = /^\d{1,6}[,;]?$/;
const HEXADECIMAL = /^\(?[0-9a-f]{7,40}\)?[.,;:]?$/i;

/**
 * A sentence with data in it, such as an error message, as Markdown: plain words stay as they are, the rest
 * stands in code spans. One line, at most `length` characters of the original.
 */
export function sentence(text: string, length = 1_000): string {
  const parts: string[] = [];
  let code: string[] = [];
  const flush = () => {
    if (code.length > 0) parts.push(codeWithStop(code.join(' ')));
    code = [];
  };
  for (const word of visible(clip(text, length).replace(/\s+/g, ' ').trim()).split(' ')) {
    if (isPlain(word)) {
      flush();
      parts.push(word);
    } else if (word !== '') code.push(word);
  }
  flush();
  return parts.join(' ');
}

/** The stop after a sentence's last word belongs to the sentence, not to the code. */
function codeWithStop(text: string): string {
  const [, body, stop] = /^(.*[^.,;:?])([.,;:?])$/.exec(text) ?? [];
  return body === undefined || stop === undefined ? codeSpan(text) : `${codeSpan(body)}${stop}`;
}

function isPlain(word: string): boolean {
  return (PLAIN_WORD.test(word) && !HEXADECIMAL.test(word)) || PLAIN_NUMBER.test(word);
}

const HTML_ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as an HTML `code` element: for a `<summary>`, where Markdown does not reach. One line. */
export function htmlCode(text: string): string {
  return `<code>${escapeHtml(visible(text))}</code>`;
}

/** Text for between HTML tags, or inside a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? '');
}

/** A Markdown link to an http(s) address; just the words when the address is something else. */
export function link(words: string, address: string): string {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol)) return words;
  const safe = url.href.replace(/[()[\]\\`*_<>"'|]/g, percentEncode);
  return `[${words}](${safe})`;
}

function percentEncode(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/**
 * The hidden first line by which a comment is found again. A name that could end the HTML comment is
 * percent-encoded; an ordinary one stays as it is.
 */
export function commentMarker(name: string): string {
  return `<!-- infrahub-sync:${encodeURIComponent(name.toWellFormed())} -->`;
}
