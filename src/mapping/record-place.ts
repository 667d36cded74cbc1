import type { JsonObject } from '../json.ts';

/** Fields by which a record that came from a file tells where it stands; no server's records have them. */
export const FILE_FIELD = '_file';
export const LINE_FIELD = '_line';

/** How a message names a record: `devices.yml:12` where it tells its place, else `dcim.devices id 14`. */
export function recordPlace(origin: string, recordId: string, data: JsonObject): string {
  const { [FILE_FIELD]: file, [LINE_FIELD]: line } = data;
  if (typeof file === 'string' && typeof line === 'number') return `${file}:${line}`;
  return `${origin} id ${recordId}`;
}
