import { formatMoney, money, subtractMoney } from '@portico/plugin-cost-common';
import type {
  ChangeKind,
  ChangeSummary,
} from '@portico/plugin-environments-common';
import { ago, expiry } from '../format/dates';
import { listWords, refName } from '../format/refs';
import { oneFromEach, openApprovals } from './approvalWords';

/** Estimates of changes are list prices of AWS, and those are in dollars. */
const CURRENCY = 'USD';

/** Who asked for a change and when. */
export function askedWords(
  {
    requestedBy,
    requestedAt,
  }: Pick<ChangeSummary, 'requestedBy' | 'requestedAt'>,
  now: number,
): string {
  return `asked by ${refName(requestedBy)} ${ago(requestedAt, now)}`;
}

/** Whose yes a change still needs; undefined where it waits for nobody. */
export function waitingWords({
  state,
  approvals,
}: Pick<ChangeSummary, 'state' | 'approvals'>): string | undefined {
  if (state !== 'pending-approval') return undefined;
  const who = oneFromEach(openApprovals(approvals));
  return who && `needs ${who}`;
}

/** Why somebody is asked; the reasons of all who still are. */
export function reasonWords({
  approvals,
}: Pick<ChangeSummary, 'approvals'>): string | undefined {
  const reasons = openApprovals(approvals).map(({ reason }) => reason);
  return reasons.length > 0 ? `because ${listWords(reasons)}` : undefined;
}

/**
 * What a change does to the price; what is not known is said, never 0. A list does not
 * tell whether every line had an amount, so a total is what it is at least.
 */
export function changePriceWords({
  monthly,
  monthlyBefore,
}: Pick<ChangeSummary, 'monthly' | 'monthlyBefore'>): string {
  if (monthly === null) return 'price not known';
  const after = money(monthly, CURRENCY);
  const total = `at least ${formatMoney(after)}`;
  if (monthlyBefore === null) return `list price ${total} a month`;
  if (monthlyBefore === monthly) return `list price stays ${total} a month`;
  const difference = subtractMoney(after, money(monthlyBefore, CURRENCY));
  const before = formatMoney(money(monthlyBefore, CURRENCY));
  return `${formatMoney(difference, {
    signed: true,
  })} a month (at least ${before}, then ${total})`;
}

/** When a change that nobody decides on goes away. */
export function changeExpiryWords(
  { expiresAt, state }: Pick<ChangeSummary, 'expiresAt' | 'state'>,
  now: number,
): string | undefined {
  return expiresAt !== null && state === 'pending-approval'
    ? `expires ${expiry(expiresAt, now)}`
    : undefined;
}

const EFFECTS: Readonly<Record<ChangeKind, { yes: string; no: string }>> = {
  create: { yes: 'creates', no: 'is not created' },
  resize: { yes: 'changes', no: 'stays as it is' },
  extend: { yes: 'extends', no: 'ends as planned' },
  revert: { yes: 'reverts', no: 'stays as it is' },
  adopt: { yes: 'adopts what was changed in', no: 'stays as it is' },
  destroy: { yes: 'destroys', no: 'stays' },
};

/** What a yes does, such as "creates shop-prod". */
export function yesWords({
  kind,
  name,
}: {
  kind: ChangeKind;
  name: string;
}): string {
  return `${EFFECTS[kind].yes} ${name}`;
}

/** What a no leaves, such as "shop-prod is not created". */
export function noWords({
  kind,
  name,
}: {
  kind: ChangeKind;
  name: string;
}): string {
  return `${name} ${EFFECTS[kind].no}`;
}
