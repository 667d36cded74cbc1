import type { BinaryOperator } from './operators.ts';
import type { Value } from './values.ts';

export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [name: string, value: Expression])[];
  readonly spread: Expression | undefined;
  readonly spreadNamed: Expression | undefined;
}

/** An expression of a template. */
export type Expression =
  | { readonly type: 'constant'; readonly value: Value }
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'list' | 'tuple'; readonly items: readonly Expression[] }
  | { readonly type: 'dict'; readonly pairs: readonly (readonly [Expression, Expression])[] }
  | { readonly type: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly type: 'item'; readonly of: Expression; readonly key: Expression }
  | SliceExpression
  | { readonly type: 'call'; readonly callee: Expression; readonly args: CallArguments }
  | FilterExpression
  | { readonly type: 'test'; readonly of: Expression; readonly name: string; readonly args: CallArguments }
  | { readonly type: 'not'; readonly of: Expression }
  | { readonly type: 'unary'; readonly operator: '-' | '+'; readonly of: Expression }
  | {
      readonly type: 'binary';
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly type: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly type: 'concat'; readonly parts: readonly Expression[] }
  | {
      readonly type: 'compare';
      readonly first: Expression;
      readonly rest: readonly { readonly operator: CompareOperator; readonly value: Expression }[];
    }
  | {
      readonly type: 'condition';
      readonly test: Expression;
      readonly whenTrue: Expression;
      readonly otherwise: Expression | undefined;
      readonly line: number;
    };

export interface SliceExpression {
  readonly type: 'slice';
  readonly of: Expression;
  readonly start: Expression | undefined;
  readonly stop: Expression | undefined;
  readonly step: Expression | undefined;
}

/** A filter; without `of` it works on the text of a block. */
export interface FilterExpression {
  readonly type: 'filter';
  readonly of: Expression | undefined;
  readonly name: string;
  readonly args: CallArguments;
}

/** What an assignment or a loop puts values into. */
export type Target =
  | { readonly type: 'name'; readonly name: string }
  | { readonly type: 'namespace'; readonly name: string; readonly attribute: string }
  | { readonly type: 'tuple' | 'list'; readonly items: readonly Target[] };

export interface MacroParameter {
  readonly name: string;
  readonly fallback: Expression | undefined;
}

export interface ForStatement {
  readonly type: 'for';
  readonly target: Target;
  readonly over: Expression;
  readonly test: Expression | undefined;
  readonly recursive: boolean;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}

export interface MacroStatement {
  readonly type: 'macro';
  readonly name: string;
  readonly parameters: readonly MacroParameter[];
  readonly body: readonly Statement[];
}

/** One thing that a template prints: text, or the value of an expression. */
export type OutputPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'expression'; readonly expression: Expression };

/** A statement of a template. */
export type Statement =
  | { readonly type: 'output'; readonly parts: readonly OutputPart[] }
  | {
      readonly type: 'if';
      readonly branches: readonly { readonly test: Expression; readonly body: readonly Statement[] }[];
      readonly otherwise: readonly Statement[];
    }
  | ForStatement
  | MacroStatement
  | { readonly type: 'set'; readonly target: Target; readonly value: Expression }
  | {
      readonly type: 'setBlock';
      readonly target: Target;
      readonly filter: FilterExpression | undefined;
      readonly body: readonly Statement[];
    }
  | {
      readonly type: 'with';
      readonly targets: readonly { readonly target: Target; readonly value: Expression }[];
      readonly body: readonly Statement[];
    }
  | { readonly type: 'filterBlock'; readonly filter: FilterExpression; readonly body: readonly Statement[] };
