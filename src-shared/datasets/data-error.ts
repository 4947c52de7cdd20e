/** Data that cannot be learned from as they are. The message is for a person: what is wrong where, and what to do. */
export class DataError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DataError';
  }
}
