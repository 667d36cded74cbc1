import type { JsonObject, JsonValue } from '../json.ts';
import { isJsonObject } from '../json.ts';
import type { ConfigPath } from './path.ts';

/** Variables of the process, or of whatever a test wants. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable that a value names and that is unset or empty. */
export interface MissingVariable {
  readonly name: string;
  readonly path: ConfigPath;
  /** A secret that a workflow may not read arrives as an empty variable. */
  readonly state: 'unset' | 'empty';
}

export interface Expansion {
  readonly settings: JsonObject;
  readonly missing: readonly MissingVariable[];
}

const VARIABLE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Replaces `${NAME}` in all text within settings. What is missing becomes empty text and is listed. */
export function expandSettings(settings: JsonObject, path: ConfigPath, environment: Environment): Expansion {
  const missing: MissingVariable[] = [];
  const expand = (value: JsonValue, at: ConfigPath): JsonValue => {
    if (Array.isArray(value)) return value.map((entry, index) => expand(entry, [...at, index]));
    if (isJsonObject(value)) return expandAll(value, at);
    if (typeof value !== 'string') return value;
    return value.replace(VARIABLE, (_, name: string) => {
      const found = environment[name];
      if (found === undefined || found === '') {
        missing.push({ name, path: at, state: found === undefined ? 'unset' : 'empty' });
      }
      return found ?? '';
    });
  };
  const expandAll = (value: JsonObject, at: ConfigPath): JsonObject =>
    Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, expand(entry, [...at, key])]));
  return { settings: expandAll(settings, path), missing };
}
