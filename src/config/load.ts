import { checkFields } from './check-fields.ts';
import { checkSharedIdentifiers } from './check-identifiers.ts';
import { checkOrder } from './check-order.ts';
import { checkRules } from './check-rules.ts';
import type { Environment } from './environment.ts';
import { readFlags } from './flags.ts';
import { withInfrahubSide } from './infrahub-side.ts';
import { ConfigError, type ConfigIssue, inFileOrder } from './issue.ts';
import { toMappingElement } from './mapping-element.ts';
import type { ConfigShape } from './shape.ts';
import { readShape } from './shape-issues.ts';
import type { ConfigWarning, MappingElement, Sync } from './sync.ts';
import { isOwnSystem, readSystem } from './system.ts';
import { findUnknownKeys } from './unknown-keys.ts';
import { readYaml, type YamlFile } from './yaml-file.ts';

/** Full resync after this many runs when the file says nothing: the Python tool's default. */
const FULL_RESYNC_EVERY = 10;
/** NetBox stamps a change at save and shows it at commit: five minutes outlast any ordinary transaction. */
const OVERLAP_SECONDS = 300;

export interface LoadOptions {
  /** What an unset `${VARIABLE}` is; a check without a run may lack the secrets. Default: an error. */
  readonly missingVariables?: 'error' | 'warning';
}

/**
 * Reads one config.yml. Pure: `text` is the file's content, `file` its name as the user would give it,
 * `environment` what `${VARIABLE}` in settings is replaced from. Throws a ConfigError that holds every
 * mistake with its line; warnings are in the Sync.
 */
export function loadSync(
  text: string,
  file: string,
  environment: Environment,
  options: LoadOptions = {},
): Sync {
  const reading = readYaml(text, file);
  if (reading.status === 'broken') throw new ConfigError(reading.issues);
  const yaml = reading.file;
  const unknown = findUnknownKeys(yaml);
  const shape = readShape(yaml);
  if (shape.status === 'invalid') throw new ConfigError([...unknown, ...shape.issues]);

  const { config } = shape;
  const severity = options.missingVariables ?? 'error';
  const source = readSystem('source', config.source, yaml, environment, severity);
  const destination = readSystem('destination', config.destination, yaml, environment, severity);
  const flags = readFlags(config.diffsync_flags ?? [], yaml);
  const sided = withInfrahubSide(
    config.schema_mapping.map(toMappingElement),
    source.system,
    destination.system,
  );
  const { mappings } = sided;
  const order = config.order ?? [];
  const issues = [
    ...unknown,
    ...checkName(config.name, yaml),
    ...source.issues,
    ...destination.issues,
    ...withoutEffect(config, yaml),
    ...flags.issues,
    ...checkOrder(order, mappings, yaml),
    ...checkMappings(config, mappings, yaml),
  ];
  if (issues.some((issue) => issue.severity === 'error')) throw new ConfigError(issues);
  const mapped = new Set(mappings.map((element) => element.kind));
  return {
    name: config.name,
    file,
    source: source.system,
    destination: sided.destination,
    order: [...new Set(order)].filter((kind) => mapped.has(kind)),
    flags: flags.flags,
    incremental: {
      fullResyncEvery: config.incremental?.full_resync_every ?? FULL_RESYNC_EVERY,
      overlapSeconds: config.incremental?.overlap_seconds ?? OVERLAP_SECONDS,
    },
    mappings: mappings.filter((element) => order.length === 0 || order.includes(element.kind)),
    warnings: inFileOrder(issues).filter(isWarning),
    locate: yaml.locate,
  };
}

function isWarning(issue: ConfigIssue): issue is ConfigIssue & ConfigWarning {
  return issue.severity === 'warning';
}

function checkMappings(
  config: ConfigShape,
  mappings: readonly MappingElement[],
  file: YamlFile,
): ConfigIssue[] {
  const kinds = new Set(mappings.map((element) => element.kind));
  const issues = checkSharedIdentifiers(mappings, file);
  for (const element of mappings) {
    const shape = config.schema_mapping[element.index];
    if (shape === undefined) continue;
    issues.push(...checkFields(element, shape, kinds, file));
    issues.push(...checkRules(element, shape, isOwnSystem(config.source.name), file));
  }
  return issues;
}

/** The name is also the sync's folder in the cache: one path segment. */
function checkName(name: string, file: YamlFile): ConfigIssue[] {
  const isSegment = name !== '.' && name !== '..' && !/[/\\]/.test(name) && !hasControlCharacter(name);
  if (isSegment && name.trim() === name && name.length <= 200) return [];
  return [
    {
      severity: 'error',
      message: `the name "${name}" cannot be the name of a folder`,
      hint: 'Use letters, digits, hyphens and dots, such as from-netbox; no slashes, at most 200 characters.',
      location: file.locate(['name']),
    },
  ];
}

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}

function withoutEffect(config: ConfigShape, file: YamlFile): ConfigIssue[] {
  const issues: ConfigIssue[] = [];
  if (config.store) {
    issues.push({
      severity: 'warning',
      message: '"store" has no effect: rows are compared in memory, no outside store is needed',
      hint: 'It can stay for the Python tool.',
      location: file.locateKey(['store']),
    });
  }
  if (config.adapters_path) {
    issues.push({
      severity: 'warning',
      message: '"adapters_path" has no effect: adapters written in Python cannot be loaded',
      hint: 'It can stay for the Python tool.',
      location: file.locateKey(['adapters_path']),
    });
  }
  return issues;
}
