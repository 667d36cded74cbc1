import { getAttribute, getItemStrictly } from './attributes.ts';
import { JinjaRuntimeError, JinjaUnsupported, valueError } from './errors.ts';
import { formatValue } from './format-spec.ts';
import { checkTextLength } from './limits.ts';
import { repr, toText } from './repr.ts';
import { type Arguments, Undefined, type Value } from './values.ts';

interface Numbering {
  next: number;
  manual: boolean;
}

/** str.format: `{}`, `{0}`, `{name.attr[key]!r:>8}`. */
export function formatTemplate(template: string, args: Arguments): string {
  return expand(template, args, { next: 0, manual: false }, 2);
}

function expand(template: string, args: Arguments, numbering: Numbering, depth: number): string {
  if (depth === 0) throw valueError('Max string recursion exceeded');
  let result = '';
  let position = 0;
  while (position < template.length) {
    const char = template.charAt(position);
    if (char !== '{' && char !== '}') {
      result += char;
      position += 1;
    } else if (template.charAt(position + 1) === char) {
      result += char;
      position += 2;
    } else if (char === '}') {
      throw valueError("Single '}' encountered in format string");
    } else {
      const end = fieldEnd(template, position);
      result += field(template.slice(position + 1, end), args, numbering, depth);
      position = end + 1;
    }
    checkTextLength(result.length);
  }
  return result;
}

function fieldEnd(template: string, start: number): number {
  if (start + 1 >= template.length) throw valueError("Single '{' encountered in format string");
  let open = 0;
  let inKey = false;
  for (let index = start; index < template.length; index += 1) {
    const char = template.charAt(index);
    if (char === '[') inKey = true;
    if (char === ']') inKey = false;
    if (inKey) continue;
    if (char === '{') open += 1;
    if (char === '}') open -= 1;
    if (open === 0) return index;
  }
  throw valueError("expected '}' before end of string");
}

function field(text: string, args: Arguments, numbering: Numbering, depth: number): string {
  const match = /^((?:[^[\]!:{}]|\[[^\]]*\])*)(?:!(.))?(?::([\s\S]*))?$/.exec(text);
  if (match === null) throw new JinjaUnsupported(`the format field {${text}} is not supported`);
  const value = lookUp(match[1] ?? '', args, numbering);
  const written = match[3] ?? '';
  const specification = /[{}]/.test(written) ? expand(written, args, numbering, depth - 1) : written;
  if (match[2] === undefined) return formatValue(checked(value), specification);
  if (match[2] === 'r') return formatValue(repr(value), specification);
  if (match[2] === 's') return formatValue(toText(value), specification);
  if (match[2] === 'a') throw new JinjaUnsupported('the conversion !a is not supported');
  throw valueError(`Unknown conversion specifier '${match[2]}'`);
}

function checked(value: Value): Value {
  return value instanceof Undefined && value.strict ? value.fail() : value;
}

function lookUp(path: string, args: Arguments, numbering: Numbering): Value {
  const match = /^([^.[]*)((?:\.[^.[]+|\[[^\]]+\])*)$/.exec(path);
  if (match === null) throw valueError('Empty attribute in format string');
  let value = first(match[1] ?? '', args, numbering);
  for (const step of (match[2] ?? '').matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) {
    value = step[1] !== undefined ? attribute(value, step[1]) : getItemStrictly(value, keyOf(step[2] ?? ''));
  }
  return value;
}

function attribute(value: Value, name: string): Value {
  const found = getAttribute(value, name);
  if (found === undefined) throw new JinjaRuntimeError('AttributeError', `no attribute '${name}'`);
  return found;
}

function keyOf(text: string): Value {
  return /^\d+$/.test(text) ? Number(text) : text;
}

function first(name: string, args: Arguments, numbering: Numbering): Value {
  let index: number | undefined;
  if (name === '') {
    if (numbering.manual)
      throw valueError('cannot switch from manual field specification to automatic field numbering');
    index = numbering.next;
    numbering.next += 1;
  } else if (/^\d+$/.test(name)) {
    if (numbering.next > 0)
      throw valueError('cannot switch from automatic field numbering to manual field specification');
    numbering.manual = true;
    index = Number(name);
  }
  const value = index === undefined ? args.named.get(name) : args.positional[index];
  if (value !== undefined) return value;
  if (index === undefined) throw new JinjaRuntimeError('KeyError', repr(name));
  throw new JinjaRuntimeError('IndexError', 'Replacement index out of range for positional args tuple');
}
