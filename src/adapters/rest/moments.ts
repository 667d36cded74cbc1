import type { JsonValue } from '../../json.ts';
import type { ChangedSince } from './settings-shape.ts';

/** True for a format that says no time zone, so that the server may take it for its local time. */
export function isZoneless({ format }: ChangedSince): boolean {
  return format === 'datetime' || format === 'date';
}

/** A moment as the parameter takes it: rounded down, so that nothing is left out. */
export function formatMoment(moment: Date, { format }: ChangedSince): string {
  const seconds = Math.floor(moment.getTime() / 1000);
  switch (format) {
    case 'iso':
      return moment.toISOString();
    case 'unix':
      return String(seconds);
    case 'unix-ms':
      return String(moment.getTime());
    case 'datetime':
      return new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ');
    case 'date':
      return moment.toISOString().slice(0, 10);
  }
}

/** A record's own time of its last change in ISO 8601; one without a time zone is taken for UTC. */
export function readMoment(value: JsonValue): string | undefined {
  const number = typeof value === 'string' && /^\d{9,13}$/.test(value) ? Number(value) : value;
  if (typeof number === 'number') {
    return new Date(number < 100_000_000_000 ? number * 1000 : number).toISOString();
  }
  if (typeof number !== 'string') return undefined;
  const text = number.trim().replace(' ', 'T');
  const zoned = /(?:Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes('T') ? text : `${text}Z`;
  const moment = new Date(zoned);
  return Number.isNaN(moment.getTime()) ? undefined : moment.toISOString();
}
