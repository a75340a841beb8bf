import { doraQuerySchema } from '../dora';
import { deploymentListQuerySchema } from './DeploymentList';
import { matrixQuerySchema } from './Matrix';

const ORDER = 'component:default/order-service';

describe('deploymentListQuerySchema', () => {
  it('should take one reference and several', () => {
    expect(deploymentListQuerySchema.parse({ entityRef: ORDER })).toEqual({
      entityRef: [ORDER],
      limit: 50,
    });
    expect(
      deploymentListQuerySchema.parse({
        entityRef: [ORDER, ORDER],
        limit: '5',
      }),
    ).toEqual({ entityRef: [ORDER, ORDER], limit: 5 });
  });

  it('should take at most 100 references', () => {
    const entityRef = new Array(101).fill(ORDER);
    expect(matrixQuerySchema.safeParse({ entityRef }).success).toBe(false);
    expect(
      matrixQuerySchema.safeParse({ entityRef: entityRef.slice(1) }).success,
    ).toBe(true);
  });
});

describe('doraQuerySchema', () => {
  it('should refuse an empty window', () => {
    const at = '2026-11-01T00:00:00Z';
    expect(
      doraQuerySchema
        .safeParse({ from: at, to: at })
        .error?.issues.map(({ path }) => path),
    ).toEqual([['to']]);
  });

  it.each([
    [{ zone: 'Europe/Berlin' }, undefined],
    [{ zone: 'Berlin' }, ['zone']],
    [{ from: '2020-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' }, ['to']],
  ])('should judge %j', (query, path) => {
    expect(doraQuerySchema.safeParse(query).error?.issues[0].path) //
      .toEqual(path);
  });
});
