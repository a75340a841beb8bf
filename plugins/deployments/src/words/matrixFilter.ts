import type { MatrixRow } from '@portico/plugin-deployments-common';
import { isProblem } from './notes';
import { refName } from './refs';

/** What of the matrix is shown. */
export interface MatrixFilter {
  /** A part of the service's name; empty for all. */
  text: string;
  /** Whether only services are shown with which something is wrong somewhere. */
  onlyProblems: boolean;
}

/** The filter in the address. */
export function readMatrixFilter(params: URLSearchParams): MatrixFilter {
  return {
    text: params.get('search') ?? '',
    onlyProblems: params.get('problems') === 'true',
  };
}

/** The rows that fit. */
export function filterRows(
  rows: readonly MatrixRow[],
  { text, onlyProblems }: MatrixFilter,
): MatrixRow[] {
  const wanted = text.trim().toLocaleLowerCase('en');
  return rows.filter(
    ({ entityRef, cells }) =>
      refName(entityRef).toLocaleLowerCase('en').includes(wanted) &&
      (!onlyProblems || cells.some(isProblem)),
  );
}
