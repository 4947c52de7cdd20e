/** A file that cannot be read or written as asked. Its message is for a person: what is wrong, and what to do. */
export class InterchangeError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'InterchangeError';
  }
}
