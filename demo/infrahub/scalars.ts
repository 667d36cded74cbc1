import { GraphQLError, GraphQLScalarType, Kind, type ValueNode, valueFromASTUntyped } from 'graphql';
import { parseStamp } from './time.ts';

/** Whole numbers of any size; a variable may hold them as text, a literal may not. */
export const bigInt = new GraphQLScalarType({
  name: 'BigInt',
  serialize: (value) => value,
  parseValue(value) {
    const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
    if (!Number.isInteger(number))
      throw new GraphQLError(`BigInt cannot represent value: ${JSON.stringify(value)}`);
    return number;
  },
  parseLiteral(node) {
    if (node.kind !== Kind.INT)
      throw new GraphQLError(`Expected value of type 'BigInt', found ${sourceOf(node)}.`);
    return Number(node.value);
  },
});

export const dateTime = new GraphQLScalarType({
  name: 'DateTime',
  serialize: (value) => value,
  parseValue: readStamp,
  parseLiteral: (node) => readStamp(node.kind === Kind.STRING ? node.value : undefined),
});

export const genericScalar = new GraphQLScalarType({
  name: 'GenericScalar',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});

function readStamp(value: unknown): number {
  const stamp = typeof value === 'string' ? parseStamp(value) : undefined;
  if (stamp === undefined)
    throw new GraphQLError(`DateTime cannot represent value: ${JSON.stringify(value)}`);
  return stamp;
}

function sourceOf(node: ValueNode): string {
  return node.kind === Kind.STRING ? JSON.stringify(node.value) : node.kind;
}
