/** A selector that can't be read; the message is the real server's. */
export class BadSelector extends Error {
  override name = 'BadSelector';
}
