import { JinjaSyntaxError } from './errors.ts';
import type { Token, TokenType } from './lexer.ts';

/** The tokens of a template, one after another. */
export class TokenStream {
  readonly #tokens: readonly Token[];
  #position = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get current(): Token {
    return this.at(0);
  }

  at(offset: number): Token {
    const index = Math.min(this.#position + offset, this.#tokens.length - 1);
    return this.#tokens[index] ?? { type: 'end', text: '', value: null, line: 0 };
  }

  next(): Token {
    const token = this.current;
    this.#position += 1;
    return token;
  }

  is(type: TokenType, text?: string): boolean {
    return this.current.type === type && (text === undefined || this.current.text === text);
  }

  isOperator(...texts: readonly string[]): boolean {
    return this.current.type === 'operator' && texts.includes(this.current.text);
  }

  isName(...texts: readonly string[]): boolean {
    return this.current.type === 'name' && texts.includes(this.current.text);
  }

  skip(type: TokenType, text: string): boolean {
    if (!this.is(type, text)) return false;
    this.#position += 1;
    return true;
  }

  expect(type: TokenType, text?: string): Token {
    if (this.is(type, text)) return this.next();
    throw new JinjaSyntaxError(
      `line ${this.current.line}: expected ${text ?? describe(type)}, got ${describeToken(this.current)}`,
    );
  }
}

function describe(type: TokenType): string {
  return type.replace('_', ' ');
}

export function describeToken(token: Token): string {
  return token.text.trim() === '' ? describe(token.type) : `'${token.text.trim()}'`;
}
