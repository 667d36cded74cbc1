import type { JsonObject, JsonValue } from '../../json.ts';
import { isKeptFloat } from '../../json-floats.ts';
import { isVolatile } from './volatile-names.ts';

/** What is kept of one value: dotted paths as a tree, made once and used for every record. */
export interface CutPlan {
  /** A path ends here: the value itself is read. */
  readonly ends: boolean;
  /** A path ends below everything that is here, as in `rack.*`: the value is kept as it is. */
  readonly whole: boolean;
  /** A path goes on with a position in a list, such as `tags.0.slug`: positions must stay as they are. */
  readonly namesPosition: boolean;
  readonly members: readonly CutMember[];
}

interface CutMember {
  readonly name: string;
  readonly plan: CutPlan;
}

/** @param paths dotted, such as `name`, `site.slug`, `custom_fields.owner`; `rack.*` keeps the rack whole */
export function planCut(paths: readonly string[]): CutPlan {
  return planOf(paths.map((path) => path.split('.')));
}

function planOf(paths: readonly (readonly string[])[]): CutPlan {
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
export function cutRecord(record: JsonObject, plan: CutPlan): JsonObject {
  const kept: JsonObject = {};
  cutMembers(record, plan, kept);
  return kept;
}

function cutMembers(from: JsonObject, plan: CutPlan, to: JsonObject): void {
  for (const { name, plan: member } of plan.members) {
    const value = from[name];
    if (value !== undefined) to[name] = cutValue(value, member);
  }
}

function cutValue(value: JsonValue, plan: CutPlan): JsonValue {
  if (typeof value !== 'object' || value === null || isKeptFloat(value)) return value;
  if (plan.whole) return cutWhole(value, plan);
  if (Array.isArray(value)) return plan.namesPosition ? value : value.map((item) => cutValue(item, plan));
  const { id, url } = value;
  if (id !== undefined && url !== undefined) {
    const kept: JsonObject = { id, url };
    cutMembers(value, plan, kept);
    return kept;
  }
  return plan.ends ? value : cutRecord(value, plan);
}

/** All of a value, but of nested objects nothing volatile except what a path names. */
function cutWhole(value: JsonObject | JsonValue[], plan: CutPlan): JsonValue {
  const kept = withoutVolatile(value);
  if (!Array.isArray(kept) && !Array.isArray(value)) cutMembers(value, plan, kept);
  return kept;
}

function withoutVolatile(value: JsonObject | JsonValue[]): JsonObject | JsonValue[] {
  const inner = (member: JsonValue) =>
    typeof member === 'object' && member !== null && !isKeptFloat(member) ? withoutVolatile(member) : member;
  if (Array.isArray(value)) return value.map(inner);
  const isReference = value.id !== undefined && value.url !== undefined;
  const entries = Object.entries(value).filter(([name]) => !isReference || !isVolatile(name));
  return Object.fromEntries(entries.map(([name, member]) => [name, inner(member)]));
}
