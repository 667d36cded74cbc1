import * as z from 'zod';
import type { SyncError } from '../../errors.ts';
import type { WriteOperation, WriteOutcome } from '../contract.ts';
import type { GraphqlError, GraphqlResult } from './connection.ts';
import { aliasOf, type Batch } from './mutation.ts';

const Written = z.object({ ok: z.literal(true), object: z.object({ id: z.string() }).nullish() });

/** True when the request was refused before any of its mutations ran. */
export function refusedAsAWhole({ data, errors }: GraphqlResult): boolean {
  const nothingDone = Object.values(data).every((value) => value === null);
  return nothingDone && errors.length > 0 && errors.every(({ path }) => path === undefined || path === null);
}

const wrongVariable = /^Variable '\$d(\d+)' got invalid value (.*)$/s;

/** Operations that a request was refused for, as far as the errors name their variables. */
export function culpritsOf(batch: Batch, result: GraphqlResult): Map<WriteOperation, WriteOutcome> {
  const culprits = new Map<WriteOperation, WriteOutcome>();
  for (const error of result.errors) {
    const operation = batch.operations[Number(wrongVariable.exec(error.message)?.[1] ?? Number.NaN)];
    if (operation !== undefined) culprits.set(operation, refusedOutcome(operation, error, result.retries));
  }
  return culprits;
}

/** Each operation's outcome, by its alias in data and in the errors' paths. */
export function outcomesOf(batch: Batch, result: GraphqlResult): WriteOutcome[] {
  return batch.operations.map((operation, index) => {
    const alias = aliasOf(index);
    const error = result.errors.find(({ path }) => path?.[0] === alias);
    const written = Written.safeParse(result.data[alias]);
    if (error === undefined && written.success) return writtenOutcome(operation, written.data.object?.id);
    const told = error ?? result.errors.find(({ path }) => path === undefined || path === null);
    return refusedOutcome(operation, told ?? { message: 'Infrahub told no outcome.' }, result.retries);
  });
}

/** True for an error that leaves open whether the request was carried out. */
export function isUncertain({ code }: SyncError): boolean {
  return ['TIMEOUT', 'UNREACHABLE', 'CANCELLED', 'HTTP_ERROR'].includes(code);
}

/** What a request that brought no answer means for an operation in it. */
export function lostOutcome(operation: WriteOperation, error: SyncError): WriteOutcome {
  const lost = {
    key: operation.key,
    errorClass: error.code,
    message: `${subject(operation)}: ${error.message}`,
    retries: 0,
  };
  if (!isUncertain(error)) return { ...lost, status: 'failed', hint: error.hint, terminal: true };
  const hint = `It is not known whether it was written: the next run finds out and picks it up. ${error.hint}`;
  return { ...lost, status: 'unknown', hint };
}

function writtenOutcome(operation: WriteOperation, id: string | undefined): WriteOutcome {
  if (operation.action !== 'create') return { status: 'written', key: operation.key, id: operation.id };
  if (id !== undefined) return { status: 'written', key: operation.key, id };
  return refusedOutcome(operation, { message: 'Infrahub created the object but did not tell its id.' }, 0);
}

function refusedOutcome(operation: WriteOperation, error: GraphqlError, retries: number): WriteOutcome {
  const errorClass = classOf(error);
  // What was to be deleted may be gone already, with the object that it belonged to.
  if (operation.action === 'delete' && errorClass === 'NODE_NOT_FOUND') {
    return { status: 'written', key: operation.key, id: operation.id };
  }
  if (operation.action === 'delete' && errorClass === 'STILL_NEEDED') {
    return { status: 'left-alone', key: operation.key, reason: readable(error.message) };
  }
  return {
    status: 'failed',
    key: operation.key,
    errorClass,
    message: `${subject(operation)}: ${readable(error.message)}`,
    hint: errorClass === 'REJECTED' ? wrongTypeHint(operation) : hintOf(errorClass, operation.action),
    retries,
    terminal: true,
  };
}

/** Infrahub 1.4 gives hardly any codes, and 1.11 the same code for many things: the message tells more. */
function classOf({ message, extensions }: GraphqlError): string {
  if (wrongVariable.test(message)) return 'VALUE_INVALID';
  if (/^[0-9a-f-]{36} is already in use/i.test(message)) return 'ID_TAKEN';
  if (/linked to mandatory relationship/i.test(message)) return 'STILL_NEEDED';
  if (/uniqueness constraint/i.test(message)) return 'UNIQUENESS_VIOLATION';
  if (/unable to find the node/i.test(message)) return 'NODE_NOT_FOUND';
  if (/mandatory for/i.test(message)) return 'ATTRIBUTE_REQUIRED';
  return String(extensions?.code ?? 'UNDEFINED_ERROR');
}

/** `'many' at 'd0.mtu.value'; Expected …` names our variable, which says nothing to a reader. */
function readable(message: string): string {
  const invalid = wrongVariable.exec(message)?.[2];
  if (invalid === undefined) return message;
  const [, value, attribute, reason] = /^(.*) at 'd\d+\.(\w+)[^']*'; (.*)$/s.exec(invalid) ?? [];
  return attribute === undefined
    ? `invalid value ${invalid}`
    : `${attribute} does not take ${value}: ${reason}`;
}

function hintOf(errorClass: string, action: WriteOperation['action']): string {
  if (action === 'delete') return 'Delete or change what still refers to the object first.';
  switch (errorClass) {
    case 'UNIQUENESS_VIOLATION':
      return 'Another object has these values already: check the identifiers of the mapping, or that object.';
    case 'NODE_NOT_FOUND':
      return 'The object, or one that it refers to, was deleted meanwhile: the next run plans it anew.';
    case 'ATTRIBUTE_REQUIRED':
      return 'Map a field to it that every source record has, or make it optional in the schema.';
    case 'ATTRIBUTE_CONSTRAINT_VIOLATION':
    case 'ATTRIBUTE_INVALID_TYPE':
    case 'VALUE_INVALID':
      return 'Correct the value at the source, or bring it into form by a transform.';
    case 'BRANCH_ALREADY_MERGED':
      return 'A merged branch can only be read: name another one with --branch or in the settings.';
    default:
      return 'Compare the value with the schema of the kind: `infrahub-sync validate` does.';
  }
}

/** Infrahub does not tell which value it could not take, so the reader is shown what was sent. */
function wrongTypeHint(operation: WriteOperation): string {
  if (operation.action === 'delete') return "Infrahub's own log may tell why.";
  const sent = Object.entries(operation.values).map(([name, value]) =>
    value.type === 'attribute' ? `${name}: ${JSON.stringify(value.value)}` : name,
  );
  return `One of the values has most likely the wrong type for its attribute: ${sent.join(', ').slice(0, 500)}`;
}

function subject(operation: WriteOperation): string {
  const id = operation.action === 'create' ? '' : ` ${operation.id}`;
  return `${operation.action} of ${operation.kind}${id}`;
}
