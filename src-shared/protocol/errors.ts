/** The one shape in which a failure crosses a process: a kind to act on, a sentence to read, details for the log. */

export const ERROR_KINDS = [
  'invalid-request', // the request does not fit its schema
  'not-found', // no such run, corpus, file
  'refused', // the input cannot be used as it is: empty file, wrong format, unusable settings
  'conflict', // not now: the run is training elsewhere, the name is taken
  'cancelled',
  'internal', // a fault of the program
] as const;
export type ErrorKind = (typeof ERROR_KINDS)[number];

export interface ErrorPayload {
  readonly kind: ErrorKind;
  /** A sentence with a next action. */
  readonly message: string;
  readonly details?: string;
}

export class UnfoldError extends Error {
  readonly kind: ErrorKind;
  readonly details?: string;
  constructor(kind: ErrorKind, message: string, details?: string) {
    super(message);
    this.name = 'UnfoldError';
    this.kind = kind;
    this.details = details;
  }
}

/** What may be shown of any thrown value. Unknown errors become `internal`; their stack goes to the details. */
export function toErrorPayload(error: unknown): ErrorPayload {
  if (error instanceof UnfoldError)
    return { kind: error.kind, message: error.message, ...(error.details ? { details: error.details } : {}) };
  if (error instanceof Error)
    return {
      kind: 'internal',
      message: `Something went wrong inside Unfold: ${error.message}. The log has the details.`,
      ...(error.stack ? { details: error.stack } : {}),
    };
  return { kind: 'internal', message: `Something went wrong inside Unfold: ${String(error)}.` };
}

export const fromErrorPayload = (p: ErrorPayload): UnfoldError => new UnfoldError(p.kind, p.message, p.details);
