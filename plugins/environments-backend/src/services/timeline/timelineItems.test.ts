import { timelineItemSchema } from '@portico/plugin-timeline-common';
import { changeEventSchema } from '@portico/plugin-environments-common';
import { aRun } from '../../__testUtils__/aRun';
import { aStoredEnvironment } from '../../__testUtils__/aStoredEnvironment';
import { TimelineEvent } from '../../database/TimelineStore';
import { changeItem, SHOWN_EVENTS } from './changeItems';
import { environmentItems } from './environmentItems';
import { runItem } from './runItems';

const NONE = { add: 0, change: 0, replace: 0, destroy: 0 };

function anEvent(fields: Partial<TimelineEvent> = {}): TimelineEvent {
  return {
    id: 7,
    at: '2026-11-25T10:00:00.000Z',
    event: 'submit',
    actor: 'user:default/ada',
    changeId: 'c-1',
    kind: 'create',
    environment: 'dev',
    ...fields,
  };
}

describe('changeItem', () => {
  it.each([
    ['submit', 'user:default/ada', 'requested by ada', 'waiting'],
    ['submit-without-approval', 'user:default/ada', 'requested by ada', 'info'],
    ['approve', 'user:default/grace', 'approved by grace', 'succeeded'],
    ['require-approval', 'portal', 'needs an approval', 'waiting'],
    ['reject', 'user:default/grace', 'rejected by grace', 'cancelled'],
    ['withdraw', 'user:default/ada', 'withdrawn by ada', 'cancelled'],
    ['expire', 'portal', 'expired without an approval', 'cancelled'],
    ['supersede', 'portal', 'superseded', 'cancelled'],
    ['propose', 'portal', 'pull request opened', 'info'],
    ['merge', 'octocat', 'merged by octocat', 'succeeded'],
    ['close', 'portal', 'pull request closed without a merge', 'cancelled'],
  ])('should tell of %s by %s', (event, actor, words, status) => {
    const item = changeItem(anEvent({ event, actor }));
    expect(timelineItemSchema.parse(item)).toEqual({
      id: 'change:c-1:7',
      at: '2026-11-25T10:00:00.000Z',
      kind: 'change-request',
      title: `Create dev: ${words}`,
      status,
      url: '/environments/changes/c-1',
      origin: 'live',
    });
  });

  it('should leave the applying to the runs, and nothing else out', () => {
    expect(
      changeEventSchema.options.filter(event => !SHOWN_EVENTS.includes(event)),
    ).toEqual(['apply-start', 'apply-succeed', 'apply-fail']);
  });
});

describe('runItem', () => {
  it('should be the span that a run took', () => {
    expect(timelineItemSchema.parse(runItem(aRun()))).toEqual({
      id: 'run:dev:run-1',
      at: '2026-11-25T10:00:00.000Z',
      until: '2026-11-25T10:14:00.000Z',
      kind: 'pipeline-run',
      title: 'Applied: dev',
      status: 'succeeded',
      url: '/environments/dev',
      origin: 'live',
    });
    const simulated = runItem(
      aRun({
        status: 'running',
        finishedAt: null,
        url: 'https://ci.example/7',
        origin: 'simulated',
      }),
    );
    expect(simulated).toMatchObject({
      title: 'Applying: dev',
      status: 'running',
      url: 'https://ci.example/7',
      origin: 'simulated',
    });
    expect(simulated).not.toHaveProperty('until');
  });

  it('should be a moment where the clock of the pipeline went back', () => {
    const item = runItem(aRun({ finishedAt: '2026-11-25T09:59:00.000Z' }));
    expect(item).not.toHaveProperty('until');
    expect(timelineItemSchema.safeParse(item).success).toBe(true);
  });

  it.each([
    [{ status: 'queued' }, 'Applying: dev is queued', 'waiting'],
    [{ status: 'failed' }, 'Applying: dev failed', 'failed'],
    [{ status: 'cancelled' }, 'Applying: dev was cancelled', 'cancelled'],
    [
      { summary: { add: 2, change: 1, replace: 3, destroy: 4 } },
      'Applied: dev, 2 added, 1 changed, 3 replaced, 4 destroyed',
      'succeeded',
    ],
    [{ summary: NONE }, 'Applied: dev, nothing to do', 'succeeded'],
    [{ operation: 'plan', summary: NONE }, 'Planned: dev', 'succeeded'],
    [{ operation: 'plan', status: 'failed' }, 'Planning: dev failed', 'failed'],
    [{ operation: 'drift' }, 'Checked for drift: dev', 'succeeded'],
    [
      { operation: 'drift', summary: NONE },
      'Checked for drift: dev, none',
      'succeeded',
    ],
    [
      { operation: 'drift', summary: { ...NONE, change: 2, add: 1 } },
      'Checked for drift: dev, 3 changed outside',
      'warning',
    ],
    [{ operation: 'destroy' }, 'Destroyed: dev', 'succeeded'],
    [
      { operation: 'destroy', leftovers: ['aws_vpc.main', 'aws_eip.nat'] },
      'Destroyed: dev, 2 left',
      'warning',
    ],
  ] as const)('should word %j', (fields, title, status) => {
    const item = runItem(aRun(fields as Parameters<typeof aRun>[0]));
    expect([item.title, item.status]).toEqual([title, status]);
  });
});

describe('environmentItems', () => {
  const NOW = '2026-12-01T00:00:00.000Z';
  const created = { name: 'dev', createdAt: '2026-11-01T10:00:00.000Z' };
  const told = (
    fields: Parameters<typeof aStoredEnvironment>[0],
    now: string = NOW,
  ) =>
    environmentItems(aStoredEnvironment({ ...created, ...fields }), now).map(
      ({ at, title }) => `${at.slice(0, 16)} ${title}`,
    );

  it('should tell of a time to live that is over, and of a file that is gone', () => {
    expect(told({ ttl: '14d' })).toEqual([
      '2026-11-15T10:00 Expired: dev, after 14d',
    ]);
    expect(told({ ttl: '14d', removedAt: '2026-11-20T08:00:00.000Z' })).toEqual(
      [
        '2026-11-15T10:00 Expired: dev, after 14d',
        '2026-11-20T08:00 Removed from Git: dev',
      ],
    );
  });

  it('should not tell of an end that has not come, or came too late', () => {
    expect(told({ ttl: '14d' }, '2026-11-15T09:59:59.999Z')).toEqual([]);
    expect(told({ ttl: '14d', removedAt: '2026-11-10T08:00:00.000Z' })).toEqual(
      ['2026-11-10T08:00 Removed from Git: dev'],
    );
    expect(told({ spec: null })).toEqual([]);
  });
});
