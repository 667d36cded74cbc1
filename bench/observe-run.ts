import { subscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';

/** A request as it was sent, to be sent again. */
export interface SentRequest {
  readonly origin: string;
  readonly method: string;
  readonly path: string;
  readonly body: string | null;
}

/** What is known of a process once it has ended. */
export interface RunObservations {
  /** The largest resident size, in kilobytes. */
  readonly peak: number;
  readonly requests: readonly SentRequest[];
}

/** What undici tells of a request; it has made bytes of a text by then. */
interface UndiciRequest {
  readonly request: {
    readonly origin: string | URL;
    readonly method: string;
    readonly path: string;
    readonly body: Buffer | string | null;
  };
}

/**
 * Loaded before the command line: leaves the largest resident size and all requests in the file that
 * RUN_OBSERVATIONS names. undici tells of its requests, the bundled one too.
 */
const requests: SentRequest[] = [];

subscribe('undici:request:create', (message) => {
  const { origin, method, path, body } = (message as UndiciRequest).request;
  requests.push({ origin: String(origin), method, path, body: body === null ? null : String(body) });
});

process.once('exit', () => {
  const observations: RunObservations = { peak: process.resourceUsage().maxRSS, requests };
  writeFileSync(process.env.RUN_OBSERVATIONS ?? '/dev/null', JSON.stringify(observations));
});
