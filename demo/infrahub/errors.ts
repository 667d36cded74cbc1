/** What Infrahub's catalogue says of an error: its code, its HTTP status and its details. */
export interface ErrorDetails {
  readonly code: string;
  readonly status: number;
  readonly data?: Readonly<Record<string, string | null>>;
}

/** An error of one field; Infrahub gives it the path `[<alias>, "data", <field>]` when there are several. */
export interface FieldError {
  readonly field: string;
  readonly message: string;
  readonly details: ErrorDetails;
}

/** What an execution ends with instead of data; `fields` when several fields are wrong at once. */
export class InfrahubError extends Error {
  readonly details: ErrorDetails;
  readonly fields: readonly FieldError[];

  constructor(message: string, details: ErrorDetails, fields: readonly FieldError[] = []) {
    super(message);
    this.name = 'InfrahubError';
    this.details = details;
    this.fields = fields;
  }
}

export function undefinedError(message: string, status = 500): InfrahubError {
  return new InfrahubError(message, { code: 'UNDEFINED_ERROR', status });
}

export function nodeNotFound(kind: string, identifier: string, message?: string): InfrahubError {
  return new InfrahubError(message ?? `Unable to find the node ${identifier} / ${kind} in the database.`, {
    code: 'NODE_NOT_FOUND',
    status: 404,
    data: { node_kind: kind, identifier },
  });
}

export function requiredField(kind: string, field: string): FieldError {
  return {
    field,
    message: `${field} is mandatory for ${kind} at ${field}`,
    details: { code: 'ATTRIBUTE_REQUIRED', status: 422, data: { node_kind: kind, field_name: field } },
  };
}

export function invalidType(kind: string, field: string, expected: string, received: string): FieldError {
  const message = `${received} is not a valid ${expected}`;
  if (received === '') return constraint(kind, field, message);
  const data = { node_kind: kind, field_name: field, expected_type: expected, received_type: received };
  return {
    field,
    message: `${message} at ${field}`,
    details: { code: 'ATTRIBUTE_INVALID_TYPE', status: 422, data },
  };
}

export function constraint(kind: string, field: string, reason: string): FieldError {
  return {
    field,
    message: `${reason} at ${field}`,
    details: {
      code: 'ATTRIBUTE_CONSTRAINT_VIOLATION',
      status: 422,
      data: { node_kind: kind, field_name: field, constraint: reason, detail: null },
    },
  };
}

/** One error for all fields that are wrong; its first field speaks when there is only one. */
export function fieldErrors(errors: readonly FieldError[]): InfrahubError {
  const [first] = errors;
  if (!first) return undefinedError('Validation failed', 422);
  return new InfrahubError(first.message, first.details, errors.length > 1 ? errors : []);
}
