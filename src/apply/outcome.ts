/** How one operation of a plan ended. */
export type OperationOutcome =
  | { readonly status: 'written'; readonly destinationId: string }
  | {
      readonly status: 'failed';
      readonly errorClass: string;
      /** The relationship that could not be written, where it is one. */
      readonly attribute: string | undefined;
      readonly message: string;
      readonly hint: string;
      readonly retries: number;
      readonly terminal: boolean;
    }
  /** It was sent, and the destination never said what became of it. */
  | {
      readonly status: 'unknown';
      readonly errorClass: string;
      readonly message: string;
      readonly hint: string;
      readonly retries: number;
    }
  /** Not done, and not to be: the destination needs the object, or it is not ours to change. */
  | { readonly status: 'left-alone'; readonly reason: string }
  /** Not tried because it is no longer as the plan saw it, which was allowed for. */
  | { readonly status: 'left-out'; readonly reason: string }
  /** Not tried: something it depends on was not written, or the run stopped before it. */
  | { readonly status: 'skipped'; readonly reason: string };
