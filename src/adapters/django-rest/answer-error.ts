import { SyncError } from '../../errors.ts';
import type { HttpResponse } from '../../http/contract.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { parseKeepingFloats } from '../../json-floats.ts';
import type { Product } from './product.ts';

/** Where an answer came from, for messages. */
export interface AnswerPlace {
  readonly product: Product;
  /** The address without credentials. */
  readonly baseUrl: string;
  /** What was asked for: an endpoint in its canonical spelling, or `the API` itself. */
  readonly what: string;
}

/** The body as JSON; undefined when it is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return parseKeepingFloats(text);
  } catch {
    return undefined;
  }
}

/** The error for an answer other than 200. NetBox and Nautobot refuse a token with 403, never with 401. */
export function statusError(response: HttpResponse, place: AnswerPlace): SyncError {
  const detail = detailOf(response.text);
  if (response.status === 401 || response.status === 403) return refusal(response.status, detail, place);
  const tries = response.retries > 0 ? ` after ${response.retries + 1} attempts` : '';
  return new SyncError({
    code: 'HTTP_ERROR',
    message: `${place.product.name} at ${place.baseUrl} answered ${response.status} for ${place.what}${tries}${withDetail(detail)}`,
    hint:
      response.status >= 500
        ? 'The server or what stands in front of it is in trouble: try again later, or look at its log.'
        : `${place.product.name} did not accept the request: check its version and the address.`,
  });
}

/** The error for an answer of 200 that holds a web page, or anything else that is not JSON. */
export function notJsonError(place: AnswerPlace): SyncError {
  return new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `${place.product.name} at ${place.baseUrl} answered something other than JSON for ${place.what}, such as a login page`,
    hint: `Check that the address is that of ${place.product.name} itself, and that no single sign-on page stands in front of its API.`,
  });
}

/** The error for an address below which there is no such API. */
export function noApiError(place: AnswerPlace): SyncError {
  return new SyncError({
    code: 'UNEXPECTED_ANSWER',
    message: `There is no ${place.product.name} API at ${place.baseUrl}/api/`,
    hint: `Check the address (${place.product.environment}_ADDRESS, ${place.product.environment}_URL or \`url\`): it is the address of the web interface, with its path if it has one.`,
  });
}

function refusal(status: number, detail: string | undefined, place: AnswerPlace): SyncError {
  if (detail === undefined) {
    return new SyncError({
      code: 'HTTP_ERROR',
      message: `${place.product.name} at ${place.baseUrl} answered ${status} for ${place.what} without saying why`,
      hint: `Something in front of ${place.product.name} may refuse the request: a proxy, a firewall, a sign-on page.`,
    });
  }
  if (/permission to perform/i.test(detail)) {
    return new SyncError({
      code: 'PERMISSION_DENIED',
      message: `${place.product.name} at ${place.baseUrl}: the token may not read ${place.what}${withDetail(detail)}`,
      hint: "Give the token's user a permission with the action `view` for these objects.",
    });
  }
  return new SyncError({
    code: 'AUTH_FAILED',
    message: `${place.product.name} at ${place.baseUrl} does not accept the token${withDetail(detail)}`,
    hint: `Check ${place.product.environment}_TOKEN (or \`token\` in the settings): complete, not expired, enabled, allowed from this address. ${place.product.tokenHint}`.trimEnd(),
  });
}

/** `{"detail": "…"}` or `{"field": ["…"]}`, as these products word an error; undefined for a web page. */
function detailOf(text: string): string | undefined {
  const answer = parseJson(text);
  if (answer === undefined || !isJsonObject(answer)) return undefined;
  return typeof answer.detail === 'string' ? answer.detail : JSON.stringify(answer).slice(0, 300);
}

function withDetail(detail: string | undefined): string {
  return detail === undefined ? '' : `: ${detail}`;
}
