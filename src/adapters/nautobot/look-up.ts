import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { isKeptFloat } from '../../json-floats.ts';
import { type CutPlan, cutRecord } from '../django-rest/cut-record.ts';
import { referenceOf } from '../django-rest/endpoints.ts';
import { ownFields } from './own-fields.ts';
import type { NautobotRow } from './product.ts';

/** Raw rows of some ids of an endpoint, with what a plan reads of them. */
export type ReadTargets = (
  endpoint: string,
  plan: CutPlan,
  ids: ReadonlySet<string>,
  signal: AbortSignal,
) => AsyncIterable<readonly NautobotRow[]>;

/** A reference whose object could not be read: it is gone, or the token may not see it. */
export interface MissingTarget {
  readonly endpoint: string;
  readonly id: string;
}

/** Puts what a plan reads of other objects into records that name them only. */
export interface LookUp {
  /** @returns beside each record: its copy, and the first reference that led nowhere */
  fill(
    records: readonly JsonObject[],
    signal: AbortSignal,
  ): Promise<readonly { readonly data: JsonObject; readonly missing: MissingTarget | undefined }[]>;
}

/**
 * Nautobot answers a reference as `{id, object_type, url}`. What is read of the object (`status.name`,
 * `location.parent.name`) is asked of its own endpoint, each object once per look-up: cheaper than nested objects
 * in every record, and as deep as a path goes.
 */
export function createLookUp(plan: CutPlan, readTargets: ReadTargets): LookUp {
  const levels = plan.members
    .filter(({ plan: member }) => readsInside(member))
    .map(({ name, plan: member }) => ({
      name,
      plan: member,
      known: new Map<string, JsonObject>(),
      inside: undefined as LookUp | undefined,
    }));

  const fetchTargets = async (
    level: (typeof levels)[number],
    wanted: ReadonlyMap<string, ReadonlySet<string>>,
    signal: AbortSignal,
  ): Promise<void> => {
    level.inside ??= createLookUp(level.plan, readTargets);
    for (const [endpoint, ids] of wanted) {
      for await (const rows of readTargets(endpoint, level.plan, ids, signal)) {
        const filled = await level.inside.fill(
          rows.map(({ data }) => data),
          signal,
        );
        for (const [index, { data, missing }] of filled.entries()) {
          const id = rows[index]?.id ?? '';
          if (missing === undefined) level.known.set(id, cutTarget(data, level.plan));
        }
      }
    }
  };

  return {
    async fill(records, signal) {
      const filled: { data: JsonObject; missing: MissingTarget | undefined }[] = records.map((record) => ({
        data: { ...record },
        missing: undefined,
      }));
      for (const level of levels) {
        const wanted = new Map<string, Set<string>>();
        for (const { data } of filled) {
          eachReference(data[level.name], ({ endpoint, id }) => {
            if (!level.known.has(id)) wanted.set(endpoint, (wanted.get(endpoint) ?? new Set()).add(id));
          });
        }
        await fetchTargets(level, wanted, signal);
        for (const entry of filled) {
          const value = entry.data[level.name];
          eachReference(value, (target) => {
            if (!level.known.has(target.id)) entry.missing ??= target;
          });
          if (value !== undefined) entry.data[level.name] = withTargets(value, level.known);
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
export function targetFields(endpoint: string, plan: CutPlan): readonly string[] | 'everything' {
  const named = plan.members.map(({ name }) => name);
  if (!plan.whole) return named;
  const fields = ownFields(endpoint);
  if (fields === undefined) return 'everything';
  const own = [...fields].filter(
    ([name, { changes }]) => changes === 'with-stamp' && name !== 'custom_fields',
  );
  return [...new Set([...own.map(([name]) => name), ...named])];
}

/** An object with these fields only, and what says which object it is. */
export function ownPart(data: JsonObject, fields: readonly string[] | 'everything'): JsonObject {
  if (fields === 'everything') return data;
  const kept = new Set(['id', 'url', ...fields]);
  return Object.fromEntries(Object.entries(data).filter(([name]) => kept.has(name)));
}

/** Whether a path goes on into the object of a field, or those of a set. */
function readsInside({ whole, members }: CutPlan): boolean {
  return whole || members.length > 0;
}

function eachReference(value: JsonValue | undefined, found: (target: MissingTarget) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) eachReference(item, found);
    return;
  }
  const target = bareReference(value);
  if (target !== undefined) found(target);
}

function withTargets(value: JsonValue, known: ReadonlyMap<string, JsonObject>): JsonValue {
  if (Array.isArray(value)) return value.map((item) => withTargets(item, known));
  const target = bareReference(value);
  return (target && known.get(target.id)) ?? value;
}

/** A reference as `depth=0` gives it; an object that is shown whole is none. */
function bareReference(value: JsonValue | undefined): MissingTarget | undefined {
  if (value === undefined || isKeptFloat(value) || !isJsonObject(value)) return undefined;
  if (typeof value.object_type !== 'string' || 'display' in value) return undefined;
  const reference = referenceOf(value);
  if (reference?.endpoint === undefined) return undefined;
  return { endpoint: reference.endpoint, id: reference.id };
}

/** What a plan keeps of an object that was looked up, which always says which object it is. */
function cutTarget(data: JsonObject, plan: CutPlan): JsonObject {
  const kept = cutRecord(
    { target: data },
    {
      ends: false,
      whole: false,
      namesPosition: false,
      members: [{ name: 'target', plan }],
    },
  );
  const { target } = kept;
  return target !== undefined && isJsonObject(target) ? target : {};
}
