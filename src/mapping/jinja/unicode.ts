import { characters } from './text.ts';

const ASCII = /^[\0-\x7f]*$/;
const CASED = /\p{Cased}/u;
const CASE_IGNORABLE_RUN = /^\p{Case_Ignorable}*/u;
const CASE_IGNORABLE_END = /\p{Case_Ignorable}*$/u;

// Unicode 14: characters of numeric type "digit" that are not decimal digits.
const DIGIT =
  /^[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]$/u;

// Unicode 14: ideographs that stand for a number.
const IDEOGRAPH_NUMBER =
  /^[\u3405\u3483\u382a\u3b4d\u4e00\u4e03\u4e07\u4e09\u4e5d\u4e8c\u4e94\u4e96\u4ebf\u4ec0\u4edf\u4ee8\u4f0d\u4f70\u5104\u5146\u5169\u516b\u516d\u5341\u5343-\u5345\u534c\u53c1-\u53c4\u56db\u58f1\u58f9\u5e7a\u5efe\u5eff\u5f0c-\u5f0e\u5f10\u62fe\u634c\u67d2\u6f06\u7396\u767e\u8086\u842c\u8cae\u8cb3\u8d30\u9621\u9646\u964c\u9678\u96f6\uf96b\uf973\uf978\uf9b2\uf9d1\uf9d3\uf9fd\u{20001}\u{20064}\u{200e2}\u{20121}\u{2092a}\u{20983}\u{2098c}\u{2099c}\u{20aea}\u{20afd}\u{20b19}\u{22390}\u{22998}\u{23b1b}\u{2626d}\u{2f890}]$/u;

const PRINTABLE = /^[^\p{C}\p{Z}]$/u;

// Letters whose title case is neither their upper case nor its first letter followed by small ones.
const TITLE: ReadonlyMap<string, string> = new Map([
  ...['ǄǅǆǅǇǈǉǈǊǋǌǋǱǲǳǲ'].flatMap((groups) =>
    [0, 4, 8, 12].flatMap((at) =>
      [0, 1, 2].map((offset): [string, string] => [groups.charAt(at + offset), groups.charAt(at + 3)]),
    ),
  ),
  ['\u0149', '\u02bcN'],
  ['\u1fb2', '\u1fba\u0345'],
  ['\u1fb3', '\u1fbc'],
  ['\u1fb4', '\u0386\u0345'],
  ['\u1fb7', '\u1fbc\u0342'],
  ['\u1fbc', '\u1fbc'],
  ['\u1fc2', '\u1fca\u0345'],
  ['\u1fc3', '\u1fcc'],
  ['\u1fc4', '\u0389\u0345'],
  ['\u1fc7', '\u1fcc\u0342'],
  ['\u1fcc', '\u1fcc'],
  ['\u1ff2', '\u1ffa\u0345'],
  ['\u1ff3', '\u1ffc'],
  ['\u1ff4', '\u038f\u0345'],
  ['\u1ff7', '\u1ffc\u0342'],
  ['\u1ffc', '\u1ffc'],
]);

export const isAlpha = (char: string): boolean => /^\p{L}$/u.test(char);
export const isDecimal = (char: string): boolean => /^\p{Nd}$/u.test(char);
export const isDigit = (char: string): boolean => DIGIT.test(char);
export const isNumeric = (char: string): boolean => /^\p{N}$/u.test(char) || IDEOGRAPH_NUMBER.test(char);
export const isAlphaNumeric = (char: string): boolean => isAlpha(char) || isNumeric(char);
export const isPrintable = (char: string): boolean => char === ' ' || PRINTABLE.test(char);
export const isUpper = (char: string): boolean => /^\p{Uppercase}$/u.test(char);
export const isLower = (char: string): boolean => /^\p{Lowercase}$/u.test(char);
const isTitle = (char: string): boolean => /^\p{Lt}$/u.test(char);

function titleCharacter(char: string): string {
  const known = TITLE.get(char);
  if (known !== undefined) return known;
  const code = char.codePointAt(0) ?? 0;
  if (code >= 0x10d0 && code <= 0x10ff) return char;
  if (code >= 0x1f80 && code <= 0x1faf) return String.fromCodePoint(code | 8);
  const upper = Array.from(char.toUpperCase());
  return (upper[0] ?? '') + upper.slice(1).join('').toLowerCase();
}

function lowerAt(all: readonly string[], index: number): string {
  const char = all[index] ?? '';
  if (char !== 'Σ') return char.toLowerCase();
  const before = all.slice(0, index).join('').replace(CASE_IGNORABLE_END, '');
  const after = all
    .slice(index + 1)
    .join('')
    .replace(CASE_IGNORABLE_RUN, '');
  const last = Array.from(before).at(-1) ?? '';
  const next = Array.from(after)[0] ?? '';
  return CASED.test(last) && !CASED.test(next) ? 'ς' : 'σ';
}

/** str.title: a letter after an uncased character is title case, every other one small. */
export function titleCase(text: string): string {
  const all = characters(text);
  let afterCased = false;
  let result = '';
  for (const [index, char] of all.entries()) {
    result += afterCased ? lowerAt(all, index) : titleCharacter(char);
    afterCased = CASED.test(char);
  }
  return result;
}

/** str.capitalize. */
export function capitalize(text: string): string {
  const all = characters(text);
  return all.map((char, index) => (index === 0 ? titleCharacter(char) : lowerAt(all, index))).join('');
}

/** str.swapcase. */
export function swapCase(text: string): string {
  const all = characters(text);
  return all
    .map((char, index) => {
      if (isUpper(char)) return lowerAt(all, index);
      return isLower(char) ? char.toUpperCase() : char;
    })
    .join('');
}

function foldCharacter(char: string): string {
  const code = char.codePointAt(0) ?? 0;
  if (char === 'ı') return char;
  if (code === 0x1e9e) return 'ss';
  if (code >= 0x13a0 && code <= 0x13f5) return char;
  if (code >= 0x13f8 && code <= 0x13fd) return String.fromCodePoint(code - 8);
  if (code >= 0xab70 && code <= 0xabbf) return String.fromCodePoint(code - 0xab70 + 0x13a0);
  return Array.from(char.toUpperCase(), (upper) => upper.toLowerCase()).join('');
}

/** str.casefold: full case folding. */
export function caseFold(text: string): string {
  return ASCII.test(text) ? text.toLowerCase() : characters(text).map(foldCharacter).join('');
}

/** str.islower and str.isupper: something is cased, and all that is cased is so. */
export function isAllCase(text: string, wanted: 'lower' | 'upper'): boolean {
  const good = wanted === 'lower' ? isLower : isUpper;
  const bad = wanted === 'lower' ? isUpper : isLower;
  let found = false;
  for (const char of characters(text)) {
    if (bad(char) || isTitle(char)) return false;
    if (good(char)) found = true;
  }
  return found;
}

/** str.istitle. */
export function isTitleCase(text: string): boolean {
  let found = false;
  let afterCased = false;
  for (const char of characters(text)) {
    if (isUpper(char) || isTitle(char)) {
      if (afterCased) return false;
      afterCased = true;
      found = true;
    } else if (isLower(char)) {
      if (!afterCased) return false;
      found = true;
    } else {
      afterCased = false;
    }
  }
  return found;
}

/** str.isidentifier. */
export function isIdentifier(text: string): boolean {
  return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text);
}
