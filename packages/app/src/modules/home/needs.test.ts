import fc from 'fast-check';
import {
  changeStateSchema,
  environmentStateSchema,
} from '@portico/plugin-environments-common';
import { sourceStateSchema } from '@portico/plugin-timeline-common';
import { aChange } from '../../__testUtils__/changes';
import { anEnvironment } from '../../__testUtils__/environments';
import { aSource } from '../../__testUtils__/sources';
import { listNeeds, Need, NeedFacts } from './needs';

const now = new Date('2026-11-26T10:00:00Z');
const HOUR_MS = 3_600_000;
const inHours = (hours: number) =>
  new Date(now.getTime() + hours * HOUR_MS).toISOString();

const mine = { owner: 'group:default/checkout' };

function needsOf(facts: Partial<NeedFacts>): Need[] {
  return listNeeds(
    {
      toDecide: [],
      requested: [],
      seen: [],
      environments: [],
      owns: ['user:default/ada', 'group:default/checkout'],
      sources: [],
      ...facts,
    },
    now,
  );
}

const titles = (facts: Partial<NeedFacts>) =>
  needsOf(facts).map(({ what }) => what);

describe('listNeeds', () => {
  it('should find nothing where nothing is', () => {
    expect(needsOf({})).toEqual([]);
  });

  it('should bring a change that waits for a decision', () => {
    const toDecide = [
      aChange('c1', { kind: 'resize', comment: 'For the sale', name: 'prod' }),
    ];
    expect(needsOf({ toDecide })).toEqual([
      {
        id: 'decide-c1',
        kind: 'change-to-decide',
        what: 'Resize prod waits for your decision',
        where: 'asked by ada',
        reason: 'For the sale',
        since: '2026-11-25T08:00:00Z',
        origin: 'live',
        action: { label: 'Decide', href: '/environments/changes/c1' },
      },
    ]);
  });

  it.each([
    ['proposed', 'main is protected', ['Create dev is stuck before the merge']],
    ['proposed', null, []],
    ['failed', 'no quota', ['Create dev failed']],
    ['rejected', 'too large', ['Create dev was rejected']],
    ['expired', null, ['Create dev expired before anybody decided']],
    ['pending-approval', null, []],
    ['approved', 'the Git host is away', []],
    ['applied', null, []],
    ['withdrawn', null, []],
    ['superseded', null, []],
  ] as const)(
    'should judge a change of the reader that is %s (%s)',
    (state, stateReason, expected) => {
      const requested = [aChange('c1', { state, stateReason })];
      expect(titles({ requested })).toEqual(expected);
      expect(needsOf({ requested }).map(need => need.reason)).toEqual(
        expected.map(() => stateReason),
      );
    },
  );

  it('should not bring up a change that was opened, is long over, or was asked for again', () => {
    const rejected = aChange('c1', { state: 'rejected' });
    expect(titles({ requested: [rejected] })).toHaveLength(1);
    expect(needsOf({ requested: [rejected] })[0].seenAs).toBe('c1');

    expect(titles({ requested: [rejected], seen: ['c1'] })).toEqual([]);
    const old = { ...rejected, updatedAt: inHours(-15 * 24) };
    expect(titles({ requested: [old] })).toEqual([]);
    const again = aChange('c2', {
      state: 'applied',
      requestedAt: '2026-11-26T08:00:00Z',
    });
    expect(titles({ requested: [again, rejected] })).toEqual([]);
  });

  it('should go on about a merge that is stuck, opened or not', () => {
    const requested = [
      aChange('c1', { state: 'proposed', stateReason: 'main is protected' }),
    ];
    expect(titles({ requested, seen: ['c1'] })).toHaveLength(1);
  });

  it('should tell of own environments that failed or drifted, not of others', () => {
    const environments = [
      anEnvironment('a', { ...mine, state: 'failed', stateReason: 'no quota' }),
      anEnvironment('b', {
        ...mine,
        state: 'drifted',
        drift: { changed: 3, checkedAt: '2026-11-26T09:00:00Z' },
      }),
      anEnvironment('c', { ...mine, state: 'drifted' }),
      anEnvironment('d', { ...mine, owner: 'Group:Default/Checkout' }),
      anEnvironment('e', { state: 'failed' }),
    ];
    expect(titles({ environments })).toEqual([
      'a failed',
      'b has drifted: 3 changed outside',
      'c has drifted',
    ]);
    expect(needsOf({ environments })[0]).toMatchObject({
      where: 'dev · us-west-2',
      reason: 'no quota',
      action: { label: 'Open', href: '/environments/a' },
    });
  });

  it('should tell of a failure once, of the environment and not of its change', () => {
    expect(
      titles({
        environments: [anEnvironment('dev', { ...mine, state: 'failed' })],
        requested: [aChange('c1', { state: 'failed' })],
      }),
    ).toEqual(['dev failed']);
  });

  it.each([
    [-1, ['dev expired 1 hour ago']],
    [23, ['dev expires in 23 hours']],
    [71, ['dev expires in 2 days']],
    [73, []],
  ])('should tell of an end in %d hours', (hours, expected) => {
    const environments = [
      anEnvironment('dev', { ...mine, expiresAt: inHours(hours) }),
    ];
    expect(titles({ environments })).toEqual(expected);
  });

  it.each([
    ['is not told of', { state: 'destroying' }, []],
    [
      'is not told of',
      {
        openChange: {
          id: 'c1',
          kind: 'extend',
          state: 'proposed',
          requestedBy: 'user:default/ada',
        },
      },
      [],
    ],
    ['can be extended', {}, [{ label: 'Extend', href: '/environments/dev' }]],
    [
      'can only be opened',
      { changeable: false },
      [{ label: 'Open', href: '/environments/dev' }],
    ],
  ] as const)('should know that an end %s: %j', (_, options, actions) => {
    const expiresAt = inHours(1);
    const environments = [
      anEnvironment('dev', { ...mine, expiresAt, ...options }),
    ];
    expect(needsOf({ environments }).map(({ action }) => action)).toEqual(
      actions,
    );
  });

  it('should lead to a source that is broken, and leave the others alone', () => {
    const sources = sourceStateSchema.options.map(state => ({
      plugin: 'environments',
      source: aSource(state, { state, reason: 'so it is' }),
      testable: true,
    }));
    expect(
      needsOf({ sources }).map(({ what, action }) => [what, action.href]),
    ).toEqual([
      ['degraded is degraded', '/connections#environments/degraded'],
      ['down is down', '/connections#environments/down'],
      [
        'The portal may not read not-allowed',
        '/connections#environments/not-allowed',
      ],
    ]);
  });

  it('should not blame the portal where the reader may not see', () => {
    const sources = [
      {
        plugin: 'environments',
        source: aSource('plugin-environments', { state: 'not-allowed' }),
        testable: false,
      },
    ];
    expect(needsOf({ sources }).map(({ what }) => what)).toEqual([
      'You may not see the sources of environments',
    ]);
  });

  it('should put what is broken first, then what runs out, then the rest', () => {
    const facts: Partial<NeedFacts> = {
      toDecide: [aChange('decide', { name: 'd' })],
      requested: [
        aChange('rejected', { state: 'rejected', name: 'r' }),
        aChange('stuck', { state: 'proposed', stateReason: 'x', name: 's' }),
      ],
      environments: [
        anEnvironment('drifted', { ...mine, state: 'drifted' }),
        anEnvironment('soon', { ...mine, expiresAt: inHours(60) }),
        anEnvironment('sooner', { ...mine, expiresAt: inHours(50) }),
        anEnvironment('today', { ...mine, expiresAt: inHours(5) }),
        anEnvironment('failed', { ...mine, state: 'failed' }),
      ],
      sources: [
        {
          plugin: 'environments',
          source: aSource('git', { state: 'down' }),
          testable: true,
        },
      ],
    };
    expect(needsOf(facts).map(({ id }) => id)).toEqual([
      'failed-failed',
      'source-environments-git',
      'ends-today',
      'change-stuck',
      'decide-decide',
      'ends-sooner',
      'ends-soon',
      'drifted-drifted',
      'change-rejected',
    ]);
  });

  it('should give the same order, whatever order the facts come in', () => {
    const time = fc
      .integer({ min: -400, max: 400 })
      .map(hours => inHours(hours));
    const change = fc
      .record({
        id: fc.uuid(),
        name: fc.constantFrom('a', 'b', 'c'),
        state: fc.constantFrom(...changeStateSchema.options),
        stateReason: fc.constantFrom(null, 'so'),
        requestedAt: time,
        updatedAt: time,
      })
      .map(({ id, ...rest }) => aChange(id, rest));
    const environment = fc
      .record({
        name: fc.constantFrom('a', 'b', 'c', 'd'),
        state: fc.constantFrom(...environmentStateSchema.options),
        expiresAt: fc.option(time),
        owner: fc.constantFrom('group:default/checkout', 'group:default/other'),
      })
      .map(({ name, ...rest }) => anEnvironment(name, rest));
    const facts = fc.record({
      toDecide: fc.uniqueArray(change, { selector: ({ id }) => id }),
      requested: fc.uniqueArray(change, { selector: ({ id }) => id }),
      environments: fc.uniqueArray(environment, {
        selector: ({ name }) => name,
      }),
    });
    fc.assert(
      fc.property(facts, ({ toDecide, requested, environments }) => {
        const needs = needsOf({ toDecide, requested, environments });
        expect(
          needsOf({
            toDecide: [...toDecide].reverse(),
            requested: [...requested].reverse(),
            environments: [...environments].reverse(),
          }),
        ).toEqual(needs);
        expect(new Set(needs.map(({ id }) => id)).size).toBe(needs.length);
      }),
    );
  });
});
