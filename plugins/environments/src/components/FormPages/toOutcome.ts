import type { Requested } from '../../api';
import type { SubmitOutcome } from '../EnvironmentForm';

/** What the form shall make of a request; one that was taken leads to its change. */
export function toOutcome(
  requested: Requested,
  onRequested: (changeId: string) => void,
): SubmitOutcome {
  if (requested.status !== 'requested') return requested;
  onRequested(requested.changeId);
  return { status: 'done' };
}
