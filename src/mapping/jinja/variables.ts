import { GLOBALS } from './globals.ts';
import type { CallArguments, Expression, Statement } from './nodes.ts';
import { targetNames } from './parse-statements.ts';
import { textOf } from './values.ts';

/** Walks over a template's expressions and tells each path that it reads and each name that it sets. */
interface Visitor {
  readonly read: (path: readonly string[]) => void;
  readonly set: (name: string) => void;
}

function visitArguments(args: CallArguments, visitor: Visitor): void {
  for (const value of args.positional) visitExpression(value, visitor);
  for (const [, value] of args.named) visitExpression(value, visitor);
  if (args.spread !== undefined) visitExpression(args.spread, visitor);
  if (args.spreadNamed !== undefined) visitExpression(args.spreadNamed, visitor);
}

/** The path of `a.b['c']`; a subscript that is no constant ends it. */
function pathOf(expression: Expression): readonly string[] | undefined {
  if (expression.type === 'name') return [expression.name];
  if (expression.type !== 'attribute' && expression.type !== 'item') return undefined;
  const start = pathOf(expression.of);
  if (start === undefined) return undefined;
  if (expression.type === 'attribute') return [...start, expression.name];
  const key = expression.key.type === 'constant' ? textOf(expression.key.value) : undefined;
  return key === undefined ? undefined : [...start, key];
}

function visitExpression(expression: Expression, visitor: Visitor): void {
  const visit = (inner: Expression | undefined): void => {
    if (inner !== undefined) visitExpression(inner, visitor);
  };
  const path = pathOf(expression);
  if (path !== undefined) return visitor.read(path);
  switch (expression.type) {
    case 'call':
      visitCallee(expression.callee, visitor);
      return visitArguments(expression.args, visitor);
    case 'attribute':
    case 'not':
    case 'unary':
      return visit(expression.of);
    case 'item':
      visit(expression.of);
      return visit(expression.key);
    case 'slice':
      for (const part of [expression.of, expression.start, expression.stop, expression.step]) visit(part);
      return;
    case 'filter':
    case 'test':
      visit(expression.of);
      return visitArguments(expression.args, visitor);
    case 'list':
    case 'tuple':
      return expression.items.forEach(visit);
    case 'concat':
      return expression.parts.forEach(visit);
    case 'dict':
      return expression.pairs.flat().forEach(visit);
    case 'binary':
    case 'and':
    case 'or':
      visit(expression.left);
      return visit(expression.right);
    case 'compare':
      visit(expression.first);
      return expression.rest.forEach(({ value }) => visit(value));
    case 'condition':
      for (const part of [expression.test, expression.then, expression.otherwise]) visit(part);
  }
}

/** `device.name.lower()` reads `device.name`: what is called is not data. */
function visitCallee(callee: Expression, visitor: Visitor): void {
  visitExpression(callee.type === 'attribute' ? callee.of : callee, visitor);
}

function visitBody(body: readonly Statement[], visitor: Visitor): void {
  for (const statement of body) visitStatement(statement, visitor);
}

function visitStatement(statement: Statement, visitor: Visitor): void {
  switch (statement.type) {
    case 'output':
      for (const part of statement.parts)
        if (part.type === 'expression') visitExpression(part.expression, visitor);
      return;
    case 'if':
      for (const { test, body } of statement.branches) {
        visitExpression(test, visitor);
        visitBody(body, visitor);
      }
      return visitBody(statement.otherwise, visitor);
    case 'for':
      visitExpression(statement.over, visitor);
      if (statement.test !== undefined) visitExpression(statement.test, visitor);
      for (const name of [...targetNames(statement.target), 'loop']) visitor.set(name);
      visitBody(statement.body, visitor);
      return visitBody(statement.otherwise, visitor);
    case 'set':
      visitExpression(statement.value, visitor);
      return targetNames(statement.target).forEach(visitor.set);
    case 'setBlock':
      if (statement.filter !== undefined) visitExpression(statement.filter, visitor);
      visitBody(statement.body, visitor);
      return targetNames(statement.target).forEach(visitor.set);
    case 'with':
      for (const { target, value } of statement.targets) {
        visitExpression(value, visitor);
        targetNames(target).forEach(visitor.set);
      }
      return visitBody(statement.body, visitor);
    case 'filterBlock':
      visitExpression(statement.filter, visitor);
      return visitBody(statement.body, visitor);
    case 'macro':
      visitor.set(statement.name);
      for (const { name, fallback } of statement.parameters) {
        visitor.set(name);
        if (fallback !== undefined) visitExpression(fallback, visitor);
      }
      return visitBody(statement.body, visitor);
  }
}

/** True when a body reads this name. */
export function mentions(body: readonly Statement[], name: string): boolean {
  let found = false;
  visitBody(body, {
    read: ([first]) => {
      if (first === name) found = true;
    },
    set: () => undefined,
  });
  return found;
}

/**
 * The dotted paths that a template reads from the record, sorted. A name that the template also sets itself
 * may still be read from the record before that, so it stays in, as its first step alone.
 */
export function pathsOf(body: readonly Statement[]): string[] {
  const paths = new Set<string>();
  const own = new Set<string>();
  const reads: (readonly string[])[] = [];
  visitBody(body, { read: (path) => reads.push(path), set: (name) => own.add(name) });
  for (const path of reads) {
    const [first = ''] = path;
    if (own.has(first) || GLOBALS.has(first)) continue;
    paths.add(path.join('.'));
  }
  return [...paths].sort();
}
