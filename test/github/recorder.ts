import type { ActionsCore, AnnotationProperties } from '../../src/github/core.ts';

export interface LogEntry {
  readonly level: 'info' | 'notice' | 'warning' | 'error' | 'failed' | 'group';
  readonly message: string;
  readonly properties: AnnotationProperties | undefined;
}

export interface RecordingCore extends ActionsCore {
  readonly log: readonly LogEntry[];
  /** Outputs by name, the latest value of each. */
  readonly outputs: ReadonlyMap<string, string>;
  readonly secrets: readonly string[];
  /** Messages of one level. */
  messages(level: LogEntry['level']): readonly string[];
}

/** Takes the runner's part: keeps what it is told. */
export function createRecordingCore(): RecordingCore {
  const log: LogEntry[] = [];
  const outputs = new Map<string, string>();
  const secrets: string[] = [];
  const record = (level: LogEntry['level']) => (message: string, properties?: AnnotationProperties) => {
    log.push({ level, message, properties });
  };
  return {
    log,
    outputs,
    secrets,
    messages: (level) => log.filter((entry) => entry.level === level).map((entry) => entry.message),
    info: record('info'),
    notice: record('notice'),
    warning: record('warning'),
    error: record('error'),
    setFailed: record('failed'),
    setSecret: (secret) => {
      secrets.push(secret);
    },
    setOutput: (name, value) => {
      outputs.set(name, value);
    },
    group: (name, body) => {
      record('group')(name);
      return body();
    },
  };
}
