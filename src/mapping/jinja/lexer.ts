import { JinjaSyntaxError, JinjaUnsupported } from './errors.ts';
import { isEscapeError, unescapePython } from './literal.ts';
import { toInt } from './numbers.ts';
import { isAscii, isSpace, WHITE_SPACE_CLASS } from './text.ts';
import { isIdentifier } from './unicode.ts';
import { PyFloat, type Value } from './values.ts';

export type TokenType =
  | 'data'
  | 'variable_begin'
  | 'variable_end'
  | 'block_begin'
  | 'block_end'
  | 'name'
  | 'string'
  | 'integer'
  | 'float'
  | 'operator'
  | 'end';

/** A piece of a template; `text` is its source, `value` what a literal stands for. */
export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly value: Value;
  readonly line: number;
}

const S = `[${WHITE_SPACE_CLASS}]`;
const ROOT = new RegExp(
  `([\\s\\S]*?)(?:(?<raw>\\{%(-|\\+|)${S}*raw${S}*(?:-%\\}${S}*|%\\}))|(?<variable>\\{\\{(-|\\+|))|(?<comment>\\{#(-|\\+|))|(?<block>\\{%(-|\\+|)))`,
  'y',
);
const RAW_END = new RegExp(
  `([\\s\\S]*?)((?:\\{%(-|\\+|))${S}*endraw${S}*(?:\\+%\\}|-%\\}${S}*|%\\}\\n?))`,
  'y',
);
const COMMENT_END = new RegExp(`[\\s\\S]*?(?:\\+#\\}|-#\\}${S}*|#\\}\\n?)`, 'y');
const BLOCK_END = new RegExp(`\\+%\\}|-%\\}${S}*|%\\}\\n?`, 'y');
const VARIABLE_END = new RegExp(`-\\}\\}${S}*|\\}\\}`, 'y');
const SPACE = new RegExp(`${S}+`, 'y');
const FLOAT = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?[eE][+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/y;
const INTEGER = /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y;
const NAME = /[\p{L}\p{N}_\p{M}\u00b7\u0387\u203f\u2040\u2054]+/uy;
const STRING = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const OPERATOR = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/y;
const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };

function matchAt(pattern: RegExp, source: string, position: number): RegExpExecArray | null {
  pattern.lastIndex = position;
  return pattern.exec(source);
}

/** Splits a template into tokens, with trim_blocks and lstrip_blocks on. */
export function tokenize(template: string): Token[] {
  const source = template.replace(/\r\n|\r/g, '\n').replace(/\n$/, '');
  return new Lexer(source).run();
}

interface LiteralMatch {
  readonly type: TokenType;
  readonly match: RegExpExecArray;
  readonly value: Value;
}

class Lexer {
  readonly #source: string;
  readonly #tokens: Token[] = [];
  #position = 0;
  #lineStarting = true;

  constructor(source: string) {
    this.#source = source;
  }

  run(): Token[] {
    while (this.#position < this.#source.length) this.#root();
    this.#push('end', '');
    return this.#tokens;
  }

  #line(): number {
    return this.#source.slice(0, this.#position).split('\n').length;
  }

