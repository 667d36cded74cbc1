import type { DemoRequest, Fault } from '../../demo/http-server.ts';

/** Lets the first attempt at each request go wrong, in turn as listed; the second one is answered. */
export function faultFirstAttempts(
  faults: readonly (Fault | undefined)[],
): (request: DemoRequest) => Fault | undefined {
  const attempted = new Set<string>();
  return (request) => {
    const key = `${request.method} ${request.url.pathname}${request.url.search} ${request.body}`;
    if (attempted.has(key)) return undefined;
    attempted.add(key);
    return faults[attempted.size % faults.length];
  };
}

/** What goes wrong with a server behind a proxy now and then. */
export const USUAL_FAULTS: readonly (Fault | undefined)[] = [
  undefined,
  { type: 'status', status: 502, body: '<html>Bad Gateway</html>' },
  { type: 'reset-after' },
  { type: 'hang' },
  { type: 'status', status: 429, headers: { 'retry-after': '1' } },
  { type: 'reset-before' },
  { type: 'status', status: 504 },
];
