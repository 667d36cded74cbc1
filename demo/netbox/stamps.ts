import type { Clock } from '../clock.ts';

/**
 * Microseconds since 1970 of a date and time as NetBox's filters read one: with `Z`, an offset, or without both
 * (then in the server's time zone, here UTC); a date alone is its midnight. Undefined for anything else, such as
 * `2026-01-01T00:00:00 00:00`, which is what a raw `+00:00` in an address becomes.
 */
export function parseStamp(text: string): number | undefined {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}))?(?:\.(\d{1,6}))?)?(Z|[+-]\d{2}:?\d{2})?$/.exec(
      text,
    );
  if (!match) return undefined;
  const [, date = '', time = '00:00', seconds = '00', fraction = '', zone = 'Z'] = match;
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
  const milliseconds = Date.parse(`${date}T${time}:${seconds}${offset}`);
  return Number.isNaN(milliseconds) ? undefined : milliseconds * 1000 + Number(fraction.padEnd(6, '0'));
}

/** Gives stamps in microseconds: each later than the one before within a millisecond of the clock. */
export function createStamper(clock: Clock): () => number {
  let millisecond = 0;
  let within = 0;
  return () => {
    const now = clock.now().getTime();
    within = now === millisecond ? Math.min(within + 7, 999) : 1;
    millisecond = now;
    return now * 1000 + within;
  };
}
