import { GLOBALS } from './globals.ts';
import type { CallArguments, Expression, Statement } from './nodes.ts';
import { targetNames } from './parse-statements.ts';
import { textOf } from './values.ts';

/** The names that a template has surely set itself where it stands. */
type Own = ReadonlySet<string>;

/** Told each path that is read and is not the template's own. */
type Read = (path: readonly string[]) => void;

function readArguments(args: CallArguments, own: Own, read: Read): void {
  for (const value of args.positional) readExpression(value, own, read);
  for (const [, value] of args.named) readExpression(value, own, read);
  for (const value of [args.spread, args.spreadNamed]) readExpression(value, own, read);
}

/** The path of `a.b['c']`; a subscript that is no constant, or has a dot, ends it. */
function pathOf(expression: Expression): readonly string[] | undefined {
  if (expression.type === 'name') return [expression.name];
  if (expression.type !== 'attribute' && expression.type !== 'item') return undefined;
  const start = pathOf(expression.of);
  if (start === undefined) return undefined;
  if (expression.type === 'attribute') return [...start, expression.name];
  const key = expression.key.type === 'constant' ? textOf(expression.key.value) : undefined;
  return key === undefined || key === '' || key.includes('.') ? undefined : [...start, key];
}

/** The expressions within an expression, arguments of calls aside. */
function partsOf(expression: Expression): readonly (Expression | undefined)[] {
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

function readExpression(expression: Expression | undefined, own: Own, read: Read): void {
  if (expression === undefined) return;
  const path = pathOf(expression);
  if (path !== undefined) {
    if (!own.has(path[0] ?? '')) read(path);
    return;
  }
  for (const part of partsOf(expression)) readExpression(part, own, read);
  if ('args' in expression) readArguments(expression.args, own, read);
}

/** Reads through statements in their order; gives back what they surely set. */
function readBody(body: readonly Statement[], own: Own, read: Read): Own {
  return body.reduce((before, statement) => readStatement(statement, before, read), own);
}

function withNames(own: Own, names: readonly string[]): Own {
  return new Set([...own, ...names]);
}

function readStatement(statement: Statement, own: Own, read: Read): Own {
  switch (statement.type) {
    case 'output':
      for (const part of statement.parts)
        if (part.type === 'expression') readExpression(part.expression, own, read);
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
      for (const { value } of statement.targets) readExpression(value, own, read);
      readBody(
        statement.body,
        withNames(
          own,
          statement.targets.flatMap(({ target }) => targetNames(target)),
        ),
        read,
      );
      return own;
    case 'filterBlock':
      readBody(statement.body, own, read);
      readExpression(statement.filter, own, read);
      return own;
    case 'macro': {
      const names = statement.parameters.map(({ name }) => name);
      for (const { fallback } of statement.parameters) readExpression(fallback, own, read);
      readBody(statement.body, withNames(own, [statement.name, ...names]), read);
      return withNames(own, [statement.name]);
    }
  }
}

/** True when a body reads this name from outside itself. */
export function mentions(body: readonly Statement[], name: string): boolean {
  let found = false;
  readBody(body, new Set(), ([first]) => {
    if (first === name) found = true;
  });
  return found;
}

/**
 * The dotted paths that a template reads from the record, sorted; what it surely sets itself before, and the
 * names that every template knows, are not among them.
 */
export function pathsOf(body: readonly Statement[]): string[] {
  const paths = new Set<string>();
  readBody(body, new Set(), (path) => {
    if (!GLOBALS.has(path[0] ?? '')) paths.add(path.join('.'));
  });
  return [...paths].sort();
}
