import fc from 'fast-check';
import { aDeployment } from './__testUtils__/aDeployment';
import {
  deploymentIdOf,
  deploymentSchema,
  deploymentTime,
  type Deployment,
} from './Deployment';

function issuesOf(overrides: object) {
  return deploymentSchema
    .safeParse({ ...aDeployment(), ...overrides })
    .error?.issues.map(({ path }) => path.join('.'));
}

describe('deploymentSchema', () => {
  it('should take a deployment of which little is known', () => {
    const bare = aDeployment({
      version: null,
      commit: null,
      artifact: null,
      who: null,
      startedAt: null,
      finishedAt: null,
      status: 'queued',
    });
    expect(deploymentSchema.parse(bare)).toEqual(bare);
  });

  it('should tell commits that are not known from none', () => {
    expect(deploymentSchema.parse(aDeployment({ commits: [] })).commits) //
      .toEqual([]);
    expect(deploymentSchema.parse(aDeployment({ commits: null })).commits) //
      .toBeNull();
  });

  it.each<[string, object, string]>([
    ['a reference that is not whole', { entityRef: 'order' }, 'entityRef'],
    ['an empty environment', { environment: '' }, 'environment'],
    ['a version of two lines', { version: '1\n2' }, 'version'],
    ['a branch as commit', { commit: 'main' }, 'commit'],
    [
      'a time without a zone',
      { startedAt: '2026-11-25T10:00:00' },
      'startedAt',
    ],
    ['an unknown status', { status: 'ok' }, 'status'],
    ['a missing origin', { origin: undefined }, 'origin'],
    [
      'a link that runs code',
      {
        source: { type: 'github', id: '1', url: `java${'script'}:alert(1)` },
      },
      'source.url',
    ],
  ])('should refuse %s', (_, overrides, path) => {
    expect(issuesOf(overrides)).toEqual([path]);
  });

  it('should survive whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), input => {
        expect(deploymentSchema.safeParse(input).success).toBe(false);
      }),
    );
  });
});

describe('deploymentIdOf', () => {
  it('should keep the ids of two sources apart', () => {
    expect(deploymentIdOf({ type: 'github', id: 'acme/shop/7' })).toBe(
      'github:acme/shop/7',
    );
    expect(deploymentIdOf({ type: 'cdevents', id: 'acme/shop/7' })).toBe(
      'cdevents:acme/shop/7',
    );
  });
});

describe('deploymentTime', () => {
  it.each<[Partial<Deployment>, string | null]>([
    [{}, '2026-11-25T10:04:00Z'],
    [
      { finishedAt: null, failedAt: '2026-11-25T10:09:00Z' },
      '2026-11-25T10:09:00Z',
    ],
    [{ finishedAt: null }, '2026-11-25T10:00:00Z'],
    [{ finishedAt: null, startedAt: null }, null],
  ])('should be the first that is known of %j', (overrides, time) => {
    expect(deploymentTime(aDeployment(overrides))).toBe(time);
  });
});
