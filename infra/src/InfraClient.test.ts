import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { aSpec } from './__testUtils__/aSpec';
import { builtWorker } from './__testUtils__/builtWorker';
import { TODAY } from './__testUtils__/violations';
import { createInfraClient } from './createInfraClient';
import { InfraClient } from './InfraClient';
import { SynthWorker } from './synth/SynthWorker';
import { SchemaFile } from './validate/schema/SchemaFile';

/** What is said of an environment without a budget and an end. */
const ADVICE = [
  { ruleId: 'budget-set', severity: 'warning' },
  { ruleId: 'environment-expires', severity: 'info' },
];

describe('InfraClient', () => {
  let client: InfraClient;

  beforeAll(() => {
    builtWorker();
    client = createInfraClient({ now: () => TODAY });
    client.warmUp();
  });

  afterAll(() => client.stop());

  it('should price, plan and judge a new environment', async () => {
    const outcome = await client.evaluate({ spec: aSpec({ edge: {} }) });
    expect(outcome).toMatchObject({
      status: 'ok',
      estimate: { total: { monthly: '230.07', atLeast: true } },
      againstEstimate: null,
      plan: { summary: { change: 0, replace: 0, destroy: 0 } },
      findings: [
        { ruleId: 'firewall-on-load-balancer', waiver: null },
        ...ADVICE,
      ],
    });
  });

  it('should compare with what is there today', async () => {
    const outcome = await client.evaluate({
      spec: aSpec({ database: { engine: 'postgres', storageGb: 40 } }),
      against: aSpec(),
    });
    expect(outcome).toMatchObject({
      status: 'ok',
      estimate: { total: { monthly: '241.37' } },
      againstEstimate: { total: { monthly: '239.07' } },
      plan: { summary: { add: 0, change: 1, replace: 0, destroy: 0 } },
      findings: ADVICE,
    });
  });

  it('should tell what goes when an environment is destroyed', async () => {
    const outcome = await client.planDestroy(aSpec());
    expect(outcome).toMatchObject({
      status: 'ok',
      plan: { summary: { add: 0, change: 0, replace: 0 } },
    });
  });

  it('should say why there is nothing to say', async () => {
    const broken = createInfraClient({ workerPath: 'nowhere.cjs' });
    const request = { spec: aSpec(), against: aSpec({ edge: {} }) };
    await expect(broken.evaluate(request)).resolves.toMatchObject({
      status: 'unavailable',
      reason: 'missing',
    });
    await expect(broken.planDestroy(aSpec())).resolves.toMatchObject({
      reason: 'missing',
    });
  });

  it('should find what the provider would not understand', async () => {
    const workerPath = builtWorker();
    const scripted = InfraClient.create({
      worker: SynthWorker.create({
        workerPath: resolvePackagePath(
          '@portico/infra',
          'src/__fixtures__/workers/scripted.cjs',
        ),
      }),
      schema: SchemaFile.beside(workerPath),
    });
    await expect(
      scripted.evaluate({ spec: aSpec({}, 'mistake') }),
    ).resolves.toMatchObject({
      status: 'ok',
      findings: [
        { ruleId: 'configuration-valid', resource: 'aws_eipp.nat' },
        ...ADVICE,
      ],
    });
    await scripted.stop();
  });

  it('should say that the schema is not built', async () => {
    const folder = createMockDirectory({
      content: { 'synth.cjs': readFileSync(builtWorker(), 'utf8') },
    });
    const half = createInfraClient({ workerPath: folder.resolve('synth.cjs') });
    await expect(half.evaluate({ spec: aSpec() })).resolves.toMatchObject({
      status: 'unavailable',
      reason: 'missing',
      message: expect.stringContaining('its schema is not there'),
    });
    await half.stop();
    folder.remove();
  });

  it('should keep the process free for others while it works', async () => {
    const delay = monitorEventLoopDelay({ resolution: 5 });
    const specs = Array.from({ length: 20 }, (_, n) =>
      aSpec({ database: { engine: 'postgres', storageGb: 100 + n } }),
    );
    await client.evaluate({ spec: specs[0], against: aSpec() });
    delay.enable();
    for (const spec of specs) await client.evaluate({ spec, against: aSpec() });
    delay.disable();
    expect(delay.percentile(90) / 1e6).toBeLessThan(100);
  }, 30_000);
});
