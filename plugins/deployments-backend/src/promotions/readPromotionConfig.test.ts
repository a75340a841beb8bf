import { ConfigReader } from '@backstage/config';
import { readPromotionConfig } from './readPromotionConfig';

const read = (repository: unknown) =>
  readPromotionConfig(
    new ConfigReader({
      deployments: { promotions: { repository } as never },
    }),
  );

describe('readPromotionConfig', () => {
  it('should read the repository, and know main', () => {
    const repository = { host: 'github.com', owner: 'acme', repo: 'platform' };
    expect(read(repository)).toEqual({ ...repository, branch: 'main' });
    expect(readPromotionConfig(new ConfigReader({}))).toBeUndefined();
  });

  it.each([
    [{}, 'deployments.promotions.repository.host must be a text'],
    [
      { host: 'github.com', owner: 'a/b', repo: 'x' },
      'deployments.promotions.repository.owner must be a name',
    ],
  ])('should name what is wrong in %j', (repository, words) => {
    expect(() => read(repository)).toThrow(words);
  });
});
