import type { Sync } from '../../src/config/sync.ts';
import { createHttpClientFactory } from '../../src/http/client.ts';
import type { RunReport } from '../../src/report/run-report.ts';
import type { RunObserver } from '../../src/run/events.ts';
import { executeRun } from '../../src/run.ts';

/** How one run ended: with a report, or thrown before there was one. */
export type RunEnding =
  | { readonly type: 'reported'; readonly report: RunReport }
  | { readonly type: 'thrown'; readonly error: Error };

export interface EngineOptions {
  readonly sync: Sync;
  readonly mode: 'diff' | 'sync';
  readonly extract: 'full' | 'warm';
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cacheRoot: string;
  /** Tells the runs of one cache apart, also as processes. */
  readonly number: number;
  readonly now: () => Date;
  readonly branch?: string;
  readonly observe?: RunObserver;
  readonly signal?: AbortSignal;
}

/** One run as the command line makes it, whatever comes of it. */
export async function runEngine(options: EngineOptions): Promise<RunEnding> {
  const { sync, mode, extract, environment, cacheRoot, number, now } = options;
  try {
    const { report } = await executeRun(
      {
        sync,
        mode,
        reading: extract,
        branch: options.branch,
        createBranch: false,
        allowRowCountDrop: true,
        continueOnError: true,
        maxDeletes: { type: 'share', percent: 100, atLeast: 0 },
        ownership: { overwriteProtected: false, deleteOwnedOnly: false },
        reportPages: false,
      },
      {
        environment,
        http: createHttpClientFactory({ environment, random: () => 0, now }),
        cacheRoot,
        now,
        randomBytes: (length) => bytesOf(number, length),
        processId: number,
        hostName: 'runner',
        isProcessAlive: (processId) => processId === number,
        maskSecret: () => undefined,
        observe: options.observe ?? (() => undefined),
        signal: options.signal ?? new AbortController().signal,
        beforeCache: async () => undefined,
        approve: async () => undefined,
      },
    );
    return { type: 'reported', report };
  } catch (error) {
    return { type: 'thrown', error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function bytesOf(number: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, place) => (number >>> (8 * (place % 4))) & 255);
}
