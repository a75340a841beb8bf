import {
  ChangeApproval,
  changeEventSchema,
} from '@portico/plugin-environments-common';
import { mockServices } from '@backstage/backend-test-utils';
import { mockCredentials } from '@backstage/backend-test-utils';
import { aChange } from '../../__testUtils__/aChange';
import { aSpec } from '../../__testUtils__/aSpec';
import { StoredChange } from '../../database/StoredChange';
import { ChangeAccess } from '../ChangeAccess';
import { changeNotices, nameOf, waitingNotices } from './changeNotices';
import { CHANGE_NOTICES } from './noticeTable';

const ADA = 'user:default/ada';
const GRACE = 'user:default/grace';
const APPROVERS = 'group:default/platform-approvers';
const FINOPS = 'group:default/finops';
const CHECKOUT = 'group:default/checkout';

function asks(group: string, reason: string): ChangeApproval {
  return { group, reason, decision: null };
}

/** Ada's request for a production environment of her team. */
function prodEu(fields: Partial<StoredChange> = {}): StoredChange {
  return aChange({
    after: aSpec({ name: 'prod-eu' }),
    approvals: [
      asks(APPROVERS, 'it is production'),
      asks(FINOPS, 'it costs $6,000.00 a month'),
    ],
    ...fields,
  });
}

function told(
  event: string,
  { change = prodEu(), actor = 'portal', comment = null as string | null } = {},
) {
  const { state } = change;
  const entry = { event, from: state, to: state, actor, comment };
  return changeNotices({ eventId: 7, entry, change }).map(
    ({ notice: { to, except, title, text } }) => ({ to, except, title, text }),
  );
}

describe('changeNotices', () => {
  it('should ask each group with its own reason, and tell the owner', () => {
    expect(told('submit', { actor: ADA })).toEqual([
      {
        to: [CHECKOUT],
        except: [ADA],
        title: 'Ada asks for prod-eu',
        text: 'It belongs to checkout. It waits for platform-approvers and finops.',
      },
      {
        to: [APPROVERS],
        except: [ADA],
        title: 'Ada asks for prod-eu',
        text: 'It needs one person from platform-approvers, because it is production.',
      },
      {
        to: [FINOPS],
        except: [ADA],
        title: 'Ada asks for prod-eu',
        text: 'It needs one person from finops, because it costs $6,000.00 a month.',
      },
    ]);
  });

  it('should ask only the groups whose yes is missing', () => {
    const decision = {
      by: GRACE,
      at: '2026-11-25T10:00:00.000Z',
      verdict: 'approved' as const,
      comment: null,
    };
    const approvals = [
      { ...asks(APPROVERS, 'it is production'), decision },
      asks(FINOPS, 'it is dear'),
    ];
    const change = prodEu({ approvals });
    expect(told('require-approval', { change }).map(({ to }) => to)).toEqual([
      [FINOPS],
    ]);
  });

  it.each<[string, string, string | null, string, string]>([
    [
      'approve',
      GRACE,
      null,
      'Your request for prod-eu is approved',
      'Grace agreed. It goes on by itself.',
    ],
    [
      'reject',
      GRACE,
      'use staging',
      'Your request for prod-eu was rejected',
      'Grace said no: use staging',
    ],
    [
      'reject',
      GRACE,
      null,
      'Your request for prod-eu was rejected',
      'Grace said no: no reason given',
    ],
    [
      'expire',
      'portal',
      null,
      'Your request for prod-eu has expired',
      'Nobody decided in time. You can ask again.',
    ],
    [
      'merge-refused',
      'portal',
      'a review is required',
      'Your request for prod-eu could not be merged yet',
      'It waits, because of this: a review is required',
    ],
    [
      'apply-fail',
      'external:pipeline',
      'quota of addresses',
      'Your request for prod-eu failed',
      'The pipeline could not apply it: quota of addresses',
    ],
  ])(
    'should tell the requester of %s',
    (event, actor, comment, title, text) => {
      expect(told(event, { actor, comment })).toEqual([
        { to: [ADA], except: [], title, text },
      ]);
    },
  );

  it('should tell the requester and the owner of a merge', () => {
    expect(told('merge').map(({ to, except }) => [to, except])).toEqual([
      [[ADA], []],
      [[CHECKOUT], [ADA]],
    ]);
  });

  it('should tell nobody of what they did themselves', () => {
    expect(told('withdraw', { actor: ADA })).toEqual([]);
    expect(told('reject', { actor: ADA })).toEqual([]);
    expect(told('submit', { actor: ADA }).map(({ except }) => except)).toEqual([
      [ADA],
      [ADA],
      [ADA],
    ]);
  });

  it('should tell the requester how a run ended that they started', () => {
    expect(told('apply-fail', { actor: ADA }).map(({ to }) => to)).toEqual([
      [ADA],
    ]);
  });

  it('should give each notice a key of its own, one link and one scope', () => {
    const change = prodEu();
    const { state } = change;
    const entry = { event: 'submit', from: state, to: state, comment: null };
    const made = changeNotices({
      eventId: 7,
      entry: { ...entry, actor: ADA },
      change,
    });
    expect(made.map(({ key }) => key)).toEqual([
      'event:7:0',
      'event:7:1',
      'event:7:2',
    ]);
    expect(new Set(made.map(({ notice }) => notice.scope))).toEqual(
      new Set([`change:${change.id}`]),
    );
    expect(made[0].notice.link).toBe(`/environments/changes/${change.id}`);
  });

  it('should know only events that there are', () => {
    const remarks = ['merge-refused'];
    const events: string[] = [...changeEventSchema.options, ...remarks];
    expect(
      Object.keys(CHANGE_NOTICES).filter(event => !events.includes(event)),
    ).toEqual([]);
    expect(told('toString')).toEqual([]);
  });

  it('should tell only those who may open the change', () => {
    const access = ChangeAccess.create({
      permissions: mockServices.permissions.mock(),
      operators: 'group:default/operators',
    });
    const change = prodEu();
    const readers = [
      ...Object.keys(CHANGE_NOTICES).flatMap(event => told(event, { change })),
      ...waitingNotices(change).map(({ notice }) => notice),
    ].flatMap(({ to }) => to);
    expect(readers.length).toBeGreaterThan(10);
    for (const ref of readers) {
      const requester = {
        credentials: mockCredentials.user(),
        user: 'user:default/anybody',
        refs: [ref],
      };
      const seen =
        ref === change.requestedBy
          ? access.canSee(change, { ...requester, user: ref })
          : access.canSee(change, requester);
      expect([ref, seen]).toEqual([ref, true]);
    }
  });
});

describe('waitingNotices', () => {
  it('should remind each group that was asked', () => {
    const change = prodEu();
    expect(
      waitingNotices(change).map(({ key, notice: { to, except, text } }) => ({
        key,
        to,
        except,
        text,
      })),
    ).toEqual([
      {
        key: `waiting:${change.id}:0`,
        to: [APPROVERS],
        except: [ADA],
        text: 'It was asked for on 25 Nov 2026, and needs one person from platform-approvers, because it is production.',
      },
      expect.objectContaining({ to: [FINOPS] }),
    ]);
  });
});

describe('nameOf', () => {
  it.each([
    ['user:default/ada', 'Ada'],
    ['group:default/platform-approvers', 'platform-approvers'],
    ['portal', 'The portal'],
    ['git', 'Somebody on the Git host'],
    ['external:pipeline', 'external:pipeline'],
    ['user:x', 'user:x'],
  ])('should call %s %s', (ref, name) => {
    expect(nameOf(ref)).toBe(name);
  });
});
