import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fakeChild } from '../__testUtils__/fakeChild';
import {
  describeSeed,
  GitHostTalk,
  parseLine,
  type Seeded,
} from './GitHostTalk';

const SEEDED: Seeded = {
  event: 'seeded',
  repository: 'acme/platform',
  status: 'unchanged',
  changed: [],
  conflicts: [],
  keptByHost: [],
  skipped: [],
};

describe('GitHostTalk', () => {
  it('should wait for the word ready, and keep what was said before', async () => {
    const talk = new GitHostTalk(
      fakeChild('for (const line of process.argv.slice(1)) console.log(line)', [
        'noise',
        JSON.stringify(SEEDED),
        '{"event":"ready","port":1}',
      ]),
    );
    await talk.ready;
    expect(talk.seeded).toEqual([SEEDED]);
  });

  it('should not take any other word for it', async () => {
    const child = fakeChild(
      "console.log('noise'); setInterval(() => {}, 1000)",
    );
    const talk = new GitHostTalk(child);
    const spoken = once(child.stdout ?? child, 'data').then(() => sleep(50));
    const first = await Promise.race([
      talk.ready.then(() => 'ready'),
      spoken.then(() => 'noise'),
    ]);
    expect(first).toBe('noise');
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
});

describe('parseLine', () => {
  it.each(['', 'listening', '{}', '{"event":"log"}', '{"event":"seeded"}'])(
    'should leave %j alone',
    line => {
      expect(parseLine(line)).toBeUndefined();
    },
  );
});

describe('describeSeed', () => {
  it('should say nothing when nothing changed', () => {
    expect(describeSeed(SEEDED)).toEqual([]);
  });

  it('should name conflicts and what was left out', () => {
    expect(
      describeSeed({
        ...SEEDED,
        status: 'updated',
        changed: ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
        conflicts: ['catalog-info.yaml'],
        keptByHost: ['infra/environments/dev.yaml'],
        skipped: [{ path: 'big.bin', reason: 'larger than 50 MB' }],
      }),
    ).toEqual([
      'acme/platform got what changed in the checkout: a, b, c, d, e and 2 more',
      'Changed in the checkout and on the Git host, whose version stays: catalog-info.yaml',
      'Only the Git host changes these: infra/environments/dev.yaml',
      'Not brought to the Git host: big.bin (larger than 50 MB)',
    ]);
  });
});
