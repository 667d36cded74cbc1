/** Anything that keeps a template from giving a value. */
export class JinjaError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'JinjaError';
  }
}

/** The template itself is wrong: jinja2 refuses to compile it (TemplateSyntaxError, TemplateAssertionError). */
export class JinjaSyntaxError extends JinjaError {
  constructor(message: string) {
    super(message);
    this.name = 'JinjaSyntaxError';
  }
}

/** jinja2 would have a value here, this engine does not: it refuses rather than guess. */
export class JinjaUnsupported extends JinjaError {
  constructor(message: string) {
    super(message);
    this.name = 'JinjaUnsupported';
  }
}

/** jinja2 raises here too; `exception` is the name of the Python exception. */
export class JinjaRuntimeError extends JinjaError {
  readonly exception: string;

  constructor(exception: string, message: string) {
    super(`${exception}: ${message}`);
    this.name = 'JinjaRuntimeError';
    this.exception = exception;
  }
}

export function typeError(message: string): JinjaRuntimeError {
  return new JinjaRuntimeError('TypeError', message);
}

export function valueError(message: string): JinjaRuntimeError {
  return new JinjaRuntimeError('ValueError', message);
}
