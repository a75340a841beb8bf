import type {
  SpecDifference,
  SpecIssue,
} from '@portico/plugin-environments-common';
import type { PreviewState } from '../../hooks/usePreview';

/** What decides whether the form can be sent. */
export interface BlockedFacts {
  issues: readonly SpecIssue[];
  /** What changes; undefined for a new environment. */
  differences: SpecDifference[] | undefined;
  preview: Pick<PreviewState, 'pending' | 'slow' | 'problem'>;
  /** Whether data that gets lost was confirmed, where any does. */
  dataLossConfirmed: boolean;
  name: string;
}

/**
 * Why the form can't be sent; undefined where it can, or where pressing shows what to mend.
 * A price that nobody could work out stops nothing: the request then needs somebody's yes.
 */
export function blockedReason({
  issues,
  differences,
  preview,
  dataLossConfirmed,
  name,
}: BlockedFacts): string | undefined {
  if (issues.length > 0) return undefined;
  if (differences?.length === 0) {
    return 'Nothing differs from what is there today, so there is nothing to ask for.';
  }
  if (!dataLossConfirmed) return `Type ${name} to go on: data is lost.`;
  const waits = preview.pending && !preview.slow && !preview.problem;
  return waits ? 'Working out the price of your last edit.' : undefined;
}
