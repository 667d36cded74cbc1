import type { AnnotationProperties } from '@actions/core';

export type { AnnotationProperties };

/** What this action uses of `@actions/core`: passed in, so that a test can record it. */
export interface ActionsCore {
  info(message: string): void;
  notice(message: string, properties?: AnnotationProperties): void;
  warning(message: string, properties?: AnnotationProperties): void;
  error(message: string, properties?: AnnotationProperties): void;
  setSecret(secret: string): void;
  setOutput(name: string, value: string): void;
  setFailed(message: string): void;
  group<T>(name: string, body: () => Promise<T>): Promise<T>;
}

export type Environment = Readonly<Record<string, string | undefined>>;
