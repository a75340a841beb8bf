/** Reads the body of an answer as text up to a size, and throws where it is larger. */
export async function readBody(
  response: Response,
  mostBytes: number,
): Promise<string> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop by a throw cancels the rest.
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new Error('The answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
