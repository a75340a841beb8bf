import { InMemorySinks } from '../../__testUtils__/InMemorySinks';
import { type ClusterOutcome, ClusterStatuses } from './ClusterStatuses';
import { refusalOf } from './refusalOfProxy';

const DOWN = refusalOf('down', 'down', 'Its server refuses the connection.');

function outcome(fields: Partial<ClusterOutcome> = {}): ClusterOutcome {
  return {
    cluster: { name: 'east', title: 'East coast', authProvider: 'aws' },
    origin: 'live',
    refusal: null,
    partly: null,
    withoutEnvironment: [],
    fault: null,
    ...fields,
  };
}

describe('ClusterStatuses', () => {
  const sinks = new InMemorySinks();
  const time = { now: 0 };
  const at = (seconds: number) => {
    time.now = Date.parse('2026-11-25T10:00:00Z') + seconds * 1_000;
    return new Date(time.now).toISOString();
  };
  // Two portals share what one of them finds.
  const [one, other] = [0, 1].map(() =>
    ClusterStatuses.create(sinks, () => new Date(time.now)),
  );

  beforeEach(() => {
    sinks.marks.clear();
    sinks.puts = 0;
    at(0);
  });

  it('should not know before it was looked', async () => {
    expect(await other.list()).toMatchObject([
      {
        id: 'kubernetes',
        state: 'unknown',
        reason: 'It was not looked at yet.',
      },
    ]);
  });

  it('should say what to set up where there is no cluster', async () => {
    await one.write([]);
    expect(await other.list()).toMatchObject([
      {
        id: 'kubernetes',
        state: 'not-set-up',
        missing: 'kubernetes.clusterLocatorMethods',
        snippet: expect.stringContaining('serviceAccountToken'),
      },
    ]);
  });

  it('should tell the same to every portal, and since when', async () => {
    await one.write([outcome()]);
    const since = at(0);
    at(10);
    await one.write([outcome()]);
    expect(await other.list()).toEqual([
      {
        id: 'kubernetes:east',
        title: 'Cluster East coast',
        state: 'ok',
        reason: null,
        since,
        missing: null,
        snippet: null,
        origin: 'live',
      },
    ]);
    const broken = at(20);
    await one.write([outcome({ refusal: DOWN })]);
    at(25);
    await one.write([outcome({ refusal: DOWN })]);
    expect(await other.list()).toMatchObject([
      { state: 'down', reason: DOWN.reason, since: broken },
    ]);
  });

  it('should write only what is new, or would look old', async () => {
    await one.write([outcome()]);
    at(5);
    await one.write([outcome()]);
    at(14);
    await one.write([outcome()]);
    expect(sinks.puts).toBe(1);
    at(15);
    await one.write([outcome()]);
    expect(sinks.puts).toBe(2);
  });

  it('should not pass for known what nobody looks at any more', async () => {
    await one.write([outcome({ refusal: DOWN })]);
    at(60);
    expect(await other.list()).toMatchObject([{ state: 'down' }]);
    at(61);
    expect(await other.list()).toMatchObject([
      {
        state: 'unknown',
        reason: `Nobody has looked at it since ${new Date(
          time.now - 61_000,
        ).toISOString()}. Before that: ${DOWN.reason}`,
      },
    ]);
  });

  it('should remember the clusters while it is not known which there are', async () => {
    await one.write([outcome()]);
    expect(await one.writeUnknown(DOWN)).toEqual(['east']);
    expect(await other.list()).toMatchObject([{ state: 'down' }]);
    sinks.marks.clear();
    expect(await one.writeUnknown(DOWN)).toEqual([]);
    expect(await other.list()).toMatchObject([
      { id: 'kubernetes', state: 'down', reason: DOWN.reason },
    ]);
  });

  it('should cut what a far end says to what fits', async () => {
    const long = 'x'.repeat(5_000);
    await one.write([
      outcome({
        cluster: { name: long.slice(0, 253), title: long, authProvider: '' },
        refusal: { ...DOWN, reason: long, missing: long, snippet: long },
      }),
    ]);
    const [status] = await other.list();
    expect([
      status.id.length,
      status.title.length,
      status.reason?.length,
      status.missing?.length,
      status.snippet?.length,
    ]).toEqual([128, 128, 1_000, 500, 4_000]);
  });
});
