import type { SystemSettings } from '../../config/sync.ts';
import { SyncError } from '../../errors.ts';
import type { HttpClient } from '../../http/contract.ts';
import type { AdapterContext } from '../context.ts';
import { createRestApi, type RestApi } from './api.ts';
import { authorizationHeaders } from './authorization.ts';
import type { RestPreset } from './preset.ts';
import { type RestSettings, readRestSettings } from './settings.ts';

const RETRIES = 4;

/** One REST server, ready to be asked. */
export interface Connection {
  readonly api: RestApi;
  readonly http: HttpClient;
  readonly settings: RestSettings;
  /** By the `Date` header that every answer has, whatever it says otherwise. */
  serverTime(signal: AbortSignal): Promise<Date>;
}

/** @throws SyncError CONFIG_INVALID when a setting is missing or cannot be used */
export function connectRest(preset: RestPreset, system: SystemSettings, context: AdapterContext): Connection {
  const settings = readRestSettings(preset, system, context.environment);
  const { shape } = settings;
  for (const secret of [settings.token, settings.password]) {
    if (secret !== undefined) context.maskSecret(secret);
  }
  const http = context.http({
    baseUrl: settings.url,
    system: preset.title,
    headers: authorizationHeaders(settings),
    concurrency: shape.concurrency,
    verifyTls: shape.verify_ssl,
    timeout: shape.timeout * 1000,
    retries: RETRIES,
  });
  return {
    http,
    settings,
    api: createRestApi(http, preset, settings),
    async serverTime(signal) {
      const { headers } = await http.send({ method: 'GET', path: '/', signal });
      const time = new Date(headers.date ?? '');
      if (!Number.isNaN(time.getTime())) return time;
      throw new SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${preset.title} at ${http.baseUrl} does not tell its time in a Date header`,
        hint: 'A proxy in front of it may take the header away: it is needed to tell what changed since the last run.',
      });
    },
  };
}
