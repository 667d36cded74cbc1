import type { ProcessSurroundings } from '../run/surroundings.ts';

/** Somewhere to print. */
export interface Terminal {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** What the command line is given of the world. */
export interface Surroundings extends ProcessSurroundings {
  /** The result goes here. */
  readonly out: Terminal;
  /** Progress, warnings and errors go here. */
  readonly talk: Terminal;
}

/** 0 nothing to do or done; 1 error; 2 changes found by `diff --exit-code`. */
export type ExitCode = 0 | 1 | 2;
