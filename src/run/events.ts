import type { ReportCounts } from '../report/run-report.ts';

/** What a run tells while it goes on; the command line and the action turn it into bars and lines. */
export type RunEvent =
  | { readonly type: 'started'; readonly runId: string; readonly kinds: readonly string[] }
  | { readonly type: 'read'; readonly side: 'A' | 'B'; readonly kind: string; readonly rows: number }
  | { readonly type: 'planned'; readonly summary: ReportCounts }
  | { readonly type: 'written'; readonly done: number; readonly total: number }
  | { readonly type: 'warning'; readonly message: string };

export type RunObserver = (event: RunEvent) => void;
