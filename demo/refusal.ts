import type { JsonValue } from '../src/json.ts';

/** A request that a server refuses: the status and the JSON body of its answer. */
export class Refusal extends Error {
  readonly status: number;
  readonly body: JsonValue;

  constructor(status: number, body: JsonValue) {
    super(`${status} ${JSON.stringify(body)}`);
    this.name = 'Refusal';
    this.status = status;
    this.body = body;
  }
}
