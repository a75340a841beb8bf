import {
  CHANGE_TRANSITIONS,
  changeEventSchema,
  changeStateSchema,
  FINAL_CHANGE_STATES,
  isOpenChange,
  OPEN_CHANGE_STATES,
  transitionChange,
  type ChangeEvent,
  type ChangeState,
} from './changeState';

function walk(events: ChangeEvent[]): ChangeState | string {
  let state: ChangeState = 'draft';
  for (const event of events) {
    const next = transitionChange(state, event);
    if (!next.accepted) return next.reason;
    state = next.state;
  }
  return state;
}

function reachableFrom(start: ChangeState): Set<ChangeState> {
  const seen = new Set<ChangeState>([start]);
  for (const state of seen) {
    for (const next of Object.values(CHANGE_TRANSITIONS[state])) seen.add(next);
  }
  return seen;
}

describe('CHANGE_TRANSITIONS', () => {
  it('should reach every state from a draft', () => {
    expect([...reachableFrom('draft')].sort()).toEqual(
      [...changeStateSchema.options].sort(),
    );
  });

  it('should use every event', () => {
    const used = new Set(
      Object.values(CHANGE_TRANSITIONS).flatMap(exits => Object.keys(exits)),
    );
    expect([...used].sort()).toEqual([...changeEventSchema.options].sort());
  });

  it('should end in every state that design calls an end, and nowhere else', () => {
    expect([...FINAL_CHANGE_STATES].sort()).toEqual([
      'applied',
      'expired',
      'failed',
      'rejected',
      'superseded',
      'withdrawn',
    ]);
  });

  it('should lead from every state to an end', () => {
    for (const state of changeStateSchema.options) {
      const ends = [...reachableFrom(state)].filter(next =>
        FINAL_CHANGE_STATES.includes(next),
      );
      expect([state, ends.length > 0]).toEqual([state, true]);
    }
  });

  it('should never come back to an open state once it is merged', () => {
    expect([...reachableFrom('merged')].sort()).toEqual([
      'applied',
      'applying',
      'failed',
      'merged',
    ]);
  });
});

describe('transitionChange', () => {
  it.each<[ChangeEvent[], string]>([
    [
      ['submit', 'approve', 'propose', 'merge', 'apply-start', 'apply-succeed'],
      'applied',
    ],
    [
      ['submit-without-approval', 'propose', 'merge', 'apply-succeed'],
      'applied',
    ],
    [['submit', 'reject'], 'rejected'],
    [['submit', 'approve', 'propose', 'close'], 'rejected'],
    [
      [
        'submit-without-approval',
        'propose',
        'merge',
        'apply-start',
        'apply-fail',
      ],
      'failed',
    ],
    [
      ['submit', 'withdraw', 'approve'],
      '"approve" is refused: "withdrawn" is final',
    ],
    [
      ['submit', 'merge'],
      '"merge" is refused in state "pending-approval"; it takes approve, reject, withdraw, expire, supersede',
    ],
    [
      ['submit-without-approval', 'propose', 'merge', 'withdraw'],
      '"withdraw" is refused in state "merged"; it takes apply-start, apply-succeed, apply-fail',
    ],
  ])('should lead by %j to %s', (events, state) => {
    expect(walk(events)).toBe(state);
  });

  it('should not take a name of the language for an event', () => {
    const event = 'constructor' as ChangeEvent;
    expect(transitionChange('draft', event).accepted).toBe(false);
  });
});

describe('OPEN_CHANGE_STATES', () => {
  it('should hold an environment until the merge', () => {
    expect(OPEN_CHANGE_STATES).toEqual([
      'draft',
      'pending-approval',
      'approved',
      'proposed',
    ]);
    expect(isOpenChange('proposed')).toBe(true);
    expect(isOpenChange('merged')).toBe(false);
  });
});
