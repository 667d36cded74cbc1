import { z } from 'zod';
import type { JsonValue } from '../json.ts';

/** The shape of config.yml. Keys that are not named here are looked at apart, see unknown-keys.ts. */

const text = z.string();
const filled = z.string().min(1);
const anything = z.custom<JsonValue>(() => true).optional();
const settings = z.record(
  z.string(),
  z.custom<JsonValue>(() => true),
);

export const filterShape = z.object({ field: filled, operation: filled, value: anything });

export const transformShape = z.object({ field: filled, expression: filled });

export const fieldShape = z.object({
  name: filled,
  mapping: text.nullish(),
  static: anything,
  reference: text.nullish(),
});

export const mappingShape = z.object({
  name: filled,
  mapping: text.nullish(),
  identifiers: z.array(filled).nullish(),
  fields: z.array(fieldShape).nullish(),
  filters: z.array(filterShape).nullish(),
  transforms: z.array(transformShape).nullish(),
});

export const systemShape = z.object({
  name: filled,
  adapter: text.nullish(),
  settings: settings.nullish(),
});

export const storeShape = z.object({ type: text, settings: settings.nullish() });

export const incrementalShape = z.object({
  full_resync_every: z.int().min(1).nullish(),
  overlap_seconds: z.number().min(0).nullish(),
});

export const configShape = z.object({
  name: filled,
  source: systemShape,
  destination: systemShape,
  store: storeShape.nullish(),
  adapters_path: z.array(text).nullish(),
  order: z.array(filled).nullish(),
  diffsync_flags: z.array(filled).nullish(),
  incremental: incrementalShape.nullish(),
  schema_mapping: z.array(mappingShape).min(1),
});

export type ConfigShape = z.infer<typeof configShape>;
export type MappingShape = z.infer<typeof mappingShape>;
export type FieldShape = z.infer<typeof fieldShape>;
export type SystemShape = z.infer<typeof systemShape>;
