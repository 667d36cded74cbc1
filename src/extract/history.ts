import type { SourceAdapter } from '../adapters/contract.ts';

/** What a run knew of a system's own history when it began to read. */
export type History =
  /** Its newest entry, see `SourceAdapter.historyMark`. */
  | { readonly status: 'marked'; readonly mark: string }
  /** There never was one, or it never could be read. */
  | { readonly status: 'untold' }
  /** It could be read before, and no longer. */
  | { readonly status: 'lost' };

/**
 * @param mark the newest entry now; undefined when there is none or it may not be read
 * @param before what the last run knew
 */
export function historyNow(mark: string | undefined, before: History): History {
  if (mark !== undefined) return { status: 'marked', mark };
  return before.status === 'untold' ? before : { status: 'lost' };
}

/**
 * Why a system may have been set back since a run; undefined when its history goes on, or was never told. A run that
 * could not read the history read what may have been undone since without a trace.
 */
export async function historyGap(
  adapter: Pick<SourceAdapter, 'historyHolds'>,
  runId: string,
  history: History,
  signal: AbortSignal,
): Promise<string | undefined> {
  switch (history.status) {
    case 'untold':
      return undefined;
    case 'lost':
      return `run ${runId} could not read the server's history, which runs before it could`;
    case 'marked':
      if (await adapter.historyHolds(history.mark, signal)) return undefined;
      return `the newest change that run ${runId} knew is no longer in the server's history`;
  }
}
