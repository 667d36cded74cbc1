import { bind, bindPositional } from './arguments.ts';
import { JinjaRuntimeError, typeError, valueError } from './errors.ts';
import { itemsOf, truth } from './iterate.ts';
import { checkTextLength } from './limits.ts';
import { formatTemplate } from './str-format.ts';
import {
  characters,
  hasSurrogates,
  isSpace,
  justify,
  replaceText,
  type Side,
  splitLines,
  splitOn,
  splitOnFromRight,
  splitWords,
  splitWordsFromRight,
  strip,
  textLength,
} from './text.ts';
import {
  capitalize,
  caseFold,
  isAllCase,
  isAlpha,
  isAlphaNumeric,
  isDecimal,
  isDigit,
  isIdentifier,
  isNumeric,
  isPrintable,
  isTitleCase,
  swapCase,
  titleCase,
} from './unicode.ts';
import {
  type Arguments,
  countOf,
  PyDict,
  PyList,
  PyTuple,
  textOf,
  typeName,
  Undefined,
  type Value,
} from './values.ts';

export type StringMethod = (self: string, args: Arguments) => Value;

/** Methods that Python strings have and this engine refuses. */
export const UNSUPPORTED_STRING_METHODS: ReadonlySet<string> = new Set(['encode', 'translate', 'maketrans']);

function text(value: Value | undefined, name: string): string {
  const found = textOf(value);
  if (found !== undefined) return found;
  throw typeError(`${name}() argument must be str, not ${value === undefined ? 'nothing' : typeName(value)}`);
}

function simple(name: string, run: (self: string) => Value): [string, StringMethod] {
  return [
    name,
    (self, args) => {
      bindPositional(name, 0, 0, args);
      return run(self);
    },
  ];
}

function every(name: string, test: (char: string) => boolean, whenEmpty = false): [string, StringMethod] {
  return simple(name, (self) => (self === '' ? whenEmpty : characters(self).every(test)));
}

function stripping(name: string, side: Side): [string, StringMethod] {
  return [
    name,
    (self, args) => {
      const [chars = null] = bindPositional(name, 0, 1, args);
      return strip(self, side, chars === null ? null : text(chars, name));
    },
  ];
}

function justifying(name: string, side: 'left' | 'right' | 'center'): [string, StringMethod] {
  return [
    name,
    (self, args) => {
      const [width = 0, fill = ' '] = bindPositional(name, 1, 2, args);
      const size = countOf(width);
      checkTextLength(size);
      if (textLength(text(fill, name)) !== 1)
        throw typeError('The fill character must be exactly one character long');
      return justify(self, size, text(fill, name), side);
    },
  ];
}

function splitting(name: 'split' | 'rsplit'): [string, StringMethod] {
  const words = name === 'split' ? splitWords : splitWordsFromRight;
  const parts = name === 'split' ? splitOn : splitOnFromRight;
  return [
    name,
    (self, args) => {
      const [separator = null, limit = -1] = bind(
        name,
        [
          ['sep', null],
          ['maxsplit', -1],
        ],
        args,
      );
      const count = countOf(limit);
      if (separator === null) return new PyList(words(self, count));
      const by = text(separator, name);
      if (by === '') throw valueError('empty separator');
      return new PyList(parts(self, by, count));
    },
  ];
}

/** The part of a text that find and its kin look at, and where it begins, in code points. */
function region(
  self: string,
  start: Value,
  stop: Value,
): { readonly all: string[]; readonly from: number } | undefined {
  const all = characters(self);
  const at = (value: Value, fallback: number): number => {
    const index = value === null ? fallback : countOf(value);
    return Math.max(0, index < 0 ? index + all.length : index);
  };
  const from = at(start, 0);
  const to = Math.min(at(stop, all.length), all.length);
  return from > to ? undefined : { all: all.slice(from, to), from };
}

function locate(self: string, args: Arguments, name: string): number {
  const [part, start = null, stop = null] = bindPositional(name, 1, 3, args);
  const wanted = text(part, name);
  const within = region(self, start, stop);
  if (within === undefined) return -1;
  const body = within.all.join('');
  const index = name.startsWith('r') ? body.lastIndexOf(wanted) : body.indexOf(wanted);
  if (index < 0) return -1;
  return within.from + (hasSurrogates(body) ? textLength(body.slice(0, index)) : index);
}

function finding(name: string): [string, StringMethod] {
  return [
    name,
    (self, args) => {
      const index = locate(self, args, name);
      if (index < 0 && name.endsWith('index')) throw valueError('substring not found');
      return index;
    },
  ];
}

function affix(name: 'startswith' | 'endswith'): [string, StringMethod] {
  return [
    name,
    (self, args) => {
      const [wanted = null, start = null, stop = null] = bindPositional(name, 1, 3, args);
      const choices = wanted instanceof PyTuple ? wanted.items : [wanted];
      const within = region(self, start, stop);
      const body = within?.all.join('');
      const found = choices.map((choice) => {
        const part = text(choice, name);
        return body !== undefined && (name === 'startswith' ? body.startsWith(part) : body.endsWith(part));
      });
      return found.includes(true);
    },
  ];
}

