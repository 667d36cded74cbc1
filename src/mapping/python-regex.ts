/** A Python regular expression as JavaScript, or why it cannot be one. */
export type TranslatedRegex =
  | { readonly status: 'translated'; readonly pattern: RegExp }
  | { readonly status: 'unsupported'; readonly reason: string };

const START = '(?<![\\s\\S])';
const END = '(?![\\s\\S])';
const WHITE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;
const CONTROL: Readonly<Record<string, string>> = {
  a: '\\x07',
  f: '\\f',
  n: '\\n',
  r: '\\r',
  t: '\\t',
  v: '\\v',
};

class Unsupported extends Error {}

interface Classes {
  readonly d: string;
  readonly w: string;
  readonly s: string;
}

// isalnum() of Python takes in the ideographs that stand for numbers; they are letters anyway.
const UNICODE: Classes = { d: '\\p{Nd}', w: '\\p{L}\\p{N}_', s: WHITE };
const ASCII: Classes = { d: '0-9', w: 'a-zA-Z0-9_', s: '\\t-\\r\\x20' };

/**
 * Translates a pattern for Python's `re.match`: anchored at the start, `$` also before a last line break,
 * Unicode classes. What has no exact counterpart (back references, conditions, possessive quantifiers,
 * atomic groups, verbose mode) is refused.
 */
export function translateRegex(pattern: string): TranslatedRegex {
  try {
    const { flags, body } = leadingFlags(pattern);
    const source = new Translator(body, flags).run();
    return { status: 'translated', pattern: new RegExp(source, flags.has('i') ? 'iuy' : 'uy') };
  } catch (error) {
    if (error instanceof Unsupported || error instanceof SyntaxError) {
      return { status: 'unsupported', reason: error.message };
    }
    throw error;
  }
}

