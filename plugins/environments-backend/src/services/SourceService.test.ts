import { sourceStatusSchema } from '@portico/plugin-timeline-common';
import { anEvaluation } from '../__testUtils__/anEvaluation';
import { MutableClock } from '../__testUtils__/MutableClock';
import { ReadFailure, RepositoryRead } from '../database/RepositoryReadStore';
import { Evaluation } from '../sources/EnvironmentEvaluator';
import { SourceMonitor } from './SourceMonitor';
import { SourceService } from './SourceService';

const SINCE = '2026-11-25T09:00:00.000Z';

const REPOSITORY = {
  host: 'github.com',
  owner: 'acme',
  repo: 'platform',
  branch: 'main',
  path: 'infra/environments',
  mergeMethod: 'squash' as const,
  webUrl: 'https://github.com',
};

function aRead(failure: ReadFailure | null): RepositoryRead {
  return { version: 1, head: 'abc', readAt: SINCE, since: SINCE, failure };
}

/** A service whose far ends do what they are told. */
class World {
  readonly clock = MutableClock.at('2026-11-25T10:00:00.000Z');
  readonly monitor = SourceMonitor.create(this.clock.now);
  failure: ReadFailure | null = null;
  read: () => Promise<void> = async () => {};
  evaluate: () => Promise<Evaluation> = async () => anEvaluation();
  lastReportAt: string | undefined;
  #now: RepositoryRead | undefined;

  readonly reads = {
    get: async () => this.#now,
  };
  readonly reader = {
    read: jest.fn(async () => {
      await this.read();
      this.#now = aRead(this.failure);
    }),
  };
  readonly preview = {
    evaluate: jest.fn(async () => {
      const evaluation = await this.evaluate();
      if (evaluation.status === 'ok') this.monitor.noteSuccess();
      else if (!evaluation.busy) this.monitor.noteFailure(evaluation.reason);
      return evaluation;
    }),
  };
  readonly runs = { lastReportAt: async () => this.lastReportAt };

  service(repository: typeof REPOSITORY | null = REPOSITORY) {
    return SourceService.create({
      repository: repository ?? undefined,
      reads: repository ? this.reads : undefined,
      reader: repository ? this.reader : undefined,
      runs: this.runs,
      preview: this.preview,
      evaluator: this.monitor,
      platformFile: undefined,
      appBaseUrl: 'https://portal.example',
      patienceMs: 20,
      now: this.clock.now,
    });
  }
}

const never = () => new Promise<never>(() => {});

describe('SourceService', () => {
  let world: World;

  beforeEach(() => {
    world = new World();
  });

  it('should read the repository now, and not more often than every 5 s', async () => {
    const service = world.service();
    expect(await service.test('environments-repository')).toMatchObject({
      state: 'ok',
      since: SINCE,
    });
    world.failure = { kind: 'down', reason: 'Cannot ask github.com' };
    world.clock.pass(4_000);
    await service.test('environments-repository');
    expect(world.reader.read).toHaveBeenCalledTimes(1);
    world.clock.pass(1_000);
    expect(await service.test('environments-repository')).toMatchObject({
      state: 'down',
      reason: `Cannot ask github.com. The environments are as read at ${SINCE}.`,
      missing: null,
      snippet: null,
    });
  });

  it('should tell which permissions are missing and where they are set', async () => {
    world.failure = { kind: 'not-allowed', reason: 'Bad credentials' };
    const status = await world.service().test('environments-repository');
    expect(status).toMatchObject({
      state: 'not-allowed',
      missing:
        'Contents, pull requests and commit statuses of acme/platform, to read and to write',
    });
    expect(status.snippet?.split('\n')).toEqual(
      expect.arrayContaining([
        expect.stringContaining(
          'https://github.com/settings/personal-access-tokens/new',
        ),
        '#    Pull requests: Read and write',
        '    - host: github.com',
        '      token: ${GITHUB_TOKEN}',
      ]),
    );
    expect(sourceStatusSchema.safeParse(status).success).toBe(true);
  });

  it('should not wait for a repository that hangs', async () => {
    world.read = never;
    expect(await world.service().test('environments-repository')).toMatchObject(
      {
        state: 'unknown',
        reason:
          'It has not answered within 0.02 s. Before that: It was not asked yet',
      },
    );
  });

  it('should call a repository slow that worked before', async () => {
    const service = world.service();
    await service.test('environments-repository');
    world.read = never;
    world.clock.pass(5_000);
    expect(await service.test('environments-repository')).toMatchObject({
      state: 'degraded',
      reason: 'It has not answered within 0.02 s.',
    });
  });

  it('should really ask the preview worker', async () => {
    const service = world.service();
    expect(await service.test('preview-worker')).toMatchObject({
      state: 'ok',
      reason: null,
    });
    world.evaluate = async () => ({
      status: 'unavailable',
      reason: 'The worker has ended',
      busy: false,
    });
    world.clock.pass(5_000);
    expect(await service.test('preview-worker')).toMatchObject({
      state: 'down',
      reason: expect.stringContaining('The worker has ended.'),
      since: '2026-11-25T10:00:05.000Z',
    });
    expect(world.preview.evaluate).toHaveBeenCalledWith(
      expect.objectContaining({ kind: 'Environment' }),
      null,
    );
  });

  it('should not call a worker down that is only busy', async () => {
    const service = world.service();
    world.evaluate = async () => ({
      status: 'unavailable',
      reason: 'Others are before it',
      busy: true,
    });
    expect(await service.test('preview-worker')).toMatchObject({
      state: 'degraded',
      reason: 'Others are before it',
    });
  });

  it('should look again whether a pipeline has reported', async () => {
    const service = world.service();
    expect((await service.test('pipeline')).state).toBe('not-set-up');
    world.lastReportAt = SINCE;
    world.clock.pass(5_000);
    expect(await service.test('pipeline')).toMatchObject({
      state: 'ok',
      reason: `It last reported at ${SINCE}`,
    });
  });

  it('should say how to name a repository where there is none', async () => {
    const service = world.service(null);
    expect(await service.test('environments-repository')).toMatchObject({
      state: 'not-set-up',
      missing: 'environments.repository',
      snippet: expect.stringContaining('repository:\n    host: github.com'),
    });
  });

  it('should know no source of another name', async () => {
    await expect(world.service().test('cost-explorer')).rejects.toThrow(
      'There is no source cost-explorer',
    );
  });
});
