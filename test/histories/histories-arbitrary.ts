import fc from 'fast-check';
import type {
  Change,
  DestinationChange,
  DisturbedRun,
  History,
  ServerChange,
  Setting,
  Step,
} from './history.ts';
import { netboxChange } from './netbox-changes.ts';
import { variantWeights } from './variants.ts';

/** Random histories. The same seed gives the same history on every machine. */

export const STEPS = 30;
const MINUTE = 60;
const DAY = 86_400;
const pick = fc.nat({ max: 11 });

const PERMITTED = [
  'core/object-changes',
  'core/object-changes',
  'dcim/devices',
  'dcim/sites',
  'dcim/device-roles',
  'extras/tags',
  'dcim/interfaces',
] as const;

const serverChange: fc.Arbitrary<ServerChange> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('begin' as const),
      changes: fc.array(netboxChange, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('commit' as const) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('backup' as const, 'backup' as const, 'prune' as const, 'rollback' as const),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('restore' as const),
      clock: fc.constantFrom('kept' as const, 'back' as const),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('permission' as const),
      endpoint: fc.constantFrom(...PERMITTED),
      state: fc.constantFrom('forbidden' as const, 'hidden' as const),
      steps: fc.constantFrom(1, 1, 2, 4),
    }),
  },
);

const place = fc.nat({ max: 29 });

export const destinationChange: fc.Arbitrary<DestinationChange> = fc.oneof(
  fc.record({
    do: fc.constant('destination-set' as const),
    kind: place,
    pick,
    field: place,
    value: fc.constantFrom('edited', 'active', 'Role 0'),
  }),
  fc.record({
    do: fc.constant('destination-relate' as const),
    kind: place,
    pick,
    field: place,
    targets: fc.array(pick, { maxLength: 2 }),
  }),
  fc.record({ do: fc.constant('destination-delete' as const), kind: place, pick }),
  fc.record({
    do: fc.constant('destination-create' as const),
    kind: place,
    name: fc.constantFrom('Tag 0', 'Tag 4', 'device1', 'Site 1', 'Other'),
  }),
);

const variants = fc.uniqueArray(
  fc.oneof(...variantWeights.map(({ name, weight }) => ({ weight, arbitrary: fc.constant(name) }))),
  { minLength: 1, maxLength: 2 },
);

const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 40, arbitrary: netboxChange },
  { weight: 6, arbitrary: serverChange },
  { weight: 8, arbitrary: destinationChange },
  {
    weight: 1,
    arbitrary: fc.oneof(
      fc.record({ do: fc.constant('schema' as const), extra: fc.boolean() }),
      fc.record({
        do: fc.constant('setting' as const),
        part: fc.oneof(
          fc.record({ variants }),
          fc.record({ deletes: fc.boolean() }),
          fc.record({ fullResyncEvery: fc.constantFrom(2, 10) }),
        ),
      }),
    ),
  },
);

const mode = fc.constantFrom('diff' as const, 'diff' as const, 'sync' as const);
const server = fc.constantFrom('netbox' as const, 'netbox' as const, 'infrahub' as const);

const disturbedRun: fc.Arbitrary<DisturbedRun> = fc.oneof(
  fc.record({
    type: fc.constant('write' as const),
    mode,
    server,
    at: fc.nat({ max: 14 }),
    changes: fc.array(
      fc.oneof({ weight: 4, arbitrary: netboxChange }, { weight: 1, arbitrary: destinationChange }),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
  }),
  fc.record({ type: fc.constant('refuse' as const), mode, server, at: fc.nat({ max: 14 }) }),
  fc.record({
    type: fc.constantFrom('kill' as const, 'cancel' as const),
    mode,
    at: fc.nat({ max: 10 }),
  }),
);

const step: fc.Arbitrary<Step> = fc
  .record(
    {
      changes: fc.oneof(
        { weight: 1, arbitrary: fc.constant([]) },
        { weight: 9, arbitrary: fc.array(change, { minLength: 1, maxLength: 3 }) },
      ),
      wait: fc.constantFrom(0, 1, 30, MINUTE, 10 * MINUTE, 3600, 3600, DAY, 40 * DAY),
      disturbed: disturbedRun,
      mode,
      skew: fc.constantFrom(0, 0, 0, 0, 5, -5),
    },
    { requiredKeys: ['changes', 'wait', 'mode', 'skew'] },
  )
  .map((drawn) => calm(drawn));

/**
 * Most runs are left alone. A clock that goes back and then passes the time it had been at before anybody looks
 * cannot be told from one that never did, so a restore that takes it back is looked at soon.
 */
function calm(drawn: Step): Step {
  const { disturbed, ...rest } = drawn;
  const back = drawn.changes.some((each) => each.do === 'restore' && each.clock === 'back');
  const quiet = { ...rest, wait: back ? 1 : drawn.wait };
  return disturbed && drawn.wait % 7 < 3 && drawn.skew === 0 ? { ...quiet, disturbed } : quiet;
}

const settings = {
  variants,
  deletes: fc.boolean(),
  pageSize: fc.constantFrom(1000, 1000, 3),
  fullResyncEvery: fc.constantFrom(1000, 1000, 1000, 10, 3),
  netbox: fc.constantFrom('4.7.3' as const, '4.7.3' as const, '4.6.8' as const, '4.5.9' as const),
  infrahub: fc.oneof(
    { weight: 9, arbitrary: fc.constant('1.11.9' as const) },
    { weight: 1, arbitrary: fc.constant('1.4.13' as const) },
  ),
};
const onBranch = { ...settings, branch: fc.constant('work' as const) };
const setting: fc.Arbitrary<Setting> = fc.oneof(
  { weight: 5, arbitrary: fc.record(settings) },
  { weight: 1, arbitrary: fc.record(onBranch) },
);

const history: fc.Arbitrary<History> = fc.record({
  setting,
  steps: fc.array(step, { minLength: STEPS, maxLength: STEPS }),
});

/** The history of a seed. */
export function historyOf(seed: number): History {
  const [drawn] = fc.sample(history, { seed, numRuns: 1 });
  if (drawn === undefined) throw new Error('fast-check drew nothing');
  return drawn;
}
