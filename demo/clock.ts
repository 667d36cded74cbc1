/** The time as an embedded server sees it. */
export interface Clock {
  now(): Date;
}

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves the time by a number of milliseconds; a negative number takes it back. */
  advance(milliseconds: number): void;
  set(time: Date): void;
}

export const systemClock: Clock = { now: () => new Date() };

/** @param start the first time it shows */
export function createManualClock(start: Date): ManualClock {
  let current = start.getTime();
  return {
    now: () => new Date(current),
    advance(milliseconds) {
      current += milliseconds;
    },
    set(time) {
      current = time.getTime();
    },
  };
}
