import type { JsonObject, JsonValue } from '../../json.ts';

/** What is kept of one value: dotted paths as a tree, made once and used for every record. */
export interface CutPlan {
  /** A path ends here: the value itself is read. */
  readonly ends: boolean;
  /** A path ends below everything that is here: the value is kept as it is. */
  readonly whole: boolean;
  readonly members: ReadonlyMap<string, CutPlan>;
}

interface GrowingPlan {
  ends: boolean;
  whole: boolean;
  readonly members: Map<string, GrowingPlan>;
}

/** @param paths dotted, such as `name`, `site.slug`, `custom_fields.owner`; `rack.*` keeps the rack whole */
export function planCut(paths: readonly string[]): CutPlan {
  const root: GrowingPlan = { ends: false, whole: false, members: new Map() };
  for (const path of paths) {
    let plan = root;
    const names = path.split('.');
    const whole = names.at(-1) === '*';
    for (const name of whole ? names.slice(0, -1) : names) {
      const member = plan.members.get(name) ?? { ends: false, whole: false, members: new Map() };
      plan.members.set(name, member);
      plan = member;
    }
    plan.ends = true;
    plan.whole ||= whole;
  }
  return root;
}

/**
 * The part of a record that the paths read. Where a path ends at a nested object of NetBox's own (one with `id`
 * and `url`), or a list of them, only what identifies it is kept: its other fields change without the record
 * changing. Where a path ends in `.*` everything is kept. Any other value at the end of a path is kept whole. Fields that the record lacks stay absent.
 */
export function cutRecord(record: JsonObject, plan: CutPlan): JsonObject {
  const kept: JsonObject = {};
  cutMembers(record, plan, kept);
  return kept;
}

function cutMembers(from: JsonObject, plan: CutPlan, to: JsonObject): void {
  for (const [name, member] of plan.members) {
    const value = from[name];
    if (value !== undefined) to[name] = cutValue(value, member);
  }
}

function cutValue(value: JsonValue, plan: CutPlan): JsonValue {
  if (typeof value !== 'object' || value === null || plan.whole) return value;
  if (Array.isArray(value)) return namesElement(plan) ? value : value.map((item) => cutValue(item, plan));
  const { id, url } = value;
  if (id !== undefined && url !== undefined) {
    const kept: JsonObject = { id, url };
    cutMembers(value, plan, kept);
    return kept;
  }
  return plan.ends ? value : cutRecord(value, plan);
}

/** True for a path with a position in a list, such as `tags.0.slug`: positions must stay as they are. */
function namesElement(plan: CutPlan): boolean {
  for (const name of plan.members.keys()) if (/^\d+$/.test(name)) return true;
  return false;
}
