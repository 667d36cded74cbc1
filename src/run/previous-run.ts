import type { Side } from '../cache/layout.ts';
import type { VerifiedRun } from '../cache/runs.ts';
import { nothingWatched, type PreviousSide } from '../extract/previous.ts';

/** One side of the last run as the extraction needs it. */
export function previousSide(run: VerifiedRun, side: Side): PreviousSide {
  return {
    runId: run.runId,
    cursor(kind) {
      const cursor = run.cursors[side][kind];
      return cursor === undefined || !run.hasSnapshot(side, kind) ? undefined : timeOf(cursor);
    },
    mark(kind) {
      const [tier, token] = run.cursors[side][kind]?.split(':') ?? [];
      return tier === 'PAGE_TOKEN' && run.hasSnapshot(side, kind) ? token : undefined;
    },
    async records(kind) {
      const { rows } = await run.snapshot(side, kind);
      const kept = rows.map(({ row, record }) => ({ origin: row.origin, id: row.localId, record }));
      const others = await run.leftOut(side, kind);
      return [...kept, ...others.map(({ origin, localId, record }) => ({ origin, id: localId, record }))];
    },
    async watched() {
      const found = await run.watched();
      if (found.status !== 'present') return nothingWatched;
      const { ids, unwatched, newest } = found.value;
      return {
        ids: new Map(Object.entries(ids).map(([endpoint, list]) => [endpoint, new Set(list)])),
        unwatched: new Map(Object.entries(unwatched)),
        newest: new Map(Object.entries(newest)),
      };
    },
    async history() {
      const found = await run.watched();
      if (found.status !== 'present') return { status: 'untold' };
      const { value } = found;
      const mark = side === 'A' ? value.history_mark : value.destination_history_mark;
      if (typeof mark === 'string') return { status: 'marked', mark };
      const lost = side === 'A' ? value.history_lost : value.destination_history_lost;
      return { status: lost ? 'lost' : 'untold' };
    },
  };
}

/** `TIMESTAMP:2025-01-31T09:30:00.000Z`; undefined for another tier or no time. */
function timeOf(cursor: string): Date | undefined {
  const [tier, ...rest] = cursor.split(':');
  const time = new Date(rest.join(':'));
  return tier !== 'TIMESTAMP' || Number.isNaN(time.getTime()) ? undefined : time;
}
