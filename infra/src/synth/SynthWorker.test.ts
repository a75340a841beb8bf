import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { SynthWorker, SynthWorkerOptions } from './SynthWorker';

const workerPath = resolvePackagePath(
  '@portico/infra',
  'src/__fixtures__/workers/scripted.cjs',
);

let count = 0;

/** An environment that nobody has asked for before, so that no cache answers. */
function ask(action: string) {
  count += 1;
  return { action, count };
}

describe('SynthWorker', () => {
  const workers: SynthWorker[] = [];

  function aWorker(options: Partial<SynthWorkerOptions> = {}) {
    const worker = SynthWorker.create({ workerPath, ...options });
    workers.push(worker);
    return worker;
  }

  afterEach(async () => {
    await Promise.all(workers.splice(0).map(worker => worker.stop()));
  });

  it('should answer with the document', async () => {
    await expect(aWorker().synthesize(ask('answer'))).resolves.toEqual({
      status: 'ok',
      document: { resource: {} },
    });
  });

  it('should synthesize the same environment once, in whichever order its fields are', async () => {
    const worker = aWorker();
    await worker.synthesize({ action: 'answer', name: 'a' });
    await worker.synthesize({ name: 'a', action: 'answer' });
    expect(worker.stats()).toMatchObject({ synthesized: 1, cached: 1 });
  });

  it('should synthesize once for all who wait for the same environment', async () => {
    const worker = aWorker();
    const environment = ask('slow');
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => worker.synthesize(environment)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    expect(worker.stats().synthesized).toBe(1);
  });

  it('should forget what was not asked for the longest time', async () => {
    const worker = aWorker({ cacheSize: 2 });
    const [first, second, third] = [
      ask('answer'),
      ask('answer'),
      ask('answer'),
    ];
    for (const environment of [first, second, first, third, first]) {
      await worker.synthesize(environment);
    }
    expect(worker.stats()).toMatchObject({ synthesized: 3, cached: 2 });
  });

  it('should tell what the synthesis could not do, and go on', async () => {
    const worker = aWorker();
    await expect(worker.synthesize(ask('fail'))).resolves.toEqual({
      status: 'unavailable',
      reason: 'failed',
      message: 'The environment could not be synthesized: no such size',
    });
    const next = await worker.synthesize(ask('answer'));
    expect(next.status).toBe('ok');
    expect(worker.stats().started).toBe(1);
  });

  it('should queue four and say it is busy to the next', async () => {
    const worker = aWorker();
    const outcomes = await Promise.all(
      Array.from({ length: 7 }, () => worker.synthesize(ask('slow'))),
    );
    expect(outcomes.map(o => (o.status === 'ok' ? 'ok' : o.reason))).toEqual([
      'ok',
      'ok',
      'ok',
      'ok',
      'ok',
      'busy',
      'busy',
    ]);
  });

  it('should fail the whole queue when a deadline is missed, and answer again afterwards', async () => {
    const worker = aWorker({ deadlineMs: 1_500 });
    const started = Date.now();
    const outcomes = await Promise.all(
      ['hang', 'answer', 'answer'].map(action =>
        worker.synthesize(ask(action)),
      ),
    );
    expect(outcomes.map(o => (o.status === 'ok' ? 'ok' : o.reason))).toEqual([
      'deadline',
      'deadline',
      'deadline',
    ]);
    expect(Date.now() - started).toBeLessThan(4_000);
    // The next one is on its way before anybody asks for it.
    expect(worker.stats().started).toBe(2);
    const next = await worker.synthesize(ask('answer'));
    expect(next.status).toBe('ok');
    expect(worker.stats().started).toBe(2);
  });

  it('should count the deadline from the arrival, not from the start of the work', async () => {
    const worker = aWorker({ deadlineMs: 1_800 });
    await worker.synthesize(ask('answer'));
    const outcomes = await Promise.all(
      [1, 2].map(() => worker.synthesize({ ...ask('slow'), ms: 1_200 })),
    );
    expect(outcomes.map(o => (o.status === 'ok' ? 'ok' : o.reason))).toEqual([
      'ok',
      'deadline',
    ]);
  });

  it.each([
    ['crash', 'crashed', /broken on purpose/],
    ['exit', 'crashed', /exit code 3/],
    ['babble', 'crashed', /unreadable answer/],
    ['garble', 'crashed', /JSON/],
  ])(
    'should survive a worker that does %s',
    async (action, reason, message) => {
      const worker = aWorker();
      await expect(worker.synthesize(ask(action))).resolves.toEqual({
        status: 'unavailable',
        reason,
        message: expect.stringMatching(message),
      });
      const next = await worker.synthesize(ask('answer'));
      expect(next.status).toBe('ok');
    },
  );

  it('should replace a worker that outgrows its memory', async () => {
    const worker = aWorker({
      deadlineMs: 20_000,
      resourceLimits: { maxOldGenerationSizeMb: 16 },
    });
    const [grown, waiting] = await Promise.all(
      ['outgrow', 'answer'].map(action => worker.synthesize(ask(action))),
    );
    expect(grown).toMatchObject({ reason: 'memory' });
    expect(waiting).toMatchObject({ reason: 'memory' });
    const next = await worker.synthesize(ask('answer'));
    expect(next.status).toBe('ok');
  }, 30_000);

  it('should take a fresh thread after so many syntheses without losing anybody', async () => {
    const worker = aWorker({ recycleAfter: 2 });
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () => worker.synthesize(ask('answer'))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(Array(5).fill('ok'));
    expect(worker.stats()).toMatchObject({ started: 3, synthesized: 5 });
  });

  it('should take the fresh thread after 200 syntheses where nothing else is said', async () => {
    const worker = aWorker();
    for (let n = 0; n < 200; n += 1) await worker.synthesize(ask('answer'));
    expect(worker.stats().started).toBe(2);
  });

  it('should let a waiting request be withdrawn', async () => {
    const worker = aWorker();
    const running = worker.synthesize(ask('slow'));
    const controller = new AbortController();
    const waiting = worker.synthesize(ask('answer'), controller);
    controller.abort();
    await expect(waiting).resolves.toMatchObject({ reason: 'aborted' });
    await expect(running).resolves.toMatchObject({ status: 'ok' });
    await expect(
      worker.synthesize(ask('answer'), controller),
    ).resolves.toMatchObject({ reason: 'aborted' });
    expect(worker.stats().synthesized).toBe(1);
  });

  it('should answer everybody when it is stopped, and refuse from then on', async () => {
    const worker = aWorker();
    const open = [ask('hang'), ask('answer')].map(e => worker.synthesize(e));
    await worker.stop();
    await expect(Promise.all(open)).resolves.toMatchObject([
      { reason: 'stopped' },
      { reason: 'stopped' },
    ]);
    await expect(worker.synthesize(ask('answer'))).resolves.toMatchObject({
      reason: 'stopped',
    });
  });

  it('should say how to build a worker that is not there', async () => {
    const worker = aWorker({ workerPath: `${workerPath}.missing` });
    worker.warmUp();
    await expect(worker.synthesize(ask('answer'))).resolves.toEqual({
      status: 'unavailable',
      reason: 'missing',
      message: expect.stringContaining('build:worker'),
    });
  });

  it('should start ahead of the first request, once', async () => {
    const worker = aWorker();
    worker.warmUp();
    worker.warmUp();
    await worker.synthesize(ask('answer'));
    expect(worker.stats().started).toBe(1);
  });
});
