import { equals } from './compare.ts';
import { typeError } from './errors.ts';
import { iterate, lengthOf } from './iterate.ts';
import { type Arguments, Callable, Instance, PyTuple, Undefined, type Value } from './values.ts';

/** The special variable `loop`: knows where a loop is, and looks ahead only when asked. */
export class LoopState {
  readonly #iterator: Iterator<Value>;
  readonly #knownLength: number | undefined;
  readonly #depth: number;
  #ahead: Value[] = [];
  #index = -1;
  #current: Value | undefined;
  #before: Value | undefined;
  #lastChanged: Value | undefined;

  constructor(items: Iterable<Value>, knownLength: number | undefined, depth: number) {
    this.#iterator = items[Symbol.iterator]();
    this.#knownLength = knownLength;
    this.#depth = depth;
  }

  /** A loop over a value: its length is known ahead when the value has one. */
  static over(value: Value, depth: number): LoopState {
    return new LoopState(iterate(value), lengthOf(value), depth);
  }

  next(): Value | undefined {
    const item = this.#ahead.length > 0 ? this.#ahead.shift() : this.#pull();
    if (item === undefined) return undefined;
    this.#index += 1;
    this.#before = this.#current;
    this.#current = item;
    return item;
  }

  #pull(): Value | undefined {
    const next = this.#iterator.next();
    return next.done === true ? undefined : next.value;
  }

  #peek(): Value | undefined {
    if (this.#ahead.length === 0) {
      const item = this.#pull();
      if (item !== undefined) this.#ahead.push(item);
    }
    return this.#ahead[0];
  }

  #length(): number {
    if (this.#knownLength !== undefined) return this.#knownLength;
    for (let item = this.#pull(); item !== undefined; item = this.#pull()) this.#ahead.push(item);
    return this.#index + 1 + this.#ahead.length;
  }

  /** The object that a template sees. */
  asValue(recurse: ((items: Value) => Value) | undefined): Instance {
    return new Instance({
      typeName: 'LoopContext',
      attribute: (name) => this.#attribute(name),
      call: (args) => this.#call(args, recurse),
      repr: () => `<LoopContext ${this.#index + 1}/${this.#length()}>`,
      length: () => this.#length(),
    });
  }

  #call(args: Arguments, recurse: ((items: Value) => Value) | undefined): Value {
    const [items] = args.positional;
    if (recurse === undefined)
      throw typeError("The loop must have the 'recursive' marker to be called recursively.");
    if (items === undefined || args.positional.length > 1 || args.named.size > 0) {
      throw typeError('loop() takes one argument');
    }
    return recurse(items);
  }

  #attribute(name: string): Value | undefined {
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

  #cycle(args: Arguments): Value {
    const items = args.positional;
    if (items.length === 0) throw typeError('no items for cycling given');
    return items[this.#index % items.length] ?? null;
  }

  #changed(args: Arguments): Value {
    const value = new PyTuple(args.positional);
    if (this.#lastChanged !== undefined && equals(this.#lastChanged, value)) return false;
    this.#lastChanged = value;
    return true;
  }
}
