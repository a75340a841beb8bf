import { ConfigReader } from '@backstage/config';
import { GithubClient } from '../sources/github/GithubClient';
import { FakePlatformHost, HEAD } from './__testUtils__/FakePlatformHost';
import { GithubPromotionRepository } from './GithubPromotionRepository';
import { Promoter } from './Promoter';

const PATH = 'infra/kubernetes/overlays/prod/images/kustomization.yaml';
const FILE = `images:
  - name: order-service
    newTag: 1.4.2
`;
const BRANCH = `promote/prod/order-service-1.5.0-${HEAD.slice(0, 7)}`;
const TOKEN = ['token', 'of', 'the', 'portal'].join('-');
const WISH = {
  entityRef: 'component:default/order-service',
  environment: 'prod',
  version: '1.5.0',
  image: 'order-service',
  requester: 'user:default/ada',
};

describe('GithubPromotionRepository', () => {
  let host: FakePlatformHost;

  const promote = () => {
    const config = new ConfigReader({
      integrations: {
        github: [
          {
            host: host.host,
            apiBaseUrl: `http://${host.host}`,
            token: TOKEN,
          },
        ],
      },
    });
    const repository = new GithubPromotionRepository(
      GithubClient.fromConfig(config, { timeoutMs: 2_000 }),
      { host: host.host, owner: 'acme', repo: 'platform', branch: 'main' },
    );
    return new Promoter(repository).promote(WISH);
  };

  beforeEach(async () => {
    host = await FakePlatformHost.start({ [PATH]: FILE });
  });

  afterEach(() => host.stop());

  it('should open a pull request from a branch of its own', async () => {
    expect(await promote()).toEqual({
      number: 1,
      pullRequestUrl: 'https://git.example.com/acme/platform/pull/1',
    });
    expect(host.branches.get(BRANCH)?.get(PATH)).toBe(
      FILE.replace('1.4.2', '1.5.0'),
    );
    expect(host.branches.get('main')?.get(PATH)).toBe(FILE);
    expect(host.pulls.map(({ head, title }) => [head, title])).toEqual([
      [BRANCH, 'deploy(prod): order-service 1.5.0'],
    ]);
  });

  it('should find the pull request that is there, and the branch that is left', async () => {
    const first = await promote();
    expect(await promote()).toEqual(first);
    host.pulls.length = 0;
    expect((await promote()).number).toBe(1);
  });

  it('should find the one that somebody else makes at the same time', async () => {
    const [one, other] = await Promise.all([promote(), promote()]);
    expect(one).toEqual(other);
    expect(host.pulls).toHaveLength(1);
  });

  it('should not write over what somebody changed on the branch', async () => {
    host.branches.set(BRANCH, new Map([[PATH, `${FILE}# by hand\n`]]));
    await expect(promote()).rejects.toThrow(`Somebody changed ${PATH}`);
    expect(host.pulls).toEqual([]);
  });

  it.each([
    [401, 'does not take the portal'],
    [403, 'may not'],
    [404, 'is not there'],
  ])('should say why the host answers %d', async (status, words) => {
    host.fault = { line: /^GET git/, status };
    await expect(promote()).rejects.toThrow(words);
  });

  it('should say so where the host takes no pull request', async () => {
    host.fault = { line: /^POST pulls/, status: 422 };
    await expect(promote()).rejects.toThrow('takes no pull request');
  });
});
