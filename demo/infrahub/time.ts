/** A point in time in microseconds since 1970, the precision that Infrahub keeps. */
export type Stamp = number;

const pattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * Reads an ISO time with up to six digits of a second; without an offset it is UTC.
 * @returns undefined for anything else
 */
export function parseStamp(text: string): Stamp | undefined {
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, date, time = '00:00', seconds = '00', fraction = '', offset = 'Z'] = match;
  const milliseconds = Date.parse(`${date}T${time}:${seconds}${offset === 'Z' ? 'Z' : withColon(offset)}`);
  if (Number.isNaN(milliseconds)) return undefined;
  return milliseconds * 1000 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

const units = { s: 1_000_000, m: 60_000_000, h: 3_600_000_000 } as const;

/** Reads a time that is given by how long ago it was, such as `90s`, `10m` or `2h`. @returns undefined for anything else */
export function parseAge(text: string, now: Stamp): Stamp | undefined {
  const match = /^(\d+)([smh])$/.exec(text);
  const unit = match?.[2] as keyof typeof units | undefined;
  return unit === undefined ? undefined : now - Number(match?.[1]) * units[unit];
}

/** As Infrahub writes it in GraphQL: an offset, and no fraction when it is zero. */
export function formatStamp(stamp: Stamp): string {
  const fraction = stamp % 1_000_000;
  const digits = fraction === 0 ? '' : `.${String(fraction).padStart(6, '0')}`;
  return `${wholeSeconds(stamp)}${digits}+00:00`;
}

/** As Infrahub writes it for branches and in messages: always six digits and a Z. */
export function formatStampZ(stamp: Stamp): string {
  return `${wholeSeconds(stamp)}.${String(stamp % 1_000_000).padStart(6, '0')}Z`;
}

function wholeSeconds(stamp: Stamp): string {
  return new Date(Math.floor(stamp / 1000)).toISOString().slice(0, 19);
}

function withColon(offset: string): string {
  return offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
}
