import { aSpec } from '../__testUtils__/aSpec';
import { builtWorker } from '../__testUtils__/builtWorker';
import { SynthWorker } from './SynthWorker';

const MB = 1024 * 1024;

function specNumber(n: number) {
  return aSpec({ database: { engine: 'postgres', storageGb: 20 + n } });
}

/**
 * The time that all threads of this process have worked since. On a machine of
 * one's own it is what one waits; unlike that, it does not grow with what else
 * a shared machine is busy with.
 */
function spentMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

function percentile(values: number[], ratio: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(values.length * ratio))];
}

describe('the bundled worker', () => {
  const workers: SynthWorker[] = [];

  function aWorker(recycleAfter?: number) {
    const worker = SynthWorker.create({
      workerPath: builtWorker(),
      ...(recycleAfter && { recycleAfter }),
    });
    workers.push(worker);
    return worker;
  }

  afterEach(async () => {
    await Promise.all(workers.splice(0).map(worker => worker.stop()));
  });

  it('should need less than 1.5 s for the first answer and 400 ms for the later ones', async () => {
    const worker = aWorker();
    const times: number[] = [];
    for (let n = 0; n < 41; n += 1) {
      const before = process.cpuUsage();
      const { status } = await worker.synthesize(specNumber(n));
      times.push(spentMs(before));
      expect(status).toBe('ok');
    }
    const [cold, ...warm] = times;
    expect(cold).toBeLessThan(1_500);
    expect(percentile(warm, 0.95)).toBeLessThan(400);
  }, 60_000);

  it('should not grow over 250 syntheses in one thread', async () => {
    const worker = aWorker(1_000);
    const heap: number[] = [];
    for (let n = 0; n < 250; n += 1) {
      await worker.synthesize(specNumber(n));
      heap.push(worker.stats().heapUsedBytes ?? NaN);
    }
    // The lowest of a stretch is what is left after the collector has been there.
    const early = Math.min(...heap.slice(25, 75));
    const late = Math.min(...heap.slice(200));
    expect(late - early).toBeLessThan(10 * MB);
    expect(worker.stats()).toMatchObject({ started: 1, synthesized: 250 });
  }, 120_000);

  it('should give the same document every time', async () => {
    const [first, second] = [aWorker(), aWorker()];
    const left = await first.synthesize(aSpec());
    await second.synthesize(specNumber(7));
    const right = await second.synthesize(aSpec());
    expect(left.status).toBe('ok');
    expect(JSON.stringify(left)).toBe(JSON.stringify(right));
  }, 60_000);

  it('should say which field is wrong when it is asked for what is no environment', async () => {
    const worker = aWorker();
    const spec = aSpec();
    await expect(
      worker.synthesize({
        ...spec,
        spec: { ...spec.spec, region: 'mars-north-1' },
      }),
    ).resolves.toMatchObject({
      reason: 'failed',
      message: expect.stringContaining('spec.region'),
    });
  });
});
