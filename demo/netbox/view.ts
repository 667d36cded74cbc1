import { compileText } from './field-text.ts';
import type { ComputedField, Field, Row } from './fields.ts';
import type { Model } from './model.ts';
import type { Store, Table } from './store.ts';

/** Turns rows into the JSON text of an answer, and remembers the texts for as long as they hold. */
export interface View {
  readonly store: Store;
  readonly version: string;
  /** Where absolute addresses begin, such as `http://127.0.0.1:8000`; setting another one forgets all texts. */
  base: string;
  display(endpoint: string, id: number | null): string;
  /** An embedded object's text, or `null`. */
  embedded(endpoint: string, id: number | null, shape?: string): string;
  /** The text of one row with the fields of the selection, in UTF-8. */
  bytes(row: Row, selection: Selection): Buffer;
  /** The fields that an answer has: all, those of a shape, or some by name; in the model's order. */
  select(endpoint: string, wanted: Wanted): Selection;
}

export type Wanted =
  | { readonly type: 'full' }
  | { readonly type: 'shape'; readonly name: string }
  | { readonly type: 'fields'; readonly names: readonly string[] }
  | { readonly type: 'omit'; readonly names: readonly string[] };

/** Fields to answer with, and the texts made with them so far. */
export interface Selection {
  readonly parts: readonly Part[];
  /** The tables whose rows the texts read besides the row itself. */
  readonly tables: readonly Table[];
  readonly texts: Map<number, Made<string>>;
  readonly bytes: Map<number, Made<Buffer>>;
  /** The state of `tables` that the texts were made from. */
  generation: number;
  /** The store's change count when that was last looked at. */
  checkedAt: number;
}

/** A text and the row that it was made from: rows are replaced, so it holds as long as the row is the same. */
interface Made<T> {
  readonly row: Row;
  readonly text: T;
}

interface Part {
  readonly prefix: string;
  readonly text: (row: Row) => string;
}

/** At most so many selections by name have their texts remembered. */
const REMEMBERED_SELECTIONS = 24;

/** Whether a version such as `4.6.8` is at least `4.7`. */
export function isAtLeast(version: string, since: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [sinceMajor = 0, sinceMinor = 0] = since.split('.').map(Number);
  return major === sinceMajor ? minor >= sinceMinor : major > sinceMajor;
}

export function createView(store: Store, version: string): View {
  const selections = new Map<string, Selection>();
  let base = '';

  function select(endpoint: string, wanted: Wanted): Selection {
    const names = 'names' in wanted ? wanted.names.join(',') : wanted.type === 'shape' ? wanted.name : '';
    const key = `${endpoint} ${wanted.type} ${names}`;
    const known = selections.get(key);
    if (known) return known;
    const { model } = store.table(endpoint);
    const fields = fieldsOf(model, wanted).filter((field) => !field.since || isAtLeast(version, field.since));
    const needed = new Set<string>();
    for (const field of fields) collectNeeds(store, model, field, needed);
    const selection: Selection = {
      parts: fields.map((field, index) => ({
        prefix: `${index === 0 ? '' : ','}"${field.name}":`,
        text: compileText(field, model, view),
      })),
      tables: [...needed].map((name) => store.table(name)),
      texts: new Map(),
      bytes: new Map(),
      generation: -1,
      checkedAt: -1,
    };
    selections.set(key, selection);
    forgetOldest(selections);
    return selection;
  }

  const shapes = new Map<string, Map<string, Selection>>();
  function shapeOf(endpoint: string, shape: string): Selection {
    const ofEndpoint = shapes.get(endpoint) ?? new Map<string, Selection>();
    shapes.set(endpoint, ofEndpoint);
    const known = ofEndpoint.get(shape);
    if (known) return known;
    const made = select(endpoint, shape === 'full' ? { type: 'full' } : { type: 'shape', name: shape });
    ofEndpoint.set(shape, made);
    return made;
  }

  const view: View = {
    store,
    version,
    get base() {
      return base;
    },
    set base(next) {
      if (next === base) return;
      base = next;
      for (const selection of selections.values()) forget(selection);
      for (const ofEndpoint of shapes.values()) for (const shape of ofEndpoint.values()) forget(shape);
    },
    display(endpoint, id) {
      const row = store.get(endpoint, id);
      return row ? store.table(endpoint).model.display(row, view) : '';
    },
    embedded(endpoint, id, shape = 'nested') {
      const row = store.get(endpoint, id);
      if (!row) return 'null';
      const selection = shapeOf(endpoint, shape);
      refresh(store, selection);
      const known = selection.texts.get(row.id);
      if (known?.row === row) return known.text;
      // Through bytes and back, so that a flat text is kept and not the tree of its pieces.
      const text = Buffer.from(compose(row, selection)).toString();
      selection.texts.set(row.id, { row, text });
      return text;
    },
    bytes(row, selection) {
      refresh(store, selection);
      const known = selection.bytes.get(row.id);
      if (known?.row === row) return known.text;
      const text = Buffer.from(compose(row, selection));
      selection.bytes.set(row.id, { row, text });
      return text;
    },
    select,
  };
  return view;
}

