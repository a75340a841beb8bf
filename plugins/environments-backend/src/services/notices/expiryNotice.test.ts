import { aStoredEnvironment } from '../../__testUtils__/aStoredEnvironment';
import { expiryNotice } from './expiryNotice';

const CREATED = '2026-11-01T10:00:00.000Z';

function at(now: string, ttl = '14d') {
  const environment = aStoredEnvironment({ ttl, createdAt: CREATED });
  const found = expiryNotice(environment, new Date(now));
  return found && [found.key, found.notice.title, found.notice.severity];
}

describe('expiryNotice', () => {
  const end = '2026-11-15T10:00:00.000Z';

  it.each([
    ['2026-11-12T09:59:59.000Z', undefined],
    [
      '2026-11-12T10:00:00.000Z',
      [`expiry:dev:${end}:3d`, 'dev expires within 3 days', 'normal'],
    ],
    [
      '2026-11-14T09:59:59.000Z',
      [`expiry:dev:${end}:3d`, 'dev expires within 3 days', 'normal'],
    ],
    [
      '2026-11-14T10:00:00.000Z',
      [`expiry:dev:${end}:1d`, 'dev expires within a day', 'high'],
    ],
    ['2026-11-15T10:00:00.000Z', undefined],
  ])('should tell at %s %j', (now, expected) => {
    expect(at(now)).toEqual(expected);
  });

  it('should be another notice after a longer life was given', () => {
    expect(at('2026-11-12T10:00:00.000Z', '15d')?.[0]).not.toBe(
      at('2026-11-12T10:00:00.000Z')?.[0],
    );
  });

  it('should tell the owner the end, and lead to the environment', () => {
    const environment = aStoredEnvironment({ ttl: '14d', createdAt: CREATED });
    const now = new Date('2026-11-14T10:00:00.000Z');
    expect(expiryNotice(environment, now)?.notice).toMatchObject({
      to: ['group:default/checkout'],
      text: 'Its time ends on 15 Nov 2026, 10:00 UTC. Extend it if somebody still needs it.',
      link: '/environments/dev',
      scope: 'environment:dev',
    });
  });

  it.each([
    ['has no end', { ttl: undefined, environmentClass: 'prod' as const }],
    ['is gone', { removedAt: CREATED }],
    ['has a file that is not valid', { spec: null }],
  ])('should say nothing of one that %s', (_, fields) => {
    const environment = aStoredEnvironment({
      ttl: '14d',
      createdAt: CREATED,
      ...fields,
    });
    const now = new Date('2026-11-14T10:00:00.000Z');
    expect(expiryNotice(environment, now)).toBeUndefined();
  });
});
