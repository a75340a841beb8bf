/** How many rows one statement takes: far below the limits of both databases. */
const CHUNK = 200;

/** Parts of a list that one statement can take. */
export function chunksOf<T>(items: readonly T[]): T[][] {
  const chunks: T[][] = [];
  for (let start = 0; start < items.length; start += CHUNK) {
    chunks.push(items.slice(start, start + CHUNK));
  }
  return chunks;
}

/** Asks for parts of a list, one after the other, and puts the answers together. */
export async function selectInChunks<T, R>(
  items: readonly T[],
  select: (chunk: T[]) => PromiseLike<readonly R[]>,
): Promise<R[]> {
  const found: R[] = [];
  for (const chunk of chunksOf(items)) {
    for (const row of await select(chunk)) found.push(row);
  }
  return found;
}
