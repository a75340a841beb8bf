import { mockServices } from '@backstage/backend-test-utils';
import { serializeEnvironmentSpec } from '@portico/plugin-environments-common';
import { Knex } from 'knex';
import { aSpec } from '../__testUtils__/aSpec';
import { InMemoryPlatformRepository } from '../__testUtils__/InMemoryPlatformRepository';
import { MutableClock } from '../__testUtils__/MutableClock';
import {
  createTestDatabases,
  migratedDatabase,
} from '../__testUtils__/testDatabases';
import { EnvironmentStore } from '../database/EnvironmentStore';
import { RepositoryReadStore } from '../database/RepositoryReadStore';
import { GitHostError } from '../sources/GitHostError';
import { RepositoryReader } from './RepositoryReader';

jest.setTimeout(60_000);

const DEV = serializeEnvironmentSpec(aSpec());
const QA = serializeEnvironmentSpec(
  aSpec({ name: 'qa', cidr: '10.30.0.0/16' }),
);

const LATE = serializeEnvironmentSpec(
  aSpec({ name: 'late', cidr: '10.40.0.0/16' }),
);

describe('RepositoryReader', () => {
  const databases = createTestDatabases();
  let knex: Knex;
  let clock: MutableClock;
  let repository: InMemoryPlatformRepository;
  let environments: EnvironmentStore;
  let reads: RepositoryReadStore;
  let publish: jest.Mock;

  const aReader = () =>
    RepositoryReader.create({
      repository,
      environments,
      reads,
      events: { publish, subscribe: jest.fn() },
      logger: mockServices.logger.mock(),
      now: clock.now,
    });
  const names = async () =>
    (await environments.list())
      .filter(({ removedAt }) => removedAt === null)
      .map(({ name }) => name);

  beforeEach(async () => {
    knex = await migratedDatabase(databases, 'SQLITE_3');
    clock = MutableClock.at('2026-11-25T10:00:00.000Z');
    repository = InMemoryPlatformRepository.create({
      'dev.yaml': DEV,
      'qa.yaml': QA,
      'README.md': '# Environments',
    });
    environments = EnvironmentStore.create(knex);
    reads = RepositoryReadStore.create(knex, 'x');
    publish = jest.fn(async () => {});
  });

  it('should read every file once, and only what changed after that', async () => {
    const reader = aReader();
    await reader.read();
    expect(await names()).toEqual(['dev', 'qa']);
    expect((await environments.get('dev'))?.spec).toEqual(aSpec());
    expect(repository.blobReads).toBe(2);
    expect(publish).toHaveBeenCalledWith({
      topic: 'environments.changed',
      eventPayload: { changed: ['dev', 'qa'], removed: [] },
    });

    await reader.read();
    repository.push('dev.yaml', DEV.replace('Shared', 'Our'));
    repository.push('qa.yaml', undefined);
    await reader.read();
    expect(repository.blobReads).toBe(3);
    expect(await names()).toEqual(['dev']);
    expect(publish).toHaveBeenLastCalledWith({
      topic: 'environments.changed',
      eventPayload: { changed: ['dev'], removed: ['qa'] },
    });
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it.each([
    ['no YAML at all', '{ :', /is not YAML that can be read/],
    ['an alias bomb', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]', /./],
    [
      'an unknown field',
      DEV.replace('class: dev', 'class: dev\n  backup: yes'),
      /is not a field here/,
    ],
    [
      'a file that is too large',
      `# ${'x'.repeat(300_000)}`,
      /is 300002 bytes large/,
    ],
    ['the name of another', QA, /is qa, but the file is called dev.yaml/],
    ['nothing', '', /./],
  ])(
    'should show what is wrong with %s, beside its siblings',
    async (_, text, message) => {
      repository.push('dev.yaml', text);
      await aReader().read();
      const dev = await environments.get('dev');
      expect(dev?.spec).toBeNull();
      expect(dev?.issues[0].message).toMatch(message);
      expect((await environments.get('qa'))?.issues).toEqual([]);
      expect((await reads.get())?.failure).toBeNull();
    },
  );

  it('should take neither of two files for one environment', async () => {
    repository.push('dev.yml', DEV);
    await aReader().read();
    expect(await environments.get('dev')).toMatchObject({
      spec: null,
      issues: [
        {
          path: '',
          message: 'is there twice, as dev.yaml and dev.yml; keep one of them',
        },
      ],
    });
  });

  it('should look again after a failure, and only then', async () => {
    const reader = aReader();
    repository.failure = new GitHostError('unreachable', 'gone');
    await reader.readAfterFailure();
    expect((await reads.get())?.failure?.reason).toBe('gone');
    repository.failure = undefined;
    await reader.readAfterFailure();
    expect(await names()).toEqual(['dev', 'qa']);
    repository.push('late.yaml', LATE);
    await reader.readAfterFailure();
    expect(await names()).toEqual(['dev', 'qa']);
  });

  it('should keep what it has while the Git host does not answer', async () => {
    const reader = aReader();
    await reader.read();
    clock.pass(60_000);
    repository.failure = new GitHostError(
      'unreachable',
      'The Git host cannot be reached',
    );
    await reader.read();
    clock.pass(60_000);
    await reader.read();
    expect(await names()).toEqual(['dev', 'qa']);
    expect(await reads.get()).toMatchObject({
      readAt: '2026-11-25T10:00:00.000Z',
      since: '2026-11-25T10:01:00.000Z',
      failure: { kind: 'down', reason: 'The Git host cannot be reached' },
    });
    repository.failure = undefined;
    clock.pass(60_000);
    await reader.read();
    expect(await reads.get()).toMatchObject({
      readAt: '2026-11-25T10:03:00.000Z',
      since: '2026-11-25T10:03:00.000Z',
      failure: null,
    });
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('should take no part of a read for the whole', async () => {
    const reader = aReader();
    await reader.read();
    repository.push('dev.yaml', DEV.replace('Shared', 'Our'));
    repository.push('qa.yaml', undefined);
    jest
      .spyOn(repository, 'readBlob')
      .mockRejectedValue(new GitHostError('too-large', 'only a part'));
    await reader.read();
    expect(await names()).toEqual(['dev', 'qa']);
    expect((await environments.get('dev'))?.spec).toEqual(aSpec());
  });

  it.each([
    ['not-allowed', 'not-allowed'],
    ['not-found', 'not-allowed'],
    ['rate-limited', 'down'],
  ] as const)('should note %s as %s', async (kind, state) => {
    repository.failure = new GitHostError(kind, 'why');
    await aReader().read();
    expect((await reads.get())?.failure).toEqual({
      kind: state,
      reason: 'why',
    });
    expect((await reads.get())?.readAt).toBeNull();
  });

  it('should read once more where it was asked for during a read', async () => {
    const reader = aReader();
    const listed = repository.listFiles.bind(repository);
    let second: Promise<void> | undefined;
    jest.spyOn(repository, 'listFiles').mockImplementationOnce(async commit => {
      // The first read has looked at the head already and can't see this any more.
      repository.push('late.yaml', LATE);
      second = reader.read();
      return listed(commit);
    });
    await reader.read();
    await second;
    expect(await names()).toEqual(['dev', 'late', 'qa']);
  });

  it('should begin again where another portal has written meanwhile', async () => {
    await aReader().read();
    const slow = aReader();
    const listed = repository.listFiles.bind(repository);
    jest.spyOn(repository, 'listFiles').mockImplementationOnce(async commit => {
      const files = await listed(commit);
      repository.push('late.yaml', LATE);
      await aReader().read();
      repository.push('qa.yaml', undefined);
      return files;
    });
    await slow.read();
    expect(await names()).toEqual(['dev', 'late']);
  });

  it('should judge all files anew in a new process', async () => {
    await aReader().read();
    await knex('environments').update({ spec: null, issues: '[]' });
    await aReader().read();
    expect((await environments.get('dev'))?.spec).toEqual(aSpec());
  });
});
