import { createInfraClient } from '@portico/infra';
import { aSpec } from '../__testUtils__/aSpec';
import { InfraEvaluator } from './InfraEvaluator';

describe('InfraEvaluator', () => {
  it('should tell why there is no evaluation', async () => {
    const evaluator = InfraEvaluator.create(
      createInfraClient({ workerPath: '/nowhere/synth.cjs' }),
    );
    expect(await evaluator.evaluate({ spec: aSpec() })).toEqual({
      status: 'unavailable',
      reason: expect.stringContaining('The synthesis worker is not built'),
      busy: false,
    });
    await evaluator.stop();
    expect(await evaluator.evaluate({ spec: aSpec() })).toMatchObject({
      status: 'unavailable',
      reason: 'The synthesis worker has been stopped',
    });
  });
});
