import type { SourceAdapter, SourceRecord } from '../../../src/adapters/contract.ts';
import type { RestPreset } from '../../../src/adapters/rest/preset.ts';
import { genericRest } from '../../../src/adapters/rest/presets/generic.ts';
import { createRestSource } from '../../../src/adapters/rest/source.ts';
import { SyncError } from '../../../src/errors.ts';
import type { JsonObject } from '../../../src/json.ts';
import { testContext } from '../../contract/netbox-subject.ts';

export const signal = new AbortController().signal;

/** A source by a preset; with `environment` as the process has it. */
export function openRest(
  settings: JsonObject,
  preset: RestPreset = genericRest,
  environment: Readonly<Record<string, string>> = {},
): SourceAdapter {
  return createRestSource(preset, { name: preset.system, settings }, { ...testContext(), environment });
}

/** All records of an endpoint. */
export async function recordsOf(
  adapter: SourceAdapter,
  endpoint: string,
  paths: readonly string[] | 'everything' = 'everything',
): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  for await (const page of adapter.read({ endpoint, paths }, signal)) records.push(...page);
  return records;
}

/** The error that something ends in. */
export async function refusalOf(action: () => Promise<unknown>): Promise<SyncError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof SyncError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
