/** A body was larger than what is read of one. */
export class TooLargeError extends Error {
  constructor(maxBytes: number) {
    super(`an answer is larger than ${maxBytes} bytes`);
    this.name = 'TooLargeError';
  }
}

/** Reads a body up to a limit in bytes; a longer one is given up on and its connection closed. */
export async function readBounded(
  response: Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  while (reader) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    size += value.byteLength;
    if (size > maxBytes) {
      await reader.cancel();
      throw new TooLargeError(maxBytes);
    }
    chunks.push(value);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
