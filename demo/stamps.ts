import type { Clock } from './clock.ts';

/**
 * Microseconds since 1970 of a date and time as the filters of NetBox and Nautobot read one: with `Z`, an offset, or without both
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

/** `2026-11-23T07:41:46.666840Z` from microseconds since 1970, without the cost of a Date. */
export function formatStamp(microseconds: number): string {
  const days = Math.floor(microseconds / 86_400_000_000);
  let rest = microseconds - days * 86_400_000_000;
  const digits = (unit: number, width: number): string => {
    const number = Math.floor(rest / unit);
    rest -= number * unit;
    return String(number).padStart(width, '0');
  };
  const hours = digits(3_600_000_000, 2);
  const minutes = digits(60_000_000, 2);
  const seconds = digits(1_000_000, 2);
  return `${formatDay(days)}T${hours}:${minutes}:${seconds}.${String(rest).padStart(6, '0')}Z`;
}

/** The civil date of a day counted from 1970-01-01: years of 400-year cycles that begin in March. */
function formatDay(days: number): string {
  const shifted = days + 719_468;
  const cycle = Math.floor(shifted / 146_097);
  const day = shifted - cycle * 146_097;
  const year = Math.floor(
    (day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365,
  );
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const marchMonth = Math.floor((5 * ofYear + 2) / 153);
  const ofMonth = ofYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const civilYear = year + cycle * 400 + (month <= 2 ? 1 : 0);
  return `${civilYear}-${String(month).padStart(2, '0')}-${String(ofMonth).padStart(2, '0')}`;
}
