import type { Entity } from '@backstage/catalog-model';
import { aCell, aDeployment } from '../__testUtils__/aCell';
import {
  askBackWords,
  askWords,
  careFor,
  differenceOf,
  differenceWords,
  lastGood,
  nextOf,
  promotionOf,
  rollbackTo,
} from './promotion';

const staging = aCell({
  environment: 'staging',
  version: '1.5.0',
  commit: 'bbbbbbb',
  deployedAt: '2026-11-26T10:00:00Z',
});
const prod = aCell();
const ORDERED = ['staging', 'prod'];

function commits(...shas: string[]) {
  return shas.map(sha => ({ sha, authoredAt: '2026-11-20T10:00:00Z' }));
}

describe('promotionOf', () => {
  const next = nextOf('staging', ORDERED, [staging, prod]);

  it('should lead to the next environment', () => {
    expect(promotionOf(staging, next)).toMatchObject({
      kind: 'promote',
      environment: 'prod',
      from: { version: '1.4.2' },
      to: { version: '1.5.0', commit: 'bbbbbbb' },
      historyOf: 'staging',
      isNewerThere: false,
    });
  });

  it('should lead to an environment of which nothing is known yet', () => {
    expect(
      promotionOf(staging, nextOf('staging', ORDERED, [staging])),
    ).toMatchObject({ environment: 'prod', from: { version: null } });
  });

  it('should say that the other one is newer', () => {
    const newer = aCell({ deployedAt: '2026-11-27T09:00:00Z' });
    expect(
      promotionOf(staging, nextOf('staging', ORDERED, [newer])),
    ).toMatchObject({ isNewerThere: true });
  });

  it.each([
    ['there is no next one', prod, nextOf('prod', ORDERED, [prod])],
    ['both have the same', { ...staging, version: '1.4.2' }, next],
    ['its version has no name', { ...staging, version: null }, next],
    ['the order does not know it', staging, nextOf('x', ORDERED, [prod])],
  ])('should lead nowhere where %s', (_, cell, target) => {
    expect(promotionOf(cell, target)).toBeNull();
  });
});

describe('rollbackTo', () => {
  const earlier = aDeployment({
    version: '1.4.1',
    commit: 'aaaaaaa',
    finishedAt: '2026-11-20T10:00:00Z',
  });

  it('should lead back to what was there before', () => {
    expect(rollbackTo(earlier, prod)).toMatchObject({
      kind: 'roll-back',
      environment: 'prod',
      from: { version: '1.4.2' },
      to: { version: '1.4.1', commit: 'aaaaaaa' },
      historyOf: 'prod',
    });
  });

  it.each([
    ['it is what runs', { version: '1.4.2' }, prod],
    ['it came later', { finishedAt: '2026-11-25T10:00:00Z' }, prod],
    ['it never was a success', { finishedAt: null }, prod],
    ['it has no name', { version: null }, prod],
    ['it took the service away', { kind: 'remove' as const }, prod],
    ['it is not known what is there', {}, null],
    ['it is not known since when', {}, aCell({ deployedAt: null })],
  ])('should lead nowhere where %s', (_, overrides, cell) => {
    expect(rollbackTo({ ...earlier, ...overrides }, cell)).toBeNull();
  });

  it('should prefer the last version that nobody had to undo', () => {
    const undone = aDeployment({
      version: '1.4.1',
      status: 'rolled-back',
      finishedAt: '2026-11-22T10:00:00Z',
    });
    const good = aDeployment({
      version: '1.4.0',
      finishedAt: '2026-11-20T10:00:00Z',
    });
    const other = { ...good, environment: 'staging', version: '9.0.0' };
    expect(lastGood([undone, other, good], prod)?.to.version).toBe('1.4.0');
    expect(lastGood([undone], prod)).toBeNull();
  });
});

describe('differenceOf', () => {
  const wish = promotionOf(staging, nextOf('staging', ORDERED, [prod]))!;
  const history = [
    aDeployment({ id: 'd', version: '1.5.0', commits: commits('c3', 'c4') }),
    aDeployment({ id: 'c', version: '1.4.3', commits: commits('c2', 'c3') }),
    aDeployment({ id: 'f', version: '1.4.9', finishedAt: null }),
    aDeployment({ id: 'b', version: '1.4.2', commits: commits('c1') }),
  ];

  it('should count the commits between two versions, each once', () => {
    const difference = differenceOf(wish, history);
    expect(difference).toEqual({ known: true, commits: 3, deployments: 2 });
    expect(differenceWords(difference, 'promote')).toBe(
      'Brings 3 commits in 2 deployments.',
    );
    expect(differenceWords(difference, 'roll-back')).toBe(
      'Takes back 3 commits in 2 deployments.',
    );
  });

  it('should be the same forwards and back', () => {
    const back = {
      ...wish,
      from: wish.to,
      to: { version: '1.4.2', commit: null },
    };
    expect(differenceOf(back, history)).toMatchObject({ commits: 3 });
  });

  it.each([
    [
      'one step does not tell',
      [history[0], { ...history[1], commits: null }, history[3]],
    ],
    ['one of the two is not there', history.slice(0, 3)],
    ['there is no history', []],
  ])('should not guess where %s', (_, known) => {
    const difference = differenceOf(wish, known);
    expect(difference).toEqual({ known: false });
    expect(differenceWords(difference, 'promote')).toBe(
      'How many commits differ is not known.',
    );
  });
});

describe('careFor', () => {
  const anEnvironment = (tags?: string[]): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: { name: 'x', tags },
  });

  it.each([
    [anEnvironment(['prod']), 'confirm', 'This is a production environment.'],
    [anEnvironment(['staging', 'sample']), 'press', null],
    [
      anEnvironment(['sample']),
      'confirm',
      'The class of this environment is not known.',
    ],
    [anEnvironment(), 'confirm', 'The class of this environment is not known.'],
    [undefined, 'confirm', 'The class of this environment is not known.'],
  ])(
    'should ask for the name where it may be production: %j',
    (entity, care, why) => {
      expect(careFor(entity)).toEqual({ care, why });
    },
  );
});

describe('askWords', () => {
  it('should say what is wanted, what is there and where to do it', () => {
    const wish = promotionOf(staging, nextOf('staging', ORDERED, [prod]))!;
    expect(askWords(wish, 'order-service', 'https://portal/x')).toBe(
      'Please promote order-service 1.5.0 to prod. It runs 1.4.2 now.\nhttps://portal/x',
    );
    expect(
      askWords(
        { ...wish, from: { version: null, commit: null } },
        'order-service',
        'https://portal/x',
      ),
    ).toBe('Please promote order-service 1.5.0 to prod.\nhttps://portal/x');
    expect(askBackWords(prod, 'order-service', 'https://portal/x')).toBe(
      'Please roll back order-service in prod. It runs 1.4.2 now.\nhttps://portal/x',
    );
  });
});
