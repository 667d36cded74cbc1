import { setItem } from './compare.ts';
import { JinjaUnsupported } from './errors.ts';
import { toInt } from './numbers.ts';
import { PyDict, PyFloat, PyList, PyTuple, type Value } from './values.ts';

/** What the text of a Python literal stands for, or that it is none. */
export type LiteralResult =
  | { readonly status: 'literal'; readonly value: Value }
  | { readonly status: 'text' };

const TEXT: LiteralResult = { status: 'text' };
const POSSIBLE_START = /^(?:[0-9.+\-'"([{TFNbBrRuU\f\\]|[ \t]*[#\n\r\f]|set[ \t\f]*\()/;
const NUMBER =
  /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*\.?(?:[eE][+-]?\d(?:_?\d)*)?)/y;
const NAME = /[\p{XID_Start}_]\p{XID_Continue}*/uy;
const STRING_START = /([bBrRuU]{0,2})('''|"""|'|")/y;

class NotALiteral extends Error {}

/**
 * ast.literal_eval(ast.parse(text, mode='eval')), which jinja2's native environment does to what a template
 * printed: numbers, strings, True, False, None, lists, tuples, dicts. Anything else stays text. Sets, bytes,
 * complex numbers and Ellipsis, which no record can carry, are refused.
 */
export function literalEval(text: string): LiteralResult {
  if (!POSSIBLE_START.test(text)) return TEXT;
  if (text.includes('\0')) return TEXT;
  try {
    const reader = new LiteralReader(text.replace(/\r\n?/g, '\n'));
    return { status: 'literal', value: reader.whole() };
  } catch (error) {
    if (error instanceof NotALiteral) return TEXT;
    throw error;
  }
}

class LiteralReader {
  readonly #text: string;
  #position = 0;
  #depth = 0;
  /** Why the value cannot be had, should the text turn out to be a literal. */
  #refusal: string | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): Value {
    this.#skipLeadingLines();
    const value = this.#tuple();
    this.#skipBlank();
    while (this.#peek() === '\n' || this.#peek() === '#') this.#skipLine();
    if (this.#position < this.#text.length) throw new NotALiteral();
    // A last line of blanks alone counts as an indent that nothing follows.
    if (/(?<!\\)\n[ \t]+$/.test(this.#text)) throw new NotALiteral();
    if (this.#refusal !== undefined) throw new JinjaUnsupported(this.#refusal);
    return value;
  }

  #peek(): string {
    return this.#text.charAt(this.#position);
  }

  /** Blank and comment lines may come first; the line of the literal may not be indented. */
  #skipLeadingLines(): void {
    for (;;) {
      const match = /[ \t\f]*(#[^\n]*)?\n/y;
      match.lastIndex = this.#position;
      if (!match.test(this.#text)) break;
      this.#position = match.lastIndex;
    }
    // A form feed takes the indentation back to nothing.
    const indent = /(?:[ \t]*\f)+/y;
    indent.lastIndex = this.#position;
    if (indent.test(this.#text)) this.#position = indent.lastIndex;
    if (this.#text.startsWith('\\\n', this.#position)) throw this.#unsure();
    if (/[ \t]/.test(this.#peek())) throw new NotALiteral();
  }

  #skipLine(): void {
    while (this.#position < this.#text.length && this.#peek() !== '\n') this.#position += 1;
    if (this.#peek() === '\n') this.#position += 1;
    this.#skipBlank();
  }

  /** White space and, within brackets, line breaks and comments. */
  #skipBlank(): void {
    for (;;) {
      const char = this.#peek();
      if (char === ' ' || char === '\t' || char === '\f') this.#position += 1;
      else if (char === '\\' && this.#text.charAt(this.#position + 1) === '\n') {
        this.#position += 2;
        if (this.#position >= this.#text.length) throw new NotALiteral();
      } else if (this.#depth > 0 && char === '\n') this.#position += 1;
      else if (this.#depth > 0 && char === '#') {
        while (this.#position < this.#text.length && this.#peek() !== '\n') this.#position += 1;
      } else return;
    }
  }

  #tuple(): Value {
    const first = this.#value();
    this.#skipBlank();
    if (this.#peek() !== ',') return first;
    const items = [first];
    while (this.#peek() === ',') {
      this.#position += 1;
      this.#skipBlank();
      if (this.#atEnd()) break;
      items.push(this.#value());
      this.#skipBlank();
    }
    return new PyTuple(items);
  }

  #atEnd(): boolean {
    const char = this.#peek();
    return char === '' || char === ')' || (this.#depth === 0 && (char === '\n' || char === '#'));
  }

  #value(): Value {
    const value = this.#operand();
    this.#skipBlank();
    const next = this.#peek();
    if (next === '+' || next === '-') return this.#refuseComplex(value);
    return value;
  }

  /** `1+2j` is a complex number; `1-2` is no literal at all. */
  #refuseComplex(left: Value): null {
    if (typeof left !== 'number' && !(left instanceof PyFloat)) throw new NotALiteral();
    this.#position += 1;
    this.#skipBlank();
    const before = this.#refusal;
    if (this.#number() !== null) throw new NotALiteral();
    this.#refusal ??= before;
    this.#skipBlank();
    if (/[+-]/.test(this.#peek())) throw new NotALiteral();
    return null;
  }

  #operand(): Value {
    this.#skipBlank();
    const char = this.#peek();
    if (char === '+' || char === '-') return this.#signed(char);
    if (char === '[') return new PyList(this.#items(']'));
    if (char === '(') return this.#parenthesised();
    if (char === '{') return this.#dict();
    STRING_START.lastIndex = this.#position;
    if (STRING_START.test(this.#text)) return this.#strings();
    if (this.#text.startsWith('...', this.#position))
      return this.#refuse(3, 'the result is Ellipsis (...), which cannot be stored');
    if (/[\d.]/.test(char)) return this.#number();
    return this.#name();
  }

  #signed(sign: string): Value {
    this.#position += 1;
    this.#skipBlank();
    if (/^\([ \t\f\n]*\(/.test(this.#text.slice(this.#position))) throw this.#unsure();
    const open = this.#peek() === '(';
    if (open) {
      this.#open();
      this.#skipBlank();
    }
    if (!/[\d.]/.test(this.#peek())) throw new NotALiteral();
    const value = this.#number();
    if (open) {
      this.#skipBlank();
      if (this.#peek() !== ')') throw new NotALiteral();
      this.#close();
    }
    if (sign === '+' || value === null) return value;
    if (value instanceof PyFloat) return new PyFloat(-value.value);
    return typeof value === 'bigint' ? toInt(-value) : toInt(-(value as number));
  }

  #unsure(): JinjaUnsupported {
    return new JinjaUnsupported(`whether "${this.#text.slice(0, 40)}" is a Python literal is not certain`);
  }

  #number(): Value {
    NUMBER.lastIndex = this.#position;
    const match = NUMBER.exec(this.#text);
    if (match === null) throw new NotALiteral();
    const digits = match[0].replaceAll('_', '');
    const end = NUMBER.lastIndex;
    const after = this.#text.slice(end, end + 2);
    if (/^[jJ](?![\p{XID_Continue}])/u.test(after)) {
      this.#position = end;
      return this.#refuse(1, 'the result is a complex number, which cannot be stored');
    }
    if (/^[\p{XID_Continue}.]/u.test(after)) throw new NotALiteral();
    this.#position = end;
    if (/^0[xob]/i.test(digits)) return toInt(BigInt(digits.toLowerCase()));
    if (/[.eE]/.test(digits)) return new PyFloat(Number(digits));
    if (/^0\d*[1-9]/.test(digits) || digits.length > 4300) throw new NotALiteral();
    return toInt(BigInt(digits));
  }

  #name(): Value {
    NAME.lastIndex = this.#position;
    const name = NAME.exec(this.#text)?.[0];
    if (name === undefined) {
      if (this.#text.startsWith('...', this.#position))
        throw new JinjaUnsupported('Ellipsis is not supported');
      throw new NotALiteral();
    }
    this.#position += name.length;
    if (name === 'None') return null;
    if (name === 'True') return true;
    if (name === 'False') return false;
    const call =
      name === 'set' ? /^[ \t\f]*\([ \t\f\n]*\)/.exec(this.#text.slice(this.#position))?.[0] : undefined;
    if (call !== undefined) return this.#refuse(call.length, 'the result is a set, which cannot be stored');
    throw new NotALiteral();
  }

  /** Goes past what no record can carry; whether that matters shows at the end. */
  #refuse(length: number, reason: string): null {
    this.#position += length;
    this.#refusal = reason;
    return null;
  }

  #open(): void {
    this.#position += 1;
    this.#depth += 1;
    if (this.#depth > 80) throw this.#unsure();
  }

  #close(): void {
    this.#position += 1;
    this.#depth -= 1;
  }

  #items(end: string): Value[] {
    this.#open();
    const items: Value[] = [];
    for (;;) {
      this.#skipBlank();
      if (this.#peek() === end) break;
      items.push(this.#value());
      this.#skipBlank();
      if (this.#peek() === end) break;
      if (this.#peek() !== ',') throw new NotALiteral();
      this.#position += 1;
    }
    this.#close();
    return items;
  }

  #parenthesised(): Value {
    this.#open();
    this.#skipBlank();
    const empty = this.#peek() === ')';
    const value = empty ? new PyTuple([]) : this.#tuple();
    this.#skipBlank();
    if (this.#peek() !== ')') throw new NotALiteral();
    this.#close();
    return value;
  }

  #dict(): Value {
    this.#open();
    const pairs: [Value, Value][] = [];
    let isSet = false;
    for (;;) {
      this.#skipBlank();
      if (this.#peek() === '}') break;
      const key = this.#value();
      this.#skipBlank();
      if (this.#peek() === ':' && !isSet) {
        this.#position += 1;
        pairs.push([key, this.#value()]);
        this.#skipBlank();
      } else if (pairs.length === 0) {
        isSet = true;
      } else {
        throw new NotALiteral();
      }
      if (this.#peek() === '}') break;
      if (this.#peek() !== ',') throw new NotALiteral();
      this.#position += 1;
    }
    this.#close();
    if (isSet) return this.#refuse(0, 'the result is a set, which cannot be stored');
    this.#requireNoMore();
    const dict = new PyDict();
    for (const [key, value] of pairs) setItem(dict, key, value);
    return dict;
  }

  /** A dict's keys are hashed only when the whole text is a literal, so look at the rest first. */
  #requireNoMore(): void {
    if (this.#depth > 0) return;
    this.#skipBlank();
    if (!this.#atEnd() && this.#peek() !== ',') throw new NotALiteral();
  }

  #strings(): Value {
    let result = '';
    let any = false;
    for (;;) {
      this.#skipBlank();
      STRING_START.lastIndex = this.#position;
      const match = STRING_START.exec(this.#text);
      if (match === null) break;
      result += this.#string(match[1] ?? '', match[2] ?? "'");
      any = true;
    }
    if (!any) throw new NotALiteral();
    if (/[\p{XID_Continue}(['"]/u.test(this.#peek())) throw new NotALiteral();
    return result;
  }

  #string(prefix: string, quote: string): string {
    const flags = prefix.toLowerCase();
    if (!['', 'b', 'r', 'u', 'br', 'rb'].includes(flags)) throw new NotALiteral();
    let position = this.#position + prefix.length + quote.length;
    let body = '';
    for (;;) {
      if (position >= this.#text.length) throw new NotALiteral();
      if (this.#text.startsWith(quote, position)) break;
      const char = this.#text.charAt(position);
      if (char === '\n' && quote.length === 1) throw new NotALiteral();
      if (char === '\\') {
        body += this.#text.slice(position, position + 2);
        position += 2;
      } else {
        body += char;
        position += 1;
      }
    }
    this.#position = position + quote.length;
    if (flags.includes('b')) this.#refuse(0, 'the result holds bytes, which cannot be stored');
    return flags.includes('r') ? body : unescapePython(body);
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const ESCAPE = /\\(x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[0-7]{1,3}|[\s\S]|$)/g;

/** Resolves the escapes of a Python string; a wrong one is a syntax error in Python. */
export function unescapePython(body: string): string {
  return body.replace(ESCAPE, (whole, sequence: string) => {
    if (sequence.length > 1 && /^[xuU]/.test(sequence)) {
      const code = Number.parseInt(sequence.slice(1), 16);
      if (code > 0x10ffff) throw new NotALiteral();
      return String.fromCodePoint(code);
    }
    if (/^[0-7]/.test(sequence)) return String.fromCodePoint(Number.parseInt(sequence, 8));
    if (/^[xuU]/.test(sequence) || sequence === '') throw new NotALiteral();
    if (sequence === 'N') throw new JinjaUnsupported('the escape \\N is not supported');
    return ESCAPES[sequence] ?? whole;
  });
}

/** True when this is the error that unescapePython raises for a wrong escape. */
export function isEscapeError(error: unknown): boolean {
  return error instanceof NotALiteral;
}
