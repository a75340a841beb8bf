import type { ChangeRequest } from '@portico/plugin-environments-common';
import { ago, expiry } from '../format/dates';
import { listWords, refName, withShortRefs } from '../format/refs';
import { oneFromEach, openApprovals } from './approvalWords';
import { sentence } from './fieldIssues';

/** How a change stands: the news, what it means, and the way on. */
export interface ChangeVerdict {
  status: 'info' | 'success' | 'warning' | 'danger';
  title: string;
  text: string | undefined;
  /** Where it goes on from here; undefined where nothing is to be done. */
  next: 'ask-again' | 'environment' | 'pull-request' | undefined;
}

/** Whether the environment of a change is there to look at: its file is in Git. */
export function hasEnvironment({
  kind,
  state,
}: Pick<ChangeRequest, 'kind' | 'state'>): boolean {
  return (
    kind !== 'create' ||
    ['merged', 'applying', 'applied', 'failed'].includes(state)
  );
}

/** What a verdict looks at beside the change. */
export interface VerdictFacts {
  /** Whether the reader is who asked. */
  isRequester: boolean;
  /** Whether a pipeline has ever reported for the environment; undefined while not known. */
  pipelineConnected: boolean | undefined;
  now: number;
}

/** Who is waited for, as whoever asked and everybody else is told. */
function pendingTitle(
  { state, approvals }: ChangeRequest,
  isRequester: boolean,
): string {
  if (state === 'draft') return 'Not asked for yet';
  const open = openApprovals(approvals);
  if (open.length === 0) {
    return approvals.length > 0
      ? 'Everybody who was asked has agreed; it goes on in a moment'
      : 'Waits for an approval; whose is not known';
  }
  return isRequester
    ? `You asked for this, so somebody else has to agree: anyone from ${listWords(
        open.map(({ group }) => refName(group)),
        'and anyone from',
      )}`
    : `Waits for ${oneFromEach(open)}`;
}

function reasonText({ stateReason }: ChangeRequest): string | undefined {
  return stateReason ? sentence(withShortRefs(stateReason)) : undefined;
}

/** The last thing that happened; who did it and what they said about it. */
function lastOf({ history, state }: ChangeRequest) {
  return [...history].reverse().find(({ to }) => to === state);
}

function pending(change: ChangeRequest, facts: VerdictFacts): ChangeVerdict {
  const end = change.expiresAt
    ? `Without an answer it expires ${expiry(change.expiresAt, facts.now)}.`
    : undefined;
  return {
    status: 'info',
    title: pendingTitle(change, facts.isRequester),
    text: [reasonText(change), end].filter(Boolean).join(' ') || undefined,
    next: undefined,
  };
}

function proposed(change: ChangeRequest): ChangeVerdict {
  const reason = reasonText(change);
  return reason
    ? {
        status: 'warning',
        title: 'The pull request is not merged yet',
        text: `${reason} Mend it on the pull request; the portal tries again by itself.`,
        next: 'pull-request',
      }
    : {
        status: 'info',
        title: 'The pull request is open',
        text: 'It is merged as soon as its checks pass.',
        next: 'pull-request',
      };
}

function pipelineText({ pipelineConnected }: VerdictFacts) {
  if (pipelineConnected === undefined) return undefined;
  return pipelineConnected
    ? 'The pipeline takes it from there; it has not reported yet.'
    : 'No pipeline is connected, so nothing is built yet.';
}

function merged(facts: VerdictFacts): ChangeVerdict {
  return {
    status: 'success',
    title: 'Merged: the file is in Git',
    text: pipelineText(facts),
    next: 'environment',
  };
}

function ended(change: ChangeRequest, facts: VerdictFacts): ChangeVerdict {
  const last = lastOf(change);
  const by = last
    ? ` by ${refName(last.actor)} ${ago(last.at, facts.now)}`
    : '';
  const reason = reasonText(change) ?? (last?.comment || undefined);
  const base = { status: 'info', text: reason, next: 'ask-again' } as const;
  switch (change.state) {
    case 'rejected':
      return {
        ...base,
        status: 'warning',
        title: `Rejected${by}`,
        text: reason
          ? `${sentence(reason)} Mend that and ask again.`
          : 'Nothing was changed.',
      };
    case 'withdrawn':
      return { ...base, title: `Withdrawn${by}`, text: 'Nothing was changed.' };
    case 'expired':
      return {
        ...base,
        status: 'warning',
        title: 'Expired: nobody decided in time',
        text: 'Nothing was changed. Ask again, and tell the people who are asked.',
      };
    default:
      return {
        ...base,
        title: 'Superseded: another change took its place',
        text: reason ?? 'Nothing of this one was changed.',
        next: 'environment',
      };
  }
}

/** How a change stands, in words of its own for each state, with the next step. */
export function changeVerdict(
  change: ChangeRequest,
  facts: VerdictFacts,
): ChangeVerdict {
  switch (change.state) {
    case 'draft':
    case 'pending-approval':
      return pending(change, facts);
    case 'approved':
      return {
        status: 'info',
        title: 'Agreed: the pull request is on its way',
        text: reasonText(change),
        next: undefined,
      };
    case 'proposed':
      return proposed(change);
    case 'merged':
      return merged(facts);
    case 'applying':
      return {
        status: 'info',
        title: 'The pipeline is applying it',
        text: 'You can close this page; it goes on without you.',
        next: 'environment',
      };
    case 'applied':
      return {
        status: 'success',
        title: 'Done: it was applied',
        text: reasonText(change),
        next: 'environment',
      };
    case 'failed':
      return {
        status: 'danger',
        title: 'The pipeline could not apply it',
        text: `${
          reasonText(change) ?? 'It gave no reason.'
        } Part of it may exist and cost money; the environment shows what is known.`,
        next: 'environment',
      };
    default:
      return ended(change, facts);
  }
}
