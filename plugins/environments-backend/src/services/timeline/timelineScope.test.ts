import { InputError } from '@backstage/errors';
import { scopeOf } from './timelineScope';

describe('scopeOf', () => {
  it.each([
    [undefined, undefined, 'all'],
    [undefined, 'dev', { name: 'dev' }],
    ['component:default/order-service', undefined, 'all'],
    ['component:default/order-service', 'dev', { name: 'dev' }],
    ['resource:default/dev', undefined, { name: 'dev' }],
    ['Resource:dev', undefined, { name: 'dev' }],
    ['resource:default/dev', 'dev', { name: 'dev' }],
    ['resource:default/dev', 'prod', 'none'],
    ['resource:other/dev', undefined, 'none'],
  ])('should read %j and %j', (entityRef, environment, scope) => {
    expect(scopeOf({ entityRef, environment })).toEqual(scope);
  });

  it.each(['dev', ':', 'resource:'])('should refuse %j', entityRef => {
    expect(() => scopeOf({ entityRef })).toThrow(InputError);
  });
});