function count(self: string, args: Arguments): Value {
  const [part, start = null, stop = null] = bindPositional('count', 1, 3, args);
  const wanted = text(part, 'count');
  const within = region(self, start, stop);
  if (within === undefined) return 0;
  return wanted === '' ? within.all.length + 1 : within.all.join('').split(wanted).length - 1;
}

function join(self: string, args: Arguments): Value {
  const [list = null] = bindPositional('join', 1, 1, args);
  if (list instanceof Undefined && list.strict) return list.fail();
  return itemsOf(list)
    .map((item, index) => {
      const part = textOf(item);
      if (part === undefined)
        throw typeError(`sequence item ${index}: expected str instance, ${typeName(item)} found`);
      return part;
    })
    .join(self);
}

function partition(name: 'partition' | 'rpartition'): [string, StringMethod] {
  return [
    name,
    (self, args) => {
      const separator = text(bindPositional(name, 1, 1, args)[0], name);
      if (separator === '') throw valueError('empty separator');
      const index = name === 'partition' ? self.indexOf(separator) : self.lastIndexOf(separator);
      if (index < 0) return new PyTuple(name === 'partition' ? [self, '', ''] : ['', '', self]);
      return new PyTuple([self.slice(0, index), separator, self.slice(index + separator.length)]);
    },
  ];
}

function zeroFill(self: string, args: Arguments): Value {
  const width = countOf(bindPositional('zfill', 1, 1, args)[0] ?? 0);
  checkTextLength(width);
  const missing = Math.max(0, width - textLength(self));
  const sign = /^[+-]/.test(self) ? self.charAt(0) : '';
  return sign + '0'.repeat(missing) + self.slice(sign.length);
}

function expandTabs(self: string, args: Arguments): Value {
  const size = countOf(bind('expandtabs', [['tabsize', 8]], args)[0] ?? 8);
  checkTextLength(size);
  let column = 0;
  let result = '';
  for (const char of characters(self)) {
    if (char === '\t') {
      const blanks = size > 0 ? size - (column % size) : 0;
      result += ' '.repeat(blanks);
      column += blanks;
    } else {
      result += char;
      column = char === '\n' || char === '\r' ? 0 : column + 1;
    }
    checkTextLength(result.length);
  }
  return result;
}

function replace(self: string, args: Arguments): Value {
  const [old, replacement, limit = -1] = bindPositional('replace', 2, 3, args);
  const from = text(old, 'replace');
  const to = text(replacement, 'replace');
  checkTextLength((from === '' ? self.length + 1 : self.length / from.length) * to.length);
  return replaceText(self, from, to, countOf(limit));
}

function formatMap(self: string, args: Arguments): Value {
  const [mapping = null] = bindPositional('format_map', 1, 1, args);
  if (!(mapping instanceof PyDict)) throw new JinjaRuntimeError('TypeError', 'format_map() needs a mapping');
  const named = new Map<string, Value>();
  for (const [key, value] of mapping.entries.values()) if (typeof key === 'string') named.set(key, value);
  return formatTemplate(self, { positional: [], named });
}

/** The methods of Python's str. */
export const STRING_METHODS: ReadonlyMap<string, StringMethod> = new Map<string, StringMethod>([
  simple('capitalize', capitalize),
  simple('casefold', caseFold),
  simple('lower', (self) => self.toLowerCase()),
  simple('upper', (self) => self.toUpperCase()),
  simple('title', titleCase),
  simple('swapcase', swapCase),
  every('isalnum', isAlphaNumeric),
  every('isalpha', isAlpha),
  every('isascii', (char) => char <= '\x7f', true),
  every('isdecimal', isDecimal),
  every('isdigit', isDigit),
  every('isnumeric', isNumeric),
  every('isprintable', isPrintable, true),
  simple('isidentifier', isIdentifier),
  simple('isspace', isSpace),
  simple('islower', (self) => isAllCase(self, 'lower')),
  simple('isupper', (self) => isAllCase(self, 'upper')),
  simple('istitle', isTitleCase),
  stripping('strip', 'both'),
  stripping('lstrip', 'left'),
  stripping('rstrip', 'right'),
  justifying('ljust', 'left'),
  justifying('rjust', 'right'),
  justifying('center', 'center'),
  splitting('split'),
  splitting('rsplit'),
  finding('find'),
  finding('rfind'),
  finding('index'),
  finding('rindex'),
  affix('startswith'),
  affix('endswith'),
  partition('partition'),
  partition('rpartition'),
  ['count', count],
  ['join', join],
  ['zfill', zeroFill],
  ['expandtabs', expandTabs],
  ['replace', replace],
  ['format', formatTemplate],
  ['format_map', formatMap],
  [
    'splitlines',
    (self, args) =>
      new PyList(splitLines(self, truth(bind('splitlines', [['keepends', false]], args)[0] ?? false))),
  ],
  [
    'removeprefix',
    (self, args) => {
      const prefix = text(bindPositional('removeprefix', 1, 1, args)[0], 'removeprefix');
      return self.startsWith(prefix) ? self.slice(prefix.length) : self;
    },
  ],
  [
    'removesuffix',
    (self, args) => {
      const suffix = text(bindPositional('removesuffix', 1, 1, args)[0], 'removesuffix');
      return suffix !== '' && self.endsWith(suffix) ? self.slice(0, -suffix.length) : self;
    },
  ],
]);