/** True when the text matches from its start, as `re.match` has it. */
export function matchesFromStart(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

function leadingFlags(pattern: string): { readonly flags: ReadonlySet<string>; readonly body: string } {
  const match = /^\(\?([aimsu]+)\)/.exec(pattern);
  return { flags: new Set(match?.[1]), body: pattern.slice(match?.[0].length ?? 0) };
}

class Translator {
  readonly #pattern: readonly string[];
  readonly #flags: ReadonlySet<string>;
  readonly #classes: Classes;
  #position = 0;

  constructor(pattern: string, flags: ReadonlySet<string>) {
    this.#pattern = Array.from(pattern);
    this.#flags = flags;
    this.#classes = flags.has('a') ? ASCII : UNICODE;
  }

  run(): string {
    let source = '';
    while (this.#position < this.#pattern.length) source += this.#next();
    return source;
  }

  #take(): string {
    const char = this.#pattern[this.#position] ?? '';
    this.#position += 1;
    return char;
  }

  #rest(): string {
    return this.#pattern.slice(this.#position).join('');
  }

  #skip(text: string): void {
    this.#position += Array.from(text).length;
  }

  #next(): string {
    const char = this.#take();
    if (char === '\\') return this.#escape();
    if (char === '[') return this.#set();
    if (char === '(') return this.#group();
    if (char === '{') return this.#braces();
    if (char === '^') return this.#anchor(this.#flags.has('m') ? `(?<=\\n|${START})` : START);
    if (char === '$') return this.#anchor(this.#flags.has('m') ? `(?=\\n|${END})` : `(?=\\n?${END})`);
    if (char === '.') return this.#flags.has('s') ? '[\\s\\S]' : '[^\\n]';
    if (char === '*' || char === '+' || char === '?' || char === ')' || char === '|') return char;
    return literal(char);
  }

  /** `{2}`, `{2,}`, `{,3}` and `{2,3}` repeat; any other brace stands for itself. */
  #braces(): string {
    const match = /^(\d*)(,?)(\d*)\}/.exec(this.#rest());
    if (match === null || match[0] === '}') return '\\{';
    this.#skip(match[0]);
    return `{${match[1] || '0'}${match[2]}${match[3]}}`;
  }

  #group(): string {
    const rest = this.#rest();
    if (!rest.startsWith('?')) return '(';
    const comment = /^\?#[^)]*\)/.exec(rest)?.[0];
    if (comment !== undefined) {
      this.#skip(comment);
      return '';
    }
    const plain = /^\?(:|=|!|<=|<!)/.exec(rest)?.[0];
    if (plain !== undefined) {
      this.#skip(plain);
      return `(${plain}`;
    }
    const named = /^\?P<([A-Za-z_]\w*)>/.exec(rest);
    if (named === null)
      throw new Unsupported(`the group (${rest.slice(0, 6)}… has no exact counterpart here`);
    this.#skip(named[0]);
    return `(?<${named[1]}>`;
  }

  #escape(): string {
    const char = this.#take();
    const { w } = this.#classes;
    if (char === 'A') return this.#anchor(START);
    if (char === 'Z') return this.#anchor(END);
    if (char === 'b') return this.#anchor(`(?:(?<=[${w}])(?![${w}])|(?<![${w}])(?=[${w}]))`);
    // Before Python 3.14, \B does not match in an empty text.
    if (char === 'B')
      return this.#anchor(`(?!${START}${END})(?:(?<=[${w}])(?=[${w}])|(?<![${w}])(?![${w}]))`);
    const shorthand = this.#shorthand(char);
    if (shorthand !== undefined) return `[${shorthand.negated ? '^' : ''}${shorthand.body}]`;
    if (/[1-9]/.test(char)) throw new Unsupported('back references are not supported');
    return this.#character(char);
  }

  /** Python refuses to repeat what matches a place and no character. */
  #anchor(source: string): string {
    if (/^(?:[*+?]|\{(?:\d+,?|,)\d*\})/.test(this.#rest())) throw new Unsupported('nothing to repeat');
    return source;
  }

  #shorthand(char: string): { readonly body: string; readonly negated: boolean } | undefined {
    const name = char.toLowerCase();
    if (name !== 'd' && name !== 'w' && name !== 's') return undefined;
    return { body: this.#classes[name], negated: name !== char };
  }

  /** An escape that stands for one character, after its backslash. */
  #character(char: string): string {
    const control = CONTROL[char];
    if (control !== undefined) return control;
    const digits = { x: 2, u: 4, U: 8 }[char];
    if (digits !== undefined) {
      const code = this.#rest().slice(0, digits);
      if (!/^[0-9a-fA-F]+$/.test(code) || code.length < digits)
        throw new Unsupported(`incomplete escape \\${char}`);
      this.#skip(code);
      return `\\u{${code}}`;
    }
    if (char === '0') {
      const octal = /^[0-7]{0,2}/.exec(this.#rest())?.[0] ?? '';
      this.#skip(octal);
      return `\\u{${Number.parseInt(octal || '0', 8).toString(16)}}`;
    }
    if (char === '' || /[A-Za-z0-9]/.test(char)) throw new Unsupported(`bad escape \\${char}`);
    return literal(char);
  }

  #set(): string {
    let negated = '';
    if (this.#rest().startsWith('^')) {
      this.#take();
      negated = '^';
    }
    let body = '';
    let first = true;
    for (;;) {
      const char = this.#take();
      if (char === '') throw new Unsupported('unterminated character set');
      if (char === ']' && !first) break;
      body += this.#member(char, first);
      first = false;
    }
    return `[${negated}${body}]`;
  }

  #member(char: string, first: boolean): string {
    if (char === '-') {
      const atEdge = first || this.#rest().startsWith(']');
      return atEdge ? '\\-' : '-';
    }
    if (char !== '\\') return literal(char);
    const escaped = this.#take();
    const shorthand = this.#shorthand(escaped);
    if (shorthand?.negated === true) return this.#negatedMember(escaped);
    if (shorthand !== undefined) return shorthand.body;
    if (escaped === 'b') return '\\x08';
    if (escaped === '-') return '\\-';
    return this.#character(escaped);
  }

  #negatedMember(escaped: string): string {
    if (escaped === 'D' && !this.#flags.has('a')) return '\\P{Nd}';
    throw new Unsupported(`\\${escaped} within a set is not supported`);
  }
}

function literal(char: string): string {
  return SYNTAX.test(char) ? `\\${char}` : char;
}
