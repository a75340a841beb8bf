import {
  promotionFile,
  promotionRequestSchema,
  promotionSchema,
} from './Promotion';

const REQUEST = {
  entityRef: 'component:default/order-service',
  environment: 'prod',
  version: '1.5.0',
};

describe('promotionRequestSchema', () => {
  it('should take a request with and without a reason', () => {
    expect(promotionRequestSchema.parse(REQUEST)).toEqual(REQUEST);
    expect(
      promotionRequestSchema.parse({ ...REQUEST, reason: ' It is tested.\n' }),
    ).toEqual({ ...REQUEST, reason: 'It is tested.' });
  });

  it.each([
    ['a short reference', { entityRef: 'order-service' }, 'entityRef'],
    ['a way out of the folder', { environment: '../prod' }, 'environment'],
    ['a version that is no tag', { version: '1.5.0 # x' }, 'version'],
    ['a version that is a flag', { version: '--all' }, 'version'],
    ['two lines for a version', { version: '1.5.0\nevil: 1' }, 'version'],
    ['an empty reason', { reason: '  ' }, 'reason'],
  ])('should refuse %s', (_, change, field) => {
    expect(
      promotionRequestSchema
        .safeParse({ ...REQUEST, ...change })
        .error?.issues.map(({ path }) => path),
    ).toEqual([[field]]);
  });

  it('should refuse what it does not know', () => {
    expect(
      promotionRequestSchema.safeParse({ ...REQUEST, force: true }).success,
    ).toBe(false);
  });
});

describe('promotionSchema', () => {
  it.each([
    ['https://github.example/acme/platform/pull/12', true],
    ['http://localhost:9977/acme/platform/pull/12', true],
    ['/acme/platform/pull/12', false],
    [`java${'script'}:alert(1)`, false],
  ])('should judge the address %s', (pullRequestUrl, accepted) => {
    expect(
      promotionSchema.safeParse({ pullRequestUrl, number: 12 }).success,
    ).toBe(accepted);
  });
});

describe('promotionFile', () => {
  it('should name the file whose tag changes', () => {
    expect(promotionFile('prod')).toBe(
      'infra/kubernetes/overlays/prod/images/kustomization.yaml',
    );
  });
});
