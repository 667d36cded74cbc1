import type { JsonObject } from '../../json.ts';

/**
 * A system with a REST API, described by settings alone: a configuration that names it has to give no more than
 * the address and the credentials, and may say otherwise in everything.
 */
export interface RestPreset {
  /** The name that configurations give it, such as `librenms`. */
  readonly system: string;
  /** As messages name it, such as `LibreNMS`. */
  readonly title: string;
  /** As a configuration would write them. */
  readonly settings: JsonObject;
}
