import { JinjaRuntimeError } from './errors.ts';
import { iterate, truth } from './iterate.ts';
import { getterOf } from './lookup.ts';
import { repr } from './repr.ts';
import type { Filter, Runtime } from './runtime.ts';
import { type Arguments, PyIterator, textOf, Undefined, type Value } from './values.ts';

function argumentError(message: string): JinjaRuntimeError {
  return new JinjaRuntimeError('FilterArgumentError', message);
}

/** The name of a filter or test that a template gives as a value. */
function nameOf(value: Value, kind: string): string {
  if (value instanceof Undefined) return value.fail();
  const text = textOf(value);
  if (text === undefined)
    throw new JinjaRuntimeError('TemplateRuntimeError', `No ${kind} named ${repr(value)}.`);
  return text;
}

type Change = (item: Value) => Value;

function mapping(args: Arguments, runtime: Runtime): Change {
  const [, filterName, ...rest] = args.positional;
  const attribute = args.named.get('attribute');
  if (filterName === undefined && attribute !== undefined) {
    const unexpected = [...args.named.keys()].find((name) => name !== 'attribute' && name !== 'default');
    if (unexpected !== undefined) throw argumentError(`Unexpected keyword argument '${unexpected}'`);
    return getterOf(attribute, { fallback: args.named.get('default') ?? null });
  }
  if (filterName === undefined) throw argumentError('map requires a filter argument');
  const name = nameOf(filterName, 'filter');
  const filter = runtime.filter(name);
  if (filter === undefined) throw new JinjaRuntimeError('TemplateRuntimeError', `No filter named '${name}'.`);
  return (item) => filter.call({ positional: [item, ...rest], named: args.named }, runtime);
}

function selection(args: Arguments, runtime: Runtime, byAttribute: boolean): (item: Value) => boolean {
  const [, ...given] = args.positional;
  if (byAttribute && given[0] === undefined) throw argumentError('Missing parameter for attribute name');
  const read = byAttribute ? getterOf(given[0] ?? null) : (item: Value): Value => item;
  const [testName, ...rest] = byAttribute ? given.slice(1) : given;
  if (testName === undefined) return (item) => truth(read(item));
  const name = nameOf(testName, 'test');
  const test = runtime.test(name);
  if (test === undefined) throw new JinjaRuntimeError('TemplateRuntimeError', `No test named '${name}'.`);
  return (item) => test({ positional: [read(item), ...rest], named: args.named }, runtime);
}

function* mapped(args: Arguments, runtime: Runtime): Generator<Value> {
  const value = args.positional[0] ?? null;
  if (!truth(value)) return;
  const change = mapping(args, runtime);
  for (const item of iterate(value)) yield change(item);
}

function* selected(args: Arguments, runtime: Runtime, keep: boolean, byAttribute: boolean): Generator<Value> {
  const value = args.positional[0] ?? null;
  if (!truth(value)) return;
  const test = selection(args, runtime, byAttribute);
  for (const item of iterate(value)) if (test(item) === keep) yield item;
}

function selecting(name: string, keep: boolean, byAttribute: boolean): readonly [string, Filter] {
  return [
    name,
    {
      contextual: true,
      call: (args, runtime) => new PyIterator('generator', selected(args, runtime, keep, byAttribute)),
    },
  ];
}

/** The filters that apply a filter or a test to each item. */
export const MAP_FILTERS: readonly (readonly [string, Filter])[] = [
  ['map', { contextual: true, call: (args, runtime) => new PyIterator('generator', mapped(args, runtime)) }],
  selecting('select', true, false),
  selecting('reject', false, false),
  selecting('selectattr', true, true),
  selecting('rejectattr', false, true),
];
