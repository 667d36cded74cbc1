import { checkTextLength } from './limits.ts';
import { literalEval } from './literal.ts';
import { toText } from './repr.ts';
import { textOf, type Value } from './values.ts';

/**
 * jinja2's native concatenation: nothing printed is None, one thing is itself, more are joined as text; and
 * text that is a Python literal becomes what it says.
 */
export function nativeConcat(output: readonly Value[]): Value {
  const [only = null] = output;
  if (output.length < 2 && textOf(only) === undefined) return only;
  let text = '';
  for (const value of output) {
    text += toText(value);
    checkTextLength(text.length);
  }
  const literal = literalEval(text);
  if (literal.status === 'literal') return literal.value;
  return output.length === 1 ? only : text;
}
