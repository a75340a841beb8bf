import { ConfigReader } from '@backstage/config';
import { HttpStub } from '../__testUtils__/HttpStub';
import { readEnvironmentsConfig } from '../config/readEnvironmentsConfig';
import { GithubPlatformRepository } from './GithubPlatformRepository';

const SHA = 'a'.repeat(40);
const OTHER = 'b'.repeat(40);
const BRANCH = 'portico/0b6b0e3c-4a34-4d0e-9d5c-3a8d2f1f6f11';
const REPO = '/repos/acme/platform';
const FILE = 'infra/environments/dev.yaml';

const base64 = (text: string) => Buffer.from(text).toString('base64');

function pull(fields: object = {}) {
  return {
    number: 7,
    html_url: 'https://git.example/acme/platform/pull/7',
    state: 'open',
    merged: false,
    merge_commit_sha: OTHER,
    head: { sha: SHA },
    ...fields,
  };
}

describe('GithubPlatformRepository', () => {
  let stub: HttpStub;
  let repository: GithubPlatformRepository;

  beforeEach(async () => {
    stub = await HttpStub.start();
    const config = new ConfigReader({
      app: { baseUrl: 'https://portal.example' },
      integrations: {
        github: [
          {
            host: stub.host,
            apiBaseUrl: `http://${stub.host}`,
            token: 'a-token',
          },
        ],
      },
      environments: {
        repository: { host: stub.host, owner: 'acme', repo: 'platform' },
      },
    });
    const read = readEnvironmentsConfig(config);
    if (!read.repository) throw new Error('no repository');
    repository = GithubPlatformRepository.fromConfig(config, read.repository, {
      sleep: async () => {},
    });
  });
  afterEach(() => stub.stop());

  it('should ask with the token of the integration', async () => {
    stub.on(`GET ${REPO}/git/ref/heads/main`, {
      body: { object: { sha: SHA } },
    });
    expect(await repository.readHead()).toBe(SHA);
    expect(stub.requests[0].headers.authorization).toBe('token a-token');
  });

  it('should refuse a host that no integration knows', () => {
    const config = new ConfigReader({
      app: { baseUrl: 'https://portal.example' },
      environments: {
        repository: { host: 'git.example', owner: 'acme', repo: 'platform' },
      },
    });
    const read = readEnvironmentsConfig(config);
    expect(() =>
      GithubPlatformRepository.fromConfig(config, read.repository!),
    ).toThrow(
      'environments.repository.host is git.example, but integrations.github has no entry',
    );
  });

  it('should list the files of the folder, a tree a level', async () => {
    const tree = (path: string, sha: string) => ({
      path,
      sha,
      type: 'tree',
      mode: '040000',
    });
    stub
      .on(`GET ${REPO}/git/trees/${SHA}`, {
        body: {
          truncated: false,
          tree: [tree('docs', 'd1'), tree('infra', 't1')],
        },
      })
      .on(`GET ${REPO}/git/trees/t1`, {
        body: { truncated: false, tree: [tree('environments', 't2')] },
      })
      .on(`GET ${REPO}/git/trees/t2`, {
        body: {
          truncated: false,
          tree: [
            {
              path: 'dev.yaml',
              sha: 'b1',
              type: 'blob',
              mode: '100644',
              size: 12,
            },
            {
              path: 'link.yaml',
              sha: 'b2',
              type: 'blob',
              mode: '120000',
              size: 9,
            },
            tree('nested', 't3'),
          ],
        },
      });
    expect(await repository.listFiles(SHA)).toEqual([
      { name: 'dev.yaml', path: FILE, sha: 'b1', sizeBytes: 12 },
    ]);
  });

  it('should have no files where the folder is not there', async () => {
    stub.on(`GET ${REPO}/git/trees/${SHA}`, {
      body: { truncated: false, tree: [] },
    });
    expect(await repository.listFiles(SHA)).toEqual([]);
  });

  it('should take no part of a list for the whole', async () => {
    stub.on(`GET ${REPO}/git/trees/${SHA}`, {
      body: { truncated: true, tree: [] },
    });
    await expect(repository.listFiles(SHA)).rejects.toMatchObject({
      kind: 'too-large',
    });
  });

  it('should read contents by their id and by their path', async () => {
    stub
      .on(`GET ${REPO}/git/blobs/${SHA}`, {
        body: { content: base64('kind: Environment\n'), encoding: 'base64' },
      })
      .on(`GET ${REPO}/contents/${FILE}?ref=main`, {
        body: { type: 'file', sha: SHA, content: base64('höllo') },
      });
    expect(await repository.readBlob(SHA)).toBe('kind: Environment\n');
    expect(await repository.findFile('main', FILE)).toEqual({
      sha: SHA,
      text: 'höllo',
    });
    expect(await repository.findFile('other', FILE)).toBeUndefined();
  });

  it('should make a branch, or find it made', async () => {
    stub
      .on(
        `POST ${REPO}/git/refs`,
        { status: 201, body: {} },
        {
          status: 422,
          body: { message: 'Reference already exists' },
        },
      )
      .on(`GET ${REPO}/git/ref/heads/${BRANCH}`, {
        body: { object: { sha: SHA } },
      });
    expect(await repository.createBranch(BRANCH, SHA)).toBe('created');
    expect(stub.requests[0].body).toEqual({
      ref: `refs/heads/${BRANCH}`,
      sha: SHA,
    });
    expect(await repository.createBranch(BRANCH, SHA)).toBe('exists');
  });

  it('should pass on a 422 that is about something else', async () => {
    stub.on(`POST ${REPO}/git/refs`, {
      status: 422,
      body: { message: 'Object does not exist' },
    });
    await expect(repository.createBranch(BRANCH, SHA)).rejects.toMatchObject({
      kind: 'refused',
      message: 'Object does not exist',
    });
  });

  it('should write a file, or tell that it was written by somebody else', async () => {
    const file = {
      branch: BRANCH,
      path: FILE,
      text: 'a: ä\n',
      message: 'Create environment dev',
    };
    stub.on(
      `PUT ${REPO}/contents/${FILE}`,
      { status: 201, body: {} },
      { status: 409, body: { message: 'does not match' } },
      { status: 422, body: { message: '"sha" wasn\'t supplied' } },
    );
    expect(await repository.writeFile({ ...file, replaces: OTHER })).toBe(
      'written',
    );
    expect(stub.requests[0].body).toEqual({
      branch: BRANCH,
      message: 'Create environment dev',
      content: base64('a: ä\n'),
      sha: OTHER,
    });
    expect(await repository.writeFile({ ...file, replaces: OTHER })).toBe(
      'conflict',
    );
    expect(await repository.writeFile(file)).toBe('conflict');
  });

  it('should open a pull request, or find it opened', async () => {
    const request = {
      branch: BRANCH,
      title: 'Create environment dev',
      body: 'text',
    };
    const query = `head=acme:${BRANCH}&base=main&state=all&sort=created&direction=desc&per_page=1`;
    stub
      .on(
        `POST ${REPO}/pulls`,
        { status: 201, body: pull() },
        {
          status: 422,
          body: {
            message: 'Validation Failed',
            errors: [{ message: 'A pull request already exists' }],
          },
        },
      )
      .on(`GET ${REPO}/pulls?${query}`, { body: [pull()] });
    const expected = {
      number: 7,
      url: 'https://git.example/acme/platform/pull/7',
      state: 'open',
      headSha: SHA,
      mergeCommit: null,
    };
    expect(await repository.openPullRequest(request)).toEqual(expected);
    expect(stub.requests[0].body).toEqual({
      head: BRANCH,
      base: 'main',
      title: 'Create environment dev',
      body: 'text',
    });
    expect(await repository.openPullRequest(request)).toEqual(expected);
  });

  it.each([
    [{ state: 'open' }, 'open', null],
    [{ state: 'closed' }, 'closed', null],
    [{ state: 'closed', merged: true }, 'merged', OTHER],
    [
      { state: 'closed', merged: undefined, merged_at: '2026-11-25T10:00:00Z' },
      'merged',
      OTHER,
    ],
  ])('should read %j as %s', async (fields, state, mergeCommit) => {
    stub.on(`GET ${REPO}/pulls/7`, { body: pull(fields) });
    expect(await repository.readPullRequest(7)).toMatchObject({
      state,
      mergeCommit,
    });
  });

  it('should name both paths of a file that a pull request moves', async () => {
    stub.on(`GET ${REPO}/pulls/7/files?per_page=100`, {
      body: [
        { filename: 'infra/environments/dev.yaml', status: 'added' },
        {
          filename: 'b.yaml',
          previous_filename: 'a.yaml',
          status: 'renamed',
        },
      ],
    });
    expect(await repository.listChangedPaths(7)).toEqual([
      'infra/environments/dev.yaml',
      'a.yaml',
      'b.yaml',
    ]);
  });

  it('should merge the commit that was agreed to', async () => {
    stub.on(`PUT ${REPO}/pulls/7/merge`, {
      body: { merged: true, sha: OTHER, message: 'ok' },
    });
    const request = {
      number: 7,
      commit: SHA,
      title: 'Create environment dev',
      message: 'Asked for by ada',
    };
    expect(await repository.merge(request)).toEqual({
      merged: true,
      commit: OTHER,
    });
    expect(stub.requests[0].body).toEqual({
      sha: SHA,
      merge_method: 'squash',
      commit_title: 'Create environment dev (#7)',
      commit_message: 'Asked for by ada',
    });
  });

  it.each([405, 409, 422])(
    'should tell why a merge is refused with %d',
    async status => {
      stub.on(`PUT ${REPO}/pulls/7/merge`, {
        status,
        body: {
          message: 'Required status check "ci" is expected.',
          documentation_url: 'https://docs.git.example/merge',
        },
      });
      expect(
        await repository.merge({
          number: 7,
          commit: SHA,
          title: 'x',
          message: 'y',
        }),
      ).toEqual({
        merged: false,
        reason: 'Required status check "ci" is expected.',
      });
    },
  );

  it('should set the status of a commit, cut to what GitHub takes', async () => {
    stub.on(`POST ${REPO}/statuses/${SHA}`, { status: 201, body: {} });
    await repository.setStatus({
      commit: SHA,
      state: 'success',
      description: 'x'.repeat(200),
      targetUrl: 'https://portal.example/environments/changes/1',
    });
    expect(stub.requests[0].body).toEqual({
      state: 'success',
      context: 'portico/policy',
      description: 'x'.repeat(140),
      target_url: 'https://portal.example/environments/changes/1',
    });
  });

  it('should close a pull request', async () => {
    stub.on(`PATCH ${REPO}/pulls/7`, { body: pull({ state: 'closed' }) });
    await repository.closePullRequest(7);
    expect(stub.requests[0].body).toEqual({ state: 'closed' });
  });

  it.each([
    [
      401,
      'not-allowed',
      /does not accept the portal's credentials; renew the token/,
    ],
    [
      403,
      'not-allowed',
      /may not do this in acme\/platform on .*: Resource not accessible/,
    ],
    [404, 'not-found', /acme\/platform on .* is not there, or/],
    [500, 'unreachable', /answered with status 500/],
  ])('should turn a %d into words', async (status, kind, message) => {
    stub.on(`GET ${REPO}/git/blobs/${SHA}`, {
      status,
      body: { message: 'Resource not accessible' },
    });
    await expect(repository.readBlob(SHA)).rejects.toMatchObject({
      kind,
      status,
      message: expect.stringMatching(message),
    });
  });
});
