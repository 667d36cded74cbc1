import type { RunEvent } from '../run/events.ts';
import type { Verbosity } from './options.ts';
import type { Terminal } from './surroundings.ts';

/** Turns a run's events into talk. */
export interface Progress {
  readonly observe: (event: RunEvent) => void;
  /** Ends a bar, so that what follows starts on a line of its own. */
  readonly end: () => void;
}

export interface ProgressOptions {
  readonly terminal: Terminal;
  readonly verbosity: Verbosity;
  /** Undefined: bars on a terminal, lines elsewhere. */
  readonly show: boolean | undefined;
}

/** Bars on a terminal, lines elsewhere, nothing but warnings when quiet. */
export function createProgress(options: ProgressOptions): Progress {
  const { terminal, verbosity, show } = options;
  if (verbosity === 'quiet' || show === false) return quietProgress(terminal);
  return terminal.isTTY ? barProgress(terminal) : lineProgress(terminal);
}

function quietProgress(terminal: Terminal): Progress {
  return {
    observe(event) {
      if (event.type === 'warning') terminal.write(`warning: ${event.message}\n`);
    },
    end: () => undefined,
  };
}

function lineProgress(terminal: Terminal): Progress {
  let tenths = 0;
  return {
    observe(event) {
      const line = lineOf(event);
      if (line !== undefined) terminal.write(`${line}\n`);
      if (event.type !== 'written') return;
      const reached = Math.floor((10 * event.done) / Math.max(1, event.total));
      if (reached > tenths) terminal.write(`written ${event.done} of ${event.total}\n`);
      tenths = reached;
    },
    end: () => undefined,
  };
}

function lineOf(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'started':
      return `run ${event.runId}: ${event.kinds.length} kinds`;
    case 'read':
      return `${event.side === 'A' ? 'source' : 'destination'}: ${event.kind}: ${event.rows} rows`;
    case 'planned': {
      const { create, update, delete: removed, unchanged } = event.summary;
      return `plan: ${create} to create, ${update} to update, ${removed} to delete, ${unchanged} unchanged`;
    }
    case 'warning':
      return `warning: ${event.message}`;
    case 'written':
      return undefined;
  }
}

const BAR_WIDTH = 24;

function barProgress(terminal: Terminal): Progress {
  let kinds = 0;
  const read = { A: 0, B: 0 };
  let open = false;
  const draw = (text: string): void => {
    const width = Math.max(20, (terminal.columns ?? 80) - 1);
    terminal.write(`\r\u001b[2K${text.slice(0, width)}`);
    open = true;
  };
  const end = (): void => {
    if (open) terminal.write('\n');
    open = false;
  };
  return {
    observe(event) {
      if (event.type === 'started') kinds = event.kinds.length;
      if (event.type === 'read') {
        read[event.side] += 1;
        draw(
          `reading  ${bar(read.A + read.B, 2 * kinds)}  source ${read.A}/${kinds}  destination ${read.B}/${kinds}`,
        );
        return;
      }
      if (event.type === 'written') {
        draw(`writing  ${bar(event.done, event.total)}  ${event.done}/${event.total}`);
        return;
      }
      const line = lineOf(event);
      end();
      if (line !== undefined) terminal.write(`${line}\n`);
    },
    end,
  };
}

function bar(done: number, total: number): string {
  const filled = total === 0 ? BAR_WIDTH : Math.round((BAR_WIDTH * done) / total);
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)}`;
}
