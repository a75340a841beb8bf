/** A change can't be moved on at present, for a reason that may go away; it is tried again. */
export class NotNowError extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NotNowError';
  }
}
