import type { DeploymentChange } from '@portico/plugin-deployments-common';
import { InMemorySinks } from '../../__testUtils__/InMemorySinks';
import { type PlacedRollout, RolloutMemory } from './RolloutMemory';
import type { Rollout } from './rolloutOf';

const ORDER = 'component:default/order-service';
const STARTED = '2026-11-25T10:40:28.000Z';
const ENDED = '2026-11-25T10:42:14.000Z';

function aRollout(
  revision: number,
  status: Rollout['status'],
  place: Partial<PlacedRollout['place']> = {},
): PlacedRollout {
  const where = {
    cluster: 'east',
    namespace: 'shop',
    entityRefs: [ORDER],
    environment: 'prod',
    origin: 'live' as const,
    ...place,
  };
  const id = `east/shop/order-service/${revision}`;
  const change = (
    at: string,
    word: DeploymentChange['status'],
  ): DeploymentChange => ({
    source: { type: 'kubernetes', id, url: null },
    entityRef: ORDER,
    environment: where.environment,
    origin: where.origin,
    at,
    status: word,
    kind: null,
    version: `1.${revision}.0`,
    commit: null,
    artifact: null,
    who: null,
    startedAt: STARTED,
    commits: null,
  });
  return {
    place: where,
    rollout: {
      name: 'east/shop/order-service',
      id,
      status,
      startedAt: STARTED,
      changes: [
        change(STARTED, 'running'),
        ...(status === 'running' ? [] : [change(ENDED, status)]),
      ],
    },
  };
}

describe('RolloutMemory', () => {
  let sinks: InMemorySinks;
  const aMemory = () =>
    RolloutMemory.create({
      changes: sinks,
      marks: sinks,
      now: () => new Date('2026-11-25T10:45:07Z'),
    });

  beforeEach(() => {
    sinks = new InMemorySinks();
  });

  it('should tell each step once, also after a restart', async () => {
    const memory = aMemory();
    for (let round = 0; round < 3; round += 1) {
      await memory.tell([aRollout(1, 'running')]);
    }
    expect(sinks.recorded).toBe(1);
    await aMemory().tell([aRollout(1, 'running')]);
    expect(sinks.recorded).toBe(1);
    await aMemory().tell([aRollout(1, 'succeeded')]);
    await aMemory().tell([aRollout(1, 'succeeded')]);
    expect(sinks.recorded).toBe(3);
    expect(sinks.records).toMatchObject([
      { status: 'succeeded', startedAt: STARTED, finishedAt: ENDED },
    ]);
  });

  it('should write nothing where nothing moves', async () => {
    const memory = aMemory();
    await memory.tell([aRollout(1, 'succeeded')]);
    const { puts } = sinks;
    await memory.tell([aRollout(1, 'succeeded')]);
    expect(sinks.puts).toBe(puts);
  });

  it('should end one that another took the place of before its end', async () => {
    await aMemory().tell([aRollout(1, 'running')]);
    await aMemory().tell([aRollout(2, 'succeeded')]);
    expect(
      sinks.records.map(({ version, status }) => [version, status]),
    ).toEqual([
      ['1.1.0', 'superseded'],
      ['1.2.0', 'succeeded'],
    ]);
  });

  it('should leave one that was over as it is', async () => {
    const memory = aMemory();
    await memory.tell([aRollout(1, 'succeeded')]);
    await memory.tell([aRollout(2, 'running')]);
    expect(
      sinks.records.map(({ version, status }) => [version, status]),
    ).toEqual([
      ['1.1.0', 'succeeded'],
      ['1.2.0', 'running'],
    ]);
    expect(sinks.recorded).toBe(3);
  });

  it('should tell it again where it belongs somewhere else now', async () => {
    const memory = aMemory();
    await memory.tell([aRollout(1, 'succeeded', { environment: 'staging' })]);
    await memory.tell([aRollout(1, 'succeeded')]);
    expect(sinks.recorded).toBe(4);
  });

  it('should tell again what could not be recorded', async () => {
    const memory = aMemory();
    sinks.failure = new Error('the database is gone');
    await expect(memory.tell([aRollout(1, 'succeeded')])).rejects.toThrow(
      'the database is gone',
    );
    sinks.failure = null;
    await memory.tell([aRollout(1, 'succeeded')]);
    expect(sinks.recorded).toBe(2);
  });

  it('should go on where its mark is not one', async () => {
    sinks.marks.set('kubernetes/rollout/east/shop/order-service', '{"id"');
    await aMemory().tell([aRollout(1, 'succeeded')]);
    expect(sinks.recorded).toBe(2);
  });
});
