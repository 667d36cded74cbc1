import { SyncError } from '../../errors.ts';
import type { HttpResponse } from '../../http/contract.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import type { InfrahubSettings } from './settings.ts';

/** An answer sorted by what it means. */
export type Answer =
  | { readonly status: 'ok'; readonly body: JsonObject }
  | { readonly status: 'no-branch' }
  | Refusal;

/** An answer that is of no use, and how far it got. */
export type Refusal =
  | { readonly status: 'unauthenticated'; readonly reason: string }
  | { readonly status: 'forbidden'; readonly reason: string }
  | { readonly status: 'not-infrahub'; readonly reason: string }
  /** Refused before anything of it ran: a query that does not parse, a variable of a wrong type. */
  | { readonly status: 'rejected'; readonly reason: string }
  | { readonly status: 'failed'; readonly httpStatus: number; readonly reason: string };

/**
 * Sorts an answer. GraphQL answers 404 and REST 400 for a branch that is not there; a query that does not
 * parse or a variable of a wrong type is a 500 of plain text.
 */
export function readAnswer(response: HttpResponse): Answer {
  const body = parse(response);
  const reason = body === undefined ? firstLine(response) : (errorMessage(body) ?? firstLine(response));
  if (/^Branch: .* not found\.?$/.test(reason)) return { status: 'no-branch' };
  if (response.status === 401) return { status: 'unauthenticated', reason };
  if (response.status === 403) return { status: 'forbidden', reason };
  if (response.status >= 200 && response.status < 300) {
    return body === undefined ? { status: 'not-infrahub', reason } : { status: 'ok', body };
  }
  // Errors of execution may come with their own HTTP status: they are answers all the same.
  if (body !== undefined && isGraphqlAnswer(body)) return { status: 'ok', body };
  if (response.status === 500 && contentType(response) === 'text/plain')
    return { status: 'rejected', reason };
  if (response.status === 404 || (response.status >= 300 && response.status < 400)) {
    return { status: 'not-infrahub', reason: `${response.status} ${reason}` };
  }
  return { status: 'failed', httpStatus: response.status, reason };
}

/** The error for an answer that is of no use. */
export function refusal(answer: Refusal, settings: InfrahubSettings): SyncError {
  const where = `Infrahub at ${settings.url}`;
  switch (answer.status) {
    case 'unauthenticated':
      return new SyncError({
        code: 'AUTH_FAILED',
        message:
          settings.token === undefined
            ? `${where} wants a token, and none was given: ${answer.reason}`
            : `${where} does not accept the token: ${answer.reason}`,
        hint: 'Set INFRAHUB_API_TOKEN (or `token` in the settings) to a token of an account of that server.',
      });
    case 'forbidden':
      return new SyncError({
        code: 'PERMISSION_DENIED',
        message: `${where} does not allow this on branch ${settings.branch}: ${answer.reason}`,
        hint: "Give the token's account the permission, use another account's token, or another branch.",
      });
    case 'not-infrahub':
      return new SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `What answers at ${settings.url} does not look like Infrahub: ${answer.reason}`,
        hint: 'Check INFRAHUB_ADDRESS or `url`: it is the address of the server itself, without /api or /graphql.',
      });
    case 'rejected':
      return new SyncError({
        code: 'UNEXPECTED_ANSWER',
        message: `${where} could not work on a request: ${answer.reason}`,
        hint: "Look into Infrahub's own log for the cause.",
      });
    case 'failed':
      return new SyncError({
        code: 'HTTP_ERROR',
        message: `${where} answered ${answer.httpStatus}: ${answer.reason}`,
        hint: "Look into Infrahub's own log for the cause; when it is only busy or starting, run again later.",
      });
  }
}

function parse(response: HttpResponse): JsonObject | undefined {
  try {
    const value: JsonValue = JSON.parse(response.text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isGraphqlAnswer(body: JsonObject): boolean {
  return 'data' in body && Array.isArray(body.errors) && body.errors.some((error) => isJsonObject(error));
}

function errorMessage(body: JsonObject): string | undefined {
  if (!Array.isArray(body.errors)) return undefined;
  const [first] = body.errors;
  if (typeof first === 'string') return first;
  return isJsonObject(first) && typeof first.message === 'string' ? first.message : undefined;
}

/** The first line of what came, without markup; a proxy's page says there what is wrong. */
function firstLine(response: HttpResponse): string {
  const title = /<title>([^<]*)<\/title>/i.exec(response.text)?.[1];
  const line = (title ?? response.text).split('\n').find((candidate) => candidate.trim() !== '');
  const kind = contentType(response);
  const shown = (line ?? '(nothing)').trim().slice(0, 200);
  return kind === undefined || kind === 'application/json' ? shown : `${shown} (${kind})`;
}

function contentType(response: HttpResponse): string | undefined {
  return response.headers['content-type']?.split(';')[0]?.trim();
}
