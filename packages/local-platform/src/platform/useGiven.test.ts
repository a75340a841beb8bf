import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { hasPrograms } from '../__testUtils__/hasPrograms';
import { silentReporter } from '../__testUtils__/silentReporter';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from '../data/DataFolder';
import { drawFreePort } from '../data/freePort';
import {
  askPrometheus,
  describePrometheus,
} from '../monitoring/externalPrometheus';
import { askRedis, describeRedis } from '../shop/externalRedis';
import { redisArguments } from '../shop/farEnds';
import { launchProgram } from '../system/launchProgram';
import { untilTakesConnections } from '../system/probes';
import { PlatformFile } from './PlatformFile';
import { useGiven } from './useGiven';
import { watchFarEnd } from './watchFarEnd';

const SECRET = 's3cr3t';
const REDIS = { id: 'redis', title: 'Redis', origin: 'live' } as const;

describe('the address of a far end of somebody else', () => {
  it('should be told without what is secret in it', () => {
    expect(describeRedis(`redis://u:${SECRET}@cache:6379/0`)).toBe(
      'cache:6379',
    );
    expect(
      describePrometheus(`https://u:${SECRET}@metrics/x?key=${SECRET}`),
    ).toBe('metrics');
  });

  it.each([
    [() => describeRedis(SECRET), 'REDIS_URL is not an address'],
    [
      () => describeRedis(`http://u:${SECRET}@cache`),
      'REDIS_URL begins with http:, not with redis: or rediss:',
    ],
    [
      () => describePrometheus(`u:${SECRET}@metrics`),
      'PROMETHEUS_URL is not an address',
    ],
  ])('should be refused without being told', (read, message) => {
    expect(read).toThrow(expect.objectContaining({ message }));
    expect(read).not.toThrow(new RegExp(SECRET));
  });
});

describe('useGiven', () => {
  const data = DataFolder.at(temporaryFolder());
  const stop = new AbortController();
  afterAll(() => stop.abort());

  it('should tell that it does not answer and go on, and keep no secret', async () => {
    const port = await drawFreePort([]);
    const url = `redis://u:${SECRET}@127.0.0.1:${port}`;
    const platform = new PlatformFile(data);
    const reporter = silentReporter();
    await useGiven(
      {
        source: REDIS,
        variable: 'REDIS_URL',
        place: describeRedis(url),
        ask: () => askRedis(url),
      },
      { platform, reporter, signal: stop.signal },
    );
    await platform.settled();
    const text = await readFile(platform.path, 'utf8');
    expect(JSON.parse(text).items).toEqual([
      expect.objectContaining({
        id: 'redis',
        state: 'down',
        reason: `Given by REDIS_URL (127.0.0.1:${port}): it does not answer: connect ECONNREFUSED 127.0.0.1:${port}`,
      }),
    ]);
    expect(text + reporter.lines.join()).not.toContain(SECRET);
  });

  it('should say by what it was given while it answers', async () => {
    const platform = new PlatformFile(data);
    const reporter = silentReporter();
    await useGiven(
      {
        source: REDIS,
        variable: 'REDIS_URL',
        place: 'cache:6379',
        ask: async () => {},
      },
      { platform, reporter, signal: stop.signal },
    );
    await platform.settled();
    expect(JSON.parse(await readFile(platform.path, 'utf8')).items).toEqual([
      expect.objectContaining({
        state: 'ok',
        reason: 'Given by REDIS_URL (cache:6379)',
      }),
    ]);
    expect(reporter.lines).toEqual(['Redis answers, given by REDIS_URL']);
  });
});

describe('watchFarEnd', () => {
  it('should tell each change once, until it is told to end', async () => {
    const stop = new AbortController();
    const answers = [null, 'gone', 'gone', null, null];
    const told: Array<string | null> = [];
    await watchFarEnd({
      signal: stop.signal,
      everyMs: 1,
      ask: async () => {
        const reason = answers.shift();
        if (reason === undefined) stop.abort();
        if (reason) throw new Error(reason);
      },
      onChange: reason => told.push(reason),
    });
    expect(told).toEqual(['gone', null]);
  });
});

describe('askPrometheus', () => {
  let server: Server;
  let url: string;
  let answer: { status: number; body: string };
  let authorization: string | undefined;

  beforeAll(async () => {
    server = createServer((request, response) => {
      authorization = request.headers.authorization;
      const asked = request.url === '/tenant/api/v1/query?query=1';
      response.statusCode = asked ? answer.status : 404;
      response.end(answer.body);
    }).listen({ host: '127.0.0.1', port: 0 });
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    url = `http://u:${SECRET}%21@127.0.0.1:${port}/tenant/`;
  });
  afterAll(() => server.close());

  it('should ask as whom the address says', async () => {
    answer = { status: 200, body: '{"status":"success","data":{}}' };
    await askPrometheus(url);
    expect(authorization).toBe(
      `Basic ${Buffer.from(`u:${SECRET}!`).toString('base64')}`,
    );
  });

  it.each([
    [{ status: 401, body: '' }, 'it answered 401'],
    [{ status: 200, body: '<html>' }, 'it does not answer as Prometheus does'],
  ])('should say why it is of no use: %j', async (given, reason) => {
    answer = given;
    await expect(askPrometheus(url)).rejects.toThrow(reason);
  });
});

(hasPrograms('redis-server') ? describe : describe.skip)(
  'askRedis, with redis-server',
  () => {
    let redis: ChildProcess;
    let port: number;

    beforeAll(async () => {
      port = await drawFreePort([]);
      redis = launchProgram(
        'redis-server',
        [...redisArguments(port), '--requirepass', SECRET],
        {},
      );
      await untilTakesConnections(port, new AbortController().signal);
    });
    afterAll(async () => {
      const exited = once(redis, 'exit');
      redis.kill('SIGTERM');
      await exited;
    });

    it.each([`redis://:${SECRET}@`, `redis://default:${SECRET}@`])(
      'should be let in with the password: %s',
      async begin => {
        const asked = askRedis(`${begin}127.0.0.1:${port}/0`);
        await expect(asked).resolves.toBeUndefined();
      },
    );

    it.each(['redis://', 'redis://:wrong@'])(
      'should say that it is not let in: %s',
      async begin => {
        await expect(askRedis(`${begin}127.0.0.1:${port}`)).rejects.toThrow(
          /^it refuses: (NOAUTH|WRONGPASS)/,
        );
      },
    );
  },
);
