export const id = 245;
export const ids = [245];
export const modules = {

/***/ 6234:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  r: () => (/* binding */ runCommandLine)
});

// EXTERNAL MODULE: ./node_modules/commander/esm.mjs
var esm = __webpack_require__(8179);
;// CONCATENATED MODULE: ./build/errors.js
/** An error that a user can act on. Anything else that is thrown is a defect of this project. */
class errors_SyncError extends Error {
    code;
    hint;
    location;
    constructor(options) {
        super(options.message, { cause: options.cause });
        this.name = 'SyncError';
        this.code = options.code;
        this.hint = options.hint;
        this.location = options.location;
    }
}
/** `config.yml:42:7`, as an editor understands it. */
function formatLocation(location) {
    return `${location.file}:${location.line}:${location.column}`;
}

;// CONCATENATED MODULE: ./build/config/format-issues.js

/**
 * Issues as text, one after another, in the form that editors and terminals turn into links:
 * `config.yml:42:7: error: …` with the hint on a line of its own.
 */
function formatIssues(issues) {
    return issues.map(formatIssue).join('\n');
}
function formatIssue(issue) {
    const line = `${formatLocation(issue.location)}: ${issue.severity}: ${issue.message}`;
    return issue.hint === '' ? line : `${line}\n  hint: ${issue.hint}`;
}

;// CONCATENATED MODULE: ./build/config/issue.js

/** A configuration that cannot be used: all of its mistakes at once, in the order of the file. */
class issue_ConfigError extends errors_SyncError {
    /** The errors, at least one. */
    issues;
    /** What else was noticed. */
    warnings;
    constructor(found, code = 'CONFIG_INVALID') {
        const errors = issue_inFileOrder(found.filter((issue) => issue.severity === 'error'));
        const first = errors[0];
        if (first === undefined)
            throw new TypeError('a ConfigError needs at least one error');
        const more = errors.length - 1;
        const rest = more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'mistake' : 'mistakes'})`;
        super({
            code,
            message: `${formatLocation(first.location)}: ${first.message}${rest}`,
            hint: first.hint,
            location: first.location,
        });
        this.name = 'ConfigError';
        this.issues = errors;
        this.warnings = issue_inFileOrder(found.filter((issue) => issue.severity === 'warning'));
    }
}
/** By line and column; what stands at one place keeps its order. */
function issue_inFileOrder(issues) {
    return issues.toSorted((left, right) => left.location.line - right.location.line || left.location.column - right.location.column);
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./build/config/nearest.js
/**
 * The candidate that a misspelt word most likely stands for; undefined when none is near. Near is one letter
 * added, dropped, changed or two swapped for short words, two for words from five letters, three from twelve.
 * Upper and lower case count as the same. Of several equally near the first wins.
 */
function nearest(word, candidates) {
    const limit = tolerance(word.length);
    let best;
    let bestDistance = limit + 1;
    for (const candidate of candidates) {
        if (candidate === word || Math.abs(candidate.length - word.length) > limit)
            continue;
        const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
        if (distance >= bestDistance)
            continue;
        best = candidate;
        bestDistance = distance;
    }
    return best;
}
/** `Did you mean "x"?`, or the second text when nothing is near. */
function suggestion(word, candidates, otherwise) {
    const near = nearest(word, candidates);
    return near === undefined ? otherwise : `Did you mean "${near}"?`;
}
/** `a, b and c`, each in double quotes. */
function quotedList(words) {
    const quoted = [...words].map((word) => `"${word}"`);
    if (quoted.length < 2)
        return quoted.join('');
    return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}
function tolerance(length) {
    if (length < 5)
        return 1;
    return length < 12 ? 2 : 3;
}
/** Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other. */
function editDistance(left, right) {
    let beforePrevious = [];
    let previous = Array.from({ length: right.length + 1 }, (_, column) => column);
    for (let row = 1; row <= left.length; row += 1) {
        const current = [row];
        for (let column = 1; column <= right.length; column += 1) {
            const same = left[row - 1] === right[column - 1];
            const steps = [
                (previous[column] ?? 0) + 1,
                (current[column - 1] ?? 0) + 1,
                (previous[column - 1] ?? 0) + (same ? 0 : 1),
            ];
            const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
            if (swapped && row > 1 && column > 1)
                steps.push((beforePrevious[column - 2] ?? 0) + 1);
            current.push(Math.min(...steps));
        }
        beforePrevious = previous;
        previous = current;
    }
    return previous[right.length] ?? 0;
}

;// CONCATENATED MODULE: ./build/config/check-fields.js

/** Looks at the fields and identifiers of one entry, as far as the file alone tells. */
function checkFields(element, shape, mappedKinds, file) {
    const path = ['schema_mapping', element.index];
    if (element.fields.every((field) => field.type === 'documentation')) {
        const location = file.locate([...path, 'fields']);
        const message = `the entry for "${element.kind}" maps no field`;
        return [
            { severity: 'error', message, hint: 'Give its "fields" at least one name with a mapping.', location },
        ];
    }
    const issues = [];
    if (element.endpoint === '') {
        const location = file.locate([...path, 'mapping']);
        const message = `the entry for "${element.kind}" has no "mapping": nothing is read for it`;
        issues.push({ severity: 'warning', message, hint: 'Name an endpoint, such as dcim.devices.', location });
    }
    for (const [index, field] of element.fields.entries()) {
        const at = { path: [...path, 'fields', index], file };
        issues.push(...checkBoth(field, shape.fields?.[index]?.mapping, at), ...checkUnused(field, shape.fields?.[index]?.reference, at), ...checkDottedPath(field, at), ...checkReference(field, mappedKinds, at), ...checkRepeated(element, index, at));
    }
    return [...issues, ...checkIdentifiers(element, file)];
}
function checkBoth(field, mapping, at) {
    if (field.type !== 'static' || !mapping)
        return [];
    const location = at.file.locateKey([...at.path, 'static']);
    const message = `the field "${field.name}" has "static" and "mapping": the static value wins`;
    return [{ severity: 'warning', message, hint: 'Remove one of the two.', location }];
}
function checkUnused(field, reference, at) {
    if (field.type !== 'documentation' || !reference)
        return [];
    const location = at.file.locateKey([...at.path, 'reference']);
    const message = `the field "${field.name}" has a "reference" but neither "mapping" nor "static": nothing fills it`;
    return [
        { severity: 'warning', message, hint: 'Add "mapping:" with the path of the nested object.', location },
    ];
}
function checkDottedPath(field, at) {
    if (field.type !== 'path' && field.type !== 'reference')
        return [];
    if (!field.path.split('.').includes(''))
        return [];
    const location = at.file.locate([...at.path, 'mapping']);
    const message = `the path "${field.path}" has an empty step`;
    return [
        {
            severity: 'error',
            message,
            hint: 'Write names with single dots between, such as role.name.',
            location,
        },
    ];
}
function checkReference(field, mappedKinds, at) {
    if (field.type !== 'reference' && field.type !== 'static')
        return [];
    if (field.reference === undefined || mappedKinds.has(field.reference))
        return [];
    const near = nearest(field.reference, mappedKinds);
    if (near === undefined)
        return [];
    const location = at.file.locate([...at.path, 'reference']);
    const message = `the reference "${field.reference}" is not a kind that "schema_mapping" maps`;
    return [{ severity: 'warning', message, hint: `Did you mean "${near}"?`, location }];
}
function checkRepeated(element, index, at) {
    const name = element.fields[index]?.name ?? '';
    const first = element.fields.findIndex((field) => field.name === name);
    if (first === index)
        return [];
    const line = at.file.locate(['schema_mapping', element.index, 'fields', first, 'name']).line;
    return [
        {
            severity: 'warning',
            message: `the field "${name}" is there twice: on line ${line} and again here`,
            hint: 'The later one wins wherever it has a value; remove one of them.',
            location: at.file.locate([...at.path, 'name']),
        },
    ];
}
function checkIdentifiers(element, file) {
    const filled = new Set(element.fields.filter((field) => field.type !== 'documentation').map((field) => field.name));
    return element.identifiers.flatMap((identifier, index) => {
        const location = file.locate(['schema_mapping', element.index, 'identifiers', index]);
        if (element.identifiers.indexOf(identifier) < index) {
            const message = `the identifier "${identifier}" is there twice`;
            return [{ severity: 'error', message, hint: 'Remove this one.', location }];
        }
        if (filled.has(identifier))
            return [];
        const otherwise = `Map a field with this name, or choose among ${quotedList(filled)}.`;
        const message = `the identifier "${identifier}" is not a field that this entry fills`;
        return [{ severity: 'error', message, hint: suggestion(identifier, filled, otherwise), location }];
    });
}

;// CONCATENATED MODULE: ./build/config/check-identifiers.js

/**
 * Entries of one kind have to agree on identifiers, because their rows join in one set. An entry without any
 * takes those of the first entry that has some, as the Python tool does.
 */
function checkSharedIdentifiers(mappings, file) {
    const firsts = new Map();
    for (const element of mappings) {
        if (element.identifiers.length > 0 && !firsts.has(element.kind))
            firsts.set(element.kind, element);
    }
    return mappings.flatMap((element) => {
        const first = firsts.get(element.kind);
        if (first === undefined || first === element)
            return [];
        const line = file.locateKey(['schema_mapping', first.index, 'identifiers']).line;
        if (element.identifiers.length > 0) {
            if (sameList(element.identifiers, first.identifiers))
                return [];
            const message = `the identifiers of "${element.kind}" differ from those on line ${line}`;
            const hint = `All entries of one kind need the same, in the same order: ${quotedList(first.identifiers)}.`;
            const location = file.locateKey(['schema_mapping', element.index, 'identifiers']);
            return [{ severity: 'error', message, hint, location }];
        }
        const absent = first.identifiers.filter((name) => !element.fields.some((field) => field.name === name && field.type !== 'documentation'));
        if (absent.length === 0)
            return [];
        const message = `this entry for "${element.kind}" does not fill ${quotedList(absent)}, by which line ${line} identifies the kind`;
        const hint = 'Map a field for each identifier in every entry of the kind.';
        return [
            { severity: 'error', message, hint, location: file.locate(['schema_mapping', element.index, 'name']) },
        ];
    });
}
function sameList(left, right) {
    return left.length === right.length && left.every((value, index) => value === right[index]);
}

;// CONCATENATED MODULE: ./build/config/check-order.js

/**
 * Holds `order` against the mapped kinds. A mapped kind that a given order leaves out is not synced, as with
 * the Python tool; a name in it that is close to such a kind is taken for a misspelling.
 */
function checkOrder(order, mappings, file) {
    if (order.length === 0)
        return [];
    const mapped = new Set(mappings.map((element) => element.kind));
    const leftOut = [...mapped].filter((kind) => !order.includes(kind));
    const issues = order.flatMap((kind, index) => {
        const location = file.locate(['order', index]);
        if (order.indexOf(kind) < index) {
            const message = `"${kind}" is in "order" twice`;
            return [{ severity: 'warning', message, hint: 'The first place counts; remove this one.', location }];
        }
        if (mapped.has(kind))
            return [];
        const near = nearest(kind, leftOut);
        if (near !== undefined) {
            const message = `"${kind}" in "order" is not a kind that "schema_mapping" maps`;
            return [{ severity: 'error', message, hint: `Did you mean "${near}"?`, location }];
        }
        const message = `"${kind}" in "order" has no entry in "schema_mapping", and so no effect`;
        return [{ severity: 'warning', message, hint: 'Map it, or remove it from "order".', location }];
    });
    const misspelt = new Set(order.map((kind) => (mapped.has(kind) ? undefined : nearest(kind, leftOut))));
    for (const kind of leftOut.filter((left) => !misspelt.has(left))) {
        const element = mappings.find((candidate) => candidate.kind === kind);
        issues.push({
            severity: 'warning',
            message: `"${kind}" is mapped, but "order" leaves it out: it is not synced`,
            hint: 'Add it to "order", or remove "order" and let the references decide.',
            location: file.locate(['schema_mapping', element?.index ?? 0, 'name']),
        });
    }
    return issues;
}

// EXTERNAL MODULE: ./node_modules/ipaddr.js/lib/ipaddr.js
var ipaddr = __webpack_require__(8280);
;// CONCATENATED MODULE: ./build/mapping/ip-range.js

function addressOf(text) {
    const version = ipaddr.IPv4.isValidFourPartDecimal(text) ? 4 : ipaddr.IPv6.isValid(text) ? 6 : undefined;
    if (version === undefined || text.includes('%'))
        return undefined;
    const parsed = version === 4 ? ipaddr.IPv4.parse(text) : ipaddr.IPv6.parse(text);
    return { version, value: parsed.toByteArray().reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n) };
}
/**
 * Reads an address, a prefix (`10.0.0.0/8`) or a range (`10.0.0.1-10.0.0.9`); undefined for anything else.
 *
 * @param hostBits what `10.0.0.1/24` means: the address alone, or nothing
 */
function parseIpRange(text, hostBits) {
    if (text.includes('-'))
        return betweenAddresses(text);
    const [addressText = '', lengthText, ...more] = text.split('/');
    const address = addressOf(addressText);
    if (address === undefined || more.length > 0)
        return undefined;
    const { version, value } = address;
    const bits = version === 4 ? 32 : 128;
    const length = lengthText === undefined ? bits : prefixLength(lengthText, version);
    if (length === undefined || length > bits)
        return undefined;
    const hosts = (1n << BigInt(bits - length)) - 1n;
    if ((value & hosts) === 0n)
        return { version, first: value, last: value | hosts };
    return hostBits === 'address' ? { version, first: value, last: value } : undefined;
}
function prefixLength(text, version) {
    if (/^\d{1,3}$/.test(text))
        return Number(text);
    if (version === 6 || !ipaddr.IPv4.isValidFourPartDecimal(text))
        return undefined;
    return ipaddr.IPv4.parse(text).prefixLengthFromSubnetMask() ?? undefined;
}
function betweenAddresses(text) {
    const [first, last, ...more] = text.split('-').map(addressOf);
    if (first === undefined || last === undefined || more.length > 0)
        return undefined;
    if (first.version !== last.version || first.value >= last.value)
        return undefined;
    return { version: first.version, first: first.value, last: last.value };
}
/** True when all of the inner range lies in the outer one; never across IP versions. */
function isWithin(inner, outer) {
    return inner.version === outer.version && outer.first <= inner.first && inner.last <= outer.last;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/errors.js
/** Anything that keeps a template from giving a value. */
class JinjaError extends Error {
    constructor(message) {
        super(message);
        this.name = 'JinjaError';
    }
}
/** The template itself is wrong: jinja2 refuses to compile it (TemplateSyntaxError, TemplateAssertionError). */
class JinjaSyntaxError extends JinjaError {
    constructor(message) {
        super(message);
        this.name = 'JinjaSyntaxError';
    }
}
/** jinja2 would have a value here, this engine does not: it refuses rather than guess. */
class JinjaUnsupported extends JinjaError {
    constructor(message) {
        super(message);
        this.name = 'JinjaUnsupported';
    }
}
/** jinja2 raises here too; `exception` is the name of the Python exception. */
class JinjaRuntimeError extends JinjaError {
    exception;
    constructor(exception, message) {
        super(`${exception}: ${message}`);
        this.name = 'JinjaRuntimeError';
        this.exception = exception;
    }
}
function errors_typeError(message) {
    return new JinjaRuntimeError('TypeError', message);
}
function valueError(message) {
    return new JinjaRuntimeError('ValueError', message);
}

;// CONCATENATED MODULE: ./build/mapping/jinja/limits.js

/** Longest text and longest list that a template may build. */
const MAXIMUM_TEXT = 5_000_000;
const MAXIMUM_ITEMS = 500_000;
/** Largest integer, in bits. */
const MAXIMUM_BITS = 20_000;
/** Loop steps and other repeated work in one rendering. */
const MAXIMUM_STEPS = 1_000_000;
function checkTextLength(length) {
    if (length > MAXIMUM_TEXT)
        throw new JinjaUnsupported('the template builds a text that is too large');
}
function checkItemCount(count) {
    if (count > MAXIMUM_ITEMS)
        throw new JinjaUnsupported('the template builds a list that is too large');
}

;// CONCATENATED MODULE: ./build/mapping/jinja/text.js
const WHITE_SPACE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
/** The characters that Python's str.isspace and its regular expressions' `\s` mean, as a class body. */
const WHITE_SPACE_CLASS = WHITE_SPACE;
const WHITE = new RegExp(`^[${WHITE_SPACE}]+$`);
const LEADING = new RegExp(`^[${WHITE_SPACE}]+`);
const TRAILING = new RegExp(`[${WHITE_SPACE}]+$`);
const WORDS = new RegExp(`[^${WHITE_SPACE}]+`, 'g');
const SURROGATE = /[\ud800-\udfff]/;
const LINE_ENDS = '\\n-\\r\\x1c-\\x1e\\x85\\u2028\\u2029';
const LINE_BREAK = new RegExp(`\\r\\n|[${LINE_ENDS}]`, 'g');
function isSpace(text) {
    return WHITE.test(text);
}
/** True when every character is one of the first 128. */
function isAscii(text) {
    return !/[\u0080-\uffff]/.test(text);
}
/** True when UTF-16 units and code points are not the same in this text. */
function hasSurrogates(text) {
    return SURROGATE.test(text);
}
/** The characters of a text as Python counts them: code points. */
function characters(text) {
    return hasSurrogates(text) ? Array.from(text) : text.split('');
}
function textLength(text) {
    return hasSurrogates(text) ? Array.from(text).length : text.length;
}
/** Orders by code points, as Python does (UTF-16 units differ above the surrogates). */
function compareCodePoints(left, right) {
    if (left === right)
        return 0;
    if (!hasSurrogates(left) && !hasSurrogates(right))
        return left < right ? -1 : 1;
    const lefts = Array.from(left);
    const rights = Array.from(right);
    for (let index = 0; index < Math.min(lefts.length, rights.length); index += 1) {
        const difference = (lefts[index]?.codePointAt(0) ?? 0) - (rights[index]?.codePointAt(0) ?? 0);
        if (difference !== 0)
            return difference;
    }
    return lefts.length - rights.length;
}
/** str.strip and its kin: white space, or any of the given characters. */
function strip(text, side, chars) {
    if (chars === null) {
        const left = side === 'right' ? text : text.replace(LEADING, '');
        return side === 'left' ? left : left.replace(TRAILING, '');
    }
    const wanted = new Set(characters(chars));
    const all = characters(text);
    let start = 0;
    let end = all.length;
    if (side !== 'right')
        while (start < end && wanted.has(all[start] ?? ''))
            start += 1;
    if (side !== 'left')
        while (end > start && wanted.has(all[end - 1] ?? ''))
            end -= 1;
    return all.slice(start, end).join('');
}
/** str.split without a separator: runs of white space separate, the ends don't count. */
function splitWords(text, limit) {
    if (limit < 0)
        return text.match(WORDS) ?? [];
    const result = [];
    let rest = text.replace(LEADING, '');
    while (rest !== '' && result.length < limit) {
        const word = rest.match(WORDS)?.[0] ?? '';
        result.push(word);
        rest = rest.slice(word.length).replace(LEADING, '');
    }
    return rest === '' ? result : [...result, rest];
}
/** str.rsplit without a separator. */
function splitWordsFromRight(text, limit) {
    if (limit < 0)
        return splitWords(text, limit);
    const result = [];
    let rest = text.replace(TRAILING, '');
    while (rest !== '' && result.length < limit) {
        const words = rest.match(WORDS) ?? [];
        const word = words[words.length - 1] ?? '';
        result.unshift(word);
        rest = rest.slice(0, rest.length - word.length).replace(TRAILING, '');
    }
    return rest === '' ? result : [rest, ...result];
}
function splitOn(text, separator, limit) {
    const parts = text.split(separator);
    if (limit < 0 || parts.length <= limit + 1)
        return parts;
    return [...parts.slice(0, limit), parts.slice(limit).join(separator)];
}
function splitOnFromRight(text, separator, limit) {
    if (limit < 0)
        return text.split(separator);
    const result = [];
    let rest = text;
    while (result.length < limit) {
        const index = rest.lastIndexOf(separator);
        if (index < 0)
            break;
        result.unshift(rest.slice(index + separator.length));
        rest = rest.slice(0, index);
    }
    return [rest, ...result];
}
/** str.splitlines. */
function splitLines(text, keepEnds = false) {
    const lines = [];
    let start = 0;
    for (const match of text.matchAll(LINE_BREAK)) {
        const end = match.index + match[0].length;
        lines.push(text.slice(start, keepEnds ? end : match.index));
        start = end;
    }
    return start < text.length ? [...lines, text.slice(start)] : lines;
}
/** str.replace; a count below zero means all. */
function replaceText(text, old, replacement, count) {
    if (count === 0)
        return text;
    if (old !== '')
        return splitOn(text, old, count).join(replacement);
    const all = characters(text);
    const limit = count < 0 ? all.length + 1 : Math.min(count, all.length + 1);
    let result = '';
    for (let index = 0; index <= all.length; index += 1) {
        result += (index < limit ? replacement : '') + (all[index] ?? '');
    }
    return result;
}
/** str.center, ljust and rjust; Python puts the odd blank of a centred text on the left of an odd width. */
function justify(text, width, fill, side) {
    const missing = width - textLength(text);
    if (missing <= 0)
        return text;
    if (side === 'left')
        return text + fill.repeat(missing);
    if (side === 'right')
        return fill.repeat(missing) + text;
    const left = Math.floor(missing / 2) + (missing & width & 1);
    return fill.repeat(left) + text + fill.repeat(missing - left);
}

;// CONCATENATED MODULE: ./build/mapping/jinja/values.js

/** A Python float, so that 3.0 stays apart from 3. */
class PyFloat {
    value;
    constructor(value) {
        this.value = value;
    }
}
/** markupsafe's Markup: a str that counts as escaped. */
class Markup {
    text;
    constructor(text) {
        this.text = text;
    }
}
/** A Python list; `shared` when it belongs to the record, which a template must not change. */
class PyList {
    items;
    shared;
    constructor(items, shared = false) {
        this.items = items;
        this.shared = shared;
    }
}
/** A Python tuple; `fields` names its items when it is a named tuple. */
class PyTuple {
    items;
    fields;
    constructor(items, fields = []) {
        this.items = items;
        this.fields = fields;
    }
}
/**
 * A Python dict, in insertion order. `shared` as for a list. `ordered` is false for a JSON object whose
 * order JavaScript has lost (keys that look like integers come first there).
 */
class PyDict {
    entries = new Map();
    shared;
    ordered;
    constructor(shared = false, ordered = true) {
        this.shared = shared;
        this.ordered = ordered;
    }
    /** Its entries in order; refuses when the order is not known. */
    pairs() {
        if (!this.ordered && this.entries.size > 1) {
            throw new JinjaUnsupported('the order of an object with integer-like keys is not known here');
        }
        return [...this.entries.values()];
    }
}
/** A Python range. */
class PyRange {
    start;
    stop;
    step;
    length;
    constructor(start, stop, step) {
        this.start = start;
        this.stop = stop;
        this.step = step;
        this.length = Math.max(0, Math.ceil((stop - start) / step));
    }
}
/** An iterator or generator: it can be read once. */
class PyIterator {
    typeName;
    iterator;
    constructor(typeName, iterator) {
        this.typeName = typeName;
        this.iterator = iterator;
    }
}
/** `d.keys()`, `d.values()` or `d.items()`: a live view. */
class DictView {
    of;
    part;
    constructor(of, part) {
        this.of = of;
        this.part = part;
    }
    values() {
        if (this.part === 'items')
            return this.of.pairs().map((pair) => new PyTuple(pair));
        return this.of.pairs().map((pair) => pair[this.part === 'keys' ? 0 : 1]);
    }
}
/** A function, bound method, macro or class. */
class Callable {
    typeName;
    name;
    call;
    constructor(typeName, name, call) {
        this.typeName = typeName;
        this.name = name;
        this.call = call;
    }
}
/** jinja2's Undefined; the strict one fails at nearly every touch, the other acts as an empty string. */
class Undefined {
    strict;
    message;
    constructor(message, strict = true) {
        this.message = message;
        this.strict = strict;
    }
    fail() {
        throw new JinjaRuntimeError('UndefinedError', this.message);
    }
}
/** jinja2's `namespace()`: attributes that inner scopes may assign. */
class Namespace {
    attributes;
    constructor(attributes) {
        this.attributes = attributes;
    }
}
class Instance {
    members;
    constructor(members) {
        this.members = members;
    }
}
/** The name of a value's Python type, as `type(value).__name__` says it. */
function typeName(value) {
    if (value === null)
        return 'NoneType';
    if (typeof value === 'boolean')
        return 'bool';
    if (typeof value === 'number' || typeof value === 'bigint')
        return 'int';
    if (typeof value === 'string')
        return 'str';
    if (value instanceof PyFloat)
        return 'float';
    if (value instanceof Markup)
        return 'Markup';
    if (value instanceof PyList)
        return 'list';
    if (value instanceof PyTuple)
        return value.fields.length > 0 ? '_GroupTuple' : 'tuple';
    if (value instanceof PyDict)
        return 'dict';
    if (value instanceof PyRange)
        return 'range';
    if (value instanceof DictView)
        return `dict_${value.part}`;
    if (value instanceof Undefined)
        return value.strict ? 'StrictUndefined' : 'Undefined';
    if (value instanceof Namespace)
        return 'Namespace';
    if (value instanceof Instance)
        return value.members.typeName;
    return value.typeName;
}
function isInt(value) {
    return typeof value === 'number' || typeof value === 'bigint';
}
/** The text of a str or Markup, undefined for anything else. */
function textOf(value) {
    if (typeof value === 'string')
        return value;
    return value instanceof Markup ? value.text : undefined;
}
/** The int that a value stands for where Python takes an index: int or bool; else a TypeError. */
function indexOf(value) {
    if (typeof value === 'boolean')
        return value ? 1 : 0;
    if (isInt(value))
        return value;
    if (value instanceof Undefined && value.strict)
        throw errors_typeError('an undefined value is no integer');
    throw errors_typeError(`'${typeName(value)}' object cannot be interpreted as an integer`);
}
/** As indexOf, for an int that counts something here; one beyond a safe integer is refused. */
function countOf(value) {
    const index = indexOf(value);
    if (typeof index === 'bigint')
        throw new JinjaUnsupported('an integer this large is not supported here');
    return index;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/iterate.js




function* rangeItems(range) {
    for (let index = 0; index < range.length; index += 1) {
        checkItemCount(index);
        yield range.start + index * range.step;
    }
}
function* drain(iterator) {
    for (;;) {
        const next = iterator.next();
        if (next.done === true)
            return;
        yield next.value;
    }
}
function* listItems(list) {
    for (let index = 0; index < list.items.length; index += 1) {
        checkItemCount(index);
        yield list.items[index] ?? null;
    }
}
/** What `for item in value` walks over; a TypeError when it cannot be walked. */
function iterate(value) {
    const text = textOf(value);
    if (text !== undefined)
        return characters(text);
    if (value instanceof PyList)
        return listItems(value);
    if (value instanceof PyTuple)
        return value.items;
    if (value instanceof PyDict)
        return value.pairs().map((pair) => pair[0]);
    if (value instanceof DictView)
        return value.values();
    if (value instanceof PyRange)
        return rangeItems(value);
    if (value instanceof PyIterator)
        return drain(value.iterator);
    if (value instanceof Undefined)
        return value.strict ? value.fail() : [];
    throw errors_typeError(`'${typeName(value)}' object is not iterable`);
}
/** list(value). */
function itemsOf(value) {
    if (value instanceof PyRange)
        checkItemCount(value.length);
    if (value instanceof PyList)
        return [...value.items];
    const items = [];
    for (const item of iterate(value)) {
        items.push(item);
        checkItemCount(items.length);
    }
    return items;
}
/** len(value); undefined when it has none. */
function lengthOf(value) {
    const text = textOf(value);
    if (text !== undefined)
        return textLength(text);
    if (value instanceof PyList || value instanceof PyTuple)
        return value.items.length;
    if (value instanceof PyDict)
        return value.entries.size;
    if (value instanceof DictView)
        return value.of.entries.size;
    if (value instanceof PyRange)
        return value.length;
    if (value instanceof Undefined)
        return value.strict ? value.fail() : 0;
    if (value instanceof Instance)
        return value.members.length?.();
    return undefined;
}
/** len(value), a TypeError when it has none. */
function requireLength(value) {
    const length = lengthOf(value);
    if (length === undefined)
        throw errors_typeError(`object of type '${typeName(value)}' has no len()`);
    return length;
}
/** bool(value). */
function truth(value) {
    if (value === null)
        return false;
    if (typeof value === 'boolean')
        return value;
    if (typeof value === 'number')
        return value !== 0;
    if (typeof value === 'string')
        return value !== '';
    if (typeof value === 'bigint')
        return true;
    if (value instanceof PyFloat)
        return value.value !== 0;
    return (lengthOf(value) ?? 1) > 0;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/compare.js




/** The number behind an int, a bool or a float; undefined for anything else. */
function numberOf(value) {
    if (typeof value === 'boolean')
        return value ? 1 : 0;
    if (isInt(value))
        return value;
    return value instanceof PyFloat ? value.value : undefined;
}
/** `left == right`. */
function equals(left, right) {
    if (left instanceof Undefined || right instanceof Undefined)
        return undefinedEquals(left, right);
    const leftNumber = numberOf(left);
    const rightNumber = numberOf(right);
    if (leftNumber !== undefined || rightNumber !== undefined) {
        // Loosely on purpose: a bigint and a number compare by their exact values.
        return leftNumber !== undefined && rightNumber !== undefined && looselyEqual(leftNumber, rightNumber);
    }
    const leftText = textOf(left);
    if (leftText !== undefined)
        return leftText === textOf(right);
    if (left instanceof PyList)
        return right instanceof PyList && sequenceEquals(left.items, right.items);
    if (left instanceof PyTuple)
        return right instanceof PyTuple && sequenceEquals(left.items, right.items);
    if (left instanceof PyDict)
        return right instanceof PyDict && dictEquals(left, right);
    if (left instanceof PyRange) {
        return right instanceof PyRange && sequenceEquals([...iterate(left)], [...iterate(right)]);
    }
    if (left instanceof DictView && right instanceof DictView && left !== right) {
        if (left.part === 'values' || right.part === 'values')
            return false;
        throw new JinjaUnsupported('comparing the views of two dicts is not supported');
    }
    return left === right;
}
function looselyEqual(left, right) {
    return left <= right && left >= right;
}
function undefinedEquals(left, right) {
    if (left instanceof Undefined && left.strict)
        left.fail();
    if (right instanceof Undefined && right.strict)
        right.fail();
    return left instanceof Undefined && right instanceof Undefined;
}
/** `left is right or left == right`, as containers compare their items. */
function identicalOrEqual(left, right) {
    return (left === right && typeof left === 'object') || equals(left, right);
}
function sequenceEquals(left, right) {
    return (left.length === right.length && left.every((item, index) => identicalOrEqual(item, right[index] ?? null)));
}
function dictEquals(left, right) {
    if (left.entries.size !== right.entries.size)
        return false;
    for (const [key, [, value]] of left.entries) {
        const other = right.entries.get(key);
        if (other === undefined || !identicalOrEqual(value, other[1]))
            return false;
    }
    return true;
}
/** `left < right` and its kin; a TypeError where Python has no order. */
function ordered(operator, left, right) {
    for (const value of [left, right])
        if (value instanceof Undefined)
            return value.fail();
    const leftNumber = numberOf(left);
    const rightNumber = numberOf(right);
    if (leftNumber !== undefined && rightNumber !== undefined)
        return holds(operator, leftNumber, rightNumber);
    const leftText = textOf(left);
    const rightText = textOf(right);
    if (leftText !== undefined && rightText !== undefined) {
        return holds(operator, compareCodePoints(leftText, rightText), 0);
    }
    if (left instanceof PyList && right instanceof PyList)
        return sequenceOrdered(operator, left.items, right.items);
    if (left instanceof PyTuple && right instanceof PyTuple)
        return sequenceOrdered(operator, left.items, right.items);
    if (left instanceof DictView && right instanceof DictView) {
        throw new JinjaUnsupported('comparing the views of two dicts is not supported');
    }
    throw errors_typeError(`'${operator}' not supported between instances of '${typeName(left)}' and '${typeName(right)}'`);
}
function holds(operator, left, right) {
    if (operator === '<')
        return left < right;
    if (operator === '<=')
        return left <= right;
    return operator === '>' ? left > right : left >= right;
}
function sequenceOrdered(operator, left, right) {
    const shared = Math.min(left.length, right.length);
    for (let index = 0; index < shared; index += 1) {
        const leftItem = left[index] ?? null;
        const rightItem = right[index] ?? null;
        if (!identicalOrEqual(leftItem, rightItem))
            return ordered(operator, leftItem, rightItem);
    }
    return holds(operator, left.length, right.length);
}
/** sorted(): stable, and an error where two items have no order. */
function sortBy(items, key, reverse) {
    const keyed = items.map((item) => ({ item, key: key(item) }));
    const direction = reverse ? -1 : 1;
    keyed.sort((left, right) => {
        if (ordered('<', left.key, right.key))
            return -direction;
        return ordered('<', right.key, left.key) ? direction : 0;
    });
    return keyed.map((entry) => entry.item);
}
/** What a dict finds this value by; a TypeError for what Python cannot hash. */
function hashKey(value) {
    if (typeof value === 'string')
        return value.startsWith('\0') ? `\0text:${value}` : value;
    if (value === null)
        return null;
    const number = numberOf(value);
    if (number !== undefined) {
        const whole = typeof number === 'number' && Number.isInteger(number) && !Number.isSafeInteger(number);
        return whole ? BigInt(number) : number;
    }
    if (value instanceof Markup)
        return hashKey(value.text);
    if (value instanceof PyTuple)
        return `\0tuple:${JSON.stringify(value.items.map(tuplePart))}`;
    if (value instanceof PyList || value instanceof PyDict || value instanceof DictView) {
        throw errors_typeError(`unhashable type: '${typeName(value)}'`);
    }
    if (value instanceof Undefined)
        return value.strict ? value.fail() : '\0undefined';
    if (value instanceof PyRange)
        throw new JinjaUnsupported('a range as a key is not supported');
    return typeof value === 'object' ? value : String(value);
}
function tuplePart(item) {
    const key = hashKey(item);
    if (key === null)
        return 'n';
    if (typeof key === 'object')
        throw new JinjaUnsupported('this tuple as a key is not supported');
    return `${typeof key === 'string' ? 's' : 'i'}${String(key)}`;
}
function getItem(dict, key) {
    return dict.entries.get(hashKey(key))?.[1];
}
/** `dict[key] = value`: an equal key that is there already keeps its place and its form. */
function setItem(dict, key, value) {
    const hash = hashKey(key);
    dict.entries.set(hash, [dict.entries.get(hash)?.[0] ?? key, value]);
}
/** `item in container`. */
function contains(container, item) {
    const text = textOf(container);
    if (text !== undefined) {
        const part = textOf(item);
        if (part === undefined) {
            throw errors_typeError(`'in <string>' requires string as left operand, not ${typeName(item)}`);
        }
        return text.includes(part);
    }
    if (container instanceof PyDict)
        return container.entries.has(hashKey(item));
    if (container instanceof Undefined && container.strict)
        return container.fail();
    if (container instanceof DictView && container.part === 'keys')
        return container.of.entries.has(hashKey(item));
    const number = numberOf(item);
    if (container instanceof PyRange && number !== undefined)
        return rangeContains(container, number);
    for (const candidate of iterate(container))
        if (identicalOrEqual(candidate, item))
            return true;
    return false;
}
function rangeContains(range, number) {
    const index = (Number(number) - range.start) / range.step;
    return Number.isInteger(index) && index >= 0 && index < range.length;
}

;// CONCATENATED MODULE: ./build/json.js
/** True for an object, false for null, a list and every scalar. */
function isJsonObject(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/**
 * JSON with the keys of every object in code point order and no white space: the same value gives the same
 * text on every machine, so it can be hashed and compared.
 */
function canonicalJson(value) {
    if (typeof value !== 'object' || value === null)
        return JSON.stringify(value);
    const sorted = withSortedKeys(value);
    if (sorted !== undefined)
        return JSON.stringify(sorted);
    if (Array.isArray(value))
        return `[${value.map(canonicalJson).join(',')}]`;
    if (!isJsonObject(value))
        return JSON.stringify(value);
    const members = Object.keys(value)
        .sort(compareText)
        .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null)}`);
    return `{${members.join(',')}}`;
}
/**
 * The value with the keys of its objects in order, so that `JSON.stringify` writes them so; undefined when an
 * object has a key that JavaScript gives a place or a meaning of its own (`10`, `__proto__`).
 */
function withSortedKeys(value) {
    if (typeof value !== 'object' || value === null)
        return value;
    if (Array.isArray(value)) {
        const items = [];
        for (const item of value) {
            const sorted = withSortedKeys(item);
            if (sorted === undefined)
                return undefined;
            items.push(sorted);
        }
        return items;
    }
    const members = {};
    for (const key of Object.keys(value).sort(compareText)) {
        const sorted = /^[\d_]/.test(key) ? undefined : withSortedKeys(value[key] ?? null);
        if (sorted === undefined)
            return undefined;
        members[key] = sorted;
    }
    return members;
}
/** Sets a member; a name such as `__proto__`, which an assignment would swallow, is a key like any other. */
function setOwn(object, name, value) {
    if (name !== '__proto__')
        object[name] = value;
    else
        Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
}
/**
 * Makes a function that gives an object's keys in code point order. Objects that come one after another mostly have
 * the same keys: then nothing is sorted again.
 */
function createKeyOrder() {
    let names = [];
    let ordered = [];
    return (value) => {
        const own = Object.keys(value);
        if (own.length === names.length && own.every((name, position) => name === names[position]))
            return ordered;
        names = own;
        ordered = own.toSorted(compareText).map((name) => ({ name, label: `${JSON.stringify(name)}:` }));
        return ordered;
    };
}
/** Orders text by UTF-16 code units: the same on every machine, whatever its locale. */
function compareText(left, right) {
    if (left === right)
        return 0;
    return left < right ? -1 : 1;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/convert.js




/**
 * A record's value as Python would have it. A number without a fraction is an int. Lists and objects are
 * copies that a template may not change.
 */
function fromJson(value) {
    if (value === null || value === undefined)
        return null;
    if (typeof value === 'number')
        return Number.isSafeInteger(value) ? value || 0 : numberFromJson(value);
    if (typeof value !== 'object')
        return value;
    if (value instanceof PyFloat)
        return value;
    if (isList(value))
        return new PyList(value.map(fromJson), true);
    const keys = Object.keys(value);
    const dict = new PyDict(true, !keys.some((key) => /^(0|[1-9]\d*)$/.test(key)));
    for (const key of keys)
        setItem(dict, key, fromJson(value[key]));
    return dict;
}
function isList(value) {
    return Array.isArray(value);
}
function numberFromJson(value) {
    if (Number.isInteger(value) && Math.abs(value) < 1e21) {
        throw new JinjaUnsupported('an integer beyond 2^53 in the record has lost digits');
    }
    return new PyFloat(value);
}
/** A copy of a template's result that belongs to the record: later templates may read, not change it. */
function asShared(value) {
    if (value instanceof PyList)
        return new PyList(value.items.map(asShared), true);
    if (value instanceof PyTuple)
        return new PyTuple(value.items.map(asShared), value.fields);
    if (!(value instanceof PyDict))
        return value;
    const copy = new PyDict(true, value.ordered);
    for (const [hash, [key, item]] of value.entries)
        copy.entries.set(hash, [key, asShared(item)]);
    return copy;
}
/** The JSON form of a value; refuses what JSON cannot carry. A tuple becomes a list. */
function toJson(value) {
    if (value === null || typeof value === 'boolean' || typeof value === 'string')
        return value;
    if (typeof value === 'number')
        return value;
    if (value instanceof PyFloat)
        return floatToJson(value.value);
    if (value instanceof Markup)
        return value.text;
    if (value instanceof PyList || value instanceof PyTuple)
        return value.items.map(toJson);
    if (value instanceof PyDict)
        return dictToJson(value);
    if (value instanceof Undefined)
        throw new JinjaUnsupported(value.message);
    if (typeof value === 'bigint')
        throw new JinjaUnsupported('an integer beyond 2^53 cannot be stored');
    throw new JinjaUnsupported(`the result is a ${typeName(value)}, which cannot be stored; add "| list" to make it a list`);
}
function floatToJson(value) {
    if (Number.isFinite(value))
        return value;
    throw new JinjaUnsupported('infinity and NaN cannot be stored');
}
function dictToJson(dict) {
    const object = {};
    for (const [key, value] of dict.entries.values()) {
        if (typeof key !== 'string')
            throw new JinjaUnsupported(`an object with a key of type ${typeName(key)} cannot be stored`);
        setOwn(object, key, toJson(value));
    }
    return object;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/numbers.js




/** An int in its one form: a safe number when it fits, never -0. */
function toInt(value) {
    if (typeof value === 'number')
        return Number.isSafeInteger(value) ? value + 0 || 0 : BigInt(value);
    const small = Number(value);
    return Number.isSafeInteger(small) ? small : value;
}
/** The float nearest to an int; Python raises where it overflows. */
function intToFloat(value) {
    const result = Number(value);
    if (!Number.isFinite(result))
        throw new JinjaRuntimeError('OverflowError', 'int too large to convert to float');
    return result;
}
function addInts(left, right) {
    if (typeof left === 'number' && typeof right === 'number') {
        const sum = left + right;
        if (Number.isSafeInteger(sum))
            return sum || 0;
    }
    return toInt(BigInt(left) + BigInt(right));
}
function negateInt(value) {
    return typeof value === 'number' ? -value || 0 : toInt(-value);
}
function multiplyInts(left, right) {
    if (typeof left === 'number' && typeof right === 'number') {
        const product = left * right;
        if (Number.isSafeInteger(product))
            return product || 0;
    }
    return toInt(BigInt(left) * BigInt(right));
}
/** Python's `//` and `%`: the quotient rounds down, the remainder has the divisor's sign. */
function divideInts(left, right) {
    if (right === 0)
        throw new JinjaRuntimeError('ZeroDivisionError', 'integer division or modulo by zero');
    const dividend = BigInt(left);
    const divisor = BigInt(right);
    let quotient = dividend / divisor;
    let remainder = dividend % divisor;
    if (remainder !== 0n && remainder < 0n !== divisor < 0n) {
        quotient -= 1n;
        remainder += divisor;
    }
    return { quotient: toInt(quotient), remainder: toInt(remainder) };
}
function divideFloats(left, right) {
    if (right === 0)
        throw new JinjaRuntimeError('ZeroDivisionError', 'float floor division by zero');
    let remainder = left % right;
    let quotient = (left - remainder) / right;
    if (remainder !== 0) {
        if (right < 0 !== remainder < 0) {
            remainder += right;
            quotient -= 1;
        }
    }
    else {
        remainder = right < 0 ? -0 : 0;
    }
    if (quotient === 0)
        return { quotient: left / right < 0 || Object.is(left / right, -0) ? -0 : 0, remainder };
    const floor = Math.floor(quotient);
    return { quotient: quotient - floor > 0.5 ? floor + 1 : floor, remainder };
}
function trueDivideInts(left, right) {
    if (right === 0)
        throw new JinjaRuntimeError('ZeroDivisionError', 'division by zero');
    if (typeof left === 'number' && typeof right === 'number')
        return left / right;
    throw new JinjaUnsupported('division of integers beyond 2^53 is not supported');
}
function powerInts(base, exponent) {
    if (exponent < 0)
        return new PyFloat(powerFloats(intToFloat(base), Number(exponent)));
    const bits = BigInt(base).toString(2).length;
    if (typeof exponent === 'bigint' || bits * exponent > MAXIMUM_BITS) {
        if (base === 0 || base === 1)
            return base;
        throw new JinjaUnsupported('the power is too large');
    }
    return toInt(BigInt(base) ** BigInt(exponent));
}
/** float ** float where the result is certain: small whole exponents are worked out exactly. */
function powerFloats(base, exponent) {
    if (exponent === 0 || base === 1)
        return 1;
    if (base === 0) {
        if (exponent < 0)
            throw new JinjaRuntimeError('ZeroDivisionError', '0.0 cannot be raised to a negative power');
        return Number.isInteger(exponent) && exponent % 2 !== 0 ? base : 0;
    }
    if (exponent === 1)
        return base;
    if (exponent === 0.5 && base > 0)
        return Math.sqrt(base);
    if (!Number.isInteger(exponent) || Math.abs(exponent) > 400 || !Number.isFinite(base)) {
        throw new JinjaUnsupported('this power of a float is not supported');
    }
    const { numerator, denominator } = fractionOf(base);
    const power = BigInt(Math.abs(exponent));
    const top = numerator ** power;
    const bottom = denominator ** power;
    const result = exponent > 0 ? fractionToFloat(top, bottom) : fractionToFloat(bottom, top);
    if (!Number.isFinite(result))
        throw new JinjaRuntimeError('OverflowError', 'Numerical result out of range');
    return result;
}
/** A finite float as an exact fraction; the denominator is positive. */
function fractionOf(value) {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    const bits = view.getBigUint64(0);
    const exponent = Number((bits >> 52n) & 0x7ffn);
    const fraction = bits & 0xfffffffffffffn;
    const mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n;
    const shift = (exponent === 0 ? 1 : exponent) - 1075;
    const signed = bits >> 63n === 1n ? -mantissa : mantissa;
    if (shift >= 0)
        return { numerator: signed << BigInt(shift), denominator: 1n };
    return { numerator: signed, denominator: 1n << BigInt(-shift) };
}
/** The float nearest to a fraction: JavaScript reads decimal text exactly, so enough digits decide. */
function fractionToFloat(numerator, denominator) {
    const negative = numerator < 0n !== denominator < 0n;
    const top = numerator < 0n ? -numerator : numerator;
    const bottom = denominator < 0n ? -denominator : denominator;
    const digits = Math.max(0, 800 - top.toString().length + bottom.toString().length);
    const scaled = (top * 10n ** BigInt(digits)) / bottom;
    const sticky = (top * 10n ** BigInt(digits)) % bottom === 0n ? '' : '1';
    const result = Number(`${scaled}${sticky}e-${digits + sticky.length}`);
    return negative ? -result : result;
}
/** The whole part of a float, as int(value) gives it. */
function truncateFloat(value) {
    if (Number.isNaN(value))
        throw valueError('cannot convert float NaN to integer');
    if (!Number.isFinite(value)) {
        throw new JinjaRuntimeError('OverflowError', 'cannot convert float infinity to integer');
    }
    return toInt(Math.trunc(value));
}
function plainDigits(text) {
    return text.replace(/[\u{80}-\u{10ffff}]/gu, (char) => {
        if (!/^\p{Nd}$/u.test(char))
            return char;
        // Decimal digits come in runs of ten, each run beginning at a zero.
        let zero = char.codePointAt(0) ?? 0;
        const code = zero;
        while (code - zero < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(zero - 1)))
            zero -= 1;
        if (code >= 0x1d7ce && code <= 0x1d7ff)
            return String((code - 0x1d7ce) % 10);
        return String(code - zero);
    });
}
/** int(text, base): undefined where Python raises ValueError. */
function parseInteger(text, base) {
    if (base !== 0 && (base < 2 || base > 36))
        return undefined;
    const match = /^([+-]?)(0[xX]|0[oO]|0[bB])?(_?[0-9a-zA-Z]+(?:_[0-9a-zA-Z]+)*)$/.exec(plainDigits(strip(text, 'both', null)));
    if (match === null)
        return undefined;
    const prefixBase = { x: 16, o: 8, b: 2 }[(match[2] ?? ' ').charAt(1).toLowerCase()];
    let digits = match[3] ?? '';
    let radix = base;
    if (match[2] !== undefined) {
        if (base === 0 || base === prefixBase)
            radix = prefixBase ?? 10;
        else if (digits.startsWith('_'))
            return undefined;
        else
            digits = match[2] + digits;
    }
    else if (digits.startsWith('_')) {
        return undefined;
    }
    if (radix === 0) {
        radix = 10;
        if (/^0[0_]*[1-9]/.test(digits))
            return undefined;
    }
    return digitsToInt(digits.replaceAll('_', '').toLowerCase(), radix, match[1] === '-');
}
function digitsToInt(digits, radix, negative) {
    if (digits.length > 4300)
        return undefined;
    let result = 0n;
    for (const char of digits) {
        const value = Number.parseInt(char, 36);
        if (Number.isNaN(value) || value >= radix)
            return undefined;
        result = result * BigInt(radix) + BigInt(value);
    }
    return toInt(negative ? -result : result);
}
/** float(text): undefined where Python raises ValueError. */
function parseFloatText(text) {
    const plain = plainDigits(strip(text, 'both', null));
    const special = /^([+-]?)(inf|infinity|nan)$/i.exec(plain);
    if (special !== null) {
        const size = (special[2] ?? '').toLowerCase() === 'nan' ? Number.NaN : Number.POSITIVE_INFINITY;
        return special[1] === '-' ? -size : size;
    }
    if (!/^[+-]?(\d+(_\d+)*\.?(\d+(_\d+)*)?|\.\d+(_\d+)*)(e[+-]?\d+(_\d+)*)?$/i.test(plain))
        return undefined;
    return Number(plain.replaceAll('_', ''));
}
/** Rounds an exact fraction to a whole number, halves to even. */
function roundFraction(numerator, denominator) {
    const negative = numerator < 0n;
    const top = negative ? -numerator : numerator;
    let quotient = top / denominator;
    const twice = (top % denominator) * 2n;
    if (twice > denominator || (twice === denominator && quotient % 2n === 1n))
        quotient += 1n;
    return negative ? -quotient : quotient;
}
/** round(value, digits) for a float: the exact value is what is rounded. */
function roundFloat(value, digits) {
    if (!Number.isFinite(value) || value === 0 || digits > 330)
        return value;
    if (digits < -330)
        return value * 0;
    const { numerator, denominator } = fractionOf(value);
    const scale = 10n ** BigInt(Math.abs(digits));
    const rounded = digits >= 0
        ? roundFraction(numerator * scale, denominator)
        : roundFraction(numerator, denominator * scale);
    const result = digits >= 0 ? Number(`${rounded}e-${digits}`) : Number(rounded * scale);
    return value < 0 && result === 0 ? -0 : result;
}
/** round(value, digits) for an int. */
function roundInt(value, digits) {
    if (digits >= 0)
        return value;
    if (digits < -400)
        return 0;
    const scale = 10n ** BigInt(-digits);
    return toInt(roundFraction(BigInt(value), scale) * scale);
}
function notANumber(kind) {
    throw typeError(`must be real number, not ${kind}`);
}

;// CONCATENATED MODULE: ./build/mapping/path.js

/**
 * Makes a reader of a dotted path: `site.slug`. It gives null when a step is missing, or goes into something that
 * is no object (a list has no steps). Only the record's own keys count.
 */
function pathReader(path) {
    const steps = path.split('.');
    return (record) => {
        let value = record;
        for (const step of steps) {
            if (!isJsonObject(value) || !Object.hasOwn(value, step))
                return null;
            value = value[step] ?? null;
        }
        return value;
    };
}

;// CONCATENATED MODULE: ./build/mapping/python-regex.js
const START = '(?<![\\s\\S])';
const END = '(?![\\s\\S])';
const python_regex_WHITE = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';
const SYNTAX = /[\^$\\.*+?()[\]{}|/]/;
const CONTROL = {
    a: '\\x07',
    f: '\\f',
    n: '\\n',
    r: '\\r',
    t: '\\t',
    v: '\\v',
};
class Unsupported extends Error {
}
// isalnum() of Python takes in the ideographs that stand for numbers; they are letters anyway.
const UNICODE = { d: '\\p{Nd}', w: '\\p{L}\\p{N}_', s: python_regex_WHITE };
const ASCII = { d: '0-9', w: 'a-zA-Z0-9_', s: '\\t-\\r\\x20' };
/**
 * Translates a pattern for Python's `re.match`: anchored at the start, `$` also before a last line break,
 * Unicode classes. What has no exact counterpart (back references, conditions, possessive quantifiers,
 * atomic groups, verbose mode) is refused.
 */
function translateRegex(pattern) {
    try {
        const { flags, body } = leadingFlags(pattern);
        const source = new Translator(body, flags).run();
        return { status: 'translated', pattern: new RegExp(source, flags.has('i') ? 'iuy' : 'uy') };
    }
    catch (error) {
        if (error instanceof Unsupported || error instanceof SyntaxError) {
            return { status: 'unsupported', reason: error.message };
        }
        throw error;
    }
}
/** True when the text matches from its start, as `re.match` has it. */
function matchesFromStart(pattern, text) {
    pattern.lastIndex = 0;
    return pattern.test(text);
}
function leadingFlags(pattern) {
    const match = /^\(\?([aimsu]+)\)/.exec(pattern);
    return { flags: new Set(match?.[1]), body: pattern.slice(match?.[0].length ?? 0) };
}
class Translator {
    #pattern;
    #flags;
    #classes;
    #position = 0;
    constructor(pattern, flags) {
        this.#pattern = Array.from(pattern);
        this.#flags = flags;
        this.#classes = flags.has('a') ? ASCII : UNICODE;
    }
    run() {
        let source = '';
        while (this.#position < this.#pattern.length)
            source += this.#next();
        return source;
    }
    #take() {
        const char = this.#pattern[this.#position] ?? '';
        this.#position += 1;
        return char;
    }
    #rest() {
        return this.#pattern.slice(this.#position).join('');
    }
    #skip(text) {
        this.#position += Array.from(text).length;
    }
    #next() {
        const char = this.#take();
        if (char === '\\')
            return this.#escape();
        if (char === '[')
            return this.#set();
        if (char === '(')
            return this.#group();
        if (char === '{')
            return this.#braces();
        if (char === '^')
            return this.#anchor(this.#flags.has('m') ? `(?<=\\n|${START})` : START);
        if (char === '$')
            return this.#anchor(this.#flags.has('m') ? `(?=\\n|${END})` : `(?=\\n?${END})`);
        if (char === '.')
            return this.#flags.has('s') ? '[\\s\\S]' : '[^\\n]';
        if (char === '*' || char === '+' || char === '?' || char === ')' || char === '|')
            return char;
        return literal(char);
    }
    /** `{2}`, `{2,}`, `{,3}` and `{2,3}` repeat; any other brace stands for itself. */
    #braces() {
        const match = /^(\d*)(,?)(\d*)\}/.exec(this.#rest());
        if (match === null || match[0] === '}')
            return '\\{';
        this.#skip(match[0]);
        return `{${match[1] || '0'}${match[2]}${match[3]}}`;
    }
    #group() {
        const rest = this.#rest();
        if (!rest.startsWith('?'))
            return '(';
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
    #escape() {
        const char = this.#take();
        const { w } = this.#classes;
        if (char === 'A')
            return this.#anchor(START);
        if (char === 'Z')
            return this.#anchor(END);
        if (char === 'b')
            return this.#anchor(`(?:(?<=[${w}])(?![${w}])|(?<![${w}])(?=[${w}]))`);
        // Before Python 3.14, \B does not match in an empty text.
        if (char === 'B')
            return this.#anchor(`(?!${START}${END})(?:(?<=[${w}])(?=[${w}])|(?<![${w}])(?![${w}]))`);
        const shorthand = this.#shorthand(char);
        if (shorthand !== undefined)
            return `[${shorthand.negated ? '^' : ''}${shorthand.body}]`;
        if (/[1-9]/.test(char))
            throw new Unsupported('back references are not supported');
        return this.#character(char);
    }
    /** Python refuses to repeat what matches a place and no character. */
    #anchor(source) {
        if (/^(?:[*+?]|\{(?:\d+,?|,)\d*\})/.test(this.#rest()))
            throw new Unsupported('nothing to repeat');
        return source;
    }
    #shorthand(char) {
        const name = char.toLowerCase();
        if (name !== 'd' && name !== 'w' && name !== 's')
            return undefined;
        return { body: this.#classes[name], negated: name !== char };
    }
    /** An escape that stands for one character, after its backslash. */
    #character(char) {
        const control = CONTROL[char];
        if (control !== undefined)
            return control;
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
        if (char === '' || /[A-Za-z0-9]/.test(char))
            throw new Unsupported(`bad escape \\${char}`);
        return literal(char);
    }
    #set() {
        let negated = '';
        if (this.#rest().startsWith('^')) {
            this.#take();
            negated = '^';
        }
        let body = '';
        let first = true;
        for (;;) {
            const char = this.#take();
            if (char === '')
                throw new Unsupported('unterminated character set');
            if (char === ']' && !first)
                break;
            body += this.#member(char, first);
            first = false;
        }
        return `[${negated}${body}]`;
    }
    #member(char, first) {
        if (char === '-') {
            const atEdge = first || this.#rest().startsWith(']');
            return atEdge ? '\\-' : '-';
        }
        if (char !== '\\')
            return literal(char);
        const escaped = this.#take();
        const shorthand = this.#shorthand(escaped);
        if (shorthand?.negated === true)
            return this.#negatedMember(escaped);
        if (shorthand !== undefined)
            return shorthand.body;
        if (escaped === 'b')
            return '\\x08';
        if (escaped === '-')
            return '\\-';
        return this.#character(escaped);
    }
    #negatedMember(escaped) {
        if (escaped === 'D' && !this.#flags.has('a'))
            return '\\P{Nd}';
        throw new Unsupported(`\\${escaped} within a set is not supported`);
    }
}
function literal(char) {
    return SYNTAX.test(char) ? `\\${char}` : char;
}

;// CONCATENATED MODULE: ./build/mapping/filters.js










/** The operations that a filter may name. */
const FILTER_OPERATIONS = [
    '==',
    '!=',
    '>',
    '<',
    '>=',
    '<=',
    'in',
    'not in',
    'contains',
    'not contains',
    'is_empty',
    'is_not_empty',
    'regex',
    'is_ip_within',
];
/** A mismatch that the reference implementation raises for. */
class FilterProblem extends Error {
    hint;
    constructor(message, hint) {
        super(message);
        this.hint = hint;
    }
}
/**
 * Compiles one filter into a test for records. The rules are those of infrahub-sync, which are Python's:
 * `'1'` is not 1, but true is; `contains` and `not contains` both drop a record whose field is empty.
 * It differs where infrahub-sync stops with an error and the answer is plain: IPv4 is never within IPv6, and
 * an address with a mask (`10.0.0.1/24`) counts as the address.
 *
 * @throws SyncError FILTER_FAILED for a rule that can never run; the test throws it for a record whose value
 *   the operation cannot take
 */
function compileFilter(rule) {
    const check = guarded(rule, () => checkOf(rule.operation, fromJson(rule.value)));
    const read = pathReader(rule.field);
    return (record) => {
        const value = read(record);
        return guarded(rule, () => check(fromJson(value)), value);
    };
}
function guarded(rule, work, value) {
    try {
        return work();
    }
    catch (error) {
        if (!(error instanceof JinjaError) && !(error instanceof FilterProblem))
            throw error;
        const found = value === undefined ? '' : ` (the record has ${shown(value)})`;
        throw new errors_SyncError({
            code: 'FILTER_FAILED',
            message: `filter "${rule.field} ${rule.operation} ${shown(rule.value)}" failed: ${error.message}${found}`,
            hint: error instanceof FilterProblem
                ? error.hint
                : 'Use an operation that fits the values of the field, or put an "is_not_empty" filter on it first.',
            cause: error,
        });
    }
}
function shown(value) {
    const text = JSON.stringify(value);
    return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
function isOperation(operation) {
    return FILTER_OPERATIONS.some((known) => known === operation);
}
function checkOf(operation, value) {
    if (!isOperation(operation)) {
        throw new FilterProblem(`there is no operation "${operation}"`, `Use one of: ${FILTER_OPERATIONS.join(', ')}.`);
    }
    switch (operation) {
        case '==':
            return (field) => equals(field, value);
        case '!=':
            return (field) => !equals(field, value);
        case '>':
        case '<':
        case '>=':
        case '<=':
            return integerCheck(operation, value);
        case 'in':
            return (field) => truth(value) && contains(value, field);
        case 'not in':
            return (field) => !contains(value, field);
        case 'contains':
            return (field) => truth(field) && contains(field, value);
        case 'not contains':
            return (field) => truth(field) && !contains(field, value);
        case 'is_empty':
            return (field) => !truth(field);
        case 'is_not_empty':
            return truth;
        case 'regex':
            return regexCheck(value);
        case 'is_ip_within':
            return ipCheck(value);
    }
}
/** int(value) of Python. */
function integerOf(value, role) {
    if (isInt(value))
        return BigInt(value);
    if (typeof value === 'boolean')
        return value ? 1n : 0n;
    if (value instanceof PyFloat)
        return BigInt(truncateFloat(value.value));
    const parsed = typeof value === 'string' ? parseInteger(value, 10) : undefined;
    if (parsed !== undefined)
        return BigInt(parsed);
    throw new FilterProblem(`${role} is no integer`, 'Compare only integers with >, <, >= and <=; put an "is_not_empty" or "regex" filter on the field first.');
}
function integerCheck(operation, value) {
    const limit = integerOf(value, "the filter's value");
    return (field) => {
        const number = integerOf(field, "the field's value");
        if (operation === '>')
            return number > limit;
        if (operation === '<')
            return number < limit;
        return operation === '>=' ? number >= limit : number <= limit;
    };
}
function regexCheck(value) {
    if (typeof value !== 'string') {
        throw new FilterProblem('the pattern is no text', 'Give the pattern as a text, in quotes.');
    }
    const translated = translateRegex(value);
    if (translated.status === 'unsupported') {
        throw new FilterProblem(`the pattern cannot be used: ${translated.reason}`, 'Write the pattern with plain groups, sets and quantifiers.');
    }
    return (field) => {
        if (typeof field === 'string')
            return matchesFromStart(translated.pattern, field);
        throw new FilterProblem(`a regular expression needs text, not ${typeName(field)}`, 'Put an "is_not_empty" filter on the field first, or use another operation.');
    };
}
const IP_HINT = 'Use addresses, prefixes without host bits (10.0.0.0/8) or ranges (10.0.0.1-10.0.0.9).';
function ipCheck(value) {
    const texts = typeof value === 'string' ? [value] : listOfText(value);
    const outer = texts.map((text) => {
        const range = parseIpRange(text, 'invalid');
        if (range === undefined)
            throw new FilterProblem(`"${text}" is no address, prefix or range`, IP_HINT);
        return range;
    });
    return (field) => {
        const inner = typeof field === 'string' ? parseIpRange(field, 'address') : undefined;
        if (inner === undefined) {
            throw new FilterProblem('the field has no address, prefix or range', 'Put an "is_not_empty" filter on the field first, or name a field that holds addresses.');
        }
        return outer.some((range) => isWithin(inner, range));
    };
}
function listOfText(value) {
    const items = value !== null && typeof value === 'object' && 'items' in value ? value.items : undefined;
    if (!Array.isArray(items))
        throw new FilterProblem('the value is no prefix and no list of prefixes', IP_HINT);
    return items.map((item) => {
        if (typeof item === 'string')
            return item;
        throw new FilterProblem('the list holds something that is no text', IP_HINT);
    });
}

;// CONCATENATED MODULE: ./build/json-floats.js
const sourceText = JSON;
/**
 * A number that Python reads as a float and JavaScript prints without a fraction, between what JSON has around a
 * number: addresses in text, such as "10.0.0.1", are not taken for one. Finds too many, never too few.
 */
const WHOLE_FLOAT = /(?:^|[[:,\s])-?\d+(?:\.0+|(?:\.\d+)?[eE][+-]?\d+)(?:[,\]}\s]|$)/;
function isWholeFloat(value, source) {
    return typeof value === 'number' && Number.isInteger(value) && source !== undefined && /[.eE]/.test(source);
}
/**
 * Parses JSON so that `JSON.stringify` writes floats without a fraction as they came: `1.0` stays `1.0`. Such a
 * number is an opaque value; only its text matters.
 *
 * @throws SyntaxError as JSON.parse does
 */
function parseKeepingFloats(text) {
    if (!WHOLE_FLOAT.test(text))
        return JSON.parse(text);
    return sourceText.parse(text, (_key, value, { source }) => isWholeFloat(value, source) ? sourceText.rawJSON(source) : value);
}
/** True for a float that `parseKeepingFloats` kept. */
function isKeptFloat(value) {
    return sourceText.isRawJSON(value);
}
/**
 * Parses JSON with another value in the place of each float without a fraction.
 *
 * @returns undefined when the text has none, so that the plain parse will do
 */
function parseWithFloats(text, floatOf) {
    if (!WHOLE_FLOAT.test(text))
        return undefined;
    let found = false;
    const parsed = sourceText.parse(text, (_key, value, { source }) => {
        if (!isWholeFloat(value, source))
            return value;
        found = true;
        return floatOf(value);
    });
    return found ? parsed : undefined;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/arguments.js

const NO_ARGUMENTS = { positional: [], named: new Map() };
/** The values of the parameters, in their order, from a call by position and name. */
function bind(name, parameters, args) {
    if (args.positional.length > parameters.length) {
        throw errors_typeError(`${name}() takes at most ${parameters.length} arguments (${args.positional.length} given)`);
    }
    const names = parameters.map((parameter) => (typeof parameter === 'string' ? parameter : parameter[0]));
    for (const given of args.named.keys()) {
        const index = names.indexOf(given);
        if (index < 0)
            throw errors_typeError(`${name}() got an unexpected keyword argument '${given}'`);
        if (index < args.positional.length)
            throw errors_typeError(`${name}() got multiple values for argument '${given}'`);
    }
    return parameters.map((parameter, index) => {
        const given = index < args.positional.length ? args.positional[index] : args.named.get(names[index] ?? '');
        if (given !== undefined)
            return given;
        if (typeof parameter === 'string')
            throw errors_typeError(`${name}() missing required argument: '${parameter}'`);
        return parameter[1];
    });
}
/** The values of a function that takes none by name, as most of Python's built-in methods. */
function bindPositional(name, minimum, maximum, args) {
    if (args.named.size > 0)
        throw errors_typeError(`${name}() takes no keyword arguments`);
    const count = args.positional.length;
    if (count < minimum)
        throw errors_typeError(`${name} expected at least ${minimum} arguments, got ${count}`);
    if (count > maximum)
        throw errors_typeError(`${name} expected at most ${maximum} arguments, got ${count}`);
    return args.positional;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/decimal-text.js

/** repr(float): the shortest text that reads back, with an exponent below 1e-4 and from 1e16 on. */
function floatRepr(value) {
    if (Number.isNaN(value))
        return 'nan';
    if (!Number.isFinite(value))
        return value > 0 ? 'inf' : '-inf';
    if (value === 0)
        return Object.is(value, -0) ? '-0.0' : '0.0';
    const sign = value < 0 ? '-' : '';
    const [mantissa = '', power = '0'] = Math.abs(value).toExponential().split('e');
    const digits = mantissa.replace('.', '');
    const exponent = Number(power);
    if (exponent < -4 || exponent >= 16)
        return sign + withExponent(digits, exponent);
    if (exponent < 0)
        return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
    const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
    return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`;
}
function withExponent(digits, exponent) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const size = String(Math.abs(exponent)).padStart(2, '0');
    return `${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
}
/** The absolute value with so many decimals, halves to even on the exact value. */
function fixedText(value, decimals) {
    const { numerator, denominator } = fractionOf(Math.abs(value));
    const scaled = roundFraction(numerator * 10n ** BigInt(decimals), denominator).toString();
    if (decimals === 0)
        return scaled;
    const padded = scaled.padStart(decimals + 1, '0');
    return `${padded.slice(0, -decimals)}.${padded.slice(-decimals)}`;
}
/** The absolute value's first so many significant digits, and the exponent of the first one. */
function significantDigits(value, count) {
    const absolute = Math.abs(value);
    if (absolute === 0)
        return { digits: '0'.repeat(count), exponent: 0 };
    const exponent = Number(absolute.toExponential().split('e')[1]);
    const { numerator, denominator } = fractionOf(absolute);
    const shift = count - 1 - exponent;
    const scale = 10n ** BigInt(Math.abs(shift));
    const digits = (shift >= 0 ? roundFraction(numerator * scale, denominator) : roundFraction(numerator, denominator * scale)).toString();
    return digits.length > count
        ? { digits: digits.slice(0, count), exponent: exponent + 1 }
        : { digits, exponent };
}
/** The absolute value as `%e` writes it. */
function exponentText(value, decimals, keepPoint) {
    const { digits, exponent } = significantDigits(value, decimals + 1);
    const size = String(Math.abs(exponent)).padStart(2, '0');
    const fraction = decimals > 0 ? `.${digits.slice(1)}` : keepPoint ? '.' : '';
    return `${digits.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
}
/**
 * The absolute value as `%g` writes it. `pointAlways` is the form of format() without a type letter: one
 * digit after the point, and an exponent one digit earlier.
 */
function generalText(value, precision, options) {
    const count = precision === 0 ? 1 : precision;
    const { digits, exponent } = significantDigits(value, count);
    const kept = options.alternate ? digits : digits.replace(/0+$/, '') || '0';
    const limit = count - (options.pointAlways ? 1 : 0);
    if (exponent < -4 || exponent >= limit) {
        const fraction = kept.length > 1 ? `.${kept.slice(1)}` : options.alternate ? '.' : '';
        const size = String(Math.abs(exponent)).padStart(2, '0');
        return `${kept.charAt(0)}${fraction}e${exponent < 0 ? '-' : '+'}${size}`;
    }
    if (exponent < 0)
        return `0.${'0'.repeat(-exponent - 1)}${kept}`;
    const whole = kept.slice(0, exponent + 1).padEnd(exponent + 1, '0');
    const fraction = kept.slice(exponent + 1);
    if (fraction !== '')
        return `${whole}.${fraction}`;
    return options.pointAlways ? `${whole}.0` : options.alternate ? `${whole}.` : whole;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/unicode.js

const unicode_ASCII = /^[\0-\x7f]*$/;
const CASED = /\p{Cased}/u;
const CASE_IGNORABLE_RUN = /^\p{Case_Ignorable}*/u;
const CASE_IGNORABLE_END = /\p{Case_Ignorable}*$/u;
// Unicode 14: characters of numeric type "digit" that are not decimal digits.
const DIGIT = /^[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]$/u;
// Unicode 14: ideographs that stand for a number.
const IDEOGRAPH_NUMBER = /^[\u3405\u3483\u382a\u3b4d\u4e00\u4e03\u4e07\u4e09\u4e5d\u4e8c\u4e94\u4e96\u4ebf\u4ec0\u4edf\u4ee8\u4f0d\u4f70\u5104\u5146\u5169\u516b\u516d\u5341\u5343-\u5345\u534c\u53c1-\u53c4\u56db\u58f1\u58f9\u5e7a\u5efe\u5eff\u5f0c-\u5f0e\u5f10\u62fe\u634c\u67d2\u6f06\u7396\u767e\u8086\u842c\u8cae\u8cb3\u8d30\u9621\u9646\u964c\u9678\u96f6\uf96b\uf973\uf978\uf9b2\uf9d1\uf9d3\uf9fd\u{20001}\u{20064}\u{200e2}\u{20121}\u{2092a}\u{20983}\u{2098c}\u{2099c}\u{20aea}\u{20afd}\u{20b19}\u{22390}\u{22998}\u{23b1b}\u{2626d}\u{2f890}]$/u;
const PRINTABLE = /^[^\p{C}\p{Z}]$/u;
// Letters whose title case is neither their upper case nor its first letter followed by small ones.
const TITLE = new Map([
    ...['ǄǅǆǅǇǈǉǈǊǋǌǋǱǲǳǲ'].flatMap((groups) => [0, 4, 8, 12].flatMap((at) => [0, 1, 2].map((offset) => [groups.charAt(at + offset), groups.charAt(at + 3)]))),
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
const isAlpha = (char) => /^\p{L}$/u.test(char);
const isDecimal = (char) => /^\p{Nd}$/u.test(char);
const isDigit = (char) => DIGIT.test(char);
const isNumeric = (char) => /^\p{N}$/u.test(char) || IDEOGRAPH_NUMBER.test(char);
const isAlphaNumeric = (char) => isAlpha(char) || isNumeric(char);
const isPrintable = (char) => char === ' ' || PRINTABLE.test(char);
const isUpper = (char) => /^\p{Uppercase}$/u.test(char);
const isLower = (char) => /^\p{Lowercase}$/u.test(char);
const isTitle = (char) => /^\p{Lt}$/u.test(char);
function titleCharacter(char) {
    const known = TITLE.get(char);
    if (known !== undefined)
        return known;
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0x10d0 && code <= 0x10ff)
        return char;
    if (code >= 0x1f80 && code <= 0x1faf)
        return String.fromCodePoint(code | 8);
    const upper = Array.from(char.toUpperCase());
    return (upper[0] ?? '') + upper.slice(1).join('').toLowerCase();
}
function lowerAt(all, index) {
    const char = all[index] ?? '';
    if (char !== 'Σ')
        return char.toLowerCase();
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
function titleCase(text) {
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
function capitalize(text) {
    const all = characters(text);
    return all.map((char, index) => (index === 0 ? titleCharacter(char) : lowerAt(all, index))).join('');
}
/** str.swapcase. */
function swapCase(text) {
    const all = characters(text);
    return all
        .map((char, index) => {
        if (isUpper(char))
            return lowerAt(all, index);
        return isLower(char) ? char.toUpperCase() : char;
    })
        .join('');
}
function foldCharacter(char) {
    const code = char.codePointAt(0) ?? 0;
    if (char === 'ı')
        return char;
    if (code === 0x1e9e)
        return 'ss';
    if (code >= 0x13a0 && code <= 0x13f5)
        return char;
    if (code >= 0x13f8 && code <= 0x13fd)
        return String.fromCodePoint(code - 8);
    if (code >= 0xab70 && code <= 0xabbf)
        return String.fromCodePoint(code - 0xab70 + 0x13a0);
    return Array.from(char.toUpperCase(), (upper) => upper.toLowerCase()).join('');
}
/** str.casefold: full case folding. */
function caseFold(text) {
    return unicode_ASCII.test(text) ? text.toLowerCase() : characters(text).map(foldCharacter).join('');
}
/** str.islower and str.isupper: something is cased, and all that is cased is so. */
function isAllCase(text, wanted) {
    const good = wanted === 'lower' ? isLower : isUpper;
    const bad = wanted === 'lower' ? isUpper : isLower;
    let found = false;
    for (const char of characters(text)) {
        if (bad(char) || isTitle(char))
            return false;
        if (good(char))
            found = true;
    }
    return found;
}
/** str.istitle. */
function isTitleCase(text) {
    let found = false;
    let afterCased = false;
    for (const char of characters(text)) {
        if (isUpper(char) || isTitle(char)) {
            if (afterCased)
                return false;
            afterCased = true;
            found = true;
        }
        else if (isLower(char)) {
            if (!afterCased)
                return false;
            found = true;
        }
        else {
            afterCased = false;
        }
    }
    return found;
}
/** str.isidentifier. */
function isIdentifier(text) {
    return /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text);
}

;// CONCATENATED MODULE: ./build/mapping/jinja/repr.js




const PLAIN = /^[\x20-\x26\x28-\x5b\x5d-\x7e]*$/;
const ESCAPES = { '\n': '\\n', '\r': '\\r', '\t': '\\t', '\\': '\\\\' };
/** repr(text). */
function textRepr(text) {
    if (PLAIN.test(text))
        return `'${text}'`;
    const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
    let result = '';
    for (const char of text) {
        if (char === quote)
            result += `\\${char}`;
        else
            result += ESCAPES[char] ?? (isPrintable(char) ? char : codeEscape(char));
    }
    return quote + result + quote;
}
function codeEscape(char) {
    const code = char.codePointAt(0) ?? 0;
    if (code <= 0xff)
        return `\\x${code.toString(16).padStart(2, '0')}`;
    if (code <= 0xffff)
        return `\\u${code.toString(16).padStart(4, '0')}`;
    return `\\U${code.toString(16).padStart(8, '0')}`;
}
/** repr(value); refuses what would show a memory address. */
function repr(value) {
    if (value === null)
        return 'None';
    if (typeof value === 'boolean')
        return value ? 'True' : 'False';
    if (typeof value === 'number')
        return String(value);
    if (typeof value === 'bigint')
        return bigText(value);
    if (typeof value === 'string')
        return textRepr(value);
    if (value instanceof PyFloat)
        return floatRepr(value.value);
    if (value instanceof Markup)
        return `Markup(${textRepr(value.text)})`;
    if (value instanceof PyList)
        return `[${value.items.map(repr).join(', ')}]`;
    if (value instanceof PyTuple)
        return tupleRepr(value.items);
    if (value instanceof PyDict)
        return dictRepr(value);
    if (value instanceof PyRange)
        return rangeRepr(value);
    if (value instanceof DictView)
        return `dict_${value.part}([${value.values().map(repr).join(', ')}])`;
    if (value instanceof Undefined)
        return 'Undefined';
    if (value instanceof Namespace)
        return `<Namespace ${dictRepr(value.attributes)}>`;
    if (value instanceof Instance && value.members.repr !== undefined)
        return value.members.repr();
    throw new JinjaUnsupported(`the text of a ${typeName(value)} is not the same from run to run`);
}
function bigText(value) {
    const text = value.toString();
    if (text.length > 4300)
        throw new JinjaUnsupported('an integer of more than 4300 digits has no text');
    return text;
}
function tupleRepr(items) {
    return items.length === 1 ? `(${items.map(repr).join('')},)` : `(${items.map(repr).join(', ')})`;
}
function dictRepr(dict) {
    return `{${dict
        .pairs()
        .map(([key, value]) => `${repr(key)}: ${repr(value)}`)
        .join(', ')}}`;
}
function rangeRepr(range) {
    const step = range.step === 1 ? '' : `, ${range.step}`;
    return `range(${range.start}, ${range.stop}${step})`;
}
/** str(value): what a template prints. */
function toText(value) {
    if (typeof value === 'string')
        return value;
    if (value instanceof Markup)
        return value.text;
    if (value instanceof Undefined)
        return value.strict ? value.fail() : '';
    return repr(value);
}

;// CONCATENATED MODULE: ./build/mapping/jinja/methods-dict.js






function changeable(self) {
    if (self.shared)
        throw new JinjaUnsupported('changing an object of the record is not supported; build a new one');
    return self;
}
function view(part) {
    return [
        part,
        (self, args) => {
            bindPositional(part, 0, 0, args);
            return new DictView(self, part);
        },
    ];
}
/** Puts into a dict what `dict(...)` and `dict.update(...)` take: a dict, or pairs, and names. */
function fillDict(dict, args) {
    const [source] = args.positional;
    if (args.positional.length > 1)
        throw errors_typeError(`dict expected at most 1 argument, got ${args.positional.length}`);
    if (source instanceof PyDict)
        for (const [key, value] of source.pairs())
            setItem(dict, key, value);
    else if (source instanceof Undefined && source.strict)
        source.fail();
    else if (source !== undefined)
        fillFromPairs(dict, source);
    for (const [name, value] of args.named)
        setItem(dict, name, value);
}
function fillFromPairs(dict, source) {
    let index = 0;
    for (const pair of iterate(source)) {
        let items;
        try {
            items = itemsOf(pair);
        }
        catch (error) {
            if (!(error instanceof JinjaRuntimeError))
                throw error;
            throw errors_typeError(`cannot convert dictionary update sequence element #${index} to a sequence (${typeName(pair)})`);
        }
        if (items.length !== 2)
            throw valueError(`dictionary update sequence element #${index} has length ${items.length}`);
        setItem(dict, items[0] ?? null, items[1] ?? null);
        index += 1;
    }
}
function pop(self, args) {
    const [key = null, fallback] = bindPositional('pop', 1, 2, args);
    const found = getItem(changeable(self), key);
    if (found === undefined) {
        if (fallback !== undefined)
            return fallback;
        throw new JinjaRuntimeError('KeyError', repr(key));
    }
    self.entries.delete(hashKey(key));
    return found;
}
function popItem(self, args) {
    bindPositional('popitem', 0, 0, args);
    const last = [...changeable(self).entries].at(-1);
    if (last === undefined)
        throw new JinjaRuntimeError('KeyError', 'popitem(): dictionary is empty');
    self.entries.delete(last[0]);
    return new PyTuple(last[1]);
}
/** The methods of Python's dict. */
const DICT_METHODS = new Map([
    view('keys'),
    view('values'),
    view('items'),
    ['pop', pop],
    ['popitem', popItem],
    [
        'get',
        (self, args) => {
            const [key = null, fallback = null] = bindPositional('get', 1, 2, args);
            const found = getItem(self, key);
            return found === undefined ? fallback : found;
        },
    ],
    [
        'setdefault',
        (self, args) => {
            const [key = null, fallback = null] = bindPositional('setdefault', 1, 2, args);
            const found = getItem(self, key);
            if (found !== undefined)
                return found;
            setItem(changeable(self), key, fallback);
            return fallback;
        },
    ],
    [
        'update',
        (self, args) => {
            fillDict(changeable(self), args);
            return null;
        },
    ],
    [
        'clear',
        (self, args) => {
            bindPositional('clear', 0, 0, args);
            changeable(self).entries.clear();
            return null;
        },
    ],
    [
        'copy',
        (self, args) => {
            bindPositional('copy', 0, 0, args);
            const copy = new PyDict(false, self.ordered);
            for (const [hash, pair] of self.entries)
                copy.entries.set(hash, pair);
            return copy;
        },
    ],
    [
        'fromkeys',
        (_self, args) => {
            const [keys = null, value = null] = bindPositional('fromkeys', 1, 2, args);
            const dict = new PyDict();
            for (const key of itemsOf(keys))
                setItem(dict, key, value);
            return dict;
        },
    ],
]);

;// CONCATENATED MODULE: ./build/mapping/jinja/methods-list.js







/** The list itself, when a template may change it: not one that belongs to the record. */
function methods_list_changeable(self) {
    if (self.shared)
        throw new JinjaUnsupported('changing a list of the record is not supported; build a new one');
    checkItemCount(self.items.length);
    return self.items;
}
function find(self, args) {
    const [wanted = null, start = 0, stop = self.items.length] = bindPositional('index', 1, 3, args);
    const at = (value) => {
        const index = countOf(value);
        return index < 0 ? Math.max(0, index + self.items.length) : index;
    };
    for (let index = at(start); index < Math.min(at(stop), self.items.length); index += 1) {
        if (identicalOrEqual(self.items[index] ?? null, wanted))
            return index;
    }
    throw valueError(`${repr(wanted)} is not in list`);
}
function count(self, args) {
    const [wanted = null] = bindPositional('count', 1, 1, args);
    return self.items.filter((item) => identicalOrEqual(item, wanted)).length;
}
function methods_list_pop(self, args) {
    const [at = -1] = bindPositional('pop', 0, 1, args);
    const items = methods_list_changeable(self);
    const index = countOf(at) < 0 ? countOf(at) + items.length : countOf(at);
    const [removed] = index >= 0 ? items.splice(index, 1) : [];
    if (removed === undefined)
        throw new JinjaRuntimeError('IndexError', 'pop index out of range');
    return removed;
}
function remove(self, args) {
    const [wanted = null] = bindPositional('remove', 1, 1, args);
    const items = methods_list_changeable(self);
    const index = items.findIndex((item) => identicalOrEqual(item, wanted));
    if (index < 0)
        throw valueError('list.remove(x): x not in list');
    items.splice(index, 1);
    return null;
}
function insert(self, args) {
    const [at = 0, item = null] = bindPositional('insert', 2, 2, args);
    methods_list_changeable(self).splice(countOf(at), 0, item);
    return null;
}
function sort(self, args) {
    if (args.positional.length > 0)
        throw errors_typeError('sort() takes no positional arguments');
    const [key = null, reverse = false] = bind('sort', [
        ['key', null],
        ['reverse', false],
    ], args);
    if (key !== null && !(key instanceof Callable))
        throw errors_typeError('the key of sort() is not callable');
    const items = methods_list_changeable(self);
    const keyOf = (item) => key === null ? item : key.call({ positional: [item], named: new Map() });
    items.splice(0, items.length, ...sortBy(items, keyOf, truth(reverse)));
    return null;
}
/** The methods of Python's list. */
const LIST_METHODS = new Map([
    ['index', find],
    ['count', count],
    ['pop', methods_list_pop],
    ['remove', remove],
    ['insert', insert],
    ['sort', sort],
    [
        'append',
        (self, args) => {
            const [item = null] = bindPositional('append', 1, 1, args);
            methods_list_changeable(self).push(item);
            return null;
        },
    ],
    [
        'extend',
        (self, args) => {
            const [more = null] = bindPositional('extend', 1, 1, args);
            for (const item of itemsOf(more))
                methods_list_changeable(self).push(item);
            return null;
        },
    ],
    [
        'reverse',
        (self, args) => {
            bindPositional('reverse', 0, 0, args);
            methods_list_changeable(self).reverse();
            return null;
        },
    ],
    [
        'clear',
        (self, args) => {
            bindPositional('clear', 0, 0, args);
            methods_list_changeable(self).length = 0;
            return null;
        },
    ],
    [
        'copy',
        (self, args) => {
            bindPositional('copy', 0, 0, args);
            return new PyList([...self.items]);
        },
    ],
]);
/** The methods of Python's tuple. */
const TUPLE_METHODS = new Map([
    ['index', find],
    ['count', count],
]);

;// CONCATENATED MODULE: ./build/mapping/jinja/methods-number.js





const INT_METHODS = new Map([
    ['bit_length', (value) => (value === 0 ? 0 : absolute(value).toString(2).length)],
    ['bit_count', (value) => absolute(value).toString(2).replaceAll('0', '').length],
    ['conjugate', (value) => value],
    ['as_integer_ratio', (value) => new PyTuple([value, 1])],
]);
const FLOAT_METHODS = new Map([
    ['is_integer', (value) => Number.isInteger(value)],
    ['conjugate', (value) => new PyFloat(value)],
    ['as_integer_ratio', ratio],
]);
const UNSUPPORTED = new Set(['to_bytes', 'from_bytes', 'hex', 'fromhex']);
function absolute(value) {
    return value < 0 ? -BigInt(value) : BigInt(value);
}
function ratio(value) {
    truncateFloat(value);
    let { numerator, denominator } = fractionOf(value);
    while (denominator > 1n && numerator % 2n === 0n) {
        numerator /= 2n;
        denominator /= 2n;
    }
    return new PyTuple([toInt(numerator), toInt(denominator)]);
}
function method(name, run) {
    return new Callable('builtin_function_or_method', name, (args) => {
        bindPositional(name, 0, 0, args);
        return run();
    });
}
/** An attribute of an int, a bool or a float. */
function numberAttribute(value, name) {
    if (value instanceof PyFloat) {
        if (name === 'real')
            return value;
        if (name === 'imag')
            return new PyFloat(0);
        if (name === 'hex' || name === 'fromhex')
            throw new JinjaUnsupported(`float.${name} is not supported`);
        const run = FLOAT_METHODS.get(name);
        return run === undefined ? undefined : method(name, () => run(value.value));
    }
    const number = numberOf(value) ?? 0;
    if (name === 'real' || name === 'numerator')
        return number;
    if (name === 'imag')
        return 0;
    if (name === 'denominator')
        return 1;
    if (UNSUPPORTED.has(name) && name.includes('bytes'))
        throw new JinjaUnsupported(`int.${name} is not supported`);
    const run = INT_METHODS.get(name);
    return run === undefined ? undefined : method(name, () => run(number));
}

;// CONCATENATED MODULE: ./build/mapping/jinja/format-spec.js








const SPEC = /^(?:(.)?([<>=^]))?([+\- ]?)(z?)(#?)(0?)(\d*)([,_]?)(?:\.(\d+))?([a-zA-Z%]?)$/su;
function parseSpec(text, value) {
    const match = SPEC.exec(text);
    if (match === null)
        throw valueError(`Invalid format specifier '${text}' for object of type '${typeName(value)}'`);
    const [, fill, align, sign = '', z, alternate, zero, width, grouping = '', precision, type = ''] = match;
    if (z === 'z')
        throw new JinjaUnsupported("the format option 'z' is not supported");
    const size = width === '' ? 0 : Number(width);
    checkTextLength(size);
    if (precision !== undefined && Number(precision) > 1000) {
        throw new JinjaUnsupported('a precision above 1000 is not supported');
    }
    const numeric = numberOf(value) !== undefined;
    return {
        fill: fill ?? (zero === '0' ? '0' : ' '),
        align: align ?? (zero === '0' && numeric ? '=' : ''),
        sign,
        alternate: alternate === '#',
        width: size,
        grouping,
        precision: precision === undefined ? undefined : Number(precision),
        type,
    };
}
/** format(value, specification): Python's format mini-language. */
function formatValue(value, specification) {
    if (specification === '')
        return toText(value);
    const text = textOf(value);
    if (text !== undefined)
        return formatTextValue(text, parseSpec(specification, value));
    const number = numberOf(value);
    if (number === undefined)
        throw errors_typeError(`unsupported format string passed to ${typeName(value)}.__format__`);
    const spec = parseSpec(specification, value);
    if (value instanceof PyFloat)
        return formatFloat(value.value, spec, true);
    return formatInt(number, spec);
}
function formatTextValue(text, spec) {
    if (spec.type !== '' && spec.type !== 's') {
        throw valueError(`Unknown format code '${spec.type}' for object of type 'str'`);
    }
    if (spec.sign !== '' || spec.alternate || spec.grouping !== '' || spec.align === '=') {
        throw valueError('this format option is not allowed for a string');
    }
    const cut = spec.precision === undefined ? text : characters(text).slice(0, spec.precision).join('');
    return pad('', cut, { ...spec, align: spec.align || '<' });
}
function pad(sign, body, spec) {
    const missing = spec.width - textLength(sign + body);
    if (missing <= 0)
        return sign + body;
    if (spec.align === '<')
        return sign + body + spec.fill.repeat(missing);
    if (spec.align === '=')
        return sign + spec.fill.repeat(missing) + body;
    if (spec.align === '>')
        return spec.fill.repeat(missing) + sign + body;
    const left = Math.floor(missing / 2);
    return spec.fill.repeat(left) + sign + body + spec.fill.repeat(missing - left);
}
function signOf(negative, spec) {
    if (negative)
        return '-';
    return spec.sign === '-' ? '' : spec.sign;
}
const RADIX = { b: 2, o: 8, x: 16, X: 16 };
function formatInt(value, spec) {
    if ('eEfFgG%'.includes(spec.type) && spec.type !== '')
        return formatFloat(intToFloat(value), spec, false);
    if (spec.precision !== undefined)
        throw valueError('Precision not allowed in integer format specifier');
    if (spec.type === 'c')
        return formatCharacter(value, spec);
    if (spec.type === 'n')
        throw new JinjaUnsupported("the format code 'n' is not supported");
    const radix = spec.type === 'd' || spec.type === '' ? 10 : RADIX[spec.type];
    if (radix === undefined)
        throw valueError(`Unknown format code '${spec.type}' for object of type 'int'`);
    if (spec.grouping === ',' && radix !== 10)
        throw valueError(`Cannot specify ',' with '${spec.type}'.`);
    const absolute = (value < 0 ? -BigInt(value) : BigInt(value)).toString(radix);
    const digits = spec.type === 'X' ? absolute.toUpperCase() : absolute;
    const prefix = spec.alternate && radix !== 10 ? `0${spec.type}` : '';
    const sign = signOf(value < 0, spec) + prefix;
    return padNumber(sign, digits, '', spec, radix === 10 ? 3 : 4);
}
function formatCharacter(value, spec) {
    if (spec.sign !== '' || spec.alternate || spec.grouping !== '') {
        throw valueError("this format option is not allowed with integer format specifier 'c'");
    }
    if (value < 0 || value > 0x10ffff)
        throw valueError('%c arg not in range(0x110000)');
    return pad('', String.fromCodePoint(Number(value)), { ...spec, align: spec.align || '>' });
}
/** Puts in the thousands and the padding; zeros that fill up take part in the grouping. */
function padNumber(sign, whole, rest, spec, groupSize) {
    const aligned = { ...spec, align: spec.align || '>' };
    if (spec.grouping === '')
        return pad(sign, whole + rest, aligned);
    let digits = whole;
    if (spec.fill === '0' && spec.align === '=') {
        const room = spec.width - sign.length - rest.length;
        while (grouped(digits, spec.grouping, groupSize).length < room)
            digits = `0${digits}`;
    }
    return pad(sign, grouped(digits, spec.grouping, groupSize) + rest, aligned);
}
function grouped(digits, separator, size) {
    const groups = [];
    for (let end = digits.length; end > 0; end -= size)
        groups.unshift(digits.slice(Math.max(0, end - size), end));
    return groups.join(separator);
}
function formatFloat(value, spec, isFloat) {
    const type = spec.type;
    if (type === 'n')
        throw new JinjaUnsupported("the format code 'n' is not supported");
    if (!'eEfFgG%'.includes(type)) {
        throw valueError(`Unknown format code '${type}' for object of type '${isFloat ? 'float' : 'int'}'`);
    }
    const negative = value < 0 || Object.is(value, -0);
    const body = floatBody(type === '%' ? value * 100 : value, spec);
    const cased = type === 'E' || type === 'F' || type === 'G' ? body.toUpperCase() : body;
    const match = /^(\d+)(.*)$/s.exec(cased);
    const sign = signOf(negative, spec);
    const end = type === '%' ? '%' : '';
    if (match === null)
        return padNumber(sign, cased, end, { ...spec, grouping: '' }, 3);
    return padNumber(sign, match[1] ?? '', (match[2] ?? '') + end, spec, 3);
}
function floatBody(value, spec) {
    if (Number.isNaN(value))
        return 'nan';
    if (!Number.isFinite(value))
        return 'inf';
    const precision = spec.precision ?? 6;
    const type = spec.type.toLowerCase();
    if (type === 'f' || type === '%')
        return fixedText(value, precision) + (precision === 0 && spec.alternate ? '.' : '');
    if (type === 'e')
        return exponentText(value, precision, spec.alternate);
    if (type === 'g')
        return generalText(value, precision, { alternate: spec.alternate, pointAlways: false });
    if (spec.alternate)
        throw new JinjaUnsupported("the format option '#' without a code is not supported");
    if (spec.precision === undefined)
        return floatRepr(Math.abs(value));
    return generalText(value, spec.precision, { alternate: false, pointAlways: true });
}

;// CONCATENATED MODULE: ./build/mapping/jinja/str-format.js






/** str.format: `{}`, `{0}`, `{name.attr[key]!r:>8}`. */
function formatTemplate(template, args) {
    return expand(template, args, { next: 0, manual: false }, 2);
}
function expand(template, args, numbering, depth) {
    if (depth === 0)
        throw valueError('Max string recursion exceeded');
    let result = '';
    let position = 0;
    while (position < template.length) {
        const char = template.charAt(position);
        if (char !== '{' && char !== '}') {
            result += char;
            position += 1;
        }
        else if (template.charAt(position + 1) === char) {
            result += char;
            position += 2;
        }
        else if (char === '}') {
            throw valueError("Single '}' encountered in format string");
        }
        else {
            const end = fieldEnd(template, position);
            result += field(template.slice(position + 1, end), args, numbering, depth);
            position = end + 1;
        }
        checkTextLength(result.length);
    }
    return result;
}
function fieldEnd(template, start) {
    if (start + 1 >= template.length)
        throw valueError("Single '{' encountered in format string");
    let open = 0;
    let inKey = false;
    for (let index = start; index < template.length; index += 1) {
        const char = template.charAt(index);
        if (char === '[')
            inKey = true;
        if (char === ']')
            inKey = false;
        if (inKey)
            continue;
        if (char === '{')
            open += 1;
        if (char === '}')
            open -= 1;
        if (open === 0)
            return index;
    }
    throw valueError("expected '}' before end of string");
}
function field(text, args, numbering, depth) {
    const match = /^((?:[^[\]!:{}]|\[[^\]]*\])*)(?:!(.))?(?::([\s\S]*))?$/.exec(text);
    if (match === null)
        throw new JinjaUnsupported(`the format field {${text}} is not supported`);
    const value = lookUp(match[1] ?? '', args, numbering);
    const written = match[3] ?? '';
    const specification = /[{}]/.test(written) ? expand(written, args, numbering, depth - 1) : written;
    if (match[2] === undefined)
        return formatValue(checked(value), specification);
    if (match[2] === 'r')
        return formatValue(repr(value), specification);
    if (match[2] === 's')
        return formatValue(toText(value), specification);
    if (match[2] === 'a')
        throw new JinjaUnsupported('the conversion !a is not supported');
    throw valueError(`Unknown conversion specifier '${match[2]}'`);
}
function checked(value) {
    return value instanceof Undefined && value.strict ? value.fail() : value;
}
function lookUp(path, args, numbering) {
    const match = /^([^.[]*)((?:\.[^.[]+|\[[^\]]+\])*)$/.exec(path);
    if (match === null)
        throw valueError('Empty attribute in format string');
    let value = first(match[1] ?? '', args, numbering);
    for (const step of (match[2] ?? '').matchAll(/\.([^.[]+)|\[([^\]]+)\]/g)) {
        value = step[1] !== undefined ? attribute(value, step[1]) : getItemStrictly(value, keyOf(step[2] ?? ''));
    }
    return value;
}
function attribute(value, name) {
    const found = getAttribute(value, name);
    if (found === undefined)
        throw new JinjaRuntimeError('AttributeError', `no attribute '${name}'`);
    return found;
}
function keyOf(text) {
    return /^\d+$/.test(text) ? Number(text) : text;
}
function first(name, args, numbering) {
    let index;
    if (name === '') {
        if (numbering.manual)
            throw valueError('cannot switch from manual field specification to automatic field numbering');
        index = numbering.next;
        numbering.next += 1;
    }
    else if (/^\d+$/.test(name)) {
        if (numbering.next > 0)
            throw valueError('cannot switch from automatic field numbering to manual field specification');
        numbering.manual = true;
        index = Number(name);
    }
    const value = index === undefined ? args.named.get(name) : args.positional[index];
    if (value !== undefined)
        return value;
    if (index === undefined)
        throw new JinjaRuntimeError('KeyError', repr(name));
    throw new JinjaRuntimeError('IndexError', 'Replacement index out of range for positional args tuple');
}

;// CONCATENATED MODULE: ./build/mapping/jinja/methods-string.js








/** Methods that Python strings have and this engine refuses. */
const UNSUPPORTED_STRING_METHODS = new Set(['encode', 'translate', 'maketrans']);
function methods_string_text(value, name) {
    const found = textOf(value);
    if (found !== undefined)
        return found;
    throw errors_typeError(`${name}() argument must be str, not ${value === undefined ? 'nothing' : typeName(value)}`);
}
function simple(name, run) {
    return [
        name,
        (self, args) => {
            bindPositional(name, 0, 0, args);
            return run(self);
        },
    ];
}
function every(name, test, whenEmpty = false) {
    return simple(name, (self) => (self === '' ? whenEmpty : characters(self).every(test)));
}
function stripping(name, side) {
    return [
        name,
        (self, args) => {
            const [chars = null] = bindPositional(name, 0, 1, args);
            return strip(self, side, chars === null ? null : methods_string_text(chars, name));
        },
    ];
}
function justifying(name, side) {
    return [
        name,
        (self, args) => {
            const [width = 0, fill = ' '] = bindPositional(name, 1, 2, args);
            const size = countOf(width);
            checkTextLength(size);
            if (textLength(methods_string_text(fill, name)) !== 1)
                throw errors_typeError('The fill character must be exactly one character long');
            return justify(self, size, methods_string_text(fill, name), side);
        },
    ];
}
function splitting(name) {
    const words = name === 'split' ? splitWords : splitWordsFromRight;
    const parts = name === 'split' ? splitOn : splitOnFromRight;
    return [
        name,
        (self, args) => {
            const [separator = null, limit = -1] = bind(name, [
                ['sep', null],
                ['maxsplit', -1],
            ], args);
            const count = countOf(limit);
            if (separator === null)
                return new PyList(words(self, count));
            const by = methods_string_text(separator, name);
            if (by === '')
                throw valueError('empty separator');
            return new PyList(parts(self, by, count));
        },
    ];
}
/** The part of a text that find and its kin look at, and where it begins, in code points. */
function region(self, start, stop) {
    const all = characters(self);
    const at = (value, fallback) => {
        const index = value === null ? fallback : countOf(value);
        return Math.max(0, index < 0 ? index + all.length : index);
    };
    const from = at(start, 0);
    const to = Math.min(at(stop, all.length), all.length);
    return from > to ? undefined : { all: all.slice(from, to), from };
}
function locate(self, args, name) {
    const [part, start = null, stop = null] = bindPositional(name, 1, 3, args);
    const wanted = methods_string_text(part, name);
    const within = region(self, start, stop);
    if (within === undefined)
        return -1;
    const body = within.all.join('');
    const index = name.startsWith('r') ? body.lastIndexOf(wanted) : body.indexOf(wanted);
    if (index < 0)
        return -1;
    return within.from + (hasSurrogates(body) ? textLength(body.slice(0, index)) : index);
}
function finding(name) {
    return [
        name,
        (self, args) => {
            const index = locate(self, args, name);
            if (index < 0 && name.endsWith('index'))
                throw valueError('substring not found');
            return index;
        },
    ];
}
function affix(name) {
    return [
        name,
        (self, args) => {
            const [wanted = null, start = null, stop = null] = bindPositional(name, 1, 3, args);
            const choices = wanted instanceof PyTuple ? wanted.items : [wanted];
            const within = region(self, start, stop);
            const body = within?.all.join('');
            const found = choices.map((choice) => {
                const part = methods_string_text(choice, name);
                return body !== undefined && (name === 'startswith' ? body.startsWith(part) : body.endsWith(part));
            });
            return found.includes(true);
        },
    ];
}
function methods_string_count(self, args) {
    const [part, start = null, stop = null] = bindPositional('count', 1, 3, args);
    const wanted = methods_string_text(part, 'count');
    const within = region(self, start, stop);
    if (within === undefined)
        return 0;
    return wanted === '' ? within.all.length + 1 : within.all.join('').split(wanted).length - 1;
}
function join(self, args) {
    const [list = null] = bindPositional('join', 1, 1, args);
    if (list instanceof Undefined && list.strict)
        return list.fail();
    return itemsOf(list)
        .map((item, index) => {
        const part = textOf(item);
        if (part === undefined)
            throw errors_typeError(`sequence item ${index}: expected str instance, ${typeName(item)} found`);
        return part;
    })
        .join(self);
}
function partition(name) {
    return [
        name,
        (self, args) => {
            const separator = methods_string_text(bindPositional(name, 1, 1, args)[0], name);
            if (separator === '')
                throw valueError('empty separator');
            const index = name === 'partition' ? self.indexOf(separator) : self.lastIndexOf(separator);
            if (index < 0)
                return new PyTuple(name === 'partition' ? [self, '', ''] : ['', '', self]);
            return new PyTuple([self.slice(0, index), separator, self.slice(index + separator.length)]);
        },
    ];
}
function zeroFill(self, args) {
    const width = countOf(bindPositional('zfill', 1, 1, args)[0] ?? 0);
    checkTextLength(width);
    const missing = Math.max(0, width - textLength(self));
    const sign = /^[+-]/.test(self) ? self.charAt(0) : '';
    return sign + '0'.repeat(missing) + self.slice(sign.length);
}
function expandTabs(self, args) {
    const size = countOf(bind('expandtabs', [['tabsize', 8]], args)[0] ?? 8);
    checkTextLength(size);
    let column = 0;
    let result = '';
    for (const char of characters(self)) {
        if (char === '\t') {
            const blanks = size > 0 ? size - (column % size) : 0;
            result += ' '.repeat(blanks);
            column += blanks;
        }
        else {
            result += char;
            column = char === '\n' || char === '\r' ? 0 : column + 1;
        }
        checkTextLength(result.length);
    }
    return result;
}
function replace(self, args) {
    const [old, replacement, limit = -1] = bindPositional('replace', 2, 3, args);
    const from = methods_string_text(old, 'replace');
    const to = methods_string_text(replacement, 'replace');
    checkTextLength((from === '' ? self.length + 1 : self.length / from.length) * to.length);
    return replaceText(self, from, to, countOf(limit));
}
function formatMap(self, args) {
    const [mapping = null] = bindPositional('format_map', 1, 1, args);
    if (!(mapping instanceof PyDict))
        throw new JinjaRuntimeError('TypeError', 'format_map() needs a mapping');
    const named = new Map();
    for (const [key, value] of mapping.entries.values())
        if (typeof key === 'string')
            named.set(key, value);
    return formatTemplate(self, { positional: [], named });
}
/** The methods of Python's str. */
const STRING_METHODS = new Map([
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
    ['count', methods_string_count],
    ['join', join],
    ['zfill', zeroFill],
    ['expandtabs', expandTabs],
    ['replace', replace],
    ['format', formatTemplate],
    ['format_map', formatMap],
    [
        'splitlines',
        (self, args) => new PyList(splitLines(self, truth(bind('splitlines', [['keepends', false]], args)[0] ?? false))),
    ],
    [
        'removeprefix',
        (self, args) => {
            const prefix = methods_string_text(bindPositional('removeprefix', 1, 1, args)[0], 'removeprefix');
            return self.startsWith(prefix) ? self.slice(prefix.length) : self;
        },
    ],
    [
        'removesuffix',
        (self, args) => {
            const suffix = methods_string_text(bindPositional('removesuffix', 1, 1, args)[0], 'removesuffix');
            return suffix !== '' && self.endsWith(suffix) ? self.slice(0, -suffix.length) : self;
        },
    ],
]);

;// CONCATENATED MODULE: ./build/mapping/jinja/attributes.js









// Methods of Markup whose result needs no escaping of arguments.
const MARKUP_TEXT_METHODS = new Set(['upper', 'lower', 'title', 'capitalize', 'swapcase', 'casefold']);
const MARKUP_METHODS = new Set(['escape', 'unescape', 'striptags', 'format', 'join', 'replace', 'split']);
/** getattr(value, name): undefined when there is no such attribute. */
function getAttribute(value, name) {
    if (value instanceof Undefined)
        return undefinedAttribute(value, name);
    if (name.startsWith('__') && name.endsWith('__'))
        return dunder(value, name);
    if (typeof value === 'string')
        return stringAttribute(value, name);
    if (value instanceof Markup)
        return markupAttribute(value, name);
    if (value instanceof PyDict)
        return bound(DICT_METHODS.get(name), value, name);
    if (value instanceof PyList)
        return bound(LIST_METHODS.get(name), value, name);
    if (value instanceof PyTuple) {
        const index = value.fields.indexOf(name);
        return index >= 0 ? value.items[index] : bound(TUPLE_METHODS.get(name), value, name);
    }
    if (value instanceof Instance)
        return value.members.attribute(name);
    if (value instanceof Namespace)
        return getItem(value.attributes, name);
    if (value instanceof PyRange)
        return rangeAttribute(value, name);
    if (value === null)
        return undefined;
    if (typeof value === 'boolean' || isInt(value) || value instanceof PyFloat)
        return numberAttribute(value, name);
    throw new JinjaUnsupported(`the attribute '${name}' of a ${typeName(value)} is not supported`);
}
function undefinedAttribute(value, name) {
    if (name.startsWith('__') && name.endsWith('__'))
        return undefined;
    return value.fail();
}
/** Every Python object has such attributes; a record's own key that looks like one is left to getitem. */
function dunder(value, name) {
    if (value instanceof Namespace)
        return getItem(value.attributes, name);
    const unknownToPython = name === '__proto__' || !/^__[a-z]+(_[a-z]+)*__$/.test(name);
    if (unknownToPython)
        return undefined;
    throw new JinjaUnsupported(`the attribute '${name}' is not supported`);
}
function bound(method, self, name) {
    if (method === undefined)
        return undefined;
    return new Callable('builtin_function_or_method', name, (args) => method(self, args));
}
function stringAttribute(value, name) {
    if (UNSUPPORTED_STRING_METHODS.has(name)) {
        throw new JinjaUnsupported(`the method '${name}' of a string is not supported`);
    }
    return bound(STRING_METHODS.get(name), value, name);
}
function markupAttribute(value, name) {
    const method = STRING_METHODS.get(name);
    if (method === undefined && !MARKUP_METHODS.has(name) && !UNSUPPORTED_STRING_METHODS.has(name))
        return undefined;
    return new Callable('method', name, (args) => {
        if (method !== undefined && /^(is|starts|ends|find|rfind|index|rindex|count)/.test(name)) {
            return method(value.text, args);
        }
        const plain = args.positional.length === 0 && args.named.size === 0;
        const textual = MARKUP_TEXT_METHODS.has(name) || (plain && /^[lr]?strip$/.test(name));
        if (method === undefined || !textual) {
            throw new JinjaUnsupported(`the method '${name}' of escaped text is not supported`);
        }
        return new Markup(textOf(method(value.text, args)) ?? '');
    });
}
function rangeAttribute(value, name) {
    if (name === 'start' || name === 'stop' || name === 'step')
        return value[name];
    if (name === 'count' || name === 'index')
        throw new JinjaUnsupported(`range.${name} is not supported`);
    return undefined;
}
/** `value[key]`; the Python exception when there is no such item. */
function getItemStrictly(value, key) {
    if (value instanceof Undefined)
        return value.fail();
    if (value instanceof PyDict) {
        const found = getItem(value, key);
        if (found === undefined)
            throw new JinjaRuntimeError('KeyError', repr(key));
        return found;
    }
    const text = textOf(value);
    if (text !== undefined) {
        const all = hasSurrogates(text) ? characters(text) : text;
        const found = all[position(key, all.length, 'string')] ?? '';
        return value instanceof Markup ? new Markup(found) : found;
    }
    if (value instanceof PyList || value instanceof PyTuple) {
        return value.items[position(key, value.items.length, typeName(value))] ?? null;
    }
    if (value instanceof PyRange)
        return value.start + position(key, value.length, 'range object') * value.step;
    if (value instanceof Callable && value.typeName === 'type') {
        throw new JinjaUnsupported('subscripting a class is not supported');
    }
    throw errors_typeError(`'${typeName(value)}' object is not subscriptable`);
}
function position(key, length, kind) {
    if (key instanceof Undefined) {
        throw errors_typeError(`${kind} indices must be integers or slices, not ${typeName(key)}`);
    }
    if (typeof key !== 'boolean' && !isInt(key)) {
        throw errors_typeError(`${kind} indices must be integers or slices, not ${typeName(key)}`);
    }
    const index = Number(key);
    const positive = index < 0 ? index + length : index;
    if (positive < 0 || positive >= length)
        throw new JinjaRuntimeError('IndexError', `${kind} index out of range`);
    return positive;
}
function isMissing(error) {
    return (error instanceof JinjaRuntimeError &&
        ['TypeError', 'KeyError', 'IndexError', 'AttributeError'].includes(error.exception));
}
function itemOrNothing(value, key) {
    try {
        return getItemStrictly(value, key);
    }
    catch (error) {
        if (isMissing(error))
            return undefined;
        throw error;
    }
}
function missing(value, key) {
    const owner = value === null ? 'None' : `${typeName(value)} object`;
    if (typeof key === 'string')
        return new Undefined(`'${owner}' has no attribute '${key}'`);
    return new Undefined(`${owner} has no element ${key instanceof Undefined ? 'Undefined' : repr(key)}`);
}
/** `value.name` in a template: the attribute, else the item of that name, else Undefined. */
function attributeOf(value, name) {
    // A plain key of a dict, by far the commonest case, needs no detour by way of an exception.
    const found = getAttribute(value, name);
    if (found !== undefined)
        return found;
    const item = value instanceof PyDict ? getItem(value, name) : itemOrNothing(value, name);
    return item === undefined ? missing(value, name) : item;
}
/** `value[key]` in a template: the item, else the attribute of that name, else Undefined. */
function itemOf(value, key) {
    const found = itemOrNothing(value, key);
    if (found !== undefined)
        return found;
    const name = textOf(key);
    const attribute = name === undefined ? undefined : getAttribute(value, name);
    return attribute === undefined ? missing(value, key) : attribute;
}
/** `value[start:stop:step]`. */
function sliceOf(value, slice) {
    if (value instanceof Undefined)
        return value.fail();
    const text = textOf(value);
    if (text !== undefined) {
        const part = cut(characters(text), slice).join('');
        return value instanceof Markup ? new Markup(part) : part;
    }
    if (value instanceof PyList)
        return new PyList(cut(value.items, slice));
    if (value instanceof PyTuple)
        return new PyTuple(cut(value.items, slice));
    if (value instanceof PyRange)
        throw new JinjaUnsupported('a slice of a range is not supported');
    if (value instanceof PyDict)
        throw errors_typeError("unhashable type: 'slice'");
    throw errors_typeError(`'${typeName(value)}' object is not subscriptable`);
}
function bounds(value, fallback) {
    if (value === null)
        return fallback;
    if (value instanceof Undefined || (typeof value !== 'boolean' && !isInt(value))) {
        throw errors_typeError('slice indices must be integers or None or have an __index__ method');
    }
    return countOf(value);
}
function cut(items, slice) {
    const step = bounds(slice.step, 1);
    if (step === 0)
        throw new JinjaRuntimeError('ValueError', 'slice step cannot be zero');
    const length = items.length;
    const lowest = step > 0 ? 0 : -1;
    const highest = step > 0 ? length : length - 1;
    const clamp = (index) => Math.min(Math.max(index < 0 ? index + length : index, lowest), highest);
    const start = slice.start === null ? (step > 0 ? 0 : highest) : clamp(bounds(slice.start, 0));
    const stop = slice.stop === null ? (step > 0 ? highest : lowest) : clamp(bounds(slice.stop, 0));
    if (step === 1)
        return items.slice(start, Math.max(start, stop));
    const result = [];
    for (let index = start; step > 0 ? index < stop : index > stop; index += step) {
        const item = items[index];
        if (item !== undefined)
            result.push(item);
    }
    return result;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/html.js


const SPECIAL = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&#34;',
    "'": '&#39;',
};
function escapeText(text) {
    return text.replace(/[&<>"']/g, (char) => SPECIAL[char] ?? char);
}
/** markupsafe's escape: what is Markup already stays as it is. */
function escapeHtml(value) {
    return value instanceof Markup ? value : new Markup(escapeText(toText(value)));
}

;// CONCATENATED MODULE: ./build/mapping/jinja/percent-format.js








const DIRECTIVE = /%(?:\(((?:[^()]|\([^()]*\))*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d*))?[hlL]?([\s\S]|$)/y;
/** `template % values`. */
function percentFormat(template, values) {
    const source = new ValueSource(values);
    let result = '';
    let position = 0;
    for (;;) {
        const start = template.indexOf('%', position);
        if (start < 0)
            break;
        result += template.slice(position, start);
        DIRECTIVE.lastIndex = start;
        const match = DIRECTIVE.exec(template);
        if (match === null)
            throw valueError('incomplete format key');
        position = DIRECTIVE.lastIndex;
        result += directiveText(match, source);
        checkTextLength(result.length);
    }
    source.finish();
    return result + template.slice(position);
}
/** Hands out the values of a `%`: those of a tuple in turn, one value once, those of a dict by key. */
class ValueSource {
    #values;
    #queue;
    #mapping;
    #next = 0;
    #keyed = false;
    constructor(values) {
        this.#values = values;
        this.#queue = values instanceof PyTuple ? values.items : [values];
        this.#mapping = [PyDict, PyList, PyRange, Undefined].some((kind) => values instanceof kind);
    }
    take() {
        const value = this.#queue[this.#next];
        if (value === undefined || this.#keyed)
            throw errors_typeError('not enough arguments for format string');
        this.#next += 1;
        return value;
    }
    byKey(key) {
        this.#keyed = true;
        if (!(this.#values instanceof PyDict))
            throw errors_typeError('format requires a mapping');
        const value = getItem(this.#values, key);
        if (value === undefined)
            throw new JinjaRuntimeError('KeyError', repr(key));
        return value;
    }
    finish() {
        if (this.#next < this.#queue.length && !this.#mapping && !this.#keyed) {
            throw errors_typeError('not all arguments converted during string formatting');
        }
    }
}
function directiveText(match, source) {
    const [whole, key, flags = '', width, precision, code = ''] = match;
    if (code === '%') {
        if (whole === '%%')
            return '%';
        throw new JinjaUnsupported('a %% with options is not supported');
    }
    if (code === '')
        throw valueError('incomplete format');
    const keyed = key === undefined ? undefined : source.byKey(key);
    let left = flags;
    let size = 0;
    if (width === '*') {
        const given = numberOf(source.take());
        if (typeof given !== 'number' || !Number.isInteger(given))
            throw errors_typeError('* wants int');
        size = Math.abs(given);
        if (given < 0)
            left += '-';
    }
    else if (width !== undefined) {
        size = Number(width);
    }
    if (precision === '*')
        throw new JinjaUnsupported("a precision of '*' is not supported");
    const digits = precision === undefined ? undefined : Number(precision || '0');
    if (digits !== undefined && digits > 1000)
        throw new JinjaUnsupported('a precision above 1000 is not supported');
    checkTextLength(size);
    return convert(keyed ?? source.take(), { flags: left, width: size, precision: digits, code });
}
function convert(value, directive) {
    const { code, precision } = directive;
    if (code === 's' || code === 'r') {
        const text = code === 's' ? toText(value) : repr(value);
        return padText(precision === undefined ? text : characters(text).slice(0, precision).join(''), directive);
    }
    if (code === 'c')
        return padText(characterOf(value), directive);
    if ('diu'.includes(code))
        return percent_format_padNumber(wholeNumber(value, code), '', directive);
    if ('oxX'.includes(code))
        return radixText(value, directive);
    if ('eEfFgG'.includes(code))
        return floatText(value, directive);
    if (code === 'a')
        throw new JinjaUnsupported('the format %a is not supported');
    throw valueError(`unsupported format character '${code}'`);
}
function padText(text, directive) {
    const missing = directive.width - textLength(text);
    if (missing <= 0)
        return text;
    return directive.flags.includes('-') ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}
function characterOf(value) {
    const text = textOf(value);
    if (text !== undefined && textLength(text) === 1)
        return text;
    const number = value instanceof PyFloat ? undefined : numberOf(value);
    if (number === undefined)
        throw errors_typeError('%c requires int or char');
    if (number < 0 || number > 0x10ffff)
        throw new JinjaRuntimeError('OverflowError', '%c arg not in range(0x110000)');
    return String.fromCodePoint(Number(number));
}
function wholeNumber(value, code) {
    if (value instanceof Undefined)
        return value.fail();
    const number = numberOf(value);
    if (number === undefined)
        throw errors_typeError(`%${code} format: a real number is required, not ${typeName(value)}`);
    return BigInt(value instanceof PyFloat ? truncateFloat(value.value) : number).toString();
}
function radixText(value, directive) {
    const number = value instanceof PyFloat ? undefined : numberOf(value);
    if (value instanceof Undefined)
        return value.fail();
    if (number === undefined) {
        throw errors_typeError(`%${directive.code} format: an integer is required, not ${typeName(value)}`);
    }
    const text = BigInt(number).toString(directive.code === 'o' ? 8 : 16);
    const cased = directive.code === 'X' ? text.toUpperCase() : text;
    return percent_format_padNumber(cased, directive.flags.includes('#') ? `0${directive.code}` : '', directive);
}
function percent_format_padNumber(text, prefix, directive) {
    const negative = text.startsWith('-');
    const { flags, width, precision } = directive;
    const digits = (negative ? text.slice(1) : text).padStart(precision ?? 0, '0');
    const sign = (negative ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '') + prefix;
    if (flags.includes('-'))
        return (sign + digits).padEnd(width);
    if (flags.includes('0'))
        return sign + digits.padStart(width - sign.length, '0');
    return (sign + digits).padStart(width);
}
function floatText(value, directive) {
    if (value instanceof Undefined)
        return value.fail();
    const number = numberOf(value);
    if (number === undefined)
        throw errors_typeError(`must be real number, not ${typeName(value)}`);
    const float = value instanceof PyFloat ? value.value : intToFloat(number);
    const alternate = directive.flags.includes('#');
    const precision = directive.precision ?? 6;
    const negative = float < 0 || Object.is(float, -0);
    let body = 'nan';
    if (!Number.isNaN(float)) {
        if (!Number.isFinite(float))
            body = 'inf';
        else if ('fF'.includes(directive.code))
            body = fixedText(float, precision) + (alternate && precision === 0 ? '.' : '');
        else if ('eE'.includes(directive.code))
            body = exponentText(float, precision, alternate);
        else
            body = generalText(float, precision, { alternate, pointAlways: false });
    }
    const cased = 'EFG'.includes(directive.code) ? body.toUpperCase() : body;
    return percent_format_padNumber((negative ? '-' : '') + cased, '', { ...directive, precision: undefined });
}

;// CONCATENATED MODULE: ./build/mapping/jinja/operators.js







/** `left operator right` with Python's rules. */
function binary(operator, left, right) {
    if (operator === '%' && textOf(left) !== undefined)
        return formatText(left, right);
    for (const value of [left, right])
        if (value instanceof Undefined)
            return value.fail();
    const leftNumber = numberOf(left);
    const rightNumber = numberOf(right);
    if (leftNumber !== undefined && rightNumber !== undefined) {
        if (left instanceof PyFloat || right instanceof PyFloat) {
            return new PyFloat(floatOperation(operator, intToFloatIfNeeded(left), intToFloatIfNeeded(right)));
        }
        return intOperation(operator, leftNumber, rightNumber);
    }
    if (operator === '+')
        return concatenate(left, right);
    if (operator === '*')
        return repeat(left, right);
    return unsupported(operator, left, right);
}
function intToFloatIfNeeded(value) {
    return value instanceof PyFloat ? value.value : intToFloat(numberOf(value) ?? 0);
}
function unsupported(operator, left, right) {
    throw errors_typeError(`unsupported operand type(s) for ${operator}: '${typeName(left)}' and '${typeName(right)}'`);
}
function formatText(left, right) {
    if (left instanceof Markup)
        throw new JinjaUnsupported('formatting of escaped text is not supported');
    return percentFormat(textOf(left) ?? '', right);
}
function floatOperation(operator, left, right) {
    if (operator === '+')
        return left + right;
    if (operator === '-')
        return left - right;
    if (operator === '*')
        return left * right;
    if (operator === '**')
        return powerFloats(left, right);
    if (operator === '//')
        return divideFloats(left, right).quotient;
    if (operator === '%')
        return divideFloats(left, right).remainder;
    if (right === 0)
        throw new JinjaRuntimeError('ZeroDivisionError', 'float division by zero');
    return left / right;
}
function intOperation(operator, left, right) {
    if (operator === '+')
        return addInts(left, right);
    if (operator === '-')
        return addInts(left, negateInt(right));
    if (operator === '*')
        return multiplyInts(left, right);
    if (operator === '**')
        return powerInts(left, right);
    if (operator === '//')
        return divideInts(left, right).quotient;
    if (operator === '%')
        return divideInts(left, right).remainder;
    return new PyFloat(trueDivideInts(left, right));
}
function concatenate(left, right) {
    const leftText = textOf(left);
    const rightText = textOf(right);
    if (leftText !== undefined && rightText !== undefined) {
        checkTextLength(leftText.length + rightText.length);
        if (left instanceof Markup || right instanceof Markup) {
            return new Markup(escapeHtml(left).text + escapeHtml(right).text);
        }
        return leftText + rightText;
    }
    if (left instanceof PyList && right instanceof PyList)
        return new PyList([...left.items, ...right.items]);
    if (left instanceof PyTuple && right instanceof PyTuple)
        return new PyTuple([...left.items, ...right.items]);
    if (leftText !== undefined)
        throw errors_typeError(`can only concatenate str (not "${typeName(right)}") to str`);
    return unsupported('+', left, right);
}
function repeat(left, right) {
    const leftCount = left instanceof PyFloat ? undefined : numberOf(left);
    const rightCount = right instanceof PyFloat ? undefined : numberOf(right);
    const sequence = leftCount === undefined ? left : right;
    const count = leftCount ?? rightCount;
    if (count === undefined)
        return unsupported('*', left, right);
    const times = Math.max(0, Number(count));
    const text = textOf(sequence);
    if (text !== undefined) {
        checkTextLength(text.length * times);
        return sequence instanceof Markup ? new Markup(text.repeat(times)) : text.repeat(times);
    }
    if (!(sequence instanceof PyList) && !(sequence instanceof PyTuple))
        return unsupported('*', left, right);
    checkItemCount(sequence.items.length * times);
    const items = Array.from({ length: times }, () => sequence.items).flat();
    return sequence instanceof PyList ? new PyList(items) : new PyTuple(items);
}
/** `-value` and `+value`. */
function unary(operator, value) {
    if (value instanceof Undefined)
        return value.fail();
    if (value instanceof PyFloat)
        return operator === '-' ? new PyFloat(-value.value) : value;
    const number = numberOf(value);
    if (number === undefined)
        throw errors_typeError(`bad operand type for unary ${operator}: '${typeName(value)}'`);
    return operator === '-' ? negateInt(number) : number;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/filter-kit.js




/** Declares a filter with named parameters, the filtered value first. */
function filter(name, parameters, run) {
    return [name, { contextual: false, call: (args, runtime) => run(bind(name, parameters, args), runtime) }];
}
/** The value at a place among bound arguments. */
function at(values, index) {
    const value = values[index];
    if (value === undefined)
        throw errors_typeError('missing argument');
    return value;
}
/** Applies a text operation; escaped text stays escaped. */
function onText(value, run) {
    return value instanceof Markup ? new Markup(run(value.text)) : run(toText(value));
}

;// CONCATENATED MODULE: ./build/mapping/jinja/filter-tojson.js







const SHORT = {
    '"': '\\"',
    '\\': '\\\\',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\f': '\\f',
    '\b': '\\b',
};
function unicodeEscape(unit) {
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
function jsonText(text) {
    return `"${text.replace(/["\\]|[^ -~]/g, (unit) => SHORT[unit] ?? unicodeEscape(unit))}"`;
}
function jsonFloat(value) {
    if (Number.isNaN(value))
        return 'NaN';
    if (!Number.isFinite(value))
        return value > 0 ? 'Infinity' : '-Infinity';
    return floatRepr(value);
}
function keyText(key) {
    const text = textOf(key);
    if (text !== undefined)
        return text;
    if (key === null || typeof key === 'boolean' || isInt(key) || key instanceof PyFloat)
        return serialize(key, undefined, 0);
    throw errors_typeError(`keys must be str, int, float, bool or None, not ${typeName(key)}`);
}
/** json.dumps(value, sort_keys=True, indent=indent). */
function serialize(value, indent, depth) {
    const text = textOf(value);
    if (text !== undefined)
        return jsonText(text);
    if (value === null)
        return 'null';
    if (typeof value === 'boolean')
        return value ? 'true' : 'false';
    if (isInt(value))
        return repr(value);
    if (value instanceof PyFloat)
        return jsonFloat(value.value);
    if (value instanceof PyList || value instanceof PyTuple) {
        return enclose('[', ']', value.items.map((item) => serialize(item, indent, depth + 1)), indent, depth);
    }
    if (value instanceof PyDict) {
        const pairs = sortBy([...value.entries.values()], (pair) => new PyTuple(pair.slice(0, 1)), false);
        const members = pairs.map(([key, item]) => `${jsonText(keyText(key))}: ${serialize(item, indent, depth + 1)}`);
        return enclose('{', '}', members, indent, depth);
    }
    throw errors_typeError(`Object of type ${typeName(value)} is not JSON serializable`);
}
function enclose(open, close, parts, indent, depth) {
    if (parts.length === 0)
        return open + close;
    if (indent === undefined)
        return `${open}${parts.join(', ')}${close}`;
    const inner = `\n${indent.repeat(depth + 1)}`;
    return `${open}${inner}${parts.join(`,${inner}`)}\n${indent.repeat(depth)}${close}`;
}
/** The filter `tojson`: JSON that is safe within HTML. */
const TO_JSON = filter('tojson', ['value', ['indent', null]], ([value = null, indent = null]) => {
    const blanks = indent === null
        ? undefined
        : (textOf(indent) ?? ' '.repeat(Math.max(0, Math.min(countOf(indent), 1000))));
    const json = serialize(value, blanks, 0);
    checkTextLength(json.length);
    return new Markup(json.replace(/[<>&']/g, unicodeEscape));
});

;// CONCATENATED MODULE: ./build/mapping/jinja/lookup.js


/** Strings in small letters, everything else as it is. */
function ignoreCase(value) {
    return textOf(value)?.toLowerCase() ?? value;
}
function pathOf(attribute) {
    if (attribute === null)
        return [];
    const text = textOf(attribute);
    if (text === undefined)
        return [attribute];
    return text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}
/** A getter for a dotted path; None reads the item itself. */
function getterOf(attribute, options = {}) {
    const path = pathOf(attribute);
    const fallback = options.fallback ?? null;
    return (item) => {
        let value = item;
        for (const part of path) {
            value = itemOf(value, part);
            if (fallback !== null && value instanceof Undefined)
                value = fallback;
        }
        return options.ignoreCase === true ? ignoreCase(value) : value;
    };
}
/** A getter for several paths with commas between them: their values as one list. */
function multiGetterOf(attribute, options) {
    const text = textOf(attribute);
    const getters = (text === undefined ? [attribute] : text.split(',')).map((part) => getterOf(part, options));
    return (item) => new PyList(getters.map((getter) => getter(item)));
}

;// CONCATENATED MODULE: ./build/mapping/jinja/filters-map.js





function argumentError(message) {
    return new JinjaRuntimeError('FilterArgumentError', message);
}
/** The name of a filter or test that a template gives as a value. */
function nameOf(value, kind) {
    if (value instanceof Undefined)
        return value.fail();
    const text = textOf(value);
    if (text === undefined)
        throw new JinjaRuntimeError('TemplateRuntimeError', `No ${kind} named ${repr(value)}.`);
    return text;
}
function mapping(args, runtime) {
    const [, filterName, ...rest] = args.positional;
    const attribute = args.named.get('attribute');
    if (filterName === undefined && attribute !== undefined) {
        const unexpected = [...args.named.keys()].find((name) => name !== 'attribute' && name !== 'default');
        if (unexpected !== undefined)
            throw argumentError(`Unexpected keyword argument '${unexpected}'`);
        return getterOf(attribute, { fallback: args.named.get('default') ?? null });
    }
    if (filterName === undefined)
        throw argumentError('map requires a filter argument');
    const name = nameOf(filterName, 'filter');
    const filter = runtime.filter(name);
    if (filter === undefined)
        throw new JinjaRuntimeError('TemplateRuntimeError', `No filter named '${name}'.`);
    return (item) => filter.call({ positional: [item, ...rest], named: args.named }, runtime);
}
function selection(args, runtime, byAttribute) {
    const [, ...given] = args.positional;
    if (byAttribute && given[0] === undefined)
        throw argumentError('Missing parameter for attribute name');
    const read = byAttribute ? getterOf(given[0] ?? null) : (item) => item;
    const [testName, ...rest] = byAttribute ? given.slice(1) : given;
    if (testName === undefined)
        return (item) => truth(read(item));
    const name = nameOf(testName, 'test');
    const test = runtime.test(name);
    if (test === undefined)
        throw new JinjaRuntimeError('TemplateRuntimeError', `No test named '${name}'.`);
    return (item) => test({ positional: [read(item), ...rest], named: args.named }, runtime);
}
function* mapped(args, runtime) {
    const value = args.positional[0] ?? null;
    if (!truth(value))
        return;
    const change = mapping(args, runtime);
    for (const item of iterate(value))
        yield change(item);
}
function* selected(args, runtime, keep, byAttribute) {
    const value = args.positional[0] ?? null;
    if (!truth(value))
        return;
    const test = selection(args, runtime, byAttribute);
    for (const item of iterate(value))
        if (test(item) === keep)
            yield item;
}
function selecting(name, keep, byAttribute) {
    return [
        name,
        {
            contextual: true,
            call: (args, runtime) => new PyIterator('generator', selected(args, runtime, keep, byAttribute)),
        },
    ];
}
/** The filters that apply a filter or a test to each item. */
const MAP_FILTERS = [
    ['map', { contextual: true, call: (args, runtime) => new PyIterator('generator', mapped(args, runtime)) }],
    selecting('select', true, false),
    selecting('reject', false, false),
    selecting('selectattr', true, true),
    selecting('rejectattr', false, true),
];

;// CONCATENATED MODULE: ./build/mapping/jinja/filters-number.js









/** float(value): undefined where Python raises TypeError or ValueError. */
function toFloat(value) {
    if (value instanceof Undefined)
        return value.fail();
    if (value instanceof PyFloat)
        return value.value;
    const number = numberOf(value);
    if (number !== undefined)
        return intToFloat(number);
    const text = textOf(value);
    return text === undefined ? undefined : parseFloatText(text);
}
/** int(value) of a number: undefined where Python raises ValueError (NaN). */
function wholePart(value, fallback, onInfinity) {
    if (Number.isNaN(value))
        return fallback;
    if (!Number.isFinite(value) && onInfinity === 'fallback')
        return fallback;
    return truncateFloat(value);
}
function toInteger(values) {
    const [value = null, fallback = 0, base = 10] = values;
    if (value instanceof Undefined)
        return value.fail();
    if (value instanceof PyFloat)
        return wholePart(value.value, fallback, 'raise');
    const number = numberOf(value);
    if (number !== undefined)
        return number;
    const text = textOf(value);
    if (text === undefined)
        return fallback;
    const baseNumber = base instanceof PyFloat ? undefined : numberOf(base);
    const whole = typeof baseNumber === 'number' ? parseInteger(text, baseNumber) : undefined;
    if (whole !== undefined)
        return whole;
    const float = parseFloatText(text);
    return float === undefined ? fallback : wholePart(float, fallback, 'fallback');
}
function round(values) {
    const [value = null, precision = 0, method = 'common'] = values;
    const name = textOf(method);
    if (name !== 'common' && name !== 'ceil' && name !== 'floor') {
        throw new JinjaRuntimeError('FilterArgumentError', 'method must be common, ceil or floor');
    }
    if (value instanceof Undefined) {
        if (name === 'common')
            throw errors_typeError(`type ${typeName(value)} doesn't define __round__ method`);
        return value.fail();
    }
    return name === 'common' ? roundCommon(value, precision) : roundToward(name, value, precision);
}
function roundCommon(value, precision) {
    const number = numberOf(value);
    if (number === undefined)
        throw errors_typeError(`type ${typeName(value)} doesn't define __round__ method`);
    if (!(value instanceof PyFloat))
        return roundInt(number, precision === null ? 0 : countOf(precision));
    if (precision === null)
        return roundHalfEven(value.value);
    return new PyFloat(roundFloat(value.value, countOf(precision)));
}
function roundHalfEven(value) {
    return truncateFloat(Number.isFinite(value) ? roundFloat(value, 0) : value);
}
function roundToward(method, value, precision) {
    const scale = binary('**', 10, precision);
    const scaled = binary('*', value, scale);
    const number = numberOf(scaled);
    if (number === undefined)
        throw errors_typeError(`must be real number, not ${typeName(scaled)}`);
    let whole = number;
    if (scaled instanceof PyFloat) {
        truncateFloat(scaled.value);
        whole = toInt(method === 'ceil' ? Math.ceil(scaled.value) : Math.floor(scaled.value));
    }
    return binary('/', whole, scale);
}
const DECIMAL_UNITS = ['kB', 'MB', 'GB', 'TB', 'PB', 'EB', 'ZB', 'YB'];
const BINARY_UNITS = ['KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB', 'ZiB', 'YiB'];
function fileSize(values) {
    const [value = null, isBinary = false] = values;
    const bytes = toFloat(value);
    if (bytes === undefined)
        throw errors_typeError(`could not convert ${repr(value)} to float`);
    if (!Number.isFinite(bytes))
        throw new JinjaUnsupported('filesizeformat of infinity or NaN is not supported');
    const base = truth(isBinary) ? 1024 : 1000;
    const units = truth(isBinary) ? BINARY_UNITS : DECIMAL_UNITS;
    if (bytes === 1)
        return '1 Byte';
    if (bytes < base)
        return `${truncateFloat(bytes)} Bytes`;
    const index = units.findIndex((_unit, power) => bytes < Number(BigInt(base) ** BigInt(power + 2)));
    const chosen = index < 0 ? units.length - 1 : index;
    const divisor = Number(BigInt(base) ** BigInt(chosen + 2));
    return `${fixedText((base * bytes) / divisor, 1)} ${units[chosen]}`;
}
function filters_number_absolute(value) {
    if (value instanceof Undefined || numberOf(value) === undefined) {
        throw errors_typeError(`bad operand type for abs(): '${typeName(value)}'`);
    }
    if (value instanceof PyFloat)
        return new PyFloat(Math.abs(value.value));
    return ordered('<', value, 0) ? unary('-', value) : unary('+', value);
}
/** The filters about numbers. */
const NUMBER_FILTERS = [
    filter('abs', ['x'], ([x = null]) => filters_number_absolute(x)),
    filter('float', ['value', ['default', new PyFloat(0)]], ([value = null, fallback = null]) => {
        const float = toFloat(value);
        return float === undefined ? fallback : new PyFloat(float);
    }),
    filter('int', ['value', ['default', 0], ['base', 10]], toInteger),
    filter('round', ['value', ['precision', 0], ['method', 'common']], round),
    filter('filesizeformat', ['value', ['binary', false]], fileSize),
];

;// CONCATENATED MODULE: ./build/mapping/jinja/filters-sequence.js












function generator(items) {
    return new PyIterator('generator', items);
}
function* batches(value, size, fill) {
    let batch = [];
    for (const item of iterate(value)) {
        if (equals(batch.length, size)) {
            yield new PyList(batch);
            batch = [];
        }
        batch.push(item);
    }
    if (batch.length === 0)
        return;
    if (fill !== null) {
        const count = countOf(size);
        checkItemCount(count);
        while (batch.length < count)
            batch.push(fill);
    }
    yield new PyList(batch);
}
function* slices(value, count, fill) {
    const items = itemsOf(value);
    const wanted = countOf(count);
    const { quotient, remainder } = divideInts(items.length, wanted);
    const size = Number(quotient);
    const withExtra = Number(remainder);
    let offset = 0;
    for (let number = 0; number < wanted; number += 1) {
        checkItemCount(number);
        const start = offset + number * size;
        if (number < withExtra)
            offset += 1;
        const slice = items.slice(start, offset + (number + 1) * size);
        if (fill !== null && number >= withExtra)
            slice.push(fill);
        yield new PyList(slice);
    }
}
function* uniqueItems(value, getter) {
    const seen = new Set();
    for (const item of iterate(value)) {
        const key = hashKey(getter(item));
        if (seen.has(key))
            continue;
        seen.add(key);
        yield item;
    }
}
function extreme(name, values) {
    const [value = null, caseSensitive = false, attribute = null] = values;
    const getter = getterOf(attribute, { ignoreCase: !truth(caseSensitive) });
    let best;
    for (const item of iterate(value)) {
        const key = getter(item);
        if (best === undefined || ordered(name === 'min' ? '<' : '>', key, best.key))
            best = { item, key };
    }
    return best === undefined ? new Undefined('No aggregated item, sequence was empty.') : best.item;
}
function dictSort(values) {
    const [value = null, caseSensitive = false, by = 'key', reverse = false] = values;
    const place = equals(by, 'key') ? 0 : equals(by, 'value') ? 1 : undefined;
    if (place === undefined) {
        throw new JinjaRuntimeError('FilterArgumentError', 'You can only sort by either "key" or "value"');
    }
    if (!(value instanceof PyDict)) {
        throw new JinjaRuntimeError('AttributeError', `'${typeName(value)}' object has no attribute 'items'`);
    }
    const keyOf = (pair) => truth(caseSensitive) ? pair[place] : ignoreCase(pair[place]);
    const pairs = [...value.entries.values()];
    return new PyList(sortBy(pairs, keyOf, truth(reverse)).map((pair) => new PyTuple(pair)));
}
function groupBy(values) {
    const [value = null, attribute = null, fallback = null, caseSensitive = false] = values;
    const key = getterOf(attribute, { ignoreCase: !truth(caseSensitive), fallback });
    const shown = truth(caseSensitive) ? key : getterOf(attribute, { fallback });
    const groups = [];
    for (const item of sortBy(itemsOf(value), key, false)) {
        const last = groups.at(-1);
        if (last !== undefined && equals(last.key, key(item)))
            last.items.push(item);
        else
            groups.push({ key: key(item), items: [item] });
    }
    return new PyList(groups.map(({ items }) => new PyTuple([shown(items[0] ?? null), new PyList(items)], ['grouper', 'list'])));
}
function filters_sequence_join(values) {
    const [value = null, separator = '', attribute = null] = values;
    const getter = attribute === null ? undefined : getterOf(attribute);
    const parts = [];
    let length = 0;
    for (const item of iterate(value)) {
        const part = toText(getter === undefined ? item : getter(item));
        length += part.length;
        checkTextLength(length);
        parts.push(part);
    }
    return parts.join(toText(separator));
}
function filters_sequence_first(value) {
    for (const item of iterate(value))
        return item;
    return new Undefined('No first item, sequence was empty.');
}
/** The items of what Python's reversed() takes, from the last to the first. */
function reversedItems(value) {
    if (value instanceof Undefined)
        return value.strict ? value.fail() : [];
    const sequence = textOf(value) !== undefined ||
        [PyList, PyTuple, PyDict, PyRange, DictView].some((kind) => value instanceof kind);
    return sequence ? itemsOf(value).reverse() : undefined;
}
function last(value) {
    const items = reversedItems(value);
    if (items === undefined)
        throw errors_typeError(`'${typeName(value)}' object is not reversible`);
    const [found] = items;
    return found === undefined ? new Undefined('No last item, sequence was empty.') : found;
}
function reverse(value) {
    const text = textOf(value);
    if (text !== undefined) {
        const backward = characters(text).reverse().join('');
        return value instanceof Markup ? new Markup(backward) : backward;
    }
    const items = reversedItems(value);
    if (items !== undefined) {
        const name = value instanceof PyList ? 'list_reverseiterator' : 'reversed';
        return new PyIterator(name, items.values());
    }
    if (value instanceof PyIterator)
        return new PyList(itemsOf(value).reverse());
    throw new JinjaRuntimeError('FilterArgumentError', 'argument must be iterable');
}
function sum(values) {
    const [value = null, attribute = null, start = 0] = values;
    if (textOf(start) !== undefined)
        throw errors_typeError("sum() can't sum strings [use ''.join(seq) instead]");
    const getter = attribute === null ? undefined : getterOf(attribute);
    let total = start;
    for (const item of iterate(value))
        total = binary('+', total, getter === undefined ? item : getter(item));
    return total;
}
function randomItem(value, random) {
    if (random === undefined)
        throw new JinjaUnsupported("the filter 'random' gives another value on each run");
    const length = requireLength(value);
    if (length === 0)
        return new Undefined('No random item, sequence was empty.');
    if (value instanceof PyDict || value instanceof DictView)
        throw errors_typeError(`'${typeName(value)}' has no items by index`);
    return itemsOf(value)[Math.floor(random() * length)] ?? null;
}
function filters_sequence_attribute(values) {
    const [value = null, name = null] = values;
    const text = textOf(name);
    if (text === undefined)
        throw errors_typeError('attribute name must be string');
    const found = getAttribute(value, text);
    return found === undefined
        ? new Undefined(`'${typeName(value)} object' has no attribute '${text}'`)
        : attributeOf(value, text);
}
function* itemsGenerator(value) {
    if (value instanceof Undefined)
        return;
    if (!(value instanceof PyDict))
        throw errors_typeError('Can only get item pairs from a mapping.');
    for (const pair of value.pairs())
        yield new PyTuple(pair);
}
/** The filters about lists, dicts and what else can be walked. */
const SEQUENCE_FILTERS = [
    filter('attr', ['obj', 'name'], filters_sequence_attribute),
    filter('batch', ['value', 'linecount', ['fill_with', null]], ([value = null, size = null, fill = null]) => generator(batches(value, size, fill))),
    filter('slice', ['value', 'slices', ['fill_with', null]], ([value = null, count = null, fill = null]) => generator(slices(value, count, fill))),
    filter('unique', ['value', ['case_sensitive', false], ['attribute', null]], ([value = null, exact = false, path = null]) => generator(uniqueItems(value, getterOf(path, { ignoreCase: !truth(exact) })))),
    filter('min', ['value', ['case_sensitive', false], ['attribute', null]], (values) => extreme('min', values)),
    filter('max', ['value', ['case_sensitive', false], ['attribute', null]], (values) => extreme('max', values)),
    ...['default', 'd'].map((name) => filter(name, ['value', ['default_value', ''], ['boolean', false]], ([value = null, fallback = '', boolean = false]) => value instanceof Undefined || (truth(boolean) && !truth(value)) ? fallback : value)),
    filter('dictsort', ['value', ['case_sensitive', false], ['by', 'key'], ['reverse', false]], dictSort),
    filter('first', ['seq'], ([seq = null]) => filters_sequence_first(seq)),
    filter('last', ['seq'], ([seq = null]) => last(seq)),
    filter('groupby', ['value', 'attribute', ['default', null], ['case_sensitive', false]], groupBy),
    filter('items', ['value'], ([value = null]) => generator(itemsGenerator(value))),
    filter('join', ['value', ['d', ''], ['attribute', null]], filters_sequence_join),
    filter('length', ['obj'], ([value = null]) => requireLength(value)),
    filter('count', ['obj'], ([value = null]) => requireLength(value)),
    filter('list', ['value'], ([value = null]) => new PyList(itemsOf(value))),
    filter('reverse', ['value'], ([value = null]) => reverse(value)),
    filter('sort', ['value', ['reverse', false], ['case_sensitive', false], ['attribute', null]], ([value = null, backward = false, exact = false, path = null]) => new PyList(sortBy(itemsOf(value), multiGetterOf(path, { ignoreCase: !truth(exact) }), truth(backward)))),
    filter('sum', ['iterable', ['attribute', null], ['start', 0]], sum),
    [
        'random',
        {
            contextual: true,
            call: (args, runtime) => {
                if (args.positional.length !== 1 || args.named.size > 0)
                    throw errors_typeError('random takes no arguments');
                return randomItem(at(args.positional, 0), runtime.random);
            },
        },
    ],
];

;// CONCATENATED MODULE: ./build/mapping/jinja/wrap.js


// What Python's textwrap takes for one unbreakable piece.
const PIECES = /([\t\n\v\f\r ]+|(?<=[\w!"'&.,?])-{2,}(?=\w)|[^\t\n\v\f\r ]+?(?:-(?:(?<=[A-Za-z_]{2}-)|(?<=[A-Za-z_]-[A-Za-z_]-))(?=[A-Za-z_]-?[A-Za-z_])|(?=[\t\n\v\f\r ]|$)|(?<=[\w!"'&.,?])(?=-{2,}\w)))/;
const SPACES = /([\t\n\v\f\r ]+)/;
function isBlank(piece) {
    return piece !== undefined && /^[\t\n\v\f\r ]*$/.test(piece);
}
/** textwrap.wrap(line, width, expand_tabs=False, replace_whitespace=False): the lines. */
function wrapText(text, options) {
    if (!isAscii(text) && (hasSurrogates(text) || options.breakOnHyphens)) {
        throw new JinjaUnsupported('wordwrap of text beyond ASCII is not supported');
    }
    if (options.width <= 0)
        throw valueError(`invalid width ${options.width} (must be > 0)`);
    const pieces = text.split(options.breakOnHyphens ? PIECES : SPACES).filter((piece) => piece !== '');
    const lines = [];
    let rest = pieces;
    while (rest.length > 0) {
        if (isBlank(rest[0]) && lines.length > 0)
            rest = rest.slice(1);
        const taken = takeLine(rest, options);
        rest = taken.rest;
        const line = isBlank(taken.line.at(-1)) ? taken.line.slice(0, -1) : taken.line;
        if (line.length > 0)
            lines.push(line.join(''));
    }
    return lines;
}
function takeLine(pieces, options) {
    const line = [];
    const rest = [...pieces];
    let length = 0;
    while (rest[0] !== undefined && length + rest[0].length <= options.width) {
        length += rest[0].length;
        line.push(rest.shift() ?? '');
    }
    const [long] = rest;
    if (long === undefined || long.length <= options.width)
        return { line, rest };
    if (options.breakLongWords) {
        const end = breakingPoint(long, options.width - length, options.breakOnHyphens);
        line.push(characters(long).slice(0, end).join(''));
        rest[0] = long.slice(end);
    }
    else if (line.length === 0) {
        line.push(rest.shift() ?? '');
    }
    return { line, rest };
}
function breakingPoint(word, room, onHyphens) {
    if (!onHyphens || word.length <= room)
        return room;
    const hyphen = word.lastIndexOf('-', room - 1);
    const before = word.slice(0, Math.max(0, hyphen));
    return hyphen > 0 && hyphen < room && /[^-]/.test(before) ? hyphen + 1 : room;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/filters-text.js












const WORD_START = new RegExp(`([-${WHITE_SPACE_CLASS}({\\[<]+)`);
function titleWords(text) {
    return text
        .split(WORD_START)
        .filter((part) => part !== '')
        .map((part) => {
        const [first = '', ...rest] = characters(part);
        return first.toUpperCase() + rest.join('').toLowerCase();
    })
        .join('');
}
function indent(values) {
    const [value = null, width = 4, first = false, blank = false] = values;
    const text = textOf(value);
    if (text === undefined)
        return binary('+', value, '\n');
    const blanks = textOf(width) ?? ' '.repeat(Math.max(0, Math.min(countOf(width), 100_000)));
    checkTextLength(blanks.length * 10);
    const indentation = value instanceof Markup ? escapeText(blanks) : blanks;
    const lines = splitLines(`${text}\n`);
    const body = truth(blank)
        ? lines.join(`\n${indentation}`)
        : lines.map((line, index) => (index > 0 && line !== '' ? indentation + line : line)).join('\n');
    const result = truth(first) ? indentation + body : body;
    checkTextLength(result.length);
    return value instanceof Markup ? new Markup(result) : result;
}
function truncate(values) {
    const [value = null, length = 255, killWords = false, end = '...', leewayGiven = null] = values;
    const leeway = leewayGiven === null ? 5 : countOf(leewayGiven);
    const size = countOf(length);
    const endLength = requireLength(end);
    if (size < endLength)
        throw new JinjaRuntimeError('AssertionError', `expected length >= ${endLength}, got ${size}`);
    if (leeway < 0)
        throw new JinjaRuntimeError('AssertionError', `expected leeway >= 0, got ${leeway}`);
    if (requireLength(value) <= size + leeway)
        return value;
    if (typeof value !== 'string' || typeof end !== 'string') {
        throw new JinjaUnsupported('truncate of anything but plain text is not supported');
    }
    const part = characters(value)
        .slice(0, size - endLength)
        .join('');
    return (truth(killWords) ? part : (splitOnFromRight(part, ' ', 1)[0] ?? '')) + end;
}
function stripTags(value) {
    let text = toText(value);
    text = cutAll(text, '<!--', '-->');
    text = cutAll(text, '<', '>');
    text = splitWords(text, -1).join(' ');
    return text.replace(/&[^;\s]*;?/g, (entity) => {
        const known = {
            '&amp;': '&',
            '&lt;': '<',
            '&gt;': '>',
            '&quot;': '"',
            '&#34;': '"',
            '&#39;': "'",
        };
        const plain = known[entity] ?? (entity === '&' ? '&' : undefined);
        if (plain === undefined)
            throw new JinjaUnsupported(`striptags with the entity ${entity} is not supported`);
        return plain;
    });
}
function cutAll(text, open, close) {
    let rest = text;
    for (;;) {
        const start = rest.indexOf(open);
        const end = start < 0 ? -1 : rest.indexOf(close, start);
        if (end < 0)
            return rest;
        rest = rest.slice(0, start) + rest.slice(end + close.length);
    }
}
const SAFE_IN_URL = /^[A-Za-z0-9_.~-]$/;
function quoteUrl(value, forQuery) {
    const bytes = new TextEncoder().encode(toText(value));
    let result = '';
    for (const byte of bytes) {
        const char = String.fromCharCode(byte);
        if ((byte < 0x80 && SAFE_IN_URL.test(char)) || (char === '/' && !forQuery))
            result += char;
        else if (char === ' ' && forQuery)
            result += '+';
        else
            result += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }
    return result;
}
function isIterable(value) {
    return [PyList, PyTuple, PyDict, PyRange, PyIterator, DictView].some((kind) => value instanceof kind);
}
function urlEncode(value) {
    if (value instanceof Undefined && value.strict)
        return value.fail();
    if (!isIterable(value))
        return quoteUrl(value, false);
    const pairs = value instanceof PyDict ? value.pairs() : [...iterate(value)].map((item) => itemsOf(item));
    return pairs
        .map((pair) => {
        if (pair.length !== 2)
            throw valueError('a key and a value are needed');
        return `${quoteUrl(pair[0] ?? null, true)}=${quoteUrl(pair[1] ?? null, true)}`;
    })
        .join('&');
}
function xmlAttributes(values) {
    const dict = at(values, 0);
    if (!(dict instanceof PyDict))
        throw new JinjaRuntimeError('AttributeError', `'${typeName(dict)}' has no items`);
    const parts = [];
    for (const [key, value] of dict.pairs()) {
        if (value === null || value instanceof Undefined)
            continue;
        const name = textOf(key);
        if (name === undefined)
            throw errors_typeError('expected string or bytes-like object');
        if (/[ \t\n\r\f\v/>=]/.test(name))
            throw valueError(`Invalid character in attribute name: ${repr(key)}`);
        parts.push(`${escapeHtml(key).text}="${escapeHtml(value).text}"`);
    }
    return (truth(at(values, 1)) && parts.length > 0 ? ' ' : '') + parts.join(' ');
}
function wordCount(value) {
    let count = 0;
    let inside = false;
    for (const char of characters(toText(value))) {
        const isWord = char === '_' || isAlphaNumeric(char);
        if (isWord && !inside)
            count += 1;
        inside = isWord;
    }
    return count;
}
function wordWrap(values) {
    const [value = null, width = 79, breakLong = true, wrapString = null, onHyphens = true] = values;
    const text = textOf(value);
    if (text === undefined)
        throw new JinjaRuntimeError('AttributeError', `'${typeName(value)}' has no splitlines`);
    const joiner = wrapString === null ? '\n' : textOf(wrapString);
    if (joiner === undefined || value instanceof Markup)
        throw new JinjaUnsupported('this wordwrap is not supported');
    const options = {
        width: countOf(width),
        breakLongWords: truth(breakLong),
        breakOnHyphens: truth(onHyphens),
    };
    return splitLines(text)
        .map((line) => wrapText(line, options).join(joiner))
        .join(joiner);
}
function prettyPrint(value) {
    const text = repr(value);
    const plain = value === null || typeof value !== 'object' || value instanceof PyFloat;
    if (!plain || text.length > 78)
        throw new JinjaUnsupported('pprint of this value is not supported');
    return text;
}
/** The filters that make text of text. */
const TEXT_FILTERS = [
    filter('upper', ['s'], ([s = null]) => onText(s, (text) => text.toUpperCase())),
    filter('lower', ['s'], ([s = null]) => onText(s, (text) => text.toLowerCase())),
    filter('capitalize', ['s'], ([s = null]) => onText(s, capitalize)),
    filter('title', ['s'], ([s = null]) => titleWords(toText(s))),
    filter('trim', ['value', ['chars', null]], ([value = null, chars = null]) => {
        if (chars !== null && textOf(chars) === undefined)
            throw errors_typeError('strip arg must be None or str');
        return onText(value, (text) => strip(text, 'both', textOf(chars) ?? null));
    }),
    filter('center', ['value', ['width', 80]], ([value = null, width = 80]) => {
        checkTextLength(countOf(width));
        return onText(value, (text) => justify(text, countOf(width), ' ', 'center'));
    }),
    filter('replace', ['s', 'old', 'new', ['count', null]], ([s = null, old = null, replacement = null, count = null]) => {
        const text = toText(s);
        const from = toText(old);
        const to = toText(replacement);
        checkTextLength((from === '' ? text.length + 1 : text.length / from.length) * to.length);
        return replaceText(text, from, to, count === null ? -1 : countOf(count));
    }),
    filter('string', ['s'], ([s = null]) => (textOf(s) === undefined ? toText(s) : s)),
    filter('escape', ['s'], ([s = null]) => escapeHtml(s)),
    filter('e', ['s'], ([s = null]) => escapeHtml(s)),
    filter('forceescape', ['value'], ([value = null]) => new Markup(escapeText(toText(value)))),
    filter('safe', ['value'], ([value = null]) => new Markup(toText(value))),
    filter('striptags', ['value'], ([value = null]) => stripTags(value)),
    filter('indent', ['s', ['width', 4], ['first', false], ['blank', false]], indent),
    filter('truncate', ['s', ['length', 255], ['killwords', false], ['end', '...'], ['leeway', null]], truncate),
    filter('wordcount', ['s'], ([s = null]) => wordCount(s)),
    filter('wordwrap', ['s', ['width', 79], ['break_long_words', true], ['wrapstring', null], ['break_on_hyphens', true]], wordWrap),
    filter('urlencode', ['value'], ([value = null]) => urlEncode(value)),
    filter('xmlattr', ['d', ['autospace', true]], xmlAttributes),
    filter('pprint', ['value'], ([value = null]) => prettyPrint(value)),
    [
        'format',
        {
            contextual: false,
            call: (args) => {
                const [value = null, ...rest] = args.positional;
                if (rest.length > 0 && args.named.size > 0) {
                    throw new JinjaRuntimeError('FilterArgumentError', "can't handle positional and keyword arguments at the same time");
                }
                if (value instanceof Markup)
                    throw new JinjaUnsupported('formatting of escaped text is not supported');
                if (args.named.size === 0)
                    return percentFormat(toText(value), new PyTuple(rest));
                const dict = new PyDict();
                for (const [name, item] of args.named)
                    dict.entries.set(name, [name, item]);
                return percentFormat(toText(value), dict);
            },
        },
    ],
    [
        'urlize',
        {
            contextual: false,
            call: () => {
                throw new JinjaUnsupported("the filter 'urlize' is not supported");
            },
        },
    ],
];

;// CONCATENATED MODULE: ./build/mapping/jinja/tests.js








function one(name, run) {
    return [name, (args) => run(bind(name, ['value'], args)[0] ?? null)];
}
function two(name, run, second = 'other') {
    return [
        name,
        (args) => {
            const [value = null, other = null] = bind(name, ['value', second], args);
            return run(value, other);
        },
    ];
}
function orderTest(name, operator) {
    return two(name, (value, other) => ordered(operator, value, other));
}
function isSequence(value) {
    if (value instanceof Undefined)
        return !value.strict;
    if (value instanceof DictView || value instanceof Instance)
        return false;
    return lengthOf(value) !== undefined;
}
function tests_isIterable(value) {
    if (value instanceof Undefined && value.strict)
        return value.fail();
    if (value instanceof PyIterator)
        return true;
    if (value instanceof PyDict || value instanceof DictView || value instanceof PyRange)
        return true;
    try {
        iterate(value);
        return true;
    }
    catch (error) {
        if (error instanceof JinjaRuntimeError && error.exception === 'TypeError')
            return false;
        throw error;
    }
}
function isCallable(value) {
    if (value instanceof Instance)
        return value.members.call !== undefined;
    return value instanceof Callable || value instanceof Undefined;
}
/** Python's `is`, where it is the same on every run. */
function isSame(value, other) {
    if (value === null || other === null || typeof value === 'boolean' || typeof other === 'boolean')
        return value === other;
    const sharedKind = (isInt(value) && isInt(other)) || (typeof value === 'string' && typeof other === 'string');
    if (sharedKind) {
        if (value !== other)
            return false;
        if (typeof value === 'number' && value >= -5 && value <= 256)
            return true;
        throw new JinjaUnsupported("whether equal values are 'sameas' is not certain");
    }
    if (value instanceof PyTuple && other instanceof PyTuple && value.items.length + other.items.length === 0)
        return true;
    return value === other;
}
/** jinja2's own tests, by name. */
const TESTS = new Map([
    one('odd', (value) => equals(binary('%', value, 2), 1)),
    one('even', (value) => equals(binary('%', value, 2), 0)),
    two('divisibleby', (value, number) => equals(binary('%', value, number), 0), 'num'),
    one('defined', (value) => !(value instanceof Undefined)),
    one('undefined', (value) => value instanceof Undefined),
    ['filter', (args, runtime) => named(args.positional[0], (name) => runtime.filter(name) !== undefined)],
    ['test', (args, runtime) => named(args.positional[0], (name) => runtime.test(name) !== undefined)],
    one('none', (value) => value === null),
    one('boolean', (value) => typeof value === 'boolean'),
    one('false', (value) => value === false),
    one('true', (value) => value === true),
    one('integer', isInt),
    one('float', (value) => value instanceof PyFloat),
    one('lower', (value) => isAllCase(toText(value), 'lower')),
    one('upper', (value) => isAllCase(toText(value), 'upper')),
    one('string', (value) => textOf(value) !== undefined),
    one('mapping', (value) => value instanceof PyDict),
    one('number', (value) => !(value instanceof Undefined) && numberOf(value) !== undefined),
    one('sequence', isSequence),
    one('iterable', tests_isIterable),
    one('callable', isCallable),
    two('sameas', isSame),
    one('escaped', (value) => value instanceof Markup),
    two('in', (value, sequence) => contains(sequence, value), 'seq'),
    ...['==', 'eq', 'equalto'].map((name) => two(name, equals)),
    ...['!=', 'ne'].map((name) => two(name, (value, other) => !equals(value, other))),
    ...['>', 'gt', 'greaterthan'].map((name) => orderTest(name, '>')),
    ...['>=', 'ge'].map((name) => orderTest(name, '>=')),
    ...['<', 'lt', 'lessthan'].map((name) => orderTest(name, '<')),
    ...['<=', 'le'].map((name) => orderTest(name, '<=')),
]);
function named(value, known) {
    if (value instanceof Undefined && value.strict)
        return value.fail();
    if (value instanceof PyList || value instanceof PyDict)
        throw errors_typeError('unhashable type');
    const name = textOf(value);
    return name !== undefined && known(name);
}

;// CONCATENATED MODULE: ./build/mapping/jinja/registry.js






/** jinja2's own filters, by name. */
const FILTERS = new Map([
    ...TEXT_FILTERS,
    ...NUMBER_FILTERS,
    ...SEQUENCE_FILTERS,
    ...MAP_FILTERS,
    TO_JSON,
]);

;// CONCATENATED MODULE: ./build/mapping/jinja/globals.js




function range(args) {
    const given = bindPositional('range', 1, 3, args).map(countOf);
    const [first = 0, second, step = 1] = given;
    if (step === 0)
        throw valueError('range() arg 3 must not be zero');
    return second === undefined ? new PyRange(0, first, 1) : new PyRange(first, second, step);
}
function dictOf(args) {
    const dict = new PyDict();
    fillDict(dict, args);
    return dict;
}
function cycler(args) {
    if (args.named.size > 0)
        throw errors_typeError('cycler() takes no keyword arguments');
    const items = args.positional;
    if (items.length === 0)
        throw new JinjaRuntimeError('RuntimeError', 'at least one item has to be provided');
    let position = 0;
    const method = (name, run) => new Callable('method', name, (given) => {
        bindPositional(name, 0, 0, given);
        return run();
    });
    const advance = () => {
        const item = items[position] ?? null;
        position = (position + 1) % items.length;
        return item;
    };
    const reset = () => {
        position = 0;
        return null;
    };
    return new Instance({
        typeName: 'Cycler',
        attribute: (name) => {
            if (name === 'current')
                return items[position];
            if (name === 'pos')
                return position;
            if (name === 'items')
                return new PyTuple(items);
            if (name === 'next')
                return method(name, advance);
            return name === 'reset' ? method(name, reset) : undefined;
        },
    });
}
function joiner(args) {
    const [separator = ', '] = bind('joiner', [['sep', ', ']], args);
    let used = false;
    return new Instance({
        typeName: 'Joiner',
        attribute: (name) => (name === 'sep' ? separator : name === 'used' ? used : undefined),
        call: (given) => {
            bindPositional('joiner', 0, 0, given);
            if (used)
                return separator;
            used = true;
            return '';
        },
    });
}
/** The names that every template knows, made anew for each rendering. */
const GLOBALS = new Map([
    ['range', new Callable('type', 'range', range)],
    ['dict', new Callable('type', 'dict', dictOf)],
    ['namespace', new Callable('type', 'Namespace', (args) => new Namespace(dictOf(args)))],
    ['cycler', new Callable('type', 'Cycler', cycler)],
    ['joiner', new Callable('type', 'Joiner', joiner)],
    [
        'lipsum',
        new Callable('function', 'lipsum', () => {
            throw new JinjaUnsupported("'lipsum' gives another value on each run");
        }),
    ],
]);

;// CONCATENATED MODULE: ./build/mapping/jinja/runtime.js


/** Counts the repeated work of one rendering and refuses when it runs away. */
class StepCounter {
    #steps = 0;
    step() {
        this.#steps += 1;
        if (this.#steps > MAXIMUM_STEPS)
            throw new JinjaUnsupported('the template takes too many steps');
    }
}

;// CONCATENATED MODULE: ./build/mapping/jinja/scope.js




/** Signals that an expression cannot be worked out when the template is compiled. */
class NotConstant extends Error {
}
/** Variables of one block; what it lacks is looked for outside, at last in the record and the globals. */
class Scope {
    rendering;
    #parent;
    #variables;
    constructor(rendering, parent) {
        this.rendering = rendering;
        this.#parent = parent;
    }
    inner() {
        return new Scope(this.rendering, this);
    }
    set(name, value) {
        this.#variables ??= new Map();
        this.#variables.set(name, value);
    }
    get(name) {
        const found = this.#variables?.get(name);
        if (found !== undefined)
            return found;
        return this.#parent === undefined ? fromRecord(this.rendering, name) : this.#parent.get(name);
    }
}
function fromRecord(rendering, name) {
    if (rendering.mode === 'constant')
        throw new NotConstant();
    const known = rendering.converted.get(name);
    if (known !== undefined)
        return known;
    const value = Object.hasOwn(rendering.record, name)
        ? fromJson(rendering.record[name])
        : (GLOBALS.get(name) ?? new Undefined(`'${name}' is undefined`));
    rendering.converted.set(name, value);
    return value;
}
/** A scope in which only constants have a value. */
function constantScope() {
    return new Scope({
        mode: 'constant',
        record: {},
        converted: new Map(),
        random: undefined,
        steps: new StepCounter(),
    });
}

;// CONCATENATED MODULE: ./build/mapping/jinja/compile-expression.js










/**
 * Compiles an expression. Constant parts are worked out once, as jinja2's optimizer does.
 * @throws JinjaSyntaxError for an unknown filter or test
 */
function compileExpression(expression, position) {
    const constant = constantOf(expression, position);
    if (constant === undefined)
        return build(expression, position);
    if (hasNonFinite(constant))
        return raiseNameError;
    return isImmutable(constant) ? () => constant : build(expression, position);
}
function isImmutable(value) {
    return value === null || typeof value !== 'object' || value instanceof PyFloat || value instanceof Markup;
}
/** jinja2 writes a folded infinity or NaN into its code as a name that nobody defined. */
function raiseNameError() {
    throw new JinjaRuntimeError('NameError', "name 'inf' is not defined");
}
function hasNonFinite(value) {
    if (value instanceof PyFloat)
        return !Number.isFinite(value.value);
    if (value instanceof PyList || value instanceof PyTuple)
        return value.items.some(hasNonFinite);
    return value instanceof PyDict && [...value.entries.values()].flat().some(hasNonFinite);
}
/** The value of an expression that needs no record, undefined for any other. */
function constantOf(expression, position) {
    if (position.folding === 'off' || expression.type === 'name' || expression.type === 'call')
        return undefined;
    try {
        const value = build(expression, { ...position, folding: 'off' })(constantScope());
        return hasSafeRepr(value) ? value : undefined;
    }
    catch (error) {
        if (error instanceof JinjaSyntaxError)
            throw error;
        if (error instanceof NotConstant || error instanceof JinjaError || error instanceof RangeError)
            return undefined;
        throw error;
    }
}
/** What jinja2 can write into its code and read back. */
function hasSafeRepr(value) {
    if (value === null || typeof value === 'boolean' || isInt(value) || textOf(value) !== undefined)
        return true;
    if (value instanceof PyFloat)
        return true;
    if (value instanceof PyList)
        return value.items.every(hasSafeRepr);
    if (value instanceof PyTuple)
        return value.fields.length === 0 && value.items.every(hasSafeRepr);
    return value instanceof PyDict && [...value.entries.values()].flat().every(hasSafeRepr);
}
function build(expression, position) {
    const compile = (inner) => compileExpression(inner, position);
    switch (expression.type) {
        case 'constant':
            return () => expression.value;
        case 'name':
            return compile_expression_nameOf(expression.name);
        case 'list':
        case 'tuple':
            return sequence(expression.type, expression.items.map(compile));
        case 'dict':
            return compile_expression_dictOf(expression.pairs.map(([key, value]) => [compile(key), compile(value)]));
        case 'attribute': {
            const of = compile(expression.of);
            return (scope) => attributeOf(of(scope), expression.name);
        }
        case 'item': {
            const of = compile(expression.of);
            const key = compile(expression.key);
            return (scope) => itemOf(of(scope), key(scope));
        }
        case 'slice': {
            const of = compile(expression.of);
            const [start, stop, step] = [expression.start, expression.stop, expression.step].map((part) => part === undefined ? () => null : compile(part));
            const read = (evaluate, scope) => evaluate?.(scope) ?? null;
            return (scope) => {
                const slice = { start: read(start, scope), stop: read(stop, scope), step: read(step, scope) };
                return scope.rendering.mode === 'constant'
                    ? constantSlice(of(scope), slice)
                    : sliceOf(of(scope), slice);
            };
        }
        case 'call':
            return callOf(compile(expression.callee), compileArguments(expression.args, compile));
        case 'filter':
            return compile_expression_compileFilter(expression, position);
        case 'test':
            return testOf(expression.name, compile(expression.of), compileArguments(expression.args, compile), position);
        case 'condition':
            return conditionOf(expression, position);
        default:
            return operation(expression, compile);
    }
}
/** jinja2 reads a slice of a constant as any other subscript: undefined when there is none. */
function constantSlice(value, slice) {
    try {
        return sliceOf(value, slice);
    }
    catch (error) {
        if (error instanceof JinjaRuntimeError && error.exception === 'TypeError')
            return new Undefined('no such slice');
        throw error;
    }
}
function operation(expression, compile) {
    switch (expression.type) {
        case 'not': {
            const of = compile(expression.of);
            return (scope) => !truth(of(scope));
        }
        case 'unary': {
            const of = compile(expression.of);
            return (scope) => unary(expression.operator, of(scope));
        }
        case 'concat':
            return concatenation(expression.parts.map(compile));
        case 'compare':
            return comparison(compile(expression.first), expression.rest.map(({ operator, value }) => ({ operator, value: compile(value) })));
        default: {
            const left = compile(expression.left);
            const right = compile(expression.right);
            if (expression.type === 'binary')
                return (scope) => binary(expression.operator, left(scope), right(scope));
            const stopsAt = expression.type === 'or';
            return (scope) => {
                const value = left(scope);
                return truth(value) === stopsAt ? value : right(scope);
            };
        }
    }
}
function compile_expression_nameOf(name) {
    if (name === 'self') {
        return () => {
            throw new JinjaUnsupported("the name 'self' is not supported");
        };
    }
    return (scope) => scope.get(name);
}
function sequence(type, items) {
    const evaluate = (scope) => items.map((item) => item(scope));
    return type === 'list' ? (scope) => new PyList(evaluate(scope)) : (scope) => new PyTuple(evaluate(scope));
}
function compile_expression_dictOf(pairs) {
    return (scope) => {
        const dict = new PyDict();
        for (const [key, value] of pairs)
            setItem(dict, key(scope), value(scope));
        return dict;
    };
}
function concatenation(parts) {
    return (scope) => {
        let text = '';
        for (const part of parts) {
            text += toText(part(scope));
            checkTextLength(text.length);
        }
        return text;
    };
}
function compareValues(operator, left, right) {
    if (operator === '==')
        return equals(left, right);
    if (operator === '!=')
        return !equals(left, right);
    if (operator === 'in')
        return contains(right, left);
    if (operator === 'not in')
        return !contains(right, left);
    return ordered(operator, left, right);
}
function comparison(first, rest) {
    return (scope) => {
        let left = first(scope);
        for (const { operator, value } of rest) {
            const right = value(scope);
            if (!compareValues(operator, left, right))
                return false;
            left = right;
        }
        return true;
    };
}
function conditionOf(expression, position) {
    const soft = { ...position, soft: true };
    const test = compileExpression(expression.test, soft);
    const then = compileExpression(expression.whenTrue, soft);
    const otherwise = expression.otherwise === undefined ? undefined : compileExpression(expression.otherwise, soft);
    const message = `the inline if-expression on line ${expression.line} evaluated to false and no else section was defined.`;
    return (scope) => {
        if (truth(test(scope)))
            return then(scope);
        if (otherwise !== undefined)
            return otherwise(scope);
        if (scope.rendering.mode === 'constant')
            throw new NotConstant();
        return new Undefined(message, false);
    };
}
/** Calls what can be called; a TypeError for anything else. */
function callValue(callee, args) {
    if (callee instanceof Callable)
        return callee.call(args);
    if (callee instanceof Undefined)
        return callee.fail();
    if (callee instanceof Instance && callee.members.call !== undefined)
        return callee.members.call(args);
    throw errors_typeError(`'${typeName(callee)}' object is not callable`);
}
function callOf(callee, args) {
    return (scope) => {
        if (scope.rendering.mode === 'constant')
            throw new NotConstant();
        return callValue(callee(scope), args(scope));
    };
}
const NOTHING = { positional: [], named: new Map() };
function compileArguments(args, compile) {
    const positional = args.positional.map(compile);
    const named = args.named.map(([name, value]) => [name, compile(value)]);
    const spread = args.spread === undefined ? undefined : compile(args.spread);
    const spreadNamed = args.spreadNamed === undefined ? undefined : compile(args.spreadNamed);
    if (positional.length + named.length === 0 && spread === undefined && spreadNamed === undefined)
        return () => NOTHING;
    return (scope) => {
        const values = positional.map((evaluate) => evaluate(scope));
        if (spread !== undefined)
            values.push(...iterate(spread(scope)));
        const names = new Map(named.map(([name, evaluate]) => [name, evaluate(scope)]));
        if (spreadNamed !== undefined)
            addNamed(names, spreadNamed(scope));
        return { positional: values, named: names };
    };
}
function addNamed(names, value) {
    if (!(value instanceof PyDict))
        throw errors_typeError('argument after ** must be a mapping');
    for (const [key, item] of value.pairs()) {
        if (typeof key !== 'string')
            throw errors_typeError('keywords must be strings');
        if (names.has(key))
            throw errors_typeError(`got multiple values for keyword argument '${key}'`);
        names.set(key, item);
    }
}
function runtimeOf(scope) {
    return {
        random: scope.rendering.random,
        filter: (name) => FILTERS.get(name),
        test: (name) => TESTS.get(name),
    };
}
function withFirst(value, args) {
    return { positional: [value, ...args.positional], named: args.named };
}
/** Compiles a filter; one without a value of its own filters what `input` gives (the text of a block). */
function compile_expression_compileFilter(expression, position, input) {
    const compile = (inner) => compileExpression(inner, position);
    const of = innerOf(expression, position, input);
    const args = compileArguments(expression.args, compile);
    const filter = FILTERS.get(expression.name);
    if (filter === undefined)
        return unknown('filter', expression.name, position);
    return (scope) => {
        if (filter.contextual && scope.rendering.mode === 'constant')
            throw new NotConstant();
        const value = of(scope);
        return filter.call(withFirst(value, args(scope)), runtimeOf(scope));
    };
}
function innerOf(expression, position, input) {
    if (expression.of === undefined)
        return input ?? (() => '');
    if (input !== undefined && expression.of.type === 'filter')
        return compile_expression_compileFilter(expression.of, position, input);
    return compileExpression(expression.of, position);
}
function testOf(name, of, args, position) {
    const test = TESTS.get(name);
    if (test === undefined)
        return unknown('test', name, position);
    return (scope) => {
        const value = of(scope);
        return test(withFirst(value, args(scope)), runtimeOf(scope));
    };
}
function unknown(kind, name, position) {
    if (!position.soft)
        throw new JinjaSyntaxError(`No ${kind} named '${name}'.`);
    return (scope) => {
        if (scope.rendering.mode === 'constant')
            throw new NotConstant();
        throw new JinjaRuntimeError('TemplateRuntimeError', `No ${kind} named '${name}' found.`);
    };
}

;// CONCATENATED MODULE: ./build/mapping/jinja/loop.js




/** The special variable `loop`: knows where a loop is, and looks ahead only when asked. */
class LoopState {
    #iterator;
    #knownLength;
    #depth;
    #ahead = [];
    #index = -1;
    #current;
    #before;
    #lastChanged;
    constructor(items, knownLength, depth) {
        this.#iterator = items[Symbol.iterator]();
        this.#knownLength = knownLength;
        this.#depth = depth;
    }
    /** A loop over a value: its length is known ahead when the value has one. */
    static over(value, depth) {
        return new LoopState(iterate(value), lengthOf(value), depth);
    }
    next() {
        const item = this.#ahead.length > 0 ? this.#ahead.shift() : this.#pull();
        if (item === undefined)
            return undefined;
        this.#index += 1;
        this.#before = this.#current;
        this.#current = item;
        return item;
    }
    #pull() {
        const next = this.#iterator.next();
        return next.done === true ? undefined : next.value;
    }
    #peek() {
        if (this.#ahead.length === 0) {
            const item = this.#pull();
            if (item !== undefined)
                this.#ahead.push(item);
        }
        return this.#ahead[0];
    }
    #length() {
        if (this.#knownLength !== undefined)
            return this.#knownLength;
        for (let item = this.#pull(); item !== undefined; item = this.#pull())
            this.#ahead.push(item);
        return this.#index + 1 + this.#ahead.length;
    }
    /** The object that a template sees. */
    asValue(recurse) {
        return new Instance({
            typeName: 'LoopContext',
            attribute: (name) => this.#attribute(name),
            call: (args) => this.#call(args, recurse),
            repr: () => `<LoopContext ${this.#index + 1}/${this.#length()}>`,
            length: () => this.#length(),
        });
    }
    #call(args, recurse) {
        const [items] = args.positional;
        if (recurse === undefined)
            throw errors_typeError("The loop must have the 'recursive' marker to be called recursively.");
        if (items === undefined || args.positional.length > 1 || args.named.size > 0) {
            throw errors_typeError('loop() takes one argument');
        }
        return recurse(items);
    }
    #attribute(name) {
        const index = this.#index;
        switch (name) {
            case 'index0':
                return index;
            case 'index':
                return index + 1;
            case 'revindex0':
                return this.#length() - index - 1;
            case 'revindex':
                return this.#length() - index;
            case 'first':
                return index === 0;
            case 'last':
                return this.#peek() === undefined;
            case 'length':
                return this.#length();
            case 'depth':
                return this.#depth + 1;
            case 'depth0':
                return this.#depth;
            case 'previtem':
                return index === 0 ? new Undefined('there is no previous item') : this.#before;
            case 'nextitem': {
                const next = this.#peek();
                return next === undefined ? new Undefined('there is no next item') : next;
            }
            case 'cycle':
                return new Callable('method', name, (args) => this.#cycle(args));
            case 'changed':
                return new Callable('method', name, (args) => this.#changed(args));
            default:
                return undefined;
        }
    }
    #cycle(args) {
        const items = args.positional;
        if (items.length === 0)
            throw errors_typeError('no items for cycling given');
        return items[this.#index % items.length] ?? null;
    }
    #changed(args) {
        const value = new PyTuple(args.positional);
        if (this.#lastChanged !== undefined && equals(this.#lastChanged, value))
            return false;
        this.#lastChanged = value;
        return true;
    }
}

;// CONCATENATED MODULE: ./build/mapping/jinja/literal.js




const TEXT = { status: 'text' };
const POSSIBLE_START = /^(?:[0-9.+\-'"([{TFNbBrRuU\f\\]|[ \t]*[#\n\r\f]|set[ \t\f]*\()/;
const NUMBER = /(?:0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+|(?:\d(?:_?\d)*)?\.\d(?:_?\d)*(?:[eE][+-]?\d(?:_?\d)*)?|\d(?:_?\d)*\.?(?:[eE][+-]?\d(?:_?\d)*)?)/y;
const NAME = /[\p{XID_Start}_]\p{XID_Continue}*/uy;
const STRING_START = /([bBrRuU]{0,2})('''|"""|'|")/y;
class NotALiteral extends Error {
}
/**
 * ast.literal_eval(ast.parse(text, mode='eval')), which jinja2's native environment does to what a template
 * printed: numbers, strings, True, False, None, lists, tuples, dicts. Anything else stays text. Sets, bytes,
 * complex numbers and Ellipsis, which no record can carry, are refused.
 */
function literalEval(text) {
    if (!POSSIBLE_START.test(text))
        return TEXT;
    if (text.includes('\0'))
        return TEXT;
    try {
        const reader = new LiteralReader(text.replace(/\r\n?/g, '\n'));
        return { status: 'literal', value: reader.whole() };
    }
    catch (error) {
        if (error instanceof NotALiteral)
            return TEXT;
        throw error;
    }
}
class LiteralReader {
    #text;
    #position = 0;
    #depth = 0;
    /** Why the value cannot be had, should the text turn out to be a literal. */
    #refusal;
    constructor(text) {
        this.#text = text;
    }
    whole() {
        this.#skipLeadingLines();
        const value = this.#tuple();
        this.#skipBlank();
        while (this.#peek() === '\n' || this.#peek() === '#')
            this.#skipLine();
        if (this.#position < this.#text.length)
            throw new NotALiteral();
        // A last line of blanks alone counts as an indent that nothing follows.
        if (/(?<!\\)\n[ \t]+$/.test(this.#text))
            throw new NotALiteral();
        if (this.#refusal !== undefined)
            throw new JinjaUnsupported(this.#refusal);
        return value;
    }
    #peek() {
        return this.#text.charAt(this.#position);
    }
    /** Blank and comment lines may come first; the line of the literal may not be indented. */
    #skipLeadingLines() {
        for (;;) {
            const match = /[ \t\f]*(#[^\n]*)?\n/y;
            match.lastIndex = this.#position;
            if (!match.test(this.#text))
                break;
            this.#position = match.lastIndex;
        }
        // A form feed takes the indentation back to nothing.
        const indent = /(?:[ \t]*\f)+/y;
        indent.lastIndex = this.#position;
        if (indent.test(this.#text))
            this.#position = indent.lastIndex;
        if (this.#text.startsWith('\\\n', this.#position))
            throw this.#unsure();
        if (/[ \t]/.test(this.#peek()))
            throw new NotALiteral();
    }
    #skipLine() {
        while (this.#position < this.#text.length && this.#peek() !== '\n')
            this.#position += 1;
        if (this.#peek() === '\n')
            this.#position += 1;
        this.#skipBlank();
    }
    /** White space and, within brackets, line breaks and comments. */
    #skipBlank() {
        for (;;) {
            const char = this.#peek();
            if (char === ' ' || char === '\t' || char === '\f')
                this.#position += 1;
            else if (char === '\\' && this.#text.charAt(this.#position + 1) === '\n') {
                this.#position += 2;
                if (this.#position >= this.#text.length)
                    throw new NotALiteral();
            }
            else if (this.#depth > 0 && char === '\n')
                this.#position += 1;
            else if (this.#depth > 0 && char === '#') {
                while (this.#position < this.#text.length && this.#peek() !== '\n')
                    this.#position += 1;
            }
            else
                return;
        }
    }
    #tuple() {
        const first = this.#value();
        this.#skipBlank();
        if (this.#peek() !== ',')
            return first;
        const items = [first];
        while (this.#peek() === ',') {
            this.#position += 1;
            this.#skipBlank();
            if (this.#atEnd())
                break;
            items.push(this.#value());
            this.#skipBlank();
        }
        return new PyTuple(items);
    }
    #atEnd() {
        const char = this.#peek();
        return char === '' || char === ')' || (this.#depth === 0 && (char === '\n' || char === '#'));
    }
    #value() {
        const value = this.#operand();
        this.#skipBlank();
        const next = this.#peek();
        if (next === '+' || next === '-')
            return this.#refuseComplex(value);
        return value;
    }
    /** `1+2j` is a complex number; `1-2` is no literal at all. */
    #refuseComplex(left) {
        if (typeof left !== 'number' && !(left instanceof PyFloat))
            throw new NotALiteral();
        this.#position += 1;
        this.#skipBlank();
        const before = this.#refusal;
        if (this.#number() !== null)
            throw new NotALiteral();
        this.#refusal ??= before;
        this.#skipBlank();
        if (/[+-]/.test(this.#peek()))
            throw new NotALiteral();
        return null;
    }
    #operand() {
        this.#skipBlank();
        const char = this.#peek();
        if (char === '+' || char === '-')
            return this.#signed(char);
        if (char === '[')
            return new PyList(this.#items(']'));
        if (char === '(')
            return this.#parenthesised();
        if (char === '{')
            return this.#dict();
        STRING_START.lastIndex = this.#position;
        if (STRING_START.test(this.#text))
            return this.#strings();
        if (this.#text.startsWith('...', this.#position))
            return this.#refuse(3, 'the result is Ellipsis (...), which cannot be stored');
        if (/[\d.]/.test(char))
            return this.#number();
        return this.#name();
    }
    #signed(sign) {
        this.#position += 1;
        this.#skipBlank();
        if (/^\([ \t\f\n]*\(/.test(this.#text.slice(this.#position)))
            throw this.#unsure();
        const open = this.#peek() === '(';
        if (open) {
            this.#open();
            this.#skipBlank();
        }
        if (!/[\d.]/.test(this.#peek()))
            throw new NotALiteral();
        const value = this.#number();
        if (open) {
            this.#skipBlank();
            if (this.#peek() !== ')')
                throw new NotALiteral();
            this.#close();
        }
        if (sign === '+' || value === null)
            return value;
        if (value instanceof PyFloat)
            return new PyFloat(-value.value);
        return typeof value === 'bigint' ? toInt(-value) : toInt(-value);
    }
    #unsure() {
        return new JinjaUnsupported(`whether "${this.#text.slice(0, 40)}" is a Python literal is not certain`);
    }
    #number() {
        NUMBER.lastIndex = this.#position;
        const match = NUMBER.exec(this.#text);
        if (match === null)
            throw new NotALiteral();
        const digits = match[0].replaceAll('_', '');
        const end = NUMBER.lastIndex;
        const after = this.#text.slice(end, end + 2);
        if (/^[jJ](?![\p{XID_Continue}])/u.test(after)) {
            this.#position = end;
            return this.#refuse(1, 'the result is a complex number, which cannot be stored');
        }
        if (/^[\p{XID_Continue}.]/u.test(after))
            throw new NotALiteral();
        this.#position = end;
        if (/^0[xob]/i.test(digits))
            return toInt(BigInt(digits.toLowerCase()));
        if (/[.eE]/.test(digits))
            return new PyFloat(Number(digits));
        if (/^0\d*[1-9]/.test(digits) || digits.length > 4300)
            throw new NotALiteral();
        return toInt(BigInt(digits));
    }
    #name() {
        NAME.lastIndex = this.#position;
        const name = NAME.exec(this.#text)?.[0];
        if (name === undefined) {
            if (this.#text.startsWith('...', this.#position))
                throw new JinjaUnsupported('Ellipsis is not supported');
            throw new NotALiteral();
        }
        this.#position += name.length;
        if (name === 'None')
            return null;
        if (name === 'True')
            return true;
        if (name === 'False')
            return false;
        const call = name === 'set' ? /^[ \t\f]*\([ \t\f\n]*\)/.exec(this.#text.slice(this.#position))?.[0] : undefined;
        if (call !== undefined)
            return this.#refuse(call.length, 'the result is a set, which cannot be stored');
        throw new NotALiteral();
    }
    /** Goes past what no record can carry; whether that matters shows at the end. */
    #refuse(length, reason) {
        this.#position += length;
        this.#refusal = reason;
        return null;
    }
    #open() {
        this.#position += 1;
        this.#depth += 1;
        if (this.#depth > 80)
            throw this.#unsure();
    }
    #close() {
        this.#position += 1;
        this.#depth -= 1;
    }
    #items(end) {
        this.#open();
        const items = [];
        for (;;) {
            this.#skipBlank();
            if (this.#peek() === end)
                break;
            items.push(this.#value());
            this.#skipBlank();
            if (this.#peek() === end)
                break;
            if (this.#peek() !== ',')
                throw new NotALiteral();
            this.#position += 1;
        }
        this.#close();
        return items;
    }
    #parenthesised() {
        this.#open();
        this.#skipBlank();
        const empty = this.#peek() === ')';
        const value = empty ? new PyTuple([]) : this.#tuple();
        this.#skipBlank();
        if (this.#peek() !== ')')
            throw new NotALiteral();
        this.#close();
        return value;
    }
    #dict() {
        this.#open();
        const pairs = [];
        let isSet = false;
        for (;;) {
            this.#skipBlank();
            if (this.#peek() === '}')
                break;
            const key = this.#value();
            this.#skipBlank();
            if (this.#peek() === ':' && !isSet) {
                this.#position += 1;
                pairs.push([key, this.#value()]);
                this.#skipBlank();
            }
            else if (pairs.length === 0) {
                isSet = true;
            }
            else {
                throw new NotALiteral();
            }
            if (this.#peek() === '}')
                break;
            if (this.#peek() !== ',')
                throw new NotALiteral();
            this.#position += 1;
        }
        this.#close();
        if (isSet)
            return this.#refuse(0, 'the result is a set, which cannot be stored');
        this.#requireNoMore();
        const dict = new PyDict();
        for (const [key, value] of pairs)
            setItem(dict, key, value);
        return dict;
    }
    /** A dict's keys are hashed only when the whole text is a literal, so look at the rest first. */
    #requireNoMore() {
        if (this.#depth > 0)
            return;
        this.#skipBlank();
        if (!this.#atEnd() && this.#peek() !== ',')
            throw new NotALiteral();
    }
    #strings() {
        let result = '';
        let any = false;
        for (;;) {
            this.#skipBlank();
            STRING_START.lastIndex = this.#position;
            const match = STRING_START.exec(this.#text);
            if (match === null)
                break;
            result += this.#string(match[1] ?? '', match[2] ?? "'");
            any = true;
        }
        if (!any)
            throw new NotALiteral();
        if (/[\p{XID_Continue}(['"]/u.test(this.#peek()))
            throw new NotALiteral();
        return result;
    }
    #string(prefix, quote) {
        const flags = prefix.toLowerCase();
        if (!['', 'b', 'r', 'u', 'br', 'rb'].includes(flags))
            throw new NotALiteral();
        let position = this.#position + prefix.length + quote.length;
        let body = '';
        for (;;) {
            if (position >= this.#text.length)
                throw new NotALiteral();
            if (this.#text.startsWith(quote, position))
                break;
            const char = this.#text.charAt(position);
            if (char === '\n' && quote.length === 1)
                throw new NotALiteral();
            if (char === '\\') {
                body += this.#text.slice(position, position + 2);
                position += 2;
            }
            else {
                body += char;
                position += 1;
            }
        }
        this.#position = position + quote.length;
        if (flags.includes('b'))
            this.#refuse(0, 'the result holds bytes, which cannot be stored');
        return flags.includes('r') ? body : unescapePython(body);
    }
}
const literal_ESCAPES = {
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
function unescapePython(body) {
    return body.replace(ESCAPE, (whole, sequence) => {
        if (sequence.length > 1 && /^[xuU]/.test(sequence)) {
            const code = Number.parseInt(sequence.slice(1), 16);
            if (code > 0x10ffff)
                throw new NotALiteral();
            return String.fromCodePoint(code);
        }
        if (/^[0-7]/.test(sequence))
            return String.fromCodePoint(Number.parseInt(sequence, 8));
        if (/^[xuU]/.test(sequence) || sequence === '')
            throw new NotALiteral();
        if (sequence === 'N')
            throw new JinjaUnsupported('the escape \\N is not supported');
        return literal_ESCAPES[sequence] ?? whole;
    });
}
/** True when this is the error that unescapePython raises for a wrong escape. */
function isEscapeError(error) {
    return error instanceof NotALiteral;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/native.js




/**
 * jinja2's native concatenation: nothing printed is None, one thing is itself, more are joined as text; and
 * text that is a Python literal becomes what it says.
 */
function nativeConcat(output) {
    const [only = null] = output;
    if (output.length < 2 && textOf(only) === undefined)
        return only;
    let text = '';
    for (const value of output) {
        text += toText(value);
        checkTextLength(text.length);
    }
    const literal = literalEval(text);
    if (literal.status === 'literal')
        return literal.value;
    return output.length === 1 ? only : text;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/lexer.js






const S = `[${WHITE_SPACE_CLASS}]`;
const ROOT = new RegExp(`([\\s\\S]*?)(?:(?<raw>\\{%(-|\\+|)${S}*raw${S}*(?:-%\\}${S}*|%\\}))|(?<variable>\\{\\{(-|\\+|))|(?<comment>\\{#(-|\\+|))|(?<block>\\{%(-|\\+|)))`, 'y');
const RAW_END = new RegExp(`([\\s\\S]*?)((?:\\{%(-|\\+|))${S}*endraw${S}*(?:\\+%\\}|-%\\}${S}*|%\\}\\n?))`, 'y');
const COMMENT_END = new RegExp(`[\\s\\S]*?(?:\\+#\\}|-#\\}${S}*|#\\}\\n?)`, 'y');
const BLOCK_END = new RegExp(`\\+%\\}|-%\\}${S}*|%\\}\\n?`, 'y');
const VARIABLE_END = new RegExp(`-\\}\\}${S}*|\\}\\}`, 'y');
const SPACE = new RegExp(`${S}+`, 'y');
const FLOAT = /(?<!\.)(?:\d+_)*\d+(?:(?:\.(?:\d+_)*\d+)?[eE][+-]?(?:\d+_)*\d+|\.(?:\d+_)*\d+)/y;
const INTEGER = /0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0[xX](?:_?[\da-fA-F])+|[1-9](?:_?\d)*|0(?:_?0)*/y;
const lexer_NAME = /[\p{L}\p{N}_\p{M}\u00b7\u0387\u203f\u2040\u2054]+/uy;
const STRING = /'[^'\\]*(?:\\[\s\S][^'\\]*)*'|"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y;
const OPERATOR = /\/\/|\*\*|==|!=|>=|<=|[-+/*%~[\](){}><=.:|,;]/y;
const CLOSING = { '{': '}', '(': ')', '[': ']' };
function matchAt(pattern, source, position) {
    pattern.lastIndex = position;
    return pattern.exec(source);
}
/** Splits a template into tokens, with trim_blocks and lstrip_blocks on. */
function tokenize(template) {
    const source = template.replace(/\r\n|\r/g, '\n').replace(/\n$/, '');
    return new Lexer(source).run();
}
class Lexer {
    #source;
    #tokens = [];
    #position = 0;
    #lineStarting = true;
    constructor(source) {
        this.#source = source;
    }
    run() {
        while (this.#position < this.#source.length)
            this.#root();
        this.#push('end', '');
        return this.#tokens;
    }
    #line() {
        return this.#source.slice(0, this.#position).split('\n').length;
    }
    #push(type, text, value = null) {
        this.#tokens.push({ type, text, value, line: this.#line() });
    }
    #advance(match) {
        this.#lineStarting = match[0].endsWith('\n');
        this.#position += match[0].length;
    }
    #root() {
        const match = matchAt(ROOT, this.#source, this.#position);
        if (match === null) {
            this.#push('data', this.#source.slice(this.#position));
            this.#position = this.#source.length;
            return;
        }
        const sign = match[3] ?? match[5] ?? match[7] ?? match[9] ?? '';
        const data = this.#stripped(match[1] ?? '', sign, match.groups?.variable !== undefined);
        if (data !== '')
            this.#push('data', data);
        this.#advance(match);
        if (match.groups?.raw !== undefined)
            this.#raw();
        else if (match.groups?.comment !== undefined)
            this.#comment();
        else if (match.groups?.variable !== undefined)
            this.#tag('variable_begin', 'variable_end', VARIABLE_END);
        else
            this.#tag('block_begin', 'block_end', BLOCK_END);
    }
    /** The text before a tag: `-` strips it, else a tag that stands first on its line takes its indent along. */
    #stripped(text, sign, isVariable) {
        if (sign === '-')
            return text.replace(new RegExp(`${S}+$`), '');
        if (sign === '+' || isVariable)
            return text;
        const start = text.lastIndexOf('\n') + 1;
        if ((start > 0 || this.#lineStarting) && isSpace(text.slice(start)))
            return text.slice(0, start);
        return text;
    }
    #raw() {
        const match = matchAt(RAW_END, this.#source, this.#position);
        if (match === null)
            throw new JinjaSyntaxError('Missing end of raw directive');
        const data = this.#stripped(match[1] ?? '', match[3] ?? '', false);
        if (data !== '')
            this.#push('data', data);
        this.#advance(match);
    }
    #comment() {
        const match = matchAt(COMMENT_END, this.#source, this.#position);
        if (match === null)
            throw new JinjaSyntaxError('Missing end of comment tag');
        this.#advance(match);
    }
    #tag(begin, end, endPattern) {
        this.#push(begin, '');
        const open = [];
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
    #inside(open) {
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
    #literalAt(source) {
        const at = this.#position;
        const float = matchAt(FLOAT, source, at);
        if (float !== null)
            return { type: 'float', match: float, value: floatValue(float[0]) };
        const integer = matchAt(INTEGER, source, at);
        if (integer !== null)
            return { type: 'integer', match: integer, value: integerValue(integer[0]) };
        const name = matchAt(lexer_NAME, source, at);
        if (name !== null)
            return { type: 'name', match: name, value: checkedName(name[0]) };
        const string = matchAt(STRING, source, at);
        if (string === null)
            return undefined;
        return { type: 'string', match: string, value: stringValue(string[0].slice(1, -1)) };
    }
    #literal(type, match, value) {
        this.#push(type, match[0], value);
        this.#advance(match);
    }
}
function balance(open, operator) {
    const closing = CLOSING[operator];
    if (closing !== undefined)
        open.push(closing);
    if (operator !== '}' && operator !== ')' && operator !== ']')
        return;
    const expected = open.pop();
    if (expected === undefined)
        throw new JinjaSyntaxError(`unexpected '${operator}'`);
    if (expected !== operator)
        throw new JinjaSyntaxError(`unexpected '${operator}', expected '${expected}'`);
}
/** Checks a name; it has no value of its own. */
function checkedName(name) {
    if (!isIdentifier(name))
        throw new JinjaSyntaxError('Invalid character in identifier');
    if (!isAscii(name))
        throw new JinjaUnsupported('a name beyond ASCII is not supported');
    return null;
}
function floatValue(text) {
    const value = Number(text.replaceAll('_', ''));
    if (!Number.isFinite(value))
        throw new JinjaUnsupported(`the number ${text} is too large`);
    return new PyFloat(value);
}
function integerValue(text) {
    const digits = text.replaceAll('_', '');
    if (digits.length > 4300)
        throw new JinjaSyntaxError('the integer has too many digits');
    return toInt(BigInt(digits.toLowerCase()));
}
/** jinja2 turns what is beyond ASCII into escapes before it resolves them all, so `\é` becomes `\xe9`. */
function stringValue(body) {
    const escaped = body.replace(/\\[\u{80}-\u{10ffff}]/gu, (pair) => `\\\\${asciiEscape(pair.slice(1))}`);
    try {
        return unescapePython(escaped);
    }
    catch (error) {
        if (isEscapeError(error))
            throw new JinjaSyntaxError(`a wrong escape in the string '${body}'`);
        throw error;
    }
}
function asciiEscape(char) {
    const code = char.codePointAt(0) ?? 0;
    if (code <= 0xff)
        return `x${code.toString(16).padStart(2, '0')}`;
    return code <= 0xffff ? `u${code.toString(16).padStart(4, '0')}` : `U${code.toString(16).padStart(8, '0')}`;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/token-stream.js

/** The tokens of a template, one after another. */
class TokenStream {
    #tokens;
    #position = 0;
    constructor(tokens) {
        this.#tokens = tokens;
    }
    get current() {
        return this.at(0);
    }
    at(offset) {
        const index = Math.min(this.#position + offset, this.#tokens.length - 1);
        return this.#tokens[index] ?? { type: 'end', text: '', value: null, line: 0 };
    }
    next() {
        const token = this.current;
        this.#position += 1;
        return token;
    }
    is(type, text) {
        return this.current.type === type && (text === undefined || this.current.text === text);
    }
    isOperator(...texts) {
        return this.current.type === 'operator' && texts.includes(this.current.text);
    }
    isName(...texts) {
        return this.current.type === 'name' && texts.includes(this.current.text);
    }
    skip(type, text) {
        if (!this.is(type, text))
            return false;
        this.#position += 1;
        return true;
    }
    expect(type, text) {
        if (this.is(type, text))
            return this.next();
        throw new JinjaSyntaxError(`line ${this.current.line}: expected ${text ?? describe(type)}, got ${describeToken(this.current)}`);
    }
}
function describe(type) {
    return type.replace('_', ' ');
}
function describeToken(token) {
    return token.text.trim() === '' ? describe(token.type) : `'${token.text.trim()}'`;
}

;// CONCATENATED MODULE: ./build/mapping/jinja/parse-expression.js


const CONSTANTS = new Map([
    ['true', true],
    ['True', true],
    ['false', false],
    ['False', false],
    ['none', null],
    ['None', null],
]);
const NO_CALL = { positional: [], named: [], spread: undefined, spreadNamed: undefined };
/** An expression; without a condition (`a if b`) where a statement's own `if` may follow. */
function parseExpression(stream, withCondition = true) {
    return withCondition ? parseCondition(stream) : parseOr(stream);
}
/** An expression or, with commas, a tuple. `parenthesised` allows `()`. */
function parseTuple(stream, options = {}) {
    const items = [];
    let isTuple = false;
    for (;;) {
        if (items.length > 0)
            stream.expect('operator', ',');
        if (atTupleEnd(stream, options.endsAt))
            break;
        items.push(parseExpression(stream, options.withCondition ?? true));
        if (!stream.isOperator(','))
            break;
        isTuple = true;
    }
    const [only] = items;
    if (!isTuple && only !== undefined)
        return only;
    if (!isTuple && options.parenthesised !== true) {
        throw new JinjaSyntaxError(`Expected an expression, got ${describeToken(stream.current)}`);
    }
    return { type: 'tuple', items };
}
function atTupleEnd(stream, endsAt) {
    if (stream.is('variable_end') || stream.is('block_end') || stream.isOperator(')'))
        return true;
    return endsAt !== undefined && stream.isName(endsAt);
}
function parseCondition(stream) {
    const line = stream.current.line;
    let expression = parseOr(stream);
    while (stream.skip('name', 'if')) {
        const test = parseOr(stream);
        const otherwise = stream.skip('name', 'else') ? parseCondition(stream) : undefined;
        expression = { type: 'condition', test, whenTrue: expression, otherwise, line };
    }
    return expression;
}
function parseOr(stream) {
    let left = parseAnd(stream);
    while (stream.skip('name', 'or'))
        left = { type: 'or', left, right: parseAnd(stream) };
    return left;
}
function parseAnd(stream) {
    let left = parseNot(stream);
    while (stream.skip('name', 'and'))
        left = { type: 'and', left, right: parseNot(stream) };
    return left;
}
function parseNot(stream) {
    if (stream.skip('name', 'not'))
        return { type: 'not', of: parseNot(stream) };
    return parseCompare(stream);
}
function compareOperator(stream) {
    if (stream.isOperator('==', '!=', '<', '<=', '>', '>='))
        return stream.next().text;
    if (stream.skip('name', 'in'))
        return 'in';
    const following = stream.at(1);
    if (stream.isName('not') && following.type === 'name' && following.text === 'in') {
        stream.next();
        stream.next();
        return 'not in';
    }
    return undefined;
}
function parseCompare(stream) {
    const first = parseSum(stream);
    const rest = [];
    for (;;) {
        const operator = compareOperator(stream);
        if (operator === undefined)
            break;
        rest.push({ operator, value: parseSum(stream) });
    }
    return rest.length === 0 ? first : { type: 'compare', first, rest };
}
function parseBinary(stream, operators, operand) {
    let left = operand(stream);
    while (stream.isOperator(...operators)) {
        const operator = stream.next().text;
        left = { type: 'binary', operator, left, right: operand(stream) };
    }
    return left;
}
function parseSum(stream) {
    return parseBinary(stream, ['+', '-'], parseConcat);
}
function parseConcat(stream) {
    const first = parseProduct(stream);
    const parts = [first];
    while (stream.skip('operator', '~'))
        parts.push(parseProduct(stream));
    return parts.length === 1 ? first : { type: 'concat', parts };
}
function parseProduct(stream) {
    return parseBinary(stream, ['*', '/', '//', '%'], parsePower);
}
function parsePower(stream) {
    return parseBinary(stream, ['**'], (inner) => parseUnary(inner, true));
}
function parseUnary(stream, withFilter) {
    let expression;
    if (stream.isOperator('-', '+')) {
        const operator = stream.next().text === '-' ? '-' : '+';
        expression = { type: 'unary', operator, of: parseUnary(stream, false) };
    }
    else {
        expression = parsePrimary(stream);
    }
    expression = parsePostfix(stream, expression);
    return withFilter ? parseFilters(stream, expression) : expression;
}
function parsePrimary(stream) {
    const token = stream.current;
    if (token.type === 'name') {
        stream.next();
        const constant = CONSTANTS.get(token.text);
        return constant === undefined
            ? { type: 'name', name: token.text }
            : { type: 'constant', value: constant };
    }
    if (token.type === 'string') {
        let text = '';
        while (stream.is('string'))
            text += String(stream.next().value);
        return { type: 'constant', value: text };
    }
    if (token.type === 'integer' || token.type === 'float') {
        return { type: 'constant', value: stream.next().value };
    }
    if (stream.skip('operator', '(')) {
        const inner = parseTuple(stream, { parenthesised: true });
        stream.expect('operator', ')');
        return inner;
    }
    if (stream.isOperator('['))
        return { type: 'list', items: parseList(stream) };
    if (stream.isOperator('{'))
        return { type: 'dict', pairs: parseDict(stream) };
    throw new JinjaSyntaxError(`line ${token.line}: unexpected ${describeToken(token)}`);
}
function parseList(stream) {
    stream.expect('operator', '[');
    const items = [];
    while (!stream.isOperator(']')) {
        if (items.length > 0)
            stream.expect('operator', ',');
        if (stream.isOperator(']'))
            break;
        items.push(parseExpression(stream));
    }
    stream.expect('operator', ']');
    return items;
}
function parseDict(stream) {
    stream.expect('operator', '{');
    const pairs = [];
    while (!stream.isOperator('}')) {
        if (pairs.length > 0)
            stream.expect('operator', ',');
        if (stream.isOperator('}'))
            break;
        const key = parseExpression(stream);
        stream.expect('operator', ':');
        pairs.push([key, parseExpression(stream)]);
    }
    stream.expect('operator', '}');
    return pairs;
}
function parsePostfix(stream, start) {
    let expression = start;
    for (;;) {
        if (stream.isOperator('.'))
            expression = parseDot(stream, expression);
        else if (stream.isOperator('['))
            expression = parseSubscript(stream, expression);
        else if (stream.isOperator('('))
            expression = { type: 'call', callee: expression, args: parseCall(stream) };
        else
            return expression;
    }
}
function parseDot(stream, of) {
    stream.next();
    const token = stream.next();
    if (token.type === 'name')
        return { type: 'attribute', of, name: token.text };
    if (token.type !== 'integer')
        throw new JinjaSyntaxError(`line ${token.line}: expected name or number`);
    return { type: 'item', of, key: { type: 'constant', value: token.value } };
}
function parseSubscript(stream, of) {
    stream.expect('operator', '[');
    const keys = [];
    while (!stream.isOperator(']')) {
        if (keys.length > 0)
            stream.expect('operator', ',');
        const slice = parseSlice(stream, of);
        if (slice !== undefined && 'type' in slice && slice.type === 'slice') {
            if (keys.length > 0 || !stream.isOperator(']'))
                throw new JinjaSyntaxError('a slice among other subscripts');
            stream.next();
            return slice;
        }
        keys.push(slice);
    }
    stream.expect('operator', ']');
    const [only] = keys;
    return {
        type: 'item',
        of,
        key: keys.length === 1 && only !== undefined ? only : { type: 'tuple', items: keys },
    };
}
function parseSlice(stream, of) {
    let start;
    if (!stream.isOperator(':')) {
        start = parseExpression(stream);
        if (!stream.isOperator(':'))
            return start;
    }
    stream.next();
    const stop = stream.isOperator(':', ']', ',') ? undefined : parseExpression(stream);
    const hasStep = stream.skip('operator', ':');
    const step = hasStep && !stream.isOperator(']', ',') ? parseExpression(stream) : undefined;
    return { type: 'slice', of, start, stop, step };
}
function parseCall(stream) {
    stream.expect('operator', '(');
    const positional = [];
    const named = [];
    let spread;
    let spreadNamed;
    let first = true;
    while (!stream.isOperator(')')) {
        if (!first)
            stream.expect('operator', ',');
        if (!first && stream.isOperator(')'))
            break;
        first = false;
        if (stream.skip('operator', '*')) {
            requireOrder(spread === undefined && spreadNamed === undefined);
            spread = parseExpression(stream);
        }
        else if (stream.skip('operator', '**')) {
            requireOrder(spreadNamed === undefined);
            spreadNamed = parseExpression(stream);
        }
        else if (stream.is('name') && stream.at(1).type === 'operator' && stream.at(1).text === '=') {
            requireOrder(spreadNamed === undefined);
            const name = stream.next().text;
            stream.next();
            named.push([name, parseExpression(stream)]);
        }
        else {
            requireOrder(spread === undefined && spreadNamed === undefined && named.length === 0);
            positional.push(parseExpression(stream));
        }
    }
    stream.expect('operator', ')');
    if (new Set(named.map(([name]) => name)).size < named.length)
        throw new JinjaSyntaxError('a repeated argument');
    return { positional, named, spread, spreadNamed };
}
function requireOrder(good) {
    if (!good)
        throw new JinjaSyntaxError('invalid syntax for function call expression');
}
function parseFilters(stream, start) {
    let expression = start;
    for (;;) {
        if (stream.isOperator('|'))
            expression = parseFilter(stream, expression);
        else if (stream.isName('is'))
            expression = parseTest(stream, expression);
        else if (stream.isOperator('('))
            expression = { type: 'call', callee: expression, args: parseCall(stream) };
        else
            return expression;
    }
}
function dottedName(stream) {
    let name = stream.expect('name').text;
    while (stream.skip('operator', '.'))
        name += `.${stream.expect('name').text}`;
    return name;
}
/** One `|name(...)`, the bar included. */
function parseFilter(stream, of) {
    stream.expect('operator', '|');
    return parseFilterName(stream, of);
}
function parseFilterName(stream, of) {
    const name = dottedName(stream);
    return { type: 'filter', of, name, args: stream.isOperator('(') ? parseCall(stream) : NO_CALL };
}
function parseTest(stream, of) {
    stream.next();
    const negated = stream.skip('name', 'not');
    const name = dottedName(stream);
    const test = { type: 'test', of, name, args: testArguments(stream) };
    return negated ? { type: 'not', of: test } : test;
}
function testArguments(stream) {
    if (stream.isOperator('('))
        return parseCall(stream);
    const { type } = stream.current;
    const begins = type === 'name' || type === 'string' || type === 'integer' || type === 'float';
    if (!(begins || stream.isOperator('[', '{')) || stream.isName('else', 'or', 'and'))
        return NO_CALL;
    if (stream.isName('is'))
        throw new JinjaSyntaxError('You cannot chain multiple tests with is');
    return { ...NO_CALL, positional: [parsePostfix(stream, parsePrimary(stream))] };
}

;// CONCATENATED MODULE: ./build/mapping/jinja/parse-statements.js




// Statements of jinja2 that need other templates, or that change how values are escaped.
const parse_statements_UNSUPPORTED = new Set(['block', 'extends', 'include', 'import', 'from', 'autoescape', 'call']);
const RESERVED = new Set(['true', 'false', 'none', 'True', 'False', 'None']);
/** Parses a template into statements. */
function parseTemplate(source) {
    const stream = new TokenStream(tokenize(source));
    const body = parseBody(stream, []);
    stream.expect('end');
    return body;
}
/** Statements up to one of the tags that end them; that tag's name is the current token afterwards. */
function parseBody(stream, ends) {
    const body = [];
    let parts = [];
    const flush = () => {
        if (parts.length > 0)
            body.push({ type: 'output', parts });
        parts = [];
    };
    for (;;) {
        if (stream.is('data')) {
            parts.push({ type: 'text', text: stream.next().text });
        }
        else if (stream.is('variable_begin')) {
            stream.next();
            parts.push({ type: 'expression', expression: parseTuple(stream) });
            stream.expect('variable_end');
        }
        else if (stream.is('block_begin')) {
            flush();
            stream.next();
            if (stream.isName(...ends))
                return body;
            body.push(parseStatement(stream));
            stream.expect('block_end');
        }
        else {
            flush();
            if (ends.length > 0)
                throw new JinjaSyntaxError(`Unexpected end of template, looking for ${ends.join(' or ')}`);
            return body;
        }
    }
}
/** What follows a statement's head: the end of the tag, then a body. */
function parseBlock(stream, ends) {
    stream.skip('operator', ':');
    stream.expect('block_end');
    return parseBody(stream, ends);
}
function parseStatement(stream) {
    const token = stream.expect('name');
    if (token.text === 'if')
        return parseIf(stream);
    if (token.text === 'for')
        return parseFor(stream);
    if (token.text === 'set')
        return parseSet(stream);
    if (token.text === 'with')
        return parseWith(stream);
    if (token.text === 'macro')
        return parseMacro(stream);
    if (token.text === 'filter')
        return parseFilterBlock(stream);
    if (token.text === 'print')
        return parsePrint(stream);
    if (parse_statements_UNSUPPORTED.has(token.text))
        throw new JinjaUnsupported(`the statement '${token.text}' is not supported`);
    throw new JinjaSyntaxError(`line ${token.line}: Encountered unknown tag '${token.text}'`);
}
function parseIf(stream) {
    const branches = [];
    for (;;) {
        const test = parseTuple(stream, { withCondition: false });
        branches.push({ test, body: parseBlock(stream, ['elif', 'else', 'endif']) });
        const end = stream.next().text;
        if (end === 'elif')
            continue;
        const otherwise = end === 'else' ? parseBlock(stream, ['endif']) : [];
        if (end === 'else')
            stream.next();
        return { type: 'if', branches, otherwise };
    }
}
function parseFor(stream) {
    const target = parseTarget(stream, { endsAt: 'in' });
    if (targetNames(target).includes('loop')) {
        throw new JinjaSyntaxError("Can't assign to special loop variable in for-loop target");
    }
    stream.expect('name', 'in');
    const over = parseTuple(stream, { withCondition: false, endsAt: 'recursive' });
    const test = stream.skip('name', 'if') ? parseExpression(stream) : undefined;
    const recursive = stream.skip('name', 'recursive');
    const body = parseBlock(stream, ['endfor', 'else']);
    const otherwise = stream.next().text === 'else' ? parseBlock(stream, ['endfor']) : undefined;
    if (otherwise !== undefined)
        stream.next();
    return { type: 'for', target, over, test, recursive, body, otherwise: otherwise ?? [] };
}
function parseSet(stream) {
    const target = parseTarget(stream, { namespaces: true });
    if (stream.skip('operator', '='))
        return { type: 'set', target, value: parseTuple(stream) };
    const filter = parseFilterChain(stream, undefined);
    const body = parseBlock(stream, ['endset']);
    stream.next();
    return { type: 'setBlock', target, filter, body };
}
function parseFilterChain(stream, start) {
    let filter = start;
    while (stream.isOperator('|'))
        filter = parseFilter(stream, filter);
    return filter;
}
function parseWith(stream) {
    const targets = [];
    while (!stream.is('block_end')) {
        if (targets.length > 0)
            stream.expect('operator', ',');
        const target = parseTarget(stream, {});
        stream.expect('operator', '=');
        targets.push({ target, value: parseExpression(stream) });
    }
    const body = parseBlock(stream, ['endwith']);
    stream.next();
    return { type: 'with', targets, body };
}
function parseMacro(stream) {
    const name = parseName(stream);
    const parameters = [];
    stream.expect('operator', '(');
    while (!stream.isOperator(')')) {
        if (parameters.length > 0)
            stream.expect('operator', ',');
        const parameter = parseName(stream);
        const fallback = stream.skip('operator', '=') ? parseExpression(stream) : undefined;
        if (fallback === undefined && parameters.at(-1)?.fallback !== undefined) {
            throw new JinjaSyntaxError('non-default argument follows default argument');
        }
        parameters.push({ name: parameter, fallback });
    }
    stream.next();
    const body = parseBlock(stream, ['endmacro']);
    stream.next();
    return { type: 'macro', name, parameters, body };
}
function parseFilterBlock(stream) {
    const first = parseFilterName(stream, undefined);
    const filter = parseFilterChain(stream, first) ?? first;
    const body = parseBlock(stream, ['endfilter']);
    stream.next();
    return { type: 'filterBlock', filter, body };
}
function parsePrint(stream) {
    const parts = [];
    while (!stream.is('block_end')) {
        if (parts.length > 0)
            stream.expect('operator', ',');
        parts.push({ type: 'expression', expression: parseExpression(stream) });
    }
    return { type: 'output', parts };
}
function parseName(stream) {
    const { text } = stream.expect('name');
    if (RESERVED.has(text))
        throw new JinjaSyntaxError(`can't assign to '${text}'`);
    return text;
}
/** What is assigned to: a name, names with commas, and in `set` an attribute of a namespace. */
function parseTarget(stream, options) {
    const items = [];
    let isTuple = false;
    for (;;) {
        if (items.length > 0)
            stream.expect('operator', ',');
        if (atTupleEnd(stream, options.endsAt))
            break;
        items.push(parseSingleTarget(stream, options));
        if (!stream.isOperator(','))
            break;
        isTuple = true;
    }
    const [only] = items;
    if (isTuple)
        return { type: 'tuple', items };
    if (only === undefined)
        throw new JinjaSyntaxError(`Expected a name, got ${describeToken(stream.current)}`);
    return only;
}
function parseSingleTarget(stream, options) {
    if (stream.isOperator('(')) {
        stream.next();
        const inner = parseTarget(stream, {});
        stream.expect('operator', ')');
        return inner;
    }
    if (stream.isOperator('['))
        throw new JinjaUnsupported('assignment to a list is not supported');
    const dotted = stream.at(1).type === 'operator' && stream.at(1).text === '.';
    if (options.namespaces === true && dotted && stream.is('name')) {
        const name = parseName(stream);
        stream.next();
        return { type: 'namespace', name, attribute: stream.expect('name').text };
    }
    return { type: 'name', name: parseName(stream) };
}
/** The variables that an assignment to this target sets. */
function targetNames(target) {
    if (target.type === 'name')
        return [target.name];
    return target.type === 'namespace' ? [] : target.items.flatMap(targetNames);
}

;// CONCATENATED MODULE: ./build/mapping/jinja/variables.js



function readArguments(args, own, read) {
    for (const value of args.positional)
        readExpression(value, own, read);
    for (const [, value] of args.named)
        readExpression(value, own, read);
    for (const value of [args.spread, args.spreadNamed])
        readExpression(value, own, read);
}
/** The path of `a.b['c']`; a subscript that is no constant, or has a dot, ends it. */
function variables_pathOf(expression) {
    if (expression.type === 'name')
        return [expression.name];
    if (expression.type !== 'attribute' && expression.type !== 'item')
        return undefined;
    const start = variables_pathOf(expression.of);
    if (start === undefined)
        return undefined;
    if (expression.type === 'attribute')
        return [...start, expression.name];
    const key = expression.key.type === 'constant' ? textOf(expression.key.value) : undefined;
    return key === undefined || key === '' || key.includes('.') ? undefined : [...start, key];
}
/** The expressions within an expression, arguments of calls aside. */
function partsOf(expression) {
    switch (expression.type) {
        case 'constant':
        case 'name':
            return [];
        case 'call':
            // `device.name.lower()` reads `device.name`: what is called is not data.
            return [expression.callee.type === 'attribute' ? expression.callee.of : expression.callee];
        case 'attribute':
        case 'not':
        case 'unary':
        case 'filter':
        case 'test':
            return [expression.of];
        case 'item':
            return [expression.of, expression.key];
        case 'slice':
            return [expression.of, expression.start, expression.stop, expression.step];
        case 'list':
        case 'tuple':
            return expression.items;
        case 'concat':
            return expression.parts;
        case 'dict':
            return expression.pairs.flat();
        case 'binary':
        case 'and':
        case 'or':
            return [expression.left, expression.right];
        case 'compare':
            return [expression.first, ...expression.rest.map(({ value }) => value)];
        case 'condition':
            return [expression.test, expression.whenTrue, expression.otherwise];
    }
}
function readExpression(expression, own, read) {
    if (expression === undefined)
        return;
    const path = variables_pathOf(expression);
    if (path !== undefined) {
        if (!own.has(path[0] ?? ''))
            read(path);
        return;
    }
    for (const part of partsOf(expression))
        readExpression(part, own, read);
    if ('args' in expression)
        readArguments(expression.args, own, read);
}
/** Reads through statements in their order; gives back what they surely set. */
function readBody(body, own, read) {
    return body.reduce((before, statement) => readStatement(statement, before, read), own);
}
function withNames(own, names) {
    return new Set([...own, ...names]);
}
function readStatement(statement, own, read) {
    switch (statement.type) {
        case 'output':
            for (const part of statement.parts)
                if (part.type === 'expression')
                    readExpression(part.expression, own, read);
            return own;
        case 'if':
            for (const { test, body } of statement.branches) {
                readExpression(test, own, read);
                readBody(body, own, read);
            }
            readBody(statement.otherwise, own, read);
            return own;
        case 'for': {
            readExpression(statement.over, own, read);
            const targets = targetNames(statement.target);
            readExpression(statement.test, withNames(own, targets), read);
            readBody(statement.body, withNames(own, [...targets, 'loop']), read);
            readBody(statement.otherwise, own, read);
            return own;
        }
        case 'set':
            readExpression(statement.value, own, read);
            if (statement.target.type === 'namespace' && !own.has(statement.target.name))
                read([statement.target.name]);
            return withNames(own, targetNames(statement.target));
        case 'setBlock':
            readBody(statement.body, own, read);
            readExpression(statement.filter, own, read);
            return withNames(own, targetNames(statement.target));
        case 'with':
            for (const { value } of statement.targets)
                readExpression(value, own, read);
            readBody(statement.body, withNames(own, statement.targets.flatMap(({ target }) => targetNames(target))), read);
            return own;
        case 'filterBlock':
            readBody(statement.body, own, read);
            readExpression(statement.filter, own, read);
            return own;
        case 'macro': {
            const names = statement.parameters.map(({ name }) => name);
            for (const { fallback } of statement.parameters)
                readExpression(fallback, own, read);
            readBody(statement.body, withNames(own, [statement.name, ...names]), read);
            return withNames(own, [statement.name]);
        }
    }
}
/** True when a body reads this name from outside itself. */
function mentions(body, name) {
    let found = false;
    readBody(body, new Set(), ([first]) => {
        if (first === name)
            found = true;
    });
    return found;
}
/**
 * The dotted paths that a template reads from the record, sorted; what it surely sets itself before, and the
 * names that every template knows, are not among them.
 */
function pathsOf(body) {
    const paths = new Set();
    readBody(body, new Set(), (path) => {
        if (!GLOBALS.has(path[0] ?? ''))
            paths.add(path.join('.'));
    });
    return [...paths].sort();
}

;// CONCATENATED MODULE: ./build/mapping/jinja/compile-statements.js










const HARD = { soft: false };
const SOFT = { soft: true };
/** Compiles statements that stand one after another. */
function compileBody(body, position) {
    const steps = body.map((statement) => compileStatement(statement, position));
    const [only] = steps;
    if (steps.length === 1 && only !== undefined)
        return only;
    return (scope, output) => {
        for (const step of steps)
            step(scope, output);
    };
}
function compileStatement(statement, position) {
    switch (statement.type) {
        case 'output':
            return compileOutput(statement.parts, position);
        case 'if':
            return compileIf(statement);
        case 'for':
            return compileFor(statement, position);
        case 'set': {
            const value = compileExpression(statement.value, position);
            const assign = compileTarget(statement.target);
            return (scope) => assign(scope, value(scope));
        }
        case 'setBlock': {
            const capture = compileCapture(statement.body);
            const assign = compileTarget(statement.target);
            const filtered = statement.filter === undefined ? undefined : compile_expression_compileFilter(statement.filter, HARD, capture);
            const value = filtered ?? capture;
            return (scope) => assign(scope, value(scope.inner()));
        }
        case 'with':
            return compileWith(statement, position);
        case 'filterBlock': {
            const filtered = compile_expression_compileFilter(statement.filter, HARD, compileCapture(statement.body));
            return (scope, output) => {
                output.push(filtered(scope.inner()));
            };
        }
        case 'macro': {
            const macro = compileMacro(statement);
            return (scope) => scope.set(statement.name, macro(scope));
        }
    }
}
/** What a body prints, as one value. */
function compileCapture(body) {
    const execute = compileBody(body, HARD);
    return (scope) => {
        const output = [];
        execute(scope, output);
        return nativeConcat(output);
    };
}
/** Constant parts that stand side by side are printed as one text, the rest value by value. */
function compileOutput(parts, position) {
    const steps = [];
    for (const part of parts) {
        const step = part.type === 'text' ? part.text : outputStep(part.expression, position);
        const last = steps.at(-1);
        if (typeof step === 'string' && typeof last === 'string')
            steps[steps.length - 1] = last + step;
        else
            steps.push(step);
    }
    return (scope, output) => {
        for (const step of steps)
            output.push(typeof step === 'string' ? step : step(scope));
        checkItemCount(output.length);
    };
}
function outputStep(expression, position) {
    const constant = constantOf(expression, position);
    return constant === undefined ? compileExpression(expression, position) : toText(constant);
}
function compileIf(statement) {
    const branches = statement.branches.map(({ test, body }) => ({
        test: compileExpression(test, SOFT),
        body: compileBody(body, SOFT),
    }));
    const otherwise = compileBody(statement.otherwise, SOFT);
    return (scope, output) => {
        const branch = branches.find(({ test }) => truth(test(scope)));
        (branch?.body ?? otherwise)(scope, output);
    };
}
function compileTarget(target) {
    if (target.type === 'name')
        return (scope, value) => scope.set(target.name, value);
    if (target.type === 'namespace') {
        return (scope, value) => {
            const namespace = scope.get(target.name);
            if (!(namespace instanceof Namespace)) {
                throw new JinjaRuntimeError('TemplateRuntimeError', 'cannot assign attribute on non-namespace object');
            }
            setItem(namespace.attributes, target.attribute, value);
        };
    }
    const targets = target.items.map(compileTarget);
    return (scope, value) => {
        const items = unpack(value, targets.length);
        for (const [index, assign] of targets.entries())
            assign(scope, items[index] ?? null);
    };
}
function unpack(value, count) {
    if (value instanceof Undefined && value.strict)
        value.fail();
    if (lengthOf(value) === undefined && typeof value !== 'object') {
        throw errors_typeError(`cannot unpack non-iterable ${typeName(value)} object`);
    }
    const items = itemsOf(value);
    if (items.length !== count)
        throw valueError(`${items.length} values to unpack, expected ${count}`);
    return items;
}
function compileWith(statement, position) {
    const targets = statement.targets.map(({ target, value }) => ({
        assign: compileTarget(target),
        value: compileExpression(value, position),
    }));
    const body = compileBody(statement.body, HARD);
    return (scope, output) => {
        const inner = scope.inner();
        for (const { assign, value } of targets)
            assign(inner, value(scope));
        body(inner, output);
    };
}
function compileFor(statement, position) {
    const over = compileExpression(statement.over, position);
    const run = compileLoop(statement);
    if (!statement.recursive)
        return (scope, output) => run(scope, over(scope), 0, output);
    return (scope, output) => {
        const inner = [];
        run(scope, over(scope), 0, inner);
        output.push(nativeConcat(inner));
    };
}
function compileLoop(statement) {
    const assign = compileTarget(statement.target);
    const test = statement.test === undefined ? undefined : compileExpression(statement.test, HARD);
    const body = compileBody(statement.body, HARD);
    const otherwise = compileBody(statement.otherwise, HARD);
    const needsLoop = statement.recursive || mentions(statement.body, 'loop');
    const run = (scope, items, depth, output) => {
        const state = test === undefined
            ? LoopState.over(items, depth)
            : new LoopState(passing(scope, items, assign, test), undefined, depth);
        const recurse = statement.recursive ? recursion(run, scope, depth) : undefined;
        const loop = needsLoop ? state.asValue(recurse) : undefined;
        let any = false;
        for (let item = state.next(); item !== undefined; item = state.next()) {
            any = true;
            scope.rendering.steps.step();
            const inner = scope.inner();
            assign(inner, item);
            if (loop !== undefined)
                inner.set('loop', loop);
            body(inner, output);
        }
        if (!any)
            otherwise(scope.inner(), output);
    };
    return run;
}
function recursion(run, scope, depth) {
    return (items) => {
        const output = [];
        run(scope, items, depth + 1, output);
        return nativeConcat(output);
    };
}
function* passing(scope, items, assign, test) {
    for (const item of iterate(items)) {
        scope.rendering.steps.step();
        const inner = scope.inner();
        assign(inner, item);
        if (truth(test(inner)))
            yield item;
    }
}
const SPECIAL_NAMES = ['caller', 'varargs', 'kwargs'];
function compileMacro(statement) {
    const special = SPECIAL_NAMES.find((name) => mentions(statement.body, name));
    if (special !== undefined)
        throw new JinjaUnsupported(`'${special}' in a macro is not supported`);
    const parameters = statement.parameters.map(({ name, fallback }) => ({
        name,
        fallback: fallback === undefined ? undefined : compileExpression(fallback, HARD),
    }));
    const body = compileBody(statement.body, HARD);
    return (definition) => new Callable('Macro', statement.name, (args) => {
        definition.rendering.steps.step();
        const scope = definition.inner();
        const given = macroArguments(statement.name, parameters, args);
        for (const [index, { name, fallback }] of parameters.entries()) {
            const argument = given[index];
            const value = argument === undefined ? fallback?.(scope) : argument;
            scope.set(name, value === undefined ? new Undefined(`parameter '${name}' was not provided`) : value);
        }
        const output = [];
        body(scope, output);
        return nativeConcat(output);
    });
}
function macroArguments(macro, parameters, args) {
    if (args.positional.length > parameters.length) {
        throw errors_typeError(`macro '${macro}' takes not more than ${parameters.length} argument(s)`);
    }
    const names = parameters.map(({ name }) => name);
    for (const name of args.named.keys()) {
        if (names.indexOf(name) < args.positional.length)
            throw errors_typeError(`macro '${macro}' takes no keyword argument '${name}'`);
    }
    return names.map((name, index) => index < args.positional.length ? args.positional[index] : args.named.get(name));
}

;// CONCATENATED MODULE: ./build/mapping/jinja/engine.js










/**
 * Compiles a template.
 * @throws JinjaSyntaxError where jinja2 refuses it, JinjaUnsupported for what this engine does not do
 */
function compileTemplate(source, options = {}) {
    return engine_guarded(() => {
        const body = parseTemplate(source);
        const execute = compileBody(body, { soft: false });
        const render = (context, exact) => engine_guarded(() => {
            const output = [];
            execute(new Scope({
                mode: 'render',
                record: context,
                converted: new Map(exact),
                random: options.random,
                steps: new StepCounter(),
            }), output);
            return nativeConcat(output);
        });
        return { source, variables: pathsOf(body), render };
    });
}
/** The dotted paths that a template reads from its context; a path may go on into a method's name. */
function variables(template) {
    return template.variables;
}
/** A template that nests or recurses too deeply ends as a refusal, not as a crash. */
function engine_guarded(work) {
    try {
        return work();
    }
    catch (error) {
        if (error instanceof JinjaError)
            throw error;
        if (error instanceof RangeError)
            throw new JinjaUnsupported('the template nests too deeply or grows too large');
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/mapping/transforms.js






/**
 * Results that JSON cannot tell apart (2.0 and 2), as the next transform has to see them. They travel with
 * the record under a symbol, which no JSON text, no copy by spread and no key listing shows.
 */
const EXACT = Symbol('exact values');
const NOTHING_EXACT = new Map();
/**
 * Compiles a transform: a Jinja2 template whose value is stored in the record, where the next transform sees
 * it. The value is what jinja2 gives, or an error; never another value.
 *
 * @throws SyncError TRANSFORM_UNSUPPORTED for a template that is wrong or that this engine cannot run
 */
function compileTransform(rule) {
    const template = explained(rule, () => compileTemplate(rule.expression));
    return { paths: template.variables, apply: (record) => applyTransform(rule, template, record) };
}
function applyTransform(rule, template, record) {
    return explained(rule, () => {
        const exact = record[EXACT] ?? NOTHING_EXACT;
        const value = template.render(record, exact);
        if (value === null)
            return record;
        if (value instanceof Undefined)
            value.fail();
        return withValue(record, exact, rule.field, value);
    });
}
/**
 * A record from its JSON text, with floats without a fraction remembered for templates: `1.0` prints as 1.0.
 * Everything else sees a plain number.
 */
function recordFromText(text) {
    const record = JSON.parse(text);
    const floats = parseWithFloats(text, (value) => new PyFloat(value));
    if (floats === undefined)
        return record;
    const exact = new Map(Object.entries(floats).map(([name, value]) => [name, fromJson(value)]));
    Object.defineProperty(record, EXACT, { value: exact, enumerable: false });
    return record;
}
function withValue(record, exact, field, value) {
    const next = { ...record };
    setOwn(next, field, toJson(value));
    const isExact = value !== null && typeof value === 'object';
    if (!isExact && exact.size === 0)
        return next;
    const remembered = new Map(exact);
    if (isExact)
        remembered.set(field, asShared(value));
    else
        remembered.delete(field);
    if (remembered.size > 0)
        Object.defineProperty(next, EXACT, { value: remembered, enumerable: false });
    return next;
}
function explained(rule, work) {
    try {
        return work();
    }
    catch (error) {
        if (!(error instanceof JinjaError))
            throw error;
        const unsupported = error instanceof JinjaUnsupported || error instanceof JinjaSyntaxError;
        throw new errors_SyncError({
            code: unsupported ? 'TRANSFORM_UNSUPPORTED' : 'TRANSFORM_FAILED',
            message: `transform of "${rule.field}" with "${rule.expression}" failed: ${error.message}`,
            hint: hintFor(error),
            cause: error,
        });
    }
}
function hintFor(error) {
    if (error instanceof JinjaSyntaxError) {
        return 'Correct the template; only the filters and tests that Jinja2 itself brings are known.';
    }
    if (error instanceof JinjaUnsupported)
        return 'Write the expression with other filters or methods.';
    return "Give the expression a way out for records like this one, such as `| default('')` or `if name else ''`.";
}

;// CONCATENATED MODULE: ./build/config/check-rules.js




/**
 * Compiles the filters and transforms of one entry, so that what can never work is reported before a run.
 * `sourceIsOwn`: false for systems whose adapter may give transforms another meaning.
 */
function checkRules(element, shape, sourceIsOwn, file) {
    const filters = element.filters.flatMap((filter, index) => {
        const path = ['schema_mapping', element.index, 'filters', index];
        return checkFilter(filter, shape.filters?.[index]?.value, path, file);
    });
    const transforms = element.transforms.flatMap((transform, index) => checkTransform(transform, ['schema_mapping', element.index, 'transforms', index], file));
    return [...filters, ...transforms, ...(sourceIsOwn ? unusedTransforms(element, file) : [])];
}
function checkFilter(filter, written, path, file) {
    const { field, operation, value } = filter;
    const issue = (severity, key, message, hint) => [
        { severity, message, hint, location: file.locate([...path, key]) },
    ];
    if (!FILTER_OPERATIONS.some((known) => known === operation)) {
        const hint = suggestion(operation, FILTER_OPERATIONS, `Operations are ${quotedList(FILTER_OPERATIONS)}.`);
        return issue('error', 'operation', `there is no filter operation "${operation}"`, hint);
    }
    if (['==', '!='].includes(operation)) {
        if (written !== undefined)
            return [];
        const message = `the filter "${field} ${operation}" has no "value" and compares with null`;
        return issue('warning', 'operation', message, 'Use is_empty or is_not_empty, or write "value: null".');
    }
    if (['is_empty', 'is_not_empty'].includes(operation))
        return [];
    if (value === null) {
        const message = `the filter "${field} ${operation}" has no "value"`;
        return issue('error', 'value', message, 'Add "value:" with what to compare with.');
    }
    if (['in', 'not in'].includes(operation) && ['number', 'boolean'].includes(typeof value)) {
        const message = `the filter "${field} ${operation}" needs a list`;
        return issue('error', 'value', message, `Write [${JSON.stringify(value)}], or use == or !=.`);
    }
    const problem = problemOf(() => compileFilter(filter));
    if (problem === undefined)
        return [];
    const message = `the filter "${field} ${operation}" cannot work: ${problem.message}`;
    return issue('error', 'value', message, problem.hint);
}
function checkTransform(transform, path, file) {
    const problem = problemOf(() => compileTransform(transform));
    if (problem === undefined)
        return [];
    return [
        {
            severity: 'error',
            message: `the transform "${transform.field}" cannot work: ${problem.message}`,
            hint: problem.hint,
            location: file.locate([...path, 'expression']),
        },
    ];
}
/** What keeps a rule from being compiled, without the rule itself, which stands at the issue's place. */
function problemOf(compile) {
    try {
        compile();
        return undefined;
    }
    catch (error) {
        if (!(error instanceof errors_SyncError))
            throw error;
        const { cause, message, hint } = error;
        return { message: cause instanceof Error ? cause.message : message, hint };
    }
}
/** A result that no field and no later transform reads is most likely meant for a field that is missing. */
function unusedTransforms(element, file) {
    const read = new Set();
    for (const field of element.fields) {
        if (field.type === 'path' || field.type === 'reference')
            read.add(field.path.split('.')[0] ?? '');
    }
    return element.transforms.flatMap((transform, index) => {
        const later = element.transforms.slice(index + 1);
        if (read.has(transform.field) || later.some((other) => check_rules_mentions(other.expression, transform.field))) {
            return [];
        }
        const location = file.locate(['schema_mapping', element.index, 'transforms', index, 'field']);
        const message = `the result of the transform "${transform.field}" is read by no field`;
        const hint = `Add a field with "mapping: ${transform.field}", or remove the transform.`;
        return [{ severity: 'warning', message, hint, location }];
    });
}
function check_rules_mentions(expression, name) {
    return expression.split(/[^\p{L}\p{N}_]+/u).includes(name);
}

;// CONCATENATED MODULE: ./build/config/flags.js

const FLAGS = [
    'NONE',
    'CONTINUE_ON_FAILURE',
    'SKIP_UNMATCHED_SRC',
    'SKIP_UNMATCHED_DST',
    'SKIP_UNMATCHED_BOTH',
    'LOG_UNCHANGED_RECORDS',
];
/** Flags that keep what only the destination has. */
const KEEPING = ['SKIP_UNMATCHED_DST', 'SKIP_UNMATCHED_BOTH'];
/**
 * Reads `diffsync_flags`. Without any, and with `NONE` alone, they are `SKIP_UNMATCHED_DST`, as infrahub-sync
 * 2.0 has it. Other flags without it mean that what only the destination has is deleted; infrahub-sync plans
 * such deletes but never writes them, so that it is worth a warning.
 */
function readFlags(names, file) {
    const issues = [];
    const flags = new Set();
    for (const [index, name] of names.entries()) {
        const flag = FLAGS.find((candidate) => candidate === name);
        if (flag !== undefined) {
            flags.add(flag);
            continue;
        }
        const hint = suggestion(name, FLAGS, `Flags are ${quotedList(FLAGS)}.`);
        const location = file.locate(['diffsync_flags', index]);
        issues.push({ severity: 'error', message: `"${name}" is not a diffsync flag`, hint, location });
    }
    if ([...flags].every((flag) => flag === 'NONE'))
        flags.add('SKIP_UNMATCHED_DST');
    if (!KEEPING.some((flag) => flags.has(flag)) && issues.length === 0) {
        issues.push({
            severity: 'warning',
            message: 'with these flags, objects that only the destination has are deleted',
            hint: 'Add SKIP_UNMATCHED_DST to keep them, unless deleting is meant.',
            location: file.locate(['diffsync_flags']),
        });
    }
    return { flags, issues };
}

;// CONCATENATED MODULE: ./build/adapters/rest/presets/device42.js
/**
 * Device42, API 1.0 (api.device42.com). Lists come in parts by offset, below a key of their own, with `total_count`
 * beside it. Objects show the names of others (a device that of its building), which change without the object, so
 * nothing is asked for by the time of its last change.
 */
const device42 = {
    system: 'device42',
    title: 'Device42',
    settings: {
        api_endpoint: 'api/1.0',
        auth_method: 'basic',
        url_env_vars: ['DEVICE42_ADDRESS', 'DEVICE42_URL'],
        username_env_vars: ['DEVICE42_USERNAME'],
        password_env_vars: ['DEVICE42_PASSWORD'],
        response_key_pattern: '{resource}',
        trailing_slash: true,
        pagination: { type: 'offset', parameter: 'offset', size_parameter: 'limit', size: 500 },
        total: 'total_count',
        endpoints: {
            buildings: { id_field: 'building_id' },
            customers: { response_key_pattern: 'Customers' },
            'devices/all': { response_key_pattern: 'Devices', id_field: 'device_id' },
            ips: {},
            racks: { id_field: 'rack_id' },
            rooms: { id_field: 'room_id' },
            subnets: { id_field: 'subnet_id' },
            vlans: { id_field: 'vlan_id' },
            vrfgroup: { response_key_pattern: 'vrfgroup' },
        },
    },
};

;// CONCATENATED MODULE: ./build/adapters/rest/presets/generic.js
/** Any REST API: the configuration says everything. The environment's names are those of the Python tool. */
const genericRest = {
    system: 'genericrestapi',
    title: 'REST API',
    settings: {},
};

;// CONCATENATED MODULE: ./build/adapters/rest/presets/librenms.js
/**
 * LibreNMS, API v0 (docs.librenms.org/API). Every list is one answer, below a key of its own, with `count` beside
 * it. Numbers may arrive as text. Nothing can be asked for by the time of its last change.
 */
const libreNms = {
    system: 'librenms',
    title: 'LibreNMS',
    settings: {
        api_endpoint: 'api/v0',
        auth_method: 'x-auth-token',
        url_env_vars: ['LIBRENMS_ADDRESS', 'LIBRENMS_URL'],
        token_env_vars: ['LIBRENMS_TOKEN'],
        response_key_pattern: '{resource}',
        success: { field: 'status', value: 'ok' },
        // Some lists without objects are a 404 that says so.
        empty_message: '^No .* found',
        endpoints: {
            devices: { id_field: 'device_id' },
            devicegroups: { response_key_pattern: 'groups' },
            ports: { id_field: 'port_id' },
            'resources/links': { response_key_pattern: 'links' },
            'resources/vlans': { id_field: 'vlan_id' },
            'resources/ip/addresses': { response_key_pattern: 'ip_addresses', id_field: 'ipv4_address_id' },
            'inventory/all': { response_key_pattern: 'inventory', id_field: 'entPhysical_id' },
        },
    },
};

;// CONCATENATED MODULE: ./build/adapters/rest/presets/observium.js
/**
 * Observium, API v0 of the subscription edition (docs.observium.org/api). A list is a map from id to object, below a
 * key of its own.
 */
const observium = {
    system: 'observium',
    title: 'Observium',
    settings: {
        api_endpoint: 'api/v0',
        auth_method: 'basic',
        url_env_vars: ['OBSERVIUM_ADDRESS', 'OBSERVIUM_URL'],
        token_env_vars: ['OBSERVIUM_TOKEN'],
        username_env_vars: ['OBSERVIUM_USERNAME'],
        password_env_vars: ['OBSERVIUM_PASSWORD'],
        response_key_pattern: '{resource}',
        trailing_slash: true,
        endpoints: {
            devices: { id_field: 'device_id' },
            ports: { id_field: 'port_id' },
            groups: { id_field: 'group_id' },
            sensors: { id_field: 'sensor_id' },
            alerts: { id_field: 'alert_table_id' },
            bills: { id_field: 'bill_id', response_key_pattern: 'bill' },
        },
    },
};

;// CONCATENATED MODULE: ./build/adapters/rest/presets/peering-manager.js
const policies = { to: 'bgp.routing-policies', many: true };
const communities = { to: 'bgp.communities', many: true };
const blank = { type: 'text', default: '' };
const slug = { type: 'text', required: true, unique: true };
const peering_manager_named = { type: 'text', required: true, unique: true };
const group = {
    name: peering_manager_named,
    slug,
    description: blank,
    status: { path: 'status.value', type: 'text', default: 'enabled' },
    import_routing_policies: policies,
    export_routing_policies: policies,
    communities,
};
const community = {
    fields: {
        name: { type: 'text', required: true },
        slug,
        description: blank,
        value: { type: 'text', required: true },
        type: 'text',
    },
    human_friendly_id: ['name'],
};
const routingPolicy = {
    fields: {
        name: { type: 'text', required: true },
        slug,
        description: blank,
        type: { type: 'text', required: true },
        weight: { type: 'number', default: 0 },
        address_family: { type: 'number', default: 0 },
        communities,
    },
    human_friendly_id: ['name'],
};
/** What can be written, as docs.peering-manager.net and the serializers of version 1.9 have it. */
const kinds = {
    'peering.autonomous-systems': {
        fields: {
            asn: { type: 'number', required: true, unique: true },
            name: { type: 'text', required: true },
            description: blank,
            comments: blank,
            irr_as_set: 'text',
            ipv6_max_prefixes: { type: 'number', default: 0 },
            ipv4_max_prefixes: { type: 'number', default: 0 },
            affiliated: { type: 'boolean', default: false },
            import_routing_policies: policies,
            export_routing_policies: policies,
            communities,
        },
        human_friendly_id: ['asn'],
    },
    'bgp.communities': community,
    'bgp.routing-policies': routingPolicy,
    // Where versions before 1.9 have them.
    'peering.communities': community,
    'peering.routing-policies': routingPolicy,
    'peering.bgp-groups': { fields: group, human_friendly_id: ['name'] },
    'peering.internet-exchanges': {
        fields: {
            ...group,
            local_autonomous_system: { to: 'peering.autonomous-systems', required: true },
        },
        human_friendly_id: ['name'],
    },
    'net.connections': {
        fields: {
            name: 'text',
            peeringdb_netixlan: { path: 'peeringdb_netixlan.id', type: 'number' },
            description: blank,
            status: { path: 'status.value', type: 'text', default: 'enabled' },
            vlan: 'number',
            ipv6_address: 'text',
            ipv4_address: 'text',
            internet_exchange_point: { to: 'peering.internet-exchanges' },
        },
        human_friendly_id: ['name'],
    },
};
/**
 * Peering Manager (docs.peering-manager.net/integrations/rest-api), an API of Django REST framework: parts by
 * offset with `count` and `next`, a status as `{value, label}`, and the `updated` of each object.
 */
const peeringManager = {
    system: 'peeringmanager',
    title: 'Peering Manager',
    settings: {
        api_endpoint: 'api',
        auth_method: 'token',
        url_env_vars: ['PEERING_MANAGER_ADDRESS', 'PEERING_MANAGER_URL'],
        token_env_vars: ['PEERING_MANAGER_TOKEN'],
        trailing_slash: true,
        write: true,
        kinds,
        response_key_pattern: 'results',
        pagination: { type: 'offset', size: 1000 },
        total: 'count',
        changed_since: { parameter: 'updated__gte', format: 'iso', field: 'updated' },
        own_fields: ['status'],
        derived_fields: [
            'display',
            'config_context',
            'peeringdb_prefixes',
            'exists_in_peeringdb',
            'is_abandoned',
            'bgp_state',
            'received_prefix_count',
            'accepted_prefix_count',
            'advertised_prefix_count',
            'last_established_state',
        ],
    },
};

;// CONCATENATED MODULE: ./build/adapters/rest/presets/peeringdb.js
/** Fields that come of other objects or are counted, so that they change while `updated` stays. */
const derived = [
    'org_name',
    'net_count',
    'ix_count',
    'fac_count',
    'carrier_count',
    'netixlan_updated',
    'netfac_updated',
    'poc_updated',
    'ixf_net_count',
    'ixf_last_import',
];
const changedSince = {
    parameter: 'since',
    format: 'unix',
    field: 'updated',
    deleted: { field: 'status', value: 'deleted' },
};
/** What has an `updated` of its own, and shows nothing of others but what is among the derived fields. */
const tracked = { changed_since: changedSince, own_fields: ['*'], derived_fields: derived };
/**
 * PeeringDB (docs.peeringdb.com/api_specs). One answer has all objects of an endpoint, below `data`. `since` gives
 * what was updated, deleted objects among it. An API key is only needed beyond the limits for guests: then set
 * `auth_method: api-key`. Objects that join two others (`netixlan`, `netfac`, …) show the names of both and are
 * always read in full.
 */
const peeringDb = {
    system: 'peeringdb',
    title: 'PeeringDB',
    settings: {
        url: 'https://www.peeringdb.com',
        api_endpoint: 'api',
        auth_method: 'none',
        url_env_vars: ['PEERINGDB_ADDRESS', 'PEERINGDB_URL'],
        token_env_vars: ['PEERINGDB_API_KEY', 'PEERINGDB_TOKEN'],
        response_key_pattern: 'data',
        fields_parameter: 'fields',
        id_field: 'id',
        concurrency: 1,
        endpoints: { org: tracked, net: tracked, ix: tracked, fac: tracked },
    },
};

;// CONCATENATED MODULE: ./build/adapters/rest/presets/phpipam.js
/**
 * phpIPAM (phpipam.net/api). The address has the name of the API app in it: set `api_endpoint: api/<app>`. An app
 * with the security "SSL with App code token" takes its code in the header `token`. Lists are one answer, below
 * `data`; one without objects is a 404 with a message, or has no `data` at all.
 */
const phpIpam = {
    system: 'phpipam',
    title: 'phpIPAM',
    settings: {
        auth_method: 'header',
        auth_header: 'token',
        url_env_vars: ['PHPIPAM_ADDRESS', 'PHPIPAM_URL'],
        token_env_vars: ['PHPIPAM_TOKEN'],
        response_key_pattern: 'data',
        trailing_slash: true,
        success: { field: 'success', value: true },
        empty_message: '^No .*(?:found|available|exist)',
        endpoints: {
            vlan: { id_field: 'vlanId' },
            vlans: { id_field: 'vlanId' },
            vrf: { id_field: 'vrfId' },
            vrfs: { id_field: 'vrfId' },
        },
    },
};

;// CONCATENATED MODULE: ./build/adapters/rest/presets/index.js







/** Every system that is described by settings alone. */
const restPresets = [
    genericRest,
    libreNms,
    observium,
    device42,
    peeringDb,
    phpIpam,
    peeringManager,
];
/** Those that may be destinations: `write: true` in their own settings or, for any REST API, in the user's. */
const writableRestPresets = restPresets.filter((preset) => preset === genericRest || preset.settings.write === true);

;// CONCATENATED MODULE: ./build/config/infrahub-side.js


/**
 * From Infrahub to a REST system the Python tool's format names the Infrahub side by `name` and the other one by
 * `mapping`, though it is the destination. An entry whose `name` is no kind of the destination is read that way: the
 * kind and its attributes are Infrahub's, and what `mapping` names becomes a kind of the destination by that name.
 * Every other entry, and every other pair of systems, is left as it is. Pure.
 */
function withInfrahubSide(mappings, source, destination) {
    const preset = writableRestPresets.find(({ system }) => system === destination.name);
    if (source.name !== 'infrahub' || preset === undefined)
        return { mappings, destination };
    const own = objectOf(destination.settings.kinds);
    const declared = { ...objectOf(preset.settings.kinds), ...own };
    const added = {};
    const sided = mappings.map((element) => {
        if (Object.hasOwn(declared, element.kind) || element.endpoint === '')
            return element;
        added[element.kind] = kindOf(element);
        return { ...element, endpoint: element.kind, fields: element.fields.map(byName) };
    });
    const settings = { ...destination.settings, kinds: { ...own, ...added } };
    return { mappings: sided, destination: { ...destination, settings } };
}
/** What an entry says of the destination's objects. */
function kindOf({ endpoint, fields }) {
    const shapes = fields.flatMap((field) => {
        if (field.type === 'path')
            return [[field.name, { path: field.path }]];
        if (field.type === 'reference')
            return [[field.name, { path: field.path, to: field.reference }]];
        return [];
    });
    return { endpoint, fields: Object.fromEntries(shapes) };
}
/** The field as Infrahub's objects have it: by its name. */
function byName(field) {
    return field.type === 'path' || field.type === 'reference' ? { ...field, path: field.name } : field;
}
function objectOf(value) {
    return value !== undefined && isJsonObject(value) ? value : {};
}

;// CONCATENATED MODULE: ./build/config/mapping-element.js
/** An entry of `schema_mapping` as the rest of the program knows it. */
function toMappingElement(shape, index) {
    return {
        index,
        kind: shape.name,
        endpoint: shape.mapping ?? '',
        identifiers: shape.identifiers ?? [],
        fields: (shape.fields ?? []).map(toField),
        filters: (shape.filters ?? []).map(({ field, operation, value }) => ({
            field,
            operation,
            value: value ?? null,
        })),
        transforms: (shape.transforms ?? []).map(({ field, expression }) => ({ field, expression })),
    };
}
/** `static` wins when it is declared and not null; without `static` and `mapping` a field only documents. */
function toField(shape) {
    const { name } = shape;
    const reference = shape.reference || undefined;
    if (shape.static !== undefined && shape.static !== null) {
        return { type: 'static', name, value: shape.static, reference };
    }
    if (!shape.mapping)
        return { type: 'documentation', name };
    if (reference === undefined)
        return { type: 'path', name, path: shape.mapping };
    return { type: 'reference', name, path: shape.mapping, reference };
}

;// CONCATENATED MODULE: ./build/config/path.js

/** `schema_mapping[2].fields[0].name`; `the configuration` for the whole. */
function formatPath(path) {
    if (path.length === 0)
        return 'the configuration';
    return path
        .map((segment, index) => {
        if (typeof segment === 'number')
            return `[${segment}]`;
        return index === 0 ? segment : `.${segment}`;
    })
        .join('');
}
/** The value at a path; undefined when there is none. */
function valueAt(value, path) {
    let current = value;
    for (const segment of path) {
        if (Array.isArray(current) && typeof segment === 'number')
            current = current[segment];
        else if (isJsonObject(current) && Object.hasOwn(current, segment))
            current = current[segment];
        else
            return undefined;
    }
    return current;
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 7 modules
var schemas = __webpack_require__(749);
;// CONCATENATED MODULE: ./build/config/shape.js

/** The shape of config.yml. Keys that are not named here are looked at apart, see unknown-keys.ts. */
const shape_text = schemas/* string */.YjP();
const filled = schemas/* string */.YjP().min(1);
const anything = schemas/* custom */.IeY(() => true).optional();
const settings = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* custom */.IeY(() => true));
const filterShape = schemas/* object */.Ikc({ field: filled, operation: filled, value: anything });
const transformShape = schemas/* object */.Ikc({ field: filled, expression: filled });
const fieldShape = schemas/* object */.Ikc({
    name: filled,
    mapping: shape_text.nullish(),
    static: anything,
    reference: shape_text.nullish(),
});
const mappingShape = schemas/* object */.Ikc({
    name: filled,
    mapping: shape_text.nullish(),
    identifiers: schemas/* array */.YOg(filled).nullish(),
    fields: schemas/* array */.YOg(fieldShape).nullish(),
    filters: schemas/* array */.YOg(filterShape).nullish(),
    transforms: schemas/* array */.YOg(transformShape).nullish(),
});
const systemShape = schemas/* object */.Ikc({
    name: filled,
    adapter: shape_text.nullish(),
    settings: settings.nullish(),
});
const storeShape = schemas/* object */.Ikc({ type: shape_text, settings: settings.nullish() });
const incrementalShape = schemas/* object */.Ikc({
    full_resync_every: schemas/* int */.Whr().min(1).nullish(),
    overlap_seconds: schemas/* number */.aig().min(0).nullish(),
});
const configShape = schemas/* object */.Ikc({
    name: filled,
    source: systemShape,
    destination: systemShape,
    store: storeShape.nullish(),
    adapters_path: schemas/* array */.YOg(shape_text).nullish(),
    order: schemas/* array */.YOg(filled).nullish(),
    diffsync_flags: schemas/* array */.YOg(filled).nullish(),
    incremental: incrementalShape.nullish(),
    schema_mapping: schemas/* array */.YOg(mappingShape).min(1),
});

;// CONCATENATED MODULE: ./build/config/shape-issues.js



/** Holds a file against the shape of config.yml; every misfit is an issue at its place. */
function readShape(file) {
    const result = configShape.safeParse(file.value);
    if (result.success)
        return { status: 'valid', config: result.data };
    return { status: 'invalid', issues: result.error.issues.map((issue) => toIssue(issue, file)) };
}
function toIssue(issue, file) {
    const path = issue.path.filter((segment) => typeof segment !== 'symbol');
    const value = valueAt(file.value, path);
    const { message, hint } = shape_issues_describe(issue, formatPath(path), value);
    return { severity: 'error', message, hint, location: file.locate(path) };
}
function shape_issues_describe(issue, name, value) {
    if (issue.code === 'too_small')
        return describeTooSmall(issue, name);
    if (issue.code !== 'invalid_type' && issue.code !== 'invalid_union') {
        return { message: `${name} is not valid: ${issue.message}`, hint: 'See docs/configuration.md.' };
    }
    const wanted = wantedWord(issue.code === 'invalid_type' ? issue.expected : 'value');
    if (value === undefined)
        return { message: `${name} is missing`, hint: hintForMissing(name, wanted) };
    return {
        message: `${name} must be ${wanted}, but is ${valueWord(value)}`,
        hint: hintForType(wanted, value),
    };
}
function describeTooSmall(issue, name) {
    if (issue.origin === 'string') {
        // An unquoted > begins a block of text to YAML.
        const isOperation = name.endsWith('.operation');
        const hint = isOperation
            ? 'Put operations in quotes, such as ">".'
            : 'Give it a value, or remove the key.';
        return { message: `${name} is empty`, hint };
    }
    if (issue.origin === 'array') {
        return { message: `${name} is empty: there is nothing to sync`, hint: 'Map at least one kind.' };
    }
    const remark = name.endsWith('full_resync_every') ? ' 1 reads everything on every run.' : '';
    return { message: `${name} is too small`, hint: `Use ${issue.minimum} or more.${remark}` };
}
function hintForMissing(name, wanted) {
    const key = name.split('.').at(-1) ?? name;
    if (key === 'schema_mapping')
        return 'Add "schema_mapping:" with one entry for each kind and endpoint.';
    if (key === 'source')
        return 'Add "source:" with the "name" of a system, such as netbox.';
    if (key === 'destination')
        return 'Add "destination:" with the "name" of a system, such as infrahub.';
    return `Add "${key}:" with ${wanted}.`;
}
function hintForType(wanted, value) {
    if (wanted === 'text' && (typeof value === 'number' || typeof value === 'boolean')) {
        return `Put it in quotes: "${value}".`;
    }
    if (wanted === 'a list')
        return isJsonObject(value) ? 'Begin each entry with "- ".' : `Write ${asList(value)}.`;
    if (typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value)))
        return 'Remove the quotes.';
    return `Write ${wanted} here.`;
}
function asList(value) {
    return value === null ? 'at least one entry, each beginning with "- "' : `[${JSON.stringify(value)}]`;
}
function wantedWord(expected) {
    const words = {
        string: 'text',
        array: 'a list',
        object: 'a map of keys and values',
        record: 'a map of keys and values',
        number: 'a number',
        int: 'a whole number',
    };
    return words[expected] ?? `of type ${expected}`;
}
function valueWord(value) {
    if (value === null)
        return 'empty';
    if (Array.isArray(value))
        return 'a list';
    if (isJsonObject(value))
        return 'a map';
    if (typeof value === 'string')
        return `the text "${value}"`;
    return typeof value === 'number' ? `the number ${value}` : String(value);
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/coerce.js
var coerce = __webpack_require__(9567);
;// CONCATENATED MODULE: ./build/adapters/rest/settings-shape.js

/** Values that came through `${VARIABLE}` are text. */
const flag = schemas/* union */.KCZ([schemas/* boolean */.zMY(), schemas/* stringbool */.uEf()]);
const settings_shape_wholeNumber = coerce/* number */.ai().int().positive();
const settings_shape_name = schemas/* string */.YjP().min(1);
const names = schemas/* array */.YOg(settings_shape_name);
/** The parameter that says how many rows a page may have; undefined: the server decides. */
const size = { size: settings_shape_wholeNumber.default(100), size_parameter: settings_shape_name.optional() };
/** How a list is asked for in parts. */
const pagination = schemas/* discriminatedUnion */.gMt('type', [
    /** One answer has all rows. */
    schemas/* strictObject */.rej({ type: schemas/* literal */.euz('none') }),
    /** The body has the address of the next page. */
    schemas/* strictObject */.rej({ type: schemas/* literal */.euz('next-link'), field: settings_shape_name.default('next'), ...size }),
    /** The `Link` header has it, as `rel="next"` (RFC 8288). */
    schemas/* strictObject */.rej({ type: schemas/* literal */.euz('link-header'), ...size }),
    schemas/* strictObject */.rej({
        type: schemas/* literal */.euz('page'),
        parameter: settings_shape_name.default('page'),
        first: coerce/* number */.ai().int().min(0).default(1),
        ...size,
    }),
    schemas/* strictObject */.rej({
        type: schemas/* literal */.euz('offset'),
        parameter: settings_shape_name.default('offset'),
        size: settings_shape_wholeNumber.default(100),
        size_parameter: settings_shape_name.default('limit'),
    }),
    /** The body has a mark that the next request gives back. */
    schemas/* strictObject */.rej({ type: schemas/* literal */.euz('cursor'), parameter: settings_shape_name.default('cursor'), field: settings_shape_name, ...size }),
]);
/** How a moment is written in a parameter. The last two say no time zone and are taken for UTC. */
const timeFormats = ['iso', 'unix', 'unix-ms', 'datetime', 'date'];
const settings_shape_changedSince = schemas/* strictObject */.rej({
    /** The query parameter. */
    parameter: settings_shape_name,
    format: schemas/* enum */.k5n(timeFormats).default('iso'),
    /** Dotted path of a record's own time of its last change. */
    field: settings_shape_name.optional(),
    /** Records that are told for having been deleted. */
    deleted: schemas/* strictObject */.rej({ field: settings_shape_name, value: schemas/* string */.YjP() }).optional(),
});
/** What may differ from endpoint to endpoint. */
const reading = schemas/* strictObject */.rej({
    /** Query parameters of every request. */
    params: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig(), schemas/* boolean */.zMY()])).optional(),
    /** Dotted path of the rows in the body; `{resource}` stands for the last part of the endpoint. */
    response_key_pattern: settings_shape_name.optional(),
    /** Dotted path of a record's id. */
    id_field: settings_shape_name.optional(),
    pagination: pagination.optional(),
    /** Dotted path of the number of all rows in the body, or `header:X-Total-Count`. */
    total: settings_shape_name.optional(),
    changed_since: settings_shape_changedSince.optional(),
    /** The query parameter that names the fields wanted, joined by commas. */
    fields_parameter: settings_shape_name.optional(),
    /** Nested fields, and fields that transforms read, that belong to the record itself; `*`: all of them. */
    own_fields: names.optional(),
    /** Fields that come of other objects, or that the server works out: they change without the record. */
    derived_fields: names.optional(),
});
const fieldTypes = ['any', 'text', 'number', 'boolean', 'list', 'json'];
const settings_shape_field = schemas/* strictObject */.rej({
    /** Dotted path in the object as the server answers it; it is written at its first part. Default: the name. */
    path: settings_shape_name.optional(),
    type: schemas/* enum */.k5n(fieldTypes).optional(),
    /** The kind that the field refers to. */
    to: settings_shape_name.optional(),
    many: schemas/* boolean */.zMY().optional(),
    required: schemas/* boolean */.zMY().optional(),
    unique: schemas/* boolean */.zMY().optional(),
    read_only: schemas/* boolean */.zMY().optional(),
    /** What the server fills in when the field is left out. */
    default: schemas/* json */.Pq9().optional(),
    choices: schemas/* array */.YOg(schemas/* string */.YjP()).optional(),
});
/** What a destination's objects look like: no REST API tells it in a way that all have in common. */
const kind = schemas/* strictObject */.rej({
    /** Where its objects are listed and made; default: the kind's name with slashes for its dots. */
    endpoint: settings_shape_name.optional(),
    /** A type alone, or more of it. */
    fields: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* union */.KCZ([schemas/* enum */.k5n(fieldTypes), settings_shape_field])).default({}),
    /** The fields by which others know an object of it that is not mapped itself. */
    human_friendly_id: names.optional(),
});
const authMethods = [
    'token',
    'x-auth-token',
    'api-key',
    'key',
    'bearer',
    'header',
    'basic',
    'none',
];
/** The settings of a REST side, as a configuration and a preset write them. */
const restShape = schemas/* strictObject */.rej({
    ...reading.shape,
    url: schemas/* string */.YjP().optional(),
    api_endpoint: schemas/* string */.YjP().default(''),
    auth_method: schemas/* enum */.k5n(authMethods).default('token'),
    /** The header that carries the token, for the method `header`. */
    auth_header: settings_shape_name.optional(),
    token: schemas/* string */.YjP().optional(),
    username: schemas/* string */.YjP().optional(),
    password: schemas/* string */.YjP().optional(),
    url_env_vars: names.default(['ADDRESS', 'URL']),
    token_env_vars: names.default(['TOKEN']),
    username_env_vars: names.default(['USERNAME']),
    password_env_vars: names.default(['PASSWORD']),
    verify_ssl: flag.default(true),
    /** In seconds. */
    timeout: coerce/* number */.ai().positive().default(60),
    /** Requests in flight at most. */
    concurrency: settings_shape_wholeNumber.default(2),
    /** Whether paths end in a slash. */
    trailing_slash: flag.default(false),
    /** What the body says when the request succeeded, where it says so. */
    success: schemas/* strictObject */.rej({ field: settings_shape_name, value: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* boolean */.zMY(), schemas/* number */.aig()]) }).optional(),
    /** Regular expression: a `message` by which the server says that there are no rows. */
    empty_message: settings_shape_name.optional(),
    endpoints: schemas/* record */.g1P(schemas/* string */.YjP(), reading).default({}),
    /** Whether it may be written to, as a destination. */
    write: flag.default(false),
    update_method: schemas/* enum */.k5n(['PATCH', 'PUT', 'POST']).default('PATCH'),
    kinds: schemas/* record */.g1P(schemas/* string */.YjP(), kind).default({}),
});

;// CONCATENATED MODULE: ./build/config/environment.js

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;
/** Replaces `${NAME}` in all text within settings. What is missing becomes empty text and is listed. */
function expandSettings(settings, path, environment) {
    const missing = [];
    const expand = (value, at) => {
        if (Array.isArray(value))
            return value.map((entry, index) => expand(entry, [...at, index]));
        if (isJsonObject(value))
            return expandAll(value, at);
        if (typeof value !== 'string')
            return value;
        return value.replace(VARIABLE, (_, name) => {
            const found = environment[name];
            if (found === undefined || found === '') {
                missing.push({ name, path: at, state: found === undefined ? 'unset' : 'empty' });
            }
            return found ?? '';
        });
    };
    const expandAll = (value, at) => Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, expand(entry, [...at, key])]));
    return { settings: expandAll(settings, path), missing };
}

;// CONCATENATED MODULE: ./build/config/system.js




/** Settings that are text. */
const TEXTS = ['url', 'token', 'branch', 'source', 'owner'];
/** Of systems with an API like NetBox's. */
const NETBOX_SETTINGS = ['url', 'token', 'verify_ssl', 'timeout', 'page_size', 'concurrency'];
/** Of any other REST system; the adapter checks their values. */
const REST_SETTINGS = Object.keys(restShape.shape);
/** Systems that this version has an adapter for. */
const OWN_SYSTEMS = new Map([
    ['netbox', { settings: NETBOX_SETTINGS, isDestination: false }],
    ['nautobot', { settings: NETBOX_SETTINGS, isDestination: false }],
    [
        'infrahub',
        {
            settings: ['url', 'token', 'branch', 'verify_ssl', 'timeout', 'page_size', 'source', 'owner'],
            isDestination: true,
        },
    ],
    ...restPresets.map((preset) => [
        preset.system,
        { settings: REST_SETTINGS, isDestination: writableRestPresets.includes(preset) },
    ]),
    ['files', { settings: ['directory', 'format', 'delimiter', 'id_field'], isDestination: false }],
]);
/** Systems of the format that this version has no adapter for. */
const OTHER_SYSTEMS = ['ipfabricsync', 'slurpitsync', 'aci', 'prometheus'];
/** True when settings and mappings of this system can be looked at closely. */
function isOwnSystem(name) {
    return OWN_SYSTEMS.has(name);
}
/** Reads `source` or `destination`: name, adapter, settings with variables replaced. */
function readSystem(side, shape, file, environment, severityOfMissingVariable) {
    const expansion = expandSettings(shape.settings ?? {}, [side, 'settings'], environment);
    const unset = new Set(expansion.missing.map((missing) => missing.path.join('.')));
    const issues = [
        ...checkName(side, shape, file),
        ...expansion.missing.map((missing) => missingVariable(missing, file, severityOfMissingVariable)),
        ...misspeltSettings(side, shape, file),
    ];
    const settings = {};
    for (const [key, value] of Object.entries(expansion.settings)) {
        // `token:` with nothing after it is as good as left out.
        if (value === null)
            continue;
        const path = [side, 'settings', key];
        const checked = isOwnSystem(shape.name) && !unset.has(path.join('.')) ? checkSetting(key, value) : { value };
        settings[key] = checked.value;
        if (checked.message === undefined)
            continue;
        issues.push({
            severity: 'error',
            message: checked.message,
            hint: checked.hint ?? '',
            location: file.locate(path),
        });
    }
    return { system: { name: shape.name, settings }, issues };
}
function checkName(side, shape, file) {
    const location = file.locate([side, 'name']);
    const readable = quotedList(OWN_SYSTEMS.keys());
    if (typeof shape.adapter === 'string' && shape.adapter !== '') {
        const message = `the ${side} "${shape.name}" has an adapter of its own, written in Python: this version cannot run it`;
        const hint = `A run needs one of ${readable}.`;
        return [{ severity: 'warning', message, hint, location: file.locate([side, 'adapter']) }];
    }
    const own = OWN_SYSTEMS.get(shape.name);
    if (own !== undefined) {
        if (side === 'source' || own.isDestination)
            return [];
        const message = `this version reads from "${shape.name}" but cannot write to it`;
        return [{ severity: 'warning', message, hint: 'A run needs "infrahub" as its destination.', location }];
    }
    if (OTHER_SYSTEMS.includes(shape.name)) {
        const message = `this version has no adapter for the ${side} "${shape.name}"`;
        return [{ severity: 'warning', message, hint: `A run needs one of ${readable}.`, location }];
    }
    const known = [...OWN_SYSTEMS.keys(), ...OTHER_SYSTEMS];
    const hint = suggestion(shape.name, known, `Known systems are ${quotedList(known)}; a custom one needs "adapter:".`);
    return [
        { severity: 'error', message: `the ${side} "${shape.name}" is not a known system`, hint, location },
    ];
}
function missingVariable(missing, file, severity) {
    const state = missing.state === 'unset' ? 'is not set' : 'is empty';
    return {
        severity,
        message: `the environment variable ${missing.name} ${state}`,
        hint: `Set ${missing.name}; in a workflow add it under "env:", and check that the secret exists.`,
        location: file.locate(missing.path),
    };
}
function misspeltSettings(side, shape, file) {
    const known = OWN_SYSTEMS.get(shape.name)?.settings ?? [];
    return Object.keys(shape.settings ?? {}).flatMap((key) => {
        const near = known.includes(key) ? undefined : nearest(key, known);
        if (near === undefined)
            return [];
        const location = file.locateKey([side, 'settings', key]);
        const message = `"${shape.name}" has no setting "${key}"`;
        return [{ severity: 'error', message, hint: `Did you mean "${near}"?`, location }];
    });
}
/** A setting's value as the adapters expect it, or what is wrong with it. */
function checkSetting(key, value) {
    if (key === 'verify_ssl')
        return checkSwitch(value);
    if (!TEXTS.includes(key))
        return { value };
    if (typeof value !== 'string') {
        return { value, message: `the setting "${key}" must be text`, hint: 'Put it in quotes.' };
    }
    if (key === 'url' && !/^https?:\/\/[^/\s]+/i.test(value)) {
        const hint = 'Write the whole address, such as "https://netbox.example.com".';
        return { value, message: 'the setting "url" must begin with http:// or https://', hint };
    }
    return { value };
}
/** A variable of the environment is always text, so that text is taken for the switch that it spells. */
function checkSwitch(value) {
    if (typeof value === 'boolean')
        return { value };
    const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
    if (['true', 'yes', 'on', '1'].includes(word))
        return { value: true };
    if (['false', 'no', 'off', '0'].includes(word))
        return { value: false };
    const hint = 'Write true or false, without quotes.';
    return { value, message: 'the setting "verify_ssl" must be true or false', hint };
}

;// CONCATENATED MODULE: ./build/config/unknown-keys.js



/** Free text for readers: accepted where a map describes something, and never looked at. */
const REMARKS = ['description'];
/**
 * Keys that the format does not have. The Python tool ignores them all. Here a key close to a known one is an
 * error, because a misspelt `diffsync_flags` or `filters` that is ignored writes what nobody wanted; any
 * other is a warning. Keys that begin with `x-`, `.` or `_` are the user's own, a place for YAML anchors.
 */
function findUnknownKeys(file) {
    const issues = [];
    const check = (value, path, known) => {
        if (isJsonObject(value))
            issues.push(...unknownKeysOf(value, path, known, file));
    };
    const root = file.value;
    if (!isJsonObject(root))
        return [];
    check(root, [], Object.keys(configShape.shape));
    check(root.source, ['source'], Object.keys(systemShape.shape));
    check(root.destination, ['destination'], Object.keys(systemShape.shape));
    check(root.store, ['store'], Object.keys(storeShape.shape));
    check(root.incremental, ['incremental'], Object.keys(incrementalShape.shape));
    for (const [index, element] of list(root.schema_mapping)) {
        const path = ['schema_mapping', index];
        check(element, path, Object.keys(mappingShape.shape));
        if (!isJsonObject(element))
            continue;
        for (const [at, field] of list(element.fields)) {
            check(field, [...path, 'fields', at], Object.keys(fieldShape.shape));
        }
        for (const [at, filter] of list(element.filters)) {
            check(filter, [...path, 'filters', at], Object.keys(filterShape.shape));
        }
        for (const [at, transform] of list(element.transforms)) {
            check(transform, [...path, 'transforms', at], Object.keys(transformShape.shape));
        }
    }
    return issues;
}
function list(value) {
    return Array.isArray(value) ? [...value.entries()] : [];
}
function unknownKeysOf(value, path, known, file) {
    const isUnknown = (key) => !known.includes(key) && !REMARKS.includes(key) && !/^(?:x-|[._])/.test(key);
    return Object.keys(value)
        .filter(isUnknown)
        .map((key) => {
        const location = file.locateKey([...path, key]);
        const near = nearest(key, known);
        if (near === undefined) {
            const hint = `Known keys here are ${quotedList(known)}. Remove it, or begin it with "x-" to keep it.`;
            return {
                severity: 'warning',
                message: `the key "${key}" is not known and has no effect`,
                hint,
                location,
            };
        }
        const message = `the key "${key}" is not known`;
        return { severity: 'error', message, hint: `Did you mean "${near}"?`, location };
    });
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./build/config/yaml-places.js

/** A key as text; the key of a merge is `<<`. */
function yaml_places_keyOf(pair) {
    if (!(0,dist/* isScalar */.jn)(pair.key))
        return String(pair.key);
    const { value } = pair.key;
    return typeof value === 'symbol' ? (value.description ?? '') : String(value ?? '');
}
function offsetOfKey(pair) {
    return (0,dist/* isNode */.Ll)(pair.key) ? pair.key.range?.[0] : undefined;
}
/** Finds values by path in a parsed document: through aliases and merge keys to where they are written. */
class Places {
    #document;
    #at;
    constructor(document, at) {
        this.#document = document;
        this.#at = at;
    }
    locate(path) {
        return this.#at(this.#walk(path).value);
    }
    locateKey(path) {
        return this.#at(this.#walk(path).key);
    }
    #walk(path) {
        let node = this.#document.contents;
        const start = (0,dist/* isNode */.Ll)(node) ? (node.range?.[0] ?? 0) : 0;
        let place = { key: start, value: start };
        for (const segment of path) {
            const step = this.#step((0,dist/* isAlias */.Vj)(node) ? node.resolve(this.#document) : node, segment);
            if (step === undefined)
                return place;
            node = step.node;
            const written = (0,dist/* isScalar */.jn)(node) || (0,dist/* isAlias */.Vj)(node) ? node.range : undefined;
            const isThere = written !== undefined && written !== null && written[1] > written[0];
            place = { key: step.offset, value: isThere ? written[0] : step.offset };
        }
        return place;
    }
    #step(node, segment) {
        if ((0,dist/* isSeq */.oP)(node) && typeof segment === 'number') {
            const item = node.items[segment];
            const offset = (0,dist/* isNode */.Ll)(item) ? item.range?.[0] : undefined;
            return offset === undefined ? undefined : { node: item, offset };
        }
        return (0,dist/* isMap */.jh)(node) ? this.#member(node, String(segment)) : undefined;
    }
    #member(map, name) {
        const pair = map.items.find((item) => yaml_places_keyOf(item) === name);
        const offset = pair === undefined ? undefined : offsetOfKey(pair);
        if (pair !== undefined && offset !== undefined)
            return { node: pair.value, offset };
        for (const merged of map.items.filter((item) => yaml_places_keyOf(item) === '<<')) {
            const sources = (0,dist/* isSeq */.oP)(merged.value) ? merged.value.items : [merged.value];
            for (const source of sources) {
                const target = (0,dist/* isAlias */.Vj)(source) ? source.resolve(this.#document) : source;
                const found = (0,dist/* isMap */.jh)(target) ? this.#member(target, name) : undefined;
                if (found !== undefined)
                    return found;
            }
        }
        return undefined;
    }
}

;// CONCATENATED MODULE: ./build/config/yaml-file.js


/** YAML 1.1 with PyYAML's words for true and false: `y` and `n` stay text, dates stay text. */
function tagsAsInPyYaml(tags) {
    const booleans = [
        { test: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/, value: true },
        { test: /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/, value: false },
    ].map(({ test, value }) => ({
        default: true,
        tag: 'tag:yaml.org,2002:bool',
        test,
        resolve: () => value,
    }));
    const kept = tags.filter((tag) => {
        if (typeof tag === 'string')
            return tag !== 'timestamp' && tag !== 'bool';
        return tag.tag !== 'tag:yaml.org,2002:bool' && tag.tag !== 'tag:yaml.org,2002:timestamp';
    });
    return [...kept, ...booleans];
}
/**
 * Reads one YAML document. YAML 1.1 as PyYAML reads it, because that is what the format's files were
 * written for. Pure; `name` is the file as the user would name it.
 */
function readYaml(text, name) {
    const lines = new dist/* LineCounter */.HN();
    const documents = (0,dist/* parseAllDocuments */.hR)(text, {
        version: '1.1',
        customTags: tagsAsInPyYaml,
        lineCounter: lines,
        prettyErrors: false,
        uniqueKeys: false,
    });
    const at = (offset) => {
        const { line, col } = lines.linePos(offset);
        return { file: name, line: Math.max(line, 1), column: Math.max(col, 1) };
    };
    const document = 'empty' in documents ? undefined : documents[0];
    if (document === undefined || document.contents === null)
        return broken([emptyFile(at(0))]);
    const second = 'empty' in documents ? undefined : documents[1];
    const issues = document.errors.map((error) => syntaxIssue(error.message, at(error.pos[0])));
    for (const { code, pos } of document.warnings) {
        if (code === 'TAG_RESOLVE_FAILED')
            issues.push(unknownTag(text.slice(...pos), at(pos[0])));
    }
    if (second !== undefined)
        issues.push(severalDocuments(at(second.range[0])));
    if (issues.length > 0)
        return broken(issues);
    issues.push(...duplicateKeys(document, at), ...unresolvedAliases(document, at));
    if (issues.length > 0)
        return broken(issues);
    return toData(document, at);
}
function broken(issues) {
    return { status: 'broken', issues };
}
function toData(document, at) {
    const places = new Places(document, at);
    const file = {
        locate: (path) => places.locate(path),
        locateKey: (path) => places.locateKey(path),
    };
    let data;
    try {
        data = document.toJS({ maxAliasCount: 1000 });
    }
    catch (error) {
        const message = `the aliases of this file cannot be resolved: ${error instanceof Error ? error.message : error}`;
        const hint = 'Write the repeated parts out.';
        return broken([{ severity: 'error', message, hint, location: at(0) }]);
    }
    const found = [];
    const value = yaml_file_toJson(data, [], [], (path, message, hint) => found.push({ severity: 'error', message, hint, location: file.locate(path) }));
    return found.length > 0 ? broken(found) : { status: 'read', file: { value, ...file } };
}
function emptyFile(location) {
    const hint = 'A configuration has at least "name", "source", "destination" and "schema_mapping".';
    return { severity: 'error', message: 'the file is empty', hint, location };
}
function severalDocuments(location) {
    return {
        severity: 'error',
        message: 'a second YAML document starts here',
        hint: 'One file holds one sync: put each in a config.yml of its own.',
        location,
    };
}
function syntaxIssue(message, location) {
    return {
        severity: 'error',
        message: `this is not valid YAML: ${message.split('\n')[0]}`,
        hint: 'Check indentation, colons and quotes here and on the line above; tabs cannot indent.',
        location,
    };
}
/** `operation: !=` without quotes is a tag to YAML, and its value empty. */
function unknownTag(tag, location) {
    const message = `YAML takes "${tag}" for a tag here, not for text`;
    return { severity: 'error', message, hint: `Put it in quotes: "${tag}".`, location };
}
function duplicateKeys(document, at) {
    const issues = [];
    (0,dist/* visit */.YR)(document, {
        Map(_, map) {
            const seen = new Map();
            for (const pair of map.items) {
                const name = yaml_places_keyOf(pair);
                const location = at(offsetOfKey(pair) ?? 0);
                const earlier = seen.get(name);
                if (earlier === undefined) {
                    seen.set(name, location);
                    continue;
                }
                issues.push({
                    severity: 'error',
                    message: `the key "${name}" is there twice: on line ${earlier.line} and again here`,
                    hint: 'Only one of them can count: join them or remove one.',
                    location,
                });
            }
        },
    });
    return issues;
}
function unresolvedAliases(document, at) {
    const issues = [];
    (0,dist/* visit */.YR)(document, {
        Alias(_, alias) {
            if (alias.resolve(document) !== undefined)
                return;
            issues.push({
                severity: 'error',
                message: `the alias "*${alias.source}" has no anchor "&${alias.source}" before it`,
                hint: 'Set the anchor above the alias, or put the value in quotes if it is text that starts with *.',
                location: at(alias.range?.[0] ?? 0),
            });
        },
    });
    return issues;
}
/** Checks that data is what JSON can carry; what is not is reported and stands as null. */
function yaml_file_toJson(data, path, parents, report) {
    if (data === null || data === undefined)
        return null;
    if (typeof data === 'string' || typeof data === 'boolean')
        return data;
    if (typeof data === 'number') {
        if (Number.isFinite(data) && (!Number.isInteger(data) || Number.isSafeInteger(data)))
            return data;
        report(path, 'this number cannot be held exactly', 'Put it in quotes to keep it as text.');
        return null;
    }
    if (parents.includes(data)) {
        report(path, 'this value contains itself', 'Remove the alias, or write the repeated part out.');
        return null;
    }
    const within = [...parents, data];
    if (Array.isArray(data))
        return data.map((entry, index) => yaml_file_toJson(entry, [...path, index], within, report));
    if (isPlainObject(data)) {
        const entries = Object.entries(data).map(([key, entry]) => [key, yaml_file_toJson(entry, [...path, key], within, report)]);
        return Object.fromEntries(entries);
    }
    report(path, 'this is a value of a type that has no place here', 'Use text, numbers, true, false or lists.');
    return null;
}
function isPlainObject(data) {
    return typeof data === 'object' && data !== null && Object.getPrototypeOf(data) === Object.prototype;
}

;// CONCATENATED MODULE: ./build/config/load.js












/** Full resync after this many runs when the file says nothing: the Python tool's default. */
const FULL_RESYNC_EVERY = 10;
/** NetBox stamps a change at save and shows it at commit: five minutes outlast any ordinary transaction. */
const OVERLAP_SECONDS = 300;
/**
 * Reads one config.yml. Pure: `text` is the file's content, `file` its name as the user would give it,
 * `environment` what `${VARIABLE}` in settings is replaced from. Throws a ConfigError that holds every
 * mistake with its line; warnings are in the Sync.
 */
function load_loadSync(text, file, environment, options = {}) {
    const reading = readYaml(text, file);
    if (reading.status === 'broken')
        throw new issue_ConfigError(reading.issues);
    const yaml = reading.file;
    const unknown = findUnknownKeys(yaml);
    const shape = readShape(yaml);
    if (shape.status === 'invalid')
        throw new issue_ConfigError([...unknown, ...shape.issues]);
    const { config } = shape;
    const severity = options.missingVariables ?? 'error';
    const source = readSystem('source', config.source, yaml, environment, severity);
    const destination = readSystem('destination', config.destination, yaml, environment, severity);
    const flags = readFlags(config.diffsync_flags ?? [], yaml);
    const sided = withInfrahubSide(config.schema_mapping.map(toMappingElement), source.system, destination.system);
    const { mappings } = sided;
    const order = config.order ?? [];
    const issues = [
        ...unknown,
        ...load_checkName(config.name, yaml),
        ...source.issues,
        ...destination.issues,
        ...withoutEffect(config, yaml),
        ...flags.issues,
        ...checkOrder(order, mappings, yaml),
        ...checkMappings(config, mappings, yaml),
    ];
    if (issues.some((issue) => issue.severity === 'error'))
        throw new issue_ConfigError(issues);
    const mapped = new Set(mappings.map((element) => element.kind));
    return {
        name: config.name,
        file,
        source: source.system,
        destination: sided.destination,
        order: [...new Set(order)].filter((kind) => mapped.has(kind)),
        flags: flags.flags,
        incremental: {
            fullResyncEvery: config.incremental?.full_resync_every ?? FULL_RESYNC_EVERY,
            overlapSeconds: config.incremental?.overlap_seconds ?? OVERLAP_SECONDS,
        },
        mappings: mappings.filter((element) => order.length === 0 || order.includes(element.kind)),
        warnings: issue_inFileOrder(issues).filter(isWarning),
        locate: yaml.locate,
    };
}
function isWarning(issue) {
    return issue.severity === 'warning';
}
function checkMappings(config, mappings, file) {
    const kinds = new Set(mappings.map((element) => element.kind));
    const issues = checkSharedIdentifiers(mappings, file);
    for (const element of mappings) {
        const shape = config.schema_mapping[element.index];
        if (shape === undefined)
            continue;
        issues.push(...checkFields(element, shape, kinds, file));
        issues.push(...checkRules(element, shape, isOwnSystem(config.source.name), file));
    }
    return issues;
}
/** The name is also the sync's folder in the cache: one path segment. */
function load_checkName(name, file) {
    const isSegment = name !== '.' && name !== '..' && !/[/\\]/.test(name) && !hasControlCharacter(name);
    if (isSegment && name.trim() === name && name.length <= 200)
        return [];
    return [
        {
            severity: 'error',
            message: `the name "${name}" cannot be the name of a folder`,
            hint: 'Use letters, digits, hyphens and dots, such as from-netbox; no slashes, at most 200 characters.',
            location: file.locate(['name']),
        },
    ];
}
function hasControlCharacter(text) {
    return [...text].some((character) => character < ' ' || character === '\u007f');
}
function withoutEffect(config, file) {
    const issues = [];
    if (config.store) {
        issues.push({
            severity: 'warning',
            message: '"store" has no effect: rows are compared in memory, no outside store is needed',
            hint: 'It can stay for the Python tool.',
            location: file.locateKey(['store']),
        });
    }
    if (config.adapters_path) {
        issues.push({
            severity: 'warning',
            message: '"adapters_path" has no effect: adapters written in Python cannot be loaded',
            hint: 'It can stay for the Python tool.',
            location: file.locateKey(['adapters_path']),
        });
    }
    return issues;
}

;// CONCATENATED MODULE: ./build/config/find.js






const FILE_NAMES = ['config.yml', 'config.yaml'];
/** Folders that hold no configuration of the user's, but may hold very many files. */
const SKIPPED_FOLDERS = new Set(['node_modules', '.git', '.infrahub-sync-cache', '.venv', '__pycache__']);
const MOST_FOLDERS = 10_000;
/**
 * Loads the sync that was asked for. A name is looked up among all `config.yml` (and `config.yaml`) below the
 * directory; a file is relative to the directory, when one is given. Throws CONFIG_NOT_FOUND, a ConfigError,
 * or CONFIG_INVALID when two files have the name.
 */
async function loadRequestedSync(request, files, environment, options = {}) {
    if (request.type === 'file')
        return await loadFile(request, files, environment, options);
    const found = await findSyncs(request.directory, files, environment, options);
    const matches = found.filter((config) => config.name === request.name);
    const [first, second] = matches;
    if (first === undefined)
        throw nameNotFound(request.name, request.directory, found);
    if (second !== undefined)
        throw nameTwice(request.name, matches);
    if (first.status === 'invalid')
        throw first.error;
    return first.sync;
}
/** All configurations below a folder, by file name; the broken ones too. */
async function findSyncs(directory, files, environment, options = {}) {
    const found = [];
    for (const file of await findConfigFiles(directory, files)) {
        const text = await files.readText(file);
        if (text !== undefined)
            found.push(tryLoad(text, file, environment, options));
    }
    return found;
}
/** Breadth first, so that a bound on the number of folders leaves out the deepest. */
async function findConfigFiles(directory, files) {
    const waiting = [directory];
    const found = [];
    for (let visited = 0; visited < waiting.length && visited < MOST_FOLDERS; visited += 1) {
        const folder = waiting[visited] ?? directory;
        const entries = await files.list(folder);
        if (entries === undefined && visited === 0)
            throw directoryNotFound(directory);
        for (const entry of entries ?? []) {
            // A linked file counts; a linked folder could lead in a circle.
            if (entry.type !== 'folder' && FILE_NAMES.includes(entry.name))
                found.push(external_node_path_.join(folder, entry.name));
            if (entry.type === 'folder' && !SKIPPED_FOLDERS.has(entry.name))
                waiting.push(external_node_path_.join(folder, entry.name));
        }
    }
    return found.toSorted();
}
function tryLoad(text, file, environment, options) {
    try {
        const sync = load_loadSync(text, file, environment, options);
        return { status: 'valid', file, name: sync.name, sync };
    }
    catch (error) {
        if (!(error instanceof issue_ConfigError))
            throw error;
        return { status: 'invalid', file, name: nameIn(text, file), error };
    }
}
/** The name that a file with mistakes elsewhere gives, so that it can still be found by it. */
function nameIn(text, file) {
    const reading = readYaml(text, file);
    if (reading.status === 'read') {
        const { value } = reading.file;
        const name = typeof value === 'object' && value !== null && !Array.isArray(value) ? value.name : undefined;
        return typeof name === 'string' ? name : undefined;
    }
    return /^name:[ \t]*["']?([^"'#\n]*[^"'#\s])/m.exec(text)?.[1];
}
async function loadFile(request, files, environment, options) {
    const { file, directory } = request;
    const where = external_node_path_.isAbsolute(file) || directory === undefined ? file : external_node_path_.join(directory, file);
    const text = await files.readText(where);
    if (text !== undefined)
        return load_loadSync(text, where, environment, options);
    const entries = (await files.list(external_node_path_.dirname(where))) ?? [];
    const near = entries.filter((entry) => entry.type === 'file').map((entry) => entry.name);
    const similar = nearest(external_node_path_.basename(where), near) ?? near.find((name) => FILE_NAMES.includes(name));
    throw new errors_SyncError({
        code: 'CONFIG_NOT_FOUND',
        message: `there is no file ${where}`,
        hint: similar === undefined ? 'Check the path.' : `Did you mean ${external_node_path_.join(external_node_path_.dirname(where), similar)}?`,
    });
}
function directoryNotFound(directory) {
    return new errors_SyncError({
        code: 'CONFIG_NOT_FOUND',
        message: `the directory ${directory} does not exist or cannot be read`,
        hint: 'Check the path; in a workflow, check that the repository is checked out before.',
    });
}
function nameNotFound(name, directory, found) {
    const names = found.flatMap((config) => config.name ?? []);
    const near = nearest(name, names);
    const all = `Syncs there are ${quotedList(names)}.`;
    const none = 'Put a config.yml there, or name another directory.';
    return new errors_SyncError({
        code: 'CONFIG_NOT_FOUND',
        message: `no config.yml below ${directory} has the name "${name}"`,
        hint: near === undefined ? (names.length > 0 ? all : none) : `Did you mean "${near}"?`,
    });
}
function nameTwice(name, matches) {
    const places = matches.map((config) => config.file).join(' and ');
    return new errors_SyncError({
        code: 'CONFIG_INVALID',
        message: `two files have the sync name "${name}": ${places}`,
        hint: "A name is also the sync's folder in the cache: give one of them another, or use --config-file.",
        location: nameLocation(matches.at(-1)),
    });
}
function nameLocation(config) {
    if (config === undefined)
        return undefined;
    if (config.status === 'valid')
        return config.sync.locate(['name']);
    return { file: config.file, line: 1, column: 1 };
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/config/node-files.js

/** The machine's own file system. */
function nodeFiles() {
    return { readText, list: node_files_list };
}
async function readText(file) {
    try {
        const text = await (0,promises_.readFile)(file, 'utf8');
        return text.startsWith('\ufeff') ? text.slice(1) : text;
    }
    catch (error) {
        if (isCode(error, ['ENOENT', 'ENOTDIR', 'EISDIR']))
            return undefined;
        throw error;
    }
}
async function node_files_list(folder) {
    try {
        const entries = await (0,promises_.readdir)(folder, { withFileTypes: true });
        return entries.map((entry) => ({
            name: entry.name,
            type: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other',
        }));
    }
    catch (error) {
        if (isCode(error, ['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM']))
            return undefined;
        throw error;
    }
}
function isCode(error, codes) {
    return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./build/plan/object-ids.js

/** How many ids in a row an object of one source record may have: each deletion uses one up for good. */
const GENERATIONS = 8;
/**
 * The ids that the object of a source record may have at the destination, in the order in which they are used:
 * UUIDs (version 8 of RFC 9562) made of what names the record. So an object says by its own id which record it
 * was made of, whatever became of its name, to everyone who can read both systems.
 */
function objectIds({ namespace, kind, origin, localId }) {
    return chain(uuidOf(JSON.stringify([namespace, kind, origin, localId])), GENERATIONS);
}
/** An id and those that come after it when it cannot be had. */
function laterIds(first) {
    return [...chain(first, GENERATIONS)];
}
/** Each id is made of the one before, so that a saved plan needs to keep but one; and only when it is asked for. */
function* chain(first, length) {
    let id = first;
    for (let made = 1; made < length; made += 1) {
        yield id;
        id = uuidOf(id);
    }
    yield id;
}
function uuidOf(text) {
    const hex = (0,external_node_crypto_.hash)('sha256', text, 'hex');
    const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4] ?? '8';
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

;// CONCATENATED MODULE: ./build/apply/peer-ids.js
/**
 * @param existing ids of the objects that were there before, by unique id, of a kind
 * @param operations the plan's: what it creates can be referred to, and what it renames by its new unique id
 */
function createPeerIds(existing, operations) {
    const planned = plannedCreates(operations);
    const made = renamedObjects(operations);
    const failed = new Map();
    const idsOf = (kind, uniqueId) => made.get(kind)?.get(uniqueId) ?? existing(kind).get(uniqueId);
    return {
        find(kinds, uniqueId, awaited) {
            let id;
            for (const kind of kinds) {
                const found = idsOf(kind, uniqueId);
                if (id !== undefined && found !== undefined && found !== id) {
                    return { status: 'impossible', reason: `several objects of ${kinds.join(', ')} are "${uniqueId}"` };
                }
                id ??= found;
            }
            if (id !== undefined)
                return { status: 'found', id };
            const planning = kinds.find((kind) => planned.get(kind)?.has(uniqueId));
            if (planning === undefined) {
                return {
                    status: 'impossible',
                    reason: `no ${kinds.join(' or ')} "${uniqueId}" exists or is created`,
                };
            }
            if (failed.get(planning)?.has(uniqueId)) {
                return { status: 'impossible', reason: `${planning} "${uniqueId}" was not written` };
            }
            if (planning === awaited)
                return { status: 'wait' };
            return { status: 'later', reason: `${planning} "${uniqueId}" is created later` };
        },
        created(kind, uniqueId, id) {
            made.set(kind, (made.get(kind) ?? new Map()).set(uniqueId, id));
        },
        notCreated(kind, uniqueId) {
            failed.set(kind, (failed.get(kind) ?? new Set()).add(uniqueId));
        },
    };
}
/** Ids of renamed objects by their new unique id, by kind. */
function renamedObjects(operations) {
    const renamed = new Map();
    for (const operation of operations) {
        if (operation.action !== 'update' || operation.renamedFrom === undefined)
            continue;
        const { kind, id, destinationId } = operation;
        renamed.set(kind, (renamed.get(kind) ?? new Map()).set(id, destinationId));
    }
    return renamed;
}
/** The unique ids that a plan creates, by kind. */
function plannedCreates(operations) {
    const planned = new Map();
    for (const { action, kind, id } of operations) {
        if (action === 'create')
            planned.set(kind, (planned.get(kind) ?? new Set()).add(id));
    }
    return planned;
}

;// CONCATENATED MODULE: ./build/apply/write-values.js
/**
 * Turns row values into values to write: unique ids become object ids.
 *
 * @param action a create leaves out what is unset: the destination's default is the same
 * @param awaited the kind whose own creates are worth waiting for
 */
function prepareValues(mapping, action, values, peers, awaited) {
    const prepared = {};
    const deferred = [];
    for (const field of mapping.fields) {
        const value = values[field.name];
        if (value === undefined || (action === 'create' && isUnset(value)))
            continue;
        if (field.type === 'attribute') {
            prepared[field.name] = { type: 'attribute', value };
            continue;
        }
        const found = write_values_lookUp(field, value, peers, awaited);
        if (found.status === 'wait')
            return { status: 'wait' };
        if (found.status === 'impossible')
            return { ...found, attribute: field.name };
        if (found.status === 'deferred')
            deferred.push(field.name);
        else
            prepared[field.name] = found.value;
    }
    return { status: 'ready', values: prepared, deferred };
}
function isUnset(value) {
    return value === null || (Array.isArray(value) && value.length === 0);
}
function write_values_lookUp(field, value, peers, awaited) {
    const uniqueIds = peerList(value);
    const lookups = uniqueIds.map((uniqueId) => peers.find(field.targets, uniqueId, awaited));
    const trouble = worst(lookups);
    if (trouble?.status === 'later' && field.schema.optional)
        return { status: 'deferred' };
    if (trouble?.status === 'later')
        return { status: 'impossible', reason: `${trouble.reason}, and ${field.name} is mandatory` };
    if (trouble !== undefined)
        return trouble;
    const ids = lookups.flatMap((lookup) => (lookup.status === 'found' ? [lookup.id] : []));
    return {
        status: 'value',
        value: field.schema.cardinality === 'many'
            ? { type: 'many', peerIds: ids }
            : { type: 'one', peerId: ids[0] ?? null },
    };
}
/** The unique ids that a relationship's value holds. */
function peerList(value) {
    if (value === null)
        return [];
    return (Array.isArray(value) ? value : [value]).map(String);
}
function worst(lookups) {
    const order = ['impossible', 'wait', 'later'];
    for (const status of order) {
        const trouble = lookups.find((lookup) => lookup.status === status);
        if (trouble !== undefined && trouble.status !== 'found')
            return trouble;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/apply/apply-run.js



function createApplyRun(options) {
    const { operations, mappings, adapter, signal } = options;
    const peers = createPeerIds(options.existing, operations);
    const outcomes = new Map();
    let failures = 0;
    const operationAt = (position) => {
        const operation = operations[position];
        if (operation === undefined)
            throw new Error(`the plan has no operation ${position}`);
        return operation;
    };
    const end = (position, outcome) => {
        const operation = operationAt(position);
        outcomes.set(position, outcome);
        if (outcome.status === 'failed' || outcome.status === 'unknown')
            failures += 1;
        if (operation.action !== 'create')
            return;
        if (outcome.status === 'written')
            peers.created(operation.kind, operation.id, outcome.destinationId);
        else
            peers.notCreated(operation.kind, operation.id);
    };
    const stopped = () => signal.aborted || (failures > 0 && !options.continueOnError);
    return {
        operationAt,
        positionsOf: (kind, actions) => operations.flatMap((operation, position) => operation.kind === kind && actions.includes(operation.action) ? [position] : []),
        outcomeOf: (position) => outcomes.get(position),
        prepare(position, fields, awaited) {
            const operation = operationAt(position);
            const mapping = mappings.get(operation.kind);
            if (mapping === undefined)
                throw new Error(`${operation.kind} is not mapped`);
            const action = operation.action === 'create' && fields === 'all' ? 'create' : 'update';
            return prepareValues(mapping, action, valuesOf(operation, fields), peers, awaited);
        },
        skip: (position, reason) => end(position, { status: 'skipped', reason }),
        fail: (position, attribute, message, hint) => end(position, {
            status: 'failed',
            errorClass: 'REFERENCE_UNRESOLVED',
            attribute,
            message,
            hint,
            retries: 0,
            terminal: true,
        }),
        async write(wave) {
            if (wave.length === 0)
                return;
            const writes = wave.map(({ write }) => write);
            try {
                for await (const batch of adapter.write(writes, signal)) {
                    for (const outcome of batch)
                        end(Number(outcome.key), operationOutcome(outcome));
                    options.onProgress(outcomes.size);
                    // After a cancellation the adapter begins nothing, but tells what became of the batches under way.
                    if (stopped() && !signal.aborted)
                        return;
                }
            }
            catch (error) {
                if (!signal.aborted || !(error instanceof errors_SyncError && error.code === 'CANCELLED'))
                    throw error;
            }
        },
        stopped,
    };
}
function valuesOf(operation, fields) {
    const all = operation.action === 'update'
        ? Object.fromEntries(Object.entries(operation.changes).map(([name, change]) => [name, change.new]))
        : operation.values;
    return fields === 'all' ? all : Object.fromEntries(fields.map((name) => [name, all[name] ?? null]));
}
function operationOutcome(outcome) {
    switch (outcome.status) {
        case 'written':
            return { status: 'written', destinationId: outcome.id };
        case 'left-alone':
            return { status: 'left-alone', reason: outcome.reason };
        case 'unknown': {
            const { errorClass, message, hint, retries } = outcome;
            return { status: 'unknown', errorClass, message, hint, retries };
        }
        case 'failed': {
            const { errorClass, message, hint, retries, terminal } = outcome;
            return { status: 'failed', errorClass, attribute: undefined, message, hint, retries, terminal };
        }
    }
}

;// CONCATENATED MODULE: ./build/apply/apply-plan.js


/**
 * Writes a plan: creates and updates tier by tier, then relationships whose peers came later, then deletes in
 * the plan's order.
 *
 * @returns an outcome for each operation, in the plan's order
 */
async function applyPlan(options) {
    const run = createApplyRun(options);
    const deferred = new Map();
    for (const tier of options.tiers)
        await Promise.all(tier.map((kind) => writeKind(run, kind, deferred)));
    await writeDeferred(run, deferred);
    for (const kind of options.tiers.flat().reverse())
        await deleteKind(run, kind);
    return options.operations.map((_operation, position) => run.outcomeOf(position) ?? { status: 'skipped', reason: 'the run stopped before it' });
}
/**
 * Writes a kind's creates and updates in waves: objects that refer to others of their kind come after them. A
 * circle is broken at its optional relationships, which are then written in the second pass.
 */
async function writeKind(run, kind, deferred) {
    let waiting = run.positionsOf(kind, ['create', 'update']);
    let awaited = kind;
    while (waiting.length > 0 && !run.stopped()) {
        const { wave, next } = prepareWave(run, waiting, awaited, deferred);
        await run.write(wave);
        const stuck = next.length === waiting.length;
        awaited = stuck ? undefined : kind;
        waiting = next;
    }
}
function prepareWave(run, positions, awaited, deferred) {
    const wave = [];
    const next = [];
    for (const position of positions) {
        const prepared = run.prepare(position, 'all', awaited);
        if (prepared.status === 'wait')
            next.push(position);
        if (prepared.status === 'impossible')
            run.skip(position, `${prepared.attribute}: ${prepared.reason}`);
        if (prepared.status !== 'ready')
            continue;
        if (prepared.deferred.length > 0)
            deferred.set(position, prepared.deferred);
        wave.push({ position, write: writeOf(run, position, prepared.values) });
    }
    return { wave, next };
}
function writeOf(run, position, values) {
    const operation = run.operationAt(position);
    const key = String(position);
    if (operation.action === 'create') {
        const create = { action: 'create', key, kind: operation.kind, values };
        return operation.objectId === undefined ? create : { ...create, ids: laterIds(operation.objectId) };
    }
    return { action: 'update', key, kind: operation.kind, id: operation.destinationId, values };
}
/** The second pass: relationships that were left out because their peers did not exist yet. */
async function writeDeferred(run, deferred) {
    const byKind = Map.groupBy(deferred, ([position]) => run.operationAt(position).kind);
    for (const entries of byKind.values()) {
        if (run.stopped())
            return;
        await run.write(entries.flatMap(([position, fields]) => deferredWrite(run, position, fields)));
    }
}
function deferredWrite(run, position, fields) {
    const outcome = run.outcomeOf(position);
    if (outcome?.status !== 'written')
        return [];
    const prepared = run.prepare(position, fields, undefined);
    if (prepared.status === 'ready' && prepared.deferred.length === 0) {
        const { kind } = run.operationAt(position);
        const id = outcome.destinationId;
        return [
            { position, write: { action: 'update', key: String(position), kind, id, values: prepared.values } },
        ];
    }
    const reason = prepared.status === 'impossible' ? prepared.reason : 'what it refers to was not written';
    run.fail(position, fields[0], reason, 'Mend what kept the other object from being written, then run again.');
    return [];
}
/** Deletes a kind's objects. One that another of its kind still needed is tried again once others are gone. */
async function deleteKind(run, kind) {
    let left = run.positionsOf(kind, ['delete']);
    while (left.length > 0 && !run.stopped()) {
        await run.write(left.flatMap((position) => deleteWrite(run, position)));
        const needed = left.filter((position) => run.outcomeOf(position)?.status === 'left-alone');
        if (needed.length === left.length)
            return;
        left = needed;
    }
}
function deleteWrite(run, position) {
    const operation = run.operationAt(position);
    if (operation.action !== 'delete')
        return [];
    const { kind, destinationId: id } = operation;
    return [{ position, write: { action: 'delete', key: String(position), kind, id } }];
}

;// CONCATENATED MODULE: ./build/cache/layout.js


const sides = (/* unused pure expression or super */ null && (['A', 'B']));
/** Names of the files that every run or sync has. */
const fileNames = {
    lock: '.lock',
    rowCounts: 'last-successful-rowcounts.json',
    runCounter: 'run-counter.json',
    plan: 'plan.parquet',
    errors: 'errors.parquet',
    cursors: 'cursors.json',
    watched: 'A/_watched.json',
    schemaHash: 'schema-sub-hash.txt',
    run: 'run.json',
    reportHtml: 'report.html',
    reportJson: 'plan.json',
    reportMarkdown: 'plan.md',
};
const defaultFolder = '.infrahub-sync-cache';
const runIdPattern = /^\d{8}T\d{4}-[0-9a-f]{8}$/;
const maximumSegmentBytes = 200;
/**
 * The folder that holds every sync's cache: `INFRAHUB_SYNC_CACHE_DIR` when it is set, else
 * `.infrahub-sync-cache` in the working directory. A leading `~` is the home directory.
 */
function cacheRoot(environment, workingDirectory) {
    const chosen = environment.INFRAHUB_SYNC_CACHE_DIR?.trim();
    if (!chosen)
        return external_node_path_.join(workingDirectory, defaultFolder);
    const home = environment.HOME ?? environment.USERPROFILE;
    const expanded = home === undefined ? chosen : chosen.replace(/^~(?=$|[/\\])/, home);
    return external_node_path_.resolve(workingDirectory, expanded);
}
/** Where one sync's runs are. Throws `USAGE` when the name is not one path segment. */
function syncFolder(root, sync) {
    return external_node_path_.join(root, pathSegment(sync, 'sync name'));
}
/** Where one run's files are. Throws `USAGE` when the run id is not of the form that `newRunId` makes. */
function runFolder(root, sync, runId) {
    if (!isRunId(runId)) {
        throw new errors_SyncError({
            code: 'USAGE',
            message: `${JSON.stringify(runId)} is not a run id.`,
            hint: 'A run id looks like 20250131T0930-1a2b3c4d; the folders of the cache are named by it.',
        });
    }
    return external_node_path_.join(syncFolder(root, sync), runId);
}
/** A snapshot's path inside its run's folder, with forward slashes: `A/DcimDevice.parquet`. */
function snapshotPath(side, kind) {
    return `${side}/${kindSegment(kind)}.parquet`;
}
/** The path of the records that the filters left out: `A/_DcimDevice.parquet`. */
function leftOutPath(side, kind) {
    return `${side}/_${kindSegment(kind)}.parquet`;
}
/**
 * A name for a new run: `YYYYMMDDTHHMM-<8 hex>` in UTC, so that names sort by time.
 * @param random four random bytes, so that two runs of one minute differ
 */
function newRunId(now, random) {
    if (random.length < 4)
        throw new RangeError('A run id needs four random bytes.');
    const minute = now.toISOString().slice(0, 16).replaceAll(/[-:]/g, '');
    return `${minute}-${Buffer.from(random.subarray(0, 4)).toString('hex')}`;
}
function isRunId(text) {
    return runIdPattern.test(text);
}
/**
 * The text itself when it can name one file or folder: not empty, no separator of any system, not `.` or
 * `..`, no control character. Throws `USAGE` otherwise: such a name would lead out of the cache.
 */
function pathSegment(text, what) {
    const problem = segmentProblem(text);
    if (problem === undefined)
        return text;
    throw new errors_SyncError({
        code: 'USAGE',
        message: `The ${what} ${JSON.stringify(text)} cannot name a folder of the cache: it ${problem}.`,
        hint: `Use letters, digits, dots, hyphens and underscores in the ${what}.`,
    });
}
function segmentProblem(text) {
    if (text === '')
        return 'is empty';
    if (text === '.' || text === '..')
        return 'means a folder itself or the one above';
    if (/[/\\]/.test(text))
        return 'holds a path separator';
    if (/\p{Cc}/u.test(text))
        return 'holds a control character';
    if (Buffer.byteLength(text) > maximumSegmentBytes)
        return `is longer than ${maximumSegmentBytes} bytes`;
    return undefined;
}
/** Kinds may not begin with an underscore: `_<Kind>.parquet` is the name of the records left out. */
function kindSegment(kind) {
    const segment = pathSegment(kind, 'kind');
    if (!segment.startsWith('_'))
        return segment;
    throw new errors_SyncError({
        code: 'USAGE',
        message: `The kind ${JSON.stringify(kind)} cannot be cached: it begins with an underscore.`,
        hint: 'Name a kind of the destination schema; those begin with a capital letter.',
    });
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./node_modules/hyparquet/src/metadata.js + 1 modules
var src_metadata = __webpack_require__(6367);
// EXTERNAL MODULE: ./node_modules/hyparquet/src/read.js + 13 modules
var read = __webpack_require__(9249);
// EXTERNAL MODULE: ./node_modules/hyparquet-writer/src/bytewriter.js
var bytewriter = __webpack_require__(3732);
// EXTERNAL MODULE: ./node_modules/hyparquet-writer/src/parquet-writer.js + 16 modules
var parquet_writer = __webpack_require__(8059);
// EXTERNAL MODULE: ./node_modules/hyparquet-writer/src/schema.js
var schema = __webpack_require__(9022);
;// CONCATENATED MODULE: ./build/cache/files.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});




const temporaryMarker = '.writing-';
/**
 * Writes a file so that at every instant it is either as before or complete: the content goes to a temporary
 * name in the same folder, is forced to the disk and renamed. Folders that are missing are made. That the new
 * name is on the disk too, `forceFolder` sees to.
 * Throws `CACHE_UNWRITABLE` when the disk refuses; what `produce` throws passes through, and the old file
 * stays.
 */
async function writeAtomically(file, produce) {
    const temporary = `${file}${temporaryMarker}${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`;
    try {
        const written = await writeAndForce(temporary, produce);
        await (0,promises_.rename)(temporary, file);
        return written;
    }
    catch (error) {
        await (0,promises_.rm)(temporary, { force: true }).catch(() => undefined);
        throw asCacheError(error, file);
    }
}
/** `writeAtomically` for content that is at hand. */
function writeTextAtomically(file, text) {
    return writeAtomically(file, (sink) => sink(Buffer.from(text, 'utf8')));
}
async function writeAndForce(temporary, produce) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const hash = (0,external_node_crypto_.createHash)('sha256');
        let bytes = 0;
        const handle = __addDisposableResource(env_1, await openNew(temporary), true);
        await produce(async (chunk) => {
            hash.update(chunk);
            bytes += chunk.byteLength;
            await handle.writeFile(chunk);
        });
        await handle.sync();
        return { sha256: hash.digest('hex'), bytes };
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
/** Folders are made when they turn out to be missing: mostly they are there. */
async function openNew(file) {
    try {
        return await (0,promises_.open)(file, 'wx');
    }
    catch (error) {
        if (errorCodeOf(error) !== 'ENOENT')
            throw error;
        await (0,promises_.mkdir)(external_node_path_.dirname(file), { recursive: true });
        return (0,promises_.open)(file, 'wx');
    }
}
/** A rename survives a power cut only once its folder is on the disk, too. Windows cannot open a folder. */
async function forceFolder(folder) {
    const env_2 = { stack: [], error: void 0, hasError: false };
    try {
        if (process.platform === 'win32')
            return;
        const handle = __addDisposableResource(env_2, await (0,promises_.open)(folder, 'r'), true);
        await handle.sync().catch(() => undefined);
    }
    catch (e_2) {
        env_2.error = e_2;
        env_2.hasError = true;
    }
    finally {
        const result_2 = __disposeResources(env_2);
        if (result_2)
            await result_2;
    }
}
/**
 * Makes the folder and proves, by writing and removing a small file, that a run can leave its results there:
 * it is better to hear so before an hour of reading. Throws `CACHE_UNWRITABLE`.
 */
async function assertWritable(folder) {
    const probe = external_node_path_.join(folder, `${temporaryMarker}${(0,external_node_crypto_.randomBytes)(6).toString('hex')}`);
    try {
        await (0,promises_.mkdir)(folder, { recursive: true });
        await writeAndForce(probe, (sink) => sink(Buffer.from('probe')));
    }
    catch (error) {
        throw asCacheError(error, folder);
    }
    finally {
        await (0,promises_.rm)(probe, { force: true }).catch(() => undefined);
    }
}
/** Removes what writers that were killed left behind in a folder. Nobody may be writing there. */
async function removeTemporaryFiles(folder) {
    for (const name of await namesIn(folder)) {
        if (name.includes(temporaryMarker))
            await (0,promises_.rm)(external_node_path_.join(folder, name), { force: true });
    }
}
/** The names in a folder; none when it does not exist. */
async function namesIn(folder) {
    try {
        return await (0,promises_.readdir)(folder);
    }
    catch (error) {
        if (errorCodeOf(error) === 'ENOENT')
            return [];
        throw asCacheError(error, folder);
    }
}
/** The system's name for what went wrong, such as `ENOENT`. */
function errorCodeOf(error) {
    if (!(error instanceof Error) || !('code' in error))
        return undefined;
    return typeof error.code === 'string' ? error.code : undefined;
}
const diskProblems = new Map([
    [
        'EACCES',
        { what: 'access is denied', hint: 'Give the user that runs the sync the right to write there.' },
    ],
    ['EPERM', { what: 'access is denied', hint: 'Give the user that runs the sync the right to write there.' }],
    ['EROFS', { what: 'the file system is read-only', hint: 'Mount it writable.' }],
    ['ENOSPC', { what: 'the disk is full', hint: 'Free some space.' }],
    ['EDQUOT', { what: "the user's disk quota is used up", hint: 'Free some space or raise the quota.' }],
    ['ENOTDIR', { what: 'a file stands where a folder is needed', hint: 'Move that file away.' }],
    ['EEXIST', { what: 'a file stands where a folder is needed', hint: 'Move that file away.' }],
    ['EISDIR', { what: 'a folder stands where a file is needed', hint: 'Move that folder away.' }],
    ['ENAMETOOLONG', { what: 'the path is too long', hint: 'Choose a shorter cache folder or sync name.' }],
    ['ELOOP', { what: 'its links lead in a circle', hint: 'Mend the links.' }],
    ['EIO', { what: 'the disk reported an error', hint: 'Check the disk.' }],
]);
/** A `SyncError` for what the disk refused; any other error as it is. */
function asCacheError(error, file) {
    const problem = diskProblems.get(errorCodeOf(error) ?? '');
    if (problem === undefined)
        return error;
    return new errors_SyncError({
        code: 'CACHE_UNWRITABLE',
        message: `The cache cannot be written at ${file}: ${problem.what}.`,
        hint: `${problem.hint} Or set INFRAHUB_SYNC_CACHE_DIR to another folder.`,
        cause: error,
    });
}

;// CONCATENATED MODULE: ./build/cache/parquet.js
var parquet_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var parquet_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






/** Rows per row group: what is held at a time in columns and as bytes. Larger ones cost memory and save nothing. */
const rowGroupSize = 5_000;
/** Bytes that a file's buffer begins with; it grows as it has to. */
const initialBytes = 1 << 14;
/** Bytes that are collected before they go to the file. */
const flushBytes = 1 << 18;
/** Rows up to which a group is not worth compressing. */
const rowsUncompressed = 500;
/**
 * Writes a Parquet file, column by column in row groups, so that no more than one group is held at a time.
 * Throws `CACHE_UNWRITABLE`.
 */
function writeParquet(file, columns, items, metadata = new Map()) {
    return writeAtomically(file, async (sink) => {
        const bytes = new bytewriter/* ByteWriter */.U(initialBytes);
        const flush = async () => {
            await sink(bytes.getBytes());
            bytes.index = 0;
        };
        const parquet = new parquet_writer/* ParquetWriter */.o({
            writer: bytes,
            schema: schemaOf(columns),
            compressors: { ZSTD: (input) => (0,external_node_zlib_.zstdCompressSync)(input) },
            // Files are always read whole: no least and greatest values are needed to skip parts of them.
            statistics: false,
            kvMetadata: [...metadata].map(([key, value]) => ({ key, value })),
            createdBy: 'infrahub-sync-action',
        });
        let first = 0;
        for (const group of groupsOf(items)) {
            const columnsOfGroup = columns.map((column) => columnData(column, group, first));
            parquet.write({ columnData: columnsOfGroup, rowGroupSize });
            if (bytes.index >= flushBytes)
                await flush();
            first += group.length;
        }
        parquet.finish();
        await flush();
    });
}
function schemaOf(columns) {
    return (0,schema/* schemaFromColumnData */.G8)({
        columnData: columns.map(({ name, type, required }) => ({ name, type, nullable: !required, data: [] })),
    });
}
function columnData(column, group, first) {
    const { name, type, distinct, cell } = column;
    const data = group.map((item, index) => cell(item, first + index));
    const codec = group.length > rowsUncompressed ? 'ZSTD' : 'UNCOMPRESSED';
    if (!distinct)
        return { name, data, codec };
    return { name, data: type === 'STRING' ? textBytes(data) : data, codec, encoding: 'PLAIN' };
}
/** Texts in UTF-8, encoded in one go: one by one takes several times as long. */
function textBytes(cells) {
    const texts = cells.map((cell) => (typeof cell === 'string' ? cell : ''));
    const bytes = Buffer.from(texts.join(''), 'utf8');
    const isAscii = bytes.length === texts.reduce((sum, text) => sum + text.length, 0);
    // Halves of a surrogate pair at the seam of two texts would have become one character.
    if (!isAscii && !texts.every((text) => text.isWellFormed()))
        return [...cells];
    let start = 0;
    return cells.map((cell) => {
        if (typeof cell !== 'string')
            return cell;
        const end = start + (isAscii ? cell.length : Buffer.byteLength(cell, 'utf8'));
        const part = new Uint8Array(bytes.buffer, bytes.byteOffset + start, end - start);
        start = end;
        return part;
    });
}
function* groupsOf(items) {
    let group = [];
    for (const item of items) {
        group.push(item);
        if (group.length < rowGroupSize)
            continue;
        yield group;
        group = [];
    }
    if (group.length > 0)
        yield group;
}
/** Reads a whole Parquet file. Throws `CACHE_CORRUPT` when it is not one. */
async function parquet_readParquet(file, columns) {
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const handle = parquet_addDisposableResource(env_1, await (0,promises_.open)(file, 'r'), true);
            return await readTable(await bufferOf(handle), columns);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = parquet_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (cause) {
        throw new errors_SyncError({
            code: 'CACHE_CORRUPT',
            message: `${file} cannot be read as Parquet: ${cause instanceof Error ? cause.message : String(cause)}.`,
            hint: 'Remove the run that it belongs to, or run with a full extract.',
            cause,
        });
    }
}
async function readTable(file, names) {
    const metadata = await (0,src_metadata/* parquetMetadataAsync */.Ei)(file);
    const rows = Number(metadata.num_rows);
    const present = metadata.schema.slice(1).map((element) => element.name);
    const wanted = names === undefined ? present : present.filter((name) => names.includes(name));
    const columns = new Map(wanted.map((name) => [name, new Array(rows).fill(null)]));
    await (0,read/* parquetRead */.bA)({
        file,
        metadata,
        columns: wanted,
        compressors: { ZSTD: (input) => (0,external_node_zlib_.zstdDecompressSync)(input) },
        parsers: { stringFromBytes: decodeText },
        onChunk({ columnName, columnData, rowStart }) {
            const column = columns.get(columnName);
            if (column === undefined)
                return;
            for (let index = 0; index < columnData.length; index += 1) {
                column[rowStart + index] = columnData[index] ?? null;
            }
        },
    });
    const texts = (metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value ?? '']);
    return { rows, columns, metadata: new Map(texts) };
}
/** A byte order mark at the start of a text is part of it, which the library's own decoder drops. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
function decodeText(bytes) {
    return bytes && decoder.decode(bytes);
}
async function bufferOf(handle) {
    const { size } = await handle.stat();
    return {
        byteLength: size,
        async slice(start, end = size) {
            const bytes = new Uint8Array(end - start);
            let filled = 0;
            while (filled < bytes.length) {
                const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
                if (bytesRead === 0)
                    throw new Error('the file ends too early');
                filled += bytesRead;
            }
            return bytes.buffer;
        },
    };
}

;// CONCATENATED MODULE: ./build/cache/errors-file.js



const columns = [
    errors_file_text('error_class', 'error_class', true),
    errors_file_text('resource', 'kind', true),
    errors_file_text('source_id', 'id', false),
    errors_file_text('dest_id', 'dest_id', false),
    errors_file_text('attribute', 'attribute', false),
    errors_file_text('message', 'message', true),
    errors_file_text('hint', 'hint', true),
    {
        name: 'retry_count',
        type: 'INT64',
        required: true,
        distinct: false,
        cell: (error) => BigInt(error.retry_count),
    },
    { name: 'terminal', type: 'BOOLEAN', required: true, distinct: false, cell: (error) => error.terminal },
];
function errors_file_text(name, key, required) {
    // Messages quote what a server said, which may hold half of a surrogate pair.
    const cell = (error) => error[key]?.toWellFormed() ?? null;
    return { name, type: 'STRING', required, distinct: false, cell };
}
/** Writes `errors.parquet`: one row per error, in the order given. Throws `CACHE_UNWRITABLE`. */
function writeErrors(file, errors) {
    return writeParquet(file, columns, errors);
}
const rowSchema = schemas/* object */.Ikc({
    error_class: schemas/* string */.YjP(),
    resource: schemas/* string */.YjP(),
    source_id: schemas/* string */.YjP().nullable(),
    dest_id: schemas/* string */.YjP().nullable(),
    attribute: schemas/* string */.YjP().nullable(),
    message: schemas/* string */.YjP(),
    hint: schemas/* string */.YjP(),
    retry_count: schemas/* bigint */.oad(),
    terminal: schemas/* boolean */.zMY(),
});
/** Reads what `writeErrors` wrote. Throws `CACHE_CORRUPT`. */
async function readErrors(file) {
    const table = await readParquet(file);
    return Array.from({ length: table.rows }, (_, index) => {
        const cells = Object.fromEntries([...table.columns].map(([name, column]) => [name, column[index]]));
        const { resource, source_id, retry_count, ...rest } = checkedRow(file, cells);
        return { ...rest, kind: resource, id: source_id, retry_count: Number(retry_count) };
    });
}
function checkedRow(file, cells) {
    const parsed = rowSchema.safeParse(cells);
    if (parsed.success)
        return parsed.data;
    throw new SyncError({
        code: 'CACHE_CORRUPT',
        message: `${file} is not a list of errors: ${z.prettifyError(parsed.error)}`,
        hint: 'Remove the run that it belongs to.',
        cause: parsed.error,
    });
}

;// CONCATENATED MODULE: ./build/cache/sidecars.js



/** How a run ended, or that it has not. */
const runStatuses = ['pending', 'running', 'dry-run', 'applied', 'failed', 'cancelled'];
const countsSchema = schemas/* object */.Ikc({
    create: schemas/* number */.aig(),
    update: schemas/* number */.aig(),
    delete: schemas/* number */.aig(),
    unchanged: schemas/* number */.aig(),
});
const sideSchema = schemas/* object */.Ikc({ mode: schemas/* enum */.k5n(['full', 'warm']), reason: schemas/* string */.YjP() });
const sidesNumberSchema = schemas/* object */.Ikc({ A: schemas/* number */.aig(), B: schemas/* number */.aig() });
const fullReadSchema = schemas/* object */.Ikc({
    run_id: schemas/* string */.YjP(),
    objects: sidesNumberSchema,
    requests: sidesNumberSchema,
    duration_ms: schemas/* number */.aig(),
});
/** What every engine of this cache format writes into `run.json`. */
const anyRunSchema = schemas/* looseObject */._H3({
    status: schemas/* enum */.k5n(runStatuses),
    mode: schemas/* string */.YjP(),
    summary: countsSchema.nullish().catch(null),
    finished_at: schemas/* string */.YjP().nullish(),
});
/** `run.json` as this engine writes it. Times are ISO 8601 in UTC. */
const runSchema = schemas/* object */.Ikc({
    status: schemas/* enum */.k5n(runStatuses),
    /** `diff`, `sync` or `apply`. */
    mode: schemas/* string */.YjP(),
    summary: countsSchema,
    finished_at: schemas/* string */.YjP().nullable(),
    started_at: schemas/* string */.YjP(),
    sync: schemas/* string */.YjP(),
    run_id: schemas/* string */.YjP(),
    /** 12 hex over source, destination, branch and snapshot version. */
    binding: schemas/* string */.YjP(),
    /** 12 hex, as in `schema-sub-hash.txt`. */
    schema_hash: schemas/* string */.YjP(),
    snapshot_version: schemas/* number */.aig(),
    sides: schemas/* object */.Ikc({ A: sideSchema, B: sideSchema }).nullable(),
    /** SHA-256 of the plan's operations; null while there is no plan. */
    digest: schemas/* string */.YjP().nullable(),
    /** What reading everything costs, kept from run to run; null when it is not known. */
    full_read: fullReadSchema.nullable().default(null),
    /** SHA-256 of each of the run's files that a later run reads, by path inside the run's folder. */
    files: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
});
const cursorsSchema = schemas/* object */.Ikc({
    A: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    B: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
});
const watchedSchema = schemas/* object */.Ikc({
    ids: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* array */.YOg(schemas/* string */.YjP())),
    unwatched: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* string */.YjP()),
    newest: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* object */.Ikc({ id: schemas/* string */.YjP(), changedAt: schemas/* string */.YjP() })),
    history_mark: schemas/* string */.YjP().nullable(),
    history_lost: schemas/* boolean */.zMY().optional(),
    destination_history_mark: schemas/* string */.YjP().nullish(),
    destination_history_lost: schemas/* boolean */.zMY().optional(),
});
const rowCountsSchema = schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* number */.aig().int().nonnegative());
const runCounterSchema = schemas/* object */.Ikc({ runs_since_full: schemas/* number */.aig().int().nonnegative() });
function readRunFile(file) {
    return readJson(file, runSchema);
}
function readAnyRunFile(file) {
    return readJson(file, anyRunSchema);
}
function writeRunFile(file, run) {
    return writeJson(file, run);
}
function readCursors(file) {
    return readJson(file, cursorsSchema);
}
function writeCursors(file, cursors) {
    return writeJson(file, cursors);
}
function readWatched(file) {
    return readJson(file, watchedSchema);
}
function writeWatched(file, watched) {
    return writeJson(file, watched);
}
/** Source rows by kind of the last successful run: the guardrail's baseline. */
function readRowCounts(file) {
    return readJson(file, rowCountsSchema);
}
function writeRowCounts(file, counts) {
    return writeJson(file, counts);
}
/** How many runs there were since everything was last read. */
async function readRunCounter(file) {
    const found = await readJson(file, runCounterSchema);
    return found.status === 'present' ? { status: 'present', value: found.value.runs_since_full } : found;
}
function writeRunCounter(file, runsSinceFull) {
    return writeJson(file, { runs_since_full: runsSinceFull });
}
async function readSchemaHash(file) {
    const found = await sidecars_readText(file);
    if (found.status !== 'present')
        return found;
    const hash = found.value.trim();
    if (/^[0-9a-f]{12}$/.test(hash))
        return { status: 'present', value: hash };
    return { status: 'broken', reason: `${file} does not hold 12 hexadecimal digits` };
}
function writeSchemaHash(file, hash) {
    return writeTextAtomically(file, hash);
}
async function readJson(file, schema) {
    const found = await sidecars_readText(file);
    if (found.status !== 'present')
        return found;
    const parsed = schema.safeParse(parseJson(found.value));
    if (parsed.success)
        return { status: 'present', value: parsed.data };
    const issue = parsed.error.issues[0];
    const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`;
    return { status: 'broken', reason: `${file} is not as expected${place}: ${issue?.message ?? 'invalid'}` };
}
/** undefined when it is not JSON, which no schema accepts. */
function parseJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
async function sidecars_readText(file) {
    try {
        return { status: 'present', value: await (0,promises_.readFile)(file, 'utf8') };
    }
    catch (error) {
        const code = errorCodeOf(error);
        if (code === 'ENOENT' || code === 'ENOTDIR')
            return { status: 'absent' };
        if (code === 'EISDIR')
            return { status: 'broken', reason: `${file} is a folder` };
        throw asCacheError(error, file);
    }
}
function writeJson(file, value) {
    return writeTextAtomically(file, `${JSON.stringify(value, null, 2)}\n`);
}

;// CONCATENATED MODULE: ./build/plan/field-value.js
/** A row's value of a field; undefined when the row has none, also for names such as `constructor`. */
function fieldValue(row, field) {
    return Object.hasOwn(row.values, field) ? row.values[field] : undefined;
}

;// CONCATENATED MODULE: ./build/cache/snapshot-columns.js


/** Kinds of attributes as Infrahub names them; those that are not here hold text. */
const attributeTypes = new Map([
    ['Number', 'integer'],
    ['NumberPool', 'integer'],
    ['Bandwidth', 'number'],
    ['Boolean', 'boolean'],
    ['Checkbox', 'boolean'],
    ['List', 'json'],
    ['JSON', 'json'],
    ['Any', 'json'],
]);
/** The columns of a kind's snapshot: one per mapped field, in the order given, typed by the schema. */
function snapshotColumns(schema, fields) {
    return fields.map((name) => ({ name, type: columnType(schema, name) }));
}
function columnType(schema, name) {
    const attribute = schema.attributes.get(name);
    if (attribute !== undefined)
        return attributeTypes.get(attribute.kind) ?? 'text';
    return schema.relationships.get(name)?.cardinality === 'many' ? 'json' : 'text';
}
const fieldPrefix = 'field:';
/**
 * A field's column in the file: its own name, unless that is one of the engine's (`local_id`, or anything
 * that begins with an underscore); then `field:` stands before it.
 */
function columnName(field) {
    const taken = field === 'local_id' || field === '' || field.startsWith('_') || field.startsWith(fieldPrefix);
    return taken ? `${fieldPrefix}${field}` : field;
}
/**
 * The column with the narrowest type that holds every row's value: as declared where the values fit, else
 * wider (`integer` → `number` → `json`), so that a snapshot always gives back what went in. Throws
 * `VALUE_INVALID` for a whole number beyond 2^53 in an integer column: its last digits are lost already.
 */
function fittingColumn(kind, column, rows) {
    let type = column.type;
    for (const row of rows) {
        const value = fieldValue(row, column.name);
        if (value === null || value === undefined)
            continue;
        if (column.type === 'integer' && typeof value === 'number')
            assertExact(kind, column.name, row, value);
        while (!fits(type, value))
            type = type === 'integer' ? 'number' : 'json';
    }
    return { name: column.name, type };
}
function fits(type, value) {
    switch (type) {
        case 'text':
            // A lone surrogate has no UTF-8; JSON text writes it as an escape.
            return typeof value === 'string' && value.isWellFormed();
        case 'integer':
            return Number.isSafeInteger(value);
        case 'number':
            return typeof value === 'number';
        case 'boolean':
            return typeof value === 'boolean';
        case 'json':
            return true;
    }
}
function assertExact(kind, field, row, value) {
    if (!Number.isInteger(value) || Number.isSafeInteger(value))
        return;
    throw new errors_SyncError({
        code: 'VALUE_INVALID',
        message: `${kind} ${row.uniqueId}: the value ${value} of ${field} is a whole number beyond 2^53, which cannot be kept exactly.`,
        hint: 'Map it to a Text attribute with a transform, or leave the field out.',
    });
}
/** The column of the file for a field. */
function fieldColumn(column) {
    const { name, type } = column;
    return {
        name: columnName(name),
        type: parquetTypes[type],
        required: false,
        distinct: false,
        cell: (row) => encodeCell(type, fieldValue(row, name) ?? null),
    };
}
const parquetTypes = {
    text: 'STRING',
    integer: 'INT64',
    number: 'DOUBLE',
    boolean: 'BOOLEAN',
    json: 'STRING',
};
function encodeCell(type, value) {
    if (value === null)
        return null;
    if (type === 'json')
        return JSON.stringify(value);
    if (type === 'integer')
        return BigInt(Number(value));
    return typeof value === 'object' ? JSON.stringify(value) : value;
}
/** The value that a cell stands for. */
function decodeCell(type, cell) {
    if (cell === null || cell === undefined)
        return null;
    if (type === 'json')
        return JSON.parse(String(cell));
    if (type === 'integer' || type === 'number')
        return Number(cell);
    return typeof cell === 'boolean' ? cell : String(cell);
}

;// CONCATENATED MODULE: ./build/cache/snapshot.js




/** Raised whenever what a snapshot holds or means changes; part of the cache's binding. */
const snapshotVersion = 1;
/** The text beside the data that tells which column is which field, and of what type. */
const fieldsMetadata = 'infrahub-sync.fields';
/**
 * Writes the rows and records of one side and kind: a column for each field, then `local_id`, `_extract_ts`,
 * `_source_id` (the unique id), `_tombstone` (always false), `_origin` and `_record`. When some row lacks
 * fields altogether, `_absent` lists them, so that an absent field is not read back as null.
 * Throws `CACHE_UNWRITABLE`, and `VALUE_INVALID` for a value that cannot be kept exactly.
 */
function writeSnapshot(file, input) {
    const { kind, rows, extractedAt } = input;
    const fields = input.columns.map((column) => fittingColumn(kind, column, rows));
    const names = fields.map((field) => field.name);
    const someAbsent = rows.some((row) => names.some((name) => fieldValue(row, name) === undefined));
    const columns = [
        ...fields.map(fieldColumn),
        textColumn('local_id', (row) => wellFormed(kind, row.localId), true),
        { name: '_extract_ts', type: 'TIMESTAMP', required: true, distinct: false, cell: () => extractedAt },
        textColumn('_source_id', (row) => wellFormed(kind, row.uniqueId), true),
        { name: '_tombstone', type: 'BOOLEAN', required: true, distinct: false, cell: () => false },
        textColumn('_origin', (row) => wellFormed(kind, row.origin), false),
        textColumn('_record', (_, position) => wellFormed(kind, input.records[position] ?? '{}'), true),
    ];
    if (someAbsent)
        columns.push(textColumn('_absent', (row) => JSON.stringify(absentFields(names, row)), false));
    return writeParquet(file, columns, rows, new Map([[fieldsMetadata, JSON.stringify(fields)]]));
}
/** Writes the records that the filters left out, beside the kind's rows. Throws `CACHE_UNWRITABLE`. */
function writeLeftOut(file, kind, records, extractedAt) {
    const columns = [
        textColumn('local_id', (item) => wellFormed(kind, item.localId), true),
        { name: '_extract_ts', type: 'TIMESTAMP', required: true, distinct: false, cell: () => extractedAt },
        textColumn('_origin', (item) => wellFormed(kind, item.origin), false),
        textColumn('_record', (item) => wellFormed(kind, item.record), true),
    ];
    return writeParquet(file, columns, records);
}
function textColumn(name, cell, distinct) {
    return { name, type: 'STRING', required: true, distinct, cell };
}
function absentFields(names, row) {
    return names.filter((name) => fieldValue(row, name) === undefined);
}
/** A text with a lone surrogate has no UTF-8: it would come back as another text. */
function wellFormed(kind, text) {
    if (text.isWellFormed())
        return text;
    throw new errors_SyncError({
        code: 'VALUE_INVALID',
        message: `${kind}: the text ${JSON.stringify(text.slice(0, 200))} holds half of a surrogate pair and cannot be kept.`,
        hint: 'Mend the text in its system.',
    });
}

;// CONCATENATED MODULE: ./build/cache/open-run.js






/** Makes a run's folder with a `run.json` that says `running`. Throws `CACHE_UNWRITABLE`. */
async function beginRun(start) {
    const folder = runFolder(start.root, start.sync, start.runId);
    const inFolder = (relative) => external_node_path_.join(folder, relative);
    const files = new Map();
    const note = (relative, written) => {
        files.set(relative, written.sha256);
    };
    await writeRunFile(inFolder(fileNames.run), runningFile(start));
    note(fileNames.schemaHash, await writeSchemaHash(inFolder(fileNames.schemaHash), start.schemaHash));
    return {
        runId: start.runId,
        folder,
        planFile: inFolder(fileNames.plan),
        note,
        async snapshot(side, input, leftOut) {
            const relative = snapshotPath(side, input.kind);
            note(relative, await writeSnapshot(inFolder(relative), input));
            if (leftOut.length === 0)
                return;
            const beside = leftOutPath(side, input.kind);
            note(beside, await writeLeftOut(inFolder(beside), input.kind, leftOut, input.extractedAt));
        },
        async cursors(cursors) {
            note(fileNames.cursors, await writeCursors(inFolder(fileNames.cursors), cursors));
        },
        async watched(watched) {
            note(fileNames.watched, await writeWatched(inFolder(fileNames.watched), watched));
        },
        async errors(errors) {
            if (errors.length === 0)
                return;
            note(fileNames.errors, await writeErrors(inFolder(fileNames.errors), errors));
        },
        async finish(end) {
            const folders = new Set([...files.keys()].map((relative) => external_node_path_.dirname(inFolder(relative))));
            for (const written of folders)
                await forceFolder(written);
            await writeRunFile(inFolder(fileNames.run), finishedFile(start, end, files));
            await forceFolder(folder);
        },
    };
}
function runningFile(start) {
    return {
        status: 'running',
        mode: start.mode,
        summary: { create: 0, update: 0, delete: 0, unchanged: 0 },
        finished_at: null,
        started_at: start.startedAt.toISOString(),
        sync: start.sync,
        run_id: start.runId,
        binding: start.binding,
        schema_hash: start.schemaHash,
        snapshot_version: snapshotVersion,
        sides: null,
        digest: null,
        full_read: null,
        files: {},
    };
}
function finishedFile(start, end, files) {
    return {
        ...runningFile(start),
        status: end.status,
        summary: end.summary,
        finished_at: end.finishedAt.toISOString(),
        sides: end.sides,
        digest: end.digest,
        full_read: end.fullRead,
        files: Object.fromEntries(files),
    };
}

// EXTERNAL MODULE: ./node_modules/zod/v4/core/errors.js
var errors = __webpack_require__(7428);
;// CONCATENATED MODULE: ./build/plan/plan-rows.js


/**
 * The rows of a plan, in its order: one for a create or delete, one for each changed attribute of an update,
 * before them one with both unique ids when it is a rename; then one for each delete that was withheld and each
 * attribute that is left alone. A
 * create's `dest_id` is the id that its object is to have.
 */
function* planRows(content, owner) {
    for (const operation of content.operations)
        yield* operationRows(operation, owner);
    for (const { kind, id, destinationId, reason } of content.withheld) {
        yield { ...wholeObject('delete', kind, id), dest_id: destinationId, skip_reason: reason };
    }
    for (const left of content.leftAlone)
        yield leftAloneRow(left);
}
function leftAloneRow({ kind, id, destinationId, attribute, change, owner, reason }) {
    return {
        ...wholeObject('update', kind, id),
        dest_id: destinationId,
        attribute,
        old_value: JSON.stringify(change.old),
        new_value: JSON.stringify(change.new),
        owner,
        skip_reason: reason,
    };
}
function* operationRows(operation, owner) {
    const whole = wholeObject(operation.action, operation.kind, operation.id);
    switch (operation.action) {
        case 'create':
            yield {
                ...whole,
                dest_id: operation.objectId ?? null,
                new_value: JSON.stringify(operation.values),
                owner,
            };
            return;
        case 'delete':
            yield { ...whole, dest_id: operation.destinationId, old_value: JSON.stringify(operation.values) };
            return;
        case 'update':
            if (operation.renamedFrom !== undefined) {
                const old_value = JSON.stringify(operation.renamedFrom);
                const new_value = JSON.stringify(operation.id);
                yield { ...whole, dest_id: operation.destinationId, old_value, new_value, owner };
            }
            for (const [attribute, change] of Object.entries(operation.changes)) {
                const old_value = JSON.stringify(change.old);
                const new_value = JSON.stringify(change.new);
                yield { ...whole, dest_id: operation.destinationId, attribute, old_value, new_value, owner };
            }
    }
}
function wholeObject(action, kind, id) {
    return {
        action,
        resource: kind,
        source_id: id,
        dest_id: null,
        attribute: '',
        old_value: null,
        new_value: null,
        owner: null,
        skip_reason: null,
    };
}
/** The plan that the rows came from, in the same order. Throws `CACHE_CORRUPT` for rows that are not a plan's. */
function planOfRows(rows) {
    const operations = [];
    const withheld = [];
    const leftAlone = [];
    let open;
    for (const row of rows) {
        if (open !== undefined && row.skip_reason === null && belongsTo(open, row)) {
            addChange(open, row);
            continue;
        }
        open = undefined;
        if (row.skip_reason !== null) {
            if (row.action === 'update')
                leftAlone.push(leftAloneOf(row, row.skip_reason));
            else
                withheld.push(withheldOf(row, row.skip_reason));
        }
        else if (row.action === 'update') {
            open = openUpdate(row);
            operations.push(open.operation);
        }
        else {
            operations.push(wholeOperation(row));
        }
    }
    return { operations, withheld, leftAlone };
}
function openUpdate(row) {
    const changes = {};
    const destinationId = required(row, row.dest_id, 'dest_id');
    const plain = {
        action: 'update',
        kind: row.resource,
        id: row.source_id,
        destinationId,
        changes,
    };
    if (row.attribute === '') {
        return { operation: { ...plain, renamedFrom: String(jsonOf(row, 'old_value')) }, changes };
    }
    const open = { operation: plain, changes };
    addChange(open, row);
    return open;
}
function belongsTo({ operation }, row) {
    return (row.action === 'update' &&
        row.attribute !== '' &&
        row.resource === operation.kind &&
        row.source_id === operation.id);
}
function addChange(open, row) {
    const change = { old: jsonOf(row, 'old_value'), new: jsonOf(row, 'new_value') };
    // Defined rather than assigned: an attribute may be called `__proto__`.
    Object.defineProperty(open.changes, row.attribute, { value: change, enumerable: true });
}
function wholeOperation(row) {
    const { resource: kind, source_id: id } = row;
    if (row.action === 'create') {
        const create = { action: 'create', kind, id, values: plan_rows_objectOf(row, 'new_value') };
        return row.dest_id === null ? create : { ...create, objectId: row.dest_id };
    }
    if (row.action !== 'delete')
        throw corrupt(row, `its action is ${JSON.stringify(row.action)}`);
    const destinationId = required(row, row.dest_id, 'dest_id');
    return { action: 'delete', kind, id, destinationId, values: plan_rows_objectOf(row, 'old_value') };
}
function withheldOf(row, reason) {
    const destinationId = required(row, row.dest_id, 'dest_id');
    return { kind: row.resource, id: row.source_id, destinationId, reason };
}
function leftAloneOf(row, reason) {
    const destinationId = required(row, row.dest_id, 'dest_id');
    const owner = required(row, row.owner, 'owner');
    const change = { old: jsonOf(row, 'old_value'), new: jsonOf(row, 'new_value') };
    const { resource: kind, source_id: id, attribute } = row;
    return { kind, id, destinationId, attribute, change, owner, reason };
}
function plan_rows_objectOf(row, column) {
    const value = jsonOf(row, column);
    if (isJsonObject(value))
        return value;
    throw corrupt(row, `its ${column} is not an object`);
}
function jsonOf(row, column) {
    const text = required(row, row[column], column);
    try {
        return JSON.parse(text);
    }
    catch {
        throw corrupt(row, `its ${column} is not JSON`);
    }
}
function required(row, value, column) {
    if (value !== null)
        return value;
    throw corrupt(row, `its ${column} is missing`);
}
function corrupt(row, reason) {
    return new errors_SyncError({
        code: 'CACHE_CORRUPT',
        message: `The plan's row for ${row.resource} ${JSON.stringify(row.source_id)} cannot be read: ${reason}.`,
        hint: 'Make the plan again with a diff.',
    });
}

;// CONCATENATED MODULE: ./build/cache/plan-file.js




const plan_file_columns = [
    column('action', true, false),
    column('resource', true, false),
    column('source_id', true, true),
    column('dest_id', false, true),
    column('attribute', true, false),
    column('old_value', false, true),
    column('new_value', false, true),
    column('owner', false, false),
    column('skip_reason', false, false),
];
function column(name, required, distinct) {
    return { name, type: 'STRING', required, distinct, cell: (row) => row[name] };
}
const plan_file_rowSchema = schemas/* object */.Ikc({
    action: schemas/* string */.YjP(),
    resource: schemas/* string */.YjP(),
    source_id: schemas/* string */.YjP(),
    dest_id: schemas/* string */.YjP().nullable(),
    attribute: schemas/* string */.YjP(),
    old_value: schemas/* string */.YjP().nullable(),
    new_value: schemas/* string */.YjP().nullable(),
    owner: schemas/* string */.YjP().nullable(),
    skip_reason: schemas/* string */.YjP().nullable(),
});
/**
 * Writes `plan.parquet`.
 * @param owner the lineage owner of what is written; null when there is none. Throws `CACHE_UNWRITABLE`.
 */
function writePlanFile(file, content, owner) {
    return writeParquet(file, plan_file_columns, planRows(content, owner));
}
/** Reads what `writePlanFile` wrote: the same operations in the same order. Throws `CACHE_CORRUPT`. */
async function readPlanFile(file) {
    const table = await parquet_readParquet(file);
    const names = plan_file_columns.map(({ name }) => name);
    const rows = Array.from({ length: table.rows }, (_, index) => {
        const cells = names.map((name) => [name, table.columns.get(name)?.[index]]);
        return plan_file_checkedRow(file, Object.fromEntries(cells));
    });
    return planOfRows(rows);
}
function plan_file_checkedRow(file, cells) {
    const parsed = plan_file_rowSchema.safeParse(cells);
    if (parsed.success)
        return parsed.data;
    throw new errors_SyncError({
        code: 'CACHE_CORRUPT',
        message: `${file} is not a plan: ${errors/* prettifyError */.S1(parsed.error)}`,
        hint: 'Make the plan again with a diff.',
        cause: parsed.error,
    });
}

;// CONCATENATED MODULE: ./build/cache/snapshot-read.js






const fieldsSchema = schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), type: schemas/* enum */.k5n(['text', 'integer', 'number', 'boolean', 'json']) }));
/** Reads what `writeSnapshot` wrote: the same rows and records, in the same order. Throws `CACHE_CORRUPT`. */
async function readSnapshot(file) {
    const table = await parquet_readParquet(file);
    const columns = fieldsOf(file, table);
    const fields = columns.map((column) => ({ column, cells: cellsOf(file, table, columnName(column.name)) }));
    const localIds = cellsOf(file, table, 'local_id');
    const uniqueIds = cellsOf(file, table, '_source_id');
    const origins = cellsOf(file, table, '_origin');
    const records = cellsOf(file, table, '_record');
    const absent = table.columns.get('_absent');
    const rows = [];
    for (let index = 0; index < table.rows; index += 1) {
        const values = {};
        for (const { column, cells } of fields)
            setOwn(values, column.name, decodeCell(column.type, cells[index]));
        for (const name of absentNames(absent?.[index]))
            delete values[name];
        rows.push({
            row: {
                uniqueId: String(uniqueIds[index]),
                values,
                localId: String(localIds[index]),
                origin: String(origins[index]),
            },
            record: String(records[index]),
        });
    }
    return { columns, rows };
}
/** Reads what `writeLeftOut` wrote. Throws `CACHE_CORRUPT`. */
async function readLeftOut(file) {
    const table = await parquet_readParquet(file);
    const localIds = cellsOf(file, table, 'local_id');
    const origins = cellsOf(file, table, '_origin');
    const records = cellsOf(file, table, '_record');
    return localIds.map((localId, index) => ({
        localId: String(localId),
        origin: String(origins[index]),
        record: String(records[index]),
    }));
}
function absentNames(cell) {
    return typeof cell === 'string' ? schemas/* array */.YOg(schemas/* string */.YjP()).parse(JSON.parse(cell)) : [];
}
function fieldsOf(file, table) {
    try {
        return fieldsSchema.parse(JSON.parse(table.metadata.get(fieldsMetadata) ?? ''));
    }
    catch (cause) {
        throw snapshot_read_corrupt(file, 'it does not tell the types of its fields', cause);
    }
}
function cellsOf(file, table, name) {
    const cells = table.columns.get(name);
    if (cells !== undefined)
        return cells;
    throw snapshot_read_corrupt(file, `its column ${name} is missing`);
}
function snapshot_read_corrupt(file, reason, cause) {
    return new errors_SyncError({
        code: 'CACHE_CORRUPT',
        message: `${file} is not a snapshot of this engine: ${reason}.`,
        hint: 'Remove the run that it belongs to, or run with a full extract.',
        cause,
    });
}

;// CONCATENATED MODULE: ./build/cache/runs.js







/** The runs of a sync, newest first. Folders that are not named like a run are not among them. */
async function listRuns(root, sync) {
    const names = (await namesIn(syncFolder(root, sync))).filter(isRunId).sort().reverse();
    const runs = [];
    for (const runId of names) {
        const found = await readAnyRunFile(external_node_path_.join(runFolder(root, sync, runId), fileNames.run));
        runs.push(listed(runId, found));
    }
    return runs.sort(newestFirst);
}
function listed(runId, found) {
    if (found.status === 'absent')
        return { runId, status: 'broken', reason: 'it has no run.json' };
    if (found.status === 'broken')
        return { runId, status: 'broken', reason: found.reason };
    return {
        runId,
        status: found.value.status,
        mode: found.value.mode,
        summary: found.value.summary ?? null,
        finishedAt: found.value.finished_at ?? null,
    };
}
/** By the minute in the run id; within one minute by the time of the end, which the id does not tell. */
function newestFirst(left, right) {
    const keys = (run) => [
        run.runId.slice(0, 13),
        run.status === 'broken' ? '' : (run.finishedAt ?? ''),
        run.runId,
    ];
    const others = keys(right);
    for (const [index, key] of keys(left).entries()) {
        const other = others[index] ?? '';
        if (key !== other)
            return key < other ? 1 : -1;
    }
    return 0;
}
/**
 * The newest run that ended as `applied` or `dry-run`, verified. It is `corrupt` when its files are not what
 * was written; older runs are not looked at then, for a guess would hide the trouble.
 *
 * @param currentRunId the run that is asking, which is not a previous one
 */
async function lastFinishedRun(root, sync, currentRunId) {
    const runs = (await listRuns(root, sync)).filter(({ runId }) => runId !== currentRunId);
    const last = runs.find(isComparison);
    if (last !== undefined)
        return loadRun(root, sync, last.runId);
    const newest = runs[0];
    if (newest === undefined)
        return { status: 'none', reason: 'there is no previous run in the cache' };
    return { status: 'none', reason: `no previous run finished: ${newest.runId} is ${newest.status}` };
}
/** True for a run that ended well and holds both sides, from which another can start. */
function isComparison(run) {
    return run.status !== 'broken' && isSuccessful(run.status) && run.mode !== 'apply';
}
function isSuccessful(status) {
    return status === 'applied' || status === 'dry-run';
}
/** Reads a run's sidecars and checks every file against its checksum. */
async function loadRun(root, sync, runId) {
    const folder = runFolder(root, sync, runId);
    const corrupt = (reason) => ({ status: 'corrupt', runId, reason });
    const info = await readRunFile(external_node_path_.join(folder, fileNames.run));
    if (info.status !== 'present')
        return corrupt(`run.json ${runs_problemOf(info)}`);
    const damage = await firstDamage(folder, info.value.files);
    if (damage !== undefined)
        return corrupt(damage);
    const cursors = await readCursors(external_node_path_.join(folder, fileNames.cursors));
    if (cursors.status !== 'present')
        return corrupt(`cursors.json ${runs_problemOf(cursors)}`);
    const schemaHash = await readSchemaHash(external_node_path_.join(folder, fileNames.schemaHash));
    if (schemaHash.status !== 'present')
        return corrupt(`schema-sub-hash.txt ${runs_problemOf(schemaHash)}`);
    const run = verifiedRun(folder, runId, info.value, cursors.value, schemaHash.value);
    return { status: 'verified', run };
}
function runs_problemOf(found) {
    return found.status === 'absent' ? 'is missing' : `is broken (${found.reason})`;
}
function verifiedRun(folder, runId, info, cursors, schemaHash) {
    return {
        runId,
        folder,
        info,
        cursors,
        schemaHash,
        hasSnapshot: (side, kind) => Object.hasOwn(info.files, snapshotPath(side, kind)),
        snapshot: (side, kind) => readSnapshot(external_node_path_.join(folder, snapshotPath(side, kind))),
        watched: () => readWatched(external_node_path_.join(folder, fileNames.watched)),
        leftOut(side, kind) {
            const relative = leftOutPath(side, kind);
            if (!Object.hasOwn(info.files, relative))
                return Promise.resolve([]);
            return readLeftOut(external_node_path_.join(folder, relative));
        },
    };
}
/** The first file that is not what was written; undefined when all are. */
async function firstDamage(folder, files) {
    for (const required of [fileNames.cursors, fileNames.schemaHash]) {
        if (!Object.hasOwn(files, required))
            return `run.json has no checksum of ${required}`;
    }
    for (const [relative, expected] of Object.entries(files)) {
        if (!isInside(relative))
            return `run.json names a file outside its folder: ${JSON.stringify(relative)}`;
        const actual = await checksum(external_node_path_.join(folder, relative));
        if (actual === undefined)
            return `${relative} is missing`;
        if (actual !== expected)
            return `${relative} is not what was written: its checksum differs`;
    }
    return undefined;
}
function isInside(relative) {
    return relative
        .split('/')
        .every((part) => part !== '' && part !== '.' && part !== '..' && !/[\\\0]/.test(part));
}
async function checksum(file) {
    try {
        return (0,external_node_crypto_.hash)('sha256', await (0,promises_.readFile)(file), 'hex');
    }
    catch (error) {
        const code = errorCodeOf(error);
        if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR')
            return undefined;
        throw asCacheError(error, file);
    }
}

;// CONCATENATED MODULE: ./build/plan/guardrails.js

/**
 * Kinds with fewer than half of the source rows that the last successful run had. A kind that had none, or
 * that is not read any more, gives no alarm.
 */
function rowCountDrops(baseline, current) {
    return [...current].flatMap(([kind, now]) => {
        const before = Object.hasOwn(baseline, kind) ? (baseline[kind] ?? 0) : 0;
        return now * 2 < before ? [{ kind, before, now }] : [];
    });
}
/** Throws `ROWCOUNT_DROP`, naming every kind, when there are drops. */
function assertNoRowCountDrop(drops) {
    if (drops.length === 0)
        return;
    const list = drops.map(({ kind, before, now }) => `${kind} ${before} → ${now}`).join(', ');
    throw new errors_SyncError({
        code: 'ROWCOUNT_DROP',
        message: `The source has fewer than half of the rows of the last successful run: ${list}. Nothing was written.`,
        hint: "Check the source, its token's permissions and the filters. If the drop is meant, pass --allow-rowcount-drop (the action's input allow-rowcount-drop: true).",
    });
}
const defaultDeleteLimit = { type: 'share', percent: 10, atLeast: 5 };
/** Reads `20` or `10%`; undefined for anything else. A share that is asked for has no least number. */
function parseDeleteLimit(text) {
    const [, digits, percent] = /^(\d{1,9}(?:\.\d+)?)\s*(%?)$/.exec(text.trim()) ?? [];
    if (digits === undefined)
        return undefined;
    if (percent === '%') {
        return Number(digits) <= 100 ? { type: 'share', percent: Number(digits), atLeast: 0 } : undefined;
    }
    return digits.includes('.') ? undefined : { type: 'number', most: Number(digits) };
}
/** Kinds whose deletes are above the limit. */
function deleteExcesses(kinds, limit) {
    return [...kinds].flatMap(({ kind, deletes, objects }) => {
        const share = limit.type === 'share' ? Math.floor((objects * limit.percent) / 100) : 0;
        const most = limit.type === 'share' ? Math.max(share, limit.atLeast) : limit.most;
        return deletes > most ? [{ kind, deletes, most, objects }] : [];
    });
}
/** Throws `MAX_DELETES`, naming every kind, when there are excesses. */
function assertFewDeletes(excesses) {
    if (excesses.length === 0)
        return;
    throw new errors_SyncError({
        code: 'MAX_DELETES',
        message: `More objects would be deleted than one run may delete: ${excessWords(excesses)}. Nothing was written.`,
        hint: 'Check the source and the filters. If the deletes are meant, raise --max-deletes (the input max-deletes), a number or a share such as 25% of a kind.',
    });
}
/** `DcimDevice 40 of 200 (at most 20)` for each. */
function excessWords(excesses) {
    return excesses
        .map(({ kind, deletes, objects, most }) => `${kind} ${deletes} of ${objects} (at most ${most})`)
        .join(', ');
}

;// CONCATENATED MODULE: ./build/plan/digest.js


/** Texts are handed to the hash in pieces of about this many characters. */
const pieceSize = 1 << 16;
/**
 * SHA-256 in hexadecimal over the plan's operations in their order, as canonical JSON: action, kind, unique
 * id, the object's id at the destination (a create has none), values or changes. No run id, no time, no
 * address: the same two states give the same digest on every machine. The id that a new object is to have is
 * made of the source's address, so it is not in it; that an update is a rename is.
 */
function planDigest(operations) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    const operationJson = createOperationJson();
    let piece = '[';
    let separator = '';
    for (const operation of operations) {
        piece += separator + operationJson(operation);
        separator = ',';
        if (piece.length < pieceSize)
            continue;
        hash.update(piece);
        piece = '';
    }
    return hash.update(`${piece}]`).digest('hex');
}
/** Only what an operation is, whatever else an object of that shape may carry. */
function createOperationJson() {
    const keysOf = createKeyOrder();
    const valuesJson = (values) => {
        let text = '';
        for (const { name, label } of keysOf(values)) {
            text += `${text === '' ? '' : ','}${label}${canonicalJson(values[name] ?? null)}`;
        }
        return `{${text}}`;
    };
    return (operation) => {
        const { kind, id } = operation;
        // Creates and deletes are many: their members are written in the order of their names, as canonical JSON has it.
        switch (operation.action) {
            case 'create':
                return `{"action":"create","id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},"values":${valuesJson(operation.values)}}`;
            case 'delete': {
                const destinationId = JSON.stringify(operation.destinationId);
                return `{"action":"delete","destinationId":${destinationId},"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},"values":${valuesJson(operation.values)}}`;
            }
            case 'update':
                return updateJson(operation);
        }
    };
}
function updateJson(operation) {
    const { action, kind, id, destinationId, renamedFrom } = operation;
    const changes = Object.fromEntries(Object.entries(operation.changes).map(([field, { old, new: wanted }]) => [field, { old, new: wanted }]));
    const renamed = renamedFrom === undefined ? {} : { renamedFrom };
    return canonicalJson({ action, kind, id, destinationId, changes, ...renamed });
}

;// CONCATENATED MODULE: ./build/plan/saved-plan.js

/** A plan as its operations alone tell it: how many objects did not change is not among them. */
function planOfOperations(order, operations) {
    const byKind = new Map(order.map((kind) => [kind, countsOf(operations, kind)]));
    return { operations, byKind, summary: countsOf(operations, undefined), digest: planDigest(operations) };
}
function countsOf(operations, kind) {
    const counts = { create: 0, update: 0, delete: 0, unchanged: 0 };
    for (const operation of operations) {
        if (kind === undefined || operation.kind === kind)
            counts[operation.action] += 1;
    }
    return counts;
}

;// CONCATENATED MODULE: ./build/mapping/addresses.js

/** An IPv4 address with a mask that is written as Infrahub stores it already: most are. */
const NORMAL_HOST = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\/(?:3[0-2]|[12]?\d)$/;
/**
 * An address with its mask as Infrahub stores an IPHost: IPv6 compressed, a host without a mask gets the
 * full one.
 *
 * @returns undefined when the text is no address
 */
function normaliseHost(text) {
    if (NORMAL_HOST.test(text))
        return text;
    const parsed = parseAddress(text);
    if (parsed === undefined)
        return undefined;
    return `${addressText(parsed.address)}/${parsed.prefixLength}`;
}
/**
 * A prefix as Infrahub stores an IPNetwork: bits behind the mask are cleared, IPv6 compressed.
 *
 * @returns undefined when the text is no prefix
 */
function normaliseNetwork(text) {
    const parsed = parseAddress(text);
    if (parsed === undefined)
        return undefined;
    const { address, prefixLength } = parsed;
    const bytes = address.toByteArray().map((byte, position) => byte & maskByte(prefixLength, position));
    return `${addressText(ipaddr.fromByteArray(bytes))}/${prefixLength}`;
}
function parseAddress(text) {
    const [host = '', length, ...rest] = text.trim().split('/');
    if (rest.length > 0 || !isAddress(host))
        return undefined;
    const address = ipaddr.parse(host);
    const full = address.kind() === 'ipv4' ? 32 : 128;
    if (length === undefined)
        return { address, prefixLength: full };
    const prefixLength = prefixLengthOf(length, address);
    return prefixLength === undefined ? undefined : { address, prefixLength };
}
/** Only the spellings that Python's ipaddress takes: four decimal parts, or IPv6 without a zone. */
function isAddress(host) {
    if (!host.includes(':'))
        return ipaddr.IPv4.isValidFourPartDecimal(host);
    return ipaddr.IPv6.isValid(host) && !host.includes('%');
}
function prefixLengthOf(text, address) {
    if (/^\d{1,3}$/.test(text)) {
        const length = Number(text);
        return length <= (address.kind() === 'ipv4' ? 32 : 128) ? length : undefined;
    }
    if (address.kind() !== 'ipv4' || !ipaddr.IPv4.isValidFourPartDecimal(text))
        return undefined;
    return ipaddr.IPv4.parse(text).prefixLengthFromSubnetMask() ?? undefined;
}
function maskByte(prefixLength, position) {
    const bits = Math.max(0, Math.min(8, prefixLength - position * 8));
    return (0xff << (8 - bits)) & 0xff;
}
function addressText(address) {
    return address instanceof ipaddr.IPv6 ? address.toRFC5952String() : address.toString();
}

;// CONCATENATED MODULE: ./build/mapping/value-types.js


/**
 * Brings a value to the type of the destination's attribute, so that both sides compare: a Number is an
 * integer, an address and a MAC address are written as Infrahub stores them, null becomes the default.
 *
 * @param value null stands for absent
 * @returns `missing` when a mandatory attribute has neither value nor default
 */
function toAttributeValue(attribute, value) {
    if (value === null) {
        if (attribute.defaultValue !== null)
            return ok(attribute.defaultValue);
        return attribute.optional || attribute.readOnly ? ok(null) : { status: 'missing' };
    }
    const typed = value_types_convert(attribute.kind, value);
    if (typed.status !== 'ok' || attribute.choices.length === 0)
        return typed;
    return checkChoice(attribute, typed.value);
}
/** The same for what the destination answers: a value it holds is never refused. */
function fromDestination(attribute, value) {
    if (value === null)
        return null;
    const typed = value_types_convert(attribute.kind, value);
    return typed.status === 'ok' ? typed.value : value;
}
function ok(value) {
    return { status: 'ok', value };
}
function invalid(expected) {
    return { status: 'invalid', expected };
}
function value_types_convert(kind, value) {
    switch (kind) {
        case 'Number':
        case 'Integer':
        case 'NumberPool':
        case 'Bandwidth':
            return value_types_toInteger(value);
        case 'Boolean':
        case 'Checkbox':
            return toBoolean(value);
        case 'List':
            return Array.isArray(value) ? ok(value) : invalid('a list');
        case 'JSON':
        case 'Any':
            return ok(value);
        case 'IPHost':
            return value_types_toText(value, normaliseHost, 'an IP address');
        case 'IPNetwork':
            return value_types_toText(value, normaliseNetwork, 'an IP prefix');
        case 'MacAddress':
            return value_types_toText(value, normaliseMac, 'a MAC address');
        default:
            return value_types_toText(value, (text) => text, 'text');
    }
}
function value_types_toInteger(value) {
    const number = typeof value === 'string' && /^\s*[+-]?\d+\s*$/.test(value) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number))
        return invalid('an integer');
    return Number.isSafeInteger(number) ? ok(number) : invalid('an integer between -2^53 and 2^53');
}
function toBoolean(value) {
    if (typeof value === 'boolean')
        return ok(value);
    if (value === 1 || value === 0)
        return ok(value === 1);
    const word = typeof value === 'string' ? value.toLowerCase() : '';
    if (word === 'true' || word === 'false')
        return ok(word === 'true');
    return invalid('true or false');
}
function value_types_toText(value, normalise, expected) {
    const text = typeof value === 'number' && !losesDigits(value) ? String(value) : value;
    if (typeof text !== 'string')
        return invalid(expected);
    const normalised = normalise(text);
    return normalised === undefined ? invalid(expected) : ok(normalised);
}
function losesDigits(value) {
    return Number.isInteger(value) && !Number.isSafeInteger(value);
}
/** Infrahub (1.11) stores a MAC address of 48 bits in pairs with colons, upper case, and pads short groups. */
function normaliseMac(text) {
    const groups = text.trim().split(/[:-]/);
    const padded = groups.length === 6 && groups.every((group) => /^[0-9a-f]{1,2}$/i.test(group));
    const digits = padded
        ? groups.map((group) => group.padStart(2, '0')).join('')
        : text.trim().replaceAll('.', '');
    if (!/^[0-9a-f]{12}$/i.test(digits))
        return undefined;
    return digits.toUpperCase().match(/../g)?.join(':');
}
function checkChoice(attribute, value) {
    if (attribute.choices.includes(String(value)))
        return ok(value);
    return invalid(`one of ${attribute.choices.join(', ')}`);
}
/** A value as a message shows it: short, and an object by its keys only. */
function describeValue(value) {
    if (isJsonObject(value))
        return `an object with ${Object.keys(value).slice(0, 6).join(', ')}`;
    if (Array.isArray(value))
        return `a list of ${value.length}`;
    const text = JSON.stringify(value);
    return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

;// CONCATENATED MODULE: ./build/plan/renames.js

/**
 * Ties rows by the ids of the objects, which are made of the source's own ids. It takes nothing but the two
 * sides as they are, so a warm run, a full one and one without any cache find the same. Of several rows of one
 * record the record does not tell which is which: their objects' ids are made of their unique ids.
 */
function findTies(search) {
    const { kind, naming, sourceOnly, taken } = search;
    const renamed = new Map();
    const newIds = new Map();
    if (naming === undefined || sourceOnly.length === 0)
        return { renamed, newIds };
    const isShared = sharedRecords(search.source);
    const free = new Map(search.destinationOnly.map((row) => [row.localId, row]));
    for (const row of sourceOnly) {
        const lasting = naming.namespace !== undefined && !isShared(row);
        const made = lasting ? recordOf(kind, naming, row) : uniqueIdOf(kind, naming, row);
        const counterpart = free.size === 0 ? undefined : firstOf(objectIds(made), (id) => free.get(id));
        if (counterpart !== undefined) {
            renamed.set(row.uniqueId, counterpart);
            continue;
        }
        const fresh = firstOf(objectIds(made), (id) => (taken.has(id) ? undefined : id));
        if (fresh !== undefined)
            newIds.set(row.uniqueId, fresh);
    }
    return { renamed, newIds };
}
function firstOf(ids, find) {
    for (const id of ids) {
        const found = find(id);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function recordOf(kind, { sync, namespace = '' }, row) {
    return { namespace: `${sync} ${namespace}`, kind, origin: row.origin, localId: row.localId };
}
function uniqueIdOf(kind, { sync }, row) {
    return { namespace: sync, kind, origin: '', localId: row.uniqueId };
}
/** Tells the rows whose record has other rows too. */
function sharedRecords(rows) {
    const seen = new Map();
    const shared = new Map();
    for (const { origin, localId } of rows) {
        const ids = seen.get(origin) ?? new Set();
        if (ids.has(localId))
            shared.set(origin, (shared.get(origin) ?? new Set()).add(localId));
        seen.set(origin, ids.add(localId));
    }
    return ({ origin, localId }) => shared.get(origin)?.has(localId) ?? false;
}

;// CONCATENATED MODULE: ./build/plan/diff.js




/**
 * Compares the rows of one kind by unique id over the mapped fields. A field that a source row does not have
 * is not said anything about, so it is neither compared nor written; one that a destination row does not have
 * is unset there. Throws `DUPLICATE_IDENTITY` when two rows of one side have the same unique id.
 *
 * Flags mean what they mean in diffsync 2: rows that are skipped are left out of the difference altogether,
 * and count as neither changed nor unchanged.
 */
function diffKind(input) {
    const { kind, fields } = input;
    const source = byUniqueId(kind, 'source', input.source);
    const destination = byUniqueId(kind, 'destination', input.destination);
    const skips = skipsOf(input.flags);
    const ties = tiesOf(input, source, destination);
    const renamed = new Set([...ties.renamed.values()].map((row) => row.uniqueId));
    const creates = [...source.values()].filter((row) => !destination.has(row.uniqueId) && !ties.renamed.has(row.uniqueId));
    const deletes = [...destination.values()].filter((row) => !source.has(row.uniqueId) && !renamed.has(row.uniqueId));
    const updates = updatesOf(kind, fields, source, destination, ties);
    const planned = {
        create: skips.source ? [] : creates,
        delete: skips.destination || input.failedSourceRecords > 0 ? [] : deletes,
    };
    const operations = [
        ...planned.create.map((row) => createOperation(kind, fields, row, ties)),
        ...updates,
        ...planned.delete.map((row) => deleteOperation(kind, fields, row)),
    ];
    return {
        kind,
        operations: operations.sort((left, right) => compareText(left.id, right.id)),
        counts: {
            create: planned.create.length,
            update: updates.length,
            delete: planned.delete.length,
            unchanged: source.size - creates.length - updates.length,
        },
        skipped: {
            source: skips.source ? creates.length : 0,
            destination: skips.destination ? deletes.length : 0,
        },
        withheld: skips.destination ? [] : withheldDeletes(kind, input.failedSourceRecords, deletes),
        renames: new Map([...ties.renamed].map(([id, row]) => [row.localId, id])),
    };
}
function tiesOf({ kind, naming }, source, destination) {
    return findTies({
        kind,
        naming,
        source: source.values(),
        sourceOnly: [...source.values()].filter((row) => !destination.has(row.uniqueId)),
        destinationOnly: [...destination.values()].filter((row) => !source.has(row.uniqueId)),
        taken: new Set([...destination.values()].map((row) => row.localId)),
    });
}
/**
 * Which rows of one side alone the flags leave out. No flag at all, or `NONE` alone, means
 * `SKIP_UNMATCHED_DST`, as in infrahub-sync 2.0: nothing is deleted unless the configuration names flags and
 * this one is not among them.
 */
function skipsOf(flags) {
    const none = [...flags].every((flag) => flag === 'NONE');
    const both = flags.has('SKIP_UNMATCHED_BOTH');
    return {
        source: both || flags.has('SKIP_UNMATCHED_SRC'),
        destination: none || both || flags.has('SKIP_UNMATCHED_DST'),
    };
}
function byUniqueId(kind, side, rows) {
    const found = new Map();
    for (const row of rows) {
        const other = found.get(row.uniqueId);
        if (other !== undefined)
            throw duplicate(kind, side, other, row);
        found.set(row.uniqueId, row);
    }
    return found;
}
function duplicate(kind, side, first, second) {
    return new errors_SyncError({
        code: 'DUPLICATE_IDENTITY',
        message: `Two ${side} records are both ${kind} ${JSON.stringify(first.uniqueId)}: ${diff_nameOf(first)} and ${diff_nameOf(second)}.`,
        hint: `Add an identifier to the mapping of ${kind} that tells them apart, filter one out, or mend the data.`,
    });
}
function diff_nameOf(row) {
    return `${row.origin} ${row.localId}`;
}
function updatesOf(kind, fields, source, destination, ties) {
    const updates = [];
    for (const [id, row] of source) {
        const before = ties.renamed.get(id);
        const counterpart = destination.get(id) ?? before;
        if (counterpart === undefined)
            continue;
        const changes = changesOf(fields, row, counterpart);
        if (changes.length === 0)
            continue;
        updates.push({
            action: 'update',
            kind,
            id,
            destinationId: counterpart.localId,
            changes: Object.fromEntries(changes),
            ...(before === undefined ? {} : { renamedFrom: before.uniqueId }),
        });
    }
    return updates;
}
function changesOf(fields, source, destination) {
    const changes = [];
    for (const field of fields) {
        const wanted = fieldValue(source, field);
        if (wanted === undefined)
            continue;
        const present = fieldValue(destination, field) ?? null;
        if (!sameValue(wanted, present))
            changes.push([field, { old: present, new: wanted }]);
    }
    return changes;
}
/** Lists are the same in the same order (those of references are sorted already), objects whatever theirs. */
function sameValue(left, right) {
    if (left === right)
        return true;
    if (Array.isArray(left)) {
        if (!Array.isArray(right) || left.length !== right.length)
            return false;
        return left.every((item, index) => sameValue(item, right[index] ?? null));
    }
    return isJsonObject(left) && isJsonObject(right) && canonicalJson(left) === canonicalJson(right);
}
function createOperation(kind, fields, row, ties) {
    const operation = { action: 'create', kind, id: row.uniqueId, values: mappedValues(fields, row) };
    const objectId = ties.newIds.get(row.uniqueId);
    return objectId === undefined ? operation : { ...operation, objectId };
}
function deleteOperation(kind, fields, row) {
    const values = mappedValues(fields, row);
    return { action: 'delete', kind, id: row.uniqueId, destinationId: row.localId, values };
}
/** Rows mostly have the fields and nothing else: then their own values serve, as nobody changes them. */
function mappedValues(fields, row) {
    const names = Object.keys(row.values);
    if (names.length === fields.length && names.every((name, position) => name === fields[position])) {
        return row.values;
    }
    const present = fields.filter((field) => fieldValue(row, field) !== undefined);
    return Object.fromEntries(present.map((field) => [field, fieldValue(row, field) ?? null]));
}
function withheldDeletes(kind, failed, rows) {
    if (failed === 0)
        return [];
    const records = failed === 1 ? 'one source record' : `${failed} source records`;
    const reason = `${records} of ${kind} could not be mapped, and this object may be the counterpart of such a record`;
    return rows
        .map((row) => ({ kind, id: row.uniqueId, destinationId: row.localId, reason }))
        .sort((left, right) => compareText(left.id, right.id));
}

;// CONCATENATED MODULE: ./build/apply/check-operation.js



function currentRows(rows) {
    return {
        byUniqueId: new Map(rows.map((row) => [row.uniqueId, row])),
        byObjectId: new Map(rows.map((row) => [row.localId, row])),
    };
}
/** Holds one operation of a saved plan against the destination as it is now, by value. */
function checkOperation(operation, current) {
    switch (operation.action) {
        case 'create':
            return checkCreate(operation, current);
        case 'update':
            return checkUpdate(operation, current.byObjectId.get(operation.destinationId));
        case 'delete':
            return checkDelete(operation, current.byObjectId.get(operation.destinationId));
    }
}
function checkCreate(operation, { byUniqueId, byObjectId }) {
    const there = byUniqueId.get(operation.id);
    if (there !== undefined) {
        const other = Object.entries(operation.values).find(([name, value]) => !check_operation_holds(there, name, value));
        if (other === undefined)
            return { status: 'done', destinationId: there.localId };
        return { status: 'moved', reason: `it is there by now, and ${differs(there, other[0], other[1])}` };
    }
    const { objectId } = operation;
    if (objectId === undefined || !byObjectId.has(objectId))
        return { status: 'as-planned', operation };
    const { objectId: _taken, ...rest } = operation;
    const free = laterIds(objectId).find((id) => !byObjectId.has(id));
    return { status: 'as-planned', operation: free === undefined ? rest : { ...rest, objectId: free } };
}
function checkUpdate(operation, there) {
    if (there === undefined)
        return { status: 'moved', reason: 'it is gone' };
    const changes = Object.entries(operation.changes);
    if (changes.every(([name, change]) => check_operation_holds(there, name, change.new))) {
        return { status: 'done', destinationId: there.localId };
    }
    const other = changes.find(([name, { old, new: wanted }]) => !check_operation_holds(there, name, old) && !check_operation_holds(there, name, wanted));
    if (other === undefined)
        return { status: 'as-planned', operation };
    return { status: 'moved', reason: differs(there, other[0], other[1].old) };
}
function checkDelete(operation, there) {
    if (there === undefined)
        return { status: 'done', destinationId: operation.destinationId };
    const other = Object.entries(operation.values).find(([name, value]) => !check_operation_holds(there, name, value));
    if (other === undefined)
        return { status: 'as-planned', operation };
    return { status: 'moved', reason: differs(there, other[0], other[1]) };
}
function check_operation_holds(row, name, value) {
    return sameValue(currentValue(row, name), value);
}
function currentValue(row, name) {
    return Object.hasOwn(row.values, name) ? (row.values[name] ?? null) : null;
}
function differs(row, name, planned) {
    return `${name} is ${describeValue(currentValue(row, name))}, and the plan saw ${describeValue(planned)}`;
}

;// CONCATENATED MODULE: ./build/extract/history.js
/**
 * @param mark the newest entry now; undefined when there is none or it may not be read
 * @param before what the last run knew
 */
function historyNow(mark, before) {
    if (mark !== undefined)
        return { status: 'marked', mark };
    return before.status === 'untold' ? before : { status: 'lost' };
}
/**
 * Why a system may have been set back since a run; undefined when its history goes on, or was never told. A run that
 * could not read the history read what may have been undone since without a trace.
 */
async function historyGap(adapter, runId, history, signal) {
    switch (history.status) {
        case 'untold':
            return undefined;
        case 'lost':
            return `run ${runId} could not read the server's history, which runs before it could`;
        case 'marked':
            if (await adapter.historyHolds(history.mark, signal))
                return undefined;
            return `the newest change that run ${runId} knew is no longer in the server's history`;
    }
}

;// CONCATENATED MODULE: ./build/extract/not-warm.js
/** Thrown inside a warm read: this kind has to be read in full, for a reason that is told. */
class NotWarm extends Error {
}
/** The whole side has to be read in full: the server is no longer the one that the last run read. */
class SetBack extends NotWarm {
}

;// CONCATENATED MODULE: ./build/extract/once.js
/** What is made once per key and then shared; a failure is shared too, and heard of by whoever awaits it. */
function oncePerKey(make) {
    const made = new Map();
    return (key) => {
        const existing = made.get(key);
        if (existing !== undefined)
            return existing;
        const created = make(key);
        created.catch(() => undefined);
        made.set(key, created);
        return created;
    };
}
/** The same without a key. */
function onlyOnce(make) {
    const shared = oncePerKey(make);
    return () => shared(undefined);
}

;// CONCATENATED MODULE: ./build/extract/read-destination.js
/** What is read of a mapped kind: its mapped attributes and relationships. */
function destinationProjection(mapping) {
    return {
        kind: mapping.kind,
        attributes: mapping.fields.filter(({ type }) => type === 'attribute').map(({ name }) => name),
        relationships: mapping.fields
            .filter((field) => field.type === 'relationship')
            .map((field) => ({ name: field.name, cardinality: field.schema.cardinality })),
        at: undefined,
    };
}
/** Reads all objects of a mapped kind. */
function readDestinationKind(adapter, mapping, plan, signal) {
    return readAll(adapter, destinationProjection(mapping), plan, () => null, signal);
}
/** Reads the objects of a kind that is only referred to: which there are, and what they are called. */
function readReferencedKind(adapter, kind, plan, signal) {
    const projection = { kind, attributes: [], relationships: [], at: undefined };
    return readAll(adapter, projection, plan, (record) => record.humanFriendlyId ?? record.displayLabel, signal);
}
async function readAll(adapter, projection, plan, labelOf, signal) {
    const { kind } = projection;
    const { tier } = await adapter.tier(kind, signal);
    const ids = [];
    const records = [];
    for await (const page of adapter.read(projection, signal)) {
        for (const record of page) {
            ids.push(record.id);
            records.push(destinationText(record, labelOf(record)));
        }
    }
    return {
        kind,
        sets: [{ element: 0, origin: kind, ids, records, newest: undefined }],
        mode: 'full',
        reason: plan.reason,
        changed: ids.length,
        deleted: 0,
        cursor: tier === 'TIMESTAMP' ? { tier, time: plan.cursorTime } : undefined,
    };
}
/** A record as the snapshot keeps it. */
function destinationText({ attributes, peers }, label) {
    const data = { attributes, peers, label };
    return JSON.stringify(data);
}

;// CONCATENATED MODULE: ./build/extract/destination-reader.js




function createDestinationReader(options) {
    const { adapter, mappings, plan, previous, signal } = options;
    const warm = previous && createWarmDestination(options, previous);
    return {
        async read(kind) {
            const mapping = mappings.get(kind);
            if (mapping === undefined)
                return readReferencedKind(adapter, kind, plan, signal);
            if (warm === undefined)
                return readDestinationKind(adapter, mapping, plan, signal);
            try {
                return await warm(mapping);
            }
            catch (error) {
                if (!(error instanceof NotWarm))
                    throw error;
                const coldPlan = { ...plan, reason: error.message };
                return options.readInFull?.(kind) ?? readDestinationKind(adapter, mapping, coldPlan, signal);
            }
        },
    };
}
function createWarmDestination(options, previous) {
    const { adapter, mappings, plan, signal } = options;
    const withCursor = [...mappings.values()].filter(({ kind }) => previous.cursor(kind) !== undefined);
    const since = new Date(Math.min(...withCursor.map(({ kind }) => previous.cursor(kind)?.getTime() ?? 0)));
    const survey = onlyOnce(async () => {
        if (plan.cursorTime < since)
            throw new NotWarm(`the server's clock went back since run ${previous.runId}`);
        const gap = await historyGap(adapter, previous.runId, await previous.history(), signal);
        if (gap !== undefined)
            throw new NotWarm(gap);
        const found = await adapter.survey(withCursor.map(destinationProjection), since, signal);
        if (found.altered !== undefined)
            throw new NotWarm(found.altered);
        return found;
    });
    const refresh = oncePerKey((mapping) => refreshKind(adapter, mapping, previous, survey, since, signal));
    return async (mapping) => {
        const { kind } = mapping;
        if (previous.cursor(kind) === undefined) {
            const { reason } = await adapter.tier(kind, signal);
            throw new NotWarm(`run ${previous.runId} left no cursor for ${kind}: ${reason}`);
        }
        const own = await refresh(mapping);
        // Of a kind that has to be read in full it is not known what went; that moves its holders' stamps, though.
        const all = await Promise.all(withCursor.map((each) => refresh(each).catch(unlessNotWarm)));
        const gone = new Set(all.flatMap((each) => [...(each?.deleted ?? [])]));
        const lost = await rereadHolders(adapter, mapping, own, gone, signal);
        return {
            kind,
            sets: [
                {
                    element: 0,
                    origin: kind,
                    ids: [...own.records.keys()],
                    records: [...own.records.values()],
                    newest: undefined,
                },
            ],
            mode: 'warm',
            reason: `run ${previous.runId} was complete up to ${since.toISOString()}, and what changed since can be told`,
            changed: own.different.size,
            deleted: own.deleted.size + lost,
            cursor: { tier: 'TIMESTAMP', time: plan.cursorTime },
        };
    };
}
async function refreshKind(adapter, mapping, previous, survey, since, signal) {
    const { kind } = mapping;
    const projection = destinationProjection(mapping);
    const { kinds, untold } = await survey();
    const reason = untold.get(kind);
    if (reason !== undefined)
        throw new NotWarm(`it cannot be told what changed in ${kind}: ${reason}`);
    const found = kinds.get(kind);
    if (found === undefined)
        throw new NotWarm(`${kind} is not among what the destination told of changes`);
    const records = new Map((await previous.records(kind)).map(({ id, record }) => [id, record]));
    const different = new Set();
    const changed = new Set();
    const put = putInto(records, different);
    if (found.changed > 0) {
        for await (const page of adapter.changesSince(projection, since, signal)) {
            for (const record of page) {
                changed.add(record.id);
                put(record.id, destinationText(record, null));
            }
        }
    }
    const deleted = new Set();
    if (found.total === records.size)
        return { records, different, changed, deleted };
    const present = await adapter.ids(projection, signal);
    for (const id of [...records.keys()]) {
        if (present.has(id))
            continue;
        records.delete(id);
        different.delete(id);
        deleted.add(id);
    }
    const unknown = [...present].filter((id) => !records.has(id));
    for await (const page of adapter.readByIds(projection, unknown, signal)) {
        for (const record of page)
            put(record.id, destinationText(record, null));
    }
    return { records, different, changed, deleted };
}
/** Reads again what pointed at an object that is gone, whether or not its own stamp tells. */
async function rereadHolders(adapter, mapping, { records, different, changed }, gone, signal) {
    const holders = gone.size === 0 ? [] : [...records].filter(([id, text]) => !changed.has(id) && holdsAny(text, gone));
    if (holders.length === 0)
        return 0;
    const put = putInto(records, different);
    const missing = new Set(holders.map(([id]) => id));
    for await (const page of adapter.readByIds(destinationProjection(mapping), [...missing], signal)) {
        for (const record of page) {
            missing.delete(record.id);
            put(record.id, destinationText(record, null));
        }
    }
    for (const id of missing)
        records.delete(id);
    return missing.size;
}
function holdsAny(text, ids) {
    const { peers } = JSON.parse(text);
    return Object.values(peers).some((list) => list.some((id) => ids.has(id)));
}
function putInto(records, different) {
    return (id, text) => {
        if (records.get(id) !== text)
            different.add(id);
        records.set(id, text);
    };
}
function unlessNotWarm(error) {
    if (!(error instanceof NotWarm))
        throw error;
}

;// CONCATENATED MODULE: ./build/mapping/unique-id.js
/**
 * The values of a row's identifiers joined by `__`. Values are written as Python writes them (`None`, `True`),
 * because configurations of the Python tool spell such ids out in their expressions.
 */
function unique_id_uniqueIdOf(identifiers, values) {
    if (identifiers.length === 1)
        return identifierText(values[identifiers[0] ?? ''] ?? null);
    return identifiers.map((name) => identifierText(values[name] ?? null)).join('__');
}
function identifierText(value) {
    if (typeof value === 'string')
        return value;
    if (value === null)
        return 'None';
    if (typeof value === 'boolean')
        return value ? 'True' : 'False';
    return typeof value === 'number' ? String(value) : JSON.stringify(value);
}

;// CONCATENATED MODULE: ./build/mapping/destination-row.js



/** Maps one object of the destination: its mapped attributes, and its peers by their unique ids. */
function mapDestinationRecord(mapping, id, concreteKind, data, index) {
    const values = {};
    for (const field of mapping.fields)
        values[field.name] = destinationValue(field, data, index);
    return { uniqueId: unique_id_uniqueIdOf(mapping.identifiers, values), values, localId: id, origin: concreteKind };
}
/** The unique id alone. */
function identifyDestinationRecord(mapping, data, index) {
    const values = {};
    for (const field of mapping.fields) {
        if (mapping.identifiers.includes(field.name))
            values[field.name] = destinationValue(field, data, index);
    }
    return unique_id_uniqueIdOf(mapping.identifiers, values);
}
function destinationValue(field, data, index) {
    if (field.type === 'attribute')
        return fromDestination(field.schema, data.attributes[field.name] ?? null);
    const peers = data.peers[field.name] ?? [];
    const ids = peers.map((peer) => peerId(field.targets, peer, index));
    return field.schema.cardinality === 'many' ? ids.sort(compareText) : (ids[0] ?? null);
}
/** A peer outside of the mapped kinds has no unique id: its own id stands in, which equals no row's. */
function peerId(targets, peer, index) {
    const found = index.resolve(targets, undefined, peer);
    return found.status === 'found' ? found.uniqueId : peer;
}

;// CONCATENATED MODULE: ./build/mapping/reference-index.js
function createReferenceIndex() {
    const byKind = new Map();
    const completed = new Set();
    return {
        add(kind, origin, localId, uniqueId) {
            const origins = getOrCreate(byKind, kind, () => new Map());
            getOrCreate(origins, origin, () => new Map()).set(localId, uniqueId);
        },
        complete: (kind) => void completed.add(kind),
        isComplete: (kind) => completed.has(kind),
        resolve(kinds, origin, localId) {
            if (origin === undefined)
                return resolveAnywhere(byKind, kinds, localId);
            for (const kind of kinds) {
                const uniqueId = byKind.get(kind)?.get(origin)?.get(localId);
                if (uniqueId !== undefined)
                    return { status: 'found', uniqueId };
            }
            return { status: 'missing' };
        },
    };
}
function resolveAnywhere(byKind, kinds, localId) {
    const origins = new Set();
    let first;
    let ambiguous = false;
    for (const kind of kinds) {
        for (const [origin, ids] of byKind.get(kind) ?? []) {
            const uniqueId = ids.get(localId);
            if (uniqueId === undefined)
                continue;
            origins.add(origin);
            ambiguous ||= first !== undefined && first !== uniqueId;
            first ??= uniqueId;
        }
    }
    if (first === undefined)
        return { status: 'missing' };
    if (ambiguous)
        return { status: 'ambiguous', origins: [...origins] };
    return { status: 'found', uniqueId: first };
}
function getOrCreate(map, key, create) {
    const existing = map.get(key);
    if (existing !== undefined)
        return existing;
    const created = create();
    map.set(key, created);
    return created;
}

;// CONCATENATED MODULE: ./build/extract/needs.js
/** Kinds whose rows a kind's references are looked up in; none for a kind that is not mapped. */
function needs(mapping) {
    return targets(mapping, () => true);
}
/** Those of them that the unique id depends on. */
function identityNeeds(mapping) {
    return targets(mapping, (name) => mapping?.identifiers.includes(name) ?? false);
}
function targets(mapping, wanted) {
    const found = new Set();
    for (const field of mapping?.fields ?? []) {
        if (field.type === 'relationship' && wanted(field.name))
            for (const kind of field.targets)
                found.add(kind);
    }
    return [...found];
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./build/mapping/record-place.js
/** Fields by which a record that came from a file tells where it stands; no server's records have them. */
const FILE_FIELD = '_file';
const LINE_FIELD = '_line';
/** How a message names a record: `devices.yml:12` where it tells its place, else `dcim.devices id 14`. */
function recordPlace(origin, recordId, data) {
    const { [FILE_FIELD]: file, [LINE_FIELD]: line } = data;
    if (typeof file === 'string' && typeof line === 'number')
        return `${file}:${line}`;
    return `${origin} id ${recordId}`;
}

;// CONCATENATED MODULE: ./build/extract/duplicates.js

/** Two records with one identity: which is right cannot be told, so neither is taken. */
function duplicateProblem(kind, first, second) {
    const { row } = second;
    return {
        code: 'DUPLICATE_IDENTITY',
        kind,
        origin: row.origin,
        recordId: row.localId,
        uniqueId: row.uniqueId,
        field: undefined,
        message: `${kind}: ${placeOf(first)} and ${placeOf(second)} are both "${row.uniqueId}"`,
        hint: 'Add a field to the identifiers that tells them apart, leave one out with a filter, or rename one.',
    };
}
function placeOf({ row, record }) {
    return recordPlace(row.origin, row.localId, JSON.parse(record));
}

;// CONCATENATED MODULE: ./build/extract/map-sets.js


/** Records mapped before the event loop gets its turn, so that answers keep coming in. */
const RECORDS_PER_TURN = 2_000;
/** Maps a kind's records. One that gives no row is left out, as are all that have one identity. */
async function mapSets(kind, sets, { map, locate = () => undefined }) {
    const found = createRows(kind);
    const leftOut = [];
    const problems = [];
    for (const set of sets) {
        for (const [position, id] of set.ids.entries()) {
            if (position % RECORDS_PER_TURN === 0)
                await (0,external_node_timers_promises_.setImmediate)();
            const record = set.records[position] ?? '{}';
            const result = map(kind, set, id, record);
            const problem = result.status === 'row' ? found.add(result.row, record) : result;
            if (problem === undefined)
                continue;
            leftOut.push({ origin: set.origin, localId: id, record });
            if (problem.status === 'problem')
                problems.push({ ...problem.problem, location: locate(record) });
        }
    }
    return found.end(leftOut, problems);
}
/** Rows with one identity each. */
function createRows(kind) {
    const rows = [];
    const records = [];
    /** By unique id, where its row stands. */
    const places = new Map();
    const duplicated = new Set();
    return {
        /** @returns the problem when another row has the same identity */
        add(row, record) {
            const place = places.get(row.uniqueId);
            const other = place === undefined ? undefined : rows[place];
            if (place === undefined || other === undefined) {
                places.set(row.uniqueId, rows.length);
                rows.push(row);
                records.push(record);
                return undefined;
            }
            duplicated.add(place);
            const first = { row: other, record: records[place] ?? '{}' };
            return { status: 'problem', problem: duplicateProblem(kind, first, { row, record }) };
        },
        /** Neither of two records with one identity is the right one: the first of them is left out too. */
        end(leftOut, problems) {
            if (duplicated.size === 0)
                return { rows, records, leftOut, problems };
            for (const place of duplicated) {
                const row = rows[place];
                if (row === undefined)
                    continue;
                leftOut.push({ origin: row.origin, localId: row.localId, record: records[place] ?? '{}' });
            }
            const isKept = (_, place) => !duplicated.has(place);
            return { rows: rows.filter(isKept), records: records.filter(isKept), leftOut, problems };
        },
    };
}

;// CONCATENATED MODULE: ./build/extract/side.js


/** Levels of a tree whose objects are identified by the one above: more than any tree has; ends a circle. */
const DEEPEST_TREE = 100;
function createSide(options) {
    const reads = new Map();
    const identities = new Map();
    const referred = new Set(options.kinds.flatMap((kind) => options.needs(kind)));
    const read = (kind) => {
        const position = options.kinds.indexOf(kind);
        const ahead = position < 0 ? [] : options.kinds.slice(position, position + 1 + options.readAhead);
        for (const next of new Set([kind, ...ahead])) {
            if (reads.has(next))
                continue;
            const started = options.read(next);
            started.catch(() => undefined); // Whoever awaits the kind hears of it.
            reads.set(next, started);
        }
        return reads.get(kind) ?? options.read(kind);
    };
    const remember = (kind, origin, localId, uniqueId) => {
        options.references.add(kind, origin, localId, uniqueId);
        const ids = identities.get(kind) ?? new Map();
        identities.set(kind, ids.set(uniqueId, localId));
    };
    const index = async (kind) => {
        if (options.references.isComplete(kind))
            return;
        const needed = options.identityNeeds(kind);
        for (const other of needed)
            if (other !== kind)
                await index(other);
        const { sets } = await read(kind);
        // Objects that are identified by others of their kind: each pass knows one more level of the tree.
        const passes = needed.includes(kind) ? DEEPEST_TREE : 1;
        let known = await identifyAll(kind, sets);
        for (let pass = 1; pass < passes; pass += 1) {
            const before = known;
            known = await identifyAll(kind, sets);
            if (sameIdentities(before, known))
                break;
        }
        identities.set(kind, new Map(known.map(({ uniqueId, id }) => [uniqueId, id])));
        options.references.complete(kind);
    };
    const identifyAll = async (kind, sets) => {
        const known = [];
        for (const set of sets) {
            for (const [position, id] of set.ids.entries()) {
                if (position % RECORDS_PER_TURN === 0)
                    await (0,external_node_timers_promises_.setImmediate)();
                const result = options.identify(kind, set, id, set.records[position] ?? '{}');
                if (result.status !== 'identified')
                    continue;
                options.references.add(kind, set.origin, id, result.uniqueId);
                known.push({ id, uniqueId: result.uniqueId });
            }
        }
        return known;
    };
    const rows = async (kind) => {
        const reading = read(kind);
        for (const needed of options.needs(kind))
            await index(needed);
        const { sets, ...how } = await reading;
        const mapped = await mapSets(kind, sets, options);
        if (referred.has(kind) && !options.references.isComplete(kind)) {
            for (const row of mapped.rows)
                remember(kind, row.origin, row.localId, row.uniqueId);
            options.references.complete(kind);
        }
        reads.set(kind, Promise.resolve({ ...how, sets: [] }));
        return { kind, ...mapped, read: how };
    };
    return { rows, index, renamed: remember, idsOf: (kind) => identities.get(kind) ?? new Map() };
}
function sameIdentities(before, after) {
    return (before.length === after.length &&
        after.every(({ uniqueId }, position) => before[position]?.uniqueId === uniqueId));
}

;// CONCATENATED MODULE: ./build/extract/destination-side.js




/**
 * The destination's rows. Kinds that are referred to and not mapped are read too: objects that exist there
 * beforehand, known by their human-friendly id.
 */
function createDestinationSide(mappings, reader, readAhead) {
    const index = createReferenceIndex();
    return createSide({
        kinds: [...mappings.keys()],
        readAhead,
        references: index,
        read: (kind) => reader.read(kind),
        identify(kind, _set, _id, record) {
            const mapping = mappings.get(kind);
            const data = JSON.parse(record);
            const uniqueId = mapping === undefined ? (data.label ?? '') : identifyDestinationRecord(mapping, data, index);
            return { status: 'identified', uniqueId };
        },
        map(kind, set, id, record) {
            const mapping = mappings.get(kind);
            if (mapping === undefined)
                throw new Error(`${kind} is not mapped`);
            const row = mapDestinationRecord(mapping, id, set.origin, JSON.parse(record), index);
            return { status: 'row', row };
        },
        needs: (kind) => needs(mappings.get(kind)),
        identityNeeds: (kind) => identityNeeds(mappings.get(kind)),
    });
}

;// CONCATENATED MODULE: ./build/extract/previous.js
const nothingWatched = {
    ids: new Map(),
    unwatched: new Map(),
    newest: new Map(),
};

;// CONCATENATED MODULE: ./build/run/previous-run.js

/** One side of the last run as the extraction needs it. */
function previousSide(run, side) {
    return {
        runId: run.runId,
        cursor(kind) {
            const cursor = run.cursors[side][kind];
            return cursor === undefined || !run.hasSnapshot(side, kind) ? undefined : timeOf(cursor);
        },
        mark(kind) {
            const [tier, token] = run.cursors[side][kind]?.split(':') ?? [];
            return tier === 'PAGE_TOKEN' && run.hasSnapshot(side, kind) ? token : undefined;
        },
        async records(kind) {
            const { rows } = await run.snapshot(side, kind);
            const kept = rows.map(({ row, record }) => ({ origin: row.origin, id: row.localId, record }));
            const others = await run.leftOut(side, kind);
            return [...kept, ...others.map(({ origin, localId, record }) => ({ origin, id: localId, record }))];
        },
        async watched() {
            const found = await run.watched();
            if (found.status !== 'present')
                return nothingWatched;
            const { ids, unwatched, newest } = found.value;
            return {
                ids: new Map(Object.entries(ids).map(([endpoint, list]) => [endpoint, new Set(list)])),
                unwatched: new Map(Object.entries(unwatched)),
                newest: new Map(Object.entries(newest)),
            };
        },
        async history() {
            const found = await run.watched();
            if (found.status !== 'present')
                return { status: 'untold' };
            const { value } = found;
            const mark = side === 'A' ? value.history_mark : value.destination_history_mark;
            if (typeof mark === 'string')
                return { status: 'marked', mark };
            const lost = side === 'A' ? value.history_lost : value.destination_history_lost;
            return { status: lost ? 'lost' : 'untold' };
        },
    };
}
/** `TIMESTAMP:2025-01-31T09:30:00.000Z`; undefined for another tier or no time. */
function timeOf(cursor) {
    const [tier, ...rest] = cursor.split(':');
    const time = new Date(rest.join(':'));
    return tier !== 'TIMESTAMP' || Number.isNaN(time.getTime()) ? undefined : time;
}

;// CONCATENATED MODULE: ./build/run/check-plan.js




const READ_AHEAD = 3;
/** Reads the destination and tells of each operation whether its object is still as the plan saw it. */
async function checkPlan(options) {
    const { operations, prepared, destination, plannedBy, signal } = options;
    const { mappings } = prepared;
    const reader = createDestinationReader({
        adapter: destination,
        mappings,
        plan: { reason: `a saved plan is checked`, cursorTime: await destination.serverTime(signal) },
        previous: previousSide(plannedBy, 'B'),
        signal,
    });
    const side = createDestinationSide(mappings, reader, READ_AHEAD);
    const byKind = Map.groupBy(operations.entries(), ([, { kind }]) => kind);
    const checks = new Map();
    const objects = new Map();
    for (const kind of mappings.keys()) {
        const { rows } = await side.rows(kind);
        options.observe({ type: 'read', side: 'B', kind, rows: rows.length });
        objects.set(kind, rows.length);
        const current = currentRows(rows);
        for (const [position, operation] of byKind.get(kind) ?? []) {
            checks.set(position, checkOperation(operation, current));
            // As when the plan was made: what refers to a renamed object refers to its new name.
            if (operation.action !== 'update' || operation.renamedFrom === undefined)
                continue;
            const row = current.byObjectId.get(operation.destinationId);
            if (row !== undefined)
                side.renamed(kind, row.origin, row.localId, operation.id);
        }
    }
    return {
        checks: operations.map((_operation, position) => checks.get(position) ?? { status: 'moved', reason: 'its kind is not mapped' }),
        objects,
        existing: (kind) => side.idsOf(kind),
    };
}

;// CONCATENATED MODULE: ./build/cache/schema-hash.js


/**
 * 12 hexadecimal digits over everything that changes a row: the schema mapping (kinds, endpoints,
 * identifiers, fields, filters, transforms and their order) and the destination's schema of the kinds that
 * it maps. How the file is laid out, its comments and the order of keys do not count. Lists count in their
 * order: that of the elements, transforms and identifiers matters to the rows.
 */
function schemaHash(mappings, schema) {
    return shortHash({ mappings: mappings.map(elementFacts), schema: schemaFacts(mappings, schema) });
}
/** 12 hexadecimal digits over the binding: a cache of other systems is of no use. */
function bindingHash(binding) {
    const { source, destination, branch, snapshotVersion } = binding;
    return shortHash({ source, destination, branch, snapshotVersion });
}
function shortHash(facts) {
    return (0,external_node_crypto_.createHash)('sha256').update(canonicalJson(facts)).digest('hex').slice(0, 12);
}
/** The element as JSON, without its position: that is in the order of the list. */
function elementFacts(element) {
    return {
        kind: element.kind,
        endpoint: element.endpoint,
        identifiers: [...element.identifiers],
        fields: element.fields.map(asJson),
        filters: element.filters.map(asJson),
        transforms: element.transforms.map(asJson),
    };
}
function asJson(facts) {
    return JSON.parse(JSON.stringify(facts));
}
function schemaFacts(mappings, schema) {
    const mapped = new Set(mappings.map((element) => element.kind));
    const named = new Set([...mapped, ...mappings.flatMap(referencedKinds)]);
    for (const kind of mapped) {
        for (const relationship of schema.kinds.get(kind)?.relationships.values() ?? []) {
            named.add(relationship.peer);
        }
    }
    return [...named].sort(compareText).map((kind) => {
        const found = schema.kinds.get(kind);
        if (found === undefined)
            return { kind, missing: true };
        return mapped.has(kind) ? mappedKindFacts(found) : referencedKindFacts(found);
    });
}
function referencedKinds(element) {
    return element.fields.flatMap((field) => 'reference' in field && field.reference !== undefined ? [field.reference] : []);
}
function mappedKindFacts(kind) {
    return {
        ...referencedKindFacts(kind),
        attributes: [...kind.attributes.values()]
            .sort((left, right) => compareText(left.name, right.name))
            .map((attribute) => ({
            name: attribute.name,
            kind: attribute.kind,
            optional: attribute.optional,
            defaultValue: attribute.defaultValue,
            unique: attribute.unique,
            readOnly: attribute.readOnly,
            choices: attribute.choices.toSorted(compareText),
        })),
        relationships: [...kind.relationships.values()]
            .sort((left, right) => compareText(left.name, right.name))
            .map(({ name, peer, cardinality, kind: relationshipKind, optional, readOnly }) => {
            return { name, peer, cardinality, kind: relationshipKind, optional, readOnly };
        }),
        uniquenessConstraints: kind.uniquenessConstraints.map((constraint) => [...constraint]),
    };
}
/** What matters of a kind that rows point at: which kinds a generic stands for, and how a peer is named. */
function referencedKindFacts(kind) {
    return {
        kind: kind.kind,
        isGeneric: kind.isGeneric,
        usedBy: kind.usedBy.toSorted(compareText),
        humanFriendlyId: [...kind.humanFriendlyId],
    };
}

;// CONCATENATED MODULE: ./build/config/check-schema-field.js


/** Holds one field against its kind's attributes and relationships. */
function checkSchemaField(field, path, context) {
    if (field.type === 'documentation')
        return [];
    return findings(field, context).map(({ key, ...finding }) => ({
        ...finding,
        location: context.sync.locate([...path, key]),
    }));
}
function findings(field, context) {
    const { kind } = context;
    const attribute = kind.attributes.get(field.name);
    if (attribute !== undefined)
        return checkAttribute(field, attribute, kind);
    const relationship = kind.relationships.get(field.name);
    if (relationship !== undefined)
        return checkRelationship(field, relationship, context);
    const names = [...kind.attributes.keys(), ...kind.relationships.keys()];
    const hint = suggestion(field.name, names, `It has the attributes ${quotedList(kind.attributes.keys())}.`);
    return [error('name', `"${kind.kind}" has no attribute or relationship "${field.name}"`, hint)];
}
function checkAttribute(field, attribute, kind) {
    const name = `the attribute "${attribute.name}" of "${kind.kind}"`;
    const found = [];
    if (attribute.readOnly) {
        found.push(error('name', `${name} is read-only`, 'The destination fills it by itself: remove the field.'));
    }
    if ('reference' in field && field.reference !== undefined) {
        const message = `${name} is a value, not a relationship: it cannot have a reference`;
        found.push(error('reference', message, 'Remove "reference", and map the value itself, such as role.name.'));
        return found;
    }
    if (field.type !== 'static')
        return found;
    const typed = toAttributeValue(attribute, field.value);
    if (typed.status !== 'invalid')
        return found;
    const message = `${name} cannot be ${JSON.stringify(field.value)}`;
    return [...found, error('static', message, `It must be ${typed.expected}.`)];
}
function checkRelationship(field, relationship, context) {
    const name = `the relationship "${relationship.name}" of "${context.kind.kind}"`;
    if (relationship.kind === 'Component') {
        const message = `${name} is of kind Component: mapping it has no effect`;
        const hint = `Map the relationship of "${relationship.peer}" that leads back here instead.`;
        return [{ severity: 'warning', key: 'name', message, hint }];
    }
    const found = [];
    if (relationship.readOnly) {
        found.push(error('name', `${name} is read-only`, 'The destination fills it by itself: remove the field.'));
    }
    if (field.type === 'static' && !isPeerValue(field.value, relationship)) {
        const wanted = relationship.cardinality === 'many' ? 'a list of unique ids' : 'the unique id of one object';
        const message = `${name} cannot be ${JSON.stringify(field.value)}`;
        found.push(error('static', message, `It must be ${wanted}, as text.`));
    }
    const reference = 'reference' in field ? field.reference : undefined;
    return reference === undefined ? found : [...found, ...checkPeer(reference, relationship, name, context)];
}
function isPeerValue(value, relationship) {
    if (typeof value === 'string')
        return true;
    if (relationship.cardinality === 'one')
        return false;
    return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
}
/** The reference is the relationship's peer, or either of the two is a generic of the other. */
function checkPeer(reference, relationship, name, { schema, mapped }) {
    const { peer } = relationship;
    const referenced = schema.kinds.get(reference);
    if (referenced === undefined) {
        const hint = suggestion(reference, schema.kinds.keys(), `${name} leads to "${peer}".`);
        return [error('reference', `the destination's schema has no kind "${reference}"`, hint)];
    }
    const usedByPeer = schema.kinds.get(peer)?.usedBy ?? [];
    if (reference !== peer && !usedByPeer.includes(reference) && !referenced.usedBy.includes(peer)) {
        const choices = usedByPeer.filter((kind) => mapped.has(kind));
        const right = choices.length === 0 ? `"${peer}"` : `"${peer}" or ${quotedList(choices)}`;
        return [error('reference', `${name} leads to "${peer}", not to "${reference}"`, `Refer to ${right}.`)];
    }
    const targets = [reference, ...referenced.usedBy];
    if (targets.some((kind) => mapped.has(kind)))
        return [];
    const message = `no entry maps "${reference}": its objects must exist at the destination beforehand`;
    const hint = `Map "${reference}" too, unless its objects come from elsewhere.`;
    return [{ severity: 'warning', key: 'reference', message, hint }];
}
function error(key, message, hint) {
    return { severity: 'error', key, message, hint };
}

;// CONCATENATED MODULE: ./build/config/check-schema.js



/** Holds every entry of the schema mapping against the destination's kinds. Pure. */
function checkAgainstSchema(sync, schema) {
    const issues = [];
    const identifiers = new Map();
    const mapped = new Set(sync.mappings.map((element) => element.kind));
    for (const kindName of mapped) {
        const elements = sync.mappings.filter((element) => element.kind === kindName);
        const kind = schema.kinds.get(kindName);
        if (kind === undefined || kind.isGeneric) {
            issues.push(...elements.map((element) => unusableKind(element, kind, schema, sync)));
            continue;
        }
        for (const element of elements) {
            issues.push(...checkElement(element, kind, schema, mapped, sync));
        }
        const found = identifiersOf(kind, elements);
        const troubles = check_schema_checkIdentifiers(found, kind, elements, sync);
        issues.push(...troubles);
        if (troubles.length === 0)
            identifiers.set(kindName, found.names);
    }
    const ordered = issue_inFileOrder(issues);
    return {
        identifiers,
        errors: ordered.filter((issue) => issue.severity === 'error'),
        warnings: ordered.filter((issue) => issue.severity === 'warning'),
    };
}
/** Throws a ConfigError with the code SCHEMA_MISMATCH when the check found errors. */
function requireMatch(check) {
    if (check.errors.length > 0)
        throw new ConfigError([...check.errors, ...check.warnings], 'SCHEMA_MISMATCH');
}
function unusableKind(element, kind, schema, sync) {
    const location = sync.locate(['schema_mapping', element.index, 'name']);
    if (kind !== undefined) {
        const message = `"${element.kind}" is a generic: objects are of the kinds that inherit from it`;
        const hint = kind.usedBy.length === 0
            ? 'No kind inherits from it yet; add one to the schema.'
            : `Map one of ${quotedList(kind.usedBy)}.`;
        return { severity: 'error', message, hint, location };
    }
    const nodes = [...schema.kinds.values()].filter((candidate) => !candidate.isGeneric);
    const names = nodes.map((candidate) => candidate.kind);
    const message = `the destination's schema has no kind "${element.kind}"`;
    const hint = suggestion(element.kind, names, 'Load the schema first, and check the branch.');
    return { severity: 'error', message, hint, location };
}
function checkElement(element, kind, schema, mapped, sync) {
    const issues = element.fields.flatMap((field, index) => {
        const path = ['schema_mapping', element.index, 'fields', index];
        return checkSchemaField(field, path, { kind, schema, mapped, sync });
    });
    const absent = mandatoryFields(kind).filter((name) => !fills(element, name));
    if (absent.length === 0)
        return issues;
    const message = `this entry for "${kind.kind}" does not fill ${quotedList(absent)}, without which no object can be created`;
    const hint = 'Map a field for each; objects that exist already can still be updated.';
    const location = sync.locate(['schema_mapping', element.index, 'name']);
    return [...issues, { severity: 'warning', message, hint, location }];
}
/** Attributes and relationships that an object of the kind cannot be without. */
function mandatoryFields(kind) {
    const attributes = [...kind.attributes.values()].filter((attribute) => !attribute.optional && !attribute.readOnly && attribute.defaultValue === null);
    const relationships = [...kind.relationships.values()].filter((relationship) => !relationship.optional && !relationship.readOnly && relationship.kind !== 'Component');
    return [...attributes, ...relationships].map((field) => field.name);
}
function fills(element, name) {
    return element.fields.some((field) => field.name === name && field.type !== 'documentation');
}
/** The first entry's that has some; else the kind's unique attributes that any entry maps. */
function identifiersOf(kind, elements) {
    const from = elements.find((element) => element.identifiers.length > 0);
    if (from !== undefined)
        return { names: from.identifiers, from };
    const unique = [...kind.attributes.values()].filter((attribute) => attribute.unique && elements.some((element) => fills(element, attribute.name)));
    return { names: unique.map((attribute) => attribute.name), from: undefined };
}
function check_schema_checkIdentifiers(found, kind, elements, sync) {
    if (found.names.length === 0)
        return elements.slice(0, 1).map((element) => noIdentifiers(kind, element, sync));
    const issues = found.names.flatMap((name, index) => {
        const reason = whyUnfit(name, kind);
        if (reason === undefined)
            return [];
        const location = sync.locate(['schema_mapping', found.from?.index ?? 0, 'identifiers', index]);
        const message = `"${name}" cannot identify a "${kind.kind}": it ${reason}`;
        return [
            {
                severity: 'error',
                message,
                hint: 'Identify by attributes and by relationships to one object.',
                location,
            },
        ];
    });
    if (found.from !== undefined)
        return issues;
    for (const element of elements) {
        const absent = found.names.filter((name) => !fills(element, name));
        if (absent.length === 0)
            continue;
        const message = `this entry for "${kind.kind}" does not fill ${quotedList(absent)}, by which the kind is identified`;
        const hint = 'Map it here too, or give all entries of the kind the same "identifiers".';
        const location = sync.locate(['schema_mapping', element.index, 'name']);
        issues.push({ severity: 'error', message, hint, location });
    }
    return issues;
}
function noIdentifiers(kind, element, sync) {
    const unique = [...kind.attributes.values()].filter((attribute) => attribute.unique);
    const constraint = kind.uniquenessConstraints[0]?.map((path) => path.split('__')[0] ?? path);
    const fields = unique.length > 0 ? unique.slice(0, 1).map((attribute) => attribute.name) : constraint;
    return {
        severity: 'error',
        message: `nothing identifies a "${kind.kind}": no "identifiers", and no unique attribute of the kind is mapped`,
        hint: fields === undefined ? 'Add "identifiers:".' : `Add "identifiers:", such as [${fields.join(', ')}].`,
        location: sync.locate(['schema_mapping', element.index, 'name']),
    };
}
function whyUnfit(name, kind) {
    const relationship = kind.relationships.get(name);
    if (relationship?.kind === 'Component')
        return 'is a relationship of kind Component, which is not written';
    if (relationship?.cardinality === 'many')
        return 'is a relationship to many objects';
    const attribute = kind.attributes.get(name);
    if (attribute !== undefined && ['List', 'JSON'].includes(attribute.kind))
        return `is a ${attribute.kind}`;
    return undefined;
}

;// CONCATENATED MODULE: ./build/config/reference-graph.js
/**
 * References between mapped kinds, in the order of the file. A kind's reference to itself is none: which of
 * its objects comes first is not a question of kinds.
 */
function collectEdges(sync, identifiersByKind, schema) {
    const mapped = new Set(sync.mappings.map((element) => element.kind));
    return sync.mappings.flatMap((element) => {
        const identifiers = identifiersByKind.get(element.kind) ?? givenIdentifiers(element.kind, sync);
        return element.fields.flatMap((field, index) => {
            const peers = peersOf(element, index, mapped, schema);
            return peers.map((peer) => ({
                kind: element.kind,
                field: field.name,
                peer,
                identifies: identifiers.includes(field.name),
                path: ['schema_mapping', element.index, 'fields', index],
            }));
        });
    });
}
/** As the file gives them: those of the kind's first entry that has some. */
function givenIdentifiers(kind, sync) {
    const giving = sync.mappings.find((element) => element.kind === kind && element.identifiers.length > 0);
    return giving?.identifiers ?? [];
}
function peersOf(element, index, mapped, schema) {
    const field = element.fields[index];
    if (field === undefined || field.type === 'documentation')
        return [];
    // Without a reference a relationship's own peer is meant; only the schema tells that it is one.
    const implied = schema?.kinds.get(element.kind)?.relationships.get(field.name)?.peer;
    const reference = (field.type === 'path' ? undefined : field.reference) ?? implied;
    if (reference === undefined)
        return [];
    const named = [reference, ...(schema?.kinds.get(reference)?.usedBy ?? [])];
    return [...new Set(named)].filter((peer) => peer !== element.kind && mapped.has(peer));
}
/** The edges of one circle, each from one kind to the next; undefined when there is none. */
function firstCycle(kinds, edges) {
    const finished = new Set();
    for (const kind of kinds) {
        const cycle = search(kind, [], edges, finished);
        if (cycle !== undefined)
            return cycle;
    }
    return undefined;
}
function search(kind, trail, edges, finished) {
    const start = trail.findIndex((edge) => edge.kind === kind);
    if (start >= 0)
        return trail.slice(start);
    if (finished.has(kind))
        return undefined;
    for (const edge of edges) {
        if (edge.kind !== kind)
            continue;
        const cycle = search(edge.peer, [...trail, edge], edges, finished);
        if (cycle !== undefined)
            return cycle;
    }
    finished.add(kind);
    return undefined;
}

;// CONCATENATED MODULE: ./build/config/order.js




/**
 * Puts the mapped kinds in write order. With `order:` each kind is a tier of its own, in that order; otherwise
 * the references decide, a tier's kinds by name. A reference to a generic counts for each mapped kind that
 * inherits from it, when `schema` is given. A circle is cut at references outside the identifiers; when there
 * is none, throws ORDER_CYCLE with the circle and its lines.
 */
function kindOrder(sync, identifiersByKind, schema) {
    const kinds = [...new Set(sync.mappings.map((element) => element.kind))];
    const edges = collectEdges(sync, identifiersByKind, schema);
    if (sync.order.length > 0)
        return givenOrder(sync, edges);
    return orderByReferences(kinds.toSorted(compareText), edges, sync);
}
function orderByReferences(kinds, edges, sync) {
    let kept = edges;
    const cuts = [];
    for (let cycle = firstCycle(kinds, kept); cycle !== undefined; cycle = firstCycle(kinds, kept)) {
        const cut = cycle.find((edge) => !edge.identifies);
        if (cut === undefined)
            throw cycleError(cycle, sync);
        // Every entry that maps the field goes with it: the field is written later as a whole.
        kept = kept.filter((edge) => !(edge.kind === cut.kind && edge.field === cut.field && edge.peer === cut.peer));
        cuts.push({ kind: cut.kind, field: cut.field, peer: cut.peer });
    }
    return { tiers: toTiers(kinds, kept), cuts, warnings: [] };
}
/** Each kind as early as the kinds that it refers to allow. */
function toTiers(kinds, edges) {
    const tiers = [];
    let waiting = [...kinds];
    while (waiting.length > 0) {
        const blocked = new Set(edges.filter((edge) => waiting.includes(edge.peer)).map((edge) => edge.kind));
        const tier = waiting.filter((kind) => !blocked.has(kind));
        tiers.push(tier);
        waiting = waiting.filter((kind) => blocked.has(kind));
    }
    return tiers;
}
/** A reference against the given order is cut like one in a circle; identifiers cannot wait. */
function givenOrder(sync, edges) {
    const position = new Map(sync.order.map((kind, index) => [kind, index]));
    const against = edges.filter((edge) => (position.get(edge.kind) ?? 0) < (position.get(edge.peer) ?? 0));
    const seen = new Set();
    const cuts = against.filter((edge) => {
        const key = JSON.stringify([edge.kind, edge.field, edge.peer]);
        return !seen.has(key) && seen.add(key);
    });
    return {
        tiers: sync.order.map((kind) => [kind]),
        cuts: cuts.map(({ kind, field, peer }) => ({ kind, field, peer })),
        warnings: against.map((edge) => ({
            severity: 'warning',
            message: `"order" has "${edge.kind}" before "${edge.peer}", which its field "${edge.field}" refers to`,
            hint: `Put "${edge.peer}" first, or remove "order" and let the references decide.`,
            location: sync.locate([...edge.path, 'reference']),
        })),
    };
}
function cycleError(cycle, sync) {
    const steps = cycle.map((edge) => {
        const { line } = sync.locate([...edge.path, 'reference']);
        return `"${edge.kind}" refers to "${edge.peer}" by "${edge.field}" (line ${line})`;
    });
    const first = cycle[0];
    const fields = quotedList(new Set(cycle.map((edge) => edge.field)));
    return new errors_SyncError({
        code: 'ORDER_CYCLE',
        message: `kinds identify one another in a circle: ${steps.join(', ')}`,
        hint: `An object cannot be found before the one that identifies it: take one of ${fields} out of its "identifiers".`,
        location: first === undefined ? undefined : sync.locate([...first.path, 'reference']),
    });
}

;// CONCATENATED MODULE: ./build/mapping/kind-mapping.js



/**
 * Compiles the elements of one kind.
 *
 * @param elements those of `schema_mapping` with this kind's name, in the order of the file
 * @param identifiers checked: every one is a mapped field
 * @param mappedKinds all kinds of the schema mapping
 * @throws SyncError FILTER_FAILED or TRANSFORM_UNSUPPORTED for a rule that cannot be run
 */
function compileKind(kind, elements, identifiers, schema, mappedKinds, canonicalEndpoint) {
    const targetsOf = (reference) => referenceTargets(reference, schema, mappedKinds);
    const compiled = elements.map((element) => compileElement(kind, element, targetsOf, canonicalEndpoint));
    return {
        kind: kind.kind,
        identifiers,
        fields: mappedFields(kind, elements, compiled, targetsOf),
        elements: compiled,
    };
}
/**
 * The kinds that a reference may point at: itself when it is mapped; for a generic, the mapped kinds that
 * inherit from it; otherwise itself, as objects that exist at the destination beforehand.
 */
function referenceTargets(reference, schema, mappedKinds) {
    if (mappedKinds.has(reference))
        return [reference];
    const mapped = (schema.kinds.get(reference)?.usedBy ?? []).filter((kind) => mappedKinds.has(kind));
    return mapped.length > 0 ? mapped : [reference];
}
function compileElement(kind, element, targetsOf, canonicalEndpoint) {
    const filters = element.filters.map(compileFilter);
    const transforms = element.transforms.map(compileTransform);
    const sources = new Map();
    for (const mapping of element.fields) {
        if (mapping.type === 'documentation')
            continue;
        const source = { mapping, read: readerOf(mapping), targets: targetsOfField(kind, mapping, targetsOf) };
        sources.set(mapping.name, [...(sources.get(mapping.name) ?? []), source]);
    }
    return {
        kind: kind.kind,
        endpoint: canonicalEndpoint(element.endpoint),
        passes: (record) => filters.every((filter) => filter(record)),
        transforms,
        sources,
        ...kind_mapping_pathsOf(element, transforms),
    };
}
function readerOf(mapping) {
    return mapping.type === 'static' ? () => mapping.value : pathReader(mapping.path);
}
function targetsOfField(kind, mapping, targetsOf) {
    const relationship = kind.relationships.get(mapping.name);
    if (relationship === undefined)
        return [];
    const named = mapping.type === 'path' ? undefined : mapping.reference;
    return targetsOf(named ?? relationship.peer);
}
/** What an element reads of the record, and which of it a transform fills. */
function kind_mapping_pathsOf(element, transforms) {
    const read = new Set(element.filters.map((filter) => filter.field));
    for (const transform of transforms) {
        if (transform.paths === 'everything')
            return { paths: 'everything', filledPaths: [] };
        // An expression may do anything with what it names, so it gets all of it.
        for (const path of transform.paths)
            read.add(`${path}.*`);
    }
    const targets = new Set(element.transforms.map((transform) => transform.field));
    const filled = new Set();
    for (const field of element.fields) {
        if (field.type !== 'path' && field.type !== 'reference')
            continue;
        const [head = ''] = field.path.split('.');
        if (targets.has(head) && ![...read].some((path) => path.split('.')[0] === head))
            filled.add(field.path);
        else
            read.add(field.path);
    }
    return { paths: [...read, ...filled].sort(), filledPaths: [...filled].sort() };
}
function mappedFields(kind, elements, compiled, targetsOf) {
    const fields = new Map();
    for (const { name, type } of elements.flatMap((element) => element.fields)) {
        const attribute = kind.attributes.get(name);
        const relationship = kind.relationships.get(name);
        if (type === 'documentation' || fields.has(name))
            continue;
        if (attribute !== undefined)
            fields.set(name, { type: 'attribute', name, schema: attribute });
        // Components are the children's business: the child names its parent.
        if (relationship !== undefined && relationship.kind !== 'Component') {
            const named = compiled
                .flatMap((element) => element.sources.get(name) ?? [])
                .flatMap(({ targets }) => targets);
            const targets = [...new Set([...named, ...targetsOf(relationship.peer)])];
            fields.set(name, { type: 'relationship', name, schema: relationship, targets });
        }
    }
    return [...fields.values()];
}

;// CONCATENATED MODULE: ./build/mapping/compile-sync.js

/**
 * Compiles every kind of a sync.
 *
 * @param order all mapped kinds in write order; the answer has them in that order
 * @param identifiers by kind, checked against the schema
 */
function compileSync(sync, order, identifiers, schema, canonicalEndpoint) {
    const mapped = new Set(order);
    const compiled = new Map();
    for (const kind of order) {
        const kindSchema = schema.kinds.get(kind);
        if (kindSchema === undefined)
            throw new Error(`${kind} was not checked against the schema`);
        const elements = sync.mappings.filter((element) => element.kind === kind && element.endpoint !== '');
        const ids = identifiers.get(kind) ?? [];
        compiled.set(kind, compileKind(kindSchema, elements, ids, schema, mapped, canonicalEndpoint));
    }
    return compiled;
}

;// CONCATENATED MODULE: ./build/run/prepare.js






/**
 * Fetches the schema, checks the configuration against it, brings the kinds into order and compiles the
 * mapping.
 *
 * @throws ConfigError with every mistake at its line
 */
async function prepareSync(sync, source, destination, branch, signal) {
    const identities = Promise.all([source.identity(signal), destination.identity(signal)]);
    identities.catch(() => undefined); // Awaited below, unless the schema or the configuration ends it before.
    const schema = await destination.schema(signal);
    const check = checkAgainstSchema(sync, schema);
    if (check.errors.length > 0)
        throw new issue_ConfigError([...check.errors, ...check.warnings]);
    const order = kindOrder(sync, check.identifiers, schema);
    const mappings = compileSync(sync, order.tiers.flat(), check.identifiers, schema, (endpoint) => source.canonicalEndpoint(endpoint));
    const [sourceIdentity, destinationIdentity] = await identities;
    return {
        sync,
        schema,
        tiers: order.tiers,
        mappings,
        schemaHash: schemaHash(sync.mappings, schema),
        binding: bindingHash({
            source: sourceIdentity,
            destination: destinationIdentity,
            branch: branch ?? '',
            snapshotVersion: snapshotVersion,
        }),
        warnings: [...sync.warnings, ...check.warnings, ...order.warnings].map((issue) => issue.message),
    };
}

;// CONCATENATED MODULE: ./build/cache/size.js




/**
 * What a sync's folder holds now.
 * @param counted the runs that are counted; others are on their way out
 */
async function cacheSize(root, sync, counted) {
    const folder = syncFolder(root, sync);
    const names = (await namesIn(folder)).filter((name) => !isRunId(name) || counted.has(name));
    const sizes = await Promise.all(names.map((name) => bytesOf(external_node_path_.join(folder, name))));
    return { runs: names.filter(isRunId).length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}
/** Bytes of a file or of all files below a folder. A file that goes meanwhile counts as none. */
async function bytesOf(file) {
    try {
        const found = await (0,promises_.lstat)(file);
        if (!found.isDirectory())
            return found.size;
        const sizes = await Promise.all((await namesIn(file)).map((name) => bytesOf(external_node_path_.join(file, name))));
        return sizes.reduce((sum, size) => sum + size, 0);
    }
    catch (error) {
        if (errorCodeOf(error) === 'ENOENT')
            return 0;
        throw asCacheError(error, file);
    }
}

;// CONCATENATED MODULE: ./build/report/escape.js
/**
 * Everything that comes from data goes through one of these before it reaches Markdown. GitHub turns much
 * more than Markdown into something live (mentions, `#1`, commit hashes, `:emoji:`, `$math$`, bare
 * addresses), but nothing inside code: so data stands in code, and only plain words stand outside of it.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;
const NAMED_ESCAPES = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
/**
 * The text on one line, with every character that is not seen, or that changes how others are seen (control
 * characters and so ANSI sequences, marks of writing direction, zero-width characters, half surrogates),
 * written as an escape such as `\u202e`.
 */
function visible(text) {
    return text.replace(INVISIBLE, escapeCharacter);
}
/** True when `visible` would change nothing. */
function isVisible(text) {
    return text.search(INVISIBLE) === -1;
}
function escapeCharacter(character) {
    const named = NAMED_ESCAPES[character];
    if (named !== undefined)
        return named;
    const hexadecimal = (character.codePointAt(0) ?? 0).toString(16);
    return hexadecimal.length > 4 ? `\\u{${hexadecimal}}` : `\\u${hexadecimal.padStart(4, '0')}`;
}
/** At most `length` characters, with `…` where something is missing; never half a character. */
function clip(text, length) {
    if (text.length <= length)
        return text;
    return `${sliceWhole(text, 0, length - 1)}…`;
}
/** As `slice`, but a character of two code units is either in it or not. */
function sliceWhole(text, start, end) {
    return text.slice(offHalf(text, start), offHalf(text, end));
}
function offHalf(text, index) {
    const unit = text.charCodeAt(index);
    return index > 0 && unit >= 0xdc00 && unit <= 0xdfff ? index - 1 : index;
}
/**
 * A code span: backticks longer than any run of them inside. White space at the ends is kept by the padding
 * that CommonMark removes again. Empty text has no code span and becomes a word.
 */
function codeSpan(text) {
    const shown = visible(text);
    if (shown === '')
        return '(empty)';
    const fence = '`'.repeat(longestBacktickRun(shown) + 1);
    const padding = /^[` ]|[` ]$/.test(shown) && shown.trim() !== '' ? ' ' : '';
    return `${fence}${padding}${shown}${padding}${fence}`;
}
/**
 * A code span for a table's cell, where a bar ends the cell even inside code (GitHub Flavored Markdown 4.10).
 * A backslash before a bar could not be written any other way than as an escape.
 */
function cellCode(text) {
    const withoutBackslashes = text.replace(/\\+(?=\|)/g, (run) => '\\u005c'.repeat(run.length));
    return codeSpan(withoutBackslashes).replaceAll('|', '\\|');
}
/** A fenced block; `lines` become visible text, the fence is longer than any run of backticks inside. */
function codeBlock(language, lines) {
    const shown = lines.map(visible);
    const longest = shown.reduce((length, line) => Math.max(length, longestBacktickRun(line)), 2);
    const fence = '`'.repeat(longest + 1);
    return [`${fence}${language}`, ...shown, fence].join('\n');
}
function longestBacktickRun(text) {
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
function sentence(text, length = 1_000) {
    const parts = [];
    let code = [];
    const flush = () => {
        if (code.length > 0)
            parts.push(codeWithStop(code.join(' ')));
        code = [];
    };
    for (const word of visible(clip(text, length).replace(/\s+/g, ' ').trim()).split(' ')) {
        if (isPlain(word)) {
            flush();
            parts.push(word);
        }
        else if (word !== '')
            code.push(word);
    }
    flush();
    return parts.join(' ');
}
/** The stop after a sentence's last word belongs to the sentence, not to the code. */
function codeWithStop(text) {
    const [, body, stop] = /^(.*[^.,;:?])([.,;:?])$/.exec(text) ?? [];
    return body === undefined || stop === undefined ? codeSpan(text) : `${codeSpan(body)}${stop}`;
}
function isPlain(word) {
    return (PLAIN_WORD.test(word) && !HEXADECIMAL.test(word)) || PLAIN_NUMBER.test(word);
}
const HTML_ENTITIES = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
};
/** Text as an HTML `code` element: for a `<summary>`, where Markdown does not reach. One line. */
function htmlCode(text) {
    return `<code>${escape_escapeHtml(visible(text))}</code>`;
}
/** Text for between HTML tags, or inside a quoted attribute. */
function escape_escapeHtml(text) {
    return text.replace(/[&<>"']/g, (character) => HTML_ENTITIES[character] ?? '');
}
/** A Markdown link to an http(s) address; just the words when the address is something else. */
function escape_link(words, address) {
    const url = URL.parse(address);
    if (url === null || !/^https?:$/.test(url.protocol))
        return words;
    const safe = url.href.replace(/[()[\]\\`*_<>"'|]/g, percentEncode);
    return `[${words}](${safe})`;
}
function percentEncode(character) {
    return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}
/**
 * The hidden first line by which a comment is found again. A name that could end the HTML comment is
 * percent-encoded; an ordinary one stays as it is.
 */
function commentMarker(name) {
    return `<!-- infrahub-sync:${encodeURIComponent(name.toWellFormed())} -->`;
}

;// CONCATENATED MODULE: ./build/report/in-chunks.js
const CHUNK_LENGTH = 262_144;
/** Joins pieces of text to chunks of some 256 kB: few writes, and never the whole text as one string. */
function* inChunks(pieces) {
    let chunk = '';
    for (const piece of pieces) {
        chunk += piece;
        if (chunk.length < CHUNK_LENGTH)
            continue;
        yield chunk;
        chunk = '';
    }
    yield chunk;
}

;// CONCATENATED MODULE: ./build/report/page-assets.js
/** Made by scripts/page.ts of src/report/page. Not to be edited here. */
const pageScript = `

function element (
  name ,
  attributes = {},
  ...children
) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}
function textElement (
  name ,
  className ,
  text ,
) {
  return element(name, className === '' ? {} : { class: className }, text);
}
function byId (id , kind ) {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(\`the page has no \${id}\`);
}
function formatCount(value ) {
  return value.toLocaleString('en-US');
}
function countOf(count , word ) {
  return \`\${formatCount(count)} \${word}\${count === 1 ? '' : 's'}\`;
}
const ACTIONS = ['create', 'update', 'delete'] ;
const EVERYTHING = { action: undefined, kind: undefined, text: '', onlyProblems: false };
function createFinder(data ) {
  let searched ;
  const texts = () => {
    searched ??= data.operations.map((operation) =>
      searchText(operation, data.kinds[operation[1]]?.name ?? ''),
    );
    return searched;
  };
  return {
    find(filter) {
      const words = filter.text
        .toLowerCase()
        .split(/\\s+/)
        .filter((word) => word !== '');
      const found = [];
      for (const [position, operation] of data.operations.entries()) {
        if (filter.action !== undefined && operation[0] !== filter.action) continue;
        if (filter.kind !== undefined && operation[1] !== filter.kind) continue;
        if (filter.onlyProblems && operation[5] === '') continue;
        if (words.length > 0 && !words.every((word) => texts()[position]?.includes(word))) continue;
        found.push(position);
      }
      return found;
    },
  };
}
function searchText(
  [action, , id, destinationId, changes, problem, renamedFrom, ended] ,
  kind ,
) {
  const values = changes.map(([attribute, old, present]) => \`\${attribute} \${old ?? ''} \${present ?? ''}\`);
  return [ACTIONS[action], kind, id, destinationId, ...values, problem, renamedFrom, ended]
    .join('\\n')
    .toLowerCase();
}
function addressOf({ filter, page } , kinds ) {
  const parts = new URLSearchParams();
  const action = filter.action === undefined ? undefined : ACTIONS[filter.action];
  const kind = filter.kind === undefined ? undefined : kinds[filter.kind]?.name;
  if (action !== undefined) parts.set('action', action);
  if (kind !== undefined) parts.set('kind', kind);
  if (filter.text !== '') parts.set('text', filter.text);
  if (filter.onlyProblems) parts.set('errors', 'only');
  if (page > 0) parts.set('page', String(page + 1));
  return parts.toString();
}
function viewOf(address , kinds ) {
  const parts = new URLSearchParams(address.replace(/^#/, ''));
  const action = ACTIONS.indexOf(parts.get('action') );
  const kind = kinds.findIndex(({ name }) => name === parts.get('kind'));
  const page = Number(parts.get('page') ?? 1);
  return {
    filter: {
      action: action < 0 ? undefined : action,
      kind: kind < 0 ? undefined : kind,
      text: parts.get('text') ?? '',
      onlyProblems: parts.get('errors') === 'only',
    },
    page: Number.isSafeInteger(page) && page > 1 ? page - 1 : 0,
  };
}
const LEAST_IN_COMMON = 0.3;
function difference(
  old ,
  present ,
) {
  const shorter = Math.min(old.length, present.length);
  let start = 0;
  while (start < shorter && old[start] === present[start]) start += 1;
  if (isLowHalf(old, start) || isLowHalf(present, start)) start -= 1;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === present[present.length - 1 - end]) end += 1;
  if (isLowHalf(old, old.length - end) || isLowHalf(present, present.length - end)) end -= 1;
  if (start + end < shorter * LEAST_IN_COMMON || start + end === 0) return undefined;
  return { old: pieces(old, start, end), new: pieces(present, start, end) };
}
function pieces(text , start , end ) {
  const middleEnd = text.length - Math.max(0, end);
  return [text.slice(0, start), text.slice(start, middleEnd), text.slice(middleEnd)];
}
function isLowHalf(text , index ) {
  const unit = text.charCodeAt(index);
  return index > 0 && unit >= 0xdc00 && unit <= 0xdfff;
}
const SIGNS = ['+', '~', '\\u2212'] ;
const VALUE_LENGTH = 2_000;
function operationItem(data , operation , open ) {
  const [action, kind, id, destinationId, changes, problem, renamedFrom, ended] = operation;
  const name = ACTIONS[action] ?? 'update';
  const summary = element(
    'summary',
    {},
    element(
      'span',
      { class: \`badge \${name}\` },
      element('span', { 'aria-hidden': 'true' }, \`\${SIGNS[action]} \`),
      name,
    ),
    textElement('span', 'kind', data.kinds[kind]?.name ?? ''),
    textElement('span', 'id', id),
    ...(renamedFrom === '' ? [] : [textElement('span', 'quiet', \`renamed from \${renamedFrom}\`)]),
    ...(problem + ended === '' ? [] : [textElement('span', 'badge problem', ended || 'error')]),
  );
  const details = element('details', open ? { open: '' } : {}, summary);
  // Drawn when it is first seen: most of a long page never is.
  const draw = () => details.append(...body(action, destinationId, changes, problem));
  if (open) draw();
  else details.addEventListener('toggle', draw, { once: true });
  return element('li', { class: \`operation \${name}\` }, details);
}
function body(
  action ,
  destinationId ,
  changes ,
  problem ,
) {
  const parts = [];
  if (problem !== '') parts.push(textElement('p', 'problem-text', problem));
  if (changes.length > 0) parts.push(changesTable(action, changes));
  if (destinationId !== '') parts.push(textElement('p', 'quiet', \`at the destination: \${destinationId}\`));
  return parts;
}
function changesTable(action , changes ) {
  const titles =
    action === 0 ? ['attribute', 'new'] : action === 1 ? ['attribute', 'old', 'new'] : ['attribute', 'old'];
  const head = element('tr', {}, ...titles.map((title) => element('th', { scope: 'col' }, title)));
  const rows = changes.map((change) => changeRow(action, change));
  const thead = element('thead', { class: 'only-heard' }, head);
  // The head is only heard, so the widths are told apart from it.
  const columns = element('colgroup', {}, element('col', { class: 'attribute' }));
  return element('table', { class: 'changes' }, columns, thead, element('tbody', {}, ...rows));
}
function changeRow(action , [attribute, old, present] ) {
  const marked = old === null || present === null ? undefined : difference(old, present);
  const cells = [element('th', { scope: 'row' }, attribute)];
  if (action !== 0) cells.push(valueCell('old', old ?? '', marked?.old));
  if (action !== 2) cells.push(valueCell('new', present ?? '', marked?.new));
  return element('tr', {}, ...cells);
}
function valueCell(which , value , marked ) {
  const cell = element('td', { class: which });
  if (value.length <= VALUE_LENGTH) cell.append(...shownValue(value, marked));
  else cell.append(...cutValue(cell, value));
  return cell;
}
function shownValue(value , marked ) {
  if (marked === undefined || marked[1] === '') return [document.createTextNode(value)];
  return [
    document.createTextNode(marked[0]),
    textElement('mark', '', marked[1]),
    document.createTextNode(marked[2]),
  ];
}
function cutValue(cell , value ) {
  const more = element('button', { type: 'button' }, \`show all \${formatCount(value.length)} characters\`);
  more.addEventListener('click', () => cell.replaceChildren(value));
  return [document.createTextNode(\`\${value.slice(0, VALUE_LENGTH)}\\u2026 \`), more];
}
const PAGE_SIZE = 100;
const FEW = 20;
const TYPING_PAUSE = 120;
function startOperations(data ) {
  const controls = findControls();
  const finder = createFinder(data);
  let view = viewOf(location.hash, data.kinds);
  let folding = 'as-it-comes';
  fillControls(data, controls);
  const draw = () => {
    const found = finder.find(view.filter);
    const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
    view = { ...view, page: Math.min(view.page, pages - 1) };
    showControls(controls, view, pages);
    const from = view.page * PAGE_SIZE;
    const shown = found.slice(from, from + PAGE_SIZE);
    controls.list.replaceChildren(...shown.map((position) => itemAt(data, position, found.length, folding)));
    controls.list.start = from + 1;
    controls.nothing.hidden = found.length > 0;
    controls.status.textContent = statusOf(found.length, data.operations.length, from, shown.length);
    history.replaceState(null, '', \`#\${addressOf(view, data.kinds)}\`);
  };
  const show = (filter ) => {
    view = { filter, page: 0 };
    draw();
  };
  const turn = (page ) => {
    view = { ...view, page: Math.max(0, page) };
    draw();
    controls.heading.scrollIntoView();
    controls.heading.focus({ preventScroll: true });
  };
  const fold = (wanted ) => {
    folding = wanted;
    draw();
  };
  listen(controls, () => view, show, turn, fold);
  addEventListener('hashchange', () => {
    view = viewOf(location.hash, data.kinds);
    draw();
  });
  draw();
  return (kind) => {
    show({ ...EVERYTHING, kind });
    controls.heading.scrollIntoView();
    controls.heading.focus({ preventScroll: true });
  };
}
function itemAt(data , position , found , folding ) {
  const operation = data.operations[position];
  if (operation === undefined) throw new RangeError(\`no operation \${position}\`);
  const telling = operation[0] === 1 || operation[5] !== '' || found <= FEW;
  return operationItem(data, operation, folding === 'open' || (folding === 'as-it-comes' && telling));
}
function statusOf(found , all , from , shown ) {
  if (found === 0) return \`0 of \${countOf(all, 'operation')}\`;
  const range = found > shown ? \`, \${formatCount(from + 1)}\\u2013\${formatCount(from + shown)} shown\` : '';
  return found === all
    ? \`\${countOf(all, 'operation')}\${range}\`
    : \`\${formatCount(found)} of \${countOf(all, 'operation')}\${range}\`;
}
function findControls() {
  return {
    heading: byId('operations-heading', HTMLHeadingElement),
    actions: byId('actions', HTMLFieldSetElement),
    kind: byId('kind', HTMLSelectElement),
    text: byId('text', HTMLInputElement),
    problems: byId('problems', HTMLInputElement),
    problemsLabel: byId('problems-label', HTMLLabelElement),
    reset: byId('reset', HTMLButtonElement),
    open: byId('open-all', HTMLButtonElement),
    close: byId('close-all', HTMLButtonElement),
    status: byId('found', HTMLParagraphElement),
    nothing: byId('nothing', HTMLParagraphElement),
    list: byId('list', HTMLOListElement),
    pages: [...document.querySelectorAll ('.pages')],
  };
}
function fillControls(data , controls ) {
  const totals = [data.operations.length, ...data.counts.slice(0, ACTIONS.length)];
  for (const [index, name] of (['all', ...ACTIONS] ).entries()) {
    const radio = element('input', { type: 'radio', name: 'action', value: String(index - 1) });
    const count = element('strong', {}, formatCount(totals[index] ?? 0));
    controls.actions.append(element('label', { class: \`choice \${name}\` }, radio, count, \` \${name}\`));
  }
  for (const [index, { name, counts }] of data.kinds.entries()) {
    const changes = counts[0] + counts[1] + counts[2];
    if (changes === 0) continue;
    controls.kind.append(element('option', { value: String(index) }, \`\${name} (\${formatCount(changes)})\`));
  }
  controls.problemsLabel.hidden = data.operations.every((operation) => operation[5] === '');
}
function showControls(controls , { filter, page } , pages ) {
  for (const radio of controls.actions.querySelectorAll('input')) {
    radio.checked = Number(radio.value) === (filter.action ?? -1);
  }
  controls.kind.value = filter.kind === undefined ? '' : String(filter.kind);
  if (controls.text.value.trim() !== filter.text) controls.text.value = filter.text;
  controls.problems.checked = filter.onlyProblems;
  for (const bar of controls.pages) {
    bar.hidden = pages === 1;
    const [back, on] = bar.querySelectorAll('button');
    const number = bar.querySelector('input');
    const last = bar.querySelector('.last');
    if (!back || !on || !number || !last) continue;
    back.disabled = page === 0;
    on.disabled = page === pages - 1;
    number.max = String(pages);
    number.value = String(page + 1);
    last.textContent = \`of \${formatCount(pages)}\`;
  }
}
function listen(
  controls ,
  view ,
  show ,
  turn ,
  fold ,
) {
  const filter = () => view().filter;
  controls.actions.addEventListener('change', (event) => {
    if (!(event.target instanceof HTMLInputElement)) return;
    const action = Number(event.target.value);
    show({ ...filter(), action: action < 0 ? undefined : action });
  });
  controls.kind.addEventListener('change', () => {
    show({ ...filter(), kind: controls.kind.value === '' ? undefined : Number(controls.kind.value) });
  });
  controls.problems.addEventListener('change', () => {
    show({ ...filter(), onlyProblems: controls.problems.checked });
  });
  let typing = 0;
  controls.text.addEventListener('input', () => {
    clearTimeout(typing);
    typing = setTimeout(() => show({ ...filter(), text: controls.text.value.trim() }), TYPING_PAUSE);
  });
  controls.reset.addEventListener('click', () => show(EVERYTHING));
  controls.open.addEventListener('click', () => fold('open'));
  controls.close.addEventListener('click', () => fold('closed'));
  for (const bar of controls.pages) {
    const [back, on] = bar.querySelectorAll('button');
    back?.addEventListener('click', () => turn(view().page - 1));
    on?.addEventListener('click', () => turn(view().page + 1));
    bar.querySelector('input')?.addEventListener('change', (event) => {
      if (event.target instanceof HTMLInputElement) turn(Math.trunc(Number(event.target.value) || 1) - 1);
    });
  }
}
const LISTED = 200;
const READING_COLUMNS = ['kind', 'read', 'rows', 'changed', 'deleted', 'requests'];
function headline(data ) {
  const facts = element('p', { class: 'facts' }, textElement('span', \`status \${data.status}\`, data.status));
  facts.append(' run ', textElement('code', '', data.runId));
  if (data.digest !== '') facts.append(' \\u00b7 plan ', textElement('code', 'digest', data.digest));
  return [
    textElement('h1', '', data.sync),
    textElement('p', 'outcome', data.outcome),
    ...(data.explanation === '' ? [] : [textElement('p', '', data.explanation)]),
    facts,
  ];
}
function problemList(word , after , problems ) {
  if (problems.length === 0) return [];
  const items = problems.slice(0, LISTED).map(({ where, message, hint }) => {
    const item = element('li');
    if (where !== '') item.append(textElement('code', '', where), ' ');
    item.append(message);
    if (hint !== '') item.append(element('p', { class: 'hint' }, hint));
    return item;
  });
  const more = problems.length - LISTED;
  if (more > 0)
    items.push(element('li', {}, \`\\u2026 and \${countOf(more, \`more \${word}\`)}, all of them in plan.json\`));
  const list = element('ul', {}, ...items);
  const title = textElement('h2', '', \`\${countOf(problems.length, word)}\${after}\`);
  return [element('section', { class: \`panel \${word}s\` }, title, list)];
}
function kindTable(data , choose ) {
  const columns = ['kind', 'create', 'update', 'delete', 'unchanged'];
  const head = element('tr', {}, ...columns.map((column) => columnTitle(column)));
  const most = Math.max(1, ...data.kinds.map(({ counts }) => changesIn(counts)));
  // What changes first; each keeps its own place otherwise.
  const order = [...data.kinds.entries()].toSorted(
    ([, one], [, other]) => Number(changesIn(other.counts) > 0) - Number(changesIn(one.counts) > 0),
  );
  const rows = order.map(([index, { name, counts }]) => {
    const cells = counts.map((count) =>
      element('td', count === 0 ? { class: 'zero' } : {}, formatCount(count)),
    );
    const title = element('th', { scope: 'row' });
    if (changesIn(counts) === 0) title.append(name);
    else {
      const button = element('button', { type: 'button', class: 'as-link' }, name);
      button.addEventListener('click', () => choose(index));
      title.append(button, bar(counts, most));
    }
    return element('tr', {}, title, ...cells);
  });
  const table = element(
    'table',
    { class: 'kinds' },
    element('thead', {}, head),
    element('tbody', {}, ...rows),
  );
  return element('section', {}, textElement('h2', '', 'By kind'), scrolling('Operations by kind', table));
}
function changesIn([created, updated, deleted] ) {
  return created + updated + deleted;
}
function bar(counts , most ) {
  const parts = (['create', 'update', 'delete'] ).map((action, index) => {
    const part = element('span', { class: action });
    part.style.width = \`\${((counts[index] ?? 0) / most) * 100}%\`;
    return part;
  });
  return element('span', { class: 'bar', 'aria-hidden': 'true' }, ...parts);
}
function readingSection({ reading } ) {
  const sentences = reading.sentences.map((sentence) => element('p', {}, sentence));
  const sides = reading.sides.flatMap(side);
  return element('section', {}, textElement('h2', '', 'How it was read'), ...sentences, ...sides);
}
function side({ title, reason, rows } , index ) {
  const which = index === 0 ? 'Source' : 'Destination';
  const parts = [textElement('h3', '', title)];
  if (reason !== '') parts.push(element('p', {}, reason));
  if (rows.length === 0) return parts;
  const head = element('tr', {}, ...READING_COLUMNS.map((column) => columnTitle(column)));
  const lines = rows.map(([kind = '', ...cells]) => {
    const title = element('th', { scope: 'row' }, kind);
    return element('tr', {}, title, ...cells.map((cell) => element('td', {}, cell)));
  });
  const table = element(
    'table',
    { class: 'kinds' },
    element('thead', {}, head),
    element('tbody', {}, ...lines),
  );
  return [...parts, scrolling(\`\${which}, kind by kind\`, table)];
}
function columnTitle(text ) {
  return element('th', { scope: 'col', class: 'column' }, text);
}
function scrolling(name , content ) {
  return element('div', { class: 'scroll', role: 'region', tabindex: '0', 'aria-label': name }, content);
}
const data = JSON.parse(byId('data', HTMLScriptElement).textContent ?? '');
byId('headline', HTMLElement).append(...headline(data));
byId('trouble', HTMLElement).append(
  ...problemList('error', '', data.errors),
  ...problemList(
    'warning',
    '',
    data.warnings.map((message) => ({ where: '', message, hint: '' })),
  ),
  ...problemList('difference', ' left alone', data.leftAlone),
);
byId('reading', HTMLElement).append(readingSection(data));
byId('operations', HTMLElement).hidden = data.operations.length === 0;
const choose = startOperations(data);
if (data.kinds.length > 0) byId('kinds', HTMLElement).append(kindTable(data, choose));
document.documentElement.dataset.ready = 'yes';
`;
const pageStyle = `
:root {
  color-scheme: light dark;
  --back: #ffffff;
  --raised: #f6f8fa;
  --line: #d1d9e0;
  --text: #1f2328;
  --quiet: #59636e;
  --link: #0858b4;
  --create: #116329;
  --create-back: #dafbe1;
  --create-mark: #9fe8b0;
  --update: #7a4e00;
  --update-back: #fff4c2;
  --delete: #b0101c;
  --delete-back: #ffebe9;
  --delete-mark: #ffb8b3;
  --radius: 8px;
}

@media (prefers-color-scheme: dark) {
  :root {
    --back: #0d1117;
    --raised: #161b22;
    --line: #343b44;
    --text: #e6edf3;
    --quiet: #9aa4ae;
    --link: #6cb2ff;
    --create: #56d364;
    --create-back: #10261a;
    --create-mark: #1f5c33;
    --update: #e3b341;
    --update-back: #2a210c;
    --delete: #ff8a82;
    --delete-back: #2d1517;
    --delete-mark: #77262a;
  }
}

* {
  box-sizing: border-box;
}

body {
  margin: 0 auto;
  max-width: 1120px;
  padding: 24px 20px 64px;
  background: var(--back);
  color: var(--text);
  font:
    15px / 1.5 system-ui,
    -apple-system,
    "Segoe UI",
    Roboto,
    "Helvetica Neue",
    Arial,
    sans-serif;
}

h1 {
  margin: 0;
  font-size: 1.7rem;
  line-height: 1.25;
  overflow-wrap: anywhere;
}

h2 {
  margin: 32px 0 10px;
  font-size: 1.2rem;
}

h3 {
  margin: 20px 0 4px;
  font-size: 1rem;
}

p {
  margin: 4px 0;
}

code,
.id,
.changes,
.digest {
  font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace;
  font-size: 0.88em;
  overflow-wrap: anywhere;
}

button,
input,
select {
  font: inherit;
  color: inherit;
  background: var(--back);
  border: 1px solid var(--line);
  border-radius: 6px;
  padding: 5px 10px;
  min-height: 36px;
}

button {
  cursor: pointer;
  background: var(--raised);
}

button:disabled {
  color: var(--quiet);
  cursor: default;
}

:focus-visible {
  outline: 2px solid var(--link);
  outline-offset: 2px;
}

.outcome {
  font-size: 1.2rem;
}

.facts,
.quiet,
.hint {
  color: var(--quiet);
  font-size: 0.9rem;
}

.facts {
  margin-top: 10px;
}

.status,
.badge {
  display: inline-block;
  border-radius: 999px;
  padding: 0 9px;
  font-size: 0.82rem;
  font-weight: 600;
  white-space: nowrap;
  color: var(--quiet);
  border: 1px solid var(--line);
}

.status {
  margin-right: 6px;
}

.badge.create,
.status.applied {
  color: var(--create);
  background: var(--create-back);
  border-color: transparent;
}

.badge.update,
.status.dry-run {
  color: var(--update);
  background: var(--update-back);
  border-color: transparent;
}

.badge.delete,
.badge.problem,
.status.failed {
  color: var(--delete);
  background: var(--delete-back);
  border-color: transparent;
}

.panel {
  margin-top: 20px;
  padding: 4px 16px 12px;
  border: 1px solid var(--line);
  border-left: 4px solid var(--update);
  border-radius: var(--radius);
}

.panel.errors {
  border-left-color: var(--delete);
}

.panel h2 {
  margin: 8px 0;
}

.panel ul {
  margin: 0;
  padding-left: 18px;
  overflow-wrap: anywhere;
}

.scroll {
  overflow-x: auto;
}

table {
  border-collapse: collapse;
  width: 100%;
}

.kinds th,
.kinds td {
  padding: 6px 10px;
  border-bottom: 1px solid var(--line);
  text-align: right;
  font-variant-numeric: tabular-nums;
}

.kinds th:first-child {
  text-align: left;
  font-weight: 600;
  min-width: 140px;
}

.column {
  color: var(--quiet);
  font-weight: 600;
  font-size: 0.85rem;
}

.kinds .zero {
  color: var(--quiet);
}

.as-link {
  border: 0;
  padding: 0;
  min-height: 24px;
  background: none;
  color: var(--link);
  font-weight: 600;
  text-align: left;
  text-decoration: underline;
  text-underline-offset: 2px;
  overflow-wrap: anywhere;
}

.bar {
  display: flex;
  height: 5px;
  margin-top: 2px;
}

.bar .create {
  background: var(--create);
}

.bar .update {
  background: var(--update);
}

.bar .delete {
  background: var(--delete);
}

.filters {
  display: flex;
  flex-wrap: wrap;
  gap: 10px;
  align-items: center;
  padding: 12px 0;
}

fieldset {
  display: flex;
  flex-wrap: wrap;
  gap: 6px;
  margin: 0;
  padding: 0;
  border: 0;
}

.choice {
  display: inline-flex;
  align-items: center;
  gap: 5px;
  min-height: 36px;
  padding: 4px 12px;
  border: 1px solid var(--line);
  border-radius: 6px;
  background: var(--raised);
  cursor: pointer;
}

.choice input {
  min-height: 0;
  margin: 0;
  accent-color: currentColor;
}

.choice.create:has(:checked) {
  color: var(--create);
  background: var(--create-back);
}

.choice.update:has(:checked) {
  color: var(--update);
  background: var(--update-back);
}

.choice.delete:has(:checked) {
  color: var(--delete);
  background: var(--delete-back);
}

.choice:has(:checked) {
  border-color: currentColor;
}

.choice:has(:focus-visible) {
  outline: 2px solid var(--link);
  outline-offset: 2px;
}

.choice input:focus-visible {
  outline: none;
}

#text {
  flex: 1 1 220px;
  min-width: 0;
}

#kind {
  flex: 0 1 auto;
  max-width: 100%;
  min-width: 0;
}

.line {
  display: flex;
  flex-wrap: wrap;
  gap: 10px;
  align-items: center;
  justify-content: space-between;
  margin-bottom: 8px;
}

.folding,
.pages {
  display: flex;
  gap: 8px;
  align-items: center;
}

.pages {
  justify-content: center;
  margin: 12px 0;
}

.pages input {
  width: 6em;
  text-align: right;
}

.pages[hidden],
.choice[hidden] {
  display: none;
}

#operations-heading {
  scroll-margin-top: 12px;
}

#list {
  list-style: none;
  margin: 0;
  padding: 0;
  border: 1px solid var(--line);
  border-radius: var(--radius);
  overflow: hidden;
}

#list:empty {
  display: none;
}

.operation {
  border-left: 4px solid var(--update);
}

.operation.create {
  border-left-color: var(--create);
}

.operation.delete {
  border-left-color: var(--delete);
}

.operation + .operation {
  border-top: 1px solid var(--line);
}

.operation summary {
  display: flex;
  flex-wrap: wrap;
  gap: 2px 10px;
  align-items: baseline;
  padding: 8px 12px;
  cursor: pointer;
  background: var(--raised);
}

.operation summary::-webkit-details-marker {
  display: none;
}

.operation summary::before {
  content: "\\25b8" / "";
  width: 0.8em;
  color: var(--quiet);
}

.operation [open] > summary::before {
  content: "\\25be" / "";
}

.operation summary:focus-visible {
  outline-offset: -2px;
}

.operation .kind {
  color: var(--quiet);
  overflow-wrap: anywhere;
}

.operation .id {
  font-weight: 600;
}

.operation details > p {
  margin: 0;
  padding: 7px 12px;
  border-top: 1px solid var(--line);
}

.problem-text {
  color: var(--delete);
  overflow-wrap: anywhere;
}

.changes {
  table-layout: fixed;
  background: var(--back);
}

.changes th,
.changes td {
  padding: 5px 12px;
  border-top: 1px solid var(--line);
  text-align: left;
  vertical-align: top;
  overflow-wrap: anywhere;
  white-space: pre-wrap;
}

.attribute {
  width: 24%;
}

.changes th {
  color: var(--quiet);
  font-weight: 500;
}

.changes td::before {
  display: inline-block;
  width: 1.2em;
  font-weight: 700;
}

.changes .old {
  background: var(--delete-back);
}

.changes .new {
  background: var(--create-back);
}

.changes .old::before {
  content: "\\2212" / "";
  color: var(--delete);
}

.changes .new::before {
  content: "+" / "";
  color: var(--create);
}

mark {
  color: inherit;
  background: var(--create-mark);
  border-radius: 2px;
}

.old mark {
  background: var(--delete-mark);
}

.only-heard {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

@media (max-width: 640px) {
  body {
    padding: 16px 12px 48px;
  }

  .filters {
    align-items: stretch;
  }

  .kinds th,
  .kinds td {
    padding: 6px 4px;
    font-size: 0.85rem;
  }

  .kinds th:first-child {
    min-width: 84px;
    overflow-wrap: anywhere;
  }

  .kinds .column {
    font-size: 0.75rem;
  }

  fieldset {
    display: grid;
    grid-template-columns: 1fr 1fr;
  }

  fieldset,
  #text,
  #kind {
    flex: 1 1 100%;
  }

  .choice {
    flex: 1 1 auto;
    justify-content: center;
    padding: 4px 8px;
  }

  .changes,
  .changes tbody,
  .changes tr,
  .changes th,
  .changes td {
    display: block;
    width: auto;
  }

  .changes th {
    padding-bottom: 2px;
  }

  .changes td {
    border-top: 0;
  }
}

@media print {
  .filters,
  .folding,
  .pages {
    display: none;
  }
}
`;

;// CONCATENATED MODULE: ./build/report/error-place.js
/** The kind, object and attribute that an error is about, save for what its message names already. */
function errorPlace(error) {
    return [error.kind, error.id ?? '', error.attribute ?? ''].filter((part) => part !== '' && !error.message.includes(part));
}

;// CONCATENATED MODULE: ./build/report/wording.js
/** `1,234`: the same on every machine. */
function formatNumber(value) {
    return value.toLocaleString('en-US');
}
/** `1 request`, `2 requests`. */
function plural(count, word) {
    return `${formatNumber(count)} ${word}${count === 1 ? '' : 's'}`;
}
/** `0.4 s`, `12 s`, `3 min 20 s`. */
function formatDuration(milliseconds) {
    const seconds = milliseconds / 1_000;
    if (seconds < 10)
        return `${seconds.toFixed(1)} s`;
    const whole = Math.round(seconds);
    if (whole < 60)
        return `${whole} s`;
    return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
/** `512 B`, `3.4 kB`, `12.0 MB`; thousands, not 1,024s. */
function formatBytes(bytes) {
    if (bytes < 1_000)
        return `${bytes} B`;
    if (bytes < 1_000_000)
        return `${(bytes / 1_000).toFixed(1)} kB`;
    return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
/** `+3 ~12 -0`: create, update, delete. */
function formatSigns(counts) {
    return `+${counts.create} ~${counts.update} -${counts.delete}`;
}
function changeCount(counts) {
    return counts.create + counts.update + counts.delete;
}
const PLANNED = { create: 'to create', update: 'to update', delete: 'to delete' };
const DONE = { create: 'created', update: 'updated', delete: 'deleted' };
/** `3 to create, 12 to update`, or `3 created, 12 updated`; `no changes` when there is none. */
function countsInWords(counts, done) {
    const words = done === 'done' ? DONE : PLANNED;
    const parts = ['create', 'update', 'delete']
        .filter((action) => counts[action] > 0)
        .map((action) => `${formatNumber(counts[action])} ${words[action]}`);
    return parts.length === 0 ? 'no changes' : parts.join(', ');
}
/** What became of a run, in words; the sync's name is not in it. */
function outcomeInWords(report) {
    const errors = report.errors.length === 0 ? '' : `, ${plural(report.errors.length, 'error')}`;
    if (report.status === 'dry-run')
        return `${countsInWords(report.summary, 'planned')}${errors}`;
    // Which of the operations failed is in the list of errors: the counts are the plan's.
    if (report.status === 'applied' && errors === '')
        return countsInWords(report.summary, 'done');
    const planned = `planned: ${countsInWords(report.summary, 'planned')}`;
    if (report.status === 'applied')
        return `applied${errors} (${planned})`;
    return `${report.status}${errors} (${planned})`;
}
/** What the counts do not say of a run's end; empty when they say it all. */
function explanationInWords(report) {
    if (report.status === 'failed')
        return 'The run stopped before it was through. What was written stays.';
    if (report.status === 'cancelled')
        return 'The run was cancelled before it was through. What was written stays.';
    if (!isSettled(report))
        return '';
    return `The destination is as the source says: ${formatNumber(report.summary.unchanged)} objects compared, none differs.`;
}
/** Whether nothing is left to do, and nothing went wrong that would hide some of it. */
function isSettled(report) {
    const finished = report.status === 'dry-run' || report.status === 'applied';
    return finished && changeCount(report.summary) === 0 && report.errors.length === 0;
}
/** A reason as a sentence: a capital letter, unless it begins with a name, and a full stop. */
function asSentence(reason) {
    if (reason === '')
        return '';
    const begun = reason.replace(/^[a-z](?=[a-z]* )/, (letter) => letter.toUpperCase());
    return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}

;// CONCATENATED MODULE: ./build/report/reading-words.js

/** `source warm, destination full`. */
function modesInWords({ sides }) {
    return `source ${sides.A.mode}, destination ${sides.B.mode}`;
}
/** `12 of 4,321 objects, 9 requests, 3.2 s`: what this run read, of how many where that is known, and its cost. */
function costInWords(report) {
    const { sides, requests } = report;
    const objects = objectsRead(sides.A) + objectsRead(sides.B);
    const count = requests.A.count + requests.B.count;
    const full = fullReadElsewhere(report);
    const read = full === undefined
        ? plural(objects, 'object')
        : `${formatNumber(objects)} of ${plural(full.objects.A + full.objects.B, 'object')}`;
    return `${read}, ${plural(count, 'request')}, ${formatDuration(report.duration_ms)}`;
}
/** The same for reading everything; undefined when this run did, or when it is not known. */
function fullCostInWords(report) {
    const full = fullReadElsewhere(report);
    if (full === undefined)
        return undefined;
    const objects = plural(full.objects.A + full.objects.B, 'object');
    const requests = plural(full.requests.A + full.requests.B, 'request');
    return `${objects}, ${requests}, ${formatDuration(full.duration_ms)}`;
}
/** How it was read, in sentences; what comes from the run stands in them as it is. */
function readingSentences(report) {
    const sentences = [`Read: ${costInWords(report)}.`];
    const full = fullReadElsewhere(report);
    if (full !== undefined) {
        sentences.push(`Reading everything took ${fullCostInWords(report)} when run ${full.run_id} did.`);
    }
    const { runs, bytes } = report.cache;
    sentences.push(`The cache holds ${plural(runs, 'run')}, ${formatBytes(bytes)}.`);
    return sentences;
}
function fullReadElsewhere({ full_read, run_id }) {
    return full_read === null || full_read.run_id === run_id ? undefined : full_read;
}
function objectsRead({ kinds }) {
    return Object.values(kinds).reduce((sum, { changed }) => sum + changed, 0);
}

;// CONCATENATED MODULE: ./build/report/value.js

/** How a value that is not set is written. */
const UNSET = '(none)';
const CONTEXT = 30;
/**
 * A value on one line, so that different values look different: text as it is where it can be mistaken for
 * nothing else, otherwise in quotes; unset as `(none)`; everything else as JSON.
 */
function showValue(value) {
    if (value === null)
        return UNSET;
    if (typeof value !== 'string')
        return visible(JSON.stringify(value));
    return isUnmistakable(value) ? value : visible(JSON.stringify(value));
}
function isUnmistakable(text) {
    return text !== '' && text !== UNSET && text.trim() === text && isVisible(text) && !looksLikeJson(text);
}
function looksLikeJson(text) {
    return /^(?:["{[]|-?\d|true$|false$|null$)/.test(text) && isJson(text);
}
function isJson(text) {
    try {
        JSON.parse(text);
        return true;
    }
    catch {
        return text.startsWith('"');
    }
}
/** `showValue`, cut after `length` characters; how long it was is said. */
function showShort(value, length) {
    return value_cut(showValue(value), 0, length);
}
/**
 * Two values of one attribute, each at most about `length` characters: when what differs stands far behind,
 * both are shown from shortly before it.
 */
function showChange(change, length) {
    const before = showValue(change.old);
    const after = showValue(change.new);
    const fits = before.length <= length && after.length <= length;
    const start = fits ? 0 : startOfExcerpt(before, after, length);
    return { old: value_cut(before, start, length), new: value_cut(after, start, length) };
}
function startOfExcerpt(before, after, length) {
    const shorter = Math.min(before.length, after.length);
    let common = 0;
    while (common < shorter && before[common] === after[common])
        common += 1;
    return common < length - CONTEXT ? 0 : common - CONTEXT;
}
function value_cut(text, start, length) {
    const isCut = text.length > start + length;
    const shown = sliceWhole(text, start, isCut ? start + length : text.length);
    return `${start > 0 ? '…' : ''}${shown}${isCut ? `… (${text.length} characters)` : ''}`;
}

;// CONCATENATED MODULE: ./build/report/page-data.js






const ACTION_NUMBERS = { create: 0, update: 1, delete: 2 };
/** How an operation ended, where that is worth a word. */
const ENDED = {
    planned: '',
    written: '',
    failed: 'failed',
    skipped: 'skipped',
    unknown: 'unknown',
    'left-alone': 'left alone',
};
const page_data_NOTHING = { create: 0, update: 0, delete: 0, unchanged: 0 };
/** Everything that the page shows save for the operations, which may be many. */
function pageHead(report) {
    return {
        sync: visible(report.sync),
        outcome: outcomeInWords(report),
        explanation: explanationInWords(report),
        status: report.status,
        runId: visible(report.run_id),
        digest: visible(report.digest),
        counts: page_data_countsOf(report.summary),
        kinds: kindNames(report).map((name) => ({
            name: visible(name),
            counts: page_data_countsOf(report.by_kind[name] ?? page_data_NOTHING),
        })),
        errors: report.errors.map((error) => ({
            where: visible(errorPlace(error).join(' ')),
            message: visible(error.message),
            hint: visible(error.hint),
        })),
        warnings: report.warnings.map(visible),
        leftAlone: report.left_alone.map(leftAlone),
        reading: {
            sentences: readingSentences(report).map(visible),
            sides: [
                pageSide('Source', report.sides.A, report.requests.A),
                pageSide('Destination', report.sides.B, report.requests.B),
            ],
        },
    };
}
/** In write order; a kind that only operations name comes last. */
function kindNames({ by_kind, operations }) {
    return [...new Set([...Object.keys(by_kind), ...operations.map(({ kind }) => kind)])];
}
/** The operations in their order, with what went wrong with each. */
function* pageOperations(report) {
    const kinds = new Map(kindNames(report).map((kind, index) => [kind, index]));
    const problems = Map.groupBy(report.errors, (error) => JSON.stringify([error.kind, error.id]));
    for (const operation of report.operations) {
        const { action, kind, id, dest_id, renamed_from } = operation;
        const found = problems.size === 0 ? undefined : problems.get(JSON.stringify([kind, id]));
        const problem = (found ?? []).map(({ message }) => visible(message)).join(' ');
        const number = ACTION_NUMBERS[action];
        yield [
            number,
            kinds.get(kind) ?? -1,
            visible(id),
            visible(dest_id ?? ''),
            page_data_changesOf(operation),
            problem,
            visible(renamed_from ?? ''),
            ENDED[operation.outcome],
        ];
    }
}
function leftAlone({ kind, id, attribute, reason, ...values }) {
    const where = visible([kind, id, attribute ?? ''].join(' ').trim());
    if (attribute === null)
        return { where, message: visible(reason), hint: '' };
    const kept = `keeps ${showValue(values.old)}, not ${showValue(values.new)}`;
    return { where, message: `${kept}: ${visible(reason)}`, hint: '' };
}
/** By attribute. A new object's unset attributes are no news, nor are a deleted one's. */
function page_data_changesOf({ action, changes }) {
    const shown = Object.entries(changes).flatMap(([attribute, change]) => {
        const name = visible(attribute);
        if (action === 'update')
            return [[name, showValue(change.old), showValue(change.new)]];
        if (action === 'create')
            return change.new === null ? [] : [[name, null, showValue(change.new)]];
        return change.old === null ? [] : [[name, showValue(change.old), null]];
    });
    return shown.sort(([left], [right]) => compareText(left, right));
}
function pageSide(name, side, traffic) {
    const cost = `${plural(traffic.count, 'request')}, ${formatBytes(traffic.bytes)}`;
    return {
        title: `${name}, ${side.mode} (${cost})`,
        reason: visible(asSentence(side.reason)),
        rows: Object.entries(side.kinds).map(([kind, read]) => [
            visible(kind),
            read.mode === side.mode || read.reason === '' ? read.mode : `${read.mode}: ${visible(read.reason)}`,
            ...[read.rows, read.changed, read.deleted, read.requests].map(formatNumber),
        ]),
    };
}
function page_data_countsOf(counts) {
    return [counts.create, counts.update, counts.delete, counts.unchanged];
}

;// CONCATENATED MODULE: ./build/report/page-markup.js
/** The page's own HTML, between its head and its data. Nothing of it comes from a run. */
const pageMarkup = `<main>
<header id="headline"></header>
<noscript><p>This report is drawn by the script inside it. Allow scripts for this file, or read plan.md or plan.json beside it.</p></noscript>
<div id="trouble"></div>
<div id="kinds"></div>
<section id="operations" aria-labelledby="operations-heading">
<h2 id="operations-heading" tabindex="-1">Operations</h2>
<div class="filters" role="search" aria-label="Filter the operations">
<fieldset id="actions"><legend class="only-heard">Action</legend></fieldset>
<select id="kind" aria-label="Kind"><option value="">all kinds</option></select>
<input id="text" type="search" aria-label="Text" placeholder="Name, attribute or value" autocomplete="off" spellcheck="false">
<label id="problems-label" class="choice" hidden><input id="problems" type="checkbox"> only with errors</label>
<button id="reset" type="button">Show all</button>
</div>
<div class="line">
<p id="found" role="status"></p>
<div class="folding"><button id="open-all" type="button">Unfold all</button><button id="close-all" type="button">Fold all</button></div>
</div>
<nav class="pages" aria-label="Pages, above the list" hidden><button type="button">Previous</button><label>Page <input type="number" min="1" inputmode="numeric"></label><span class="last"></span><button type="button">Next</button></nav>
<p id="nothing" hidden>No operation is like that. Choose another kind or action, or another text.</p>
<ol id="list"></ol>
<nav class="pages" aria-label="Pages, below the list" hidden><button type="button">Previous</button><label>Page <input type="number" min="1" inputmode="numeric"></label><span class="last"></span><button type="button">Next</button></nav>
</section>
<div id="reading"></div>
</main>
`;

;// CONCATENATED MODULE: ./build/report/html.js







/**
 * One run as a page of its own, in pieces of some 256 kB. It asks the network for nothing and runs no script but
 * its own: what comes from the data is JSON that this script shows as text, and the browser is told to refuse
 * anything else.
 */
function htmlChunks(report) {
    return inChunks(pieces(report));
}
function* pieces(report) {
    yield '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n';
    yield `<meta http-equiv="Content-Security-Policy" content="${policy()}">\n`;
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n';
    yield '<meta name="referrer" content="no-referrer">\n';
    yield `<title>${escape_escapeHtml(visible(`${report.sync}: ${outcomeInWords(report)}`))}</title>\n`;
    yield `<style>${pageStyle}</style>\n</head>\n<body>\n${pageMarkup}`;
    yield '<script type="application/json" id="data">';
    yield* data(report);
    yield `</script>\n<script type="module">${pageScript}</script>\n</body>\n</html>\n`;
}
/** The head's members, then one operation on each line. */
function* data(report) {
    yield scriptJson(pageHead(report)).slice(0, -1);
    yield ',"operations":[';
    let separator = '\n';
    for (const operation of pageOperations(report)) {
        yield separator + scriptJson(operation);
        separator = ',\n';
    }
    yield ']}';
}
/** JSON that cannot end the script element it stands in (HTML 4.12.1.3): only `<` could begin such an end. */
function scriptJson(value) {
    return JSON.stringify(value).replaceAll('<', '\\u003c');
}
/** Nothing from anywhere, no script and no style but these two, and no text that becomes HTML. */
function policy() {
    const hash = (text) => `'sha256-${(0,external_node_crypto_.createHash)('sha256').update(text).digest('base64')}'`;
    return [
        "default-src 'none'",
        `script-src ${hash(pageScript)}`,
        `style-src ${hash(pageStyle)}`,
        "base-uri 'none'",
        "form-action 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    ].join('; ');
}

;// CONCATENATED MODULE: ./build/report/json.js


/**
 * The run as `--format json` prints it, in pieces of some 256 kB, so that a large plan is never one string.
 * Keys have a fixed order, whatever order the report's objects have: the format's own; kinds in write order;
 * attributes by name. One operation, one error and one kind stand on a line each, so that lines can be compared.
 */
function jsonChunks(report) {
    return inChunks(json_pieces(report));
}
function* json_pieces(report) {
    yield '{\n';
    yield member('sync', report.sync);
    yield member('run_id', report.run_id);
    yield member('status', report.status);
    yield member('digest', report.digest);
    yield member('summary', counts(report.summary));
    yield '  "by_kind": ';
    yield* json_objectOf(mapEntries(report.by_kind, counts), '  ');
    yield ',\n  "sides": {\n';
    yield* side('A', report.sides.A);
    yield ',\n';
    yield* side('B', report.sides.B);
    yield '\n  },\n';
    yield member('requests', {
        A: { count: report.requests.A.count, bytes: report.requests.A.bytes },
        B: { count: report.requests.B.count, bytes: report.requests.B.bytes },
    });
    yield '  "operations": ';
    yield* listOfTexts(report.operations, createOperationText());
    yield ',\n  "left_alone": ';
    yield* listOf(report.left_alone, json_leftAlone);
    yield ',\n  "errors": ';
    yield* listOf(report.errors, json_error);
    yield ',\n  "warnings": ';
    yield* listOf(report.warnings, (warning) => warning);
    yield ',\n  "audit": ';
    if (report.audit === null)
        yield 'null';
    else
        yield* listOf(report.audit, ({ side: name, kind, id, what }) => ({ side: name, kind, id, what }));
    yield `,\n  "full_read": ${JSON.stringify(fullRead(report.full_read))}`;
    const { runs, bytes } = report.cache;
    yield `,\n  "cache": ${JSON.stringify({ runs, bytes })}`;
    yield `,\n  "duration_ms": ${JSON.stringify(report.duration_ms)}\n}\n`;
}
function member(name, value) {
    return `  ${JSON.stringify(name)}: ${JSON.stringify(value)},\n`;
}
function* side(name, report) {
    const head = `"mode": ${JSON.stringify(report.mode)}, "reason": ${JSON.stringify(report.reason)}`;
    yield `    ${JSON.stringify(name)}: {${head}, "kinds": `;
    const kinds = mapEntries(report.kinds, (kind) => ({
        mode: kind.mode,
        reason: kind.reason,
        rows: kind.rows,
        changed: kind.changed,
        deleted: kind.deleted,
        requests: kind.requests,
    }));
    yield* json_objectOf(kinds, '    ');
    yield '}';
}
function mapEntries(record, value) {
    return Object.entries(record).map(([key, item]) => [key, value(item)]);
}
function* json_objectOf(entries, indent) {
    yield '{';
    for (const [index, [key, value]] of entries.entries()) {
        yield `${index === 0 ? '' : ','}\n${indent}  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    }
    yield entries.length === 0 ? '}' : `\n${indent}}`;
}
function listOf(items, value) {
    return listOfTexts(items, (item) => JSON.stringify(value(item)));
}
function* listOfTexts(items, text) {
    yield '[';
    for (const [index, item] of items.entries())
        yield `${index === 0 ? '' : ','}\n    ${text(item)}`;
    yield items.length === 0 ? ']' : '\n  ]';
}
function fullRead(value) {
    if (value === null)
        return null;
    const { run_id, objects, requests, duration_ms } = value;
    return {
        run_id,
        objects: { A: objects.A, B: objects.B },
        requests: { A: requests.A, B: requests.B },
        duration_ms,
    };
}
function counts(value) {
    return { create: value.create, update: value.update, delete: value.delete, unchanged: value.unchanged };
}
/** An operation as JSON text, its attributes by name. Put together by hand: a first run has as many as objects. */
function createOperationText() {
    const keysOf = createKeyOrder();
    return ({ action, kind, id, renamed_from, dest_id, outcome, changes }) => {
        const whole = JSON.stringify({ action, kind, id, renamed_from, dest_id, outcome });
        let text = '';
        for (const { name, label } of keysOf(changes)) {
            const change = changes[name];
            const before = JSON.stringify(change?.old ?? null);
            text += `${text === '' ? '' : ','}${label}{"old":${before},"new":${JSON.stringify(change?.new ?? null)}}`;
        }
        return `${whole.slice(0, -1)},"changes":{${text}}}`;
    };
}
function json_leftAlone(value) {
    return {
        kind: value.kind,
        id: value.id,
        dest_id: value.dest_id,
        attribute: value.attribute,
        old: value.old,
        new: value.new,
        owner: value.owner,
        reason: value.reason,
    };
}
function json_error(value) {
    return {
        error_class: value.error_class,
        kind: value.kind,
        id: value.id,
        dest_id: value.dest_id,
        attribute: value.attribute,
        message: value.message,
        hint: value.hint,
        retry_count: value.retry_count,
        terminal: value.terminal,
    };
}

;// CONCATENATED MODULE: ./build/report/fit.js
const SEPARATOR = '\n\n';
function byteLength(text) {
    return Buffer.byteLength(text, 'utf8');
}
/** A section that is there as a whole or not at all. */
function wholeSection(rank, name, text) {
    return {
        rank,
        name,
        render: (room) => (byteLength(text) <= room ? { text, shortened: false } : undefined),
    };
}
/**
 * Joins sections in the given order within `limit` bytes. What does not fit is left out as a whole, the least
 * important first, and a line above the last section says what is missing and where all of it is.
 *
 * @param elsewhere Markdown that says where the rest is, such as `The job summary has all of it.`
 */
function fitSections(sections, limit, elsewhere) {
    const noteRoom = byteLength(leftOutNote(sections.map((section) => section.name), elsewhere)) + SEPARATOR.length;
    let room = limit - noteRoom;
    const texts = new Map();
    const missing = new Set();
    for (const section of sections.toSorted((left, right) => left.rank - right.rank)) {
        const rendered = section.render(room - SEPARATOR.length);
        if (rendered === undefined || rendered.shortened)
            missing.add(section);
        if (rendered === undefined || rendered.text === '')
            continue;
        texts.set(section, rendered.text);
        room -= byteLength(rendered.text) + SEPARATOR.length;
    }
    const last = sections.at(-1);
    const before = sections.slice(0, -1).flatMap((section) => texts.get(section) ?? []);
    const after = last === undefined ? [] : (texts.get(last) ?? []);
    const names = sections.filter((section) => missing.has(section)).map((section) => section.name);
    const note = names.length === 0 ? [] : leftOutNote(names, elsewhere);
    return [before, note, after].flat().join(SEPARATOR);
}
function leftOutNote(names, elsewhere) {
    return `_Too long to show in full; left out here: ${[`${names.join(', ')}.`, elsewhere].join(' ').trim()}_`;
}
/**
 * As many whole entries, each a line or more, as fit; then how many are missing.
 *
 * @param more the words for a number of missing entries
 */
function fitEntries(entries, total, room, more) {
    const kept = [];
    let left = room - byteLength(more(total));
    for (const entry of entries) {
        left -= byteLength(entry) + 1;
        if (left < 0)
            break;
        kept.push(entry);
    }
    if (kept.length === total)
        return { text: kept.join('\n'), shortened: false };
    if (kept.length === 0)
        return undefined;
    return { text: [...kept, more(total - kept.length)].join('\n'), shortened: true };
}

;// CONCATENATED MODULE: ./build/report/sections/changes.js




const ID_LENGTH = 200;
const VALUE_LENGTH = 160;
/** Up to so many operations in all, the sections start unfolded. */
const FEW = 10;
/** What is hardest to undo must not be what is left out. */
const IMPORTANCE = { delete: 2, update: 1, create: 0 };
const changes_SEPARATOR = '\n\n';
/**
 * A folded section for each kind with each object's changes as a diff block. Kinds that lose objects come
 * first, then those with the most updates, then the rest as they are written; within a kind what is deleted,
 * then what is updated, then what is new. When room is short every kind
 * has its share of it, and what a small kind leaves goes to the larger ones.
 */
function changesSection(report) {
    return {
        rank: 5,
        name: 'some of the changes',
        render: (room) => renderKinds(kindsByImportance(report), room, report.operations.length <= FEW),
    };
}
function kindsByImportance(report) {
    const done = report.status === 'applied' && report.errors.length === 0 ? 'done' : 'planned';
    const operations = Map.groupBy(report.operations, (operation) => operation.kind);
    const kinds = Object.entries(report.by_kind).filter(([kind]) => operations.has(kind));
    return kinds
        .toSorted(([, left], [, right]) => right.delete - left.delete || right.update - left.update)
        .map(([kind, counts]) => ({
        kind,
        words: countsInWords(counts, done),
        operations: (operations.get(kind) ?? []).toSorted((left, right) => IMPORTANCE[right.action] - IMPORTANCE[left.action]),
    }));
}
function renderKinds(kinds, room, open) {
    const texts = new Map();
    let left = room;
    let shortened = false;
    const smallestFirst = kinds.toSorted((one, other) => one.operations.length - other.operations.length);
    for (const [index, kind] of smallestFirst.entries()) {
        const share = Math.floor(left / (kinds.length - index)) - changes_SEPARATOR.length;
        const rendered = renderKind(kind, share, open);
        if (rendered === undefined || rendered.shortened)
            shortened = true;
        if (rendered === undefined)
            continue;
        texts.set(kind, rendered.text);
        left -= byteLength(rendered.text) + changes_SEPARATOR.length;
    }
    if (texts.size === 0 && kinds.length > 0)
        return undefined;
    return { text: kinds.flatMap((kind) => texts.get(kind) ?? []).join(changes_SEPARATOR), shortened };
}
function renderKind(changes, room, open) {
    const total = changes.operations.length;
    const frame = (fence, lines) => {
        const more = total - lines.length;
        return [
            `<details${open ? ' open' : ''}><summary>${htmlCode(clip(changes.kind, 100))}: ${changes.words}</summary>`,
            '',
            `${fence}diff`,
            ...lines,
            fence,
            ...(more > 0 ? ['', `… and ${plural(more, 'more object')}`] : []),
            '',
            '</details>',
        ].join('\n');
    };
    const kept = [];
    let fence = '```';
    let length = byteLength(frame('', []));
    for (const operation of changes.operations) {
        const entry = operationLines(operation).join('\n');
        const wider = '`'.repeat(Math.max(fence.length, longestBacktickRun(entry) + 1));
        length += byteLength(entry) + 1;
        if (length + 2 * wider.length > room)
            break;
        fence = wider;
        kept.push(entry);
    }
    if (kept.length === 0)
        return undefined;
    return { text: frame(fence, kept), shortened: kept.length < total };
}
/** One object: a line that names it, then a line for each value that goes or comes. */
function operationLines(operation) {
    const changes = Object.entries(operation.changes).map(([attribute, change]) => [visible(clip(attribute, ID_LENGTH)), change]);
    const width = Math.max(0, ...changes.map(([attribute]) => attribute.length));
    const lines = changes.flatMap(([attribute, change]) => {
        const name = attribute.padEnd(width);
        if (operation.action === 'update') {
            const values = showChange(change, VALUE_LENGTH);
            return [`- ${name}  ${values.old}`, `+ ${name}  ${values.new}`];
        }
        const value = operation.action === 'create' ? change.new : change.old;
        const sign = operation.action === 'create' ? '+' : '-';
        // A new object's unset attributes are no news.
        return value === null ? [] : [`${sign} ${name}  ${showShort(value, VALUE_LENGTH)}`];
    });
    const { renamed_from: before } = operation;
    const what = before === null ? operation.action : `rename ${visible(clip(before, ID_LENGTH))} to`;
    return [`@@ ${what} ${visible(clip(operation.id, ID_LENGTH))} @@`, ...lines];
}

;// CONCATENATED MODULE: ./build/report/sections/chart.js


/** Kinds that have a slice of their own; the others share one. */
const SLICES = 8;
/** A chart of the changes by kind, which GitHub draws from Mermaid's words; nothing when one kind alone changes. */
function chartSection(report) {
    const changes = Object.entries(report.by_kind)
        .map(([kind, counts]) => [kind, changeCount(counts)])
        .filter(([, count]) => count > 0)
        .toSorted(([, one], [, other]) => other - one);
    return wholeSection(3, 'the chart', changes.length < 2 ? '' : pie(changes));
}
function pie(changes) {
    const shown = changes.length > SLICES ? changes.slice(0, SLICES - 1) : changes;
    const rest = changes.slice(shown.length);
    const slices = new Map();
    for (const [kind, count] of shown)
        slices.set(unused(label(kind), slices), count);
    const others = rest.reduce((sum, [, count]) => sum + count, 0);
    if (others > 0)
        slices.set(unused(`${rest.length} other kinds`, slices), others);
    const lines = [...slices].map(([name, count]) => `  "${name}" : ${count}`);
    return ['```mermaid', 'pie showData title Changes by kind', ...lines, '```'].join('\n');
}
/** Inside Mermaid's quotes everything but plain characters may mean something, so only those are left. */
function label(kind) {
    return kind.replace(/[^A-Za-z0-9_ -]/g, '_').slice(0, 40) || '_';
}
/** Mermaid draws only the first of two slices with one name. */
function unused(name, taken) {
    let candidate = name;
    for (let number = 2; taken.has(candidate); number += 1)
        candidate = `${name} ${number}`;
    return candidate;
}

;// CONCATENATED MODULE: ./build/report/sections/footer.js



/** Which plan and which run this was, where more of it is, and how its changes are made. */
function footerSection(report, links) {
    const parts = [`Run ${codeSpan(report.run_id)}`];
    if (report.digest !== '')
        parts.push(`plan ${codeSpan(report.digest)}`);
    const text = [...howToApply(report), linksLine(parts, links)].join('\n\n');
    return wholeSection(1, 'the run and the plan', text);
}
/** One line: the given parts, then a link to whatever is known. */
function linksLine(parts, links) {
    const linked = [...parts];
    if (links.branch !== undefined)
        linked.push(branchPart(links.branch));
    if (links.run !== undefined)
        linked.push(escape_link('workflow run', links.run));
    if (links.report !== undefined)
        linked.push(escape_link('full report', links.report));
    return linked.join(' · ');
}
function branchPart({ name, url }) {
    const shown = `branch ${codeSpan(clip(name, 100))}`;
    return url === undefined ? shown : `${shown} (${escape_link('open it', url)})`;
}
function howToApply(report) {
    if (report.status !== 'dry-run' || changeCount(report.summary) === 0)
        return [];
    const name = `--name ${shellWord(report.sync)}`;
    const sync = codeSpan(`infrahub-sync sync ${name}`);
    const apply = codeSpan(`infrahub-sync apply ${name} --run-id ${report.run_id}`);
    return [
        `Nothing was written. The action with \`mode: sync\`, or ${sync}, makes these changes; where this run’s cache is, ${apply} writes just this plan.`,
    ];
}
/** A name as one word of a POSIX shell: it may come from a fork's configuration, and people paste commands. */
function shellWord(text) {
    return /^[\w.-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

;// CONCATENATED MODULE: ./build/report/sections/headline.js



/**
 * The sync's name and what became of the run: the one part that is always there.
 *
 * @param hadChanges whether a reader has seen changes of this sync before
 */
function headlineSection(report, hadChanges) {
    const signs = changeCount(report.summary) === 0 ? '' : ` ${codeSpan(formatSigns(report.summary))}`;
    const explanation = explanationInWords(report);
    const anyMore = hadChanges && isSettled(report) ? ' any more' : '';
    const headline = `### ${codeSpan(clip(report.sync, 100))}: ${outcomeInWords(report)}${anyMore}${signs}`;
    return wholeSection(0, 'the headline', [headline, ...(explanation === '' ? [] : [explanation])].join('\n\n'));
}

;// CONCATENATED MODULE: ./build/report/sections/kind-table.js



/** How many objects of each kind change; kinds without a change are one line together. */
function kindTableSection(report) {
    const kinds = Object.entries(report.by_kind);
    const changed = kinds.filter(([, counts]) => changeCount(counts) > 0);
    if (changed.length === 0)
        return wholeSection(2, 'the table by kind', '');
    const rows = changed.map(([kind, counts]) => row(cellCode(clip(kind, 100)), counts));
    const rest = kinds.length - changed.length;
    const unchanged = kinds.reduce((sum, [, counts]) => (changeCount(counts) === 0 ? sum + counts.unchanged : sum), 0);
    if (rest > 0)
        rows.push(row(`${rest} more`, { create: 0, update: 0, delete: 0, unchanged }));
    const head = ['| kind | create | update | delete | unchanged |', '| :-- | --: | --: | --: | --: |'];
    return wholeSection(2, 'the table by kind', [...head, ...rows].join('\n'));
}
function row(name, counts) {
    const cells = [counts.create, counts.update, counts.delete, counts.unchanged].map(formatNumber);
    return `| ${name} | ${cells.join(' | ')} |`;
}

;// CONCATENATED MODULE: ./build/report/sections/left-alone.js




/** What stays as it is, because it is somebody else's or something still needs it. */
function leftAloneSection(report) {
    const entries = report.left_alone.map(entry);
    const title = `**${plural(entries.length, 'difference')}** left alone`;
    return {
        rank: 4,
        name: 'what is left alone',
        render: (room) => {
            if (entries.length === 0)
                return { text: '', shortened: false };
            const list = fitEntries(entries, entries.length, Math.floor(room / 4) - title.length - 2, more);
            return list === undefined ? undefined : { ...list, text: `${title}\n\n${list.text}` };
        },
    };
}
function more(count) {
    return `- … and ${formatNumber(count)} more`;
}
function entry({ kind, id, attribute, reason, ...values }) {
    const object = [kind, id].map((part) => codeSpan(clip(part, 200))).join(' ');
    if (attribute === null)
        return `- ${object}: ${sentence(reason)}`;
    const { old, new: wanted } = showChange(values, 100);
    return `- ${object} ${codeSpan(clip(attribute, 200))} keeps ${codeSpan(old)}, not ${codeSpan(wanted)}: ${sentence(reason)}`;
}

;// CONCATENATED MODULE: ./build/report/error-causes.js
/** Puts errors of one cause together, causes in the order in which they first appear. */
function errorCauses(errors) {
    const causes = Map.groupBy(errors, error_causes_nameOf);
    return [...causes].map(([name, list]) => ({ name, errors: list }));
}
function error_causes_nameOf({ error_class, kind, attribute }) {
    if (kind === '')
        return error_class;
    return `${error_class} at ${kind}${attribute === null ? '' : `.${attribute}`}`;
}

;// CONCATENATED MODULE: ./build/report/sections/problems.js





/**
 * What went wrong: where, what, and what to do about it.
 * @param perCause how many errors of one cause are told: a mistake in the mapping is met again by every record
 */
function errorsSection({ errors }, perCause) {
    const entries = errorCauses(errors).flatMap((cause) => causeEntries(cause, perCause));
    const section = listSection(1, 'error', errors.length, entries);
    return entries.length === errors.length ? section : shortenedSection(section);
}
/** The section as one that lacks entries, whether or not what is left fits. */
function shortenedSection(section) {
    return {
        ...section,
        render: (room) => {
            const rendered = section.render(room);
            return rendered && { ...rendered, shortened: true };
        },
    };
}
/** What is worth reading and stopped nothing. */
function warningsSection(report) {
    return listSection(3, 'warning', report.warnings.length, report.warnings.map((warning) => `- ${sentence(warning)}`));
}
/** @param count of all, which may be more than have an entry of their own */
function listSection(rank, word, count, entries) {
    const title = `**${plural(count, word)}**`;
    const more = entries.length === count ? moreOf(word) : () => `- … and ${word}s of other causes`;
    return {
        rank,
        name: `${word}s`,
        render: (room) => {
            if (entries.length === 0)
                return { text: '', shortened: false };
            // Half of what is left at most, so that a thousand errors of one cause do not crowd out the plan.
            const list = fitEntries(entries, entries.length, Math.floor(room / 2) - title.length - 2, more);
            return list === undefined ? undefined : { ...list, text: `${title}\n\n${list.text}` };
        },
    };
}
function moreOf(word) {
    return (count) => `- … and ${plural(count, `more ${word}`)}`;
}
function causeEntries({ name, errors }, most) {
    const shown = errors.slice(0, most).map(errorEntry);
    const more = errors.length - shown.length;
    return more > 0 ? [...shown, `- … and ${formatNumber(more)} more of ${codeSpan(name)}`] : shown;
}
function errorEntry(error) {
    const place = errorPlace(error).map((part) => codeSpan(clip(part, 200)));
    const where = place.length === 0 ? '' : `${place.join(' ')}: `;
    const hint = error.hint === '' ? '' : `<br>${sentence(error.hint)}`;
    return `- ${where}${sentence(error.message)}${hint}`;
}

;// CONCATENATED MODULE: ./build/report/sections/reading.js




/** How both sides were read, why so, and what it cost: folded. */
function readingSection(report) {
    const full = fullCostInWords(report);
    const text = [
        `<details><summary>How it was read: ${modesInWords(report)}, ${costInWords(report)}</summary>`,
        ...(full === undefined ? [] : [`Reading everything took ${full}, when that was last done.`]),
        reading_side('Source', report.sides.A, report.requests.A),
        reading_side('Destination', report.sides.B, report.requests.B),
        `The cache holds ${plural(report.cache.runs, 'run')}, ${formatBytes(report.cache.bytes)}.`,
        '</details>',
    ];
    return wholeSection(4, 'how it was read', text.join('\n\n'));
}
function reading_side(name, report, traffic) {
    const kinds = Object.entries(report.kinds);
    const reason = report.reason === '' ? '' : ` ${sentence(asSentence(report.reason))}`;
    const cost = `${plural(traffic.count, 'request')}, ${formatBytes(traffic.bytes)}`;
    const intro = `**${name}, ${report.mode}** (${cost}).${reason}`;
    if (kinds.length === 0)
        return intro;
    const exceptions = kinds
        .filter(([, kind]) => kind.mode !== report.mode && kind.reason !== '')
        .map(([name, kind]) => `- ${codeSpan(clip(name, 100))} ${kind.mode}: ${sentence(asSentence(kind.reason))}`);
    const head = [
        '| kind | read | rows | changed | deleted | requests |',
        '| :-- | :-- | --: | --: | --: | --: |',
    ];
    const table = [...head, ...kinds.map(([kind, read]) => reading_row(kind, read))].join('\n');
    return [intro, table, ...(exceptions.length === 0 ? [] : [exceptions.join('\n')])].join('\n\n');
}
function reading_row(kind, read) {
    const cells = [read.rows, read.changed, read.deleted, read.requests].map(formatNumber);
    return `| ${cellCode(clip(kind, 100))} | ${read.mode} | ${cells.join(' | ')} |`;
}

;// CONCATENATED MODULE: ./build/report/markdown.js









/** One run as Markdown, for `--format markdown` and for the run's folder. Ends with a line feed. */
function renderMarkdown(report, options = {}) {
    const { limit = Number.MAX_SAFE_INTEGER, links = {} } = options;
    const sections = reportSections(report, links, {});
    return `${fitSections(sections, limit - 1, 'The plan file in the run’s cache folder has all of it.')}\n`;
}
/** A report's parts, top to bottom. */
function reportSections(report, links, options) {
    return [
        headlineSection(report, options.hadChanges ?? false),
        kindTableSection(report),
        ...(options.chart === true ? [chartSection(report)] : []),
        changesSection(report),
        leftAloneSection(report),
        errorsSection(report, options.errorsPerCause ?? Number.POSITIVE_INFINITY),
        warningsSection(report),
        readingSection(report),
        footerSection(report, links),
    ];
}

;// CONCATENATED MODULE: ./build/run/report-files.js






/** Where a run's report is, or will be. */
function reportFiles(folder) {
    return {
        html: external_node_path_.join(folder, fileNames.reportHtml),
        json: external_node_path_.join(folder, fileNames.reportJson),
        markdown: external_node_path_.join(folder, fileNames.reportMarkdown),
    };
}
/**
 * Writes a run's report into its folder as JSON. No later run reads it, so `run.json` holds no checksum of it: it may
 * be removed. Throws `CACHE_UNWRITABLE`.
 */
async function writeReportJson(folder, report) {
    await writeChunks(reportFiles(folder).json, jsonChunks(report));
}
/** Writes it for people: as a page and as Markdown. Throws `CACHE_UNWRITABLE`. */
async function writeReportPages(folder, report) {
    const files = reportFiles(folder);
    await writeChunks(files.html, htmlChunks(report));
    await writeChunks(files.markdown, [renderMarkdown(report)]);
}
async function writeChunks(file, chunks) {
    await writeAtomically(file, async (sink) => {
        for (const chunk of chunks)
            await sink(Buffer.from(chunk, 'utf8'));
    });
}

;// CONCATENATED MODULE: ./build/run/record-run.js



/**
 * Does a run's work and records how it ended, whatever that is: errors, report, and `run.json` last. A `SyncError`
 * ends in the report; any other error is thrown once all is recorded.
 */
async function recordRun({ sync, run, draft, startedAt, pages, stays }, { cacheRoot, now, signal }, work) {
    let report;
    try {
        await work();
    }
    catch (error) {
        draft.thrown(error instanceof errors_SyncError ? error : undefined);
        if (!(error instanceof errors_SyncError))
            throw error;
    }
    finally {
        await run.errors(draft.errors());
        const duration = now().getTime() - startedAt.getTime();
        report = draft.report(signal.aborted, duration, await cacheSize(cacheRoot, sync, await stays()));
        await writeReportJson(run.folder, report);
        if (pages)
            await writeReportPages(run.folder, report);
        await run.finish({ ...draft.end(signal.aborted), finishedAt: now() });
    }
    return report;
}

;// CONCATENATED MODULE: ./build/report/build-report.js

/** A plan's operation as the report shows it. */
function reportOperation(operation, outcome) {
    const { action, kind, id } = operation;
    const ended = outcome?.status === 'left-out' ? 'skipped' : (outcome?.status ?? 'planned');
    if (operation.action === 'update') {
        const { destinationId: dest_id, changes, renamedFrom } = operation;
        return { action, kind, id, renamed_from: renamedFrom ?? null, dest_id, outcome: ended, changes };
    }
    const dest_id = operation.action === 'delete' ? operation.destinationId : idOfWritten(outcome);
    return {
        action,
        kind,
        id,
        dest_id,
        renamed_from: null,
        outcome: ended,
        // Worked out when it is looked at: a first run has as many creates as there are objects.
        get changes() {
            return changesOfWhole(operation);
        },
    };
}
function idOfWritten(outcome) {
    return outcome?.status === 'written' ? outcome.destinationId : null;
}
function changesOfWhole({ action, values, }) {
    const changes = {};
    for (const name of Object.keys(values)) {
        const value = values[name] ?? null;
        setOwn(changes, name, action === 'create' ? { old: null, new: value } : { old: value, new: null });
    }
    return changes;
}
/** A record that gave no row, as the report and `errors.parquet` show it. */
function problemError(problem) {
    return {
        error_class: problem.code,
        kind: problem.kind,
        id: problem.uniqueId ?? `${problem.origin} id ${problem.recordId}`,
        dest_id: null,
        attribute: problem.field ?? null,
        message: problem.message,
        hint: problem.hint,
        retry_count: 0,
        terminal: true,
        location: problem.location,
    };
}
/** An operation that was not written; undefined for one that was. */
function outcomeError(operation, outcome) {
    if (outcome.status === 'written')
        return undefined;
    const base = {
        kind: operation.kind,
        id: operation.id,
        dest_id: operation.action === 'create' ? null : operation.destinationId,
    };
    if (outcome.status === 'skipped') {
        return {
            ...base,
            error_class: 'SKIPPED',
            attribute: null,
            message: `${operation.kind} "${operation.id}" was not written: ${outcome.reason}`,
            hint: 'The next run picks it up once the cause is mended.',
            retry_count: 0,
            terminal: false,
        };
    }
    if (outcome.status === 'left-out') {
        return {
            ...base,
            error_class: 'PLAN_CONFLICT',
            attribute: null,
            message: `${operation.kind} "${operation.id}" was left out: ${outcome.reason}`,
            hint: 'Make a new plan with a diff.',
            retry_count: 0,
            terminal: false,
        };
    }
    if (outcome.status === 'left-alone') {
        return {
            ...base,
            error_class: 'LEFT_ALONE',
            attribute: null,
            message: `${operation.kind} "${operation.id}" was left alone: ${outcome.reason}`,
            hint: 'It is planned again by each run, until nothing at the destination needs it any more.',
            retry_count: 0,
            terminal: false,
        };
    }
    if (outcome.status === 'unknown') {
        return {
            ...base,
            error_class: outcome.errorClass,
            attribute: null,
            message: `${operation.kind} "${operation.id}": ${outcome.message}`,
            hint: outcome.hint,
            retry_count: outcome.retries,
            terminal: false,
        };
    }
    return {
        ...base,
        error_class: outcome.errorClass,
        attribute: outcome.attribute ?? null,
        message: `${operation.kind} "${operation.id}": ${outcome.message}`,
        hint: outcome.hint,
        retry_count: outcome.retries,
        terminal: outcome.terminal,
    };
}
/** A change that was not planned because of who the attribute belongs to. */
function protectedReport(left) {
    const { kind, id, destinationId, attribute, change, owner, reason } = left;
    return { kind, id, dest_id: destinationId, attribute, old: change.old, new: change.new, owner, reason };
}
/** An object that was to be deleted and is still needed. */
function neededReport(operation, reason) {
    const { kind, id, destinationId } = operation;
    return { kind, id, dest_id: destinationId, attribute: null, old: null, new: null, owner: null, reason };
}
/** A planned reference that leads nowhere. */
function unresolvedError({ operation, field, reason }) {
    return {
        error_class: 'REFERENCE_UNRESOLVED',
        kind: operation.kind,
        id: operation.id,
        dest_id: operation.action === 'create' ? null : operation.destinationId,
        attribute: field,
        message: `${operation.kind} "${operation.id}": ${field}: ${reason}`,
        hint: 'Create the object at the destination, map the kind it belongs to, or correct the value.',
        retry_count: 0,
        terminal: true,
    };
}
/** An error that ended the run. */
function thrownError(error) {
    return {
        error_class: error.code,
        kind: '',
        id: null,
        dest_id: null,
        attribute: null,
        message: error.message,
        hint: error.hint,
        retry_count: 0,
        terminal: true,
        location: error.location,
    };
}

;// CONCATENATED MODULE: ./build/run/report-draft.js


const report_draft_NOTHING = { create: 0, update: 0, delete: 0, unchanged: 0 };
function createReportDraft(options) {
    const warnings = [...options.warnings];
    const errors = [];
    let comparison;
    let fullRead = null;
    let plan;
    let outcomes = [];
    const unwritable = new Set();
    const leftAlone = [];
    /** For `errors.parquet` alone: operations that were rightly not carried out. */
    const notes = [];
    let sound = true;
    const addErrors = (added, tolerated) => {
        // One by one: there may be more than a call takes arguments.
        for (const error of added)
            errors.push(error);
        if (added.length > 0 && !tolerated)
            sound = false;
    };
    const status = (cancelled) => {
        if (cancelled)
            return 'cancelled';
        if (!sound)
            return 'failed';
        return options.mode === 'diff' ? 'dry-run' : 'applied';
    };
    return {
        compared(found, cost) {
            comparison = found;
            fullRead = cost;
            addErrors(found.problems.map(problemError), options.continueOnError);
            warnings.push(...withheldWarnings(found), ...auditWarnings(found));
        },
        planned(made, notOurs, unresolved) {
            plan = made;
            for (const left of notOurs)
                leftAlone.push(protectedReport(left));
            for (const { operation } of unresolved)
                unwritable.add(operation);
            addErrors(unresolved.map(unresolvedError), options.continueOnError);
        },
        excessesSeen(excesses) {
            if (excesses.length > 0)
                warnings.push(excessWarning(excesses));
        },
        dropsSeen: (drops) => void warnings.push(...drops.map(dropWarning)),
        applied(results) {
            outcomes = results;
            for (const [position, operation] of (plan?.operations ?? []).entries()) {
                const outcome = results[position];
                // Why an operation could not be tried was told when it was planned.
                if (outcome === undefined || (outcome.status === 'skipped' && unwritable.has(operation)))
                    continue;
                const error = outcomeError(operation, outcome);
                if (outcome.status === 'left-alone' && operation.action !== 'create') {
                    leftAlone.push(neededReport(operation, outcome.reason));
                    if (error !== undefined)
                        notes.push(error);
                    continue;
                }
                // What is skipped because of a failed write is not the failure: that one is told, too.
                const tolerated = outcome.status === 'left-out' || (options.continueOnError && outcome.status === 'skipped');
                if (error !== undefined)
                    addErrors([error], tolerated);
            }
        },
        thrown(error) {
            sound = false;
            if (error !== undefined)
                errors.push(thrownError(error));
        },
        isSound: () => sound,
        end: (cancelled) => ({
            status: status(cancelled),
            summary: plan?.summary ?? report_draft_NOTHING,
            sides: comparison === undefined ? null : sidesOf(comparison, options.unread),
            digest: plan?.digest ?? null,
            fullRead,
        }),
        errors: () => [...errors, ...notes],
        report: (cancelled, duration, cache) => ({
            sync: options.sync,
            run_id: options.runId,
            status: status(cancelled),
            digest: plan?.digest ?? '',
            summary: plan?.summary ?? report_draft_NOTHING,
            by_kind: Object.fromEntries(plan?.byKind ?? []),
            sides: sidesOf(comparison, options.unread),
            requests: { A: options.source.usage(), B: options.destination.usage() },
            operations: (plan?.operations ?? []).map((operation, position) => reportOperation(operation, outcomes[position])),
            left_alone: leftAlone,
            errors,
            warnings,
            audit: comparison?.audit ?? null,
            full_read: fullRead,
            cache,
            duration_ms: Math.round(duration),
        }),
    };
}
function sidesOf(comparison, unread) {
    return { A: sideReport(comparison?.reads.A, unread), B: sideReport(comparison?.reads.B, unread) };
}
function sideReport(reads, unread) {
    if (reads === undefined)
        return { mode: 'full', reason: unread, kinds: {} };
    const kinds = [...reads].map(([kind, read]) => {
        const { mode, reason, rows, changed, deleted, requests } = read;
        return [kind, { mode, reason, rows, changed, deleted, requests }];
    });
    const warm = kinds.some(([, { mode }]) => mode === 'warm');
    return {
        mode: warm ? 'warm' : 'full',
        reason: kinds[0]?.[1].reason ?? 'no kind is mapped',
        kinds: Object.fromEntries(kinds),
    };
}
function withheldWarnings(comparison) {
    return comparison.diffs.flatMap(({ kind, withheld }) => {
        const [first] = withheld;
        if (first === undefined)
            return [];
        return [`${withheld.length} deletes of ${kind} are held back: ${first.reason}`];
    });
}
function excessWarning(excesses) {
    return `More would be deleted than one run may delete: ${excessWords(excesses)}; a sync would stop here unless --max-deletes is raised`;
}
function dropWarning({ kind, before, now }) {
    return `${kind} has ${now} rows at the source and had ${before} at the last successful run; a sync would stop here unless --allow-rowcount-drop is given`;
}
function auditWarnings({ audit }) {
    const [first] = audit ?? [];
    if (audit === undefined || first === undefined)
        return [];
    const where = first.side === 'A' ? 'source' : 'destination';
    return [
        `Warm runs went wrong on ${audit.length} rows, such as ${first.kind} "${first.id}" (${where}): ${first.what}. This run read everything and is right.`,
    ];
}

;// CONCATENATED MODULE: ./build/adapters/files/endpoint.js


/** `./sites//*.yml` and `sites/*.yml` are one. */
function canonicalEndpoint(endpoint) {
    const { pattern, fragment } = split(endpoint);
    const normal = external_node_path_.posix.normalize(pattern.trim().replaceAll('\\', '/')).replace(/(?<=.)\/$/, '');
    return fragment === undefined ? normal : `${normal}#${fragment}`;
}
/**
 * `inventory.yml#all.hosts.*` → the values of the map `hosts` in the map `all`.
 * @param endpoint in its canonical spelling
 * @throws SyncError CONFIG_INVALID when it leads out of the directory
 */
function parseEndpoint(endpoint) {
    const { pattern, fragment } = split(endpoint);
    if (external_node_path_.posix.isAbsolute(pattern) ||
        /^[a-z]:/i.test(pattern) ||
        pattern.split(/[/{},()|]/).includes('..')) {
        throw new errors_SyncError({
            code: 'CONFIG_INVALID',
            message: `files: "${endpoint}" leads out of the directory`,
            hint: 'Name a file, folder or glob within the `directory` of the settings, or choose a directory further up.',
        });
    }
    const keys = fragment === undefined || fragment === '' ? [] : fragment.split('.');
    const eachValue = keys.at(-1) === '*';
    return { pattern, part: { keys: eachValue ? keys.slice(0, -1) : keys, eachValue } };
}
function split(endpoint) {
    const mark = endpoint.indexOf('#');
    if (mark < 0)
        return { pattern: endpoint, fragment: undefined };
    return { pattern: endpoint.slice(0, mark), fragment: endpoint.slice(mark + 1) };
}

// EXTERNAL MODULE: ./node_modules/tinyglobby/dist/index.mjs + 1 modules
var tinyglobby_dist = __webpack_require__(3382);
;// CONCATENATED MODULE: ./build/adapters/files/format.js

const fileFormats = ['yaml', 'json', 'csv', 'ndjson'];
const byEnding = {
    '.yml': 'yaml',
    '.yaml': 'yaml',
    '.json': 'json',
    '.csv': 'csv',
    '.ndjson': 'ndjson',
    '.jsonl': 'ndjson',
};
/** Endings of file names that tell the format. */
const knownEndings = Object.keys(byEnding);
/** The format that the ending of a file's name tells; undefined for any other ending. */
function formatOf(file) {
    return byEnding[external_node_path_.extname(file).toLowerCase()];
}

;// CONCATENATED MODULE: ./build/adapters/files/find-files.js






/**
 * The files that a pattern names, relative to the directory, in the order of their names. A folder stands for
 * all files below it whose ending tells their format; names that begin with a dot only count when they are named.
 * @throws SyncError FILE_NOT_FOUND when there is none, CONFIG_INVALID when one is a link that leads out of the
 *   directory
 */
async function findFiles(pattern, settings) {
    const { directory } = settings;
    const root = await (0,promises_.realpath)(directory).catch(() => undefined);
    if (root === undefined)
        throw noDirectory(directory);
    const files = await find_files_expand(pattern, root, settings);
    if (files.length === 0)
        throw await noFile(pattern, root, directory);
    for (const file of files)
        await assertInside(file, root, directory);
    return files;
}
async function find_files_expand(pattern, root, settings) {
    // A name may hold what is special in a glob, so that one that is there is taken as it stands.
    const named = await (0,promises_.stat)(external_node_path_.join(root, pattern)).catch(() => undefined);
    if (named?.isFile())
        return [pattern];
    const found = await (0,tinyglobby_dist/* glob */.TI)({
        patterns: named?.isDirectory() ? ['**'] : [pattern],
        cwd: named?.isDirectory() ? external_node_path_.join(root, pattern) : root,
        onlyFiles: true,
        followSymbolicLinks: true,
        expandDirectories: false,
    });
    if (!named?.isDirectory())
        return found.toSorted(byCodePoint);
    const known = found.filter((file) => settings.format !== undefined || knownEndings.includes(external_node_path_.extname(file).toLowerCase()));
    return known.map((file) => external_node_path_.posix.join(pattern, file)).toSorted(byCodePoint);
}
/** A link may lead anywhere, and whoever proposes a change may add one: what it leads to is not theirs to show. */
async function assertInside(file, root, directory) {
    const real = await (0,promises_.realpath)(external_node_path_.join(root, file));
    if (real.startsWith(root + external_node_path_.sep))
        return;
    throw new errors_SyncError({
        code: 'CONFIG_INVALID',
        message: `files: ${external_node_path_.join(directory, file)} is a link that leads out of the directory`,
        hint: 'Put the file itself there.',
    });
}
function byCodePoint(left, right) {
    return left < right ? -1 : 1;
}
function noDirectory(directory) {
    return new errors_SyncError({
        code: 'FILE_NOT_FOUND',
        message: `files: there is no directory ${directory}`,
        hint: 'The setting `directory` is relative to the folder of the configuration; in a workflow, check that the repository is checked out before.',
    });
}
async function noFile(pattern, root, directory) {
    const folder = external_node_path_.dirname(pattern);
    const names = await (0,promises_.readdir)(external_node_path_.join(root, folder)).catch(() => []);
    const near = nearest(external_node_path_.basename(pattern), names);
    return new errors_SyncError({
        code: 'FILE_NOT_FOUND',
        message: `files: nothing in ${directory} is named ${pattern}`,
        hint: near === undefined
            ? 'Check the name; "#" in a mapping separates the file from the part of it that holds the records.'
            : `Did you mean "${external_node_path_.posix.join(folder, near)}"?`,
    });
}

// EXTERNAL MODULE: ./node_modules/csv-parse/lib/sync.js + 9 modules
var sync = __webpack_require__(5175);
;// CONCATENATED MODULE: ./build/adapters/files/parsed-record.js


/** The error for a file that is not what its format says. */
function fileInvalid(location, message, hint) {
    const { file, line } = location;
    return new errors_SyncError({ code: 'FILE_INVALID', message: `${file}:${line}: ${message}`, hint, location });
}
/** @throws SyncError FILE_INVALID for what is no map of fields */
function parsed_record_recordOf(value, file, line) {
    if (isJsonObject(value))
        return value;
    throw fileInvalid({ file, line, column: 1 }, `a record is expected here, a map of fields, and this is ${parsed_record_nameOf(value)}`, 'A mapping names the part that holds records after "#": "network.yml#devices" a list, "network.yml#devices.*" the values of a map.');
}
function parsed_record_nameOf(value) {
    if (value === null)
        return 'empty';
    return Array.isArray(value) ? 'a list' : `"${String(value)}"`;
}

;// CONCATENATED MODULE: ./build/adapters/files/parse-csv.js


/**
 * Reads CSV (RFC 4180) whose first line names the columns. All values are text; an empty cell has none (null),
 * unless it is written `""`.
 * @throws SyncError FILE_INVALID with the line
 */
function parseCsv(text, file, delimiter) {
    const [header, ...rows] = parseRows(text, file, delimiter);
    if (header === undefined) {
        throw fileInvalid({ file, line: 1, column: 1 }, 'the file is empty', 'The first line of a CSV file names the columns.');
    }
    const columns = header.record.map((cell) => (cell ?? '').trim());
    checkColumns(columns, file, header.info.lines);
    let before = header.info.lines;
    return rows.map(({ record, info }) => {
        const data = Object.fromEntries(columns.map((name, index) => [name, record[index] ?? null]));
        const line = before + 1;
        before = info.lines;
        return { data, line, key: undefined, isOneOfMany: true };
    });
}
function parseRows(text, file, delimiter) {
    try {
        return (0,sync/* parse */.qg)(text, {
            bom: true,
            delimiter,
            info: true,
            cast: (value, { quoting }) => (value === '' && !quoting ? null : value),
        });
    }
    catch (error) {
        if (!(error instanceof sync/* CsvError */.J$))
            throw error;
        const line = Number(error.lines ?? 1);
        throw fileInvalid({ file, line, column: 1 }, `this is not valid CSV: ${error.message}`, `Every line has as many cells as the first; a cell with "${delimiter}", a quote or a line break in it stands in quotes.`);
    }
}
function checkColumns(columns, file, line) {
    const place = { file, line, column: 1 };
    const unnamed = columns.indexOf('');
    if (unnamed >= 0) {
        throw fileInvalid(place, `column ${unnamed + 1} has no name`, 'The first line names all columns.');
    }
    const twice = columns.find((name, index) => columns.indexOf(name) < index);
    if (twice !== undefined) {
        throw fileInvalid(place, `two columns are named "${twice}"`, 'Rename or remove one of them.');
    }
}

;// CONCATENATED MODULE: ./build/adapters/files/json-duplicates.js
/**
 * The first key that is twice in one map: `JSON.parse` would take the later value without a word.
 * @param text JSON that was parsed already, so that it is known to be valid
 */
function findDuplicateKey(text) {
    // The keys of each map that is open, undefined for a list.
    const open = [];
    const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/g;
    for (let match = tokens.exec(text); match !== null; match = tokens.exec(text)) {
        const [token] = match;
        if (token === '{')
            open.push(new Set());
        else if (token === '[')
            open.push(undefined);
        else if (token === '}' || token === ']')
            open.pop();
        else {
            const keys = open.at(-1);
            if (keys === undefined || !isKey(text, tokens.lastIndex))
                continue;
            const key = JSON.parse(token);
            if (keys.has(key))
                return { key, offset: match.index };
            keys.add(key);
        }
    }
    return undefined;
}
/** A text is a key when a colon follows. */
function isKey(text, end) {
    let at = end;
    while (/\s/.test(text[at] ?? 'x'))
        at += 1;
    return text[at] === ':';
}

;// CONCATENATED MODULE: ./build/adapters/files/json-starts.js
/**
 * Offsets at which the entries of a list begin, or the members of a map (at their keys).
 * @param text JSON that was parsed already, so that it is known to be valid
 * @param keys lead from the top to the list or map; the last of several members with one key counts
 * @returns none when the part is neither list nor map
 */
function findStarts(text, keys) {
    let at = skipSpace(text, 0);
    for (const key of keys) {
        const member = membersOf(text, at).findLast(({ name }) => name === key);
        if (member === undefined)
            return [];
        at = member.value;
    }
    if (text[at] === '{')
        return startsByKey(membersOf(text, at));
    return text[at] === '[' ? entriesOf(text, at) : [];
}
/** In the order of `Object.entries`: whole numbers first, rising, then as written. */
function startsByKey(members) {
    const starts = Object.fromEntries(members.map(({ name, key }) => [name, key]));
    return Object.values(starts);
}
function membersOf(text, start) {
    if (text[start] !== '{')
        return [];
    const members = [];
    let at = skipSpace(text, start + 1);
    while (text[at] === '"') {
        const end = endOfText(text, at);
        const value = skipSpace(text, skipSpace(text, end) + 1);
        members.push({ name: JSON.parse(text.slice(at, end)), key: at, value });
        at = skipSpace(text, skipSpace(text, endOfValue(text, value)) + 1);
    }
    return members;
}
function entriesOf(text, start) {
    const starts = [];
    let at = skipSpace(text, start + 1);
    if (text[at] === ']')
        return starts;
    while (at < text.length) {
        starts.push(at);
        const end = skipSpace(text, endOfValue(text, at));
        if (text[end] !== ',')
            break;
        at = skipSpace(text, end + 1);
    }
    return starts;
}
function endOfValue(text, start) {
    if (text[start] === '"')
        return endOfText(text, start);
    if (text[start] !== '{' && text[start] !== '[')
        return start + scalarLength(text, start);
    let depth = 0;
    for (let at = start; at < text.length;) {
        const character = text[at];
        if (character === '"') {
            at = endOfText(text, at);
            continue;
        }
        if (character === '{' || character === '[')
            depth += 1;
        if (character === '}' || character === ']')
            depth -= 1;
        at += 1;
        if (depth === 0)
            return at;
    }
    return text.length;
}
/** The offset behind the closing quote. */
function endOfText(text, start) {
    for (let at = start + 1; at < text.length; at += 1) {
        if (text[at] === '\\')
            at += 1;
        else if (text[at] === '"')
            return at + 1;
    }
    return text.length;
}
function scalarLength(text, start) {
    let at = start;
    while (at < text.length && !/[\s,\]}]/.test(text[at] ?? ','))
        at += 1;
    return at - start;
}
function skipSpace(text, start) {
    let at = start;
    while (at < text.length && /\s/.test(text[at] ?? ''))
        at += 1;
    return at;
}

;// CONCATENATED MODULE: ./build/adapters/files/parse-json.js





/**
 * Reads one JSON document.
 * @throws SyncError FILE_INVALID with the line
 */
function parse_json_parseJson(text, file, part) {
    const holder = partOf(parse(text, file, 1), file, part);
    const lineOf = lineCounter(text);
    const starts = findStarts(text, part.keys);
    const line = (index) => lineOf(starts[index] ?? 0);
    if (part.eachValue) {
        if (!isJsonObject(holder))
            throw noMap(file, line(0));
        return Object.entries(holder).map(([key, value], index) => ({
            data: value === null ? {} : parsed_record_recordOf(value, file, line(index)),
            line: line(index),
            key,
            isOneOfMany: true,
        }));
    }
    if (!Array.isArray(holder)) {
        return [{ data: parsed_record_recordOf(holder, file, 1), line: 1, key: undefined, isOneOfMany: false }];
    }
    return holder.map((value, index) => ({
        data: parsed_record_recordOf(value, file, line(index)),
        line: line(index),
        key: undefined,
        isOneOfMany: true,
    }));
}
/**
 * Reads a JSON document on each line; empty lines are skipped.
 * @throws SyncError FILE_INVALID with the line
 */
function parseNdjson(text, file) {
    return text.split('\n').flatMap((row, index) => {
        if (row.trim() === '')
            return [];
        const line = index + 1;
        const data = parsed_record_recordOf(parse(row, file, line), file, line);
        return [{ data, line, key: undefined, isOneOfMany: true }];
    });
}
function parse(text, file, firstLine) {
    const value = parseValid(text, file, firstLine);
    const twice = findDuplicateKey(text);
    if (twice === undefined)
        return value;
    throw fileInvalid({ file, line: firstLine - 1 + lineCounter(text)(twice.offset), column: 1 }, `the key "${twice.key}" is there twice in one map`, 'Only one of them can count: rename or remove one.');
}
function parseValid(text, file, firstLine) {
    try {
        return parseKeepingFloats(text);
    }
    catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
        throw fileInvalid({ file, line: firstLine - 1 + lineCounter(text)(position), column: 1 }, `this is not valid JSON: ${message.replace(/ \(line.*$/s, '')}`, 'JSON has no comments, no comma after the last entry, and its keys and text stand in double quotes.');
    }
}
function partOf(value, file, part) {
    let holder = value;
    for (const key of part.keys) {
        const found = isJsonObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined;
        if (found === undefined) {
            throw fileInvalid({ file, line: 1, column: 1 }, `there is no "${key}" in it, which the mapping names`, `The mapping looks for "${part.keys.join('.')}".`);
        }
        holder = found;
    }
    return holder;
}
function noMap(file, line) {
    return fileInvalid({ file, line, column: 1 }, 'a map is expected here, because the mapping ends in "*"', 'Leave ".*" out for a list of records.');
}
/** From an offset to its line, for offsets that rise. */
function lineCounter(text) {
    let line = 1;
    let counted = 0;
    return (offset) => {
        if (offset < counted)
            [line, counted] = [1, 0];
        for (let next = text.indexOf('\n', counted); next >= 0 && next < offset; next = text.indexOf('\n', counted)) {
            line += 1;
            counted = next + 1;
        }
        return line;
    };
}

;// CONCATENATED MODULE: ./build/adapters/files/parse-yaml.js


const MOST_ALIASES = 1000;
/**
 * Reads YAML 1.2, each of its documents, with anchors and merge keys (`<<`). A number counts as one only when
 * it would be written the same way again: `0012`, `1.10` and `1e3` stay the text that they are, so that no serial
 * number loses its zeros.
 * @throws SyncError FILE_INVALID with the line
 */
function parseYaml(text, file, part) {
    const lines = new dist/* LineCounter */.HN();
    const parsed = (0,dist/* parseAllDocuments */.hR)(text, { lineCounter: lines, merge: true, prettyErrors: false });
    const documents = 'empty' in parsed ? [] : parsed;
    const lineOf = (offset) => Math.max(1, lines.linePos(offset).line);
    const records = documents.flatMap((document) => {
        assertSound(document, text, file, lineOf);
        keepNumbersAsWritten(document);
        return recordsOf(document, file, part, lineOf);
    });
    const only = documents.length === 1;
    return only ? records : records.map((record) => ({ ...record, isOneOfMany: true }));
}
function assertSound(document, text, file, lineOf) {
    const [error] = document.errors;
    if (error !== undefined) {
        throw fileInvalid({ file, line: lineOf(error.pos[0]), column: 1 }, `this is not valid YAML: ${error.message.split('\n')[0]}`, 'Check indentation, colons and quotes here and on the line above; tabs cannot indent.');
    }
    const tag = document.warnings.find(({ code }) => code === 'TAG_RESOLVE_FAILED');
    if (tag === undefined)
        return;
    throw fileInvalid({ file, line: lineOf(tag.pos[0]), column: 1 }, `the tag "${text.slice(...tag.pos)}" has no meaning here`, 'Write the value itself, in quotes if it begins with "!".');
}
function keepNumbersAsWritten(document) {
    (0,dist/* visit */.YR)(document, {
        Scalar(_, scalar) {
            const { source, value } = scalar;
            if (typeof value === 'number' && source !== undefined && String(value) !== source)
                scalar.value = source;
        },
    });
}
function recordsOf(document, file, part, lineOf) {
    const top = document.contents;
    if (top === null || ((0,dist/* isScalar */.jn)(top) && top.value === null))
        return [];
    const line = (node) => lineOf((resolve(node, document) ?? top).range?.[0] ?? 0);
    const json = (node) => parse_yaml_toJson(node, document, file, line(node));
    const holder = parse_yaml_partOf(document, file, part, lineOf);
    if ((0,dist/* isMap */.jh)(holder) && part.eachValue) {
        // Keys may come by way of a merge key; those stand where the map does.
        const written = new Map(holder.items.map(({ key }) => [(0,dist/* isScalar */.jn)(key) ? String(key.value) : '', line(key)]));
        return Object.entries(parsed_record_recordOf(json(holder), file, line(holder))).map(([key, value]) => {
            const at = written.get(key) ?? line(holder);
            return { data: asRecord(value, file, at), line: at, key, isOneOfMany: true };
        });
    }
    if ((0,dist/* isSeq */.oP)(holder) && !part.eachValue) {
        return holder.items.map((item) => {
            const data = parsed_record_recordOf(json(item), file, line(item));
            return { data, line: line(item), key: undefined, isOneOfMany: true };
        });
    }
    const data = part.eachValue ? parse_yaml_noMap(file, line(holder)) : parsed_record_recordOf(json(holder), file, line(holder));
    return [{ data, line: line(holder), key: undefined, isOneOfMany: false }];
}
/** `edge-1:` with nothing after it is a record that has a key alone. */
function asRecord(value, file, line) {
    return value === null ? {} : parsed_record_recordOf(value, file, line);
}
function parse_yaml_noMap(file, line) {
    throw fileInvalid({ file, line, column: 1 }, 'a map is expected here, because the mapping ends in "*"', 'Leave ".*" out for a list of records.');
}
function parse_yaml_partOf(document, file, part, lineOf) {
    let node = resolve(document.contents, document);
    for (const key of part.keys) {
        const holder = node;
        const found = (0,dist/* isMap */.jh)(holder) ? holder.get(key, true) : undefined;
        node = resolve(found, document);
        if (node !== undefined)
            continue;
        throw fileInvalid({ file, line: lineOf(holder?.range?.[0] ?? 0), column: 1 }, `there is no "${key}" here, which the mapping names`, `The mapping looks for "${part.keys.join('.')}" in every document of the file.`);
    }
    if (node === undefined)
        throw new Error(`${file} has no contents`);
    return node;
}
function resolve(node, document) {
    if ((0,dist/* isAlias */.Vj)(node))
        return node.resolve(document);
    return (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node) || (0,dist/* isScalar */.jn)(node) ? node : undefined;
}
function parse_yaml_toJson(node, document, file, line) {
    const resolved = resolve(node, document);
    if (resolved === undefined)
        return null;
    try {
        return JSON.parse(JSON.stringify(resolved.toJS(document, { maxAliasCount: MOST_ALIASES })));
    }
    catch (error) {
        throw fileInvalid({ file, line, column: 1 }, `the aliases here cannot be resolved: ${error instanceof Error ? error.message : String(error)}`, 'Write the repeated parts out.');
    }
}

;// CONCATENATED MODULE: ./build/adapters/files/read-file.js








/** @param file relative to the directory of the settings */
async function readRecords(file, part, settings, signal) {
    const place = external_node_path_.join(settings.directory, file);
    const format = settings.format ?? formatOf(file);
    if (format === undefined)
        throw unknownFormat(place);
    const text = decode(await readBytes(place, signal), place);
    if (format === 'yaml')
        return parseYaml(text, place, part);
    if (format === 'json')
        return parse_json_parseJson(text, place, part);
    if (part.keys.length > 0 || part.eachValue) {
        throw new errors_SyncError({
            code: 'CONFIG_INVALID',
            message: `files: ${place} is ${format.toUpperCase()}, which has no parts that "#" could name`,
            hint: 'Name the file alone.',
        });
    }
    return format === 'csv' ? parseCsv(text, place, settings.delimiter) : parseNdjson(text, place);
}
/** @throws SyncError CANCELLED when the signal is aborted */
async function readBytes(place, signal) {
    try {
        return await (0,promises_.readFile)(place, { signal });
    }
    catch (error) {
        if (!signal.aborted)
            throw error;
        throw new errors_SyncError({
            code: 'CANCELLED',
            message: `reading ${place} was cancelled`,
            hint: 'Run it again.',
            cause: signal.reason,
        });
    }
}
function decode(bytes, place) {
    try {
        return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    }
    catch {
        throw fileInvalid({ file: place, line: 1, column: 1 }, 'the file is not UTF-8', 'Save it as UTF-8; a spreadsheet calls it "CSV UTF-8".');
    }
}
function unknownFormat(place) {
    return new errors_SyncError({
        code: 'CONFIG_INVALID',
        message: `files: the name of ${place} does not tell its format`,
        hint: `Names end in ${knownEndings.join(', ')}; for any other, give \`format\` in the settings.`,
    });
}

;// CONCATENATED MODULE: ./build/adapters/files/content-mark.js





/** SHA-256, 64 hex, over the names and contents of the files of an endpoint: equal marks, equal records. */
async function contentMark(endpoint, settings, signal) {
    const whole = (0,external_node_crypto_.createHash)('sha256');
    for (const file of await findFiles(parseEndpoint(endpoint).pattern, settings)) {
        const bytes = await readBytes(external_node_path_.join(settings.directory, file), signal);
        const content = (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex');
        whole.update(`${JSON.stringify(file)} ${content}\n`);
    }
    return whole.digest('hex');
}

;// CONCATENATED MODULE: ./build/adapters/files/records.js







/** A record's key in the map that holds it. */
const KEY_FIELD = '_key';
const OWN_FIELDS = [FILE_FIELD, LINE_FIELD, KEY_FIELD];
/**
 * All records of an endpoint, a page for each file. Each has `_file` and `_line`, and `_key` in a map of records.
 * @throws SyncError FILE_INVALID for a file that cannot be read as its format, DUPLICATE_IDENTITY for two records
 *   with one id
 */
async function* readEndpoint(projection, settings, signal) {
    const { pattern, part } = parseEndpoint(canonicalEndpoint(projection.endpoint));
    const places = new Map();
    for (const file of await findFiles(pattern, settings)) {
        const parsed = await readRecords(file, part, settings, signal);
        yield parsed.map((record, index) => {
            const place = `${external_node_path_.join(settings.directory, file)}:${record.line}`;
            const id = idOf(record, index, file, place, settings);
            const other = places.get(id);
            if (other !== undefined)
                throw sameId(id, other, place, settings);
            places.set(id, place);
            return { id, data: project(record, file, place, projection), changedAt: undefined };
        });
    }
}
/** The id field where the settings name one; else `devices.yml#3` by position, `hosts.yml#edge-1` by key, or the file alone. */
function idOf({ data, key, isOneOfMany }, index, file, place, { idField }) {
    if (idField === undefined)
        return isOneOfMany ? `${file}#${key ?? index + 1}` : file;
    const id = data[idField];
    if ((typeof id === 'string' && id !== '') || typeof id === 'number')
        return String(id);
    throw new errors_SyncError({
        code: 'FILE_INVALID',
        message: `${place}: the record has no "${idField}", which id_field names`,
        hint: 'Give every record a text or number there, or leave id_field out.',
    });
}
function project({ data, line, key }, file, place, { paths }) {
    const reserved = OWN_FIELDS.find((name) => Object.hasOwn(data, name));
    if (reserved !== undefined) {
        throw fileInvalid({ file: place.slice(0, place.lastIndexOf(':')), line, column: 1 }, `the field "${reserved}" has a meaning of its own`, 'Give the field another name.');
    }
    const all = { ...data, ...(key === undefined ? {} : { [KEY_FIELD]: key }) };
    const wanted = paths === 'everything' ? undefined : new Set(paths.map((name) => name.split('.')[0]));
    const kept = Object.entries(all).filter(([name]) => wanted === undefined || wanted.has(name));
    return { ...Object.fromEntries(kept), [FILE_FIELD]: file, [LINE_FIELD]: line };
}
function sameId(id, first, second, { idField }) {
    return new errors_SyncError({
        code: 'DUPLICATE_IDENTITY',
        message: `${first} and ${second} have the same id "${id}"`,
        hint: idField === undefined
            ? 'Rename one of the two keys.'
            : `Ids are unique within a mapping: correct one, or leave id_field (now "${idField}") out.`,
    });
}

;// CONCATENATED MODULE: ./build/adapters/files/settings.js




const Settings = schemas/* strictObject */.rej({
    directory: schemas/* string */.YjP().min(1).default('.'),
    format: schemas/* enum */.k5n(fileFormats).optional(),
    delimiter: schemas/* string */.YjP().length(1).default(','),
    id_field: schemas/* string */.YjP().min(1).optional(),
});
/**
 * Reads the `settings` of a `files` side.
 * @param baseDirectory folder of the configuration, where a relative `directory` starts
 * @throws SyncError CONFIG_INVALID naming the setting that cannot be used
 */
function readFilesSettings(system, baseDirectory) {
    const parsed = Settings.safeParse(system.settings);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const name = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : (issue?.path.join('.') ?? '');
        throw new errors_SyncError({
            code: 'CONFIG_INVALID',
            message: `files: the setting ${name} cannot be used: ${issue?.message ?? ''}`,
            hint: `Known settings: directory, format (${fileFormats.join(', ')}), delimiter (one character), id_field.`,
        });
    }
    const { directory, format, delimiter, id_field } = parsed.data;
    return {
        directory: external_node_path_.isAbsolute(directory) ? directory : external_node_path_.join(baseDirectory, directory),
        configuredDirectory: external_node_path_.posix.normalize(directory.replaceAll('\\', '/')),
        format,
        delimiter,
        idField: id_field,
    };
}

;// CONCATENATED MODULE: ./build/adapters/files/index.js







/** What a change of how files are read raises, so that no run starts from records that were read differently. */
const READING_VERSION = 1;
/**
 * YAML, JSON, CSV and NDJSON files in a directory as a source. An endpoint is a file, a folder or a glob.
 * @param system the side of the configuration; settings `directory`, `format`, `delimiter`, `id_field`
 * @throws SyncError CONFIG_INVALID when a setting cannot be used
 */
function createFilesSource(system, context) {
    const settings = readFilesSettings(system, context.baseDirectory);
    const { configuredDirectory, format, delimiter, idField } = settings;
    const idsOf = async (endpoint, signal) => {
        const ids = new Set();
        for await (const records of readEndpoint({ endpoint, paths: [] }, settings, signal))
            for (const { id } of records)
                ids.add(id);
        return ids;
    };
    return {
        system: 'files',
        identity: async () => `files ${canonicalJson({
            directory: configuredDirectory,
            format: format ?? null,
            delimiter,
            id_field: idField ?? null,
            reading: READING_VERSION,
        })}`,
        // Without a field for it, a record's id is its place, which the next record may have tomorrow.
        namespace: () => (idField === undefined ? undefined : `files ${configuredDirectory} ${idField}`),
        serverTime: async () => context.now(),
        usage: () => ({ count: 0, bytes: 0 }),
        close: async () => undefined,
        canonicalEndpoint: canonicalEndpoint,
        locate({ [FILE_FIELD]: file, [LINE_FIELD]: line }) {
            if (typeof file !== 'string' || typeof line !== 'number')
                return undefined;
            return { file: external_node_path_.join(settings.directory, file), line, column: 1 };
        },
        // A nested map names another record only where the settings say which of its fields is the id.
        referenceOf(value) {
            const id = idField === undefined ? undefined : value[idField];
            return typeof id === 'string' || typeof id === 'number'
                ? { id: String(id), endpoint: undefined }
                : undefined;
        },
        tier: async (endpoint) => ({
            tier: 'PAGE_TOKEN',
            reason: `a hash of ${endpoint} tells whether anything in it changed`,
        }),
        tracking: ({ endpoint }) => ({
            status: 'marked',
            mark: (signal) => contentMark(canonicalEndpoint(endpoint), settings, signal),
        }),
        read: (projection, signal) => readEndpoint(projection, settings, signal),
        count: async (endpoint, signal) => (await idsOf(endpoint, signal)).size,
        ids: idsOf,
        async *readByIds(projection, ids, signal) {
            const wanted = new Set(ids);
            if (wanted.size === 0)
                return;
            for await (const records of readEndpoint(projection, settings, signal))
                yield records.filter(({ id }) => wanted.has(id));
        },
        changesSince() {
            throw new Error('files keep no times: a checkout makes them new');
        },
        historyMark: async () => undefined,
        historyHolds: async () => true,
    };
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/settings.js

/** The name that an Infrahub gives its default branch unless it is configured otherwise. */
const defaultBranch = 'main';
/** The first use of a query's shape can take many seconds, so the limit is generous. */
const defaultTimeoutSeconds = 120;
const defaultPageSize = 500;
/**
 * Reads the settings of a `config.yml` side; INFRAHUB_ADDRESS or INFRAHUB_URL and INFRAHUB_API_TOKEN of the
 * environment come before them, and the context's branch before that of the settings.
 * @throws SyncError CONFIG_INVALID that names the setting.
 */
function resolveSettings(settings, context) {
    const { environment } = context;
    const token = environment.INFRAHUB_API_TOKEN || settings_text(settings, 'token');
    if (token !== undefined)
        context.maskSecret(token);
    return {
        url: address(environment.INFRAHUB_ADDRESS || environment.INFRAHUB_URL || settings_text(settings, 'url')),
        token,
        branch: context.branch || settings_text(settings, 'branch') || defaultBranch,
        ...commonSettings(settings),
    };
}
/**
 * The same for an Infrahub that is the source. INFRAHUB_SOURCE_ADDRESS and INFRAHUB_SOURCE_API_TOKEN come before
 * everything else. Where the destination is an Infrahub too, the plain variables are that one's: then the settings
 * come before them, and the destination's token goes to no other server. The branch asked for is the destination's.
 * @throws SyncError CONFIG_INVALID that names the setting.
 */
function resolveSourceSettings(settings, { environment, counterpart, maskSecret }) {
    const plain = environment.INFRAHUB_ADDRESS || environment.INFRAHUB_URL;
    const shared = counterpart.toLowerCase() === 'infrahub';
    const own = environment.INFRAHUB_SOURCE_ADDRESS || (shared ? settings_text(settings, 'url') : undefined);
    const url = own || plain || settings_text(settings, 'url');
    const ownToken = environment.INFRAHUB_SOURCE_API_TOKEN || (shared ? settings_text(settings, 'token') : undefined);
    const plainToken = own !== undefined && shared ? undefined : environment.INFRAHUB_API_TOKEN;
    const token = ownToken || plainToken || settings_text(settings, 'token');
    if (token !== undefined)
        maskSecret(token);
    return {
        url: address(url),
        token,
        branch: settings_text(settings, 'branch') || defaultBranch,
        pageSize: objects(settings.page_size),
        ...commonSettings(settings),
    };
}
function commonSettings(settings) {
    return {
        verifyTls: settings_truth(settings.verify_ssl),
        timeout: seconds(settings.timeout) * 1000,
        source: settings_text(settings, 'source'),
        owner: settings_text(settings, 'owner'),
    };
}
function address(given) {
    if (given === undefined) {
        throw settings_invalid('Infrahub has no address.', 'Set the environment variable INFRAHUB_ADDRESS, or `url` in the settings of the Infrahub side.');
    }
    const url = URL.parse(given);
    if (url === null || !['http:', 'https:'].includes(url.protocol)) {
        throw settings_invalid("Infrahub's address is not a web address.", 'Give it with its scheme, such as https://infrahub.example.com, in INFRAHUB_ADDRESS or `url`.');
    }
    return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}
function settings_text(settings, name) {
    const value = settings[name];
    if (value === undefined || value === null || value === '')
        return undefined;
    if (typeof value === 'string')
        return value;
    throw settings_invalid(`The Infrahub setting \`${name}\` is not text: ${JSON.stringify(value)}`, `Write \`${name}\` as text, in quotes when it looks like a number.`);
}
/** Environment variables put into settings arrive as text, so text is understood too. */
function settings_truth(value) {
    if (value === undefined || value === null)
        return true;
    const written = String(value).toLowerCase();
    if (['true', '1', 'yes'].includes(written))
        return true;
    if (['false', '0', 'no'].includes(written))
        return false;
    throw settings_invalid(`The Infrahub setting \`verify_ssl\` is neither true nor false: ${JSON.stringify(value)}`, 'Write `verify_ssl: false` to accept any certificate; leave it out to verify.');
}
function seconds(value) {
    if (value === undefined || value === null)
        return defaultTimeoutSeconds;
    const number = Number(value);
    if (number > 0 && Number.isFinite(number))
        return number;
    throw settings_invalid(`The Infrahub setting \`timeout\` is not a time in seconds: ${JSON.stringify(value)}`, `Give a number above zero; without it an answer may take ${defaultTimeoutSeconds} seconds.`);
}
function objects(value) {
    if (value === undefined || value === null)
        return defaultPageSize;
    const number = Number(value);
    if (Number.isSafeInteger(number) && number > 0)
        return number;
    throw settings_invalid(`The Infrahub setting \`page_size\` is not a number of objects: ${JSON.stringify(value)}`, `Give a whole number above zero; without it ${defaultPageSize} objects are asked for at once.`);
}
function settings_invalid(message, hint) {
    return new errors_SyncError({ code: 'CONFIG_INVALID', message, hint });
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/branches.js



const Branches = schemas/* object */.Ikc({ Branch: schemas/* array */.YOg(schemas/* object */.Ikc({ id: schemas/* string */.YjP(), is_default: schemas/* boolean */.zMY() })) });
const FIND = 'query ($name: String!) { Branch(name: $name) { id is_default } }';
/** Without Git: a preview holds data only, and a branch in every repository would be left behind. */
const CREATE = 'mutation ($name: String!) { BranchCreate(wait_until_completion: true, data: { name: $name, sync_with_git: false }) { ok } }';
const DELETE = 'mutation ($name: String!) { BranchDelete(wait_until_completion: true, data: { name: $name }) { ok } }';
/** The settings' branch as something that is made and removed. All of it is asked of the default branch. */
function destinationBranch(connection, settings) {
    const { branch: name } = settings;
    const path = name.split('/').map(encodeURIComponent).join('/');
    return {
        name,
        url: `${settings.url}/branches/${path}`,
        async create(signal) {
            if ((await findBranch(connection, name, signal)) !== undefined)
                return 'existing';
            const errors = await change(connection, CREATE, name, signal);
            if (errors.length === 0)
                return 'created';
            // Another run may have been quicker, and a request that was sent again finds its own branch.
            if ((await findBranch(connection, name, signal)) !== undefined)
                return 'existing';
            throw refused('created', errors, settings);
        },
        async remove(signal) {
            const found = await findBranch(connection, name, signal);
            if (found === undefined)
                return 'absent';
            if (found.isDefault)
                throw isDefault(settings);
            const errors = await change(connection, DELETE, name, signal);
            if (errors.length === 0)
                return 'removed';
            if ((await findBranch(connection, name, signal)) === undefined)
                return 'removed';
            throw refused('deleted', errors, settings);
        },
    };
}
/** Undefined when there is no branch of this name. */
async function findBranch(connection, name, signal) {
    const data = await connection.query({ text: FIND, variables: { name }, onDefaultBranch: true, signal });
    const [found] = Branches.parse(data).Branch;
    return found === undefined ? undefined : { id: found.id, isDefault: found.is_default };
}
async function change(connection, text, name, signal) {
    const request = { text, variables: { name }, onDefaultBranch: true, repeat: 'safe', signal };
    return (await connection.graphql(request)).errors;
}
function refused(what, errors, settings) {
    const reasons = [...new Set(errors.map(({ message }) => message))].join('; ');
    return new errors_SyncError({
        code: 'BRANCH_REFUSED',
        message: `Infrahub at ${settings.url}: the branch ${settings.branch} could not be ${what}: ${reasons}`,
        hint: 'Check that the token may manage branches, and that Infrahub allows a branch of this name.',
    });
}
function isDefault(settings) {
    return new errors_SyncError({
        code: 'USAGE',
        message: `${settings.branch} is the default branch of Infrahub at ${settings.url}: it is not deleted.`,
        hint: 'Name the branch that was made for the pull request, such as pr-7.',
    });
}
/**
 * A branch that is deleted and made again has the name of the old one and nothing of what was written there, so
 * its id is part of what it is. The default branch cannot be deleted.
 */
async function branchIdentity(connection, settings, signal) {
    if (settings.branch === defaultBranch)
        return settings.branch;
    const found = await findBranch(connection, settings.branch, signal);
    return found === undefined ? settings.branch : `${settings.branch}#${found.id}`;
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/capabilities.js

const cursorArgument = 'node_metadata__updated_at__after';
const QueryFields = schemas/* object */.Ikc({
    fields: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP(), args: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() })) })),
});
/** Asks, in one request for all kinds, which queries take the argument; Infrahub 1.4 has it for none. */
async function probeChangeSupport(connection, signal) {
    const text = 'query { __type(name: "Query") { fields { name args { name } } } }';
    const data = await connection.query({ text, signal });
    const { fields } = QueryFields.parse(data.__type);
    return new Map(fields.map(({ name, args }) => [name, args.some((argument) => argument.name === cursorArgument)]));
}
function tierOf(kind, support) {
    const supported = support.get(kind);
    if (supported === undefined)
        return { tier: 'NONE', reason: `Infrahub has no kind named ${kind}.` };
    return supported
        ? { tier: 'TIMESTAMP', reason: `Infrahub tells which ${kind} objects changed since a time.` }
        : { tier: 'NONE', reason: `This version of Infrahub cannot tell which ${kind} objects changed.` };
}
/** 1,000 weeks: before any Infrahub was set up. */
const longAgo = { asked: '168000h', milliseconds: 168_000 * 3_600_000 };
/**
 * The server's own clock. Its `Date` header has whole seconds only, but Infrahub takes a relative time for
 * `at` and, when that lies before the branch was made, repeats it as an absolute one to the microsecond:
 * asked for long ago, it tells its own time less that. A version that does not is read off the header,
 * rounded down, so that a cursor can only be too early.
 */
async function fetchServerTime(connection, signal) {
    const path = `/graphql?at=${longAgo.asked}`;
    const response = await connection.send('POST', path, { query: '{ __typename }' }, signal);
    const told = /Requested time '([^']+)'/.exec(response.text)?.[1];
    if (told !== undefined)
        return new Date(Date.parse(told) + longAgo.milliseconds);
    return new Date(Date.parse(response.headers.date ?? ''));
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/understood.js


/**
 * The part of an answer that is about one thing, in its known form.
 * @param about what was asked for, for the message: `DcimDevice`
 * @throws SyncError UNEXPECTED_ANSWER for another form
 */
function understood(schema, value, about, connection) {
    const parsed = schema.safeParse(value);
    if (parsed.success)
        return parsed.data;
    throw new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `Infrahub's answer for ${about} on branch ${connection.branch} has an unknown form: ${errors/* prettifyError */.S1(parsed.error)}`,
        hint: 'Versions 1.4 to 1.11 of Infrahub are known to work. Report this with the version of the server.',
    });
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/change-horizon.js


/** Merges of a day and longer are not known. */
const longestMerge = 24 * 3_600_000;
const Count = schemas/* object */.Ikc({ count: schemas/* number */.aig() });
const change_horizon_Branches = schemas/* array */.YOg(schemas/* object */.Ikc({ is_default: schemas/* boolean */.zMY(), branched_from: schemas/* string */.YjP() }));
/** Fields of a query with the variables `$since: DateTime!` and `$branch: String!` that tell the horizon. */
const horizonFields = [
    'branch: Branch(name: $branch) { is_default branched_from }',
    'merged: InfrahubEvent(event_type: ["infrahub.branch.merged"], since: $since, limit: 1) { count }',
    'rebased: InfrahubEvent(event_type: ["infrahub.branch.rebased"], since: $since, limit: 1) { count }',
].join(' ');
/**
 * Reads the answer to `horizonFields`. Measured on Infrahub 1.11.9: what a merge changes on the default branch
 * bears the time at which the merge began and is seen when it is nearly done, so that after a merge one has to
 * look back further than any merge takes. A rebase brings what changed on the default branch into another one
 * with the stamps that it has there, which may be of any age.
 */
function readHorizon(data, since, connection) {
    const [branch] = understood(change_horizon_Branches, data.branch, 'the branch', connection);
    const merged = understood(Count, data.merged, 'the merges', connection).count > 0;
    const rebased = understood(Count, data.rebased, 'the rebases', connection).count > 0;
    if (branch?.is_default === true) {
        const earlier = new Date(since.getTime() - longestMerge);
        return { since: merged ? earlier : since, altered: undefined, stampsLosses: true };
    }
    const moved = branch === undefined || Date.parse(branch.branched_from) >= since.getTime();
    const altered = `The branch ${connection.branch} was created or rebased, which brings in changes of any age.`;
    return { since, altered: moved || rebased ? altered : undefined, stampsLosses: false };
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/chunks.js
/** Items in groups of a size, in their order; the last may be smaller. */
function chunks(items, size) {
    const result = [];
    for (let start = 0; start < items.length; start += size)
        result.push(items.slice(start, start + size));
    return result;
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/destination-reading.js

const Peer = schemas/* object */.Ikc({ node: schemas/* object */.Ikc({ id: schemas/* string */.YjP() }).nullish() });
const ManyPeers = schemas/* object */.Ikc({ edges: schemas/* array */.YOg(Peer) });
const AttributeValue = schemas/* object */.Ikc({ value: schemas/* json */.Pq9().nullish() });
const Names = schemas/* object */.Ikc({
    hfid: schemas/* array */.YOg(schemas/* string */.YjP().nullable()).nullish(),
    display_label: schemas/* string */.YjP().nullish(),
});
/** Reads what a destination's projection names. */
function destinationReading(projection) {
    const attributes = projection.attributes.map((name) => `${name} { value }`);
    const relationships = projection.relationships.map(({ name, cardinality }) => cardinality === 'one' ? `${name} { node { id } }` : `${name} { edges { node { id } } }`);
    const fields = ['id', '__typename', 'hfid', 'display_label', ...attributes, ...relationships].join(' ');
    const { kind, at } = projection;
    return { kind, at, edge: `node { ${fields} }`, itemOf: (edge) => destination_reading_recordOf(edge, projection) };
}
function destination_reading_recordOf({ node }, projection) {
    const attributes = {};
    for (const name of projection.attributes) {
        attributes[name] = (AttributeValue.parse(node[name]).value ?? null);
    }
    const peers = {};
    for (const { name, cardinality } of projection.relationships) {
        peers[name] =
            cardinality === 'one' ? peerIds([Peer.parse(node[name])]) : peerIds(ManyPeers.parse(node[name]).edges);
    }
    const { hfid, display_label: label } = Names.parse(node);
    return {
        id: node.id,
        kind: node.__typename,
        humanFriendlyId: hfid?.map((part) => part ?? '').join('__'),
        displayLabel: label ?? node.id,
        attributes,
        peers,
    };
}
function peerIds(peers) {
    return peers.flatMap(({ node }) => (node?.id === undefined ? [] : [node.id]));
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/bounded.js
/**
 * Runs tasks at most `limit` at a time and yields each result as it comes. A consumer that stops gets no new
 * task started, and waits for those under way; the first rejection ends it in the same manner.
 * @param tasks drawn lazily: a task not drawn is not started.
 */
async function* boundedConcurrency(tasks, limit) {
    const waiting = Iterator.from(tasks);
    yield* pulledConcurrency(() => {
        const next = waiting.next();
        return next.done === true ? undefined : next.value;
    }, () => limit);
}
/**
 * The same for tasks that come about while others run, such as one that has to be done again.
 * @param next the task to start now, if there is one; asked again after each task that ends
 * @param limit how many may run at a time from now on
 */
async function* pulledConcurrency(next, limit) {
    const running = new Map();
    let started = 0;
    function startNext() {
        const task = next();
        if (task === undefined)
            return false;
        const number = started++;
        running.set(number, task().then((result) => ({ number, result })));
        return true;
    }
    try {
        while (true) {
            while (running.size < limit() && startNext())
                ;
            if (running.size === 0)
                return;
            const { number, result } = await Promise.race(running.values());
            running.delete(number);
            yield result;
        }
    }
    finally {
        await Promise.allSettled(running.values());
    }
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/read.js





/** How often a request is made whose count and objects differ. */
const mostAttempts = 3;
/** An object in a list of its kind, as far as every read knows it. */
const Edge = schemas/* object */.Ikc({
    node: schemas/* object */.Ikc({ id: schemas/* string */.YjP(), __typename: schemas/* string */.YjP() }).catchall(schemas/* unknown */.L5J()),
    node_metadata: schemas/* object */.Ikc({ updated_at: schemas/* string */.YjP().nullish() }).nullish(),
});
const Page = schemas/* object */.Ikc({ count: schemas/* number */.aig(), edges: schemas/* array */.YOg(Edge) });
const IdPage = schemas/* object */.Ikc({
    count: schemas/* number */.aig(),
    edges: schemas/* array */.YOg(schemas/* object */.Ikc({ node: schemas/* object */.Ikc({ id: schemas/* string */.YjP() }) })),
});
/**
 * All objects of a kind, complete and free of duplicates while others write: what fits one page is one
 * request, which Infrahub answers from one moment. More than that is read by id, against a list of all ids
 * that was taken in one request; an offset would move under the reader. A generic's name reads the objects of
 * all its kinds.
 * @throws SyncError SCHEMA_MISMATCH for a kind or field that is not there, INCOMPLETE_READ when the server
 *   itself cannot make its count and its objects agree.
 */
async function* readKind(connection, reading, options, signal) {
    const { kind, at } = reading;
    const page = pageReader(connection, reading, signal);
    const { pageSize } = options;
    const first = await agreeing(kind, () => page({ limit: pageSize }), ({ count, edges }) => (edges.length === Math.min(count, pageSize) ? undefined : [count, edges.length]));
    if (first.count <= pageSize) {
        if (first.count > 0)
            yield first.edges.map(reading.itemOf);
        return;
    }
    const wanted = await idsOfKind(connection, kind, at, signal);
    const known = first.edges.filter(({ node }) => wanted.delete(node.id));
    if (known.length > 0)
        yield known.map(reading.itemOf);
    // Without a moment, what was deleted since the ids were listed is rightly missing.
    yield* pagesOfIds(page, reading, [...wanted], at === undefined ? 'some' : 'all', options);
}
/** Objects of these ids; one that is gone, or of another kind, is simply not among them. */
async function* readKindByIds(connection, reading, ids, options, signal) {
    yield* pagesOfIds(pageReader(connection, reading, signal), reading, ids, 'some', options);
}
function pageReader(connection, { kind, at, edge }, signal) {
    const text = pageText(kind, edge);
    return async (variables) => {
        const data = await connection.query({ text, variables, scope: kind, at, signal });
        return understood(Page, data[kind], kind, connection);
    };
}
async function* pagesOfIds(page, { kind, itemOf }, wanted, expected, { pageSize, concurrency }) {
    async function pageOfIds(ids) {
        const { edges } = await agreeing(kind, () => page({ ids }), (answer) => expected === 'some' || answer.edges.length === ids.length
            ? undefined
            : [ids.length, answer.edges.length]);
        return edges.map(itemOf);
    }
    const pages = chunks(wanted, pageSize).map((ids) => () => pageOfIds(ids));
    for await (const records of boundedConcurrency(pages, concurrency)) {
        if (records.length > 0)
            yield records;
    }
}
/** Ids of all objects of a kind, as of one moment. */
async function idsOfKind(connection, kind, at, signal) {
    const text = `query { ${kind}(order: {disable: true}) { count edges { node { id } } } }`;
    const answer = await agreeing(kind, async () => {
        const data = await connection.query({ text, scope: kind, at, signal });
        const { count, edges } = understood(IdPage, data[kind], kind, connection);
        return { count, ids: new Set(edges.map(({ node }) => node.id)) };
    }, ({ count, ids }) => (ids.size === count ? undefined : [count, ids.size]));
    return answer.ids;
}
/**
 * Asks until what was counted and what came agree: a write that is seen between the two is over by the next
 * time.
 * @param disagreement the numbers expected and found, when they differ
 */
async function agreeing(kind, ask, disagreement) {
    for (let attempt = 1;; attempt += 1) {
        const answer = await ask();
        const numbers = disagreement(answer);
        if (numbers === undefined)
            return answer;
        if (attempt < mostAttempts)
            continue;
        const [expected, found] = numbers;
        throw new errors_SyncError({
            code: 'INCOMPLETE_READ',
            message: `${kind} could not be read completely from Infrahub: of ${expected} objects ${found} came, ${attempt} times.`,
            hint: "Run again; when it stays, Infrahub's own log may say why objects are missing.",
        });
    }
}
/** How many objects a kind has now. */
async function countKind(connection, kind, signal) {
    const data = await connection.query({ text: `query { ${kind} { count } }`, scope: kind, signal });
    return understood(schemas/* object */.Ikc({ count: schemas/* number */.aig() }), data[kind], kind, connection).count;
}
/**
 * The text is the same for every page of a kind. `ids` is left out of the variables for the first page: null
 * would mean no objects at all.
 */
function pageText(kind, edge) {
    return `query ($ids: [ID], $limit: Int) { ${kind}(ids: $ids, limit: $limit, order: {disable: true}) { count edges { ${edge} } } }`;
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/changes.js






const changes_Count = schemas/* object */.Ikc({ count: schemas/* number */.aig() });
const Ids = schemas/* object */.Ikc({ edges: schemas/* array */.YOg(schemas/* object */.Ikc({ node: schemas/* object */.Ikc({ id: schemas/* string */.YjP() }) })) })
    .transform(({ edges }) => edges.map(({ node }) => node.id));
/**
 * Counts, for all kinds in one request, the objects and those with a newer stamp. A relationship that a new
 * object brought along leaves no stamp at its other end, so new peers count as changes; but only of the
 * relationships that are read.
 */
async function surveyKinds({ connection, mirrors }, projections, since, signal) {
    const [first] = projections;
    if (first === undefined)
        return { kinds: new Map(), untold: new Map(), altered: undefined };
    const mirrored = await mirrors(signal);
    const fields = projections.map((projection, index) => {
        const peers = peerKinds(projection, mirrored).map((peer, number) => `peers${index}_${number}: ${peer}(node_metadata__created_at__after: $since) { count }`);
        const { kind } = projection;
        const changed = `changed${index}: ${kind}(node_metadata__updated_at__after: $since) { count }`;
        return [`total${index}: ${kind} { count }`, changed, ...peers].join(' ');
    });
    const text = `query ($since: DateTime!, $branch: String!) { ${horizonFields} ${fields.join(' ')} }`;
    async function ask(moment) {
        const variables = { since: moment.toISOString(), branch: connection.branch };
        return connection.query({ text, variables, at: first?.at, signal });
    }
    const asked = await ask(since);
    const { since: horizon, altered, stampsLosses } = readHorizon(asked, since, connection);
    const data = horizon.getTime() === since.getTime() ? asked : await ask(horizon);
    const count = (name) => understood(changes_Count, data[name], 'the changes', connection).count;
    const kinds = new Map();
    const untold = new Map();
    for (const [index, projection] of projections.entries()) {
        const { kind, relationships } = projection;
        if (relationships.length > 0 && !stampsLosses) {
            untold.set(kind, `a relationship that was emptied on the branch ${connection.branch} leaves no stamp`);
            continue;
        }
        const peers = peerKinds(projection, mirrored).map((_, number) => count(`peers${index}_${number}`));
        const changed = peers.reduce((sum, one) => sum + one, count(`changed${index}`));
        const total = count(`total${index}`);
        kinds.set(kind, { total, changed: Math.min(changed, total) });
    }
    return { kinds, untold, altered };
}
/** Objects with a newer stamp, and those that a new peer points at. */
async function* readChanges(source, projection, since, signal) {
    const ids = await changedIds(source, projection, since, signal);
    yield* readKindByIds(source.connection, destinationReading(projection), [...ids.keys()], source.options, signal);
}
/**
 * Ids of the objects that changed, so that they can be read by id: what is written meanwhile moves nothing then.
 * After a merge stamps may be older than the moment at which they were seen first, so all count as found otherwise.
 * Where stamps do not tell of every change, all objects do.
 */
async function changedIds({ connection, mirrors, options }, projection, since, signal) {
    const { kind, at } = projection;
    const mirrored = await mirrors(signal);
    const peers = peerKinds(projection, mirrored);
    const fields = [
        `changed: ${kind}(node_metadata__updated_at__after: $since, order: {disable: true}) { edges { node { id } } }`,
        ...peers.map((peer, number) => `peers${number}: ${peer}(node_metadata__created_at__after: $since, order: {disable: true}) { edges { node { id } } }`),
    ];
    const text = `query ($since: DateTime!, $branch: String!) { ${horizonFields} ${fields.join(' ')} }`;
    async function ask(moment) {
        const variables = { since: moment.toISOString(), branch: connection.branch };
        return connection.query({ text, variables, scope: kind, at, signal });
    }
    const asked = await ask(since);
    const { since: horizon, altered, stampsLosses } = readHorizon(asked, since, connection);
    if (altered !== undefined || (projection.relationships.length > 0 && !stampsLosses)) {
        return new Map([...(await idsOfKind(connection, kind, at, signal))].map((id) => [id, 'otherwise']));
    }
    const moved = horizon.getTime() !== since.getTime();
    const data = moved ? await ask(horizon) : asked;
    const idsOf = (name) => understood(Ids, data[name], kind, connection);
    const ids = new Map();
    for (const id of idsOf('changed'))
        ids.set(id, moved ? 'otherwise' : 'stamped');
    const newPeers = new Map(peers.map((peer, number) => [peer, idsOf(`peers${number}`)]));
    for (const { name } of projection.relationships) {
        const peer = mirrored.get(kind)?.get(name);
        const wanted = peer === undefined ? [] : (newPeers.get(peer) ?? []);
        for await (const id of holdersOf(connection, projection, name, wanted, options, signal)) {
            if (!ids.has(id))
                ids.set(id, 'otherwise');
        }
    }
    return ids;
}
/** Ids of the objects that have one of some peers in a relationship. */
async function* holdersOf(connection, { kind, at }, relationship, peerIds, { pageSize }, signal) {
    const filter = `${relationship}__ids: $ids, order: {disable: true}`;
    const text = `query ($ids: [ID]!) { holders: ${kind}(${filter}) { edges { node { id } } } }`;
    for (const ids of chunks(peerIds, pageSize)) {
        const data = await connection.query({ text, variables: { ids }, scope: kind, at, signal });
        yield* understood(Ids, data.holders, kind, connection);
    }
}
/** Kinds of the peers that can bring along one of the relationships that are read. */
function peerKinds({ kind, relationships }, mirrors) {
    const found = relationships.map(({ name }) => mirrors.get(kind)?.get(name));
    return [...new Set(found.filter((peer) => peer !== undefined))];
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/answer.js


/**
 * Sorts an answer. GraphQL answers 404 and REST 400 for a branch that is not there; a query that does not
 * parse or a variable of a wrong type is a 500 of plain text.
 */
function readAnswer(response) {
    const body = answer_parse(response);
    const reason = body === undefined ? firstLine(response) : (errorMessage(body) ?? firstLine(response));
    if (/^Branch: .* not found\.?$/.test(reason))
        return { status: 'no-branch' };
    if (response.status === 401)
        return { status: 'unauthenticated', reason };
    if (response.status === 403)
        return { status: 'forbidden', reason };
    if (response.status >= 200 && response.status < 300) {
        return body === undefined ? { status: 'not-infrahub', reason } : { status: 'ok', body };
    }
    // Errors of execution may come with their own HTTP status: they are answers all the same.
    if (body !== undefined && isGraphqlAnswer(body))
        return { status: 'ok', body };
    if (response.status === 500 && contentType(response) === 'text/plain')
        return { status: 'rejected', reason };
    if (response.status === 404 || (response.status >= 300 && response.status < 400)) {
        return { status: 'not-infrahub', reason: `${response.status} ${reason}` };
    }
    return { status: 'failed', httpStatus: response.status, reason };
}
/** The error for an answer that is of no use. */
function refusal(answer, settings) {
    const where = `Infrahub at ${settings.url}`;
    switch (answer.status) {
        case 'unauthenticated':
            return new errors_SyncError({
                code: 'AUTH_FAILED',
                message: settings.token === undefined
                    ? `${where} wants a token, and none was given: ${answer.reason}`
                    : `${where} does not accept the token: ${answer.reason}`,
                hint: 'Set INFRAHUB_API_TOKEN (or `token` in the settings) to a token of an account of that server.',
            });
        case 'forbidden':
            return new errors_SyncError({
                code: 'PERMISSION_DENIED',
                message: `${where} does not allow this on branch ${settings.branch}: ${answer.reason}`,
                hint: "Give the token's account the permission, use another account's token, or another branch.",
            });
        case 'not-infrahub':
            return new errors_SyncError({
                code: 'UNEXPECTED_ANSWER',
                message: `What answers at ${settings.url} does not look like Infrahub: ${answer.reason}`,
                hint: 'Check INFRAHUB_ADDRESS or `url`: it is the address of the server itself, without /api or /graphql.',
            });
        case 'rejected':
            return new errors_SyncError({
                code: 'UNEXPECTED_ANSWER',
                message: `${where} could not work on a request: ${answer.reason}`,
                hint: "Look into Infrahub's own log for the cause.",
            });
        case 'failed':
            return new errors_SyncError({
                code: 'HTTP_ERROR',
                message: `${where} answered ${answer.httpStatus}: ${answer.reason}`,
                hint: "Look into Infrahub's own log for the cause; when it is only busy or starting, run again later.",
            });
    }
}
function answer_parse(response) {
    try {
        const value = JSON.parse(response.text);
        return isJsonObject(value) ? value : undefined;
    }
    catch {
        return undefined;
    }
}
function isGraphqlAnswer(body) {
    return 'data' in body && Array.isArray(body.errors) && body.errors.some((error) => isJsonObject(error));
}
function errorMessage(body) {
    if (!Array.isArray(body.errors))
        return undefined;
    const [first] = body.errors;
    if (typeof first === 'string')
        return first;
    return isJsonObject(first) && typeof first.message === 'string' ? first.message : undefined;
}
/** The first line of what came, without markup; a proxy's page says there what is wrong. */
function firstLine(response) {
    const title = /<title>([^<]*)<\/title>/i.exec(response.text)?.[1];
    const line = (title ?? response.text).split('\n').find((candidate) => candidate.trim() !== '');
    const kind = contentType(response);
    const shown = (line ?? '(nothing)').trim().slice(0, 200);
    return kind === undefined || kind === 'application/json' ? shown : `${shown} (${kind})`;
}
function contentType(response) {
    return response.headers['content-type']?.split(';')[0]?.trim();
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/connection.js



/** What one GraphQL error tells; on 1.4 only errors of authentication have a code. */
const GraphqlError = schemas/* object */.Ikc({
    message: schemas/* string */.YjP(),
    path: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()])).nullish(),
    extensions: schemas/* object */.Ikc({ code: schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()]).nullish() }).nullish(),
});
const GraphqlAnswer = schemas/* object */.Ikc({
    data: schemas/* record */.g1P(schemas/* string */.YjP(), schemas/* unknown */.L5J()).nullish(),
    errors: schemas/* array */.YOg(GraphqlError).nullish(),
});
/**
 * Speaks GraphQL and REST with one Infrahub. The branch goes in the path, since Infrahub ignores it as a
 * parameter of `/graphql` and would write to the default branch.
 */
function connect(client, settings) {
    const graphqlPath = branchPath(settings.branch);
    async function graphql(request) {
        const { at, scope } = request;
        const place = request.onDefaultBranch === true ? '/graphql' : graphqlPath;
        const response = await client.send({
            method: 'POST',
            path: at === undefined ? place : `${place}?at=${encodeURIComponent(at.toISOString())}`,
            body: { query: request.text, variables: request.variables ?? {} },
            repeat: request.repeat,
            ...(scope === undefined ? {} : { scope }),
            signal: request.signal,
        });
        const { retries } = response;
        const read = readAnswer(response);
        if (read.status === 'rejected') {
            return { data: {}, errors: [{ message: read.reason, extensions: { code: 'REJECTED' } }], retries };
        }
        const answer = GraphqlAnswer.parse(await accepted(read, request.signal));
        return { data: answer.data ?? {}, errors: answer.errors ?? [], retries };
    }
    async function query(request) {
        const { data, errors } = await graphql({ ...request, repeat: 'safe' });
        if (errors.length > 0)
            throw refusedQuery(errors, request.scope, settings);
        return data;
    }
    function send(method, path, body, signal) {
        return client.send({ method, path, ...(body === undefined ? {} : { body }), repeat: 'safe', signal });
    }
    async function get(path, signal) {
        return accepted(readAnswer(await send('GET', path, undefined, signal)), signal);
    }
    async function accepted(answer, signal) {
        if (answer.status === 'ok')
            return answer.body;
        if (answer.status === 'no-branch')
            throw branchNotFound(settings, await branchNames(signal));
        throw refusal(answer, settings);
    }
    /** Names of the branches that exist; empty when the server does not tell. */
    async function branchNames(signal) {
        const response = await send('POST', '/graphql', { query: '{ Branch { name } }' }, signal);
        const answer = readAnswer(response);
        const found = BranchList.safeParse(answer.status === 'ok' ? answer.body : undefined);
        return found.success ? found.data.data.Branch.map(({ name }) => name) : [];
    }
    return {
        branch: settings.branch,
        graphql,
        query,
        get,
        send,
        usage: (scope) => client.traffic(scope),
        close: () => client.close(),
    };
}
const BranchList = schemas/* object */.Ikc({ data: schemas/* object */.Ikc({ Branch: schemas/* array */.YOg(schemas/* object */.Ikc({ name: schemas/* string */.YjP() })) }) });
/** `/graphql/<branch>`; a slash within the branch's name stays one. */
function branchPath(branch) {
    return `/graphql/${branch.split('/').map(encodeURIComponent).join('/')}`;
}
function branchNotFound(settings, names) {
    const known = names.length === 0 ? '' : ` The branches there are: ${names.join(', ')}.`;
    return new errors_SyncError({
        code: 'BRANCH_NOT_FOUND',
        message: `Infrahub at ${settings.url} has no branch named ${settings.branch}.`,
        hint: `Create the branch, or name another one with --branch or \`branch\` in the settings.${known}`,
    });
}
function refusedQuery(errors, scope, settings) {
    const about = scope === undefined ? 'a query' : `the query for ${scope}`;
    const reasons = [...new Set(errors.map(({ message }) => message))].slice(0, 3).join('; ');
    const ofSchema = errors.some(({ message }) => /Cannot query field|Unknown argument|Unknown type/.test(message));
    return new errors_SyncError({
        code: ofSchema ? 'SCHEMA_MISMATCH' : 'UNEXPECTED_ANSWER',
        message: `Infrahub at ${settings.url} (branch ${settings.branch}) refused ${about}: ${reasons}`,
        hint: ofSchema
            ? 'Compare the mapping with the schema loaded on that branch: `infrahub-sync validate` does.'
            : "Look into Infrahub's own log for the cause, and run again.",
    });
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/history.js


const Events = schemas/* object */.Ikc({
    edges: schemas/* array */.YOg(schemas/* object */.Ikc({ node: schemas/* object */.Ikc({ id: schemas/* string */.YjP(), occurred_at: schemas/* string */.YjP() }) })),
});
const refusals = new Set(['SCHEMA_MISMATCH', 'PERMISSION_DENIED', 'UNEXPECTED_ANSWER']);
/**
 * The newest entry of the event log as `<id> <time>`; undefined when there is none, or it may not be read. Events are entered some time after what they tell of.
 */
async function newestEvent(connection, signal) {
    const text = 'query { InfrahubEvent(limit: 1) { edges { node { id occurred_at } } } }';
    const data = await unlessRefused(connection.query({ text, signal }));
    const newest = data && Events.parse(data.InfrahubEvent).edges[0]?.node;
    return newest && `${newest.id} ${newest.occurred_at}`;
}
/** Whether the log still has an entry; a database that was restored from a backup lacks it. */
async function historyHolds(connection, mark, signal) {
    const [id = '', time = ''] = mark.split(' ');
    const text = 'query ($ids: [String!], $since: DateTime) { InfrahubEvent(ids: $ids, since: $since, limit: 1) { edges { node { id occurred_at } } } }';
    const since = new Date(Date.parse(time) - 1000).toISOString();
    const data = await unlessRefused(connection.query({ text, variables: { ids: [id], since }, signal }));
    return data !== undefined && Events.parse(data.InfrahubEvent).edges.some(({ node }) => node.id === id);
}
/** Undefined when there is no event log or it may not be read. */
async function unlessRefused(asked) {
    try {
        return await asked;
    }
    catch (error) {
        if (error instanceof errors_SyncError && refusals.has(error.code))
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/holdings.js



/** Reading properties is dear: 4 to 8 seconds for 1,000 objects with two attributes (measured on 1.11.9). */
const PAGE_SIZE = 200;
const Named = schemas/* object */.Ikc({ id: schemas/* string */.YjP(), display_label: schemas/* string */.YjP().nullish() }).nullish();
const Properties = schemas/* object */.Ikc({ is_protected: schemas/* boolean */.zMY().nullish(), source: Named, owner: Named });
const holdings_Edge = schemas/* object */.Ikc({ properties: Properties.nullish() });
const Edges = schemas/* object */.Ikc({ edges: schemas/* array */.YOg(holdings_Edge) });
const Node = schemas/* object */.Ikc({ id: schemas/* string */.YjP() }).catchall(schemas/* unknown */.L5J());
const holdings_Page = schemas/* object */.Ikc({ edges: schemas/* array */.YOg(schemas/* object */.Ikc({ node: Node })) });
/** Reads what Infrahub records about fields of some objects: whether it protects them, their source and owner. */
async function* readHoldings(connection, projection, ids, lineage, signal) {
    const { kind } = projection;
    const text = queryText(projection);
    for (const some of chunks(ids, PAGE_SIZE)) {
        const data = await connection.query({ text, variables: { ids: some }, scope: kind, signal });
        const { edges } = understood(holdings_Page, data[kind], kind, connection);
        yield edges.map(({ node }) => holdingsOf(node, projection, lineage));
    }
}
function queryText({ kind, attributes, relationships }) {
    const properties = 'is_protected source { id display_label } owner { id display_label }';
    const fields = [
        ...attributes.map((name) => `${name} { ${properties} }`),
        ...relationships.map(({ name, cardinality }) => cardinality === 'one'
            ? `${name} { properties { ${properties} } }`
            : `${name} { edges { properties { ${properties} } } }`),
    ];
    return `query ($ids: [ID]) { ${kind}(ids: $ids, order: {disable: true}) { edges { node { id ${fields.join(' ')} } } } }`;
}
function holdingsOf(node, { attributes, relationships }, lineage) {
    const fields = {};
    for (const name of attributes)
        fields[name] = holding([Properties.parse(node[name])], lineage);
    for (const { name, cardinality } of relationships) {
        const edges = cardinality === 'one' ? [holdings_Edge.parse(node[name])] : Edges.parse(node[name]).edges;
        fields[name] = holding(edges.flatMap(({ properties }) => properties ?? []), lineage);
    }
    return { id: node.id, fields };
}
/** Of a relationship with several peers, what is recorded of the one that is protected for somebody else. */
function holding(all, lineage) {
    const each = all.map((properties) => ({
        isProtected: properties.is_protected ?? false,
        source: holder(properties.source, lineage),
        owner: holder(properties.owner, lineage),
    }));
    const others = each.find((one) => one.isProtected && (one.owner ?? one.source)?.ours === false);
    return others ?? each[0] ?? { isProtected: false, source: undefined, owner: undefined };
}
function holder(found, { source, owner }) {
    if (found === undefined || found === null)
        return undefined;
    return { name: found.display_label ?? found.id, ours: found.id === source || found.id === owner };
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/lineage.js

const lineage_text = `query ($counterpart: String!, $source: String!, $owner: String!) {
  account: CoreAccount(name__value: $counterpart) { edges { node { id } } }
  sourceGroup: CoreAccountGroup(name__value: $source) { edges { node { id } } }
  sourceAccount: CoreAccount(name__value: $source) { edges { node { id } } }
  ownerGroup: CoreAccountGroup(name__value: $owner) { edges { node { id } } }
  ownerAccount: CoreAccount(name__value: $owner) { edges { node { id } } }
}`;
const Found = schemas/* object */.Ikc({ edges: schemas/* array */.YOg(schemas/* object */.Ikc({ node: schemas/* object */.Ikc({ id: schemas/* string */.YjP() }) })) })
    .transform(({ edges }) => edges[0]?.node.id);
const Answer = schemas/* object */.Ikc({
    account: Found,
    sourceGroup: Found,
    sourceAccount: Found,
    ownerGroup: Found,
    ownerAccount: Found,
});
/**
 * Looks up who is recorded as source and owner: the group (or account) that the settings name, else the
 * account named like the system at the other end. Only ids that exist are handed out, since Infrahub 1.4
 * answers an unknown one with an error that names nothing.
 */
async function resolveLineage(connection, settings, counterpart, warn, signal) {
    const variables = { counterpart, source: settings.source ?? '', owner: settings.owner ?? '' };
    const found = Answer.parse(await connection.query({ text: lineage_text, variables, signal }));
    function pick(role, id) {
        const named = settings[role];
        if (named === undefined)
            return found.account;
        if (id !== undefined)
            return id;
        const instead = found.account === undefined ? 'no one' : `the account ${counterpart}`;
        warn(`Infrahub has no group or account named ${named}: ${instead} is recorded as ${role}.`);
        return found.account;
    }
    return {
        source: pick('source', found.sourceGroup ?? found.sourceAccount),
        owner: pick('owner', found.ownerGroup ?? found.ownerAccount),
    };
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/once.js
/**
 * Asks once and remembers the answer; concurrent callers share the first's request. A failure is not
 * remembered.
 */
function once(ask) {
    let answer;
    return (signal) => {
        answer ??= ask(signal).catch((error) => {
            answer = undefined;
            throw error;
        });
        return answer;
    };
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/mirrors.js
const opposite = { bidirectional: 'bidirectional', outbound: 'inbound', inbound: 'outbound' };
/**
 * Finds the relationships that a new peer can bring along. Infrahub 1.11 stamps both ends of a relationship
 * that is set or removed, but an object that is created with its relationships leaves no stamp at the other
 * ends; those that are read only Infrahub keeps itself, and stamps.
 */
function mirrorsOf(kinds) {
    const byName = new Map(kinds.map((kind) => [kind.kind, kind]));
    function isMirrored(relationship) {
        const peer = byName.get(relationship.peer);
        const peers = [peer, ...(peer?.used_by ?? []).map((name) => byName.get(name))];
        return peers.some((kind) => kind?.relationships?.some((other) => areEnds(relationship, other)));
    }
    function mirrored(kind) {
        const found = (kind.relationships ?? []).filter((one) => one.read_only !== true && isMirrored(one));
        return new Map(found.map(({ name, peer }) => [name, peer]));
    }
    return new Map(kinds.map((kind) => [kind.kind, mirrored(kind)]));
}
function areEnds(one, other) {
    if (one.identifier === undefined || one.identifier === null)
        return false;
    if (one.identifier !== other.identifier)
        return false;
    return opposite[one.direction ?? 'bidirectional'] === (other.direction ?? 'bidirectional');
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/schema.js



const Choice = schemas/* object */.Ikc({ name: schemas/* string */.YjP() });
const Attribute = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    kind: schemas/* string */.YjP(),
    optional: schemas/* boolean */.zMY().nullish(),
    default_value: schemas/* json */.Pq9().nullish(),
    unique: schemas/* boolean */.zMY().nullish(),
    read_only: schemas/* boolean */.zMY().nullish(),
    choices: schemas/* array */.YOg(Choice).nullish(),
    enum: schemas/* array */.YOg(schemas/* union */.KCZ([schemas/* string */.YjP(), schemas/* number */.aig()])).nullish(),
});
const Relationship = schemas/* object */.Ikc({
    name: schemas/* string */.YjP(),
    peer: schemas/* string */.YjP(),
    cardinality: schemas/* enum */.k5n(['one', 'many']).nullish(),
    kind: schemas/* string */.YjP().nullish(),
    optional: schemas/* boolean */.zMY().nullish(),
    read_only: schemas/* boolean */.zMY().nullish(),
    identifier: schemas/* string */.YjP().nullish(),
    direction: schemas/* enum */.k5n(['bidirectional', 'outbound', 'inbound']).nullish(),
});
const Kind = schemas/* object */.Ikc({
    kind: schemas/* string */.YjP(),
    attributes: schemas/* array */.YOg(Attribute).nullish(),
    relationships: schemas/* array */.YOg(Relationship).nullish(),
    human_friendly_id: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
    uniqueness_constraints: schemas/* array */.YOg(schemas/* array */.YOg(schemas/* string */.YjP())).nullish(),
    used_by: schemas/* array */.YOg(schemas/* string */.YjP()).nullish(),
});
/** The parts of `GET /api/schema` that are used; profiles and templates are not synced. */
const Schema = schemas/* object */.Ikc({ nodes: schemas/* array */.YOg(Kind), generics: schemas/* array */.YOg(Kind) });
/**
 * Nodes and generics as the branch has them now.
 * @throws SyncError UNEXPECTED_ANSWER when the schema has another form than Infrahub 1.4 to 1.11 give it.
 */
async function fetchSchema(connection, signal) {
    const body = await connection.get(`/api/schema?branch=${encodeURIComponent(connection.branch)}`, signal);
    const parsed = Schema.safeParse(body);
    if (!parsed.success) {
        throw new errors_SyncError({
            code: 'UNEXPECTED_ANSWER',
            message: `Infrahub's schema of branch ${connection.branch} has an unknown form: ${errors/* prettifyError */.S1(parsed.error)}`,
            hint: 'Versions 1.4 to 1.11 of Infrahub are known to work. Report this with the version of the server.',
        });
    }
    const { nodes, generics } = parsed.data;
    const kinds = new Map();
    for (const kind of generics)
        kinds.set(kind.kind, kindSchema(kind, true));
    for (const kind of nodes)
        kinds.set(kind.kind, kindSchema(kind, false));
    return { schema: { kinds }, mirrors: mirrorsOf([...nodes, ...generics]) };
}
function kindSchema(kind, isGeneric) {
    return {
        kind: kind.kind,
        attributes: schema_byName((kind.attributes ?? []).map(attributeSchema)),
        relationships: schema_byName((kind.relationships ?? []).map(relationshipSchema)),
        humanFriendlyId: kind.human_friendly_id ?? [],
        uniquenessConstraints: kind.uniqueness_constraints ?? [],
        usedBy: isGeneric ? (kind.used_by ?? []) : [],
        isGeneric,
    };
}
function attributeSchema(attribute) {
    const choices = attribute.choices?.map(({ name }) => name) ?? attribute.enum?.map(String) ?? [];
    return {
        name: attribute.name,
        kind: attribute.kind,
        optional: attribute.optional ?? false,
        defaultValue: (attribute.default_value ?? null),
        unique: attribute.unique ?? false,
        readOnly: attribute.read_only ?? false,
        choices,
    };
}
function relationshipSchema(relationship) {
    return {
        name: relationship.name,
        peer: relationship.peer,
        // Infrahub's own defaults for what a schema leaves out.
        cardinality: relationship.cardinality ?? 'many',
        kind: relationship.kind ?? 'Generic',
        optional: relationship.optional ?? false,
        readOnly: relationship.read_only ?? false,
    };
}
function schema_byName(items) {
    return new Map(items.map((item) => [item.name, item]));
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/grace.js
/** @param milliseconds from the abortion of `signal` to that of the grace's own */
function graceOf(signal, milliseconds) {
    const late = new AbortController();
    let timer;
    const begin = () => {
        timer = setTimeout(() => late.abort(signal.reason), milliseconds);
    };
    if (signal.aborted)
        late.abort(signal.reason);
    else
        signal.addEventListener('abort', begin, { once: true });
    return {
        signal: late.signal,
        end() {
            clearTimeout(timer);
            signal.removeEventListener('abort', begin);
        },
    };
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/mutation.js
/** The name of an operation's outcome within the answer. */
function aliasOf(index) {
    return `o${index}`;
}
/** One mutation with an alias for each operation; the same for every batch of that kind, action and size. */
function mutationText({ kind, action, operations }) {
    const { mutation, input } = mutationNames(kind, action);
    const parameters = operations.map((_, index) => `$d${index}: ${input}!`).join(', ');
    // A delete answers only whether it was done.
    const answer = action === 'delete' ? 'ok' : 'ok object { id }';
    const fields = operations.map((_, index) => `${aliasOf(index)}: ${mutation}(data: $d${index}) { ${answer} }`);
    return `mutation (${parameters}) { ${fields.join(' ')} }`;
}
function mutationVariables({ operations }, lineage) {
    return Object.fromEntries(operations.map((operation, index) => [`d${index}`, inputOf(operation, lineage)]));
}
function mutationNames(kind, action) {
    switch (action) {
        case 'create':
            return { mutation: `${kind}Create`, input: `${kind}CreateInput` };
        case 'update':
            return { mutation: `${kind}Update`, input: `${kind}UpdateInput` };
        case 'delete':
            return { mutation: `${kind}Delete`, input: 'DeleteInput' };
    }
}
function inputOf(operation, lineage) {
    if (operation.action === 'delete')
        return { id: operation.id };
    const values = Object.entries(operation.values);
    if (operation.action === 'update') {
        return {
            id: operation.id,
            ...Object.fromEntries(values.map(([name, value]) => [name, inputValue(value, lineage)])),
        };
    }
    // A value that is nothing is left out of a new object, as the reference implementation does.
    const given = values.filter(([, value]) => !isNothing(value));
    const [id] = operation.ids ?? [];
    return {
        ...(id === undefined ? {} : { id }),
        ...Object.fromEntries(given.map(([name, value]) => [name, inputValue(value, lineage)])),
    };
}
function isNothing(value) {
    switch (value.type) {
        case 'attribute':
            return value.value === null;
        case 'one':
            return value.peerId === null;
        case 'many':
            return value.peerIds.length === 0;
    }
}
function inputValue(value, lineage) {
    switch (value.type) {
        case 'attribute':
            return { value: value.value, ...properties(lineage, '') };
        case 'one':
            // `{id: null}` would be an error: a relationship is cleared by null itself.
            return value.peerId === null ? null : { id: value.peerId, ...properties(lineage, '_relation__') };
        case 'many':
            return value.peerIds.map((id) => ({ id, ...properties(lineage, '_relation__') }));
    }
}
/** What the reference implementation records too, of attributes and of relationships. */
function properties({ source, owner }, prefix) {
    return {
        [`${prefix}is_protected`]: true,
        ...(source === undefined ? {} : { [`${prefix}source`]: source }),
        ...(owner === undefined ? {} : { [`${prefix}owner`]: owner }),
    };
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/outcome.js


const Written = schemas/* object */.Ikc({ ok: schemas/* literal */.euz(true), object: schemas/* object */.Ikc({ id: schemas/* string */.YjP() }).nullish() });
/** True when the request was refused before any of its mutations ran. */
function refusedAsAWhole({ data, errors }) {
    const nothingDone = Object.values(data).every((value) => value === null);
    return nothingDone && errors.length > 0 && errors.every(({ path }) => path === undefined || path === null);
}
const wrongVariable = /^Variable '\$d(\d+)' got invalid value (.*)$/s;
/** Operations that a request was refused for, as far as the errors name their variables. */
function culpritsOf(batch, result) {
    const culprits = new Map();
    for (const error of result.errors) {
        const operation = batch.operations[Number(wrongVariable.exec(error.message)?.[1] ?? Number.NaN)];
        if (operation !== undefined)
            culprits.set(operation, refusedOutcome(operation, error, result.retries));
    }
    return culprits;
}
/** Each operation's outcome, by its alias in data and in the errors' paths. */
function outcomesOf(batch, result) {
    return batch.operations.map((operation, index) => {
        const alias = aliasOf(index);
        const error = result.errors.find(({ path }) => path?.[0] === alias);
        const written = Written.safeParse(result.data[alias]);
        if (error === undefined && written.success)
            return writtenOutcome(operation, written.data.object?.id);
        const told = error ?? result.errors.find(({ path }) => path === undefined || path === null);
        return refusedOutcome(operation, told ?? { message: 'Infrahub told no outcome.' }, result.retries);
    });
}
/** True for an error that leaves open whether the request was carried out. */
function isUncertain({ code }) {
    return ['TIMEOUT', 'UNREACHABLE', 'CANCELLED', 'HTTP_ERROR'].includes(code);
}
/** What a request that brought no answer means for an operation in it. */
function lostOutcome(operation, error) {
    const lost = {
        key: operation.key,
        errorClass: error.code,
        message: `${subject(operation)}: ${error.message}`,
        retries: 0,
    };
    if (!isUncertain(error))
        return { ...lost, status: 'failed', hint: error.hint, terminal: true };
    const hint = `It is not known whether it was written: the next run finds out and picks it up. ${error.hint}`;
    return { ...lost, status: 'unknown', hint };
}
function writtenOutcome(operation, id) {
    if (operation.action !== 'create')
        return { status: 'written', key: operation.key, id: operation.id };
    if (id !== undefined)
        return { status: 'written', key: operation.key, id };
    return refusedOutcome(operation, { message: 'Infrahub created the object but did not tell its id.' }, 0);
}
function refusedOutcome(operation, error, retries) {
    const errorClass = classOf(error);
    // What was to be deleted may be gone already, with the object that it belonged to.
    if (operation.action === 'delete' && errorClass === 'NODE_NOT_FOUND') {
        return { status: 'written', key: operation.key, id: operation.id };
    }
    if (operation.action === 'delete' && errorClass === 'STILL_NEEDED') {
        return { status: 'left-alone', key: operation.key, reason: readable(error.message) };
    }
    return {
        status: 'failed',
        key: operation.key,
        errorClass,
        message: `${subject(operation)}: ${readable(error.message)}`,
        hint: errorClass === 'REJECTED' ? wrongTypeHint(operation) : hintOf(errorClass, operation.action),
        retries,
        terminal: true,
    };
}
/** Infrahub 1.4 gives hardly any codes, and 1.11 the same code for many things: the message tells more. */
function classOf({ message, extensions }) {
    if (wrongVariable.test(message))
        return 'VALUE_INVALID';
    if (/^[0-9a-f-]{36} is already in use/i.test(message))
        return 'ID_TAKEN';
    if (/linked to mandatory relationship/i.test(message))
        return 'STILL_NEEDED';
    if (/uniqueness constraint/i.test(message))
        return 'UNIQUENESS_VIOLATION';
    if (/unable to find the node/i.test(message))
        return 'NODE_NOT_FOUND';
    if (/mandatory for/i.test(message))
        return 'ATTRIBUTE_REQUIRED';
    return String(extensions?.code ?? 'UNDEFINED_ERROR');
}
/** `'many' at 'd0.mtu.value'; Expected …` names our variable, which says nothing to a reader. */
function readable(message) {
    const invalid = wrongVariable.exec(message)?.[2];
    if (invalid === undefined)
        return message;
    const [, value, attribute, reason] = /^(.*) at 'd\d+\.(\w+)[^']*'; (.*)$/s.exec(invalid) ?? [];
    return attribute === undefined
        ? `invalid value ${invalid}`
        : `${attribute} does not take ${value}: ${reason}`;
}
function hintOf(errorClass, action) {
    if (action === 'delete')
        return 'Delete or change what still refers to the object first.';
    switch (errorClass) {
        case 'UNIQUENESS_VIOLATION':
            return 'Another object has these values already: check the identifiers of the mapping, or that object.';
        case 'NODE_NOT_FOUND':
            return 'The object, or one that it refers to, was deleted meanwhile: the next run plans it anew.';
        case 'ATTRIBUTE_REQUIRED':
            return 'Map a field to it that every source record has, or make it optional in the schema.';
        case 'ATTRIBUTE_CONSTRAINT_VIOLATION':
        case 'ATTRIBUTE_INVALID_TYPE':
        case 'VALUE_INVALID':
            return 'Correct the value at the source, or bring it into form by a transform.';
        case 'BRANCH_ALREADY_MERGED':
            return 'A merged branch can only be read: name another one with --branch or in the settings.';
        default:
            return 'Compare the value with the schema of the kind: `infrahub-sync validate` does.';
    }
}
/** Infrahub does not tell which value it could not take, so the reader is shown what was sent. */
function wrongTypeHint(operation) {
    if (operation.action === 'delete')
        return "Infrahub's own log may tell why.";
    const sent = Object.entries(operation.values).map(([name, value]) => value.type === 'attribute' ? `${name}: ${JSON.stringify(value.value)}` : name);
    return `One of the values has most likely the wrong type for its attribute: ${sent.join(', ').slice(0, 500)}`;
}
function subject(operation) {
    const id = operation.action === 'create' ? '' : ` ${operation.id}`;
    return `${operation.action} of ${operation.kind}${id}`;
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/pace.js
/** Good requests in a row after which one more is in flight. */
const STREAK = 4;
/** Halves both on trouble; grows back by a quarter of the batch, and by one request, while it goes well. */
function createPace(most) {
    let batchSize = most.batchSize;
    let concurrency = most.concurrency;
    let streak = 0;
    return {
        batchSize: () => batchSize,
        concurrency: () => concurrency,
        good() {
            streak += 1;
            batchSize = Math.min(most.batchSize, batchSize + Math.max(1, Math.floor(batchSize / 4)));
            if (streak % STREAK === 0)
                concurrency = Math.min(most.concurrency, concurrency + 1);
        },
        trouble() {
            streak = 0;
            batchSize = Math.max(1, Math.floor(batchSize / 2));
            concurrency = Math.max(1, Math.floor(concurrency / 2));
        },
    };
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/taken-ids.js



const taken_ids_Found = schemas/* object */.Ikc({ edges: schemas/* array */.YOg(schemas/* object */.Ikc({ node: schemas/* object */.Ikc({ id: schemas/* string */.YjP() }) })) });
/** Infrahub refuses an id that any object ever had, on whatever branch, be it deleted or not (1.4 and 1.11). */
function isIdTaken(outcome) {
    return outcome.status === 'failed' && outcome.errorClass === 'ID_TAKEN';
}
/** Tells creates whose object is there from those whose id cannot be had. */
async function sortTaken(connection, kind, creates, signal) {
    const asked = creates.filter((operation) => operation.action === 'create');
    const text = `query ($ids: [ID]) { ${kind}(ids: $ids, order: {disable: true}) { edges { node { id } } } }`;
    const ids = asked.flatMap((operation) => operation.ids?.slice(0, 1) ?? []);
    const data = await connection.query({ text, variables: { ids }, scope: kind, signal });
    const { edges } = understood(taken_ids_Found, data[kind], kind, connection);
    const found = new Set(edges.map(({ node }) => node.id));
    const there = [];
    const again = [];
    for (const operation of asked) {
        const [id, ...others] = operation.ids ?? [];
        if (id === undefined)
            throw notAsked(operation);
        if (found.has(id)) {
            there.push({ action: 'update', key: operation.key, kind, id, values: operation.values });
        }
        else {
            const { ids: _taken, ...rest } = operation;
            again.push(others.length === 0 ? rest : { ...rest, ids: others });
        }
    }
    return { there, again };
}
function notAsked(operation) {
    return new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `Infrahub says that an id is taken, and none was given for a ${operation.kind}.`,
        hint: "Look into Infrahub's own log for the cause.",
    });
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/write-queue.js
function createWriteQueue(operations) {
    const groups = Map.groupBy(operations.map((operation) => ({ operation, lost: 0 })), ({ operation }) => `${operation.action} ${operation.kind} ${hasIds(operation)}`);
    const queue = [...groups.values()].filter((group) => group.length > 0);
    return {
        take(size) {
            const [group] = queue;
            const first = group?.[0];
            if (group === undefined || first === undefined)
                return undefined;
            const waiting = group.splice(0, size);
            if (group.length === 0)
                queue.shift();
            const { kind, action } = first.operation;
            return { kind, action, operations: waiting.map(({ operation }) => operation), waiting };
        },
        putBack(waiting) {
            if (waiting.length > 0)
                queue.unshift([...waiting]);
        },
    };
}
/** Creates without an id must not be sent twice, so they do not go with those that may. */
function hasIds(operation) {
    return operation.action === 'create' && (operation.ids ?? []).length > 0;
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/write.js








/** How often an operation is sent anew after the client gave a request up; each time in smaller batches. */
const MOST_ROUNDS = 4;
/** A runner gives a cancelled job 7.5 seconds before it insists, and 2.5 more before it kills. */
const GRACE = 5_000;
/**
 * Writes operations in batches of one kind and action. Each has its own outcome: Infrahub runs the mutations
 * of one request apart from each other, so that one that is refused leaves the rest written. A request that is
 * lost is sent again: updates and deletes may be repeated, and so may a create whose id is given, since
 * Infrahub gives no id twice.
 * Once the signal is aborted no batch is begun; those under way have some seconds to end.
 * @throws SyncError CANCELLED when the signal is aborted before everything was sent; never for what the server
 *   says of an operation.
 */
async function* writeOperations(connection, operations, lineage, options, signal) {
    const pace = createPace(options);
    const queue = createWriteQueue(operations);
    const grace = graceOf(signal, GRACE);
    const writing = { connection, lineage, pace, queue, signal, requests: grace.signal };
    function next() {
        if (signal.aborted)
            return undefined;
        const batch = queue.take(pace.batchSize());
        return batch === undefined ? undefined : () => writeQueued(writing, batch);
    }
    try {
        for await (const outcomes of pulledConcurrency(next, () => pace.concurrency())) {
            if (outcomes.length > 0)
                yield outcomes;
        }
    }
    finally {
        grace.end();
    }
    if (queue.take(1) !== undefined)
        throw cancelled();
}
/** Writes a batch. What got no answer goes back to the queue, until it was lost too often. */
async function writeQueued(writing, batch) {
    try {
        return await writeBatch(writing, batch);
    }
    catch (error) {
        if (!(error instanceof errors_SyncError))
            throw error;
        writing.pace.trouble();
        const hopeless = !isUncertain(error) || writing.signal.aborted || !isRepeatable(batch);
        const ended = batch.waiting.filter(({ lost }) => hopeless || lost + 1 >= MOST_ROUNDS);
        const again = batch.waiting.filter((waiting) => !ended.includes(waiting));
        writing.queue.putBack(again.map(({ operation, lost }) => ({ operation, lost: lost + 1 })));
        return ended.map(({ operation }) => lostOutcome(operation, error));
    }
}
/** A create without an id of its own may leave two objects when it is sent twice; all else can be repeated. */
function isRepeatable({ operations }) {
    return operations.every((operation) => operation.action !== 'create' || (operation.ids ?? []).length > 0);
}
/** @throws SyncError when there was no answer */
async function writeBatch(writing, batch) {
    const { connection, lineage, pace, requests } = writing;
    const result = await connection.graphql({
        text: mutationText(batch),
        variables: mutationVariables(batch, lineage),
        scope: batch.kind,
        repeat: isRepeatable(batch) ? 'safe' : 'once',
        signal: requests,
    });
    if (result.retries > 0)
        pace.trouble();
    else
        pace.good();
    if (batch.operations.length === 1 || !refusedAsAWhole(result)) {
        return settleTaken(writing, batch, outcomesOf(batch, result));
    }
    return writeInParts(writing, batch, result);
}
/** Creates whose id is taken: they are either done already, or get another id. */
async function settleTaken(writing, batch, outcomes) {
    const taken = batch.operations.filter((_operation, position) => {
        const outcome = outcomes[position];
        return outcome !== undefined && isIdTaken(outcome);
    });
    if (taken.length === 0)
        return outcomes;
    const { there, again } = await sortTaken(writing.connection, batch.kind, taken, writing.requests);
    const settled = outcomes.filter((outcome) => !isIdTaken(outcome));
    if (there.length > 0) {
        settled.push(...(await writeParts(writing, { ...batch, action: 'update' }, [there])));
    }
    // One without an id left goes apart, since it must not be repeated as the others may.
    const [named, nameless] = [again.filter(hasId), again.filter((operation) => !hasId(operation))];
    settled.push(...(await writeParts(writing, batch, [named, nameless])));
    return settled;
}
function hasId(operation) {
    return operation.action === 'create' && (operation.ids ?? []).length > 0;
}
/**
 * For a request that was refused before anything of it ran: only the culprits are to fail. Infrahub 1.11 names
 * the variables that have a wrong type, and the rest is sent again together; 1.4 answers 500 without a name,
 * and each is sent alone.
 */
async function writeInParts(writing, batch, result) {
    const culprits = culpritsOf(batch, result);
    const rest = batch.operations.filter((operation) => !culprits.has(operation));
    const parts = culprits.size > 0 ? [rest] : rest.map((operation) => [operation]);
    return [...culprits.values(), ...(await writeParts(writing, batch, parts))];
}
/** Writes parts of a batch one after another; a part that gets no answer is lost without the others. */
async function writeParts(writing, batch, parts) {
    const outcomes = [];
    for (const operations of parts) {
        if (operations.length === 0)
            continue;
        try {
            if (writing.signal.aborted)
                throw cancelled();
            const { kind, action } = batch;
            outcomes.push(...(await writeBatch(writing, { kind, action, operations })));
        }
        catch (error) {
            if (!(error instanceof errors_SyncError))
                throw error;
            outcomes.push(...operations.map((operation) => lostOutcome(operation, error)));
        }
    }
    return outcomes;
}
function cancelled() {
    return new errors_SyncError({
        code: 'CANCELLED',
        message: 'Writing to Infrahub was cancelled.',
        hint: 'Run again: what was not written is planned again.',
    });
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/destination.js














const defaultTuning = {
    pageSize: 500,
    readConcurrency: 2,
    batchSize: 50,
    writeConcurrency: 3,
};
const Info = schemas/* object */.Ikc({ deployment_id: schemas/* string */.YjP() });
/**
 * One branch of an Infrahub (1.4 to 1.11) that is compared with and written to.
 * @throws SyncError CONFIG_INVALID when the settings and the environment do not say where it is.
 */
function createInfrahubDestination(system, context, tuning = {}) {
    const settings = resolveSettings(system.settings, context);
    const { pageSize, readConcurrency, batchSize, writeConcurrency } = { ...defaultTuning, ...tuning };
    const client = context.http({
        baseUrl: settings.url,
        system: 'Infrahub',
        headers: settings.token === undefined ? {} : { 'X-INFRAHUB-KEY': settings.token },
        concurrency: readConcurrency + writeConcurrency,
        verifyTls: settings.verifyTls,
        timeout: settings.timeout,
        retries: 4,
    });
    const connection = connect(client, settings);
    const info = once(async (signal) => Info.parse(await connection.get('/api/info', signal)));
    const changeSupport = once((signal) => probeChangeSupport(connection, signal));
    const lineage = once((signal) => resolveLineage(connection, settings, context.counterpart, context.warn, signal));
    const options = { pageSize, concurrency: readConcurrency };
    let known;
    async function currentSchema(signal) {
        known = await fetchSchema(connection, signal);
        return known;
    }
    const changeSource = {
        connection,
        mirrors: async (signal) => (known ?? (await currentSchema(signal))).mirrors,
        options,
    };
    return {
        system: 'infrahub',
        branch: destinationBranch(connection, settings),
        identity: async (signal) => {
            const [{ deployment_id: server }, branch] = await Promise.all([
                info(signal),
                branchIdentity(connection, settings, signal),
            ]);
            return `infrahub:${server}@${branch}`;
        },
        serverTime: (signal) => fetchServerTime(connection, signal),
        usage: (scope) => connection.usage(scope),
        close: () => connection.close(),
        schema: async (signal) => (await currentSchema(signal)).schema,
        tier: async (kind, signal) => tierOf(kind, await changeSupport(signal)),
        read: (projection, signal) => readKind(connection, destinationReading(projection), options, signal),
        count: (kind, signal) => countKind(connection, kind, signal),
        survey: (projections, since, signal) => surveyKinds(changeSource, projections, since, signal),
        changesSince: (projection, since, signal) => readChanges(changeSource, projection, since, signal),
        historyMark: (signal) => newestEvent(connection, signal),
        historyHolds: (mark, signal) => historyHolds(connection, mark, signal),
        ids: ({ kind, at }, signal) => idsOfKind(connection, kind, at, signal),
        readByIds: (projection, ids, signal) => readKindByIds(connection, destinationReading(projection), ids, options, signal),
        async *holdings(projection, ids, signal) {
            if (ids.length === 0)
                return;
            yield* readHoldings(connection, projection, ids, await lineage(signal), signal);
        },
        async *write(operations, signal) {
            if (operations.length === 0)
                return;
            const writing = { batchSize, concurrency: writeConcurrency };
            yield* writeOperations(connection, operations, await lineage(signal), writing, signal);
        },
    };
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/selection.js


/** What every object is called by, beside its attributes. */
const ownNames = ['id', 'hfid', 'display_label'];
const nothing = { names: [], attributes: [], relationships: [] };
/** Relationships that Infrahub keeps for itself: no mapping means them when it reads everything. */
const INTERNAL = new Set(['Group', 'Profile', 'Template']);
/**
 * Sorts dotted paths into what a kind has. A path that ends at a relationship selects which object that is, one
 * that goes on selects something of it, `site.*` all of its attributes. A path within an attribute's value selects the
 * attribute. What the kind does not have is left out: only a transform can fill it.
 */
function selectionOf(kind, paths, { kinds }) {
    if (paths === 'everything')
        return everythingOf(kind);
    const below = new Map();
    for (const path of paths) {
        const [head = '', ...rest] = path.split('.').filter((step) => !/^\d+$/.test(step));
        below.set(head, [...(below.get(head) ?? []), ...(rest.length === 0 ? [] : [rest.join('.')])]);
    }
    // What a related object's own relationships lead to is read where a path says so.
    if (below.has('*'))
        return { names: ownNames, attributes: [...kind.attributes.keys()], relationships: [] };
    const relationships = [...below].flatMap(([name, rest]) => {
        const schema = kind.relationships.get(name);
        const peer = schema && kinds.get(schema.peer);
        if (schema === undefined)
            return [];
        const selection = peer === undefined ? nothing : selectionOf(peer, rest, { kinds });
        return [{ name, cardinality: schema.cardinality, peer: schema.peer, selection }];
    });
    return {
        names: ownNames.filter((name) => below.has(name)),
        attributes: [...below.keys()].filter((name) => kind.attributes.has(name)),
        relationships,
    };
}
function everythingOf({ attributes, relationships }) {
    const wanted = [...relationships.values()].filter(({ kind }) => !INTERNAL.has(kind));
    return {
        names: ownNames,
        attributes: [...attributes.keys()],
        relationships: wanted.map(({ name, cardinality, peer }) => {
            return { name, cardinality, peer, selection: nothing };
        }),
    };
}
/** GraphQL of the fields; `id` and `__typename` are always among them. */
function fieldsText({ names, attributes, relationships }) {
    return [
        'id',
        '__typename',
        ...names.filter((name) => name !== 'id'),
        ...attributes.map((name) => `${name} { value }`),
        ...relationships.map(({ name, cardinality, selection }) => {
            const node = `node { ${fieldsText(selection)} }`;
            return cardinality === 'one' ? `${name} { ${node} }` : `${name} { edges { ${node} } }`;
        }),
    ].join(' ');
}
const selection_AttributeValue = schemas/* object */.Ikc({ value: schemas/* json */.Pq9().nullish() });
const PeerNode = schemas/* object */.Ikc({ id: schemas/* string */.YjP(), __typename: schemas/* string */.YjP() }).catchall(schemas/* unknown */.L5J());
const selection_Peer = schemas/* object */.Ikc({ node: PeerNode.nullish() });
const Peers = schemas/* object */.Ikc({ edges: schemas/* array */.YOg(selection_Peer) });
/**
 * An object as a mapping sees it: attributes by their plain values, a related object as an object of its own with
 * `id` and `__typename`, many as a list in the order of their ids.
 */
function recordData(node, { names, attributes, relationships }) {
    const data = {};
    for (const name of names)
        data[name] = (node[name] ?? null);
    for (const name of attributes) {
        data[name] = (selection_AttributeValue.parse(node[name] ?? {}).value ?? null);
    }
    for (const { name, cardinality, selection } of relationships) {
        const edges = cardinality === 'one' ? [selection_Peer.parse(node[name] ?? {})] : Peers.parse(node[name]).edges;
        const peers = edges
            .flatMap(({ node: peer }) => (peer ? [peer] : []))
            .sort((left, right) => compareText(left.id, right.id))
            .map((peer) => ({ id: peer.id, __typename: peer.__typename, ...recordData(peer, selection) }));
        data[name] = cardinality === 'one' ? (peers[0] ?? null) : peers;
    }
    return data;
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/source-tracking.js

/**
 * Whether stamps tell of every change of what is selected. On the default branch a stamp moves with attributes and
 * with relationships, at both ends where both kinds have the relationship; what is read of a related object is
 * followed by that object's own stamp. Two changes leave none: a relationship that was emptied on another branch,
 * and what an object that is new brought along to the other end, which is looked for where that end is read for
 * itself and not where it is read within another object.
 */
function trackingOf(selection, branch, mirrors) {
    const [first] = selection.relationships;
    if (branch !== defaultBranch && first !== undefined) {
        return untracked(`a relationship that was emptied on the branch ${branch} leaves no stamp`);
    }
    const silent = selection.relationships.flatMap((one) => silentPaths(one, mirrors));
    if (silent.length > 0) {
        return untracked(`what a new object brings along to ${silent.join(', ')} leaves no stamp`);
    }
    return { status: 'tracked', extraPaths: [], ripples: [] };
}
/** Paths below a relationship at which new objects appear without a stamp at this end. */
function silentPaths({ name, peer, selection }, mirrors) {
    return selection.relationships.flatMap((one) => {
        const own = mirrors.get(peer)?.has(one.name) ? [one.name] : [];
        return [...own, ...silentPaths(one, mirrors)].map((path) => `${name}.${path}`);
    });
}
function untracked(reason) {
    return { status: 'untracked', reason };
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/source.js














/** Heavy reads run one after another inside the server. */
const CONCURRENCY = 2;
const RETRIES = 4;
const source_Info = schemas/* object */.Ikc({ deployment_id: schemas/* string */.YjP(), version: schemas/* string */.YjP() });
/**
 * One branch of an Infrahub (1.4 to 1.11) as a source. An endpoint is a kind; a path is an attribute's name, or
 * leads over relationships to one: `site.name`. Nothing is asked before the first call.
 * @param system the side of the configuration; settings `url`, `token`, `branch`, `verify_ssl`, `timeout`,
 *   `page_size`
 * @throws SyncError CONFIG_INVALID when the settings and the environment do not say where it is
 */
function createInfrahubSource(system, context) {
    const settings = resolveSourceSettings(system.settings, context);
    const client = context.http({
        baseUrl: settings.url,
        system: 'Infrahub',
        headers: settings.token === undefined ? {} : { 'X-INFRAHUB-KEY': settings.token },
        concurrency: CONCURRENCY + 1,
        verifyTls: settings.verifyTls,
        timeout: settings.timeout,
        retries: RETRIES,
    });
    const connection = connect(client, settings);
    const options = { pageSize: settings.pageSize, concurrency: CONCURRENCY };
    let known;
    const learn = once(async (signal) => {
        const [schema, support] = await Promise.all([
            fetchSchema(connection, signal),
            probeChangeSupport(connection, signal),
        ]);
        known = { ...schema, support };
        return known;
    });
    const kindOf = ({ schema }, kind) => {
        const found = schema.kinds.get(kind);
        if (found !== undefined)
            return found;
        throw new errors_SyncError({
            code: 'UNEXPECTED_ANSWER',
            message: `Infrahub at ${settings.url} has no kind "${kind}" on branch ${settings.branch}.`,
            hint: suggestion(kind, schema.kinds.keys(), 'Name a kind of its schema, such as LocationSite.'),
        });
    };
    /** The ids of a kind need no knowledge of it. */
    async function readingOf({ endpoint, paths }, signal) {
        const kind = canonicalKind(endpoint);
        const isKnown = known?.schema.kinds.has(kind) === true;
        if (paths.length === 0 && (known === undefined || isKnown))
            return source_reading(kind, noFields, false);
        const knowledge = await learn(signal);
        const selection = selectionOf(kindOf(knowledge, kind), paths, knowledge.schema);
        return source_reading(kind, selection, knowledge.support.get(kind) === true);
    }
    async function* readAll(projection, signal) {
        try {
            yield* readKind(connection, await readingOf(projection, signal), options, signal);
        }
        catch (error) {
            // A kind that is not there is named by the schema, with the nearest that is.
            if (error instanceof errors_SyncError && error.code === 'SCHEMA_MISMATCH') {
                kindOf(await learn(signal), canonicalKind(projection.endpoint));
            }
            throw error;
        }
    }
    async function* readByIds(projection, ids, signal) {
        if (ids.length === 0)
            return;
        const unique = [...new Set(ids)];
        yield* readKindByIds(connection, await readingOf(projection, signal), unique, options, signal);
    }
    async function* changesSince(projection, since, signal) {
        const knowledge = await learn(signal);
        const kind = canonicalKind(projection.endpoint);
        const selection = selectionOf(kindOf(knowledge, kind), projection.paths, knowledge.schema);
        const source = { connection, mirrors: async () => knowledge.mirrors, options };
        const asked = { kind, relationships: selection.relationships, at: undefined };
        // Infrahub tells what is later than a moment, and here what is at the moment is wanted, too.
        const found = await changedIds(source, asked, new Date(since.getTime() - 1), signal);
        const pages = readKindByIds(connection, source_reading(kind, selection, true), [...found.keys()], options, signal);
        for await (const records of pages) {
            yield records.map((record) => {
                return found.get(record.id) === 'otherwise' ? { ...record, late: true } : record;
            });
        }
    }
    const info = once(async (signal) => source_Info.parse(await connection.get('/api/info', signal)));
    return {
        system: 'infrahub',
        namespace: () => `infrahub ${settings.url}`,
        async identity(signal) {
            const [{ deployment_id: server, version }, branch] = await Promise.all([
                info(signal),
                branchIdentity(connection, settings, signal),
                learn(signal),
            ]);
            return `infrahub ${settings.url} ${server} ${branch} ${version}`;
        },
        serverTime: (signal) => fetchServerTime(connection, signal),
        usage: (scope) => connection.usage(scope === undefined ? undefined : canonicalKind(scope)),
        close: () => connection.close(),
        canonicalEndpoint: canonicalKind,
        referenceOf,
        locate: () => undefined,
        tier: async (endpoint, signal) => tierOf(canonicalKind(endpoint), (await learn(signal)).support),
        count: (endpoint, signal) => countKind(connection, canonicalKind(endpoint), signal),
        ids: (endpoint, signal) => idsOfKind(connection, canonicalKind(endpoint), undefined, signal),
        read: readAll,
        readByIds,
        changesSince,
        tracking({ endpoint, paths }) {
            const kind = known?.schema.kinds.get(canonicalKind(endpoint));
            if (known === undefined || kind === undefined) {
                return { status: 'untracked', reason: `it is not known what ${canonicalKind(endpoint)} has` };
            }
            if (paths === 'everything') {
                return { status: 'untracked', reason: 'a transform may read any field of the record' };
            }
            return trackingOf(selectionOf(kind, paths, known.schema), settings.branch, known.mirrors);
        },
        historyMark: (signal) => newestEvent(connection, signal),
        historyHolds: (mark, signal) => historyHolds(connection, mark, signal),
    };
}
const noFields = { names: [], attributes: [], relationships: [] };
function source_reading(kind, selection, stamped) {
    const stamp = stamped ? 'node_metadata { updated_at } ' : '';
    return {
        kind,
        at: undefined,
        edge: `${stamp}node { ${fieldsText(selection)} }`,
        itemOf: ({ node, node_metadata: metadata }) => ({
            id: node.id,
            data: recordData(node, selection),
            changedAt: metadata?.updated_at ?? undefined,
        }),
    };
}
function canonicalKind(endpoint) {
    return endpoint.trim();
}
/** An object that a relationship leads to, in the concrete kind that it is of. */
function referenceOf({ id, __typename: kind }) {
    return typeof id === 'string' && typeof kind === 'string' ? { id, endpoint: kind } : undefined;
}

;// CONCATENATED MODULE: ./build/adapters/infrahub/index.js



;// CONCATENATED MODULE: ./build/adapters/django-rest/answer-error.js



/** The body as JSON; undefined when it is none. */
function answer_error_parseJson(text) {
    try {
        return parseKeepingFloats(text);
    }
    catch {
        return undefined;
    }
}
/** The error for an answer other than 200. NetBox and Nautobot refuse a token with 403, never with 401. */
function statusError(response, place) {
    const detail = detailOf(response.text);
    if (response.status === 401 || response.status === 403)
        return answer_error_refusal(response.status, detail, place);
    const tries = response.retries > 0 ? ` after ${response.retries + 1} attempts` : '';
    return new errors_SyncError({
        code: 'HTTP_ERROR',
        message: `${place.product.name} at ${place.baseUrl} answered ${response.status} for ${place.what}${tries}${withDetail(detail)}`,
        hint: response.status >= 500
            ? 'The server or what stands in front of it is in trouble: try again later, or look at its log.'
            : `${place.product.name} did not accept the request: check its version and the address.`,
    });
}
/** The error for an answer of 200 that holds a web page, or anything else that is not JSON. */
function notJsonError(place) {
    return new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${place.product.name} at ${place.baseUrl} answered something other than JSON for ${place.what}, such as a login page`,
        hint: `Check that the address is that of ${place.product.name} itself, and that no single sign-on page stands in front of its API.`,
    });
}
/** The error for an address below which there is no such API. */
function noApiError(place) {
    return new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `There is no ${place.product.name} API at ${place.baseUrl}/api/`,
        hint: `Check the address (${place.product.environment}_ADDRESS, ${place.product.environment}_URL or \`url\`): it is the address of the web interface, with its path if it has one.`,
    });
}
function answer_error_refusal(status, detail, place) {
    if (detail === undefined) {
        return new errors_SyncError({
            code: 'HTTP_ERROR',
            message: `${place.product.name} at ${place.baseUrl} answered ${status} for ${place.what} without saying why`,
            hint: `Something in front of ${place.product.name} may refuse the request: a proxy, a firewall, a sign-on page.`,
        });
    }
    if (/permission to perform/i.test(detail)) {
        return new errors_SyncError({
            code: 'PERMISSION_DENIED',
            message: `${place.product.name} at ${place.baseUrl}: the token may not read ${place.what}${withDetail(detail)}`,
            hint: "Give the token's user a permission with the action `view` for these objects.",
        });
    }
    return new errors_SyncError({
        code: 'AUTH_FAILED',
        message: `${place.product.name} at ${place.baseUrl} does not accept the token${withDetail(detail)}`,
        hint: `Check ${place.product.environment}_TOKEN (or \`token\` in the settings): complete, not expired, enabled, allowed from this address. ${place.product.tokenHint}`.trimEnd(),
    });
}
/** `{"detail": "…"}` or `{"field": ["…"]}`, as these products word an error; undefined for a web page. */
function detailOf(text) {
    const answer = answer_error_parseJson(text);
    if (answer === undefined || !isJsonObject(answer))
        return undefined;
    return typeof answer.detail === 'string' ? answer.detail : JSON.stringify(answer).slice(0, 300);
}
function withDetail(detail) {
    return detail === undefined ? '' : `: ${detail}`;
}

;// CONCATENATED MODULE: ./build/adapters/django-rest/endpoints.js

/** `dcim.device_roles`, `dcim/device-roles/` and `dcim.device-roles` are one: `dcim.device-roles`. */
function endpoints_canonicalEndpoint(endpoint) {
    return endpoint
        .trim()
        .replace(/^\/?(api\/)?|\/$/g, '')
        .replaceAll('/', '.')
        .replaceAll('_', '-');
}
/**
 * The path below the base address: `dcim.device-roles` → `/api/dcim/device-roles/`.
 * @param endpoint in its canonical spelling
 * @throws SyncError CONFIG_INVALID when it cannot be an endpoint
 */
function endpointPath(endpoint, product) {
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(endpoint)) {
        throw new errors_SyncError({
            code: 'CONFIG_INVALID',
            message: `${product.name}: "${endpoint}" is not an endpoint`,
            hint: `Write it as application and endpoint, such as dcim.devices or ${product.pluginEndpoint}.`,
        });
    }
    return `/api/${endpoint.replaceAll('.', '/')}/`;
}
/**
 * The object that a nested value stands for: the API gives it an `id` and the `url` of its detail view,
 * `…/api/dcim/sites/14/` or `…/api/plugins/netbox-dns/zones/3/`.
 * @returns undefined when the value has no id
 */
function endpoints_referenceOf({ id, url }, endpointOf = endpointOfUrl) {
    if (typeof id !== 'number' && typeof id !== 'string')
        return undefined;
    return { id: String(id), endpoint: typeof url === 'string' ? endpointOf(url) : undefined };
}
/**
 * `referenceOf` for many values: records have several references each, and all of a server's lead to a few dozen
 * endpoints.
 */
function createReferenceReader() {
    const endpoints = new Map();
    const endpointOf = (url) => {
        if (!url.endsWith('/') || url.includes('?') || url.includes('#'))
            return endpointOfUrl(url);
        const list = url.slice(0, url.lastIndexOf('/', url.length - 2) + 1);
        const known = endpoints.get(list);
        if (known !== undefined)
            return known;
        const endpoint = endpointOfUrl(url);
        endpoints.set(list, endpoint);
        return endpoint;
    };
    return (value) => endpoints_referenceOf(value, endpointOf);
}
function endpointOfUrl(url) {
    const start = url.lastIndexOf('/api/');
    if (start < 0)
        return undefined;
    const match = /^([a-z0-9_-]+(?:\/[a-z0-9_-]+)+)\/[^/?#]+\/?(?:[?#].*)?$/i.exec(url.slice(start + 5));
    return match?.[1] === undefined ? undefined : endpoints_canonicalEndpoint(match[1]);
}

;// CONCATENATED MODULE: ./build/adapters/django-rest/page.js


const Envelope = schemas/* object */.Ikc({
    count: schemas/* number */.aig().int().nonnegative().nullable(),
    next: schemas/* string */.YjP().nullable(),
    results: schemas/* array */.YOg(schemas/* unknown */.L5J()),
});
/**
 * @param answer the parsed body of a list
 * @param endpoint for messages, as is the product's name
 * @throws SyncError UNEXPECTED_ANSWER when it is no page, or a row's id has another form
 */
function parsePage(answer, endpoint, product, idForm) {
    const envelope = Envelope.safeParse(answer);
    if (!envelope.success) {
        throw new errors_SyncError({
            code: 'UNEXPECTED_ANSWER',
            message: `${product}: ${endpoint} did not answer with a list of objects`,
            hint: 'Use an endpoint that lists objects, such as dcim.devices.',
        });
    }
    const rows = envelope.data.results.map((row) => parseRow(row, endpoint, product, idForm));
    const more = envelope.data.next !== null;
    if (more && rows.length === 0) {
        throw new errors_SyncError({
            code: 'UNEXPECTED_ANSWER',
            message: `${product}: ${endpoint} answered an empty page and says that more follow`,
            hint: `Look at the log of ${product}; if it is a plugin, its list view may be at fault.`,
        });
    }
    return { count: envelope.data.count, rows, more };
}
function parseRow(row, endpoint, product, idForm) {
    if (typeof row === 'object' && row !== null && 'id' in row && idForm.is(row.id)) {
        return { id: row.id, data: row };
    }
    throw new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${product}: ${endpoint} lists objects without ${idForm.name} as their id`,
        hint: 'Such an endpoint cannot be synchronised: records are told apart by their id.',
    });
}

;// CONCATENATED MODULE: ./build/adapters/django-rest/query.js
/** `?a=1&b=2`; commas stay as they are, they stand between the parts of a list. Empty for no parameters. */
function formatQuery(query) {
    if (query.length === 0)
        return '';
    const parts = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    return `?${parts.join('&').replaceAll('%2C', ',')}`;
}

;// CONCATENATED MODULE: ./build/adapters/django-rest/unknown-endpoint.js


/**
 * The error for an endpoint that the server does not have, with the one that was probably meant: near in spelling in
 * its application, or of the same name in another.
 * @param place its `what` is the endpoint in its canonical spelling
 */
async function unknownEndpointError(place, listNames) {
    const { what: endpoint, baseUrl, product } = place;
    const guess = await guessEndpoint(endpoint, product.name, listNames);
    return new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${product.name} at ${baseUrl} has no endpoint "${endpoint}"`,
        hint: guess.found === undefined ? guess.otherwise : `Did you mean "${guess.found}"?`,
    });
}
async function guessEndpoint(endpoint, product, listNames) {
    const segments = endpoint.split('.');
    const name = segments.pop() ?? '';
    const application = segments.join('.');
    const siblings = await listNames(`/api/${segments.join('/')}/`);
    const sibling = nearest(name, siblings);
    if (sibling !== undefined)
        return { found: `${application}.${sibling}` };
    const applications = (await listNames('/api/')).filter((known) => known !== 'status' && known !== 'plugins');
    const similar = nearest(application, applications);
    const inOrder = [...(similar === undefined ? [] : [similar]), ...applications];
    for (const other of inOrder) {
        if ((await listNames(`/api/${other}/`)).includes(name))
            return { found: `${other}.${name}` };
    }
    if (siblings.length > 0)
        return { found: undefined, otherwise: `${application} has ${quotedList(siblings)}.` };
    const otherwise = `${product} has the applications ${quotedList(applications)}; a plugin's endpoints begin with "plugins.".`;
    return { found: undefined, otherwise };
}

;// CONCATENATED MODULE: ./build/adapters/django-rest/api.js






function createRestApi(http, product, idForm) {
    const place = (what) => ({ product, baseUrl: http.baseUrl, what });
    const get = (path, signal, scope) => http.send({ method: 'GET', path, signal, ...(scope === undefined ? {} : { scope }) });
    const namesBelow = async (path, signal) => {
        const response = await get(path, signal);
        const answer = response.status === 200 ? answer_error_parseJson(response.text) : undefined;
        return answer !== undefined && isJsonObject(answer) ? Object.keys(answer) : [];
    };
    const failureOf = async (response, endpoint, signal) => {
        if (response.status !== 404)
            return statusError(response, place(endpoint));
        const root = await get('/api/', signal);
        if (root.status === 403)
            return statusError(root, place(endpoint));
        const hasApi = root.status === 200 && answer_error_parseJson(root.text) !== undefined;
        if (!hasApi)
            return noApiError(place(endpoint));
        return unknownEndpointError(place(endpoint), (path) => namesBelow(path, signal));
    };
    const status = async (signal) => {
        const response = await get('/api/status/', signal);
        if (response.status === 404)
            throw noApiError(place('its status'));
        if (response.status !== 200)
            throw statusError(response, place('its status'));
        const body = answer_error_parseJson(response.text);
        if (body === undefined || !isJsonObject(body))
            throw notJsonError(place('its status'));
        return { headers: response.headers, body };
    };
    const statusDate = async (signal) => {
        const { headers } = await status(signal);
        const time = new Date(headers.date ?? '');
        return Number.isNaN(time.getTime()) ? undefined : time;
    };
    return {
        async list(endpoint, query, signal) {
            const response = await get(endpointPath(endpoint, product) + formatQuery(query), signal, endpoint);
            if (response.status !== 200)
                throw await failureOf(response, endpoint, signal);
            const answer = answer_error_parseJson(response.text);
            if (answer === undefined)
                throw notJsonError(place(endpoint));
            return {
                page: parsePage(answer, endpoint, product.name, idForm),
                apiVersion: response.headers['api-version'],
            };
        },
        async probe(endpoint, query, signal) {
            const response = await get(endpointPath(endpoint, product) + formatQuery(query), signal, endpoint);
            if (response.status === 400)
                return { status: 'refused', body: response.text };
            if (response.status !== 200)
                throw await failureOf(response, endpoint, signal);
            return { status: 'accepted' };
        },
        statusDate,
        async serverTime(signal) {
            const time = await statusDate(signal);
            if (time === undefined)
                throw notJsonError(place('its status'));
            return time;
        },
        async version(signal) {
            const { body } = await status(signal);
            return String(body[product.versionField] ?? 'of unknown version');
        },
        targetLength: (endpoint) => new URL(http.baseUrl + endpointPath(endpoint, product)).pathname.length,
    };
}

;// CONCATENATED MODULE: ./build/adapters/django-rest/settings.js


/** Values that came through `${VARIABLE}` are text. */
const settings_flag = schemas/* union */.KCZ([schemas/* boolean */.zMY(), schemas/* stringbool */.uEf()]);
const settings_wholeNumber = coerce/* number */.ai().int().positive();
const settings_Settings = schemas/* object */.Ikc({
    url: schemas/* string */.YjP().optional(),
    token: schemas/* string */.YjP().optional(),
    verify_ssl: settings_flag.default(true),
    /** In seconds. */
    timeout: coerce/* number */.ai().positive().default(60),
    page_size: settings_wholeNumber.optional(),
    concurrency: settings_wholeNumber.default(4),
});
/**
 * Reads the `settings` of a side. Environment variables come first: `NETBOX_ADDRESS` or `NETBOX_URL`, and
 * `NETBOX_TOKEN`, or the same with the beginning that the product has.
 * @throws SyncError CONFIG_INVALID naming the setting that is missing or cannot be used
 */
function readRestSettings(product, system, environment) {
    const { name, environment: prefix } = product;
    const parsed = settings_Settings.safeParse(system.settings);
    if (!parsed.success) {
        const [issue] = parsed.error.issues;
        throw new errors_SyncError({
            code: 'CONFIG_INVALID',
            message: `${name}: the setting ${issue?.path.join('.') ?? ''} cannot be used: ${issue?.message ?? ''}`,
            hint: 'Known settings: url, token, verify_ssl (true or false), timeout (seconds), page_size, concurrency.',
        });
    }
    const { url, token, verify_ssl, timeout, page_size, concurrency } = parsed.data;
    const address = firstGiven(environment[`${prefix}_ADDRESS`], environment[`${prefix}_URL`], url);
    if (address === undefined) {
        throw settings_missing(name, 'address', `Set ${prefix}_ADDRESS in the environment, or \`url\` in the settings.`);
    }
    const secret = firstGiven(environment[`${prefix}_TOKEN`], token);
    if (secret === undefined) {
        throw settings_missing(name, 'API token', `Set ${prefix}_TOKEN in the environment, or \`token\` in the settings.`);
    }
    return {
        url: address.replace(/\/+$/, '').replace(/\/api$/, ''),
        token: secret,
        verifyTls: verify_ssl,
        timeout: timeout * 1000,
        pageSize: page_size ?? product.pageSize,
        concurrency,
    };
}
function firstGiven(...values) {
    return values.map((value) => value?.trim()).find((value) => value !== undefined && value !== '');
}
function settings_missing(product, what, hint) {
    return new errors_SyncError({ code: 'CONFIG_INVALID', message: `${product}: no ${what} is given`, hint });
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/change-log.js

const CHANGES = 'extras.object-changes';
/** Newest first, which is also the default. */
const change_log_newestFirst = [
    ['sort', '-time'],
    ['limit', 1],
    ['depth', 0],
];
/**
 * The newest entry of the change log, as `<id> <time>`. A restored database has none of that id.
 *
 * @returns undefined when the log is empty or may not be read
 */
async function newestChange(api, signal) {
    try {
        const { page } = await api.list(CHANGES, change_log_newestFirst, signal);
        const [newest] = page.rows;
        return newest && markOf(newest.data);
    }
    catch (error) {
        if (error instanceof errors_SyncError && error.code !== 'CANCELLED')
            return undefined;
        throw error;
    }
}
/** False when the entry is gone; also when the log may no longer be read. */
async function holdsChange(api, mark, signal) {
    const [id = ''] = mark.split(' ');
    try {
        const { page } = await api.list(CHANGES, [['id', id], ...change_log_newestFirst], signal);
        return page.rows.some(({ data }) => markOf(data) === mark);
    }
    catch (error) {
        if (error instanceof errors_SyncError && error.code !== 'CANCELLED')
            return false;
        throw error;
    }
}
function markOf(data) {
    return `${data.id} ${data.time}`;
}

;// CONCATENATED MODULE: ./build/adapters/django-rest/concurrent-pages.js
/**
 * Runs tasks and what follows from them, so many at a time, and yields each page as it is there. Waits with new
 * tasks while the consumer is busy. When it ends early, by an error or because the consumer stops, what is under
 * way is aborted and waited for.
 * @param limit tasks under way at most; 1 or more
 */
async function* pagesOfTasks(first, run, limit, signal) {
    const stop = new AbortController();
    const forwardAbort = () => stop.abort(signal.reason);
    signal.addEventListener('abort', forwardAbort, { once: true });
    const waiting = [...first];
    const running = new Map();
    const begin = () => {
        for (const task of waiting.splice(0, limit - running.size)) {
            const outcome = run(task, stop.signal).then((result) => ({ task, result }));
            // A failure while the consumer is busy is seen at the next turn; until then it counts as handled.
            outcome.catch(() => undefined);
            running.set(task, outcome);
        }
    };
    try {
        if (signal.aborted)
            forwardAbort();
        begin();
        while (running.size > 0) {
            const { task, result } = await Promise.race(running.values());
            running.delete(task);
            waiting.push(...result.more);
            begin();
            yield result.page;
        }
    }
    finally {
        signal.removeEventListener('abort', forwardAbort);
        stop.abort();
        await Promise.allSettled(running.values());
    }
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/product.js
const nautobot = {
    name: 'Nautobot',
    environment: 'NAUTOBOT',
    versionField: 'nautobot-version',
    tokenHint: '',
    // 1,000 rows, the most that it gives, take it several seconds, and a busy one more than a minute.
    pageSize: 500,
    pluginEndpoint: 'plugins.golden-config.config-compliance',
};
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** Asking for any other id is refused with 400. */
const nautobotIds = {
    name: 'a UUID',
    is: (value) => typeof value === 'string' && UUID.test(value),
};

;// CONCATENATED MODULE: ./build/adapters/nautobot/read-by-ids.js


/** Ids in one request: 4 kB of address, what the most cautious servers and proxies take. */
const IDS_AT_ONCE = 90;
/** Rows of these ids, each once; ids that are gone are not among them. Asks by `id=…&id=…`. */
async function* readRowsByIds(api, request, ids, signal) {
    const wanted = [...new Set(ids)].filter(nautobotIds.is);
    const size = Math.min(IDS_AT_ONCE, request.pageSize);
    const chunks = [];
    for (let from = 0; from < wanted.length; from += size)
        chunks.push(wanted.slice(from, from + size));
    yield* pagesOfTasks(chunks, async (chunk, taskSignal) => {
        const asked = chunk.map((id) => ['id', id]);
        const query = [['limit', size], ...request.query, ...asked];
        const { page } = await api.list(request.endpoint, query, taskSignal);
        const met = new Set(page.rows.map(({ id }) => id));
        // A server whose pages are smaller than asked for.
        const left = page.more ? chunk.filter((id) => !met.has(id)) : [];
        return { page: page.rows, more: left.length > 0 ? [left] : [] };
    }, request.concurrency, signal);
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/read-pages.js



const MOST_PASSES = 5;
/**
 * All rows of an endpoint that match the query, each once, complete while others write: every row that exists
 * throughout is in it.
 *
 * Nautobot pages by position only, and by default in an order that loses rows though nothing changes (places are
 * sorted by a name that several have). `sort=id` is a total order, but rows that come and go still shift the
 * others. So the ids are compared at the end, and what was skipped is read by its id; where the ids cannot be had
 * at once, the endpoint is read again until two reads agree. One page is one moment, and needs neither.
 *
 * @throws SyncError INCOMPLETE_READ when no two reads agree
 */
async function* readPages(api, request, filter, expectedIds, signal) {
    const seen = new Set();
    const unseen = (rows) => rows.filter(({ id }) => {
        if (seen.has(id))
            return false;
        seen.add(id);
        return true;
    });
    const pass = { met: new Set(), count: 0, pages: 0 };
    for await (const rows of readOnce(api, request, filter, pass, signal))
        yield unseen(rows);
    if (pass.pages <= 1)
        return;
    const expected = await expectedIds(signal);
    if (expected === undefined) {
        for await (const rows of readUntilAgreed(api, request, filter, pass, signal))
            yield unseen(rows);
        return;
    }
    const missing = [...expected].filter((id) => !seen.has(id));
    for await (const rows of readRowsByIds(api, request, missing, signal))
        yield unseen(rows);
}
async function* readOnce(api, { endpoint, query, pageSize, concurrency }, filter, pass, signal) {
    const readAt = async (offset, taskSignal) => {
        const position = offset === 0 ? [] : [['offset', offset]];
        const fixed = [['sort', 'id'], ['limit', pageSize], ...position];
        const { page } = await api.list(endpoint, [...fixed, ...query, ...filter], taskSignal);
        for (const { id } of page.rows)
            pass.met.add(id);
        pass.count = page.count ?? page.rows.length;
        pass.pages += 1;
        return page;
    };
    const first = await readAt(0, signal);
    yield first.rows;
    if (!first.more)
        return;
    // The server may give fewer rows than asked for: what it gave is how far the next page is.
    const step = first.rows.length;
    const offsets = [];
    for (let offset = step; offset < pass.count; offset += step)
        offsets.push({ offset });
    let furthest = offsets.at(-1)?.offset ?? 0;
    yield* pagesOfTasks(offsets, async ({ offset }, taskSignal) => {
        const page = await readAt(offset, taskSignal);
        if (!page.more || offset < furthest)
            return { page: page.rows, more: [] };
        furthest = offset + step;
        return { page: page.rows, more: [{ offset: furthest }] };
    }, concurrency, signal);
}
/** A count alone does not show that a row was skipped: one that is deleted after it was read hides it. */
async function* readUntilAgreed(api, request, filter, first, signal) {
    let previous = first;
    for (let passes = 2; passes <= MOST_PASSES; passes += 1) {
        const pass = { met: new Set(), count: 0, pages: 0 };
        yield* readOnce(api, request, filter, pass, signal);
        if (pass.met.size === pass.count && areSame(pass.met, previous.met))
            return;
        previous = pass;
    }
    throw new errors_SyncError({
        code: 'INCOMPLETE_READ',
        message: `Nautobot: ${request.endpoint} changed during each of ${MOST_PASSES} reads, so none is known to be complete`,
        hint: 'Run it again when fewer objects come and go there: this endpoint can only be paged by position.',
    });
}
function areSame(left, right) {
    if (left.size !== right.size)
        return false;
    for (const id of left)
        if (!right.has(id))
            return false;
    return true;
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/stamps.js
/** How often GraphQL and REST are compared before GraphQL is given up. */
const ATTEMPTS = 2;
/**
 * Objects of an endpoint by GraphQL, taken only when they are as many as REST counts. GraphQL answers 200 and an
 * empty list where REST refuses: taken at its word, everything would be deleted.
 *
 * @returns undefined when GraphQL cannot tell, or tells something else than REST
 */
async function listVerified(api, graphql, endpoint, selection, signal) {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const [objects, count] = await Promise.all([
            graphql.list(endpoint, selection, signal),
            countRows(api, endpoint, signal),
        ]);
        if (objects === undefined)
            return undefined;
        if (objects.length === count)
            return objects;
    }
    return undefined;
}
/** How many objects the token may see. @throws SyncError PERMISSION_DENIED when it may see none */
async function countRows(api, endpoint, signal) {
    const { page } = await api.list(endpoint, [
        ['limit', 1],
        ['depth', 0],
    ], signal);
    return page.count ?? page.rows.length;
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/changes.js



/** All rows of an endpoint. */
function readAllRows(api, graphql, request, signal) {
    const { endpoint } = request;
    return readPages(api, request, [], (end) => idsByGraphQL(api, graphql, endpoint, end), signal);
}
/** Ids of all objects of an endpoint; undefined when GraphQL cannot tell them. */
async function idsByGraphQL(api, graphql, endpoint, signal) {
    const objects = await listVerified(api, graphql, endpoint, 'id', signal);
    return objects && new Set(objects.map(({ id }) => String(id)));
}
/** Rows that were saved at or after a moment, by the way that the endpoint has. */
async function* readChangedRows(api, graphql, request, source, since, signal) {
    const { endpoint } = request;
    const changedIds = (at) => changedByGraphQL(api, graphql, endpoint, since, at);
    if (source === 'filter') {
        // `Z` at the end: the `+` of an offset would decode to a space, which Nautobot refuses.
        const filter = [['last_updated__gte', since.toISOString()]];
        yield* readPages(api, request, filter, changedIds, signal);
        return;
    }
    const changed = source === 'graphql' ? await changedIds(signal) : undefined;
    if (changed !== undefined) {
        yield* readRowsByIds(api, request, changed, signal);
        return;
    }
    for await (const rows of readAllRows(api, graphql, request, signal)) {
        yield rows.filter(({ data }) => isSince(data.last_updated, since));
    }
}
async function changedByGraphQL(api, graphql, endpoint, since, signal) {
    const objects = await listVerified(api, graphql, endpoint, 'id last_updated', signal);
    if (objects === undefined)
        return undefined;
    const changed = objects.filter(({ last_updated }) => isSince(last_updated, since));
    return new Set(changed.map(({ id }) => String(id)));
}
/** An object that does not say when it was saved may have been saved just now. */
function isSince(stamp, since) {
    return !(Date.parse(String(stamp)) < since.getTime());
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/graphql.js


/** Applications of Nautobot's own, whose names in GraphQL are known. */
const APPLICATIONS = new Set([
    'circuits',
    'cloud',
    'dcim',
    'extras',
    'ipam',
    'tenancy',
    'virtualization',
    'wireless',
]);
/** Endpoints whose name in GraphQL is not that of the endpoint. Measured on Nautobot 3.2 over all endpoints. */
const OTHER_NAMES = {
    'dcim.cables-to-cable-terminations': 'cable_to_cable_terminations',
    'dcim.device-types-to-software-image-files': 'device_type_to_software_image_file_mappings',
    'extras.secrets-groups-associations': 'secrets_group_associations',
    'ipam.ip-address-to-interface': 'ip_address_assignments',
    'virtualization.interfaces': 'vm_interfaces',
};
/** Endpoints that show objects of another one, or nothing that GraphQL lists under the same name. */
const WITHOUT_NAME = new Set([
    'dcim.connected-device',
    'dcim.console-connections',
    'dcim.interface-connections',
    'dcim.power-connections',
]);
function createNautobotGraphQL(http) {
    const ask = async (endpoint, list, selection, signal) => {
        const response = await http.send({
            method: 'POST',
            path: '/api/graphql/',
            body: { query: `{objects:${list}{${selection}}}` },
            repeat: 'safe',
            scope: endpoint,
            signal,
        });
        const answer = response.status === 200 ? answer_error_parseJson(response.text) : undefined;
        if (answer === undefined || !isJsonObject(answer) || answer.errors !== undefined)
            return undefined;
        const objects = isJsonObject(answer.data) ? answer.data.objects : undefined;
        return Array.isArray(objects) && objects.every(isJsonObject) ? objects : undefined;
    };
    return {
        async list(endpoint, selection, signal) {
            const name = listName(endpoint);
            return name === undefined ? undefined : ask(endpoint, name, selection, signal);
        },
        async probe(endpoint, selection, signal) {
            const name = listName(endpoint);
            if (name === undefined)
                return false;
            return (await ask(endpoint, `${name}(limit:1)`, selection, signal)) !== undefined;
        },
    };
}
/** How GraphQL names the list of an endpoint; undefined when that is not known. */
function listName(endpoint) {
    const [application = '', name = '', ...rest] = endpoint.split('.');
    if (rest.length > 0 || !APPLICATIONS.has(application) || WITHOUT_NAME.has(endpoint))
        return undefined;
    return Object.hasOwn(OTHER_NAMES, endpoint) ? OTHER_NAMES[endpoint] : name.replaceAll('-', '_');
}

;// CONCATENATED MODULE: ./build/adapters/django-rest/volatile-names.js
/**
 * Whether a field of a nested object is computed from yet other objects, so that it changes while neither the
 * record nor the nested object is saved: counts, depths, cabling, and `display` and `natural_slug`, which
 * may be made of the names of others.
 */
function isVolatile(name) {
    return (name.startsWith('_') ||
        name.endsWith('_count') ||
        name.startsWith('count_') ||
        name === 'display' ||
        name === 'natural_slug' ||
        name === 'tree_depth' ||
        name === 'cable');
}

;// CONCATENATED MODULE: ./build/adapters/django-rest/cut-record.js


/** @param paths dotted, such as `name`, `site.slug`, `custom_fields.owner`; `rack.*` keeps the rack whole */
function planCut(paths) {
    return planOf(paths.map((path) => path.split('.')));
}
function planOf(paths) {
    const names = new Set(paths.flatMap(([name]) => (name === undefined || name === '*' ? [] : [name])));
    const members = [...names].map((name) => ({
        name,
        plan: planOf(paths.filter(([first]) => first === name).map((path) => path.slice(1))),
    }));
    return {
        ends: paths.some(([name]) => name === undefined),
        whole: paths.some(([name]) => name === '*'),
        namesPosition: members.some(({ name }) => /^\d+$/.test(name)),
        members,
    };
}
/**
 * The part of a record that the paths read. Where a path ends at a nested object of the system's own (one with `id`
 * and `url`), or a list of them, only what identifies it is kept: its other fields change without the record
 * changing. Where a path ends in `.*` everything is kept. Any other value at the end of a path is kept whole.
 * Fields that the record lacks stay absent.
 */
function cutRecord(record, plan) {
    const kept = {};
    cutMembers(record, plan, kept);
    return kept;
}
function cutMembers(from, plan, to) {
    for (const { name, plan: member } of plan.members) {
        const value = from[name];
        if (value !== undefined)
            to[name] = cutValue(value, member);
    }
}
function cutValue(value, plan) {
    if (typeof value !== 'object' || value === null || isKeptFloat(value))
        return value;
    if (plan.whole)
        return cutWhole(value, plan);
    if (Array.isArray(value))
        return plan.namesPosition ? value : value.map((item) => cutValue(item, plan));
    const { id, url } = value;
    if (id !== undefined && url !== undefined) {
        const kept = { id, url };
        cutMembers(value, plan, kept);
        return kept;
    }
    return plan.ends ? value : cutRecord(value, plan);
}
/** All of a value, but of nested objects nothing volatile except what a path names. */
function cutWhole(value, plan) {
    const kept = withoutVolatile(value);
    if (!Array.isArray(kept) && !Array.isArray(value))
        cutMembers(value, plan, kept);
    return kept;
}
function withoutVolatile(value) {
    const inner = (member) => typeof member === 'object' && member !== null && !isKeptFloat(member) ? withoutVolatile(member) : member;
    if (Array.isArray(value))
        return value.map(inner);
    const isReference = value.id !== undefined && value.url !== undefined;
    const entries = Object.entries(value).filter(([name]) => !isReference || !isVolatile(name));
    return Object.fromEntries(entries.map(([name, member]) => [name, inner(member)]));
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/own-fields.js
/**
 * Fields that are an object's own: columns, choices, references and sets of references of Nautobot's models.
 * Everything else in an answer is computed from other objects (`*_count`, `config_context`, `cable`,
 * `connected_endpoint`, …): when such a field changes, nothing tells.
 *
 * `name>endpoint` refers to objects of that endpoint, `+name>endpoint` to a set of them. Saving the object is the
 * only way to change these, and it moves `last_updated`. `~name>endpoint` can also change without: places are
 * assigned to a VLAN by objects between the two, which leave both as they were, and a new prefix becomes the
 * parent of others by one statement in the database.
 *
 * Read off Nautobot 3.2's models, with what 2.x had besides. An endpoint that is not here is not known well enough.
 */
const byEndpoint = {
    'circuits.circuit-types': '',
    'circuits.circuits': 'cid install_date commit_rate status>extras.statuses provider>circuits.providers circuit_type>circuits.circuit-types tenant>tenancy.tenants',
    'circuits.provider-networks': 'provider>circuits.providers',
    'circuits.providers': 'asn account portal_url noc_contact admin_contact',
    'dcim.cables': 'type label color length length_unit status>extras.statuses',
    'dcim.device-families': '',
    'dcim.device-redundancy-groups': 'failover_strategy status>extras.statuses',
    'dcim.device-types': 'model part_number u_height is_full_depth subdevice_role front_image rear_image manufacturer>dcim.manufacturers device_family>dcim.device-families ~software_image_files>dcim.software-image-files',
    'dcim.devices': 'serial asset_tag position face device_redundancy_group_priority vc_position vc_priority local_config_context_data device_type>dcim.device-types status>extras.statuses role>extras.roles tenant>tenancy.tenants platform>dcim.platforms location>dcim.locations rack>dcim.racks primary_ip4>ipam.ip-addresses primary_ip6>ipam.ip-addresses cluster>virtualization.clusters ~clusters>virtualization.clusters virtual_chassis>dcim.virtual-chassis device_redundancy_group>dcim.device-redundancy-groups software_version>dcim.software-versions',
    'dcim.interfaces': 'label enabled mac_address mtu mode type port_type mgmt_only speed duplex wwn device>dcim.devices module>dcim.modules status>extras.statuses role>extras.roles parent_interface>dcim.interfaces bridge>dcim.interfaces lag>dcim.interfaces untagged_vlan>ipam.vlans vrf>ipam.vrfs +tagged_vlans>ipam.vlans ~ip_addresses>ipam.ip-addresses',
    'dcim.inventory-items': 'label part_id serial asset_tag discovered parent>dcim.inventory-items device>dcim.devices manufacturer>dcim.manufacturers software_version>dcim.software-versions',
    'dcim.location-types': 'nestable parent>dcim.location-types content_types',
    'dcim.locations': 'facility asn time_zone physical_address shipping_address latitude longitude contact_name contact_phone contact_email parent>dcim.locations location_type>dcim.location-types status>extras.statuses tenant>tenancy.tenants',
    'dcim.manufacturers': '',
    'dcim.module-types': 'model part_number manufacturer>dcim.manufacturers',
    'dcim.platforms': 'network_driver napalm_driver napalm_args manufacturer>dcim.manufacturers',
    'dcim.power-panels': 'location>dcim.locations rack_group>dcim.rack-groups',
    'dcim.rack-groups': 'parent>dcim.rack-groups location>dcim.locations',
    'dcim.racks': 'facility_id serial asset_tag type width u_height desc_units outer_width outer_depth outer_unit status>extras.statuses role>extras.roles location>dcim.locations rack_group>dcim.rack-groups tenant>tenancy.tenants',
    'dcim.software-versions': 'version alias release_date end_of_support_date documentation_url long_term_support pre_release platform>dcim.platforms status>extras.statuses',
    'dcim.virtual-chassis': 'domain master>dcim.devices',
    'dcim.virtual-device-contexts': 'identifier device>dcim.devices status>extras.statuses role>extras.roles primary_ip4>ipam.ip-addresses primary_ip6>ipam.ip-addresses tenant>tenancy.tenants ~interfaces>dcim.interfaces',
    'extras.contacts': 'phone email address',
    'extras.roles': 'color weight content_types',
    'extras.statuses': 'color content_types',
    'extras.tags': 'color content_types',
    'extras.teams': 'phone email address ~contacts>extras.contacts',
    'ipam.ip-addresses': 'address host mask_length type ip_version dns_name status>extras.statuses role>extras.roles ~parent>ipam.prefixes tenant>tenancy.tenants nat_inside>ipam.ip-addresses ~interfaces>dcim.interfaces ~vm_interfaces>virtualization.interfaces',
    'ipam.namespaces': 'location>dcim.locations tenant>tenancy.tenants',
    'ipam.prefixes': 'prefix network broadcast prefix_length type ip_version date_allocated status>extras.statuses role>extras.roles ~parent>ipam.prefixes ~namespace>ipam.namespaces tenant>tenancy.tenants vlan>ipam.vlans rir>ipam.rirs ~locations>dcim.locations ~vrfs>ipam.vrfs',
    'ipam.rirs': 'is_private',
    'ipam.route-targets': 'tenant>tenancy.tenants',
    'ipam.services': 'protocol ports device>dcim.devices virtual_machine>virtualization.virtual-machines +ip_addresses>ipam.ip-addresses',
    'ipam.vlan-groups': 'range location>dcim.locations',
    'ipam.vlans': 'vid vlan_group>ipam.vlan-groups status>extras.statuses role>extras.roles tenant>tenancy.tenants ~locations>dcim.locations',
    'ipam.vrfs': 'rd status>extras.statuses namespace>ipam.namespaces tenant>tenancy.tenants +import_targets>ipam.route-targets +export_targets>ipam.route-targets ~devices>dcim.devices ~virtual_machines>virtualization.virtual-machines ~prefixes>ipam.prefixes',
    'tenancy.tenant-groups': 'parent>tenancy.tenant-groups',
    'tenancy.tenants': 'tenant_group>tenancy.tenant-groups',
    'virtualization.cluster-groups': '',
    'virtualization.cluster-types': '',
    'virtualization.clusters': 'cluster_type>virtualization.cluster-types cluster_group>virtualization.cluster-groups tenant>tenancy.tenants location>dcim.locations',
    'virtualization.interfaces': 'enabled mac_address mtu mode status>extras.statuses role>extras.roles parent_interface>virtualization.interfaces bridge>virtualization.interfaces virtual_machine>virtualization.virtual-machines untagged_vlan>ipam.vlans vrf>ipam.vrfs +tagged_vlans>ipam.vlans ~ip_addresses>ipam.ip-addresses',
    'virtualization.virtual-machines': 'vcpus memory disk local_config_context_data cluster>virtualization.clusters tenant>tenancy.tenants platform>dcim.platforms status>extras.statuses role>extras.roles primary_ip4>ipam.ip-addresses primary_ip6>ipam.ip-addresses software_version>dcim.software-versions',
};
const common = 'id url object_type created last_updated name description comments custom_fields +tags>extras.tags';
/** Endpoints whose reference of this name is to one object though it may change silently. */
const SINGLE = new Set(['parent', 'namespace']);
/**
 * An endpoint's own fields by name.
 *
 * @param endpoint in its canonical spelling
 * @returns undefined for an endpoint that is not known
 */
function ownFields(endpoint) {
    if (!Object.hasOwn(byEndpoint, endpoint))
        return undefined;
    const written = `${common} ${byEndpoint[endpoint]}`.trim().split(' ');
    return new Map(written.map(readField));
}
function readField(text) {
    const [marked = '', target] = text.split('>');
    const name = marked.replace(/^[+~]/, '');
    const silent = marked.startsWith('~');
    const isSet = marked.startsWith('+') || (silent && !SINGLE.has(name));
    return [name, { target, changes: silent ? 'silent' : 'with-stamp', isSet }];
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/look-up.js





/**
 * Nautobot answers a reference as `{id, object_type, url}`. What is read of the object (`status.name`,
 * `location.parent.name`) is asked of its own endpoint, each object once per look-up: cheaper than nested objects
 * in every record, and as deep as a path goes.
 */
function createLookUp(plan, readTargets) {
    const levels = plan.members
        .filter(({ plan: member }) => readsInside(member))
        .map(({ name, plan: member }) => ({
        name,
        plan: member,
        known: new Map(),
        inside: undefined,
    }));
    const fetchTargets = async (level, wanted, signal) => {
        level.inside ??= createLookUp(level.plan, readTargets);
        for (const [endpoint, ids] of wanted) {
            for await (const rows of readTargets(endpoint, level.plan, ids, signal)) {
                const filled = await level.inside.fill(rows.map(({ data }) => data), signal);
                for (const [index, { data, missing }] of filled.entries()) {
                    const id = rows[index]?.id ?? '';
                    if (missing === undefined)
                        level.known.set(id, cutTarget(data, level.plan));
                }
            }
        }
    };
    return {
        async fill(records, signal) {
            const filled = records.map((record) => ({
                data: { ...record },
                missing: undefined,
            }));
            for (const level of levels) {
                const wanted = new Map();
                for (const { data } of filled) {
                    eachReference(data[level.name], ({ endpoint, id }) => {
                        if (!level.known.has(id))
                            wanted.set(endpoint, (wanted.get(endpoint) ?? new Set()).add(id));
                    });
                }
                await fetchTargets(level, wanted, signal);
                for (const entry of filled) {
                    const value = entry.data[level.name];
                    eachReference(value, (target) => {
                        if (!level.known.has(target.id))
                            entry.missing ??= target;
                    });
                    if (value !== undefined)
                        entry.data[level.name] = withTargets(value, level.known);
                }
            }
            return filled;
        },
    };
}
/**
 * Fields of an object that is looked up: those that are named and, where all of it is read, all that are its own
 * and change with its stamp. Everything of an endpoint that is not known well enough.
 */
function targetFields(endpoint, plan) {
    const named = plan.members.map(({ name }) => name);
    if (!plan.whole)
        return named;
    const fields = ownFields(endpoint);
    if (fields === undefined)
        return 'everything';
    const own = [...fields].filter(([name, { changes }]) => changes === 'with-stamp' && name !== 'custom_fields');
    return [...new Set([...own.map(([name]) => name), ...named])];
}
/** An object with these fields only, and what says which object it is. */
function ownPart(data, fields) {
    if (fields === 'everything')
        return data;
    const kept = new Set(['id', 'url', ...fields]);
    return Object.fromEntries(Object.entries(data).filter(([name]) => kept.has(name)));
}
/** Whether a path goes on into the object of a field, or those of a set. */
function readsInside({ whole, members }) {
    return whole || members.length > 0;
}
function eachReference(value, found) {
    if (Array.isArray(value)) {
        for (const item of value)
            eachReference(item, found);
        return;
    }
    const target = bareReference(value);
    if (target !== undefined)
        found(target);
}
function withTargets(value, known) {
    if (Array.isArray(value))
        return value.map((item) => withTargets(item, known));
    const target = bareReference(value);
    return (target && known.get(target.id)) ?? value;
}
/** A reference as `depth=0` gives it; an object that is shown whole is none. */
function bareReference(value) {
    if (value === undefined || isKeptFloat(value) || !isJsonObject(value))
        return undefined;
    if (typeof value.object_type !== 'string' || 'display' in value)
        return undefined;
    const reference = endpoints_referenceOf(value);
    if (reference?.endpoint === undefined)
        return undefined;
    return { endpoint: reference.endpoint, id: reference.id };
}
/** What a plan keeps of an object that was looked up, which always says which object it is. */
function cutTarget(data, plan) {
    const kept = cutRecord({ target: data }, {
        ends: false,
        whole: false,
        namesPosition: false,
        members: [{ name: 'target', plan }],
    });
    const { target } = kept;
    return target !== undefined && isJsonObject(target) ? target : {};
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/older-api.js

/**
 * The same API on a Nautobot before 2.4, which refuses `exclude_m2m` as it refuses every filter that it does not
 * know, and answers with all many-to-many fields. Found out by the first refusal.
 */
function withoutUnknownParameters(api) {
    let refused = false;
    const known = (query) => (refused ? query.filter(([name]) => name !== 'exclude_m2m') : query);
    return {
        ...api,
        async list(endpoint, query, signal) {
            const sent = known(query);
            try {
                return await api.list(endpoint, sent, signal);
            }
            catch (error) {
                const isRefusal = error instanceof errors_SyncError && /exclude_m2m.*Unknown filter/.test(error.message);
                if (!isRefusal || !sent.some(([name]) => name === 'exclude_m2m'))
                    throw error;
                refused = true;
                return api.list(endpoint, known(query), signal);
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/records.js



/**
 * Rows as records: with what is read of other objects looked up, and without what is not read.
 *
 * @throws SyncError PERMISSION_DENIED when an object that a record shows cannot be read
 */
async function* toRecords(pages, reading, signal) {
    const { paths } = reading;
    if (paths === 'everything') {
        for await (const rows of pages)
            yield rows.map(({ id, data }) => records_recordOf(id, data, data));
        return;
    }
    const plan = planCut(paths);
    const lookUp = createLookUp(plan, reading.readTargets);
    for await (const rows of pages) {
        const { records, unfilled } = await fillRows(rows, plan, lookUp, signal);
        yield records;
        if (unfilled.length === 0)
            continue;
        // An object that went since the record was read is no longer in the record.
        for await (const again of reading.readAgain(unfilled.map(({ id }) => id), signal)) {
            const second = await fillRows(again, plan, lookUp, signal);
            yield second.records;
            const [first] = second.unfilled;
            if (first !== undefined)
                throw notReadable(reading.endpoint, first.id, first.missing);
        }
    }
}
async function fillRows(rows, plan, lookUp, signal) {
    const filled = await lookUp.fill(rows.map(({ data }) => data), signal);
    const records = [];
    const unfilled = [];
    for (const [index, { id, data: raw }] of rows.entries()) {
        const { data = raw, missing } = filled[index] ?? {};
        if (missing === undefined)
            records.push(records_recordOf(id, raw, cutRecord(data, plan)));
        else
            unfilled.push({ id, missing });
    }
    return { records, unfilled };
}
function records_recordOf(id, raw, data) {
    const { last_updated: stamp } = raw;
    return { id, data, changedAt: typeof stamp === 'string' ? stamp : undefined };
}
function notReadable(endpoint, id, target) {
    return new errors_SyncError({
        code: 'PERMISSION_DENIED',
        message: `Nautobot: ${endpoint} ${id} shows ${target.endpoint} ${target.id}, which the token may not read`,
        hint: `Give the token's user a permission with the action \`view\` for all objects of ${target.endpoint}, or map no field of them.`,
    });
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/server-time.js


/**
 * The server's own clock. A web server in front of Nautobot sends a `Date`; its own (uWSGI) does not. Then the
 * login page tells: its cookie ends a given number of seconds from now, at a given time. Without a login page
 * the newest entry of the change log does: a time that was, so that more is read again than need be, never less.
 *
 * @returns 1970 when there is nothing to go by: a warm run from then reads everything as changed
 */
async function readServerTime(http, api, signal) {
    const date = await api.statusDate(signal);
    if (date !== undefined)
        return date;
    const cookie = await server_time_unlessRefused(() => http.send({ method: 'GET', path: '/login/', signal }));
    const told = timeOfCookie(cookie?.headers['set-cookie'] ?? '');
    if (told !== undefined)
        return told;
    const mark = await newestChange(api, signal);
    const newest = new Date(mark?.split(' ')[1] ?? '');
    return Number.isNaN(newest.getTime()) ? new Date(0) : newest;
}
/** A login page may lead to another server, which is none of this one's business. */
async function server_time_unlessRefused(ask) {
    try {
        return await ask();
    }
    catch (error) {
        if (error instanceof errors_SyncError && error.code !== 'CANCELLED')
            return undefined;
        throw error;
    }
}
/** `csrftoken=…; expires=Wed, 24 Nov 2027 11:36:14 GMT; Max-Age=31449600` was sent at 11:36:14 today. */
function timeOfCookie(header) {
    const [, expires, maxAge] = /\bexpires=([^;]+);[^,]*?\bmax-age=(\d+)/i.exec(header) ?? [];
    if (expires === undefined || maxAge === undefined)
        return undefined;
    const time = Date.parse(expires) - Number(maxAge) * 1000;
    return Number.isNaN(time) ? undefined : new Date(time);
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/shape-query.js

/**
 * What a request says of the shape of its answer. References stay bare (`depth=0`): nested objects cost three
 * times the time, and what is read of them is looked up. Sets of references are only asked for when one of them
 * is read: Nautobot leaves all but the tags out by default, and those too with `exclude_m2m=true`.
 *
 * @param endpoint in its canonical spelling
 */
function shapeQuery(endpoint, paths) {
    return [['depth', 0], ...setsQuery(endpoint, paths)];
}
function setsQuery(endpoint, paths) {
    const fields = ownFields(endpoint);
    if (paths === 'everything' || fields === undefined)
        return [['exclude_m2m', 'false']];
    const heads = new Set(paths.map((path) => path.split('.')[0] ?? path));
    const read = [...heads].filter((name) => {
        const field = fields.get(name);
        return field === undefined || field.isSet || name === 'content_types';
    });
    if (read.length === 0)
        return [['exclude_m2m', 'true']];
    const byDefault = read.every((name) => name === 'tags' || name === 'content_types');
    return byDefault ? [] : [['exclude_m2m', 'false']];
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/tier.js
/** No object is saved that late: an answer is short, and right whatever the server holds. */
const FAR_AWAY = '2999-01-01T00:00:00.000Z';
/** Asks an endpoint for its ways to tell of changes, the cheapest first. Nautobot refuses unknown filters with 400. */
async function probeChangeSource(api, graphql, endpoint, signal) {
    const query = [
        ['last_updated__gte', FAR_AWAY],
        ['limit', 1],
        ['depth', 0],
    ];
    const answer = await api.probe(endpoint, query, signal);
    if (answer.status === 'accepted')
        return 'filter';
    if (await graphql.probe(endpoint, 'id last_updated', signal))
        return 'graphql';
    const { page } = await api.list(endpoint, [
        ['limit', 1],
        ['depth', 0],
    ], signal);
    return page.rows.every(({ data }) => typeof data.last_updated === 'string') ? 'records' : 'none';
}
/** The same as every adapter tells it. */
function tierReport(endpoint, source) {
    switch (source) {
        case 'filter':
            return {
                tier: 'TIMESTAMP',
                reason: `Nautobot can list what changed in ${endpoint} since a point in time.`,
            };
        case 'graphql':
            return {
                tier: 'TIMESTAMP',
                reason: `Nautobot lists by GraphQL when each object of ${endpoint} was saved.`,
            };
        case 'records':
            return {
                tier: 'TIMESTAMP',
                reason: `Nautobot says in each record of ${endpoint} when it was saved; all of them are read to compare.`,
            };
        case 'none':
            return {
                tier: 'NONE',
                reason: `Nautobot does not say when objects of ${endpoint} were saved, so it is always read in full.`,
            };
    }
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/tracking.js


/** Definitions of custom fields decide which keys `custom_fields` has, and a renamed choice reaches every object. */
const customFieldRules = [
    { effect: 'everything', endpoint: 'extras.custom-fields' },
    { effect: 'everything', endpoint: 'extras.custom-field-choices' },
];
/** A module that is moved takes its interfaces, and those of the modules in it, to another device silently. */
const moduleRules = [{ effect: 'everything', endpoint: 'dcim.modules' }];
/** A prefix that goes to another namespace takes all that lies in it along. */
const prefixTree = { effect: 'descendants', endpoint: 'ipam.prefixes', parentPath: 'parent' };
/** Whether what a projection reads can be followed by what Nautobot tells of changes; a sentence when not. */
function followPaths(projection) {
    const endpoint = endpoints_canonicalEndpoint(projection.endpoint);
    if (ownFields(endpoint) === undefined)
        return `it is not known what else changes the objects of ${endpoint}`;
    if (projection.paths === 'everything')
        return 'a transform may read any field of the record';
    const ripples = new Set();
    const silentFields = new Set();
    for (const path of projection.paths) {
        const problem = followPath(endpoint, path, ripples, silentFields);
        if (problem !== undefined)
            return problem;
    }
    return { ripples: [...ripples], silentFields: [...silentFields] };
}
/** Follows a path from object to object. @returns why that cannot be done */
function followPath(from, path, ripples, silentFields) {
    let endpoint = from;
    for (const [position, step] of path.split('.').entries()) {
        const fields = ownFields(endpoint);
        if (fields === undefined)
            return `it is not known what changes the objects of ${endpoint}, which ${path} shows`;
        // All of an object is what is its own: see `ownPart`.
        if (step === '*')
            return undefined;
        const field = fields.get(step);
        if (field === undefined)
            return `${endpoint} changes its ${step} without a trace`;
        if (endpoint === 'ipam.prefixes' && step === 'namespace' && position > 0)
            ripples.add(prefixTree);
        else if (field.changes === 'silent') {
            if (position > 0)
                return `${endpoint} may change its ${step}, which ${path} shows, without a trace`;
            silentFields.add(step);
        }
        if (step === 'custom_fields')
            for (const rule of customFieldRules)
                ripples.add(rule);
        if (endpoint === 'dcim.interfaces' && step === 'device')
            for (const rule of moduleRules)
                ripples.add(rule);
        if (field.target === undefined)
            return undefined;
        endpoint = field.target;
    }
    return undefined;
}
/** The same as every adapter tells it. */
function tracking_trackingOf(projection, heldIds) {
    const followed = followPaths(projection);
    if (typeof followed === 'string')
        return { status: 'untracked', reason: followed };
    const silent = followed.silentFields.map((field) => ({
        field,
        heldIds: (signal) => heldIds(field, signal),
    }));
    return { status: 'tracked', extraPaths: [], ripples: followed.ripples, silent };
}

;// CONCATENATED MODULE: ./build/adapters/nautobot/index.js

















const nautobot_RETRIES = 4;
/**
 * Nautobot 2 and 3 as a source, over its REST API and, for lists of ids and stamps, its GraphQL. Nothing is asked
 * before the first call.
 * @param system the side of the configuration; settings `url`, `token`, `verify_ssl`, `timeout` (seconds),
 *   `page_size`, `concurrency`
 * @throws SyncError CONFIG_INVALID when a setting is missing or cannot be used
 */
function createNautobotSource(system, context) {
    const settings = readRestSettings(nautobot, system, context.environment);
    context.maskSecret(settings.token);
    const http = context.http({
        baseUrl: settings.url,
        system: 'Nautobot',
        headers: { authorization: `Token ${settings.token}` },
        concurrency: settings.concurrency,
        verifyTls: settings.verifyTls,
        timeout: settings.timeout,
        retries: nautobot_RETRIES,
    });
    const api = withoutUnknownParameters(createRestApi(http, nautobot, nautobotIds));
    const graphql = createNautobotGraphQL(http);
    const probe = onceKept((endpoint, signal) => probeChangeSource(api, graphql, endpoint, signal));
    const readTargets = async function* (endpoint, plan, ids, signal) {
        const paths = targetFields(endpoint, plan);
        const request = readRequest({ endpoint, paths }, settings);
        for await (const rows of readRowsByIds(api, request, ids, signal)) {
            yield rows.map(({ id, data }) => ({ id, data: ownPart(data, paths) }));
        }
    };
    const records = (projection, signal, rows) => {
        const request = readRequest(projection, settings);
        const { endpoint } = request;
        const readAgain = (ids, again) => readRowsByIds(api, request, ids, again);
        return toRecords(rows(request), { endpoint, paths: projection.paths, readTargets, readAgain }, signal);
    };
    return {
        system: 'nautobot',
        namespace: () => `nautobot ${http.baseUrl}`,
        // Nautobot has no id of its own. Its version is part of it: an upgrade changes labels and shapes of records
        // that nobody saved.
        identity: async (signal) => `nautobot ${http.baseUrl} ${await api.version(signal)}`,
        serverTime: (signal) => readServerTime(http, api, signal),
        usage: (scope) => http.traffic(scope === undefined ? undefined : endpoints_canonicalEndpoint(scope)),
        close: () => http.close(),
        canonicalEndpoint: endpoints_canonicalEndpoint,
        referenceOf: createReferenceReader(),
        locate: () => undefined,
        async tier(endpoint, signal) {
            const canonical = endpoints_canonicalEndpoint(endpoint);
            return tierReport(canonical, await probe(canonical, signal));
        },
        count: (endpoint, signal) => countRows(api, endpoints_canonicalEndpoint(endpoint), signal),
        async ids(endpoint, signal) {
            const request = readRequest({ endpoint, paths: [] }, settings);
            const known = await idsByGraphQL(api, graphql, request.endpoint, signal);
            if (known !== undefined)
                return known;
            const ids = new Set();
            for await (const rows of readAllRows(api, graphql, request, signal))
                for (const { id } of rows)
                    ids.add(id);
            return ids;
        },
        tracking: (projection) => tracking_trackingOf(projection, async (field, signal) => {
            const endpoint = endpoints_canonicalEndpoint(projection.endpoint);
            const objects = await listVerified(api, graphql, endpoint, `id ${field}{id}`, signal);
            return objects && new Map(objects.map((object) => [String(object.id), idsIn(object[field])]));
        }),
        historyMark: (signal) => newestChange(api, signal),
        historyHolds: (mark, signal) => holdsChange(api, mark, signal),
        changesSince(projection, since, signal) {
            return records(projection, signal, async function* (request) {
                const source = await probe(request.endpoint, signal);
                yield* readChangedRows(api, graphql, request, source, since, signal);
            });
        },
        read: (projection, signal) => records(projection, signal, (request) => readAllRows(api, graphql, request, signal)),
        readByIds: (projection, ids, signal) => records(projection, signal, (request) => readRowsByIds(api, request, ids, signal)),
    };
}
function readRequest({ endpoint, paths }, settings) {
    const canonical = endpoints_canonicalEndpoint(endpoint);
    return {
        endpoint: canonical,
        query: shapeQuery(canonical, paths),
        pageSize: settings.pageSize,
        concurrency: settings.concurrency,
    };
}
/** The ids of one nested object, or of each of a list. */
function idsIn(value) {
    if (Array.isArray(value))
        return value.flatMap(idsIn);
    return isJsonObject(value) && typeof value.id === 'string' ? [value.id] : [];
}
/** What is asked once per key; after a failure it is asked again. */
function onceKept(ask) {
    const kept = new Map();
    return (key, signal) => {
        const known = kept.get(key);
        if (known !== undefined)
            return known;
        const asked = ask(key, signal);
        kept.set(key, asked);
        asked.catch(() => kept.delete(key));
        return asked;
    };
}

;// CONCATENATED MODULE: ./build/adapters/netbox/authorization.js
/** NetBox tells its two kinds of token apart by the prefix `nbt_`: version 2 goes as a bearer token. */
function authorizationHeader(token) {
    return token.startsWith('nbt_') ? `Bearer ${token}` : `Token ${token}`;
}

;// CONCATENATED MODULE: ./build/adapters/netbox/change-log.js

const change_log_CHANGES = 'core.object-changes';
const fields = [
    ['limit', 1],
    ['fields', 'id,time'],
];
/**
 * The newest entry of the change log, as `<id> <time>`. A restored database has given that id to another entry,
 * or has none of it.
 *
 * @returns undefined when the log is empty or may not be read
 */
async function change_log_newestChange(api, signal) {
    try {
        const { page } = await api.list(change_log_CHANGES, [['ordering', '-time'], ...fields], signal);
        const [newest] = page.rows;
        return newest && change_log_markOf(newest.data);
    }
    catch (error) {
        if (error instanceof errors_SyncError && error.code !== 'CANCELLED')
            return undefined;
        throw error;
    }
}
/** False when the entry is gone or another one has its id; also when the log may no longer be read. */
async function change_log_holdsChange(api, mark, signal) {
    const [id = ''] = mark.split(' ');
    try {
        const { page } = await api.list(change_log_CHANGES, [['id', id], ...fields], signal);
        return page.rows.some(({ data }) => change_log_markOf(data) === mark);
    }
    catch (error) {
        if (error instanceof errors_SyncError && error.code !== 'CANCELLED')
            return false;
        throw error;
    }
}
function change_log_markOf(data) {
    return `${data.id} ${data.time}`;
}

;// CONCATENATED MODULE: ./build/adapters/netbox/fields-query.js
/** A list of field names longer than this is left out: the request line of NetBox ends at 4,094 bytes. */
const LONGEST_FIELDS = 2000;
/**
 * The `fields` parameter: `id`, `last_updated` and the top level names of the paths. None when everything is
 * wanted.
 * @param paths dotted paths, as in a projection
 */
function fieldsQuery(paths) {
    if (paths === 'everything')
        return [];
    const names = new Set(['id', 'last_updated', ...paths.map((path) => path.split('.')[0] ?? path)]);
    const fields = [...names].filter((name) => name !== '').join(',');
    return encodeURIComponent(fields).length > LONGEST_FIELDS ? [] : [['fields', fields]];
}

;// CONCATENATED MODULE: ./build/adapters/netbox/page.js
const netboxIds = {
    name: 'a whole number',
    is: (value) => Number.isSafeInteger(value),
};
/** True when ids only rise and none is below the first one asked for. */
function isInKeyOrder(rows, from) {
    let least = from;
    for (const { id } of rows) {
        if (id < least)
            return false;
        least = id + 1;
    }
    return true;
}

;// CONCATENATED MODULE: ./build/adapters/netbox/product.js
const netbox = {
    name: 'NetBox',
    environment: 'NETBOX',
    versionField: 'netbox-version',
    tokenHint: 'A version 2 token is nbt_<key>.<secret>.',
    // NetBox gives no more unless its MAX_PAGE_SIZE says otherwise.
    pageSize: 1000,
    pluginEndpoint: 'plugins.netbox-dns.zones',
};

;// CONCATENATED MODULE: ./build/adapters/netbox/key-ranges.js
/** Ranges are cut a little narrower than the last page was wide, so that one page mostly holds them. */
const MARGIN = 0.9;
/**
 * Parts that a range is cut into when it turns out to hold more than a page: enough to keep several requests in
 * flight, few enough that long gaps between ids cost no more than this many empty pages for each full one.
 */
const MOST_PARTS = 8;
/** @param count how many rows the server counted at the start: decides how finely the rest is cut, nothing else */
function createRangePlan(count) {
    const expected = new WeakMap();
    /** Rows that were counted and are neither read nor expected in a range that is still to be read. */
    let unaccounted = count;
    return {
        after(range, page) {
            unaccounted += (expected.get(range) ?? 0) - page.rows.length;
            const [first] = page.rows;
            const last = page.rows.at(-1);
            if (!page.more || first === undefined || last === undefined)
                return [];
            const rest = { from: last.id + 1, before: range.before };
            if (rest.before !== undefined && rest.from >= rest.before)
                return [];
            const most = expected.has(range) ? MOST_PARTS : Number.POSITIVE_INFINITY;
            const pages = Math.min(most, Math.max(1, Math.ceil(unaccounted / page.rows.length)));
            const width = Math.max(page.rows.length, Math.floor((last.id - first.id + 1) * MARGIN));
            const ranges = key_ranges_cut(rest, width, pages);
            for (const part of ranges)
                expected.set(part, page.rows.length);
            unaccounted -= ranges.length * page.rows.length;
            return ranges;
        },
    };
}
/** Cuts a range into at most so many of a width; the last takes what is left and comes first: it may be long. */
function key_ranges_cut(range, width, most) {
    const starts = [range.from];
    while (starts.length < most) {
        const start = range.from + starts.length * width;
        if (range.before !== undefined && start >= range.before)
            break;
        starts.push(start);
    }
    return starts.map((from, index) => ({ from, before: starts[index + 1] ?? range.before })).reverse();
}

;// CONCATENATED MODULE: ./build/adapters/netbox/read-by-offset.js

const read_by_offset_MOST_PASSES = 5;
/**
 * All rows of an endpoint by position, for an endpoint that does not page by key. Rows that come and go in
 * between shift the others. A count alone does not show it: a row that is deleted after it was read makes
 * another be skipped, and the sum is right. So the endpoint is read again until two passes in a row meet the same
 * rows, as many as the server counts: a row deleted in the first of them would be missing from the second.
 * The same row may come more than once.
 * @throws SyncError INCOMPLETE_READ when no two passes agree
 */
async function* readByOffset(api, request, signal) {
    let previous;
    for (let pass = 1; pass <= read_by_offset_MOST_PASSES; pass += 1) {
        const met = new Set();
        let counted = null;
        let read = 0;
        for (let more = true; more;) {
            const { page } = await api.list(request.endpoint, [['ordering', 'id'], ['limit', request.pageSize], ['offset', read], ...request.query], signal);
            for (const { id } of page.rows)
                met.add(id);
            counted = page.count;
            read += page.rows.length;
            more = page.more;
            yield page.rows;
        }
        if (met.size === counted && previous !== undefined && read_by_offset_areSame(met, previous))
            return;
        previous = met;
    }
    throw new errors_SyncError({
        code: 'INCOMPLETE_READ',
        message: `NetBox: ${request.endpoint} changed during each of ${read_by_offset_MOST_PASSES} reads, so none is known to be complete`,
        hint: 'Run it again when fewer objects come and go there: this endpoint cannot be paged by id.',
    });
}
function read_by_offset_areSame(left, right) {
    if (left.size !== right.size)
        return false;
    for (const id of left)
        if (!right.has(id))
            return false;
    return true;
}

;// CONCATENATED MODULE: ./build/adapters/netbox/read-pages.js




/** Thrown inside a read when an endpoint does not page by key, whatever is asked. */
const IGNORES_KEYS = Symbol('ignores keys');
/**
 * All rows of an endpoint, each once, complete while others write: every row that exists throughout is in it.
 *
 * The first page comes in the order of ids and tells how many rows there are and how densely their ids lie. The
 * rest is cut into ranges of ids that are read side by side, each by key: a page begins at an id, not at a
 * position, so rows that come and go shift nothing. NetBox 4.6 and later pages by `start=`; before that
 * `ordering=id` with `id__gte=` does the same. An endpoint that ignores both is read by position and checked.
 */
async function* read_pages_readPages(api, request, signal) {
    const seen = new Set();
    const unseen = (rows) => rows.filter(({ id }) => {
        if (seen.has(id))
            return false;
        seen.add(id);
        return true;
    });
    try {
        for await (const rows of readByKey(api, request, signal))
            yield unseen(rows);
    }
    catch (error) {
        if (error !== IGNORES_KEYS)
            throw error;
        for await (const rows of readByOffset(api, request, signal))
            yield unseen(rows);
    }
}
async function* readByKey(api, request, signal) {
    const { endpoint, query, pageSize, concurrency } = request;
    const firstQuery = [['ordering', 'id'], ['limit', pageSize], ...query];
    const { page: first, apiVersion } = await api.list(endpoint, firstQuery, signal);
    if (!isInKeyOrder(first.rows, 0))
        throw IGNORES_KEYS;
    yield first.rows;
    if (!first.more)
        return;
    const readRange = createRangeReader(api, request, hasStart(apiVersion));
    const plan = createRangePlan(first.count ?? first.rows.length);
    yield* pagesOfTasks(plan.after({ from: 0, before: undefined }, first), async (range, taskSignal) => {
        const page = await readRange(range, taskSignal);
        return { page: page.rows, more: plan.after(range, page) };
    }, concurrency, signal);
}
/** Reads the first page of a range by `start=`, or by filter once the endpoint has shown that it ignores that. */
function createRangeReader(api, request, startsByKey) {
    let byStart = startsByKey;
    return async function readRange(range, signal) {
        const upperBound = range.before === undefined ? [] : [['id__lt', range.before]];
        const common = [...upperBound, ['limit', request.pageSize], ...request.query];
        if (byStart) {
            const { page } = await api.list(request.endpoint, [['start', range.from], ...common], signal);
            if (page.count === null && isInKeyOrder(page.rows, range.from))
                return withinRange(page, range);
            byStart = false;
        }
        const lowerBound = [
            ['ordering', 'id'],
            ['id__gte', range.from],
        ];
        const { page } = await api.list(request.endpoint, [...lowerBound, ...common], signal);
        if (!isInKeyOrder(page.rows, range.from))
            throw IGNORES_KEYS;
        return withinRange(page, range);
    };
}
/** A server that ignores the upper bound gives rows beyond it: those belong to the next range. */
function withinRange(page, { before }) {
    if (before === undefined || (page.rows.at(-1)?.id ?? 0) < before)
        return page;
    return { ...page, rows: page.rows.filter(({ id }) => id < before), more: false };
}
function hasStart(apiVersion) {
    const [major = 0, minor = 0] = (apiVersion ?? '').split('.').map(Number);
    return major > 4 || (major === 4 && minor >= 6);
}

;// CONCATENATED MODULE: ./build/adapters/netbox/read-by-ids.js



/** The request line of NetBox ends at 4,094 bytes; method and protocol take 13 of them. */
const LONGEST_TARGET = 4000;
/** Thrown inside a read when an endpoint ignores the `id` filter. */
const IGNORES_IDS = Symbol('ignores ids');
/**
 * Rows of these ids, each once; ids that are gone are not among them. Asks by `id=1&id=2`: NetBox ignores
 * `id__in` silently. An endpoint that ignores `id` too is read in full.
 */
async function* read_by_ids_readRowsByIds(api, request, ids, signal) {
    const wanted = new Set(ids.map(Number).filter(Number.isSafeInteger));
    const chunks = chunkIds([...wanted], roomForIds(api, request), request.pageSize);
    try {
        yield* pagesOfTasks(chunks, (chunk, taskSignal) => readChunk(api, request, chunk, taskSignal), request.concurrency, signal);
    }
    catch (error) {
        if (error !== IGNORES_IDS)
            throw error;
        for await (const rows of read_pages_readPages(api, request, signal))
            yield rows.filter(({ id }) => wanted.has(id));
    }
}
async function readChunk(api, request, chunk, signal) {
    const asked = chunk.ids.map((id) => ['id', id]);
    const { page } = await api.list(request.endpoint, [['ordering', 'id'], ['limit', request.pageSize], ...request.query, ...asked], signal);
    const expected = new Set(chunk.ids);
    if (!page.rows.every(({ id }) => expected.has(id)))
        throw IGNORES_IDS;
    const met = new Set(page.rows.map(({ id }) => id));
    const left = page.more ? chunk.ids.filter((id) => !met.has(id)) : [];
    return { page: page.rows, more: left.length > 0 ? [{ ids: left }] : [] };
}
function roomForIds(api, { endpoint, query, pageSize }) {
    const fixed = formatQuery([['ordering', 'id'], ['limit', pageSize], ...query]);
    return LONGEST_TARGET - api.targetLength(endpoint) - fixed.length;
}
/** Cuts ids into chunks whose `&id=…` parameters take no more than `room` bytes, and no more ids than `most`. */
function chunkIds(ids, room, most) {
    const chunks = [];
    let current = [];
    let length = 0;
    for (const id of [...ids].sort((left, right) => left - right)) {
        const added = `&id=${id}`.length;
        if (current.length > 0 && (length + added > room || current.length === most)) {
            chunks.push({ ids: current });
            current = [];
            length = 0;
        }
        current.push(id);
        length += added;
    }
    if (current.length > 0)
        chunks.push({ ids: current });
    return chunks;
}

;// CONCATENATED MODULE: ./build/adapters/netbox/tier.js
/**
 * Whether an endpoint filters by `last_updated`. NetBox ignores a filter that it does not know and answers
 * everything, so it is asked with a value that is no date: an endpoint that knows the filter refuses it with 400.
 */
async function probeTier(api, endpoint, signal) {
    const query = [
        ['last_updated__gte', 'notadate'],
        ['limit', 1],
        ['fields', 'id'],
    ];
    const answer = await api.probe(endpoint, query, signal);
    if (answer.status === 'refused' && answer.body.includes('last_updated__gte')) {
        return {
            tier: 'TIMESTAMP',
            reason: `NetBox can list what changed in ${endpoint} since a point in time.`,
        };
    }
    return {
        tier: 'NONE',
        reason: `NetBox cannot filter ${endpoint} by the time of the last change, so it is always read in full.`,
    };
}

;// CONCATENATED MODULE: ./build/adapters/netbox/trackable-fields.js
/**
 * Fields that are an object's own: columns, choices, references and sets of references of NetBox's models.
 * Saving the object is the only way to change one, and it moves `last_updated` (what a reference shows of the
 * other object is followed by way of that object). Everything else in an answer is computed from other objects
 * (`*_count`, `_depth`, `config_context`, `connected_endpoints`, sets seen from the other end, …): when such a
 * field changes, nothing tells.
 *
 * Read off NetBox 4.4 to 4.7. An endpoint that is not here is not known well enough.
 */
const trackable_fields_common = 'id url created last_updated description comments owner tags custom_fields';
const trackable_fields_byEndpoint = {
    'circuits.circuit-types': 'name slug color',
    'circuits.circuits': 'cid provider provider_account type status tenant install_date termination_date commit_rate distance distance_unit',
    'circuits.provider-accounts': 'provider account name',
    'circuits.provider-networks': 'provider name service_id',
    'circuits.providers': 'name slug asns',
    'dcim.cables': 'type status profile tenant label color length length_unit',
    'dcim.device-roles': 'name slug color vm_role parent config_template',
    'dcim.device-types': 'manufacturer default_platform model slug part_number u_height exclude_from_utilization is_full_depth subdevice_role airflow weight weight_unit front_image rear_image',
    'dcim.devices': 'name device_type role tenant platform serial asset_tag site location rack position face latitude longitude status airflow primary_ip primary_ip4 primary_ip6 oob_ip cluster virtual_chassis vc_position vc_priority config_template local_context_data',
    'dcim.interfaces': 'device vdcs module name label type enabled parent bridge lag mtu mac_address primary_mac_address speed duplex wwn mgmt_only mode rf_role rf_channel poe_mode poe_type rf_channel_frequency rf_channel_width tx_power untagged_vlan tagged_vlans qinq_svlan vlan_translation_policy mark_connected wireless_lans vrf',
    'dcim.locations': 'name slug site parent status tenant facility',
    'dcim.mac-addresses': 'mac_address assigned_object_type assigned_object_id assigned_object',
    'dcim.manufacturers': 'name slug',
    'dcim.platforms': 'name slug manufacturer parent config_template',
    'dcim.rack-roles': 'name slug color',
    'dcim.racks': 'name facility_id site location group tenant status role serial asset_tag rack_type form_factor width u_height starting_unit weight max_weight weight_unit desc_units outer_width outer_depth outer_height outer_unit mounting_depth airflow',
    'dcim.regions': 'name slug parent',
    'dcim.site-groups': 'name slug parent',
    'dcim.sites': 'name slug status region group tenant facility time_zone physical_address shipping_address latitude longitude asns',
    'dcim.virtual-chassis': 'name domain master',
    'extras.tags': 'name slug color weight object_types',
    'ipam.aggregates': 'family prefix rir tenant date_added',
    'ipam.asns': 'asn rir role tenant sites',
    'ipam.ip-addresses': 'family address vrf tenant status role assigned_object_type assigned_object_id assigned_object nat_inside dns_name',
    'ipam.ip-ranges': 'family start_address end_address size vrf tenant status role mark_populated mark_utilized',
    'ipam.prefixes': 'family prefix vrf scope_type scope_id scope site tenant vlan status role is_pool mark_utilized',
    'ipam.rirs': 'name slug is_private',
    'ipam.roles': 'name slug weight',
    'ipam.route-targets': 'name tenant',
    'ipam.vlan-groups': 'name slug scope_type scope_id scope vid_ranges min_vid max_vid tenant',
    'ipam.vlans': 'site group vid name tenant status role qinq_role qinq_svlan',
    'ipam.vrfs': 'name rd tenant enforce_unique import_targets export_targets',
    'tenancy.contact-groups': 'name slug parent',
    'tenancy.contact-roles': 'name slug',
    'tenancy.contacts': 'group groups name title phone email address link',
    'tenancy.tenant-groups': 'name slug parent',
    'tenancy.tenants': 'name slug group',
    'virtualization.cluster-groups': 'name slug',
    'virtualization.cluster-types': 'name slug',
    'virtualization.clusters': 'name type group status tenant scope_type scope_id scope',
    'virtualization.interfaces': 'virtual_machine name enabled parent bridge mtu mac_address primary_mac_address mode untagged_vlan tagged_vlans qinq_svlan vlan_translation_policy vrf',
    'virtualization.virtual-machines': 'name status site cluster device serial role tenant platform primary_ip primary_ip4 primary_ip6 vcpus memory config_template local_context_data',
};
/**
 * Names of an endpoint's own fields.
 *
 * @param endpoint in its canonical spelling
 * @returns undefined for an endpoint that is not known
 */
function trackableFields(endpoint) {
    if (!Object.hasOwn(trackable_fields_byEndpoint, endpoint))
        return undefined;
    return new Set(`${trackable_fields_common} ${trackable_fields_byEndpoint[endpoint]}`.split(' '));
}

;// CONCATENATED MODULE: ./build/adapters/netbox/tracking.js



const locationTree = { effect: 'descendants', endpoint: 'dcim.locations', parentPath: 'parent' };
const racks = { effect: 'holders', endpoint: 'dcim.racks' };
const macAddresses = { effect: 'holders', endpoint: 'dcim.mac-addresses' };
/** Measured on NetBox 4.6 and 4.7: these changes leave `last_updated` and the change log as they were. */
const hiddenRipples = [
    // A rack that moves takes its devices along, a location all that is in it and below it.
    { endpoint: 'dcim.devices', fields: ['site', 'location'], extraPath: 'rack', rules: [racks] },
    { endpoint: 'dcim.devices', fields: ['site', 'location'], extraPath: 'location', rules: [locationTree] },
    { endpoint: 'dcim.racks', fields: ['site'], extraPath: 'location', rules: [locationTree] },
    { endpoint: 'dcim.locations', fields: ['site'], extraPath: 'parent', rules: [locationTree] },
    // The address of an interface is an object of its own.
    {
        endpoint: 'dcim.interfaces',
        fields: ['mac_address'],
        extraPath: 'primary_mac_address',
        rules: [macAddresses],
    },
    {
        endpoint: 'virtualization.interfaces',
        fields: ['mac_address'],
        extraPath: 'primary_mac_address',
        rules: [macAddresses],
    },
    // A cluster that moves takes its virtual machines along.
    {
        endpoint: 'virtualization.virtual-machines',
        fields: ['site'],
        extraPath: 'cluster',
        rules: [{ effect: 'holders', endpoint: 'virtualization.clusters' }],
    },
];
const orderedLists = [
    // VLANs are in the order of the names of their sites, then of their groups.
    {
        endpoints: ['dcim.interfaces', 'virtualization.interfaces'],
        field: 'tagged_vlans',
        rules: [
            { effect: 'everything', endpoint: 'dcim.sites' },
            { effect: 'everything', endpoint: 'ipam.vlan-groups' },
        ],
    },
    // Groups are in the order of their tree.
    {
        endpoints: ['tenancy.contacts'],
        field: 'groups',
        rules: [{ effect: 'everything', endpoint: 'tenancy.contact-groups' }],
    },
];
/** Definitions of custom fields decide which keys `custom_fields` has, and a default reaches every object. */
const tracking_customFieldRules = [
    { effect: 'everything', endpoint: 'extras.custom-fields' },
    { effect: 'everything', endpoint: 'extras.custom-field-choice-sets' },
];
/** Whether what a projection reads can be followed by what NetBox tells of changes. */
function netbox_tracking_trackingOf(projection) {
    const endpoint = endpoints_canonicalEndpoint(projection.endpoint);
    const own = trackableFields(endpoint);
    if (own === undefined) {
        return tracking_untracked(`it is not known what else changes the objects of ${endpoint}`);
    }
    if (projection.paths === 'everything') {
        return tracking_untracked('a transform may read any field of the record');
    }
    const heads = new Set();
    for (const path of projection.paths) {
        const [head = '', ...rest] = path.split('.');
        if (!own.has(head))
            return tracking_untracked(`${endpoint} changes its ${head} without a trace`);
        const volatile = head === 'custom_fields' ? undefined : rest.find(isVolatile);
        if (volatile !== undefined)
            return tracking_untracked(`${endpoint} changes its ${path} without a trace`);
        heads.add(head);
    }
    const hidden = hiddenRipples.filter((ripple) => ripple.endpoint === endpoint && ripple.fields.some((field) => heads.has(field)));
    const ordered = orderedLists.filter(({ endpoints, field }) => endpoints.includes(endpoint) && heads.has(field));
    const rules = [...hidden, ...ordered].flatMap((ripple) => ripple.rules);
    return {
        status: 'tracked',
        extraPaths: hidden.map((ripple) => ripple.extraPath),
        ripples: heads.has('custom_fields') ? [...rules, ...tracking_customFieldRules] : rules,
    };
}
function tracking_untracked(reason) {
    return { status: 'untracked', reason };
}

;// CONCATENATED MODULE: ./build/adapters/netbox/index.js













const netbox_RETRIES = 4;
/**
 * NetBox as a source, over its REST API. Nothing is asked before the first call.
 * @param system the side of the configuration; settings `url`, `token`, `verify_ssl`, `timeout` (seconds),
 *   `page_size`, `concurrency`
 * @throws SyncError CONFIG_INVALID when a setting is missing or cannot be used
 */
function createNetBoxSource(system, context) {
    const settings = readRestSettings(netbox, system, context.environment);
    context.maskSecret(settings.token);
    const http = context.http({
        baseUrl: settings.url,
        system: 'NetBox',
        headers: { authorization: authorizationHeader(settings.token) },
        concurrency: settings.concurrency,
        verifyTls: settings.verifyTls,
        timeout: settings.timeout,
        retries: netbox_RETRIES,
    });
    const api = createRestApi(http, netbox, netboxIds);
    const tiers = new Map();
    return {
        system: 'netbox',
        // NetBox has no id of its own. Its version is part of it: an upgrade changes labels and shapes of records
        // that nobody saved.
        namespace: () => `netbox ${http.baseUrl}`,
        identity: async (signal) => `netbox ${http.baseUrl} ${await api.version(signal)}`,
        serverTime: (signal) => api.serverTime(signal),
        usage: (scope) => http.traffic(scope === undefined ? undefined : endpoints_canonicalEndpoint(scope)),
        close: () => http.close(),
        canonicalEndpoint: endpoints_canonicalEndpoint,
        referenceOf: createReferenceReader(),
        locate: () => undefined,
        tier: (endpoint, signal) => cachedTier(tiers, api, endpoints_canonicalEndpoint(endpoint), signal),
        async count(endpoint, signal) {
            return netbox_countRows(api, endpoints_canonicalEndpoint(endpoint), signal);
        },
        async ids(endpoint, signal) {
            const ids = new Set();
            const request = netbox_readRequest({ endpoint, paths: [] }, settings);
            for await (const rows of read_pages_readPages(api, request, signal))
                for (const { id } of rows)
                    ids.add(String(id));
            return ids;
        },
        tracking: netbox_tracking_trackingOf,
        historyMark: (signal) => change_log_newestChange(api, signal),
        historyHolds: (mark, signal) => change_log_holdsChange(api, mark, signal),
        changesSince: (projection, since, signal) => netbox_toRecords(read_pages_readPages(api, changesRequest(projection, since, settings), signal), projection),
        read: (projection, signal) => netbox_toRecords(read_pages_readPages(api, netbox_readRequest(projection, settings), signal), projection),
        readByIds: (projection, ids, signal) => netbox_toRecords(read_by_ids_readRowsByIds(api, netbox_readRequest(projection, settings), ids, signal), projection),
    };
}
function netbox_readRequest(projection, settings) {
    return {
        endpoint: endpoints_canonicalEndpoint(projection.endpoint),
        query: fieldsQuery(projection.paths),
        pageSize: settings.pageSize,
        concurrency: settings.concurrency,
    };
}
/** `Z` at the end: the `+` of an offset would decode to a space, which NetBox refuses. */
function changesRequest(projection, since, settings) {
    const request = netbox_readRequest(projection, settings);
    return { ...request, query: [...request.query, ['last_updated__gte', since.toISOString()]] };
}
async function* netbox_toRecords(pages, { paths }) {
    const plan = paths === 'everything' ? undefined : planCut(paths);
    for await (const rows of pages) {
        yield rows.map(({ id, data }) => ({
            id: String(id),
            data: plan ? cutRecord(data, plan) : data,
            changedAt: typeof data.last_updated === 'string' ? data.last_updated : undefined,
        }));
    }
}
async function netbox_countRows(api, endpoint, signal) {
    const query = [
        ['limit', 1],
        ['fields', 'id'],
    ];
    const { page } = await api.list(endpoint, query, signal);
    return page.count ?? page.rows.length;
}
/** An endpoint is probed once; after a failure it is probed again. */
function cachedTier(tiers, api, endpoint, signal) {
    const known = tiers.get(endpoint);
    if (known !== undefined)
        return known;
    const probe = probeTier(api, endpoint, signal);
    tiers.set(endpoint, probe);
    probe.catch(() => tiers.delete(endpoint));
    return probe;
}

;// CONCATENATED MODULE: ./build/adapters/rest/endpoint.js


/** `/resources/locations/` and `resources/locations` are one; a query may follow. */
function endpoint_canonicalEndpoint(endpoint) {
    const [path = '', ...query] = endpoint.trim().split('?');
    const bare = path.replace(/^\/+|\/+$/g, '');
    return query.length === 0 ? bare : `${bare}?${query.join('?')}`;
}
/** The last part of the path: `locations` of `resources/locations?active=1`. */
function resourceOf(endpoint) {
    const [path = ''] = endpoint.split('?');
    return path.split('/').at(-1) ?? path;
}
/**
 * The object that a nested value stands for: one with an `id`. Its endpoint is told by a `url` of its own below the
 * address of the API, `…/api/bgp/communities/14/`.
 * @param baseUrl with the path of the API, without a trailing slash
 */
function endpoint_referenceOf(value, baseUrl) {
    const { id, url } = value;
    if (typeof id !== 'number' && typeof id !== 'string')
        return undefined;
    return { id: String(id), endpoint: typeof url === 'string' ? endpoint_endpointOfUrl(url, baseUrl) : undefined };
}
function endpoint_endpointOfUrl(url, baseUrl) {
    const prefix = new URL(baseUrl).pathname.replace(/\/$/, '');
    const path = URL.canParse(url, baseUrl) ? new URL(url, baseUrl).pathname.replace(/\/+$/, '') : '';
    if (!path.startsWith(`${prefix}/`))
        return undefined;
    const segments = path.slice(prefix.length + 1).split('/');
    return segments.length < 2 ? undefined : segments.slice(0, -1).join('/');
}
/** A dotted path in anything; null where it leads nowhere. */
function endpoint_at(body, path) {
    return isJsonObject(body) ? pathReader(path)(body) : null;
}

;// CONCATENATED MODULE: ./build/adapters/rest/answer.js





/** Where rows are when `response_key_pattern` does not say. */
const USUAL_KEYS = ['results', 'data', 'objects', 'items'];
/** @throws SyncError for every answer that is not a list of objects */
function answer_parseList(response, place, settings, endpoint) {
    const body = answer_parseBody(response, place, settings);
    const { headers } = response;
    const total = totalOf(body, headers, place, endpoint);
    if (body === undefined)
        return { rows: [], total: 0, body: null, headers };
    return { rows: rowsOf(body, place, settings, endpoint), total, body, headers };
}
/** @returns undefined when the server says that there are no rows */
function answer_parseBody(response, place, settings) {
    const body = answer_parseJson(response.text);
    if (response.status === 404 && body !== undefined && saysEmpty(body, settings))
        return undefined;
    if (response.status < 200 || response.status > 299)
        throw answer_statusError(response, place, settings);
    if (body === undefined)
        throw notJson(place);
    const { success } = settings.shape;
    if (success === undefined)
        return body;
    const told = endpoint_at(body, success.field);
    if (told === null || told === success.value)
        return body;
    throw new errors_SyncError({
        code: 'HTTP_ERROR',
        message: `${place.title} at ${place.baseUrl}: ${place.endpoint}: ${success.field} is ${JSON.stringify(told)}: ${messageOf(body) ?? ''}`,
        hint: 'The server says by this that the request failed.',
    });
}
function saysEmpty(body, { shape }) {
    const message = shape.empty_message === undefined ? undefined : messageOf(body);
    return message !== undefined && new RegExp(shape.empty_message ?? '').test(message);
}
function rowsOf(body, place, settings, endpoint) {
    const found = holderOf(body, place, settings, endpoint);
    // Some APIs give a map from id to row; a map of anything else is not a list of objects.
    const list = Array.isArray(found) ? found : Object.values(answer_objectOf(found));
    if (list.every((row) => isJsonObject(row) && !isKeptFloat(row)))
        return list;
    throw new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${place.title}: ${place.endpoint} did not answer with a list of objects`,
        hint: `Use an endpoint that lists objects, and name where they are by response_key_pattern${settings.shape.response_key_pattern === undefined ? '' : ` (now "${settings.shape.response_key_pattern}")`}.`,
    });
}
function holderOf(body, place, settings, endpoint) {
    if (Array.isArray(body))
        return body;
    const resource = resourceOf(place.endpoint);
    const pattern = endpoint.response_key_pattern?.replaceAll('{resource}', resource);
    const named = pattern === undefined ? [resource] : [pattern, resource];
    const keys = pattern === undefined ? [...named, ...USUAL_KEYS] : named;
    for (const key of keys) {
        const found = endpoint_at(body, key);
        if (found !== null)
            return found;
        // Some servers write an empty list as null; beside an error it is none.
        if (named.includes(key) && isJsonObject(body) && body[key] === null && !tellsError(body))
            return [];
    }
    if (saysEmpty(body, settings))
        return [];
    const only = onlyRows(body);
    if (only !== undefined)
        return only;
    const known = isJsonObject(body) ? Object.keys(body) : [];
    const near = nearest(keys[0] ?? '', known);
    throw new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${place.title}: the answer for ${place.endpoint} has no "${keys[0]}"; it has ${quotedList(known)}`,
        hint: `Set response_key_pattern to where the rows are${near === undefined ? '' : `, such as "${near}"`}.`,
    });
}
function tellsError({ error, errors }) {
    const empty = (value) => !value || (Array.isArray(value) && value.length === 0);
    return !empty(error) || !empty(errors);
}
/** Of an answer that holds objects in one place alone, that place; an empty list may be a list of anything. */
function onlyRows(body) {
    if (!isJsonObject(body))
        return undefined;
    const holders = Object.values(body).filter((value) => {
        const list = Array.isArray(value)
            ? value
            : isJsonObject(value) && !isKeptFloat(value)
                ? Object.values(value)
                : [];
        return list.length > 0 && list.every((row) => isJsonObject(row) && !isKeptFloat(row));
    });
    return holders.length === 1 ? holders[0] : undefined;
}
function answer_objectOf(value) {
    return isJsonObject(value) && !isKeptFloat(value) ? value : { value };
}
function totalOf(body, headers, { title, endpoint: name }, { total }) {
    if (total === undefined || body === undefined)
        return undefined;
    const header = /^header:(.+)$/.exec(total)?.[1];
    const told = header === undefined ? endpoint_at(body, total) : (headers[header.toLowerCase()] ?? null);
    const number = told === null || told === '' ? Number.NaN : Number(told);
    if (Number.isInteger(number) && number >= 0)
        return number;
    throw new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${title}: the answer for ${name} does not tell the number of rows at "${total}"`,
        hint: 'Correct the setting `total`, or leave it out.',
    });
}
/** The error for an answer whose status is no success. */
function answer_statusError(response, place, settings) {
    const { status, retries } = response;
    const message = messageOf(answer_parseJson(response.text) ?? null);
    const detail = message === undefined ? '' : `: ${message}`;
    if (status === 401 || status === 403) {
        return new errors_SyncError({
            code: 'AUTH_FAILED',
            message: `${place.title} at ${place.baseUrl} answered ${status} for ${place.endpoint}${detail}`,
            hint: credentialsHint(settings),
        });
    }
    if (status === 404) {
        return new errors_SyncError({
            code: 'UNEXPECTED_ANSWER',
            message: `${place.title} at ${place.baseUrl} has no endpoint "${place.endpoint}"${detail}`,
            hint: 'Check the mapping, the address and api_endpoint: the three are joined by slashes.',
        });
    }
    const tries = retries > 0 ? ` after ${retries + 1} attempts` : '';
    return new errors_SyncError({
        code: 'HTTP_ERROR',
        message: `${place.title} at ${place.baseUrl} answered ${status} for ${place.endpoint}${tries}${detail}`,
        hint: status >= 500
            ? 'The server or what stands in front of it is in trouble: try again later, or look at its log.'
            : 'The server did not accept the request: check `params` and the other settings.',
    });
}
function credentialsHint({ shape }) {
    if (shape.auth_method === 'none')
        return 'It wants credentials: set auth_method and what belongs to it.';
    if (shape.auth_method === 'basic')
        return `Check the user name and the password (${[...shape.username_env_vars, ...shape.password_env_vars].join(', ')}).`;
    return `Check the token (${shape.token_env_vars.join(', ')}), what it may read, and auth_method (now "${shape.auth_method}").`;
}
function notJson(place) {
    return new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${place.title} at ${place.baseUrl} answered something other than JSON for ${place.endpoint}, such as a login page`,
        hint: 'Check the address, and that no single sign-on page stands in front of the API.',
    });
}
/** The body as JSON; undefined when it is none. */
function answer_parseJson(text) {
    try {
        return parseKeepingFloats(text);
    }
    catch {
        return undefined;
    }
}
/**
 * What the body says for a person: `message`, `detail` or `error`; what it says of single fields
 * (`{"name": ["…"]}`); else the body itself, cut short.
 */
function messageOf(body) {
    if (!isJsonObject(body))
        return undefined;
    for (const key of ['message', 'detail', 'error', 'msg']) {
        const text = body[key];
        if (typeof text === 'string' && text !== '')
            return text;
    }
    const ofFields = Object.entries(body).map(([name, said]) => {
        const texts = Array.isArray(said) && said.every((text) => typeof text === 'string');
        return texts ? `${name}: ${said.join(' ')}` : undefined;
    });
    const all = ofFields.length > 0 && !ofFields.includes(undefined);
    return (all ? ofFields.join('; ') : JSON.stringify(body)).slice(0, 300);
}

;// CONCATENATED MODULE: ./build/adapters/rest/api.js

function api_createRestApi(http, preset, settings) {
    const { title } = preset;
    const place = (endpoint) => ({ title, baseUrl: http.baseUrl, endpoint });
    const path = (endpoint, id) => {
        const [bare = ''] = endpoint.split('?');
        const whole = `/${bare}${id === undefined ? '' : `/${encodeURIComponent(id)}`}`;
        return settings.shape.trailing_slash ? `${whole}/` : whole;
    };
    const get = async (endpoint, target, signal, behindTheEnd = false) => {
        const response = await http.send({ method: 'GET', path: target, scope: endpoint, signal });
        if (behindTheEnd && response.status === 404)
            return { rows: [], total: undefined, body: null, headers: response.headers };
        return answer_parseList(response, place(endpoint), settings, settings.endpoint(endpoint));
    };
    return {
        title,
        settings,
        baseUrl: http.baseUrl,
        path,
        list: (endpoint, query, signal, behindTheEnd) => get(endpoint, path(endpoint) + api_queryText(endpoint, query), signal, behindTheEnd),
        follow: (endpoint, address, signal) => get(endpoint, api_absolute(address, http.baseUrl), signal),
        send: (method, target, scope, signal, body) => http.send({
            method,
            path: target,
            scope,
            signal,
            // To set the same values, or to delete the same object, again does no harm; to create it does.
            repeat: method === 'POST' ? 'once' : 'safe',
            ...(body === undefined ? {} : { body }),
        }),
    };
}
function api_queryText(endpoint, query) {
    const [, own = ''] = endpoint.split('?');
    const parts = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
    const all = [...(own === '' ? [] : [own]), ...parts].join('&').replaceAll('%2C', ',');
    return all === '' ? '' : `?${all}`;
}
/**
 * A server behind a proxy may give addresses with a scheme or host that only it knows; what counts is the path. A
 * relative one starts at the API's address.
 */
function api_absolute(address, baseUrl) {
    const url = new URL(address, `${baseUrl}/`);
    return new URL(url.pathname + url.search, baseUrl).href;
}

;// CONCATENATED MODULE: ./build/adapters/rest/authorization.js
/** The headers that carry the credentials. */
function authorizationHeaders({ shape, token = '', username = '', password = '', }) {
    switch (shape.auth_method) {
        case 'token':
            return { authorization: `Token ${token}` };
        case 'api-key':
            return { authorization: `Api-Key ${token}` };
        case 'key':
            return { authorization: `Key ${token}` };
        case 'bearer':
            return { authorization: `Bearer ${token}` };
        case 'x-auth-token':
            return { 'x-auth-token': token };
        case 'header':
            return { [(shape.auth_header ?? 'x-api-key').toLowerCase()]: token };
        case 'basic':
            return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
        case 'none':
            return {};
    }
}

;// CONCATENATED MODULE: ./build/adapters/rest/settings.js




/**
 * Reads the `settings` of a REST side on top of the preset's. Environment variables come first: those that
 * `url_env_vars`, `token_env_vars`, `username_env_vars` and `password_env_vars` name.
 * @throws SyncError CONFIG_INVALID naming the setting that is missing or cannot be used
 */
function settings_readRestSettings(preset, system, environment) {
    const shape = parseShape(preset, merged(preset.settings, system.settings));
    const given = (variables, setting) => settings_firstGiven(...variables.map((name) => environment[name]), setting);
    const url = given(shape.url_env_vars, shape.url);
    if (url === undefined)
        throw rest_settings_missing(preset, 'address', shape.url_env_vars, 'url');
    const token = given(shape.token_env_vars, shape.token);
    const username = given(shape.username_env_vars, shape.username);
    const password = given(shape.password_env_vars, shape.password);
    const needsUser = shape.auth_method === 'basic';
    if (needsUser && username === undefined)
        throw rest_settings_missing(preset, 'user name', shape.username_env_vars, 'username');
    if (needsUser && password === undefined)
        throw rest_settings_missing(preset, 'password', shape.password_env_vars, 'password');
    if (!needsUser && shape.auth_method !== 'none' && token === undefined)
        throw rest_settings_missing(preset, 'API token', shape.token_env_vars, 'token');
    return {
        url: joined(url, shape.api_endpoint),
        shape,
        token,
        username,
        password,
        endpoint: (endpoint) => endpointSettings(shape, endpoint),
    };
}
function parseShape(preset, settings) {
    const parsed = restShape.safeParse(settings);
    if (parsed.success)
        return parsed.data;
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
    throw new errors_SyncError({
        code: 'CONFIG_INVALID',
        message: `${preset.title}: the setting ${[path, unknown].filter((part) => part !== '').join('.')} cannot be used: ${issue?.message ?? ''}`,
        hint: 'docs/rest.md lists the settings and their values.',
    });
}
/** Endpoints and kinds are merged one by one, everything else is replaced. */
function merged(preset, own) {
    const both = (name) => {
        const all = { ...settings_objectOf(preset[name]) };
        for (const [key, settings] of Object.entries(settings_objectOf(own[name])))
            all[key] = { ...settings_objectOf(all[key]), ...settings_objectOf(settings) };
        return all;
    };
    return { ...preset, ...own, endpoints: both('endpoints'), kinds: both('kinds') };
}
function settings_objectOf(value) {
    return isJsonObject(value) ? value : {};
}
function endpointSettings(shape, endpoint) {
    const [path = ''] = endpoint.split('?');
    const own = shape.endpoints[path] ?? {};
    const both = { ...readingOf(shape), ...own };
    return {
        ...both,
        params: { ...shape.params, ...own.params },
        pagination: both.pagination ?? { type: 'none' },
        idFields: both.id_field === undefined ? ['id', `${singular(resourceOf(path))}_id`] : [both.id_field],
    };
}
/** `devices` are told apart by `id` or `device_id`. */
function singular(resource) {
    return resource.replace(/ies$/, 'y').replace(/s$/, '');
}
function readingOf(shape) {
    const { response_key_pattern, id_field, pagination, total, changed_since, fields_parameter, own_fields, derived_fields, } = shape;
    return {
        response_key_pattern,
        id_field,
        pagination,
        total,
        changed_since,
        fields_parameter,
        own_fields,
        derived_fields,
    };
}
function joined(url, path) {
    const tail = path.replace(/^\/+|\/+$/g, '');
    const base = url.replace(/\/+$/, '');
    return tail === '' || base.endsWith(`/${tail}`) ? base : `${base}/${tail}`;
}
function settings_firstGiven(...values) {
    return values.map((value) => value?.trim()).find((value) => value !== undefined && value !== '');
}
function rest_settings_missing(preset, what, variables, setting) {
    return new errors_SyncError({
        code: 'CONFIG_INVALID',
        message: `${preset.title}: no ${what} is given`,
        hint: `Set ${variables.join(' or ')} in the environment, or \`${setting}\` in the settings.`,
    });
}

;// CONCATENATED MODULE: ./build/adapters/rest/connection.js




const connection_RETRIES = 4;
/** @throws SyncError CONFIG_INVALID when a setting is missing or cannot be used */
function connectRest(preset, system, context) {
    const settings = settings_readRestSettings(preset, system, context.environment);
    const { shape } = settings;
    for (const secret of [settings.token, settings.password]) {
        if (secret !== undefined)
            context.maskSecret(secret);
    }
    const http = context.http({
        baseUrl: settings.url,
        system: preset.title,
        headers: authorizationHeaders(settings),
        concurrency: shape.concurrency,
        verifyTls: shape.verify_ssl,
        timeout: shape.timeout * 1000,
        retries: connection_RETRIES,
    });
    return {
        http,
        settings,
        api: api_createRestApi(http, preset, settings),
        async serverTime(signal) {
            const { headers } = await http.send({ method: 'GET', path: '/', signal });
            const time = new Date(headers.date ?? '');
            if (!Number.isNaN(time.getTime()))
                return time;
            throw new errors_SyncError({
                code: 'UNEXPECTED_ANSWER',
                message: `${preset.title} at ${http.baseUrl} does not tell its time in a Date header`,
                hint: 'A proxy in front of it may take the header away: it is needed to tell what changed since the last run.',
            });
        },
    };
}

;// CONCATENATED MODULE: ./build/adapters/rest/model.js

/** Names of types as Infrahub has them, which rows are converted by. */
const TYPES = {
    any: 'Any',
    text: 'Text',
    number: 'Number',
    boolean: 'Boolean',
    list: 'List',
    json: 'JSON',
};
/**
 * The kinds that the settings declare. One for an endpoint that another kind has as well is another name for that
 * kind: what it says of a field is added to what the other says of the field with the same path.
 * @throws SyncError CONFIG_INVALID for a reference to a kind that is not declared
 */
function createModel({ kinds }) {
    const names = Object.keys(kinds);
    const model = new Map();
    for (const kind of names) {
        const shape = kinds[kind];
        if (shape === undefined)
            continue;
        const endpoint = endpointOf(kind, shape);
        const base = kinds[endpoint.replaceAll('/', '.')];
        const fields = base === undefined || base === shape ? model_ownFields(shape) : aliased(shape, base);
        model.set(kind, {
            kind,
            endpoint,
            fields,
            humanFriendlyId: shape.human_friendly_id ?? base?.human_friendly_id ?? [],
        });
    }
    return new Map([...model].map(([kind, entry]) => [kind, withPeers(entry, model)]));
}
function endpointOf(kind, { endpoint }) {
    return (endpoint ?? kind.replaceAll('.', '/')).replace(/^\/+|\/+$/g, '');
}
function model_ownFields({ fields }) {
    return new Map(Object.entries(fields).map(([name, shape]) => [name, fieldOf(name, shapeOf(shape))]));
}
function aliased(own, base) {
    const known = [...model_ownFields(base).values()];
    const fields = new Map();
    const covered = new Set();
    for (const field of model_ownFields(own).values()) {
        const same = known.find(({ key }) => key === field.key);
        covered.add(field.key);
        fields.set(field.name, {
            ...field,
            shape: { ...same?.shape, ...field.shape },
            path: field.shape.path ?? same?.path ?? field.path,
        });
    }
    for (const field of known) {
        if (!covered.has(field.key) && !fields.has(field.name))
            fields.set(field.name, field);
    }
    return fields;
}
function shapeOf(shape) {
    return typeof shape === 'string' ? { type: shape } : shape;
}
function fieldOf(name, shape) {
    const path = shape.path ?? name;
    return { name, path, key: path.split('.')[0] ?? path, shape };
}
/** A reference leads to the kind of that name, or to the one other name that its endpoint has. */
function withPeers(entry, model) {
    const fields = [...entry.fields.values()].map((field) => {
        const { to } = field.shape;
        if (to === undefined)
            return field;
        const target = model.get(to);
        if (target === undefined) {
            throw new errors_SyncError({
                code: 'CONFIG_INVALID',
                message: `the field "${field.name}" of "${entry.kind}" refers to "${to}", which is not among the kinds`,
                hint: 'Declare it below `kinds` of the destination, with its endpoint.',
            });
        }
        const others = [...model.values()].filter(({ kind, endpoint }) => endpoint === target.endpoint && kind !== endpoint.replaceAll('/', '.'));
        const [only] = others;
        const peer = others.length === 1 && only !== undefined ? only.kind : to;
        return { ...field, shape: { ...field.shape, to: peer } };
    });
    return { ...entry, fields: new Map(fields.map((field) => [field.name, field])) };
}
/** The declared kinds as a schema. */
function model_schemaOf(model) {
    return { kinds: new Map([...model.values()].map((entry) => [entry.kind, model_kindSchema(entry)])) };
}
function model_kindSchema({ kind, fields, humanFriendlyId }) {
    const all = [...fields.values()];
    const attributes = all.filter(({ shape }) => shape.to === undefined).map(model_attributeSchema);
    const relationships = all.flatMap(({ name, shape }) => shape.to === undefined ? [] : [model_relationshipSchema(name, shape.to, shape)]);
    return {
        kind,
        attributes: new Map(attributes.map((attribute) => [attribute.name, attribute])),
        relationships: new Map(relationships.map((relationship) => [relationship.name, relationship])),
        humanFriendlyId,
        uniquenessConstraints: [],
        usedBy: [],
        isGeneric: false,
    };
}
function model_attributeSchema({ name, shape }) {
    return {
        name,
        kind: TYPES[shape.type ?? 'any'],
        optional: !(shape.required ?? false),
        defaultValue: (shape.default ?? null),
        unique: shape.unique ?? false,
        readOnly: shape.read_only ?? false,
        choices: shape.choices ?? [],
    };
}
function model_relationshipSchema(name, peer, shape) {
    return {
        name,
        peer,
        cardinality: shape.many === true ? 'many' : 'one',
        kind: 'Attribute',
        optional: !(shape.required ?? false),
        readOnly: shape.read_only ?? false,
    };
}

;// CONCATENATED MODULE: ./build/adapters/rest/read-rows.js


const read_rows_MOST_PASSES = 6;
/** A server that never comes to an end is at fault. */
const MOST_PAGES = 100_000;
/**
 * All rows of an endpoint, each once. Rows that come and go while pages are read shift the others, and neither a
 * count nor the order of a server that is not known tells what was skipped. So what takes several pages is read
 * again until two passes in a row meet the same ids, as many as the server counts. Pages that are told by a cursor
 * do not shift, and one answer with everything cannot.
 * @throws SyncError INCOMPLETE_READ when no two passes agree
 */
async function* readRows(api, request, signal) {
    const endpoint = api.settings.endpoint(request.endpoint);
    let previous;
    for (let pass = 1; pass <= read_rows_MOST_PASSES; pass += 1) {
        const met = new Map();
        let total;
        let pages = 0;
        for await (const answer of pagesOf(api, request, endpoint, signal)) {
            const before = met.size;
            for (const row of rowsWithIds(answer, request.endpoint, endpoint, api))
                met.set(row.id, row);
            total = answer.total ?? total;
            pages += 1;
            // A page without anything new: the server repeats itself, as one does that knows no pages.
            if (pages > 1 && met.size === before)
                break;
        }
        const settled = pages <= 1 || endpoint.pagination.type === 'cursor' || sameIds(met, previous);
        if (settled && (total === undefined || total === met.size)) {
            yield [...met.values()];
            return;
        }
        previous = met;
    }
    throw new errors_SyncError({
        code: 'INCOMPLETE_READ',
        message: `${api.title}: ${request.endpoint} changed during each of ${read_rows_MOST_PASSES} reads, or does not give as many rows as it counts`,
        hint: 'Run it again when fewer objects come and go there, ask for larger pages, or sort by id with `params` if the server can.',
    });
}
async function* pagesOf(api, { endpoint: name, query: more }, endpoint, signal) {
    let received = 0;
    let address;
    let step = firstStep(endpoint);
    for (let page = 0; page < MOST_PAGES; page += 1) {
        const query = [...Object.entries(endpoint.params), ...more, ...(step ?? [])];
        const answer = address === undefined
            ? await api.list(name, query, signal, page > 0 && endpoint.pagination.type === 'page')
            : await api.follow(name, address, signal);
        yield answer;
        received += answer.rows.length;
        if (answer.rows.length === 0)
            return;
        const next = nextStep(endpoint, answer, page, received);
        if (next === undefined)
            return;
        address = typeof next === 'string' ? next : undefined;
        step = typeof next === 'string' ? undefined : next;
    }
    throw new Error(`${name} has more than ${MOST_PAGES} pages`);
}
function firstStep({ pagination }) {
    switch (pagination.type) {
        case 'none':
            return [];
        case 'page':
            return [...sizeOf(pagination), [pagination.parameter, pagination.first]];
        case 'offset':
            return [...sizeOf(pagination), [pagination.parameter, 0]];
        default:
            return sizeOf(pagination);
    }
}
function sizeOf(pagination) {
    return pagination.size_parameter === undefined ? [] : [[pagination.size_parameter, pagination.size]];
}
/** The next page as an address or as parameters; undefined after the last one. */
function nextStep({ pagination }, { body, headers, total, rows }, page, received) {
    const done = total !== undefined && received >= total;
    switch (pagination.type) {
        case 'none':
            return undefined;
        case 'next-link':
            return read_rows_textOf(endpoint_at(body, pagination.field));
        case 'link-header':
            return nextOfLink(headers.link);
        case 'cursor': {
            const cursor = endpoint_at(body, pagination.field);
            if (cursor === null || cursor === '' || cursor === false)
                return undefined;
            return [...sizeOf(pagination), [pagination.parameter, String(cursor)]];
        }
        case 'page':
            return done ? undefined : [...sizeOf(pagination), [pagination.parameter, pagination.first + page + 1]];
        case 'offset':
            // By what came, not by what was asked for: a server may give fewer rows to a page than that.
            return done || rows.length === 0
                ? undefined
                : [...sizeOf(pagination), [pagination.parameter, received]];
    }
}
function read_rows_textOf(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
/** RFC 8288: `<https://…?page=2>; rel="next", <…>; rel="last"`. */
function nextOfLink(header) {
    for (const [, address, parameters] of (header ?? '').matchAll(/<([^>]*)>((?:\s*;[^,]*)*)/g)) {
        if (/;\s*rel\s*=\s*"?(?:[^"]*\s)?next(?:\s[^"]*)?"?\s*(?:;|$)/i.test(parameters ?? ''))
            return address;
    }
    return undefined;
}
function rowsWithIds(answer, name, { idFields }, api) {
    const rows = answer.rows.map((data) => {
        const id = read_rows_idOf(data, idFields);
        if (id !== undefined)
            return { id, data };
        throw new errors_SyncError({
            code: 'UNEXPECTED_ANSWER',
            message: `${api.title}: ${name} lists an object without ${quoted(idFields)}, by which objects are told apart; it has ${Object.keys(data).slice(0, 8).join(', ')}`,
            hint: 'Set id_field, for this endpoint alone below `endpoints`, to a field that every object has a different value in.',
        });
    });
    const twice = rows.find(({ id }, index) => index > 0 && rows[index - 1]?.id === id);
    if (twice === undefined && new Set(rows.map(({ id }) => id)).size === rows.length)
        return rows;
    throw new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${api.title}: ${name} lists two objects with one ${quoted(idFields)} in one answer${twice === undefined ? '' : `: ${twice.id}`}`,
        hint: 'Set id_field to a field that every object has a different value in.',
    });
}
/** The id that an object tells by the first of these paths that it has; undefined when it has none. */
function read_rows_idOf(data, idFields) {
    for (const path of idFields) {
        const id = endpoint_at(data, path);
        if (typeof id === 'number' || (typeof id === 'string' && id !== ''))
            return String(id);
    }
    return undefined;
}
function quoted(idFields) {
    return idFields.map((name) => `"${name}"`).join(' or ');
}
function sameIds(left, right) {
    if (right === undefined || left.size !== right.size)
        return false;
    for (const id of left.keys())
        if (!right.has(id))
            return false;
    return true;
}

;// CONCATENATED MODULE: ./build/adapters/rest/write.js





/**
 * Writes operations one request each, several at a time: there is no common way to send many at once.
 * @throws SyncError CANCELLED when the signal is aborted before everything was sent; never for what the server
 *   says of an operation
 */
async function* write_writeOperations(api, kindOf, operations, signal) {
    let sent = 0;
    function* tasks() {
        for (const operation of operations) {
            if (signal.aborted)
                return;
            sent += 1;
            yield async () => [await writeOne(api, kindOf(operation.kind), operation, signal)];
        }
    }
    yield* boundedConcurrency(tasks(), api.settings.shape.concurrency);
    if (sent < operations.length) {
        throw new errors_SyncError({
            code: 'CANCELLED',
            message: `Writing to ${api.title} was cancelled.`,
            hint: 'Run again: what was not written is planned again.',
        });
    }
}
async function writeOne(api, kind, operation, signal) {
    try {
        const response = await send(api, kind, operation, signal);
        return outcomeOf(api, kind, operation, response);
    }
    catch (error) {
        if (!(error instanceof errors_SyncError))
            throw error;
        return {
            status: 'unknown',
            key: operation.key,
            errorClass: error.code,
            message: `${write_subject(operation)}: ${error.message}`,
            hint: `It is not known whether it was written: the next run finds out and picks it up. ${error.hint}`,
            retries: 0,
        };
    }
}
function send(api, kind, operation, signal) {
    const { endpoint } = kind;
    if (operation.action === 'create')
        return api.send('POST', api.path(endpoint), endpoint, signal, bodyOf(kind, operation.values));
    const path = api.path(endpoint, operation.id);
    if (operation.action === 'delete')
        return api.send('DELETE', path, endpoint, signal);
    const method = api.settings.shape.update_method;
    return api.send(method, path, endpoint, signal, bodyOf(kind, operation.values));
}
function bodyOf(kind, values) {
    const entries = Object.entries(values).map(([name, value]) => {
        const field = kind.fields.get(name);
        return [field?.key ?? name, written(value)];
    });
    return Object.fromEntries(entries);
}
function written(value) {
    switch (value.type) {
        case 'attribute':
            return value.value;
        case 'one':
            return value.peerId === null ? null : idValue(value.peerId);
        case 'many':
            return value.peerIds.map(idValue);
    }
}
/** An id that is a whole number is written as one. */
function idValue(id) {
    return /^\d+$/.test(id) && Number.isSafeInteger(Number(id)) ? Number(id) : id;
}
function outcomeOf(api, kind, operation, response) {
    const { status, retries } = response;
    const { key } = operation;
    const succeeded = status >= 200 && status < 300;
    // What was to be deleted may be gone already, with the object that it belonged to.
    const gone = operation.action === 'delete' && (status === 404 || status === 410);
    if (operation.action !== 'create' && (succeeded || gone))
        return { status: 'written', key, id: operation.id };
    const id = operation.action === 'create' && succeeded ? createdId(api, kind, response) : undefined;
    if (id !== undefined)
        return { status: 'written', key, id };
    const said = messageOf(answer_parseJson(response.text) ?? null) ?? response.text.slice(0, 300);
    if (operation.action === 'delete' && status === 409)
        return { status: 'left-alone', key, reason: said };
    return {
        status: 'failed',
        key,
        errorClass: succeeded ? 'UNEXPECTED_ANSWER' : `HTTP_${status}`,
        message: `${write_subject(operation)}: ${succeeded ? 'it was made, but the answer does not tell its id' : `answered ${status}: ${said}`}`,
        hint: succeeded
            ? 'Set id_field to where an object has its id; the next run finds the new object.'
            : write_hintOf(status, operation.action),
        retries,
        terminal: status < 500 && status !== 429,
    };
}
/** In the object that is answered, as such or below a key of its own; else the end of its address. */
function createdId(api, { endpoint }, { text, headers }) {
    const body = answer_parseJson(text) ?? null;
    const { idFields } = api.settings.endpoint(endpoint);
    for (const holder of [body, endpoint_at(body, 'data'), endpoint_at(body, 'result')]) {
        const id = read_rows_idOf(holder, idFields);
        if (id !== undefined)
            return id;
    }
    const last = headers.location
        ?.replace(/[?#].*$/, '')
        .replace(/\/+$/, '')
        .split('/')
        .at(-1);
    return last === undefined || last === '' ? undefined : decodeURIComponent(last);
}
function write_hintOf(status, action) {
    if (status === 401 || status === 403)
        return 'The credentials may not do this: check what the token is allowed.';
    if (status === 404)
        return 'The object was deleted meanwhile: the next run plans it anew.';
    if (status === 405)
        return 'The server does not take this method there: check the endpoint and update_method.';
    if (status >= 500)
        return 'The server is in trouble: run again later, or look at its log.';
    return action === 'delete'
        ? 'Delete or change what still refers to the object first.'
        : 'Correct the value at the source, bring it into form by a transform, or map what is missing.';
}
function write_subject(operation) {
    const id = operation.action === 'create' ? '' : ` ${operation.id}`;
    return `${operation.action} of ${operation.kind}${id}`;
}

;// CONCATENATED MODULE: ./build/adapters/rest/destination.js








/**
 * A REST system that is compared with and written to. Its schema is what the settings declare, since there is no
 * common way to ask for one. What changed at it is not asked: it is read in full on every run.
 * @throws SyncError CONFIG_INVALID when the settings do not allow writing, or cannot be used
 */
function createRestDestination(preset, system, context) {
    const { api, http, settings, serverTime } = connectRest(preset, system, context);
    const { shape } = settings;
    if (!shape.write) {
        throw new errors_SyncError({
            code: 'CONFIG_INVALID',
            message: `${preset.title}: a destination is written to, and the settings do not allow it`,
            hint: 'Add `write: true` to the settings of the destination, and declare its `kinds`.',
        });
    }
    const model = createModel(shape);
    const kindOf = (kind) => {
        const found = model.get(kind);
        if (found === undefined)
            throw new Error(`${kind} was not checked against the schema`);
        return found;
    };
    const scopeOf = (scope) => scope === undefined ? undefined : model.get(scope)?.endpoint;
    async function* read(projection, signal) {
        const kind = kindOf(projection.kind);
        for await (const rows of readRows(api, { endpoint: kind.endpoint, query: [] }, signal))
            yield rows.map(({ id, data }) => destination_recordOf(kind, projection, id, data));
    }
    const idsOf = async (kind, signal) => {
        const ids = new Set();
        const projection = { kind, attributes: [], relationships: [], at: undefined };
        for await (const records of read(projection, signal))
            for (const { id } of records)
                ids.add(id);
        return ids;
    };
    const untold = () => {
        throw new Error(`${preset.title} as a destination is not asked for what changed`);
    };
    return {
        system: preset.system,
        branch: undefined,
        identity: async () => `${preset.system} ${api.baseUrl} ${hashOf({ kinds: shape.kinds, endpoints: shape.endpoints })}`,
        serverTime,
        usage: (scope) => http.traffic(scopeOf(scope)),
        close: () => http.close(),
        schema: async () => model_schemaOf(model),
        tier: async (kind) => ({
            tier: 'NONE',
            reason: `${kind} of ${preset.title} is always read in full: nothing tells every change at it`,
        }),
        read,
        count: async (kind, signal) => (await idsOf(kind, signal)).size,
        survey: untold,
        changesSince: untold,
        // No kind is read warm, so it does not matter how its history went on.
        historyMark: async () => undefined,
        historyHolds: async () => true,
        ids: ({ kind }, signal) => idsOf(kind, signal),
        async *readByIds(projection, ids, signal) {
            const wanted = new Set(ids);
            if (wanted.size === 0)
                return;
            for await (const records of read(projection, signal))
                yield records.filter(({ id }) => wanted.has(id));
        },
        // A REST system says of no field who it belongs to.
        async *holdings() {
            yield [];
        },
        write: (operations, signal) => write_writeOperations(api, kindOf, operations, signal),
    };
}
function destination_recordOf(kind, { attributes, relationships }, id, data) {
    const pathOf = (name) => kind.fields.get(name)?.path ?? name;
    const label = kind.humanFriendlyId.map((name) => endpoint_at(data, pathOf(name)));
    return {
        id,
        kind: kind.kind,
        humanFriendlyId: label.length === 0 ? undefined : label.map((part) => String(part ?? '')).join('__'),
        displayLabel: id,
        attributes: Object.fromEntries(attributes.map((name) => [name, endpoint_at(data, pathOf(name))])),
        peers: Object.fromEntries(relationships.map(({ name }) => [name, destination_peersOf(endpoint_at(data, pathOf(name)))])),
    };
}
/** A reference is a nested object with an id, or an id alone; several are a list. */
function destination_peersOf(value) {
    return (Array.isArray(value) ? value : [value]).flatMap((peer) => {
        const id = isJsonObject(peer) ? (peer.id ?? null) : peer;
        return id === null || id === '' ? [] : [String(id)];
    });
}
function hashOf(value) {
    const text = canonicalJson(JSON.parse(JSON.stringify(value)));
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 12);
}

;// CONCATENATED MODULE: ./build/adapters/rest/moments.js
/** True for a format that says no time zone, so that the server may take it for its local time. */
function isZoneless({ format }) {
    return format === 'datetime' || format === 'date';
}
/** A moment as the parameter takes it: rounded down, so that nothing is left out. */
function formatMoment(moment, { format }) {
    const seconds = Math.floor(moment.getTime() / 1000);
    switch (format) {
        case 'iso':
            return moment.toISOString();
        case 'unix':
            return String(seconds);
        case 'unix-ms':
            return String(moment.getTime());
        case 'datetime':
            return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
        case 'date':
            return moment.toISOString().slice(0, 10);
    }
}
/** A record's own time of its last change in ISO 8601; one without a time zone is taken for UTC. */
function readMoment(value) {
    const number = typeof value === 'string' && /^\d{9,13}$/.test(value) ? Number(value) : value;
    if (typeof number === 'number') {
        return new Date(number < 100_000_000_000 ? number * 1000 : number).toISOString();
    }
    if (typeof number !== 'string')
        return undefined;
    const text = number.trim().replace(' ', 'T');
    const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes('T') ? text : `${text}Z`;
    const moment = new Date(zoned);
    return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}

;// CONCATENATED MODULE: ./build/adapters/rest/tier.js




const LONG_AGO = new Date('2000-01-01T00:00:00Z');
const FAR_AHEAD = new Date('2099-01-01T00:00:00Z');
/**
 * Whether an endpoint can be asked for what changed. Nothing is taken for granted: a parameter that the server does
 * not know gives everything, one whose format it does not understand may give nothing, and one that it takes for
 * its local time leaves hours out. So the server has to give nothing since a time far ahead, something since long
 * ago, and where records tell their time, the newest one since just before it.
 */
async function tier_probeTier(api, endpoint, signal) {
    const settings = api.settings.endpoint(endpoint);
    const { changed_since: since } = settings;
    const never = (reason) => ({ tier: 'NONE', reason });
    if (since === undefined)
        return never(`${endpoint} has no changed_since in the settings, so it is always read in full`);
    if (settings.total === undefined && settings.fields_parameter === undefined)
        return never(`${endpoint} tells no total, so that what was deleted shows only in a full read: set \`total\``);
    if (isZoneless(since) && since.field === undefined)
        return never(`the format "${since.format}" says no time zone, and without changed_since.field it cannot be checked how the server of ${endpoint} takes it`);
    const ask = (moment) => rowsSince(api, endpoint, since, moment, signal);
    try {
        if ((await ask(FAR_AHEAD)).length > 0)
            return never(`${endpoint} does not heed the parameter "${since.parameter}"`);
        const all = await ask(LONG_AGO);
        if (all.length === 0)
            return never(`${endpoint} has no objects, or does not understand "${since.parameter}" in the format "${since.format}"`);
        const newest = newestOf(all, settings);
        if (newest !== undefined && !(await ask(justBefore(newest.moment))).some(({ id }) => id === newest.id))
            return never(`${endpoint} does not list its object ${newest.id} as changed since just before its own "${since.field}"`);
    }
    catch (error) {
        if (!(error instanceof errors_SyncError) || error.code !== 'HTTP_ERROR')
            throw error;
        return never(`${endpoint} refuses the parameter "${since.parameter}": ${error.message}`);
    }
    return {
        tier: 'TIMESTAMP',
        reason: `${api.title} can list what changed in ${endpoint} since a point in time`,
    };
}
async function rowsSince(api, endpoint, since, moment, signal) {
    const rows = [];
    const query = [[since.parameter, formatMoment(moment, since)]];
    for await (const page of readRows(api, { endpoint, query }, signal))
        rows.push(...page);
    return rows;
}
function justBefore(moment) {
    return new Date(Date.parse(moment) - 1000);
}
function newestOf(rows, { changed_since: since }) {
    if (since?.field === undefined)
        return undefined;
    const { field } = since;
    return rows
        .flatMap(({ id, data }) => {
        const moment = readMoment(endpoint_at(data, field));
        return moment === undefined ? [] : [{ id, moment }];
    })
        .reduce((best, row) => (best === undefined || row.moment > best.moment ? row : best), undefined);
}

;// CONCATENATED MODULE: ./build/adapters/rest/source.js








/**
 * Any system with a REST API as a source. Nothing is asked before the first call.
 * @throws SyncError CONFIG_INVALID when a setting is missing or cannot be used
 */
function createRestSource(preset, system, context) {
    const { api, http, settings, serverTime } = connectRest(preset, system, context);
    const tiers = new Map();
    const read = (projection, more, signal) => {
        const endpoint = endpoint_canonicalEndpoint(projection.endpoint);
        const how = settings.endpoint(endpoint);
        const query = [...source_fieldsQuery(projection, how), ...more];
        return source_toRecords(readRows(api, { endpoint, query }, signal), projection, how);
    };
    const idsOf = async (endpoint, signal) => {
        const ids = new Set();
        for await (const records of read({ endpoint, paths: [] }, [], signal))
            for (const { id } of records)
                ids.add(id);
        return ids;
    };
    return {
        system: preset.system,
        identity: async () => `${preset.system} ${api.baseUrl} ${source_hashOf(settings.shape)}`,
        namespace: () => `${preset.system} ${api.baseUrl}`,
        serverTime,
        usage: (scope) => http.traffic(scope === undefined ? undefined : endpoint_canonicalEndpoint(scope)),
        close: () => http.close(),
        canonicalEndpoint: endpoint_canonicalEndpoint,
        referenceOf: (value) => endpoint_referenceOf(value, api.baseUrl),
        locate: () => undefined,
        tier(endpoint, signal) {
            const name = endpoint_canonicalEndpoint(endpoint);
            const known = tiers.get(name) ?? tier_probeTier(api, name, signal);
            known.catch(() => tiers.delete(name));
            tiers.set(name, known);
            return known;
        },
        tracking: (projection) => source_trackingOf(projection, settings.endpoint(endpoint_canonicalEndpoint(projection.endpoint))),
        read: (projection, signal) => read(projection, [], signal),
        async count(endpoint, signal) {
            const name = endpoint_canonicalEndpoint(endpoint);
            return ((await source_countRows(api, name, settings.endpoint(name), signal)) ?? (await idsOf(name, signal)).size);
        },
        ids: idsOf,
        async *readByIds(projection, ids, signal) {
            // How one object is asked for, and whether it looks there as it does in the list, differs from API to API.
            const wanted = new Set(ids);
            if (wanted.size === 0)
                return;
            for await (const records of read(projection, [], signal))
                yield records.filter(({ id }) => wanted.has(id));
        },
        changesSince(projection, since, signal) {
            const { changed_since: how } = settings.endpoint(endpoint_canonicalEndpoint(projection.endpoint));
            if (how === undefined)
                throw new Error(`${projection.endpoint} cannot be asked for what changed`);
            // A second more: some servers list what is newer than the moment, not what is as new.
            const moment = new Date(since.getTime() - 1000);
            return read(projection, [[how.parameter, formatMoment(moment, how)]], signal);
        },
        historyMark: async () => undefined,
        historyHolds: async () => true,
    };
}
/** What a mapping reads of nested objects may change without the record; which are its own only settings tell. */
function source_trackingOf({ endpoint, paths }, { own_fields: own = [], derived_fields: derived = [] }) {
    const untracked = (reason) => ({ status: 'untracked', reason });
    if (paths === 'everything')
        return untracked(`the mapping may read anything of ${endpoint}`);
    const isOwn = (head) => own.includes(head) || own.includes('*');
    const worked = paths.find((path) => derived.includes(path.split('.')[0] ?? path));
    if (worked !== undefined)
        return untracked(`"${worked}" of ${endpoint} changes without a change of the object itself`);
    const foreign = paths.find((path) => path.includes('.') && !isOwn(path.split('.')[0] ?? path));
    if (foreign !== undefined)
        return untracked(`"${foreign}" of ${endpoint} may belong to another object, whose changes cannot be told (own_fields says otherwise)`);
    return { status: 'tracked', extraPaths: [], ripples: [] };
}
function source_fieldsQuery({ paths }, how) {
    if (how.fields_parameter === undefined || paths === 'everything')
        return [];
    const { idFields, changed_since: since } = how;
    const wanted = [...idFields, since?.field, since?.deleted?.field, ...paths].filter((path) => path !== undefined);
    const heads = new Set(wanted.map((path) => path.split('.')[0] ?? path));
    return [[how.fields_parameter, [...heads].sort().join(',')]];
}
async function* source_toRecords(pages, { paths }, { changed_since: since }) {
    const plan = paths === 'everything' ? undefined : planCut(paths);
    const isGone = (data) => since?.deleted !== undefined && endpoint_at(data, since.deleted.field) === since.deleted.value;
    for await (const rows of pages) {
        yield rows
            .filter(({ data }) => !isGone(data))
            .map(({ id, data }) => ({
            id,
            data: plan ? cutRecord(data, plan) : data,
            changedAt: since?.field === undefined ? undefined : readMoment(endpoint_at(data, since.field)),
        }));
    }
}
/** By the total that one row's answer tells; undefined where none is told. */
async function source_countRows(api, endpoint, { total, pagination, params }, signal) {
    if (total === undefined)
        return undefined;
    const one = 'size_parameter' in pagination && pagination.size_parameter !== undefined
        ? [[pagination.size_parameter, 1]]
        : [];
    return (await api.list(endpoint, [...Object.entries(params), ...one], signal)).total;
}
/** What of the settings changes what is read, in 12 hex. */
function source_hashOf({ token: _token, password: _password, username: _username, url: _url, ...rest }) {
    const text = canonicalJson(JSON.parse(JSON.stringify(rest)));
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex').slice(0, 12);
}

;// CONCATENATED MODULE: ./build/adapters/registry.js








/** Systems that can be read from, by the name that the configuration gives them. */
const sources = {
    files: createFilesSource,
    infrahub: createInfrahubSource,
    nautobot: createNautobotSource,
    netbox: createNetBoxSource,
    ...Object.fromEntries(restPresets.map((preset) => [
        preset.system,
        (system, context) => createRestSource(preset, system, context),
    ])),
};
/** Systems that can be written to. */
const destinations = {
    infrahub: createInfrahubDestination,
    ...Object.fromEntries(writableRestPresets.map((preset) => [
        preset.system,
        (system, context) => createRestDestination(preset, system, context),
    ])),
};
/** @throws SyncError ADAPTER_UNKNOWN for a system that cannot be read from */
function createSource(system, context) {
    return pick(sources, system, 'source')(system, context);
}
/** @throws SyncError ADAPTER_UNKNOWN for a system that cannot be written to */
function registry_createDestination(system, context) {
    return pick(destinations, system, 'destination')(system, context);
}
function pick(factories, system, role) {
    const name = system.name.toLowerCase();
    const factory = Object.hasOwn(factories, name) ? factories[name] : undefined;
    if (factory !== undefined)
        return factory;
    throw new errors_SyncError({
        code: 'ADAPTER_UNKNOWN',
        message: `"${system.name}" cannot be a ${role} in this version.`,
        hint: `Systems that can: ${Object.keys(factories).join(', ')}.`,
    });
}

;// CONCATENATED MODULE: ./build/cache/lock.js






const holderSchema = schemas/* object */.Ikc({
    pid: schemas/* number */.aig().int(),
    host: schemas/* string */.YjP(),
    started_at: schemas/* string */.YjP(),
    token: schemas/* string */.YjP().regex(/^\w+$/),
});
/** How often the holder shows that it lives, in milliseconds. */
const signOfLifeEvery = 30_000;
/** A lock whose holder has shown no sign of life for this long is stale, in milliseconds. */
const staleAfter = 15 * 60_000;
/**
 * Takes the sync's lock or throws `LOCKED`, saying who holds it and since when. A stale lock is taken over:
 * its process is gone (same host), or has shown no sign of life for `staleAfter` (any host; so a cache that
 * was carried here with a lock in it does not block for ever).
 */
async function takeLock(options) {
    const folder = syncFolder(options.root, options.sync);
    const file = external_node_path_.join(folder, fileNames.lock);
    const own = ownHolder(options);
    if (await createExclusively(file, own))
        return hold(file, own, options);
    const found = await inspect(file, options);
    if (found.status === 'live')
        throw lockedError(options.sync, file, found.holder);
    if (found.status === 'stale' && !(await removeStale(file, found.token, options))) {
        throw lockedError(options.sync, file, undefined);
    }
    if (await createExclusively(file, own))
        return hold(file, own, options);
    const winner = await inspect(file, options);
    throw lockedError(options.sync, file, winner.status === 'live' ? winner.holder : undefined);
}
function ownHolder(options) {
    return {
        pid: options.processId,
        host: options.hostName,
        started_at: options.now().toISOString(),
        token: options.token,
    };
}
/**
 * False when the file is there already. The content is complete at the instant the name appears: it is
 * written under another name and linked.
 */
async function createExclusively(file, holder) {
    const draft = `${file}.${holder.token}`;
    try {
        await (0,promises_.mkdir)(external_node_path_.dirname(draft), { recursive: true });
        await (0,promises_.writeFile)(draft, `${JSON.stringify(holder)}\n`, { flush: true });
        await linkOrCopy(draft, file);
        return true;
    }
    catch (error) {
        if (errorCodeOf(error) === 'EEXIST')
            return false;
        throw asCacheError(error, file);
    }
    finally {
        await (0,promises_.rm)(draft, { force: true }).catch(() => undefined);
    }
}
/**
 * Where the file system has no links the copy is exclusive too, only not complete at once: who reads it too
 * early finds no holder, and a young file without one counts as held.
 */
async function linkOrCopy(draft, file) {
    try {
        await (0,promises_.link)(draft, file);
    }
    catch (error) {
        if (!['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP'].includes(errorCodeOf(error) ?? ''))
            throw error;
        await (0,promises_.copyFile)(draft, file, promises_.constants.COPYFILE_EXCL);
    }
}
async function inspect(file, options) {
    try {
        const text = await (0,promises_.readFile)(file, 'utf8');
        const age = options.now().getTime() - (await (0,promises_.stat)(file)).mtimeMs;
        const holder = parseHolder(text);
        if (age > staleAfter)
            return { status: 'stale', token: holder?.token ?? unreadable };
        if (holder === undefined)
            return { status: 'live', holder };
        const gone = holder.host === options.hostName && !options.isProcessAlive(holder.pid);
        return gone ? { status: 'stale', token: holder.token } : { status: 'live', holder };
    }
    catch (error) {
        if (errorCodeOf(error) === 'ENOENT')
            return { status: 'gone' };
        throw asCacheError(error, file);
    }
}
/** Stands for the token of a lock that another program wrote. */
const unreadable = 'unreadable';
function parseHolder(text) {
    try {
        return holderSchema.parse(JSON.parse(text));
    }
    catch {
        return undefined;
    }
}
/**
 * Removes a stale lock, and answers whether this process was the one that might. The right to remove a lock
 * is a file that is created exclusively and bears that lock's token, so of any number of takers one has it.
 * A taker that died with the right leaves that file stale, and it is won in the same way, by its own token.
 */
async function removeStale(file, token, options) {
    const own = ownHolder(options);
    const claims = [];
    let claim = claimFile(file, token);
    while (!(await createExclusively(claim, own))) {
        const found = await inspect(claim, options);
        if (found.status === 'live')
            return false;
        // A claim that is gone was honoured: its lock is no longer there, and a new one may be.
        if (found.status === 'gone')
            return false;
        claims.push(claim);
        claim = claimFile(file, found.token);
        if (claims.includes(claim))
            return false;
    }
    claims.push(claim);
    // Only the holder of the right removes this lock, so between these two steps it does not become another.
    if (tokenOf(await lock_textOf(file)) === token)
        await (0,promises_.rm)(file, { force: true });
    for (const name of claims)
        await (0,promises_.rm)(name, { force: true });
    return true;
}
function claimFile(file, token) {
    return `${file}-claim-${token}`;
}
async function lock_textOf(file) {
    try {
        return await (0,promises_.readFile)(file, 'utf8');
    }
    catch (error) {
        if (errorCodeOf(error) === 'ENOENT')
            return undefined;
        throw asCacheError(error, file);
    }
}
function tokenOf(text) {
    return text === undefined ? undefined : (parseHolder(text)?.token ?? unreadable);
}
async function hold(file, own, options) {
    // The handle stays on this very file, so a sign of life never lands on another's lock.
    const handle = await (0,promises_.open)(file, 'r+');
    await showLife(handle, options.now);
    const timer = setInterval(() => void showLife(handle, options.now), signOfLifeEvery);
    timer.unref();
    let released = false;
    return {
        file,
        async release() {
            if (released)
                return;
            released = true;
            clearInterval(timer);
            await handle.close();
            if (tokenOf(await lock_textOf(file)) === own.token)
                await (0,promises_.rm)(file, { force: true });
        },
    };
}
async function showLife(handle, now) {
    const time = now();
    await handle.utimes(time, time).catch(() => undefined);
}
function lockedError(sync, file, holder) {
    const who = holder === undefined
        ? 'another run'
        : `process ${holder.pid} on ${holder.host}, since ${holder.started_at}`;
    return new errors_SyncError({
        code: 'LOCKED',
        message: `The sync ${JSON.stringify(sync)} is already running: its cache is held by ${who}.`,
        hint: `Wait until that run has ended, and in a workflow give its jobs one concurrency group. If there is no such run, remove ${file}.`,
    });
}

;// CONCATENATED MODULE: ./build/run/session.js





/** Holds a sync's lock while something is done with its cache. Throws `LOCKED`, `CACHE_UNWRITABLE`. */
async function withLock(sync, dependencies, use) {
    const { cacheRoot, processId, hostName, now, isProcessAlive } = dependencies;
    await assertWritable(syncFolder(cacheRoot, sync));
    const lock = await takeLock({
        root: cacheRoot,
        sync,
        processId,
        hostName,
        token: Buffer.from(dependencies.randomBytes(8)).toString('hex'),
        now,
        isProcessAlive,
    });
    try {
        return await use();
    }
    finally {
        await lock.release();
    }
}
/** Opens both systems of a sync while something is done with them. */
async function withSystems({ sync, branch }, dependencies, use) {
    const context = (counterpart) => ({
        environment: dependencies.environment,
        http: dependencies.http,
        baseDirectory: external_node_path_.dirname(sync.file),
        now: dependencies.now,
        branch,
        counterpart,
        maskSecret: dependencies.maskSecret,
        warn: (message) => dependencies.observe({ type: 'warning', message }),
    });
    const source = createSource(sync.source, context(sync.destination.name));
    const destination = registry_createDestination(sync.destination, context(sync.source.name));
    try {
        return await use(source, destination);
    }
    finally {
        await Promise.all([source.close(), destination.close()]);
    }
}

;// CONCATENATED MODULE: ./build/run/apply-saved.js














/** Conflicts that the message names; all are in the errors. */
const NAMED_CONFLICTS = 5;
/**
 * Writes a saved plan as it is, without reading the source: checked against the destination as it is now, and
 * then written in the plan's order. What an earlier attempt has written is found and not written again.
 *
 * @throws SyncError PLAN_CONFLICT when the plan was made by another mapping, schema or system, CACHE_CORRUPT
 *   when its files are not what was written
 */
async function applySaved(request, dependencies) {
    return withLock(request.sync.name, dependencies, () => withSystems(request, dependencies, (source, destination) => applyLocked({ request, dependencies, source, destination, startedAt: dependencies.now() })));
}
async function applyLocked(steps) {
    const { request, dependencies, source, destination, startedAt } = steps;
    const { sync, continueOnError } = request;
    const { cacheRoot, signal } = dependencies;
    const prepared = await prepareSync(sync, source, destination, request.branch, signal);
    const { binding, schemaHash, warnings } = prepared;
    const runId = newRunId(startedAt, dependencies.randomBytes(4));
    const keys = { sync: sync.name, binding, schemaHash, runId };
    await dependencies.beforeCache(keys);
    const plannedBy = await planningRun(cacheRoot, request, prepared);
    const content = await readPlanFile(`${plannedBy.folder}/${fileNames.plan}`);
    const plan = planOfOperations([...prepared.mappings.keys()], content.operations);
    if (plan.digest !== plannedBy.info.digest)
        throw damaged(request.runId, 'its digest is another');
    const start = { root: cacheRoot, sync: sync.name, runId, mode: 'apply', startedAt, binding, schemaHash };
    const run = await beginRun(start);
    dependencies.observe({ type: 'started', runId, kinds: [...prepared.mappings.keys()] });
    const draft = createReportDraft({
        sync: sync.name,
        runId,
        mode: 'apply',
        unread: `the plan of run ${request.runId} is applied as it is`,
        continueOnError,
        source,
        destination,
        warnings,
    });
    const stays = async () => new Set([runId, request.runId]);
    const report = await recordRun({ sync: sync.name, run, draft, startedAt, pages: true, stays }, dependencies, () => checkAndWrite(steps, { prepared, run, draft, plannedBy, content, plan }));
    const { folder, planFile } = run;
    return { report, folder, planFile, reportFiles: reportFiles(folder), keys, branch: destination.branch };
}
/** The run that made the plan, whole and of this very mapping, schema, source, destination and branch. */
async function planningRun(root, { sync, runId }, { schemaHash, binding }) {
    const loaded = await loadRun(root, sync.name, runId);
    if (loaded.status === 'corrupt')
        throw damaged(runId, loaded.reason);
    const { run } = loaded;
    const { status, mode } = run.info;
    if (mode === 'apply' || (status !== 'dry-run' && status !== 'applied')) {
        throw stale(runId, `it is a run of mode "${mode}" that ended as "${status}"`);
    }
    if (run.schemaHash !== schemaHash) {
        throw stale(runId, "the mapping or the destination's schema changed since");
    }
    if (run.info.binding !== binding) {
        throw stale(runId, 'it is of another source, destination, branch or version of one');
    }
    return run;
}
async function checkAndWrite(steps, saved) {
    const { request, dependencies, destination } = steps;
    const { prepared, run, draft, plannedBy, content, plan } = saved;
    const { observe, signal } = dependencies;
    run.note(fileNames.plan, await writePlanFile(run.planFile, content, null));
    draft.planned(plan, content.leftAlone, []);
    observe({ type: 'planned', summary: plan.summary });
    const { operations } = plan;
    const checked = await checkPlan({ operations, prepared, destination, plannedBy, observe, signal });
    if (request.onConflict === 'stop')
        assertNothingMoved(operations, checked.checks);
    const deletes = [...plan.byKind].map(([kind, counts]) => ({
        kind,
        deletes: counts.delete,
        objects: checked.objects.get(kind) ?? 0,
    }));
    assertFewDeletes(deleteExcesses(deletes, request.maxDeletes));
    draft.applied(await writeChecked(steps, prepared, operations, checked));
}
/** Writes what is as planned; what is done already counts as written, what moved as skipped. */
async function writeChecked({ request, dependencies, destination }, prepared, operations, { checks, existing }) {
    const left = checks.flatMap((check) => (check.status === 'as-planned' ? [check.operation] : []));
    const outcomes = await applyPlan({
        operations: left,
        tiers: prepared.tiers,
        mappings: prepared.mappings,
        existing,
        adapter: destination,
        continueOnError: request.continueOnError || prepared.sync.flags.has('CONTINUE_ON_FAILURE'),
        signal: dependencies.signal,
        onProgress: (done) => dependencies.observe({ type: 'written', done, total: left.length }),
    });
    const written = outcomes.values();
    return operations.map((_operation, position) => {
        const check = checks[position];
        if (check?.status === 'done')
            return { status: 'written', destinationId: check.destinationId };
        if (check?.status === 'moved')
            return { status: 'left-out', reason: check.reason };
        return written.next().value ?? { status: 'skipped', reason: 'the run stopped before it' };
    });
}
function assertNothingMoved(operations, checks) {
    const moved = operations.flatMap((operation, position) => {
        const check = checks[position];
        return check?.status === 'moved' ? [`${operation.kind} "${operation.id}": ${check.reason}`] : [];
    });
    if (moved.length === 0)
        return;
    const named = moved.slice(0, NAMED_CONFLICTS).join('; ');
    const more = moved.length > NAMED_CONFLICTS ? `; and ${moved.length - NAMED_CONFLICTS} more` : '';
    throw new errors_SyncError({
        code: 'PLAN_CONFLICT',
        message: `${moved.length} of ${operations.length} objects are no longer as the plan saw them: ${named}${more}. Nothing was written.`,
        hint: 'Make a new plan with a diff, or leave these objects out with --on-conflict skip (the input on-conflict: skip).',
    });
}
function stale(runId, reason) {
    return new errors_SyncError({
        code: 'PLAN_CONFLICT',
        message: `The plan of run ${runId} cannot be applied: ${reason}.`,
        hint: 'Make a new plan with a diff.',
    });
}
function damaged(runId, reason) {
    return new errors_SyncError({
        code: 'CACHE_CORRUPT',
        message: `The plan of run ${runId} cannot be used: ${reason}.`,
        hint: 'Look for the runs that there are with `infrahub-sync runs`, or make a new plan with a diff.',
    });
}

;// CONCATENATED MODULE: ./build/cache/process-alive.js

/** Whether a process of this host is there, also one of another user. */
function isProcessAlive(processId) {
    try {
        // Signal 0 is not sent; the system only says whether it could be.
        process.kill(processId, 0);
        return true;
    }
    catch (error) {
        return errorCodeOf(error) === 'EPERM';
    }
}

;// CONCATENATED MODULE: ./build/http/base-address.js

/**
 * @param address as a user wrote it; query and fragment are dropped
 * @throws SyncError CONFIG_INVALID when it is no http(s) address
 */
function parseBaseAddress(address, system) {
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url === undefined || !/^https?:$/.test(url.protocol)) {
        throw new errors_SyncError({
            code: 'CONFIG_INVALID',
            message: `${system}: the address is not an http or https URL`,
            hint: `Write it like https://${system.toLowerCase()}.example.com`,
        });
    }
    const user = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    return {
        origin: url.origin,
        prefix: url.pathname.replace(/\/+$/, ''),
        authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
    };
}
/**
 * Path and query to ask the origin for.
 * @param path a path below the prefix, or a whole address on the same origin
 * @throws SyncError UNEXPECTED_ANSWER for another origin: the credentials are not for it
 */
function resolvePath(base, path, system) {
    if (path.startsWith('/'))
        return base.prefix + path;
    const url = new URL(path, `${base.origin}${base.prefix}/`);
    if (url.origin !== base.origin)
        throw otherOriginError(base, url, system);
    return url.pathname + url.search;
}
/** The error for an answer that points to another server, such as http:// to https://. */
function otherOriginError(base, target, system) {
    return new errors_SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${system} at ${base.origin} points to another server, ${target.origin}: not followed, the credentials are not meant for it`,
        hint: `If that is the right one, use ${target.origin} as the address.`,
    });
}

// EXTERNAL MODULE: ./node_modules/undici/index.js
var undici = __webpack_require__(4371);
;// CONCATENATED MODULE: ./build/http/dispatcher.js

const LONGEST_CONNECT = 10_000;
const IDLE_CONNECTION = 30_000;
/**
 * A pool of kept-alive HTTP/1.1 connections, one request at a time on each, through the proxy that
 * `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name (lower case first, as curl and undici have it).
 */
function createDispatcher(options) {
    const tls = { rejectUnauthorized: options.verifyTls };
    const pool = {
        connections: options.connections,
        pipelining: 1,
        allowH2: false,
        keepAliveTimeout: IDLE_CONNECTION,
        // The client sets a deadline for the whole answer; undici's own timers would only end it earlier.
        headersTimeout: 0,
        bodyTimeout: 0,
        connect: { ...tls, timeout: Math.min(LONGEST_CONNECT, options.timeout) },
    };
    const httpProxy = variable(options.environment, 'HTTP_PROXY');
    const httpsProxy = variable(options.environment, 'HTTPS_PROXY');
    if (httpProxy === '' && httpsProxy === '')
        return new undici/* Agent */.g6(pool);
    return new undici/* EnvHttpProxyAgent */.J2({
        ...pool,
        requestTls: tls,
        httpProxy,
        httpsProxy,
        noProxy: variable(options.environment, 'NO_PROXY'),
    });
}
function variable(environment, name) {
    return environment[name.toLowerCase()] ?? environment[name] ?? '';
}

;// CONCATENATED MODULE: ./build/http/failure.js
const BEFORE_SENDING = {
    ECONNREFUSED: 'refused',
    EHOSTUNREACH: 'unreachable',
    ENETUNREACH: 'unreachable',
    ENOTFOUND: 'name-not-found',
    EAI_AGAIN: 'name-not-found',
    UND_ERR_CONNECT_TIMEOUT: 'connect-timeout',
};
const LOST_ON_THE_WAY = new Set([
    'ECONNRESET',
    'ECONNABORTED',
    'EPIPE',
    'UND_ERR_SOCKET',
    'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
]);
const SLOW_ANSWER = new Set(['ETIMEDOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);
/** Names of Node's and OpenSSL's errors about a certificate that is not trusted, not valid or of another host. */
const CERTIFICATE = /^(CERT_|ERR_TLS_CERT|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET_ISSUER|GET_CRL|DECRYPT))/;
/** @param error what an HTTP request rejected with */
function classifyFailure(error) {
    const code = errorCode(error);
    const beforeSending = BEFORE_SENDING[code];
    if (beforeSending !== undefined) {
        return { kind: beforeSending, code, mayHaveBegun: false, passing: true };
    }
    if (LOST_ON_THE_WAY.has(code))
        return { kind: 'connection-lost', code, mayHaveBegun: true, passing: true };
    if (SLOW_ANSWER.has(code))
        return { kind: 'answer-timeout', code, mayHaveBegun: true, passing: true };
    if (CERTIFICATE.test(code))
        return { kind: 'certificate', code, mayHaveBegun: false, passing: false };
    if (/^(ERR_SSL|EPROTO)/.test(code))
        return { kind: 'tls', code, mayHaveBegun: false, passing: false };
    if (error instanceof Error && /proxy/i.test(error.message)) {
        return { kind: 'proxy', code, mayHaveBegun: false, passing: false };
    }
    if (code.startsWith('HPE_'))
        return { kind: 'connection-lost', code, mayHaveBegun: true, passing: true };
    return { kind: 'other', code, mayHaveBegun: true, passing: false };
}
/** Several addresses of one name that all failed come as an AggregateError, whose first error tells why. */
function errorCode(error) {
    if (!(error instanceof Error))
        return String(error);
    const [first] = error instanceof AggregateError ? error.errors : [];
    for (const candidate of [error, error.cause, first]) {
        if (typeof candidate !== 'object' || candidate === null || !('code' in candidate))
            continue;
        if (typeof candidate.code === 'string')
            return candidate.code;
    }
    return error.name;
}

;// CONCATENATED MODULE: ./build/http/failure-message.js

/** The error for a request that got no answer in any attempt. */
function failureError(failure, place, cause) {
    const { happened, hint } = failure_message_describe(failure, place);
    const tries = place.attempts > 1 ? `, ${place.attempts} attempts` : '';
    return new errors_SyncError({
        code: failure.kind === 'answer-timeout' ? 'TIMEOUT' : 'UNREACHABLE',
        message: `${place.system} at ${place.origin}: ${happened} (${place.method} ${place.path}${tries})`,
        hint,
        cause,
    });
}
/** The error for a request whose signal was aborted. */
function cancelledError(place, cause) {
    return new errors_SyncError({
        code: 'CANCELLED',
        message: `${place.system} at ${place.origin}: cancelled (${place.method} ${place.path})`,
        hint: 'Run it again when you want it to finish.',
        cause,
    });
}
function failure_message_describe(failure, place) {
    const { host } = new URL(place.origin);
    switch (failure.kind) {
        case 'refused':
            return {
                happened: `the connection to ${host} was refused`,
                hint: `Check that ${place.system} runs there and that the port is right.`,
            };
        case 'unreachable':
            return {
                happened: `there is no route to ${host} (${failure.code})`,
                hint: 'Check the network between this machine and the server: VPN, firewall, proxy.',
            };
        case 'name-not-found':
            return {
                happened: `the host name of ${host} was not found (${failure.code})`,
                hint: 'Check the address for a typing mistake, and that this machine can resolve the name.',
            };
        case 'connect-timeout':
            return {
                happened: `no connection to ${host} in time`,
                hint: 'Check the address, http:// or https:// in it, and that a firewall or proxy lets this machine through.',
            };
        case 'answer-timeout':
            return {
                happened: `no answer within ${place.timeout / 1000} seconds`,
                hint: 'The server is slow or stuck: raise the `timeout` setting or ask for smaller pages.',
            };
        case 'certificate':
            return {
                happened: `the TLS certificate is not accepted (${failure.code})`,
                hint: 'Point the environment variable NODE_EXTRA_CA_CERTS at the certificate of your authority, or set `verify_ssl: false` if you accept the risk.',
            };
        case 'tls':
            return {
                happened: `no TLS connection could be made (${failure.code})`,
                hint: 'Check the address: a server that speaks plain HTTP needs http://, not https://.',
            };
        case 'proxy':
            return {
                happened: 'the proxy did not let the request through',
                hint: 'Check HTTPS_PROXY, HTTP_PROXY and NO_PROXY, and the credentials in them.',
            };
        case 'connection-lost':
            return {
                happened: `the connection was lost (${failure.code})`,
                hint: 'Try again; if it goes on, look at the log of the server and of what stands in front of it.',
            };
        case 'other':
            return {
                happened: `the request failed (${failure.code})`,
                hint: 'Try again; the log of the server may say more.',
            };
    }
}

;// CONCATENATED MODULE: ./build/http/headers.js

/** What HTTP allows in a header's value: no control characters, nothing beyond Latin-1 (RFC 9110, 5.5). */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
/**
 * Sets of headers made one, later ones first; names become lower case.
 * @throws SyncError CONFIG_INVALID for a value that cannot be sent, without showing it: it may be a token
 */
function mergeHeaders(system, ...sets) {
    const merged = {};
    for (const [name, value] of sets.flatMap((set) => Object.entries(set))) {
        if (!HEADER_VALUE.test(value)) {
            throw new errors_SyncError({
                code: 'CONFIG_INVALID',
                message: `${system}: the ${name} header holds a character that HTTP cannot carry, such as a line break`,
                hint: 'Look at the token or setting it comes from: it may have been copied with a line break.',
            });
        }
        merged[name.toLowerCase()] = value;
    }
    return merged;
}

;// CONCATENATED MODULE: ./build/http/limiter.js
/** @param limit tasks in progress at most; 1 or more */
function createLimiter(limit) {
    const waiting = new Set();
    let active = 0;
    function acquire(signal) {
        signal.throwIfAborted();
        if (active < limit) {
            active += 1;
            return Promise.resolve();
        }
        return new Promise((resolve, reject) => {
            const enter = () => {
                signal.removeEventListener('abort', leave);
                resolve();
            };
            const leave = () => {
                waiting.delete(enter);
                reject(signal.reason);
            };
            waiting.add(enter);
            signal.addEventListener('abort', leave, { once: true });
        });
    }
    function release() {
        const [next] = waiting;
        if (next === undefined) {
            active -= 1;
            return;
        }
        waiting.delete(next);
        next();
    }
    return {
        async run(task, signal) {
            await acquire(signal);
            try {
                return await task();
            }
            finally {
                release();
            }
        },
    };
}

;// CONCATENATED MODULE: ./build/http/retry-policy.js
const FIRST_DELAY = 300;
const LONGEST_DELAY = 20_000;
/** A server that asks for more than this is asked again earlier: a run has minutes, not hours. */
const LONGEST_RETRY_AFTER = 60_000;
const PASSING_STATUSES = {
    safe: new Set([429, 502, 503, 504]),
    once: new Set([429, 503]),
};
/** True when an answer of this status says that the same request may do better later. */
function isRepeatableStatus(status, repeat) {
    return PASSING_STATUSES[repeat].has(status);
}
/** True when a request that got no answer may be sent again. */
function isRepeatableFailure(failure, repeat) {
    return failure.passing && (repeat === 'safe' || !failure.mayHaveBegun);
}
/**
 * Milliseconds to wait before the next attempt: exponential with full jitter.
 * @param attempt attempts made so far, from 1
 * @param random a number from 0 up to, not including, 1
 */
function backoffDelay(attempt, random) {
    return random * Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (attempt - 1));
}
/**
 * Milliseconds that a `Retry-After` header asks for, at most a minute: seconds or a date (RFC 9110, 10.2.3).
 * @returns undefined when there is none or it cannot be read
 */
function retryAfterDelay(header, now) {
    if (header === undefined || header.trim() === '')
        return undefined;
    const seconds = Number(header);
    const milliseconds = Number.isNaN(seconds) ? Date.parse(header) - now.getTime() : seconds * 1000;
    if (Number.isNaN(milliseconds))
        return undefined;
    return Math.min(Math.max(milliseconds, 0), LONGEST_RETRY_AFTER);
}

;// CONCATENATED MODULE: ./build/http/traffic.js
function createTrafficCounter() {
    const total = { count: 0, bytes: 0 };
    const scopes = new Map();
    function ofScope(scope) {
        const known = scopes.get(scope) ?? { count: 0, bytes: 0 };
        scopes.set(scope, known);
        return known;
    }
    return {
        sent(scope) {
            total.count += 1;
            if (scope !== undefined)
                ofScope(scope).count += 1;
        },
        received(scope, bytes) {
            total.bytes += bytes;
            if (scope !== undefined)
                ofScope(scope).bytes += bytes;
        },
        count(scope) {
            return { ...(scope === undefined ? total : (scopes.get(scope) ?? { count: 0, bytes: 0 })) };
        },
    };
}

;// CONCATENATED MODULE: ./build/http/client.js









const MOST_REDIRECTS = 3;
/** Makes clients on undici; see `HttpClient` for what they do. Every attempt counts as a request. */
function createHttpClientFactory(dependencies) {
    return (options) => createHttpClient(options, dependencies);
}
function createHttpClient(options, dependencies) {
    const base = parseBaseAddress(options.baseUrl, options.system);
    const counter = createTrafficCounter();
    const limiter = createLimiter(options.concurrency);
    const dispatcher = createDispatcher({
        environment: dependencies.environment,
        connections: options.concurrency,
        verifyTls: options.verifyTls,
        timeout: options.timeout,
    });
    const state = { options, dependencies, base, dispatcher, counter };
    return {
        baseUrl: base.origin + base.prefix,
        async send(request) {
            const path = resolvePath(base, request.path, options.system);
            const place = describePlace(state, request, path, 0);
            try {
                return await limiter.run(() => sendFollowing(state, request, path), request.signal);
            }
            catch (error) {
                if (request.signal.aborted)
                    throw cancelledError(place, request.signal.reason);
                throw error;
            }
        },
        traffic: (scope) => counter.count(scope),
        close: () => dispatcher.destroy(),
    };
}
/** Follows redirects of a GET within the origin: NetBox answers 301 for a missing trailing slash. */
async function sendFollowing(state, request, path) {
    let target = path;
    let retries = 0;
    for (let followed = 0;; followed += 1) {
        const response = await sendRepeatedly(state, request, target);
        retries += response.retries;
        const location = response.headers.location;
        if (![301, 302, 303, 307, 308].includes(response.status) || location === undefined) {
            return { ...response, retries };
        }
        const url = new URL(location, state.base.origin + target);
        if (url.origin !== state.base.origin)
            throw otherOriginError(state.base, url, state.options.system);
        if (request.method !== 'GET' || followed === MOST_REDIRECTS)
            return { ...response, retries };
        target = url.pathname + url.search;
    }
}
async function sendRepeatedly(state, request, path) {
    const { options, dependencies } = state;
    const repeat = request.repeat ?? (request.method === 'GET' ? 'safe' : 'once');
    for (let attempts = 1;; attempts += 1) {
        request.signal.throwIfAborted();
        const attempt = await attemptOnce(state, request, path);
        if (attempts > options.retries || !mayRepeat(attempt, repeat)) {
            if (attempt.outcome === 'answered')
                return { ...attempt.response, retries: attempts - 1 };
            throw failureError(attempt.failure, describePlace(state, request, path, attempts), attempt.error);
        }
        const delay = delayAfter(attempt, attempts, dependencies);
        await (dependencies.sleep ?? sleepOnTimer)(delay, request.signal);
    }
}
function mayRepeat(attempt, repeat) {
    if (attempt.outcome === 'answered')
        return isRepeatableStatus(attempt.response.status, repeat);
    return isRepeatableFailure(attempt.failure, repeat);
}
function delayAfter(attempt, attempts, dependencies) {
    const asked = attempt.outcome === 'answered'
        ? retryAfterDelay(attempt.response.headers['retry-after'], dependencies.now())
        : undefined;
    return asked ?? backoffDelay(attempts, dependencies.random());
}
/** One request and its whole body within the time for one answer. Rejects only when it was cancelled. */
async function attemptOnce(state, request, path) {
    const headers = requestHeaders(state, request);
    const attempt = new AbortController();
    const cancel = () => attempt.abort(request.signal.reason);
    request.signal.addEventListener('abort', cancel, { once: true });
    const deadline = setTimeout(() => attempt.abort(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' })), state.options.timeout);
    state.counter.sent(request.scope);
    try {
        return { outcome: 'answered', response: await exchange(state, request, path, headers, attempt.signal) };
    }
    catch (error) {
        request.signal.throwIfAborted();
        return { outcome: 'failed', failure: classifyFailure(error), error };
    }
    finally {
        clearTimeout(deadline);
        request.signal.removeEventListener('abort', cancel);
    }
}
async function exchange(state, request, path, headers, signal) {
    const answer = await state.dispatcher.request({
        origin: state.base.origin,
        path,
        method: request.method,
        headers,
        body: request.body === undefined ? null : JSON.stringify(request.body),
        signal,
    });
    const chunks = [];
    for await (const chunk of answer.body) {
        const bytes = chunk;
        state.counter.received(request.scope, bytes.length);
        chunks.push(bytes);
    }
    return {
        status: answer.statusCode,
        headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, [value ?? ''].flat().join(', ')])),
        text: Buffer.concat(chunks).toString('utf8'),
    };
}
function requestHeaders(state, request) {
    const { authorization } = state.base;
    return mergeHeaders(state.options.system, { accept: 'application/json', 'user-agent': 'infrahub-sync-action' }, request.body === undefined ? {} : { 'content-type': 'application/json' }, authorization === undefined ? {} : { authorization }, state.options.headers, request.headers ?? {});
}
function describePlace(state, request, path, attempts) {
    return {
        system: state.options.system,
        origin: state.base.origin,
        method: request.method,
        path: path.replace(/\?.*$/s, ''),
        timeout: state.options.timeout,
        attempts,
    };
}
async function sleepOnTimer(milliseconds, signal) {
    await (0,external_node_timers_promises_.setTimeout)(milliseconds, undefined, { signal });
}

;// CONCATENATED MODULE: ./build/run/surroundings.js




/** For one who neither hears of a run nor has a say in it. */
const quietHooks = {
    maskSecret: () => undefined,
    observe: () => undefined,
    beforeCache: async () => undefined,
    approve: async () => undefined,
};
/** What a run is given of the world. The cache's root is relative to the working directory, for short messages. */
function runDependencies(surroundings, hooks) {
    const { environment, workingDirectory, now, random, randomBytes, processId, hostName, signal } = surroundings;
    return {
        environment,
        http: createHttpClientFactory({ environment, random, now }),
        cacheRoot: external_node_path_.relative(workingDirectory, cacheRoot(environment, workingDirectory)) || '.',
        now,
        randomBytes,
        processId,
        hostName,
        isProcessAlive: isProcessAlive,
        signal,
        ...hooks,
    };
}

;// CONCATENATED MODULE: ./build/cli/options.js



function addConfigOptions(command) {
    return command
        .option('--name <name>', 'the sync to use, found below the directory')
        .option('--config-file <file>', 'the configuration file to use')
        .option('--directory <directory>', 'where to look for configurations');
}
function addTalkOptions(command) {
    return command
        .addOption(new esm/* Option */.c$('--verbosity <level>', 'how much is told on stderr')
        .choices(['quiet', 'default', 'verbose'])
        .default('default'))
        .option('-v, --verbose', 'short for --verbosity verbose')
        .option('-q, --quiet', 'short for --verbosity quiet');
}
const FORMATS = ['text', 'json', 'markdown'];
/** How the result of a command is printed. */
function formatOption(formats = FORMATS) {
    return new esm/* Option */.c$('--format <format>', 'how the result is printed').choices([...formats]).default('text');
}
/** How much a run may delete. */
function maxDeletesOption() {
    return new esm/* Option */.c$('--max-deletes <limit>', 'how much of a kind one run may delete: a number, or a share as 25%')
        .argParser(deleteLimit)
        .default(defaultDeleteLimit, '10%, but at least 5');
}
/** Options of `apply`, besides the configuration. */
function addApplyOptions(command) {
    return addTalkOptions(addConfigOptions(command))
        .requiredOption('--run-id <run>', 'the run that made the plan')
        .addOption(new esm/* Option */.c$('--on-conflict <what>', 'when objects are no longer as the plan saw them: stop, or skip those')
        .choices(['stop', 'skip'])
        .default('stop'))
        .option('--branch <branch>', 'the branch of the destination')
        .option('--show-progress', 'show progress (default: bars on a terminal, lines elsewhere)')
        .option('--no-show-progress', 'show no progress')
        .option('--continue-on-error', 'leave out what cannot be written instead of stopping', false)
        .addOption(maxDeletesOption())
        .addOption(formatOption());
}
function addRunOptions(command) {
    addTalkOptions(addConfigOptions(command))
        .option('--branch <branch>', 'the branch of the destination')
        .option('--show-progress', 'show progress (default: bars on a terminal, lines elsewhere)')
        .option('--no-show-progress', 'show no progress')
        .option('--full-extract', 'read everything (default)', true)
        .option('--no-full-extract', 'read only what changed since the last run where that is possible')
        .option('--allow-rowcount-drop', 'go on when a kind has fewer than half of the rows it had', false)
        .option('--continue-on-error', 'leave out what cannot be mapped or written instead of stopping', false)
        .addOption(new esm/* Option */.c$('--max-deletes <limit>', 'how much of a kind one run may delete: a number, or a share as 25%')
        .argParser(deleteLimit)
        .default(defaultDeleteLimit, '10%, but at least 5'))
        .option('--delete-owned-only', "delete only what has this sync's account or group as source or owner", false)
        .option('--overwrite-protected', 'change attributes too that are protected for somebody else', false)
        .addOption(formatOption())
        .option('--report', "leave report.html and plan.md in the run's folder", false);
    for (const flag of ['--parallel', '--no-parallel', '--concurrent-load', '--no-concurrent-load']) {
        command.addOption(new esm/* Option */.c$(flag, 'accepted for compatibility, without effect').hideHelp());
    }
    return command.addOption(new esm/* Option */.c$('--adapter-path <path...>', 'accepted for compatibility, without effect').hideHelp());
}
function deleteLimit(text) {
    const limit = parseDeleteLimit(text);
    if (limit !== undefined)
        return limit;
    throw new esm/* InvalidArgumentError */.Di('It is a whole number such as 20, or a share such as 25%.');
}
/** @throws SyncError USAGE unless exactly one of `--name` and `--config-file` is given */
function configRequest(options, workingDirectory) {
    const { name, configFile, directory } = options;
    if (name !== undefined && configFile === undefined) {
        return { type: 'name', name, directory: directory ?? workingDirectory };
    }
    if (configFile !== undefined && name === undefined)
        return { type: 'file', file: configFile, directory };
    throw new errors_SyncError({
        code: 'USAGE',
        message: name === undefined ? 'Which sync is meant?' : '--name and --config-file were both given.',
        hint: 'Give exactly one of --name NAME (looked for below --directory) and --config-file FILE.',
    });
}
function verbosityOf(options) {
    if (options.quiet)
        return 'quiet';
    return options.verbose ? 'verbose' : options.verbosity;
}

;// CONCATENATED MODULE: ./build/report/inert-log.js

/** ECMA-48: CSI sequences, OSC strings up to their terminator, then escapes of two characters. */
const ANSI = new RegExp([
    '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]',
    '(?:\\u001b\\]|\\u009d)[^\\u0007\\u001b\\u009c]*(?:\\u0007|\\u001b\\\\|\\u009c)',
    '\\u001b[ -/]*[0-~]',
].join('|'), 'g');
/**
 * Text that can be printed to the log of a GitHub Actions job: ANSI sequences are gone, other control
 * characters are written as escapes, and no line is a workflow command. Lines stay lines.
 */
function inertLog(text) {
    return text.split(/\r?\n/).map(inertLine).join('\n');
}
/**
 * As `inertLog`, for what must stay one line. The runner takes `::name::` at a line's start, after white
 * space, and `##[name]` anywhere in a line.
 */
function inertLine(line) {
    return visible(line.replace(ANSI, ''))
        .replace(/^(\s*):(?=:)/u, '$1: ')
        .replace(/##(?=\[)/g, '# #');
}

;// CONCATENATED MODULE: ./build/report/text.js






const text_VALUE_LENGTH = 200;
const LEFT_ALONE_SHOWN = 50;
/** Of each cause. */
const ERRORS_SHOWN = 10;
const SIGNS = { create: '+', update: '~', delete: '-' };
const COLOURS = { create: '32', update: '33', delete: '31', error: '31', title: '1', quiet: '2' };
/**
 * One run for a terminal: what changes, how it was read, what went wrong. Ends with a line feed. Data is shown
 * without control characters, and no line is a workflow command of GitHub Actions.
 */
function renderText(report, options) {
    const blocks = [
        [painted('title', `${report.sync}: ${outcomeInWords(report)}`)],
        kindTable(report),
        text_operationLines(report.operations, options.maxOperations),
        leftAloneLines(report.left_alone),
        errorLines(report.errors, options.maxOperations === Infinity ? Infinity : ERRORS_SHOWN),
        warningLines(report.warnings),
        [
            ...sideLines('source', report.sides.A, report.requests.A),
            ...sideLines('destination', report.sides.B, report.requests.B),
        ],
        closingLines(report),
    ];
    const drawn = blocks
        .filter((lines) => lines.length > 0)
        .map((lines) => lines.map((line) => draw(line, options.colour)).join('\n'));
    return `${drawn.join('\n\n')}\n`;
}
function plain(text) {
    return { text, colour: undefined };
}
function painted(colour, text) {
    return { text, colour };
}
/** The one place where a line's text becomes inert, whatever it was made of. */
function draw(line, colours) {
    const text = inertLine(line.text);
    return colours && line.colour !== undefined ? `\u001b[${COLOURS[line.colour]}m${text}\u001b[0m` : text;
}
function kindTable(report) {
    const kinds = Object.entries(report.by_kind);
    if (kinds.length === 0)
        return [];
    const rows = [...kinds, ['total', report.summary]].map(([kind, counts]) => [
        visible(kind),
        ...[counts.create, counts.update, counts.delete, counts.unchanged].map(formatNumber),
    ]);
    return alignColumns([['kind', 'create', 'update', 'delete', 'unchanged'], ...rows]).map(plain);
}
/** The first column to the left, numbers to the right. */
function alignColumns(rows) {
    const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
    return rows.map((row) => row
        .map((cell, column) => column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))
        .join('  '));
}
function text_operationLines(operations, max) {
    const shown = operations.slice(0, max).flatMap((operation) => {
        const { renamed_from: before } = operation;
        const renamed = before === null ? '' : ` (renamed from ${clip(before, text_VALUE_LENGTH)})`;
        const head = `${SIGNS[operation.action]} ${operation.kind} ${clip(operation.id, text_VALUE_LENGTH)}${renamed}`;
        return [painted(operation.action, head), ...changeLines(operation)];
    });
    const more = operations.length - max;
    return more > 0 ? [...shown, plain(`… and ${plural(more, 'more operation')}`)] : shown;
}
function changeLines(operation) {
    const changes = Object.entries(operation.changes).filter(([, change]) => operation.action === 'update' || change.old !== null || change.new !== null);
    const width = Math.max(0, ...changes.map(([attribute]) => visible(attribute).length));
    return changes.map(([attribute, change]) => plain(`    ${visible(attribute).padEnd(width)}  ${changeText(operation.action, change)}`));
}
function changeText(action, change) {
    if (action === 'create')
        return showShort(change.new, text_VALUE_LENGTH);
    if (action === 'delete')
        return showShort(change.old, text_VALUE_LENGTH);
    const values = showChange(change, text_VALUE_LENGTH);
    return `${values.old} → ${values.new}`;
}
function leftAloneLines(leftAlone) {
    if (leftAlone.length === 0)
        return [];
    const shown = leftAlone.slice(0, LEFT_ALONE_SHOWN).map((left) => plain(`  ${leftAloneWords(left)}`));
    const more = leftAlone.length - shown.length;
    return [
        plain(`left alone: ${leftAlone.length}`),
        ...shown,
        ...(more > 0 ? [plain(`  … and ${more} more`)] : []),
    ];
}
function leftAloneWords({ kind, id, attribute, reason, ...values }) {
    const object = `${kind} ${clip(id, text_VALUE_LENGTH)}`;
    if (attribute === null)
        return `${object}: ${reason}`;
    const { old, new: wanted } = showChange(values, text_VALUE_LENGTH);
    return `${object} ${attribute} ${old} → ${wanted}: ${reason}`;
}
/** Every cause with its first errors; a hint stands below the first error that it is for. */
function errorLines(errors, most) {
    if (errors.length === 0)
        return [];
    const lines = errorCauses(errors).flatMap((cause) => {
        const shown = cause.errors.slice(0, most);
        const more = cause.errors.length - shown.length;
        const rest = more > 0 ? [plain(`  … and ${formatNumber(more)} more of ${cause.name}, all in plan.json`)] : [];
        return [...shown.flatMap((error, index) => oneErrorLines(error, shown[index - 1]?.hint)), ...rest];
    });
    return [painted('title', plural(errors.length, 'error')), ...lines];
}
function oneErrorLines(error, hintAbove) {
    const place = errorPlace(error);
    const where = place.length === 0 ? '' : `${place.join(' ')}: `;
    const hint = error.hint === '' || error.hint === hintAbove ? [] : [plain(`      ${error.hint}`)];
    return [painted('error', `  ${where}${error.message}`), ...hint];
}
function warningLines(warnings) {
    if (warnings.length === 0)
        return [];
    return [plain(plural(warnings.length, 'warning')), ...warnings.map((warning) => plain(`  ${warning}`))];
}
function sideLines(name, side, traffic) {
    const kinds = Object.entries(side.kinds);
    const rows = kinds.reduce((sum, [, kind]) => sum + kind.rows, 0);
    const exceptions = kinds
        .filter(([, kind]) => kind.mode !== side.mode)
        .map(([kind, read]) => plain(`  ${kind} read ${read.mode}: ${read.reason}`));
    return [
        plain(`${name} read ${side.mode}: ${side.reason}`),
        plain(`  ${plural(rows, 'row')}, ${plural(traffic.count, 'request')}, ${formatBytes(traffic.bytes)}`),
        ...exceptions,
    ];
}
function closingLines(report) {
    const changes = changeCount(report.summary) === 0 ? '' : `${formatSigns(report.summary)} · `;
    const { runs, bytes } = report.cache;
    const cache = `cache ${plural(runs, 'run')}, ${formatBytes(bytes)}`;
    const lines = [`${changes}run ${report.run_id} · ${formatDuration(report.duration_ms)} · ${cache}`];
    if (report.digest !== '')
        lines.push(`plan ${report.digest}`);
    return lines.map((line) => painted('quiet', line));
}

;// CONCATENATED MODULE: ./build/cli/print-report.js



/** Operations that the text shows before it says how many more there are; --verbose shows all. */
const SHOWN_OPERATIONS = 100;
/** A run's report as the result of a command. */
function printReport(report, format, maxOperations, out) {
    if (format === 'json')
        for (const chunk of jsonChunks(report))
            out.write(chunk);
    if (format === 'markdown')
        out.write(renderMarkdown(report));
    if (format === 'text')
        out.write(renderText(report, { colour: out.isTTY === true, maxOperations }));
}

;// CONCATENATED MODULE: ./build/cli/progress.js
/** Bars on a terminal, lines elsewhere, nothing but warnings when quiet. */
function createProgress(options) {
    const { terminal, verbosity, show } = options;
    if (verbosity === 'quiet' || show === false)
        return quietProgress(terminal);
    return terminal.isTTY ? barProgress(terminal) : lineProgress(terminal);
}
function quietProgress(terminal) {
    return {
        observe(event) {
            if (event.type === 'warning')
                terminal.write(`warning: ${event.message}\n`);
        },
        end: () => undefined,
    };
}
function lineProgress(terminal) {
    let tenths = 0;
    return {
        observe(event) {
            const line = lineOf(event);
            if (line !== undefined)
                terminal.write(`${line}\n`);
            if (event.type !== 'written')
                return;
            const reached = Math.floor((10 * event.done) / Math.max(1, event.total));
            if (reached > tenths)
                terminal.write(`written ${event.done} of ${event.total}\n`);
            tenths = reached;
        },
        end: () => undefined,
    };
}
function lineOf(event) {
    switch (event.type) {
        case 'started':
            return `run ${event.runId}: ${event.kinds.length} kinds`;
        case 'read':
            return `${event.side === 'A' ? 'source' : 'destination'}: ${event.kind}: ${event.rows} rows`;
        case 'planned': {
            const { create, update, delete: removed, unchanged } = event.summary;
            return `plan: ${create} to create, ${update} to update, ${removed} to delete, ${unchanged} unchanged`;
        }
        case 'warning':
            return `warning: ${event.message}`;
        case 'written':
            return undefined;
    }
}
const BAR_WIDTH = 24;
function barProgress(terminal) {
    let kinds = 0;
    const read = { A: 0, B: 0 };
    let open = false;
    const draw = (text) => {
        const width = Math.max(20, (terminal.columns ?? 80) - 1);
        terminal.write(`\r\u001b[2K${text.slice(0, width)}`);
        open = true;
    };
    const end = () => {
        if (open)
            terminal.write('\n');
        open = false;
    };
    return {
        observe(event) {
            if (event.type === 'started')
                kinds = event.kinds.length;
            if (event.type === 'read') {
                read[event.side] += 1;
                draw(`reading  ${bar(read.A + read.B, 2 * kinds)}  source ${read.A}/${kinds}  destination ${read.B}/${kinds}`);
                return;
            }
            if (event.type === 'written') {
                draw(`writing  ${bar(event.done, event.total)}  ${event.done}/${event.total}`);
                return;
            }
            const line = lineOf(event);
            end();
            if (line !== undefined)
                terminal.write(`${line}\n`);
        },
        end,
    };
}
function bar(done, total) {
    const filled = total === 0 ? BAR_WIDTH : Math.round((BAR_WIDTH * done) / total);
    return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
}

;// CONCATENATED MODULE: ./build/cli/apply-command.js







/** `apply`: writes the plan that a run has left behind, as it is. */
async function applyCommand(options, surroundings) {
    const { environment, workingDirectory, talk, out } = surroundings;
    const sync = await loadRequestedSync(configRequest(options, workingDirectory), nodeFiles(), environment);
    const verbosity = verbosityOf(options);
    const progress = createProgress({ terminal: talk, verbosity, show: options.showProgress });
    const { report } = await applySaved({
        sync,
        runId: options.runId,
        branch: options.branch,
        onConflict: options.onConflict,
        continueOnError: options.continueOnError,
        maxDeletes: options.maxDeletes,
    }, runDependencies(surroundings, { ...quietHooks, observe: progress.observe })).finally(progress.end);
    const shown = verbosity === 'verbose' ? Number.POSITIVE_INFINITY : SHOWN_OPERATIONS;
    printReport(report, options.format, shown, out);
    return report.status === 'applied' ? 0 : 1;
}

;// CONCATENATED MODULE: ./build/cache/retention.js





/** How many successful runs stay when nothing else is said. */
const defaultRunsToKeep = 3;
/**
 * Removes all but the newest successful comparisons (`applied` or `dry-run`), and every run that failed, was
 * cancelled, never finished or cannot be read. Files of killed writers go too. To be called by the holder of
 * the sync's lock. Answers the ids of the runs that are gone. Throws `CACHE_UNWRITABLE`.
 */
async function removeOldRuns(retention) {
    const { root, sync, currentRunId } = retention;
    const runs = await listRuns(root, sync);
    const kept = runs.filter(isComparison).slice(0, Math.max(1, retention.keep));
    const keptIds = new Set([currentRunId, ...kept.map((run) => run.runId)]);
    const removed = runs.map((run) => run.runId).filter((runId) => !keptIds.has(runId));
    for (const runId of removed)
        await removeRun(runFolder(root, sync, runId));
    await removeTemporaryFiles(syncFolder(root, sync));
    return removed;
}
/**
 * Removes everything that a sync's cache holds, save the lock, which the caller has. Answers the ids of the runs
 * that are gone. Throws `CACHE_UNWRITABLE`.
 */
async function removeAllRuns(root, sync) {
    const runs = await listRuns(root, sync);
    for (const { runId } of runs)
        await removeRun(runFolder(root, sync, runId));
    const folder = syncFolder(root, sync);
    for (const name of [fileNames.rowCounts, fileNames.runCounter]) {
        await (0,promises_.rm)(external_node_path_.join(folder, name), { force: true });
    }
    await removeTemporaryFiles(folder);
    return runs.map(({ runId }) => runId);
}
/**
 * Ids of the runs that will be left once the current one has ended and the old ones are removed.
 * @param succeeds whether it is going to count among the successful ones
 */
async function runsThatStay({ root, sync, keep, currentRunId }, succeeds) {
    const others = (await listRuns(root, sync)).filter((run) => run.runId !== currentRunId && isComparison(run));
    const room = Math.max(1, keep) - (succeeds ? 1 : 0);
    return new Set([
        ...(currentRunId === undefined ? [] : [currentRunId]),
        ...others.slice(0, room).map(({ runId }) => runId),
    ]);
}
/** `run.json` goes first: a run that is half removed must not look finished. */
async function removeRun(folder) {
    try {
        await (0,promises_.rm)(external_node_path_.join(folder, fileNames.run), { force: true });
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
    catch (error) {
        throw asCacheError(error, folder);
    }
}

;// CONCATENATED MODULE: ./build/cli/cache-commands.js















/** `runs`: the runs in a sync's cache, newest first: when, what, how it ended, what it planned, how large it is. */
async function runsCommand(options, surroundings) {
    const { out, talk } = surroundings;
    const { root, sync } = await cacheOf(options, surroundings);
    const runs = await listRuns(root, sync);
    const listed = await Promise.all(runs.map(async (run) => ({ run, bytes: await bytesOf(runFolder(root, sync, run.runId)) })));
    if (options.format === 'json') {
        for (const { run, bytes } of listed)
            out.write(`${JSON.stringify(cache_commands_jsonOf(run, bytes))}\n`);
        return 0;
    }
    if (listed.length === 0)
        talk.write(`no runs of ${sync} in ${root}\n`);
    for (const { run, bytes } of listed)
        out.write(`${cache_commands_textOf(run, bytes)}\n`);
    return 0;
}
/** `show`: the report that a run has left behind. */
async function showCommand(runId, options, surroundings) {
    const { root, sync } = await cacheOf(options, surroundings);
    const report = await readReport(external_node_path_.join(runFolder(root, sync, runId), fileNames.reportJson), runId);
    const shown = verbosityOf(options) === 'verbose' ? Number.POSITIVE_INFINITY : SHOWN_OPERATIONS;
    printReport(report, options.format, shown, surroundings.out);
    return 0;
}
/** `clean`: removes runs that nothing needs any more, or all of them. */
async function cleanCommand(options, surroundings) {
    const { root, sync } = await cacheOf(options, surroundings);
    const dependencies = runDependencies(surroundings, quietHooks);
    const removed = await withLock(sync, dependencies, () => options.all
        ? removeAllRuns(root, sync)
        : removeOldRuns({ root, sync, keep: options.keep, currentRunId: undefined }));
    for (const runId of removed)
        surroundings.out.write(`removed ${runId}\n`);
    if (removed.length === 0)
        surroundings.talk.write('nothing to remove\n');
    return 0;
}
/** @returns the default of `clean --keep` */
const runsKeptByDefault = defaultRunsToKeep;
/** A cache folder is known by the sync's name; a configuration that is broken by now must not hide it. */
async function cacheOf(options, surroundings) {
    const { environment, workingDirectory } = surroundings;
    const { cacheRoot: root } = runDependencies(surroundings, quietHooks);
    const request = configRequest(options, workingDirectory);
    if (request.type === 'name')
        return { root, sync: request.name };
    const sync = await loadRequestedSync(request, nodeFiles(), environment, { missingVariables: 'warning' });
    return { root, sync: sync.name };
}
async function readReport(file, runId) {
    try {
        return JSON.parse(await (0,promises_.readFile)(file, 'utf8'));
    }
    catch (cause) {
        const missing = errorCodeOf(cause) === 'ENOENT';
        throw new errors_SyncError({
            code: missing ? 'USAGE' : 'CACHE_CORRUPT',
            message: missing ? `There is no report of a run ${runId}.` : `${file} cannot be read as a report.`,
            hint: 'Look for the runs that there are with `infrahub-sync runs`.',
            cause,
        });
    }
}
function cache_commands_textOf(run, bytes) {
    const size = formatBytes(bytes);
    if (run.status === 'broken')
        return `${run.runId}  broken: ${run.reason}  ${size}`;
    const { create, update, delete: removed, unchanged } = run.summary ?? {};
    const counts = create === undefined ? '' : `+${create} ~${update ?? 0} -${removed ?? 0} =${unchanged ?? 0}`;
    return [run.runId, run.finishedAt ?? 'not finished', run.mode, run.status, counts, size].join('  ');
}
function cache_commands_jsonOf(run, bytes) {
    if (run.status === 'broken')
        return { run_id: run.runId, status: run.status, reason: run.reason, bytes };
    const { runId: run_id, status, mode, finishedAt: finished_at, summary } = run;
    return { run_id, status, mode, finished_at, summary, bytes };
}

;// CONCATENATED MODULE: ./build/cli/list-command.js



/** `list`: every sync below a directory, a line each; broken ones with what is wrong. */
async function listCommand(directory, surroundings) {
    const { environment, workingDirectory, out, talk } = surroundings;
    const root = directory ?? workingDirectory;
    const found = await findSyncs(root, nodeFiles(), environment, { missingVariables: 'warning' });
    if (found.length === 0)
        talk.write(`no config.yml below ${root}\n`);
    for (const config of found) {
        const file = external_node_path_.relative(workingDirectory, external_node_path_.resolve(workingDirectory, config.file));
        if (config.status === 'valid') {
            const { source, destination } = config.sync;
            out.write(`${config.name} | ${source.name} >> ${destination.name} | ${file}\n`);
        }
        else {
            out.write(`${config.name ?? '?'} | broken | ${file}\n`);
            talk.write(`${config.error.message}\n  hint: ${config.error.hint}\n`);
        }
    }
    return 0;
}

;// CONCATENATED MODULE: ./build/report/audit.js

/** Differences shown before only their number is. */
const SHOWN = 50;
/** What an audit found, for a terminal: whether warm runs can be trusted, and where they could not. */
function renderAudit(report) {
    const { audit, sides, errors } = report;
    if (audit === null) {
        const trouble = errors.map(({ message }) => `  ${visible(message)}\n`).join('');
        return `${visible(report.sync)}: nothing to audit: ${sides.A.reason}\n${trouble}`;
    }
    if (audit.length === 0)
        return `${visible(report.sync)}: a warm run would have given the same rows\n`;
    const lines = audit
        .slice(0, SHOWN)
        .map(({ side, kind, id, what }) => `  ${side} ${visible(kind)} ${visible(id)}: ${visible(what)}\n`);
    const more = audit.length > SHOWN ? `  \u2026 and ${audit.length - SHOWN} more\n` : '';
    return `${visible(report.sync)}: a warm run would have got ${audit.length} rows wrong\n${lines.join('')}${more}`;
}

;// CONCATENATED MODULE: ./build/apply/unresolved-references.js


/** Finds references that the plan could not write, so that a diff tells before a sync fails. */
function unresolvedReferences(operations, mappings, existing) {
    const peers = createPeerIds(existing, operations);
    const unresolved = [];
    for (const operation of operations) {
        if (operation.action === 'delete')
            continue;
        for (const field of mappings.get(operation.kind)?.fields ?? []) {
            if (field.type !== 'relationship')
                continue;
            const value = operation.action === 'create' ? operation.values[field.name] : operation.changes[field.name]?.new;
            const reason = peerList(value ?? null)
                .map((uniqueId) => peers.find(field.targets, uniqueId, undefined))
                .find((found) => found.status === 'impossible')?.reason;
            if (reason !== undefined)
                unresolved.push({ operation, field: field.name, reason });
        }
    }
    return unresolved;
}

;// CONCATENATED MODULE: ./build/plan/build-plan.js


/**
 * Puts the kinds' differences together: creates and updates in the order of the kinds, then deletes in the
 * reverse of it; within a kind by unique id. Throws `INTERNAL` when a kind has no place in the order.
 * @param order kinds in write order, such as the tiers one after another
 */
function buildPlan(order, diffs) {
    const byName = new Map([...diffs].map((diff) => [diff.kind, diff]));
    const ordered = order.map((kind) => byName.get(kind)).filter((diff) => diff !== undefined);
    if (ordered.length !== byName.size)
        throw unordered([...byName.keys()], order);
    const writes = ordered.flatMap((diff) => diff.operations.filter(({ action }) => action !== 'delete'));
    const deletes = ordered
        .toReversed()
        .flatMap((diff) => diff.operations.filter(({ action }) => action === 'delete'));
    const operations = [...writes, ...deletes];
    return {
        operations,
        byKind: new Map(ordered.map((diff) => [diff.kind, diff.counts])),
        summary: ordered.map((diff) => diff.counts).reduce(add, noCounts),
        digest: planDigest(operations),
    };
}
const noCounts = { create: 0, update: 0, delete: 0, unchanged: 0 };
function add(left, right) {
    return {
        create: left.create + right.create,
        update: left.update + right.update,
        delete: left.delete + right.delete,
        unchanged: left.unchanged + right.unchanged,
    };
}
function unordered(kinds, order) {
    const missing = kinds.filter((kind) => !order.includes(kind));
    return new errors_SyncError({
        code: 'INTERNAL',
        message: missing.length > 0
            ? `No place in the write order for ${missing.join(', ')}.`
            : `The write order names a kind twice: ${order.join(', ')}.`,
        hint: 'Please report this with the configuration.',
    });
}

;// CONCATENATED MODULE: ./build/run/baseline.js




/** Kinds whose source rows fell below half of the last successful run's. */
async function baselineDrops(root, sync, comparison) {
    const found = await readRowCounts(external_node_path_.join(syncFolder(root, sync), fileNames.rowCounts));
    return rowCountDrops(found.status === 'present' ? found.value : {}, rowCounts(comparison));
}
/** Makes this run's counts the baseline of the next, except for kinds that dropped without a word; counts the run. */
async function keepBaseline(root, sync, comparison, unexplained) {
    const folder = syncFolder(root, sync);
    const before = new Map(unexplained.map((drop) => [drop.kind, drop.before]));
    const counts = [...rowCounts(comparison)].map(([kind, now]) => [kind, before.get(kind) ?? now]);
    await writeRowCounts(external_node_path_.join(folder, fileNames.rowCounts), Object.fromEntries(counts));
    const counterFile = external_node_path_.join(folder, fileNames.runCounter);
    const counter = await readRunCounter(counterFile);
    const runsSinceFull = counter.status === 'present' ? counter.value : 0;
    await writeRunCounter(counterFile, isWarm(comparison) ? runsSinceFull + 1 : 0);
}
function isWarm({ reads }) {
    return [...reads.A.values(), ...reads.B.values()].some(({ mode }) => mode === 'warm');
}
function rowCounts(comparison) {
    return new Map([...comparison.reads.A].map(([kind, read]) => [kind, read.rows]));
}

;// CONCATENATED MODULE: ./build/extract/element-projection.js
/** The element's paths, and what else has to be read so that changes elsewhere can be followed. */
function elementProjection(adapter, element) {
    const { endpoint, paths, filledPaths } = element;
    const filledNames = [...new Set(filledPaths.map((path) => path.split('.')[0] ?? path))];
    if (paths === 'everything') {
        return { projection: { endpoint, paths }, tracking: adapter.tracking({ endpoint, paths }), filledNames };
    }
    const recorded = paths.filter((path) => !filledPaths.includes(path));
    const tracking = adapter.tracking({ endpoint, paths: recorded });
    const extra = tracking.status === 'tracked' ? tracking.extraPaths : [];
    return {
        projection: { endpoint, paths: [...new Set([...paths, ...extra])].sort() },
        tracking,
        filledNames,
    };
}
/** Why changes of a kind's records cannot be told one by one; undefined when they can. */
function untrackedReason(elements) {
    const endpoints = elements.map(({ projection }) => projection.endpoint);
    const twice = endpoints.find((endpoint, index) => endpoints.indexOf(endpoint) !== index);
    if (twice !== undefined)
        return `${twice} is mapped to it twice`;
    for (const { tracking, projection } of elements) {
        if (tracking.status === 'untracked')
            return tracking.reason;
        if (tracking.status === 'marked')
            return `single changes of ${projection.endpoint} cannot be told`;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./build/extract/content-mark.js


/** One mark, 64 hex, of everything that a kind is read from; undefined where an endpoint has none. */
async function content_mark_contentMark(elements, signal) {
    const marks = await Promise.all(elements.map(({ tracking }) => (tracking.status === 'marked' ? tracking.mark(signal) : undefined)));
    if (marks.length === 0 || marks.includes(undefined))
        return undefined;
    return (0,external_node_crypto_.createHash)('sha256').update(JSON.stringify(marks)).digest('hex');
}
/**
 * A kind's records as the last run read them, when nothing changed in what they are read from.
 * @returns undefined for a kind that has no mark
 * @throws NotWarm when something did change, or the last run left no mark
 */
async function readUnchanged(mapping, elements, previous, signal) {
    const { kind } = mapping;
    const mark = await content_mark_contentMark(elements, signal);
    if (mark === undefined)
        return undefined;
    const endpoints = [...new Set(elements.map(({ projection }) => projection.endpoint))];
    const before = previous.mark(kind);
    if (before === undefined)
        throw new NotWarm(`run ${previous.runId} left no mark of ${endpoints.join(', ')}`);
    if (before !== mark)
        throw new NotWarm(`${endpoints.join(' or ')} changed since run ${previous.runId}`);
    if (endpoints.length < elements.length)
        throw new NotWarm(`${endpoints.join(', ')} is mapped to it twice`);
    const kept = Map.groupBy(await previous.records(kind), ({ origin }) => origin);
    const sets = elements.map(({ projection }, element) => {
        const records = kept.get(projection.endpoint) ?? [];
        return {
            element,
            origin: projection.endpoint,
            ids: records.map(({ id }) => id),
            records: records.map(({ record }) => record),
            newest: undefined,
        };
    });
    return {
        kind,
        sets,
        mode: 'warm',
        reason: `${endpoints.join(' and ')} ${endpoints.length === 1 ? 'is' : 'are'} as run ${previous.runId} read it`,
        changed: 0,
        deleted: 0,
        cursor: { tier: 'PAGE_TOKEN', token: mark },
    };
}

;// CONCATENATED MODULE: ./build/extract/kind-read.js
/** The later of two; of equal ones the first. */
function laterOf(left, right) {
    if (left === undefined || right === undefined)
        return left ?? right;
    return isLater(right.changedAt, left.changedAt) ? right : left;
}
/** Times in UTC that are written in one form are compared as they stand: there is one for each record. */
function isLater(time, than) {
    const sameForm = time.length === than.length && time.endsWith('Z') && than.endsWith('Z');
    return sameForm ? time > than : Date.parse(time) > Date.parse(than);
}

;// CONCATENATED MODULE: ./build/extract/nested-references.js

/** Tells every nested object of a record, at any depth. The record itself is not among them. */
function eachNestedReference(record, referenceOf, found) {
    const walk = (value) => {
        if (Array.isArray(value)) {
            for (const item of value)
                walk(item);
            return;
        }
        if (!isJsonObject(value))
            return;
        const reference = referenceOf(value);
        if (reference?.endpoint !== undefined) {
            const shown = Object.keys(value).length > 2;
            found({ endpoint: reference.endpoint, id: reference.id, shown });
        }
        for (const name in value)
            walk(value[name] ?? null);
    };
    for (const name in record)
        walk(record[name] ?? null);
}

;// CONCATENATED MODULE: ./build/extract/read-source.js




/** Reads all records of the endpoints that feed a kind. */
async function readSourceKind(adapter, mapping, plan, signal) {
    const elements = mapping.elements.map((element) => elementProjection(adapter, element));
    const held = new Set();
    const mark = await content_mark_contentMark(elements, signal);
    const [canTell, ...sets] = await Promise.all([
        mark === undefined && changesCanBeTold(adapter, elements, signal),
        ...elements.map((element, index) => readElement(adapter, element, index, held, signal)),
    ]);
    const read = {
        kind: mapping.kind,
        sets,
        mode: 'full',
        reason: plan.reason,
        changed: sets.reduce((sum, set) => sum + set.ids.length, 0),
        deleted: 0,
        cursor: canTell ? { tier: 'TIMESTAMP', time: plan.cursorTime } : await markCursor(mark, elements, signal),
    };
    return { read, held };
}
/** A mark holds only when nothing changed while the records were read. */
async function markCursor(mark, elements, signal) {
    if (mark === undefined || (await content_mark_contentMark(elements, signal)) !== mark)
        return undefined;
    return { tier: 'PAGE_TOKEN', token: mark };
}
async function changesCanBeTold(adapter, elements, signal) {
    if (untrackedReason(elements) !== undefined)
        return false;
    const endpoints = new Set(elements.map(({ projection }) => projection.endpoint));
    const tiers = await Promise.all([...endpoints].map((endpoint) => adapter.tier(endpoint, signal)));
    return tiers.every(({ tier }) => tier === 'TIMESTAMP');
}
async function readElement(adapter, { projection }, index, held, signal) {
    const ids = [];
    const records = [];
    let newest;
    const note = ({ endpoint }) => held.add(endpoint);
    for await (const page of adapter.read(projection, signal)) {
        for (const record of page) {
            eachNestedReference(record.data, adapter.referenceOf, note);
            newest = laterOf(newest, read_source_newestOf(record));
            ids.push(record.id);
            records.push(JSON.stringify(record.data));
        }
    }
    return { element: index, origin: projection.endpoint, ids, records, newest };
}
/** A record as the newest one so far. */
function read_source_newestOf({ id, changedAt }) {
    return changedAt === undefined ? undefined : { id, changedAt };
}

;// CONCATENATED MODULE: ./build/extract/endpoint-changes.js
/** Changes of an endpoint of which only the ids are of interest. */
async function readEndpointChanges(adapter, endpoint, known, since, signal) {
    const projection = { endpoint, paths: [] };
    const changed = new Set();
    for await (const page of adapter.changesSince(projection, since, signal)) {
        for (const { id } of page)
            changed.add(id);
    }
    const expected = new Set([...known, ...changed]);
    const total = await adapter.count(endpoint, signal);
    if (total === expected.size)
        return { changed, present: expected, deleted: 0 };
    const present = await adapter.ids(endpoint, signal);
    return { changed, present, deleted: [...expected].filter((id) => !present.has(id)).length };
}

;// CONCATENATED MODULE: ./build/extract/silent-fields.js


/** Ids of records in which a field holds other objects than at the last run, though no stamp tells. */
async function silentlyChanged(endpoint, fields, warm, referenceOf, signal) {
    const different = new Set();
    for (const { field, heldIds } of fields) {
        const held = await heldIds(signal);
        if (held === undefined)
            throw new NotWarm(`${endpoint} may change its ${field} without a trace, and what it holds cannot be told`);
        for (const [id, text] of warm.records) {
            if (warm.changed.has(id) || different.has(id))
                continue;
            const known = silent_fields_idsIn(JSON.parse(text)[field], referenceOf);
            if (!silent_fields_areSame(known, held.get(id) ?? []))
                different.add(id);
        }
    }
    return [...different];
}
function silent_fields_idsIn(value, referenceOf) {
    if (Array.isArray(value))
        return value.flatMap((item) => silent_fields_idsIn(item, referenceOf));
    const reference = isJsonObject(value) ? referenceOf(value) : undefined;
    return reference === undefined ? [] : [reference.id];
}
function silent_fields_areSame(left, right) {
    const sorted = right.toSorted();
    return left.length === right.length && left.toSorted().every((id, place) => id === sorted[place]);
}

;// CONCATENATED MODULE: ./build/extract/warm-records.js



/**
 * Brings an element's records up to date with what was saved, created and deleted since; what changed by way
 * of other objects is for the caller to follow.
 */
async function refreshRecords(adapter, { projection, filledNames }, before, since, known, signal) {
    const { endpoint } = projection;
    const records = new Map(before);
    let newest;
    const different = new Set();
    const changed = new Set();
    let knownAt;
    const put = (record) => {
        if (record.id === known?.id)
            knownAt = record.changedAt;
        newest = laterOf(newest, read_source_newestOf(record));
        putRecord(records, different, record, filledNames);
    };
    for await (const page of adapter.changesSince(projection, earlier(since, known), signal)) {
        for (const record of page) {
            if (warm_records_isSince(record, since))
                changed.add(record.id);
            put(record);
        }
    }
    await assertNotSetBack(adapter, endpoint, known, knownAt, signal);
    const total = await adapter.count(endpoint, signal);
    if (total === records.size) {
        const all = new Set(records.keys());
        return { records, different, newest: newest ?? known, changed, present: all, deleted: 0 };
    }
    const present = await adapter.ids(endpoint, signal);
    let deleted = 0;
    for (const id of [...records.keys()]) {
        if (present.has(id))
            continue;
        records.delete(id);
        different.delete(id);
        deleted += 1;
    }
    // Not saved since and yet unknown: seen for the first time, as after a permission came back.
    const unknown = [...present].filter((id) => !records.has(id));
    for await (const page of adapter.readByIds(projection, unknown, signal)) {
        for (const record of page) {
            changed.add(record.id);
            put(record);
        }
    }
    return { records, different, newest: newest ?? known, changed, present, deleted };
}
/** The record that was saved last is asked for too: it must still be there as it was, or newer. */
function earlier(since, known) {
    if (known === undefined)
        return since;
    return new Date(Math.min(since.getTime(), Date.parse(known.changedAt)));
}
/** False for the record that is asked for only to see that it is still as it was. */
function warm_records_isSince({ changedAt, late }, since) {
    return late === true || changedAt === undefined || !(Date.parse(changedAt) < since.getTime());
}
/**
 * A record whose stamp went back tells that the server was restored from a backup. One that is gone tells
 * nothing: it may have been deleted; whether the history goes on is asked apart.
 */
async function assertNotSetBack(adapter, endpoint, known, knownAt, signal) {
    if (known === undefined)
        return;
    const setBack = new SetBack(`${endpoint} id ${known.id} is older than it was: the server was set back`);
    if (knownAt !== undefined) {
        if (Date.parse(knownAt) < Date.parse(known.changedAt))
            throw setBack;
        return;
    }
    for await (const page of adapter.readByIds({ endpoint, paths: [] }, [known.id], signal)) {
        if (page.length > 0)
            throw setBack;
    }
}
/** Reads records again whose content came about elsewhere; one that is gone is taken out. */
async function rereadRecords(adapter, { projection, filledNames }, warm, ids, signal) {
    if (ids.length === 0)
        return 0;
    const missing = new Set(ids);
    for await (const page of adapter.readByIds(projection, ids, signal)) {
        for (const record of page) {
            missing.delete(record.id);
            putRecord(warm.records, warm.different, record, filledNames);
        }
    }
    for (const id of missing) {
        warm.records.delete(id);
        warm.different.delete(id);
    }
    return missing.size;
}
function putRecord(records, different, record, filledNames) {
    const own = filledNames.find((name) => Object.hasOwn(record.data, name));
    if (own !== undefined)
        throw new NotWarm(`the records have a field "${own}" of which it is not known what changes it`);
    const text = JSON.stringify(record.data);
    if (records.get(record.id) !== text)
        different.add(record.id);
    records.set(record.id, text);
}

;// CONCATENATED MODULE: ./build/extract/warm-source.js










function createWarmSource(options) {
    const { adapter, mappings, previous, signal } = options;
    const projectionOf = (element) => elementProjection(adapter, element);
    const refresh = oncePerKey(async (kind) => {
        const mapping = mappings.get(kind);
        const since = previous.cursor(kind);
        const elements = (mapping?.elements ?? []).map(projectionOf);
        const untracked = untrackedReason(elements);
        if (untracked !== undefined)
            throw new NotWarm(untracked);
        if (since === undefined)
            throw new NotWarm(await coldReason(kind));
        await assertSameHistory();
        const { newest } = await previous.watched();
        const kept = Map.groupBy(await previous.records(kind), ({ origin }) => origin);
        return Promise.all(elements.map(async (element) => {
            const { endpoint } = element.projection;
            const before = new Map((kept.get(endpoint) ?? []).map(({ id, record }) => [id, record]));
            const warm = await refreshRecords(adapter, element, before, since, newest.get(endpoint), signal);
            return { element, warm };
        }));
    });
    const unchangedRead = async (kind) => {
        const mapping = mappings.get(kind);
        if (mapping === undefined)
            return undefined;
        return readUnchanged(mapping, mapping.elements.map(projectionOf), previous, signal);
    };
    /** The server's clock and its history go on from where they were. */
    const assertSameHistory = onlyOnce(async () => {
        const cursor = latestCursor(previous, mappings);
        if (options.cursorTime < cursor)
            throw new SetBack(`the server's clock went back since run ${previous.runId}`);
        const gap = await historyGap(adapter, previous.runId, await previous.history(), signal);
        if (gap !== undefined)
            throw new SetBack(gap);
    });
    const coldReason = async (kind) => {
        const { unwatched } = await previous.watched();
        const [first] = unwatched;
        if (first !== undefined)
            return `changes of ${first[0]}, which ${kind} may show, cannot be told: ${first[1]}`;
        return `run ${previous.runId} left no cursor for ${kind}`;
    };
    const watchedChanges = oncePerKey(async (endpoint) => {
        const known = (await previous.watched()).ids.get(endpoint);
        const since = earliestCursor(previous, mappings);
        if (known === undefined || since === undefined)
            return undefined;
        try {
            const changes = await readEndpointChanges(adapter, endpoint, known, since, signal);
            return { status: 'told', changes };
        }
        catch (error) {
            // A full read does not need this endpoint, so that it may not be read is no reason to fail.
            if (error instanceof errors_SyncError && error.code !== 'CANCELLED') {
                return { status: 'unknown', reason: error.message };
            }
            throw error;
        }
    });
    /**
     * What is known of each endpoint: of those that are watched, and of those of mapped kinds. A kind that had a cursor
     * and cannot be warm after all was not watched besides: its changes are unknown, not none.
     */
    const allChanges = onlyOnce(async () => {
        const changes = new Map();
        const unknown = new Map();
        const watched = await previous.watched();
        await Promise.all([
            ...[...watched.ids.keys()].map(async (endpoint) => {
                const found = await watchedChanges(endpoint);
                if (found !== undefined)
                    changes.set(endpoint, found);
            }),
            ...[...mappings.keys()].map(async (kind) => {
                const elements = await refresh(kind).catch(notWarm);
                if (elements instanceof NotWarm) {
                    if (previous.cursor(kind) === undefined)
                        return;
                    for (const { endpoint } of mappings.get(kind)?.elements ?? [])
                        unknown.set(endpoint, { status: 'unknown', reason: elements.message });
                    return;
                }
                for (const { element, warm } of elements) {
                    changes.set(element.projection.endpoint, { status: 'told', changes: warm });
                }
            }),
        ]);
        return new Map([...unknown, ...changes]);
    });
    const follow = async ({ element, warm }, held) => {
        const { endpoint } = element.projection;
        const changes = await allChanges();
        const { tracking } = element;
        const rules = tracking.status === 'tracked' ? tracking.ripples : [];
        const silent = tracking.status === 'tracked' ? (tracking.silent ?? []) : [];
        const silently = await silentlyChanged(endpoint, silent, warm, adapter.referenceOf, signal);
        const trees = await treesOf(adapter, rules, changes, signal);
        const affected = affectedIds(adapter, warm, rules, changes, trees, held);
        const again = [...new Set([...silently, ...affected])];
        const gone = await rereadRecords(adapter, element, warm, again, signal);
        // What was read again may hold objects of endpoints that no record held before.
        for (const id of again) {
            const record = JSON.parse(warm.records.get(id) ?? '{}');
            eachNestedReference(record, adapter.referenceOf, (reference) => held.add(reference.endpoint));
        }
        return gone;
    };
    return {
        watchedChanges,
        async read(kind) {
            try {
                const unchanged = await unchangedRead(kind);
                if (unchanged !== undefined)
                    return { status: 'warm', read: unchanged, held: new Set() };
                const elements = await refresh(kind);
                const held = new Set();
                const gone = await Promise.all(elements.map((refreshed) => follow(refreshed, held)));
                return { status: 'warm', read: kindRead(kind, elements, gone, options), held };
            }
            catch (error) {
                if (error instanceof NotWarm)
                    return { status: 'cold', reason: error.message };
                throw error;
            }
        },
    };
}
/** Ids below what changed, for the rules that follow a tree. */
async function treesOf(adapter, rules, changes, signal) {
    const trees = new Map();
    for (const rule of rules) {
        if (rule.effect !== 'descendants')
            continue;
        const { changed } = warm_source_changesOf(changes, rule.endpoint);
        trees.set(rule.endpoint, changed.size === 0 ? changed : await withDescendants(adapter, rule, changed, signal));
    }
    return trees;
}
async function withDescendants(adapter, rule, changed, signal) {
    const children = new Map();
    for await (const page of adapter.read({ endpoint: rule.endpoint, paths: [rule.parentPath] }, signal)) {
        for (const { id, data } of page) {
            const parent = data[rule.parentPath];
            const reference = typeof parent === 'object' && parent !== null && !Array.isArray(parent)
                ? adapter.referenceOf(parent)
                : undefined;
            if (reference !== undefined)
                children.set(reference.id, [...(children.get(reference.id) ?? []), id]);
        }
    }
    const found = new Set();
    const waiting = [...changed];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
        if (found.has(id))
            continue;
        found.add(id);
        waiting.push(...(children.get(id) ?? []));
    }
    return found;
}
/** Records whose content may have changed by way of other objects. */
function affectedIds(adapter, warm, rules, changes, trees, held) {
    for (const { effect, endpoint } of rules) {
        const { changed, deleted } = warm_source_changesOf(changes, endpoint);
        if (effect === 'everything' && (changed.size > 0 || deleted > 0)) {
            throw new NotWarm(`${endpoint} changed, which may alter every record`);
        }
    }
    const holders = new Set(rules.filter(({ effect }) => effect === 'holders').map(({ endpoint }) => endpoint));
    const affected = [];
    for (const [id, text] of warm.records) {
        let touched = false;
        eachNestedReference(JSON.parse(text), adapter.referenceOf, (reference) => {
            held.add(reference.endpoint);
            const found = changes.get(reference.endpoint);
            // Not watched so far: then no record held it at the last run, and this one was read just now.
            if (found === undefined)
                return;
            const { present, changed } = toldChanges(reference.endpoint, found);
            touched ||=
                !present.has(reference.id) ||
                    (changed.has(reference.id) && (reference.shown || holders.has(reference.endpoint))) ||
                    (trees.get(reference.endpoint)?.has(reference.id) ?? false);
        });
        if (touched && !warm.changed.has(id))
            affected.push(id);
    }
    return affected;
}
function warm_source_changesOf(changes, endpoint) {
    const found = changes.get(endpoint);
    if (found === undefined)
        throw new NotWarm(`changes of ${endpoint}, which alter it, are not watched yet`);
    return toldChanges(endpoint, found);
}
function toldChanges(endpoint, found) {
    if (found.status === 'told')
        return found.changes;
    throw new NotWarm(`changes of ${endpoint}, which it shows, cannot be told: ${found.reason}`);
}
function kindRead(kind, elements, gone, options) {
    const { previous, cursorTime } = options;
    const since = previous.cursor(kind);
    return {
        kind,
        sets: elements.map(({ element, warm }, index) => ({
            element: index,
            origin: element.projection.endpoint,
            ids: [...warm.records.keys()],
            records: [...warm.records.values()],
            newest: warm.newest,
        })),
        mode: 'warm',
        reason: `run ${previous.runId} was complete up to ${since?.toISOString()}, and what changed since can be told`,
        changed: elements.reduce((sum, { warm }) => sum + warm.different.size, 0),
        deleted: elements.reduce((sum, { warm }) => sum + warm.deleted, 0) + gone.reduce((sum, count) => sum + count, 0),
        cursor: { tier: 'TIMESTAMP', time: cursorTime },
    };
}
function latestCursor(previous, mappings) {
    const times = [...mappings.keys()].flatMap((kind) => previous.cursor(kind)?.getTime() ?? []);
    return new Date(Math.max(...times, 0));
}
/** Undefined when no kind has a cursor: then nothing is read warm. */
function earliestCursor(previous, mappings) {
    const times = [...mappings.keys()].flatMap((kind) => previous.cursor(kind)?.getTime() ?? []);
    return times.length === 0 ? undefined : new Date(Math.min(...times));
}
/** Why a kind has no changes to tell; a server that was set back concerns every kind. */
function notWarm(error) {
    if (error instanceof SetBack || !(error instanceof NotWarm))
        throw error;
    return error;
}

;// CONCATENATED MODULE: ./build/extract/source-reader.js





function createSourceReader(options) {
    const { adapter, mappings, plan, previous, signal } = options;
    const notes = new Map();
    const warm = previous && createWarmSource({ adapter, mappings, previous, cursorTime: plan.cursorTime, signal });
    const rulesOf = (kind) => (mappings.get(kind)?.elements ?? []).flatMap((element) => {
        const { tracking } = elementProjection(adapter, element);
        return tracking.status === 'tracked' ? tracking.ripples : [];
    });
    const alteredBy = (kind) => rulesOf(kind).flatMap(({ effect, endpoint }) => (effect === 'everything' ? [endpoint] : []));
    const note = (read, held, before = new Map()) => {
        notes.set(read.kind, {
            hasCursor: read.cursor !== undefined,
            dependsOn: new Set([...held, ...rulesOf(read.kind).map(({ endpoint }) => endpoint)]),
            before,
            ids: new Map(read.sets.map((set) => [set.origin, new Set(set.ids)])),
            newest: new Map(read.sets.flatMap(({ origin, newest }) => (newest === undefined ? [] : [[origin, newest]]))),
        });
    };
    // Asked before the records are read: an object that is deleted meanwhile is in none of the ids read after them, and
    // so it would not be missed by the next run.
    const idsBefore = oncePerKey(async (endpoint) => {
        const told = await warm?.watchedChanges(endpoint);
        if (told?.status === 'told')
            return told.changes.present;
        return told?.reason ?? watch(adapter, endpoint, undefined, signal);
    });
    const readFull = async (mapping, reason) => {
        const before = await Promise.all(alteredBy(mapping.kind).map(async (endpoint) => [endpoint, await idsBefore(endpoint)]));
        const { read, held } = await readSourceKind(adapter, mapping, { ...plan, reason }, signal);
        note(read, held, new Map(before));
        return read;
    };
    return {
        async read(kind) {
            const mapping = mappings.get(kind);
            if (mapping === undefined)
                throw new Error(`${kind} is not mapped`);
            const result = await warm?.read(kind);
            if (result === undefined)
                return readFull(mapping, plan.reason);
            if (result.status === 'cold')
                return readFull(mapping, result.reason);
            note(result.read, result.held);
            return result.read;
        },
        async finish() {
            return finishReading(adapter, notes, (endpoint) => warm?.watchedChanges(endpoint), signal);
        },
    };
}
/** Decides what has to be watched until the next run, and for which kinds that cannot be done. */
async function finishReading(adapter, notes, known, signal) {
    const own = new Map([...notes.values()].flatMap(({ ids, hasCursor }) => (hasCursor ? [] : [...ids])));
    const covered = new Set([...notes.values()].flatMap(({ ids, hasCursor }) => (hasCursor ? [...ids.keys()] : [])));
    const needed = new Set([...notes.values()].flatMap(({ dependsOn, hasCursor }) => (hasCursor ? [...dependsOn] : [])));
    const before = new Map([...notes.values()].flatMap((note) => [...note.before]));
    const ids = new Map();
    const unwatched = new Map();
    for (const endpoint of needed) {
        if (covered.has(endpoint))
            continue;
        const told = await known(endpoint);
        const found = told?.status === 'told'
            ? told.changes.present
            : (told?.reason ??
                before.get(endpoint) ??
                (await watch(adapter, endpoint, own.get(endpoint), signal)));
        if (typeof found === 'string')
            unwatched.set(endpoint, found);
        else
            ids.set(endpoint, found);
    }
    const withoutCursor = new Set();
    const shrunk = endpointsThatLost(covered, before, notes);
    for (const [kind, { dependsOn, before: altering, hasCursor, ids: ownIds }] of notes) {
        const untold = [...dependsOn].some((endpoint) => unwatched.has(endpoint));
        if (!hasCursor || !(untold || [...altering.keys()].some((endpoint) => shrunk.has(endpoint))))
            continue;
        withoutCursor.add(kind);
        for (const [endpoint, present] of ownIds)
            ids.set(endpoint, present);
    }
    const newest = new Map([...notes.values()].flatMap((note) => [...note.newest]));
    return { watched: { ids, unwatched, newest }, withoutCursor };
}
/** Mapped endpoints that lost an object between the ids from before and the reading of their own records. */
function endpointsThatLost(covered, before, notes) {
    const shrunk = new Set();
    for (const [endpoint, known] of before) {
        if (!covered.has(endpoint) || typeof known === 'string')
            continue;
        const sets = [...notes.values()].flatMap(({ ids }) => ids.get(endpoint) ?? []);
        if (sets.some((ids) => [...known].some((id) => !ids.has(id))))
            shrunk.add(endpoint);
    }
    return shrunk;
}
/** The ids of an endpoint that is watched from now on, or why it cannot be. */
async function watch(adapter, endpoint, own, signal) {
    try {
        const { tier, reason } = await adapter.tier(endpoint, signal);
        if (tier !== 'TIMESTAMP')
            return reason;
        return own ?? (await adapter.ids(endpoint, signal));
    }
    catch (error) {
        if (error instanceof errors_SyncError && error.code !== 'CANCELLED')
            return error.message;
        throw error;
    }
}

;// CONCATENATED MODULE: ./build/mapping/source-row.js





/** Maps one record of the source: filters, transforms, fields, references, types. */
function mapSourceRecord(mapping, element, recordId, data, context) {
    const result = evaluate(mapping, element, mapping.fields, recordId, data, context);
    if (result.status !== 'values')
        return result;
    const { values } = result;
    const uniqueId = unique_id_uniqueIdOf(mapping.identifiers, values);
    return { status: 'row', row: { uniqueId, values, localId: recordId, origin: element.endpoint } };
}
/** The unique id alone: what others need to refer to a record before it is mapped whole. */
function identifySourceRecord(mapping, element, recordId, data, context) {
    const fields = mapping.fields.filter((field) => mapping.identifiers.includes(field.name));
    const result = evaluate(mapping, element, fields, recordId, data, context);
    if (result.status !== 'values')
        return result;
    return { status: 'identified', uniqueId: unique_id_uniqueIdOf(mapping.identifiers, result.values) };
}
/** Stops the evaluation of one record; never leaves this file. */
class FieldProblem extends Error {
    details;
    constructor(details) {
        super(details.message);
        this.details = details;
    }
}
function evaluate(mapping, element, fields, recordId, data, context) {
    const values = {};
    let current;
    try {
        if (!element.passes(data))
            return { status: 'left-out' };
        const record = element.transforms.reduce((before, transform) => transform.apply(before), data);
        for (const field of fields) {
            current = field.name;
            values[field.name] = source_row_fieldValue(field, element.sources.get(field.name) ?? [], record, context);
        }
        return { status: 'values', values };
    }
    catch (error) {
        return {
            status: 'problem',
            problem: source_row_problemOf(error, mapping, element, { recordId, data }, current, values),
        };
    }
}
function source_row_problemOf(error, mapping, element, { recordId, data }, field, values) {
    const where = `${mapping.kind}, ${recordPlace(element.endpoint, recordId, data)}`;
    const known = mapping.identifiers.every((name) => Object.hasOwn(values, name));
    const base = {
        kind: mapping.kind,
        origin: element.endpoint,
        recordId,
        uniqueId: known ? unique_id_uniqueIdOf(mapping.identifiers, values) : undefined,
        field,
    };
    if (error instanceof FieldProblem) {
        const { code, message, hint } = error.details;
        return { ...base, code, message: `${where}: ${field}: ${message}`, hint };
    }
    if (error instanceof errors_SyncError) {
        return { ...base, code: error.code, message: `${where}: ${error.message}`, hint: error.hint };
    }
    throw error;
}
function source_row_fieldValue(field, sources, record, context) {
    const { value, source } = lastValue(sources, record);
    if (field.type === 'attribute')
        return attributeValue(field, value, source);
    if (field.schema.cardinality === 'many')
        return peers(field, value, source, context);
    return onePeer(field, value, source, context);
}
/** Static wins if it is declared and not null; of several ways to fill a field, the last that gives a value. */
function lastValue(sources, record) {
    for (let position = sources.length - 1; position >= 0; position -= 1) {
        const source = sources[position];
        const value = source?.read(record) ?? null;
        if (value !== null)
            return { value, source };
    }
    return { value: null, source: sources.at(-1) };
}
function attributeValue(field, value, source) {
    const typed = toAttributeValue(field.schema, value);
    if (typed.status === 'ok')
        return typed.value;
    if (typed.status === 'missing')
        throw mandatoryMissing(source);
    throw new FieldProblem({
        code: 'VALUE_INVALID',
        message: `${describeValue(value)} is not ${typed.expected}, which a ${field.schema.kind} takes`,
        hint: isJsonObject(value)
            ? `Map one of its values instead, such as ${pathText(source)}.${Object.keys(value)[0] ?? 'value'}.`
            : 'Correct the value at the source, convert it with a transform, or leave the record out with a filter.',
    });
}
function mandatoryMissing(source) {
    return new FieldProblem({
        code: 'MANDATORY_MISSING',
        message: source === undefined
            ? 'is mandatory at the destination and this entry of the mapping does not fill it'
            : `is mandatory at the destination and ${pathText(source)} is empty in this record`,
        hint: 'Fill it at the source, give it a value with static or a transform, or leave such records out with a filter.',
    });
}
function onePeer(field, value, source, context) {
    if (value === null || value === '') {
        if (field.schema.optional)
            return null;
        throw mandatoryMissing(source);
    }
    return peer(value, source, context);
}
function peers(field, value, source, context) {
    const list = Array.isArray(value) ? value : [value];
    const ids = list
        .filter((entry) => entry !== null && entry !== '')
        .map((entry) => peer(entry, source, context));
    if (ids.length === 0 && !field.schema.optional)
        throw mandatoryMissing(source);
    return [...new Set(ids)].sort(compareText);
}
/** A nested object is looked up by its id; anything else is taken as a unique id itself. */
function peer(value, source, context) {
    if (Array.isArray(value)) {
        throw new FieldProblem({
            code: 'VALUE_INVALID',
            message: 'a list where one object is expected',
            hint: 'Map a relationship of cardinality one to a single object, or use a relationship of cardinality many.',
        });
    }
    if (!isJsonObject(value))
        return unique_id_uniqueIdOf(['value'], { value });
    const targets = source?.targets ?? [];
    const reference = context.referenceOf(value);
    if (reference === undefined) {
        throw new FieldProblem({
            code: 'REFERENCE_UNRESOLVED',
            message: `${describeValue(value)} names no object of the source`,
            hint: `Map ${pathText(source)} to something that has an id, or to the unique id of a ${targets.join(' or ')}.`,
        });
    }
    const found = context.index.resolve(targets, reference.endpoint, reference.id);
    if (found.status === 'found')
        return found.uniqueId;
    throw unresolved(reference, found, targets);
}
function unresolved(reference, found, targets) {
    const what = reference.endpoint === undefined ? `id ${reference.id}` : `${reference.endpoint} id ${reference.id}`;
    if (found.status === 'ambiguous') {
        return new FieldProblem({
            code: 'REFERENCE_UNRESOLVED',
            message: `${what} is in ${found.origins.join(' and in ')}, and the record does not tell which is meant`,
            hint: 'Map the unique id of the object instead of the nested object.',
        });
    }
    return new FieldProblem({
        code: 'REFERENCE_UNRESOLVED',
        message: `refers to ${what}, which is not among the rows of ${targets.join(', ')}`,
        hint: 'Map its endpoint to that kind, let its filters pass the object, or leave this record out with a filter of its own.',
    });
}
function pathText(source) {
    if (source === undefined)
        return 'the field';
    return source.mapping.type === 'static' ? 'the static value' : source.mapping.path;
}

;// CONCATENATED MODULE: ./build/extract/source-side.js





/** The source's rows. Kinds that are referred to and not mapped have none: their objects are named by value. */
function createSourceSide(adapter, mappings, reader, readAhead) {
    const context = {
        index: createReferenceIndex(),
        referenceOf: (value) => adapter.referenceOf(value),
    };
    const mapped = (kinds) => kinds.filter((kind) => mappings.has(kind));
    return createSide({
        kinds: [...mappings.keys()],
        readAhead,
        references: context.index,
        read: (kind) => reader.read(kind),
        identify(kind, set, id, record) {
            const { mapping, element } = elementOf(mappings, kind, set.element);
            return identifySourceRecord(mapping, element, id, recordFromText(record), context);
        },
        map(kind, set, id, record) {
            const { mapping, element } = elementOf(mappings, kind, set.element);
            return mapSourceRecord(mapping, element, id, recordFromText(record), context);
        },
        locate: (record) => adapter.locate(JSON.parse(record)),
        needs: (kind) => mapped(needs(mappings.get(kind))),
        identityNeeds: (kind) => mapped(identityNeeds(mappings.get(kind))),
    });
}
function elementOf(mappings, kind, index) {
    const mapping = mappingOf(mappings, kind);
    const element = mapping.elements[index];
    if (element === undefined)
        throw new Error(`${kind} has no mapping element ${index}`);
    return { mapping, element };
}
function mappingOf(mappings, kind) {
    const mapping = mappings.get(kind);
    if (mapping === undefined)
        throw new Error(`${kind} is not mapped`);
    return mapping;
}

;// CONCATENATED MODULE: ./build/run/audit.js





/** Prepares to work out what a warm run would have given. */
function createAudit(options) {
    const { source, destination, mappings, plans, previous, full, readAhead, signal } = options;
    const warmA = createWarmSource({
        adapter: source,
        mappings,
        previous: previous.A,
        cursorTime: plans.A.cursorTime,
        signal,
    });
    const warmB = createDestinationReader({
        adapter: destination,
        mappings,
        plan: plans.B,
        previous: previous.B,
        readInFull: full.B,
        signal,
    });
    const readA = async (kind) => {
        const result = await warmA.read(kind);
        return result.status === 'warm' ? result.read : full.A(kind);
    };
    return {
        A: createSourceSide(source, mappings, { read: readA }, readAhead),
        B: createDestinationSide(mappings, warmB, readAhead),
    };
}
/** Rows that a warm run would have got wrong, by unique id. */
function auditDifferences(side, full, warm) {
    const { kind } = full;
    const expected = new Map(full.rows.map((row) => [row.uniqueId, row]));
    const found = new Map(warm.rows.map((row) => [row.uniqueId, row]));
    const ids = [...new Set([...expected.keys(), ...found.keys()])];
    return ids.flatMap((id) => {
        const what = difference(expected.get(id), found.get(id));
        return what === undefined ? [] : [{ side, kind, id, what }];
    });
}
function difference(full, warm) {
    if (full === undefined)
        return 'a warm run would have kept it, and it is gone';
    if (warm === undefined)
        return 'a warm run would have missed it';
    const fields = Object.keys(full.values).filter((name) => !sameValue(full.values[name] ?? null, warm.values[name] ?? null));
    return fields.length === 0 ? undefined : `a warm run would have missed a change of ${fields.join(', ')}`;
}

;// CONCATENATED MODULE: ./build/run/snapshots.js

/**
 * Does work that keeps snapshots, each written while the next kind is read. All are written, or have failed, when it
 * ends, whichever way. Throws `CACHE_UNWRITABLE` and what the work throws.
 */
async function withSnapshots(options, work) {
    let writing = Promise.resolve();
    try {
        const result = await work(async (mapping, a, b) => {
            await writing;
            writing = writeBoth(options, mapping, a, b);
            writing.catch(() => undefined); // Whoever awaits it hears of it.
        });
        await writing;
        return result;
    }
    finally {
        await writing.catch(() => undefined);
    }
}
async function writeBoth({ prepared, run, extractedAt }, { kind, fields }, a, b) {
    const schema = prepared.schema.kinds.get(kind);
    if (schema === undefined)
        throw new Error(`${kind} was not checked against the schema`);
    const columns = snapshotColumns(schema, fields.map(({ name }) => name));
    for (const [side, { rows, records, leftOut }] of [
        ['A', a],
        ['B', b],
    ]) {
        await run.snapshot(side, { kind, columns, rows, records, extractedAt: extractedAt[side] }, leftOut);
    }
}

;// CONCATENATED MODULE: ./build/run/compare.js









/** Kinds read beyond the one that is being compared: enough to keep both servers busy, few enough for memory. */
const compare_READ_AHEAD = 3;
/**
 * Reads both sides at once and compares them kind by kind in write order. Each kind's rows go to the snapshot
 * and are then let go, so memory grows with the largest kinds and with the plan, not with the run.
 */
async function compareSides(options) {
    const { prepared, signal } = options;
    const { mappings } = prepared;
    const planA = options.plans.A;
    // Before the first record: what is entered later is newer than the records.
    const histories = historiesNow(options);
    histories.catch(() => undefined); // Whoever awaits it hears of it.
    const reader = createSourceReader({
        adapter: options.source,
        mappings,
        plan: planA,
        previous: planA.previous,
        signal,
    });
    // Only an audit needs what was read a second time; else it is let go as soon as it is mapped.
    const shared = planA.audited === undefined ? (read) => read : oncePerKey;
    const readA = shared((kind) => reader.read(kind));
    const sideA = createSourceSide(options.source, mappings, { read: readA }, compare_READ_AHEAD);
    const planB = options.plans.B;
    const destinationReader = createDestinationReader({
        adapter: options.destination,
        mappings,
        plan: planB,
        previous: planB.previous,
        signal,
    });
    const readB = shared((kind) => destinationReader.read(kind));
    const sideB = createDestinationSide(mappings, { read: readB }, compare_READ_AHEAD);
    const audit = auditOf(options, { A: readA, B: readB });
    const compared = [];
    const extractedAt = { A: planA.cursorTime, B: planB.cursorTime };
    await withSnapshots({ prepared, run: options.run, extractedAt }, async (keep) => {
        for (const mapping of mappings.values()) {
            compared.push(await compareKind(options, mapping, { A: sideA, B: sideB }, audit, keep));
        }
    });
    const reads = {
        A: new Map(compared.map(({ diff, readA: read }) => [diff.kind, read])),
        B: new Map(compared.map(({ diff, readB: read }) => [diff.kind, read])),
    };
    const { watched, withoutCursor } = await reader.finish();
    await options.run.watched(watchedFile(watched, await histories));
    for (const [kind, read] of reads.A) {
        const cursor = withoutCursor.has(kind) ? undefined : read.cursor;
        reads.A.set(kind, { ...read, cursor, requests: sourceRequests(options.source, mappings.get(kind)) });
    }
    for (const [kind, read] of reads.B) {
        reads.B.set(kind, { ...read, requests: options.destination.usage(kind).count });
    }
    return {
        diffs: compared.map(({ diff }) => diff),
        problems: compared.flatMap(({ problems }) => problems),
        reads,
        audit: audit === undefined ? undefined : compared.flatMap(({ audited }) => audited),
        existing: (kind) => sideB.idsOf(kind),
    };
}
async function compareKind(options, mapping, sides, audit, keep) {
    const { kind } = mapping;
    const [a, b] = await Promise.all([
        observed(options, sides.A, 'A', kind),
        observed(options, sides.B, 'B', kind),
    ]);
    const warm = audit && (await Promise.all([audit.A.rows(kind), audit.B.rows(kind)]));
    const diff = diffOf(options, mapping, a, b);
    // What refers to a renamed object is compared by the name that it gets, and is not a change of its own.
    for (const row of b.rows) {
        const renamed = diff.renames.get(row.localId);
        if (renamed === undefined)
            continue;
        sides.B.renamed(kind, row.origin, row.localId, renamed);
        audit?.B.renamed(kind, row.origin, row.localId, renamed);
    }
    await keep(mapping, a, b);
    return {
        diff,
        problems: [...a.problems, ...b.problems],
        audited: warm ? [...auditDifferences('A', a, warm[0]), ...auditDifferences('B', b, warm[1])] : [],
        readA: { ...a.read, rows: a.rows.length, requests: 0 },
        readB: { ...b.read, rows: b.rows.length, requests: 0 },
    };
}
function auditOf(options, full) {
    const { source, destination, plans, prepared, signal } = options;
    const { audited: a } = plans.A;
    const { audited: b } = plans.B;
    if (a === undefined || b === undefined)
        return undefined;
    const { mappings } = prepared;
    const previous = { A: a, B: b };
    return createAudit({ source, destination, mappings, plans, previous, full, readAhead: compare_READ_AHEAD, signal });
}
/** Counted at the end: what a kind costs is asked for while other kinds are read. */
function sourceRequests(source, mapping) {
    const endpoints = new Set(mapping?.elements.map(({ endpoint }) => endpoint) ?? []);
    return [...endpoints].reduce((sum, endpoint) => sum + source.usage(endpoint).count, 0);
}
/** What both systems tell of their history. */
async function historiesNow({ source, destination, plans, signal }) {
    const [markA, markB] = await Promise.all([source.historyMark(signal), destination.historyMark(signal)]);
    return { A: historyNow(markA, plans.A.history), B: historyNow(markB, plans.B.history) };
}
function watchedFile(watched, { A, B }) {
    return {
        ids: Object.fromEntries([...watched.ids].map(([endpoint, ids]) => [endpoint, [...ids]])),
        unwatched: Object.fromEntries(watched.unwatched),
        newest: Object.fromEntries(watched.newest),
        history_mark: A.status === 'marked' ? A.mark : null,
        history_lost: A.status === 'lost',
        destination_history_mark: B.status === 'marked' ? B.mark : null,
        destination_history_lost: B.status === 'lost',
    };
}
async function observed(options, side, name, kind) {
    const rows = await side.rows(kind);
    options.observe({ type: 'read', side: name, kind, rows: rows.rows.length });
    return rows;
}
function diffOf({ prepared, source: adapter }, mapping, source, destination) {
    // Which of two objects with one identity is the counterpart cannot be told, and a third would be no help.
    const unclear = new Set(destination.problems.map(({ uniqueId }) => uniqueId));
    return diffKind({
        kind: mapping.kind,
        source: unclear.size === 0 ? source.rows : source.rows.filter((row) => !unclear.has(row.uniqueId)),
        destination: destination.rows,
        fields: mapping.fields.map(({ name }) => name),
        flags: prepared.sync.flags,
        failedSourceRecords: source.problems.length,
        naming: { sync: prepared.sync.name, namespace: adapter.namespace() },
    });
}

;// CONCATENATED MODULE: ./build/run/cursors.js
/** `cursors.json`: by side and kind, up to when the snapshot is complete. Kinds that cannot tell have none. */
function cursorsOf(comparison) {
    return { A: sideCursors(comparison.reads.A), B: sideCursors(comparison.reads.B) };
}
function sideCursors(reads) {
    const cursors = {};
    for (const [kind, { cursor }] of reads) {
        if (cursor !== undefined)
            cursors[kind] = `${cursor.tier}:${cursors_position(cursor)}`;
    }
    return cursors;
}
function cursors_position(cursor) {
    return cursor.tier === 'PAGE_TOKEN' ? cursor.token : cursor.time.toISOString();
}

;// CONCATENATED MODULE: ./build/run/destination-branch.js



/**
 * Makes the branch that a destination is used on, when there is none of its name.
 * @throws SyncError USAGE for a destination without branches; BRANCH_REFUSED
 */
async function createBranch(destination, signal) {
    await branchOf(destination).create(signal);
}
/**
 * Removes a sync's branch at its destination.
 * @throws SyncError USAGE for a destination without branches and for the default branch; BRANCH_REFUSED
 */
async function removeBranch(sync, context, signal) {
    const destination = createDestination(sync.destination, {
        ...context,
        baseDirectory: path.dirname(sync.file),
        counterpart: sync.source.name,
    });
    try {
        return await branchOf(destination).remove(signal);
    }
    finally {
        await destination.close();
    }
}
function branchOf(destination) {
    if (destination.branch !== undefined)
        return destination.branch;
    throw new errors_SyncError({
        code: 'USAGE',
        message: `The destination "${destination.system}" has no branches.`,
        hint: 'Leave "create-branch" and "delete-branch" out: they are for destinations such as Infrahub.',
    });
}

;// CONCATENATED MODULE: ./build/run/full-read.js
/**
 * What reading everything costs: measured when this run did nothing else, otherwise what the run it builds on
 * knew of it; null when no run did.
 */
function fullReadOf(comparison, cost, gate) {
    const { reads, audit } = comparison;
    const everything = [...reads.A.values(), ...reads.B.values()].every(({ mode }) => mode === 'full');
    // An audit reads more than everything: what changed, a second time.
    if (!everything || audit !== undefined)
        return gate.last?.info.full_read ?? null;
    return {
        run_id: cost.runId,
        objects: { A: full_read_objectsRead(reads.A), B: full_read_objectsRead(reads.B) },
        requests: { A: cost.traffic.A.count, B: cost.traffic.B.count },
        duration_ms: Math.round(cost.milliseconds),
    };
}
function full_read_objectsRead(reads) {
    return [...reads.values()].reduce((sum, { changed }) => sum + changed, 0);
}

;// CONCATENATED MODULE: ./build/run/gate.js





/** A warm run needs to be asked for, a finished run of the same mapping and systems, and that it is not yet time for a full one. */
async function openGate(options) {
    const { root, prepared, reading, runId } = options;
    const { sync, schemaHash, binding } = prepared;
    const found = await lastFinishedRun(root, sync.name, runId);
    const last = found.status === 'verified' && found.run.info.binding === binding ? found.run : undefined;
    const full = (reason) => ({ status: 'full', reason, last });
    if (reading === 'full')
        return full('a full extract was asked for, which is the default');
    const every = sync.incremental.fullResyncEvery;
    if (every <= 1)
        return full('incremental.full_resync_every is 1, which turns warm runs off');
    if (found.status === 'none')
        return full(found.reason);
    if (found.status === 'corrupt')
        return full(`the last run ${found.runId} cannot be used: ${found.reason}`);
    const { run } = found;
    if (run.schemaHash !== schemaHash || run.info.schema_hash !== schemaHash) {
        return full(`the mapping or the destination's schema changed since run ${run.runId}`);
    }
    if (last === undefined || run.info.snapshot_version !== snapshotVersion) {
        return full(`run ${run.runId} was of another source, destination, branch or version of one`);
    }
    if (reading === 'audit')
        return { status: 'resync', reason: 'an audit reads everything', last };
    const counter = await readRunCounter(external_node_path_.join(syncFolder(root, sync.name), fileNames.runCounter));
    if (counter.status !== 'present')
        return full('it is not known how many runs there were since everything was read');
    if (counter.value + 1 >= every) {
        return { status: 'resync', reason: `everything is read on every ${ordinal(every)} run`, last };
    }
    return { status: 'warm', last };
}
function ordinal(number) {
    const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
    return `${number}${ending[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)]}`;
}

;// CONCATENATED MODULE: ./build/plan/left-alone.js
/** Says of a kind's operations whose fields have to be asked for, so that the rules can be kept. */
function objectsToAsk(diff, rules) {
    const updates = diff.operations.filter(({ action }) => action === 'update' && !rules.overwriteProtected);
    const deletes = diff.operations.filter(({ action }) => action === 'delete' && rules.deleteOwnedOnly);
    const changed = new Set(updates.flatMap((operation) => (operation.action === 'update' ? Object.keys(operation.changes) : [])));
    return { updates: idsOf(updates), deletes: idsOf(deletes), changed: [...changed] };
}
function idsOf(operations) {
    return operations.flatMap((operation) => ('destinationId' in operation ? [operation.destinationId] : []));
}
/**
 * Takes out of a kind's difference what is not this sync's to change: attributes that are protected for
 * somebody else, and with `deleteOwnedOnly` deletes of objects that show no trace of this sync.
 *
 * @param holdings of the objects that `objectsToAsk` named; one that is not among them is gone by now, and the
 *   write will tell
 */
function keepToOurOwn(diff, rules, holdings) {
    const leftAlone = [];
    const withheld = [];
    const operations = diff.operations.flatMap((operation) => {
        if (operation.action === 'create')
            return [operation];
        const fields = holdings.get(operation.destinationId)?.fields ?? {};
        if (operation.action === 'update') {
            if (rules.overwriteProtected)
                return [operation];
            const kept = withoutProtected(operation, fields, leftAlone);
            return kept === undefined ? [] : [kept];
        }
        if (!rules.deleteOwnedOnly || Object.values(fields).some(isOurs))
            return [operation];
        const { kind, id, destinationId } = operation;
        const reason = 'none of its values has this sync as its source or owner, and only such objects are deleted';
        withheld.push({ kind, id, destinationId, reason });
        return [];
    });
    const count = (action) => operations.filter((one) => one.action === action).length;
    const { counts } = diff;
    return {
        ...diff,
        operations,
        counts: {
            ...counts,
            update: count('update'),
            delete: count('delete'),
            unchanged: counts.unchanged + counts.update - count('update'),
        },
        withheld: [...diff.withheld, ...withheld],
        leftAlone,
    };
}
/** The update without what is protected; undefined when nothing is left of it. */
function withoutProtected(operation, fields, leftAlone) {
    const { kind, id, destinationId, changes } = operation;
    const kept = Object.entries(changes).filter(([attribute, change]) => {
        const owner = strangerOf(Object.hasOwn(fields, attribute) ? fields[attribute] : undefined);
        if (owner === undefined)
            return true;
        const reason = `it is protected for ${owner}`;
        leftAlone.push({ kind, id, destinationId, attribute, change, owner, reason });
        return false;
    });
    if (kept.length === 0)
        return undefined;
    if (kept.length === Object.keys(changes).length)
        return operation;
    // What is left of a rename may no longer be one.
    const { renamedFrom: _name, ...rest } = operation;
    return { ...rest, changes: Object.fromEntries(kept) };
}
/** Who a field is protected for, if that is somebody else: its owner, or where there is none its source. */
function strangerOf(holding) {
    const holder = holding?.owner ?? holding?.source;
    return holding?.isProtected && holder?.ours === false ? holder.name : undefined;
}
function isOurs({ source, owner }) {
    return source?.ours === true || owner?.ours === true;
}

;// CONCATENATED MODULE: ./build/run/ownership.js

/** The differences without what is not this sync's to change, and what that was. */
async function respectOwners(options) {
    const { rules, mappings } = options;
    const diffs = [];
    const leftAlone = [];
    for (const diff of options.diffs) {
        const { updates, deletes, changed } = objectsToAsk(diff, rules);
        const mapping = mappings.get(diff.kind);
        if (mapping === undefined || updates.length + deletes.length === 0) {
            diffs.push(diff);
            continue;
        }
        const everything = mapping.fields.map(({ name }) => name);
        const holdings = new Map();
        await ownership_readHoldings(options, mapping, changed, updates, holdings);
        await ownership_readHoldings(options, mapping, everything, deletes, holdings);
        const { leftAlone: left, ...kept } = keepToOurOwn(diff, rules, holdings);
        diffs.push(kept);
        leftAlone.push(left);
    }
    return { diffs, leftAlone: leftAlone.flat() };
}
async function ownership_readHoldings({ destination, signal }, mapping, names, ids, into) {
    const fields = mapping.fields.filter(({ name }) => names.includes(name));
    const projection = {
        kind: mapping.kind,
        attributes: fields.flatMap((field) => (field.type === 'attribute' ? [field.name] : [])),
        relationships: fields.flatMap((field) => field.type === 'relationship' ? [{ name: field.name, cardinality: field.schema.cardinality }] : []),
        at: undefined,
    };
    for await (const page of destination.holdings(projection, ids, signal)) {
        for (const holdings of page)
            into.set(holdings.id, holdings);
    }
}

;// CONCATENATED MODULE: ./build/run/read-plans.js

/** How each side is read in this run, decided before the first record is. */
async function readPlans(options) {
    const { source, destination, signal, gate, prepared } = options;
    const [timeA, timeB] = await Promise.all([source.serverTime(signal), destination.serverTime(signal)]);
    const overlap = prepared.sync.incremental.overlapSeconds * 1000;
    const plan = async (side, time) => {
        const last = gate.last && previousSide(gate.last, side);
        return {
            reason: gate.status === 'warm' ? 'everything is read' : gate.reason,
            cursorTime: new Date(time.getTime() - overlap),
            previous: gate.status === 'warm' ? last : undefined,
            audited: gate.status === 'resync' ? last : undefined,
            history: (await last?.history()) ?? { status: 'untold' },
        };
    };
    return { A: await plan('A', timeA), B: await plan('B', timeB) };
}

;// CONCATENATED MODULE: ./build/run.js





















/**
 * One run, start to end. Trouble with records or writes ends in a report whose status is `failed`; trouble
 * before there is anything to report is thrown.
 *
 * @throws SyncError (ConfigError among them) for what keeps the run from beginning
 */
async function executeRun(request, dependencies) {
    const { sync } = request;
    const startedAt = dependencies.now();
    const runId = newRunId(startedAt, dependencies.randomBytes(4));
    return withLock(sync.name, dependencies, () => withSystems(request, dependencies, (source, destination) => runLocked({ request, dependencies, source, destination, runId, startedAt })));
}
async function runLocked(steps) {
    const { request, dependencies, source, destination, runId, startedAt } = steps;
    const { sync, mode, continueOnError } = request;
    const { cacheRoot, signal } = dependencies;
    if (request.createBranch)
        await createBranch(destination, signal);
    const prepared = await prepareSync(sync, source, destination, request.branch, signal);
    const { binding, schemaHash, warnings } = prepared;
    const keys = { sync: sync.name, binding, schemaHash, runId };
    await dependencies.beforeCache(keys);
    const run = await beginRun({
        root: cacheRoot,
        sync: sync.name,
        runId,
        mode,
        startedAt,
        binding,
        schemaHash,
    });
    dependencies.observe({ type: 'started', runId, kinds: [...prepared.mappings.keys()] });
    const draft = createReportDraft({
        sync: sync.name,
        runId,
        mode,
        unread: 'the run ended before this side was read',
        continueOnError,
        source,
        destination,
        warnings,
    });
    const retention = { root: cacheRoot, sync: sync.name, keep: defaultRunsToKeep, currentRunId: runId };
    const stays = () => runsThatStay(retention, draft.isSound());
    const report = await recordRun({ sync: sync.name, run, draft, startedAt, pages: request.reportPages, stays }, dependencies, () => readCompareWrite(steps, prepared, run, draft));
    await removeOldRuns(retention);
    return {
        report,
        folder: run.folder,
        planFile: run.planFile,
        reportFiles: reportFiles(run.folder),
        keys,
        branch: destination.branch,
    };
}
async function readCompareWrite(steps, prepared, run, draft) {
    const { request, dependencies, source, destination, runId } = steps;
    const { observe, signal, cacheRoot } = dependencies;
    const { sync } = request;
    const readingSince = dependencies.now();
    const gate = await openGate({ root: cacheRoot, prepared, reading: request.reading, runId });
    const plans = await readPlans({ prepared, gate, source, destination, signal });
    const compared = await compareSides({ prepared, source, destination, plans, run, observe, signal });
    const rules = request.ownership;
    const { mappings } = prepared;
    const owned = await respectOwners({ diffs: compared.diffs, mappings, destination, rules, signal });
    const comparison = { ...compared, diffs: owned.diffs };
    await run.cursors(cursorsOf(comparison));
    const milliseconds = dependencies.now().getTime() - readingSince.getTime();
    const traffic = { A: source.usage(), B: destination.usage() };
    draft.compared(comparison, fullReadOf(comparison, { runId: steps.runId, traffic, milliseconds }, gate));
    const plan = buildPlan(prepared.tiers.flat(), comparison.diffs);
    const withheld = comparison.diffs.flatMap((diff) => diff.withheld);
    draft.planned(plan, owned.leftAlone, unresolvedReferences(plan.operations, prepared.mappings, comparison.existing));
    run.note(fileNames.plan, await writePlanFile(run.planFile, { ...plan, withheld, leftAlone: owned.leftAlone }, null));
    observe({ type: 'planned', summary: plan.summary });
    const drops = request.allowRowCountDrop ? [] : await baselineDrops(cacheRoot, sync.name, comparison);
    const excesses = deleteExcesses(plannedDeletes(comparison), request.maxDeletes);
    if (request.mode === 'diff') {
        draft.dropsSeen(drops);
        draft.excessesSeen(excesses);
    }
    else {
        assertNoRowCountDrop(drops);
        assertFewDeletes(excesses);
    }
    if (request.mode === 'sync' && draft.isSound()) {
        await dependencies.approve(plan);
        await write(steps, prepared, comparison, plan, draft);
    }
    if (draft.isSound() && !signal.aborted)
        await keepBaseline(cacheRoot, sync.name, comparison, drops);
}
/** How much of each kind would be deleted, and of how much. */
function plannedDeletes({ diffs, reads }) {
    return diffs.map(({ kind, counts }) => ({
        kind,
        deletes: counts.delete,
        objects: reads.B.get(kind)?.rows ?? 0,
    }));
}
async function write(steps, prepared, comparison, plan, draft) {
    const { request, dependencies, destination } = steps;
    const total = plan.operations.length;
    const outcomes = await applyPlan({
        operations: plan.operations,
        tiers: prepared.tiers,
        mappings: prepared.mappings,
        existing: comparison.existing,
        adapter: destination,
        continueOnError: request.continueOnError || prepared.sync.flags.has('CONTINUE_ON_FAILURE'),
        signal: dependencies.signal,
        onProgress: (done) => dependencies.observe({ type: 'written', done, total }),
    });
    draft.applied(outcomes);
}

;// CONCATENATED MODULE: ./build/cli/run-command.js








/** `diff` and `sync`: one run, its result on stdout. */
async function runCommand(mode, options, wants, surroundings) {
    const reading = options.fullExtract ? 'full' : 'warm';
    const report = await oneRun(mode, reading, options, surroundings);
    const whole = verbosityOf(options) === 'verbose';
    const shown = whole ? Number.POSITIVE_INFINITY : wants.showDiff ? SHOWN_OPERATIONS : 0;
    printReport(report, options.format, shown, surroundings.out);
    return exitCodeOf(report, wants.exitCode);
}
/** `audit`: everything is read and held against what a warm run would have given. 1 when rows differ. */
async function auditCommand(options, surroundings) {
    const report = await oneRun('diff', 'audit', options, surroundings);
    if (options.format === 'text')
        surroundings.out.write(renderAudit(report));
    else
        printReport(report, options.format, 0, surroundings.out);
    return report.status === 'dry-run' && (report.audit ?? []).length === 0 ? 0 : 1;
}
async function oneRun(mode, reading, options, surroundings) {
    const { environment, workingDirectory, talk } = surroundings;
    const sync = await loadRequestedSync(configRequest(options, workingDirectory), nodeFiles(), environment);
    const verbosity = verbosityOf(options);
    const progress = createProgress({ terminal: talk, verbosity, show: options.showProgress });
    const { report } = await executeRun({
        sync,
        mode,
        reading,
        branch: options.branch,
        createBranch: false,
        allowRowCountDrop: options.allowRowcountDrop,
        continueOnError: options.continueOnError,
        maxDeletes: options.maxDeletes,
        ownership: {
            deleteOwnedOnly: options.deleteOwnedOnly,
            overwriteProtected: options.overwriteProtected,
        },
        reportPages: options.report,
    }, runDependencies(surroundings, { ...quietHooks, observe: progress.observe })).finally(progress.end);
    return report;
}
function exitCodeOf(report, wantsExitCode) {
    if (report.status === 'failed' || report.status === 'cancelled')
        return 1;
    const { create, update, delete: removed } = report.summary;
    return wantsExitCode && create + update + removed > 0 ? 2 : 0;
}

;// CONCATENATED MODULE: ./build/config/validate.js





/**
 * Checks the file alone. Pure. `missingVariables` says what an unset `${VARIABLE}` is; a check in CI may lack
 * the secrets, so that by default it is a warning.
 */
function validateOffline(text, file, environment, missingVariables = 'warning') {
    try {
        const sync = loadSync(text, file, environment, { missingVariables });
        return validateOrder(sync);
    }
    catch (error) {
        if (!(error instanceof ConfigError))
            throw error;
        return { status: 'invalid', issues: inFileOrder([...error.issues, ...error.warnings]) };
    }
}
/** Checks a loaded sync without the destination's schema. Pure. */
function validateOrder(sync) {
    return withOrder(sync, new Map(), undefined, sync.warnings);
}
/** Checks a loaded sync against the destination's schema as well. Pure. */
function validateOnline(sync, schema) {
    const check = checkAgainstSchema(sync, schema);
    const warnings = [...sync.warnings, ...check.warnings];
    if (check.errors.length > 0) {
        return { status: 'invalid', issues: issue_inFileOrder([...check.errors, ...warnings]) };
    }
    return withOrder(sync, check.identifiers, schema, warnings);
}
function withOrder(sync, identifiers, schema, warnings) {
    try {
        const order = kindOrder(sync, identifiers, schema);
        return { status: 'valid', sync, issues: issue_inFileOrder([...warnings, ...order.warnings]) };
    }
    catch (error) {
        if (!(error instanceof errors_SyncError) || error.location === undefined)
            throw error;
        const { message, hint, location } = error;
        const cycle = { severity: 'error', message, hint, location };
        return { status: 'invalid', issues: issue_inFileOrder([...warnings, cycle]) };
    }
}

;// CONCATENATED MODULE: ./build/cli/validate-command.js









/** `validate`: the file alone, and unless `--offline` the destination's schema too. */
async function validateCommand(options, surroundings) {
    const { environment, workingDirectory, out } = surroundings;
    const missingVariables = options.offline ? 'warning' : 'error';
    const request = configRequest(options, workingDirectory);
    const validation = await loadRequestedSync(request, nodeFiles(), environment, { missingVariables }).then((sync) => options.offline ? validateOrder(sync) : validateAgainstServer(sync, options.branch, surroundings), invalidConfig);
    const issues = formatIssues(validation.issues);
    if (issues !== '')
        out.write(`${issues}\n`);
    if (validation.status === 'invalid')
        return 1;
    const checked = options.offline ? 'the file alone was checked' : 'checked against the destination';
    out.write(`${validation.sync.file}: ${validation.sync.name} is valid (${checked})\n`);
    return 0;
}
function invalidConfig(error) {
    if (!(error instanceof issue_ConfigError))
        throw error;
    return { status: 'invalid', issues: [...error.issues, ...error.warnings] };
}
async function validateAgainstServer(sync, branch, surroundings) {
    const { environment, random, now, signal, talk } = surroundings;
    const destination = registry_createDestination(sync.destination, {
        environment,
        http: createHttpClientFactory({ environment, random, now }),
        baseDirectory: external_node_path_.dirname(sync.file),
        now,
        branch,
        counterpart: sync.source.name,
        maskSecret: () => undefined,
        warn: (message) => void talk.write(`warning: ${message}\n`),
    });
    try {
        return validateOnline(sync, await destination.schema(signal));
    }
    finally {
        await destination.close();
    }
}

;// CONCATENATED MODULE: ./build/cli/program.js










/** Runs one command line. Never throws for a mistake of the user's: it is told on stderr. */
async function runCommandLine(argv, surroundings) {
    const ended = { code: 0 };
    const program = createProgram(surroundings, (code) => {
        ended.code = code;
    });
    try {
        await program.parseAsync(hoistTalkOptions(argv));
        return ended.code;
    }
    catch (error) {
        if (error instanceof esm/* CommanderError */.b7)
            return error.exitCode === 0 ? 0 : 1;
        if (!(error instanceof errors_SyncError))
            throw error;
        tellError(error, surroundings.talk);
        return 1;
    }
}
function createProgram(surroundings, end) {
    const { out, talk } = surroundings;
    const program = new esm/* Command */.uB('infrahub-sync')
        .description('Keeps a network source of truth in sync: reads, compares, shows the difference, writes it.')
        .exitOverride()
        .configureOutput({ writeOut: (text) => void out.write(text), writeErr: (text) => void talk.write(text) });
    addTalkOptions(addConfigOptions(program.command('list').description('list the syncs below a directory'))).action(async ({ directory }) => end(await listCommand(directory, surroundings)));
    addTalkOptions(addConfigOptions(program.command('validate').description('check a configuration')))
        .option('--branch <branch>', 'the branch of the destination')
        .option('--offline', 'check the file alone, without the destination')
        .action(async (options) => end(await validateCommand(options, surroundings)));
    addRunOptions(program.command('diff').description('show what a sync would change; nothing is written'))
        .option('--exit-code', 'end with 2 when there are changes', false)
        .action(async (options) => end(await runCommand('diff', options, { exitCode: options.exitCode, showDiff: true }, surroundings)));
    addRunOptions(program.command('sync').description('make the destination like the source'))
        .option('--diff', 'print the differences (default)', true)
        .option('--no-diff', 'print the totals only')
        .action(async (options) => end(await runCommand('sync', options, { exitCode: false, showDiff: options.diff }, surroundings)));
    addApplyOptions(program.command('apply').description('write the plan of an earlier run as it is')).action(async (options) => end(await applyCommand(options, surroundings)));
    addCacheCommands(program, surroundings, end);
    addRunOptions(program.command('audit').description('read everything and check what a warm run would have given')).action(async (options) => end(await auditCommand(options, surroundings)));
    return program;
}
function addCacheCommands(program, surroundings, end) {
    addTalkOptions(addConfigOptions(program.command('runs').description('list the runs in the cache')))
        .addOption(formatOption(['text', 'json']))
        .action(async (options) => end(await runsCommand(options, surroundings)));
    addTalkOptions(addConfigOptions(program.command('show').description('show the plan of an earlier run')))
        .argument('<run>', 'its id, as `runs` lists it')
        .addOption(formatOption())
        .action(async (runId, options) => end(await showCommand(runId, options, surroundings)));
    addTalkOptions(addConfigOptions(program.command('clean').description('remove runs from the cache')))
        .addOption(new esm/* Option */.c$('--keep <count>', 'how many runs that ended well stay')
        .argParser(program_wholeNumber)
        .default(runsKeptByDefault))
        .option('--all', 'remove everything: the next run reads everything', false)
        .action(async (options) => end(await cleanCommand(options, surroundings)));
}
function program_wholeNumber(text) {
    if (/^[1-9]\d{0,5}$/.test(text))
        return Number(text);
    throw new esm/* InvalidArgumentError */.Di('It is a whole number of 1 or more; --all removes everything.');
}
const COMMANDS = ['list', 'validate', 'diff', 'sync', 'apply', 'runs', 'show', 'clean', 'audit'];
/** `infrahub-sync --verbosity quiet diff …` is what users of the Python tool type: moved behind the command. */
function hoistTalkOptions(argv) {
    const [node = '', script = '', ...rest] = argv;
    const command = rest.findIndex((word) => COMMANDS.includes(word));
    if (command <= 0)
        return argv;
    return [
        node,
        script,
        ...rest.slice(command, command + 1),
        ...rest.slice(0, command),
        ...rest.slice(command + 1),
    ];
}
function tellError(error, talk) {
    if (error instanceof issue_ConfigError) {
        talk.write(`${formatIssues([...error.issues, ...error.warnings])}\n`);
        return;
    }
    const place = error.location === undefined ? '' : `${formatLocation(error.location)}: `;
    talk.write(`error: ${place}${error.message}\n  hint: ${error.hint}\n`);
}


/***/ }),

/***/ 8245:
/***/ ((__webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.a(__webpack_module__, async (__webpack_handle_async_dependencies__, __webpack_async_result__) => { try {
__webpack_require__.r(__webpack_exports__);
/* harmony import */ var _process_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4677);
/* harmony import */ var _program_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6234);


// A reader that has seen enough, such as `| head`, closes its end. The run goes on: half a sync is worse.
for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error) => {
        if (error.code !== 'EPIPE')
            throw error;
    });
}
process.exitCode = await (0,_program_js__WEBPACK_IMPORTED_MODULE_1__/* .runCommandLine */ .r)(process.argv, {
    ...(0,_process_js__WEBPACK_IMPORTED_MODULE_0__/* .processSurroundings */ .D)(),
    out: process.stdout,
    talk: process.stderr,
});

__webpack_async_result__();
} catch(e) { __webpack_async_result__(e); } }, 1);

/***/ }),

/***/ 4677:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   D: () => (/* binding */ processSurroundings)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_os__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8161);


/** This process's surroundings. From the call on, the first SIGINT or SIGTERM stops the run in good order. */
function processSurroundings() {
    const interrupted = new AbortController();
    for (const signal of ['SIGINT', 'SIGTERM']) {
        process.once(signal, () => interrupted.abort(new Error(`stopped by ${signal}`)));
    }
    return {
        environment: process.env,
        workingDirectory: process.cwd(),
        now: () => new Date(),
        random: Math.random,
        randomBytes: node_crypto__WEBPACK_IMPORTED_MODULE_0__.randomBytes,
        processId: process.pid,
        hostName: (0,node_os__WEBPACK_IMPORTED_MODULE_1__.hostname)(),
        signal: interrupted.signal,
    };
}


/***/ })

};
