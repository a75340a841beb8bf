import { parseEntityRef } from '@backstage/catalog-model';
import { ChangeApproval } from '@portico/plugin-environments-common';
import { ChangeHappening } from '../../database/ChangeObserver';
import { KeyedNotice, Notice } from '../../database/NoticeStore';
import { StoredChange } from '../../database/StoredChange';
import { dayOf, wishOf } from '../describeHolder';
import { PORTAL_ACTOR } from '../changeEvents';
import { CHANGE_NOTICES, NoticeRule, WAITING_NOTICE } from './noticeTable';
import { noticeText } from './noticeText';

type Words = Record<string, string | null>;

const PERSON = /^user:[^:/\s]+\/[^:/\s]+$/;

/** A person or a group in a sentence: "Ada", "platform-approvers". */
export function nameOf(ref: string): string {
  if (ref === PORTAL_ACTOR) return 'The portal';
  if (ref === 'git') return 'Somebody on the Git host';
  if (!PERSON.test(ref)) return ref.replace(/^[^/]*\//, '');
  const { name } = parseEntityRef(ref);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

function wordsOf(change: StoredChange): Words {
  const groups = missing(change).map(({ group }) => nameOf(group));
  return {
    requester: nameOf(change.requestedBy),
    wish: wishOf(change),
    name: change.name,
    owner: nameOf(change.owner),
    groups: groups.join(' and '),
    day: dayOf(change.requestedAt),
  };
}

function missing({ approvals }: StoredChange): ChangeApproval[] {
  return approvals.filter(({ decision }) => decision === null);
}

function people(...refs: string[]): string[] {
  return [...new Set(refs.filter(ref => PERSON.test(ref)))];
}

function noticesOf(
  rule: NoticeRule,
  change: StoredChange,
  words: Words,
  actor: string,
): Notice[] {
  const { requestedBy, owner } = change;
  const make = (to: string, except: string[], more: Words = {}): Notice => ({
    to: [to],
    except,
    severity: rule.severity,
    topic: rule.topic,
    ...noticeText(rule, { ...words, ...more }),
    link: `/environments/changes/${encodeURIComponent(change.id)}`,
    scope: `change:${change.id}`,
  });
  switch (rule.to) {
    case 'requester':
      return actor === requestedBy ? [] : [make(requestedBy, [])];
    case 'asked':
      return missing(change).map(({ group, reason }) =>
        make(group, people(requestedBy, actor), {
          group: nameOf(group),
          reason,
        }),
      );
    default:
      return [make(owner, people(requestedBy, actor))];
  }
}

/** What people are told of an entry in a change's history. */
export function changeNotices({
  change,
  entry,
  eventId,
}: ChangeHappening): KeyedNotice[] {
  const { event, actor, comment } = entry;
  const rules = Object.hasOwn(CHANGE_NOTICES, event)
    ? CHANGE_NOTICES[event]
    : [];
  const words = { ...wordsOf(change), actor: nameOf(actor), comment };
  // A pipeline says who started it; how a run ends is news to that person too.
  const doer = event.startsWith('apply-') ? PORTAL_ACTOR : actor;
  return rules
    .flatMap(rule => noticesOf(rule, change, words, doer))
    .map((notice, index) => ({ key: `event:${eventId}:${index}`, notice }));
}

/** What those who were asked are told, once, of a request that waits. */
export function waitingNotices(change: StoredChange): KeyedNotice[] {
  return noticesOf(WAITING_NOTICE, change, wordsOf(change), PORTAL_ACTOR).map(
    (notice, index) => ({ key: `waiting:${change.id}:${index}`, notice }),
  );
}
