import { inRepository, theNames } from '../../__testUtils__/aGithubSource';
import { repositoriesOf } from './repositoriesOf';

const on = (host: string | null, name: string) => ({
  ...inRepository(name, `acme/${name}`),
  repository: { host, owner: 'acme', repo: name },
});

const names = theNames([
  on('github.com', 'order'),
  on('git.example', 'user'),
  on(null, 'cart'),
  on('elsewhere.example', 'other'),
  { ...on(null, 'none'), repository: null },
]);

const found = (...hosts: string[]) =>
  repositoriesOf(names, hosts).map(({ host, repo }) => `${host} ${repo}`);

describe('repositoriesOf', () => {
  it('should leave out what is on no host that is set up', () => {
    expect(found('github.com', 'git.example')).toEqual([
      'github.com order',
      'git.example user',
      'github.com cart',
    ]);
  });

  it('should take the only host for those whose host the catalog does not tell', () => {
    expect(found('git.example')).toEqual([
      'git.example user',
      'git.example cart',
    ]);
  });

  it('should guess no host', () => {
    expect(found('git.example', 'ghe.example')).toEqual(['git.example user']);
    expect(found()).toEqual([]);
  });
});
