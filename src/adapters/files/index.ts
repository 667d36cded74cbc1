import path from 'node:path';
import type { SystemSettings } from '../../config/sync.ts';
import { canonicalJson } from '../../json.ts';
import { FILE_FIELD, LINE_FIELD } from '../../mapping/record-place.ts';
import type { AdapterContext } from '../context.ts';
import type { SourceAdapter } from '../contract.ts';
import { contentMark } from './content-mark.ts';
import { canonicalEndpoint } from './endpoint.ts';
import { readEndpoint } from './records.ts';
import { readFilesSettings } from './settings.ts';

/** What a change of how files are read raises, so that no run starts from records that were read differently. */
const READING_VERSION = 1;

/**
 * YAML, JSON, CSV and NDJSON files in a directory as a source. An endpoint is a file, a folder or a glob.
 * @param system the side of the configuration; settings `directory`, `format`, `delimiter`, `id_field`
 * @throws SyncError CONFIG_INVALID when a setting cannot be used
 */
export function createFilesSource(system: SystemSettings, context: AdapterContext): SourceAdapter {
  const settings = readFilesSettings(system, context.baseDirectory);
  const { configuredDirectory, format, delimiter, idField } = settings;

  const idsOf = async (endpoint: string, signal: AbortSignal): Promise<ReadonlySet<string>> => {
    const ids = new Set<string>();
    for await (const records of readEndpoint({ endpoint, paths: [] }, settings, signal))
      for (const { id } of records) ids.add(id);
    return ids;
  };

  return {
    system: 'files',
    identity: async () =>
      `files ${canonicalJson({
        directory: configuredDirectory,
        format: format ?? null,
        delimiter,
        id_field: idField ?? null,
        reading: READING_VERSION,
      })}`,
    // Without a field for it, a record's id is its place, which the next record may have tomorrow.
    namespace: () => (idField === undefined ? undefined : `files ${configuredDirectory} ${idField}`),
    serverTime: async () => context.now(),
    usage: () => ({ count: 0, bytes: 0 }),
    close: async () => undefined,
    canonicalEndpoint,
    locate({ [FILE_FIELD]: file, [LINE_FIELD]: line }) {
      if (typeof file !== 'string' || typeof line !== 'number') return undefined;
      return { file: path.join(settings.directory, file), line, column: 1 };
    },
    // A nested map names another record only where the settings say which of its fields is the id.
    referenceOf(value) {
      const id = idField === undefined ? undefined : value[idField];
      return typeof id === 'string' || typeof id === 'number'
        ? { id: String(id), endpoint: undefined }
        : undefined;
    },
    tier: async (endpoint) => ({
      tier: 'PAGE_TOKEN',
      reason: `a hash of ${endpoint} tells whether anything in it changed`,
    }),
    tracking: ({ endpoint }) => ({
      status: 'marked',
      mark: (signal) => contentMark(canonicalEndpoint(endpoint), settings, signal),
    }),
    read: (projection, signal) => readEndpoint(projection, settings, signal),
    count: async (endpoint, signal) => (await idsOf(endpoint, signal)).size,
    ids: idsOf,
    async *readByIds(projection, ids, signal) {
      const wanted = new Set(ids);
      if (wanted.size === 0) return;
      for await (const records of readEndpoint(projection, settings, signal))
        yield records.filter(({ id }) => wanted.has(id));
    },
    changesSince() {
      throw new Error('files keep no times: a checkout makes them new');
    },
    historyMark: async () => undefined,
    historyHolds: async () => true,
  };
}
