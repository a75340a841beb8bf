import type { MatrixRow } from '@portico/plugin-deployments-common';

/**
 * The environment that a page shows: the one that its address names, also where nothing is
 * known of it; else the last that is not a sample in the order in which versions move, since
 * that is where customers are; else the last one.
 *
 * @returns null where no environment is known
 */
export function chooseEnvironment(
  row: MatrixRow | null,
  requested: string | null,
): string | null {
  if (requested !== null && requested !== '') {
    return requested;
  }
  const cells = row?.cells ?? [];
  const chosen =
    cells.findLast(({ origin }) => origin !== 'sample') ?? cells.at(-1);
  return chosen?.environment ?? null;
}
