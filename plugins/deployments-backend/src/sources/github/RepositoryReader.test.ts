import {
  aGithubDeployment,
  aRun,
  aStatus,
} from '../../__testUtils__/FakeGithub';
import {
  aGithubSource,
  inRepository,
  type TestGithub,
  theNames,
} from '../../__testUtils__/aGithubSource';

const LIST = 'acme/order /deployments?per_page=100&page=1';

describe('RepositoryReader', () => {
  let world: TestGithub;

  const start = async (options?: Parameters<typeof aGithubSource>[0]) => {
    world = await aGithubSource(options);
    return world;
  };

  afterEach(async () => {
    await world.fake.stop();
  });

  describe('workflow runs', () => {
    const deploy = {
      repository: null,
      workflow: 'deploy.yaml',
      environment: 'staging',
    };
    const RUNS = 'acme/order /actions/runs?per_page=100&page=1';

    it('should be read where a workflow deploys, and followed to their end', async () => {
      const { fake, source, told } = await start({
        names: theNames(undefined, [deploy]),
      });
      const repository = {
        runs: [
          aRun(3, 30, { status: 'in_progress', conclusion: null }),
          aRun(2, 20, { path: '.github/workflows/test.yaml' }),
          aRun(1, 10, { conclusion: 'failure', head_branch: 'v1.0.0' }),
        ],
      };
      fake.repositories.set('acme/order', repository);
      await source.round();
      expect(told()).toEqual(['null staging running', 'v1.0.0 staging failed']);
      fake.take();
      repository.runs[0] = aRun(3, 30, { updated_at: '2026-11-25T10:35:00Z' });
      await source.round();
      expect(fake.take()).toEqual([`${LIST} 304`, `${RUNS} 200`]);
      expect(told()).toEqual([
        'null staging succeeded',
        'v1.0.0 staging failed',
      ]);
      await source.round();
      expect(fake.take()).toEqual([`${LIST} 304`, `${RUNS} 304`]);
    });

    it('should not be asked for where none deploys', async () => {
      const { fake, source } = await start({
        names: theNames(undefined, [{ ...deploy, repository: 'acme/other' }]),
      });
      fake.repositories.set('acme/order', { runs: [aRun(1, 10)] });
      await source.round();
      expect(fake.take()).toEqual([`${LIST} 200`]);
    });

    it('should be read though deployments may not be', async () => {
      const { fake, source, told } = await start({
        names: theNames(undefined, [deploy]),
      });
      fake.repositories.set('acme/order', { runs: [aRun(1, 10)] });
      fake.fault = (_, path) =>
        path === '/deployments' ? { status: 403, body: {} } : undefined;
      await source.round();
      expect(told()).toEqual(['null staging succeeded']);
      expect(await source.statuses()).toMatchObject([{ state: 'not-allowed' }]);
    });
  });

  describe('what is to be read anew', () => {
    const reread = async (names: ReturnType<typeof theNames>) => {
      const { fake, source, known, told } = world;
      fake.repositories.set('acme/order', {
        deployments: [aGithubDeployment(1, 10)],
        statuses: { 1: [aStatus('success', 12)] },
      });
      await source.round();
      const before = told();
      known.names = names;
      await source.round();
      return [before, told()];
    };

    it('should be what was left out because nobody knew its environment', async () => {
      await start({ names: theNames(undefined, [], []) });
      expect(await reread(theNames())).toEqual([[], ['v1.1.0 prod succeeded']]);
    });

    it('should be a repository that another component has as well', async () => {
      await start();
      const both = theNames([
        inRepository('order-service', 'acme/order'),
        inRepository('cart', 'acme/order'),
      ]);
      const [, after] = await reread(both);
      expect(after).toHaveLength(3);
    });

    it('should not be everything whenever there is a new environment', async () => {
      await start();
      await reread(
        theNames(
          undefined,
          [],
          [
            ['production', 'prod'],
            ['x', 'staging'],
          ],
        ),
      );
      expect(
        world.fake.take().filter(path => path.includes('statuses')),
      ).toHaveLength(1);
    });
  });
});
