import type { RunReport } from '../../src/report/run-report.ts';
import type { Change, Step } from './history.ts';

/** Counts what happened over many histories: how often each change was made, how often runs were warm. */
export interface Tally {
  made(change: Change): void;
  refused(change: Change): void;
  step(step: Step): void;
  compared(report: RunReport): void;
  /** Steps whose two runs ended alike without a plan. */
  failedAlike(): void;
  readonly counts: TallyCounts;
}

export interface TallyCounts {
  readonly steps: number;
  readonly failedAlike: number;
  readonly changes: Readonly<Record<string, { readonly made: number; readonly refused: number }>>;
  readonly steady: Readonly<Record<string, number>>;
  /** By side: kinds read in the compared warm runs, and how many of them were warm. */
  readonly reads: {
    readonly A: { readonly kinds: number; readonly warm: number };
    readonly B: { readonly kinds: number; readonly warm: number };
  };
  /** By side and reason: kinds that were read in full where a warm run was asked for. */
  readonly full: Readonly<Record<string, number>>;
  readonly operations: number;
}

export function createTally(): Tally {
  const changes: Record<string, { made: number; refused: number }> = {};
  const steady: Record<string, number> = {};
  const full: Record<string, number> = {};
  const reads = { A: { kinds: 0, warm: 0 }, B: { kinds: 0, warm: 0 } };
  const totals = { steps: 0, failedAlike: 0, operations: 0 };

  function of(change: Change): { made: number; refused: number } {
    const name = nameOf(change);
    const known = changes[name] ?? { made: 0, refused: 0 };
    changes[name] = known;
    return known;
  }
  const count = (counts: Record<string, number>, name: string) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };

  return {
    made: (change) => void of(change).made++,
    refused: (change) => void of(change).refused++,
    step(step) {
      totals.steps++;
      count(steady, `run ${step.mode}`);
      if (step.disturbed) count(steady, `run with ${step.disturbed.type}`);
      if (step.changes.length === 0) count(steady, 'nothing changed');
      if (step.skew !== 0) count(steady, 'runner clock off');
      if (step.wait >= 86_400) count(steady, 'a day or more passed');
    },
    compared(report) {
      totals.operations += report.operations.length;
      for (const side of ['A', 'B'] as const) {
        for (const { mode, reason } of Object.values(report.sides[side].kinds)) {
          reads[side].kinds++;
          if (mode === 'warm') reads[side].warm++;
          else count(full, `${side}: ${reason.replaceAll(/\d[\dT:.Z-]*/g, '#')}`);
        }
      }
    },
    failedAlike: () => void totals.failedAlike++,
    get counts() {
      return { ...totals, changes, steady, reads, full };
    },
  };
}

function nameOf(change: Change): string {
  const about = Object.entries(change).flatMap(([key, value]) =>
    ['do', 'endpoint', 'state', 'field', 'clock'].includes(key) && typeof value === 'string' ? [value] : [],
  );
  return about.join(' ');
}

/** Several lines to print: reads by side, then what happened how often. */
export function describeTally(counts: TallyCounts): string {
  const share = (side: 'A' | 'B') => `${side} ${counts.reads[side].warm} of ${counts.reads[side].kinds}`;
  const sorted = <Value>(of: Readonly<Record<string, Value>>) =>
    Object.entries(of).sort(([left], [right]) => (left < right ? -1 : 1));
  return [
    `${counts.steps} steps compared (${counts.failedAlike} failed alike), ${counts.operations} operations planned`,
    `kinds read warm: ${share('A')}, ${share('B')}`,
    ...sorted(counts.full).map(([reason, times]) => `  full ${times}: ${reason}`),
    ...sorted(counts.steady).map(([name, times]) => `  ${times} ${name}`),
    ...sorted(counts.changes).map(([name, { made, refused }]) => `  ${made} ${name} (+${refused} refused)`),
  ].join('\n');
}