function compose(row: Row, selection: Selection): string {
  let text = '{';
  for (const part of selection.parts) text += part.prefix + part.text(row);
  return `${text}}`;
}

function forget(selection: Selection): void {
  selection.texts.clear();
  selection.bytes.clear();
}

/** Forgets the texts when a table that they were made from has changed. */
function refresh(store: Store, selection: Selection): void {
  if (selection.checkedAt === store.changes) return;
  selection.checkedAt = store.changes;
  let generation = 0;
  for (const table of selection.tables) generation += table.generation;
  if (generation === selection.generation) return;
  selection.generation = generation;
  forget(selection);
}

function fieldsOf(model: Model, wanted: Wanted): readonly Field[] {
  if (wanted.type === 'full') return model.fields;
  if (wanted.type === 'omit') return model.fields.filter((field) => !wanted.names.includes(field.name));
  if (wanted.type === 'fields') return model.fields.filter((field) => wanted.names.includes(field.name));
  const shape = model.shapes[wanted.name] ?? [];
  return shape.flatMap((name) => {
    if (name.startsWith('0:')) return [zero(name.slice(2))];
    return model.fields.filter((field) => field.name === name);
  });
}

function zero(name: string): ComputedField {
  return { kind: 'computed', name, needs: [], text: () => '0' };
}

/** The endpoints whose rows a field's text reads, those of embedded objects included. */
function collectNeeds(store: Store, model: Model, field: Field, needed: Set<string>): void {
  if (field.kind === 'display') for (const name of model.displayNeeds ?? []) needed.add(name);
  if (field.kind === 'computed') for (const name of field.needs) needed.add(name);
  if (field.kind === 'customFields') {
    needed.add('extras/custom-fields').add('extras/custom-field-choice-sets');
    needed.add('dcim/sites').add('tenancy/tenants');
  }
  if (field.kind === 'generic') for (const to of field.to) collectShapeNeeds(store, to, 'nested', needed);
  if (field.kind === 'reference' || field.kind === 'many') {
    collectShapeNeeds(store, field.to, field.shape, needed);
  }
}

function collectShapeNeeds(store: Store, endpoint: string, shape: string, needed: Set<string>): void {
  needed.add(endpoint);
  const { model } = store.table(endpoint);
  const wanted: Wanted = shape === 'full' ? { type: 'full' } : { type: 'shape', name: shape };
  for (const field of fieldsOf(model, wanted)) collectNeeds(store, model, field, needed);
}

function forgetOldest(selections: Map<string, Selection>): void {
  if (selections.size <= REMEMBERED_SELECTIONS) return;
  const oldest = selections.keys().find((key) => !key.includes(' shape '));
  if (oldest !== undefined) selections.delete(oldest);
}
