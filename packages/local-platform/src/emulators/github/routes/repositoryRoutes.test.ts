import {
  GitHubTestBed,
  startGitHubTestBed,
} from '../__testUtils__/gitHubTestBed';

const owner = 'acme';

jest.setTimeout(60_000);

describe('accounts and repositories', () => {
  let bed: GitHubTestBed;

  beforeAll(async () => {
    bed = await startGitHubTestBed();
  });
  afterAll(() => bed.close());

  it('should know its users and organizations', async () => {
    const { rest } = bed.octokit;
    const self = await rest.users.getAuthenticated();
    expect(self.data).toMatchObject({ login: 'portico', type: 'User' });
    const org = await rest.users.getByUsername({ username: 'ACME' });
    expect(org.data).toMatchObject({ login: 'acme', type: 'Organization' });
    expect((await rest.orgs.get({ org: 'acme' })).data.login).toBe('acme');
    await expect(
      rest.users.getByUsername({ username: 'nobody' }),
    ).rejects.toMatchObject({ status: 404 });
    await expect(rest.orgs.get({ org: 'portico' })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('should make, find, change and remove repositories', async () => {
    const { rest } = bed.octokit;
    const made = await rest.repos.createInOrg({
      org: 'acme',
      name: 'life',
      description: 'One',
      private: true,
    });
    expect(made.data).toMatchObject({
      full_name: 'acme/life',
      private: true,
      clone_url: `${bed.emulator.url}/acme/life.git`,
      html_url: `${bed.emulator.url}/acme/life`,
      default_branch: 'main',
      archive_url: `${bed.emulator.apiUrl}/repos/acme/life/{archive_format}{/ref}`,
      trees_url: `${bed.emulator.apiUrl}/repos/acme/life/git/trees{/sha}`,
      owner: { login: 'acme' },
      permissions: { push: true, admin: true },
    });
    await expect(
      rest.repos.createInOrg({ org: 'acme', name: 'LIFE' }),
    ).rejects.toMatchObject({
      status: 422,
      response: {
        data: {
          errors: [{ message: 'name already exists on this account' }],
        },
      },
    });
    const hidden = await fetch(`${bed.emulator.apiUrl}/repos/acme/life`);
    expect(hidden.status).toBe(404);
    await rest.repos.update({
      owner,
      repo: 'life',
      description: 'Two',
      private: false,
    });
    const seen = await fetch(`${bed.emulator.apiUrl}/repos/acme/life`);
    expect(await seen.json()).toMatchObject({
      description: 'Two',
      permissions: { push: false, pull: true },
    });
    await rest.repos.replaceAllTopics({ owner, repo: 'life', names: ['a'] });
    expect((await rest.repos.get({ owner, repo: 'life' })).data.topics).toEqual(
      ['a'],
    );
    await rest.repos.delete({ owner, repo: 'life' });
    await expect(rest.repos.get({ owner, repo: 'life' })).rejects.toMatchObject(
      { status: 404 },
    );
    await rest.repos.createForAuthenticatedUser({
      name: 'mine',
      auto_init: true,
    });
    const readme = await rest.repos.getReadme({
      owner: 'portico',
      repo: 'mine',
    });
    expect(readme.data.path).toBe('README.md');
  });

  it('should answer a bad token, a missing one and a missing thing as GitHub does', async () => {
    const bad = await bed.request('/user', {
      headers: { authorization: 'token wrong' },
    });
    expect(bad.status).toBe(401);
    expect(await bad.json()).toEqual({
      message: 'Bad credentials',
      documentation_url: 'https://docs.github.com/rest',
      status: '401',
    });
    const none = await fetch(`${bed.emulator.apiUrl}/orgs/acme/repos`, {
      method: 'POST',
      body: '{"name":"x"}',
    });
    expect(none.status).toBe(401);
    const missing = await bed.request('/repos/acme/missing');
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ message: 'Not Found' });
    const unknown = await bed.request('/repos/acme/missing/milestones');
    expect(unknown.status).toBe(501);
    const graphql = await bed.request(`${bed.emulator.url}/api/graphql`, {
      method: 'POST',
      body: '{}',
    });
    expect(graphql.status).toBe(501);
  });

  it('should serve the same without the prefix, and every way to send a token', async () => {
    const { url } = bed.emulator;
    const login = async (authorization: string) => {
      const response = await fetch(`${url}/user`, {
        headers: { authorization },
      });
      return ((await response.json()) as { login: string }).login;
    };
    const token = 'test-token-portico';
    expect(await login(`token ${token}`)).toBe('portico');
    expect(await login(`Bearer ${token}`)).toBe('portico');
    expect(await login(`Basic ${btoa(`x-access-token:${token}`)}`)).toBe(
      'portico',
    );
    expect(await login(`Basic ${btoa(`${token}:`)}`)).toBe('portico');
  });
});
