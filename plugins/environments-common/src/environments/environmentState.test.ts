import {
  ENVIRONMENT_TRANSITIONS,
  environmentEventSchema,
  environmentStateSchema,
  transitionEnvironment,
  type EnvironmentState,
} from './environmentState';

describe('ENVIRONMENT_TRANSITIONS', () => {
  it('should reach every state from defined', () => {
    const seen = new Set<EnvironmentState>(['defined']);
    for (const state of seen) {
      for (const next of Object.values(ENVIRONMENT_TRANSITIONS[state])) {
        seen.add(next);
      }
    }
    expect([...seen].sort()).toEqual(
      [...environmentStateSchema.options].sort(),
    );
  });

  it('should have one end, destroyed', () => {
    const ends = environmentStateSchema.options.filter(
      state => Object.keys(ENVIRONMENT_TRANSITIONS[state]).length === 0,
    );
    expect(ends).toEqual(['destroyed']);
  });

  it('should use every event, and be destroyed by one alone', () => {
    const exits = Object.values(ENVIRONMENT_TRANSITIONS).flatMap(
      Object.entries,
    );
    const used = [...new Set(exits.map(([event]) => event))].sort();
    expect(used).toEqual([...environmentEventSchema.options].sort());
    const destroying = exits.filter(([, state]) => state === 'destroyed');
    expect([...new Set(destroying.map(([event]) => event))]).toEqual([
      'destroy-succeeded',
    ]);
  });
});

describe('transitionEnvironment', () => {
  it.each([
    ['ready', 'drift-found', 'drifted'],
    ['drifted', 'drift-cleared', 'ready'],
    ['drifted', 'apply-started', 'provisioning'],
    ['destroying', 'destroy-failed', 'failed'],
    ['failed', 'destroy-started', 'destroying'],
  ] as const)('should lead from %s by %s to %s', (state, event, next) => {
    expect(transitionEnvironment(state, event)).toEqual({
      accepted: true,
      state: next,
    });
  });

  it.each([
    [
      'destroyed',
      'apply-started',
      '"apply-started" is refused: "destroyed" is final',
    ],
    [
      'destroying',
      'apply-succeeded',
      '"apply-succeeded" is refused in state "destroying"; it takes destroy-started, destroy-succeeded, destroy-failed',
    ],
    [
      'defined',
      'drift-found',
      '"drift-found" is refused in state "defined"; it takes apply-started, apply-succeeded, apply-failed, drift-cleared, destroy-started, destroy-succeeded, destroy-failed',
    ],
  ] as const)('should refuse in %s the event %s', (state, event, reason) => {
    expect(transitionEnvironment(state, event)).toEqual({
      accepted: false,
      reason,
    });
  });
});
