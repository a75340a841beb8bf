import type { Entity } from '@backstage/catalog-model';
import { commitUrl, compareUrl, repositoryOf } from './repository';

function withAnnotations(annotations: Record<string, string>): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'order-service', annotations },
  };
}

const SLUG = 'github.com/project-slug';
const LOCATION = 'backstage.io/source-location';

describe('repositoryOf', () => {
  it.each<[Record<string, string>, string | null]>([
    [{}, null],
    [{ [SLUG]: 'acme/order' }, 'https://github.com/acme/order'],
    [
      {
        [SLUG]: 'acme/order',
        [LOCATION]: 'url:http://localhost:9977/acme/platform/tree/main/order/',
      },
      'http://localhost:9977/acme/order',
    ],
    [
      { [LOCATION]: 'url:https://git.acme.io/acme/order/tree/main/' },
      'https://git.acme.io/acme/order',
    ],
    [
      { [LOCATION]: 'url:https://git.acme.io/acme/order.git' },
      'https://git.acme.io/acme/order',
    ],
    // Another kind of host, or none that a browser may open.
    [{ [LOCATION]: 'url:https://gitlab.com/a/b/-/tree/main' }, null],
    [{ [LOCATION]: 'file:/srv/order' }, null],
    [{ [LOCATION]: 'url:https://' }, null],
    [{ [SLUG]: 'acme/order/../../evil' }, null],
  ])('should find it in %j', (annotations, expected) => {
    const found = repositoryOf(withAnnotations(annotations));
    expect(found && `${found.origin}/${found.slug}`).toBe(expected);
  });
});

describe('commitUrl and compareUrl', () => {
  const repository = { origin: 'https://github.com', slug: 'acme/order' };

  it('should lead to what is known, and nowhere else', () => {
    expect(commitUrl(repository, 'abc1234')).toBe(
      'https://github.com/acme/order/commit/abc1234',
    );
    expect(commitUrl(null, 'abc1234')).toBeNull();
    expect(commitUrl(repository, null)).toBeNull();
    expect(compareUrl(repository, 'a', 'b')).toBe(
      'https://github.com/acme/order/compare/a...b',
    );
    expect(compareUrl(repository, 'a', 'a')).toBeNull();
    expect(compareUrl(repository, null, 'b')).toBeNull();
    expect(compareUrl(repository, 'a', null)).toBeNull();
    expect(compareUrl(null, 'a', 'b')).toBeNull();
  });
});
