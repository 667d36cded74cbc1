import type { HttpClientFactory } from '../http/contract.ts';

/** What an adapter is given besides its settings. */
export interface AdapterContext {
  /** Environment variables: they come before settings. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly http: HttpClientFactory;
  /** Folder of the configuration, relative to the working directory: where relative paths in settings start. */
  readonly baseDirectory: string;
  readonly now: () => Date;
  /** Branch asked for on the command line or by the action; undefined: the settings' or the system's default. */
  readonly branch: string | undefined;
  /** Name of the system at the other end: Infrahub records it as lineage. */
  readonly counterpart: string;
  /** Told of every secret before it is used, so that it is masked. */
  readonly maskSecret: (secret: string) => void;
  /** Something worth telling the user that stops nothing. */
  readonly warn: (message: string) => void;
}