  #push(type: TokenType, text: string, value: Value = null): void {
    this.#tokens.push({ type, text, value, line: this.#line() });
  }

  #advance(match: RegExpExecArray): void {
    this.#lineStarting = match[0].endsWith('\n');
    this.#position += match[0].length;
  }

  #root(): void {
    const match = matchAt(ROOT, this.#source, this.#position);
    if (match === null) {
      this.#push('data', this.#source.slice(this.#position));
      this.#position = this.#source.length;
      return;
    }
    const sign = match[3] ?? match[5] ?? match[7] ?? match[9] ?? '';
    const data = this.#stripped(match[1] ?? '', sign, match.groups?.variable !== undefined);
    if (data !== '') this.#push('data', data);
    this.#advance(match);
    if (match.groups?.raw !== undefined) this.#raw();
    else if (match.groups?.comment !== undefined) this.#comment();
    else if (match.groups?.variable !== undefined) this.#tag('variable_begin', 'variable_end', VARIABLE_END);
    else this.#tag('block_begin', 'block_end', BLOCK_END);
  }

  /** The text before a tag: `-` strips it, else a tag that stands first on its line takes its indent along. */
  #stripped(text: string, sign: string, isVariable: boolean): string {
    if (sign === '-') return text.replace(new RegExp(`${S}+$`), '');
    if (sign === '+' || isVariable) return text;
    const start = text.lastIndexOf('\n') + 1;
    if ((start > 0 || this.#lineStarting) && isSpace(text.slice(start))) return text.slice(0, start);
    return text;
  }

  #raw(): void {
    const match = matchAt(RAW_END, this.#source, this.#position);
    if (match === null) throw new JinjaSyntaxError('Missing end of raw directive');
    const data = this.#stripped(match[1] ?? '', match[3] ?? '', false);
    if (data !== '') this.#push('data', data);
    this.#advance(match);
  }

  #comment(): void {
    const match = matchAt(COMMENT_END, this.#source, this.#position);
    if (match === null) throw new JinjaSyntaxError('Missing end of comment tag');
    this.#advance(match);
  }

  #tag(begin: TokenType, end: TokenType, endPattern: RegExp): void {
    this.#push(begin, '');
    const open: string[] = [];
    while (this.#position < this.#source.length) {
      const finish = open.length === 0 ? matchAt(endPattern, this.#source, this.#position) : null;
      if (finish !== null) {
        this.#push(end, finish[0]);
        this.#advance(finish);
        return;
      }
      this.#inside(open);
    }
  }

  #inside(open: string[]): void {
    const source = this.#source;
    const space = matchAt(SPACE, source, this.#position);
    if (space !== null) {
      this.#advance(space);
      return;
    }
    const literal = this.#literalAt(source);
    if (literal !== undefined) {
      this.#literal(literal.type, literal.match, literal.value);
      return;
    }
    const operator = matchAt(OPERATOR, source, this.#position);
    if (operator === null) {
      throw new JinjaSyntaxError(`unexpected char '${source.charAt(this.#position)}' at ${this.#position}`);
    }
    balance(open, operator[0]);
    this.#literal('operator', operator, null);
  }

  #literalAt(source: string): LiteralMatch | undefined {
    const at = this.#position;
    const float = matchAt(FLOAT, source, at);
    if (float !== null) return { type: 'float', match: float, value: floatValue(float[0]) };
    const integer = matchAt(INTEGER, source, at);
    if (integer !== null) return { type: 'integer', match: integer, value: integerValue(integer[0]) };
    const name = matchAt(NAME, source, at);
    if (name !== null) return { type: 'name', match: name, value: checkedName(name[0]) };
    const string = matchAt(STRING, source, at);
    if (string === null) return undefined;
    return { type: 'string', match: string, value: stringValue(string[0].slice(1, -1)) };
  }

  #literal(type: TokenType, match: RegExpExecArray, value: Value): void {
    this.#push(type, match[0], value);
    this.#advance(match);
  }
}

function balance(open: string[], operator: string): void {
  const closing = CLOSING[operator];
  if (closing !== undefined) open.push(closing);
  if (operator !== '}' && operator !== ')' && operator !== ']') return;
  const expected = open.pop();
  if (expected === undefined) throw new JinjaSyntaxError(`unexpected '${operator}'`);
  if (expected !== operator) throw new JinjaSyntaxError(`unexpected '${operator}', expected '${expected}'`);
}

/** Checks a name; it has no value of its own. */
function checkedName(name: string): null {
  if (!isIdentifier(name)) throw new JinjaSyntaxError('Invalid character in identifier');
  if (!isAscii(name)) throw new JinjaUnsupported('a name beyond ASCII is not supported');
  return null;
}

function floatValue(text: string): Value {
  const value = Number(text.replaceAll('_', ''));
  if (!Number.isFinite(value)) throw new JinjaUnsupported(`the number ${text} is too large`);
  return new PyFloat(value);
}

function integerValue(text: string): Value {
  const digits = text.replaceAll('_', '');
  if (digits.length > 4300) throw new JinjaSyntaxError('the integer has too many digits');
  return toInt(BigInt(digits.toLowerCase()));
}

/** jinja2 turns what is beyond ASCII into escapes before it resolves them all, so `\é` becomes `\xe9`. */
function stringValue(body: string): Value {
  const escaped = body.replace(/\\[\u{80}-\u{10ffff}]/gu, (pair) => `\\\\${asciiEscape(pair.slice(1))}`);
  try {
    return unescapePython(escaped);
  } catch (error) {
    if (isEscapeError(error)) throw new JinjaSyntaxError(`a wrong escape in the string '${body}'`);
    throw error;
  }
}

function asciiEscape(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (code <= 0xff) return `x${code.toString(16).padStart(2, '0')}`;
  return code <= 0xffff ? `u${code.toString(16).padStart(4, '0')}` : `U${code.toString(16).padStart(8, '0')}`;
}
