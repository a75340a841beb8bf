import { anEstimate } from '../__testUtils__/aPreview';
import { aRun } from '../__testUtils__/aView';
import { aSpec } from '../__testUtils__/aSpec';
import { environmentModules } from './environmentModules';

describe('environmentModules', () => {
  it('should put together what the file, the price and the pipeline say', () => {
    const run = aRun({
      modules: [{ module: 'cluster', status: 'running', done: 3, total: 20 }],
    });
    const modules = environmentModules(aSpec(), anEstimate(), run);
    expect(modules.map(({ module }) => module)).toEqual([
      'network',
      'cluster',
      'database',
      'cache',
      'edge',
      'logs',
    ]);
    expect(modules[1]).toEqual({
      module: 'cluster',
      what: '2 x t3.medium, on demand',
      price: '$73.00',
      status: 'running',
    });
    // What nobody told is not made up.
    expect(modules[2]).toMatchObject({ price: undefined, status: undefined });
    expect(modules[5]).toMatchObject({ what: undefined, price: 'not priced' });
  });

  it('should leave out what the environment does not have', () => {
    const spec = aSpec();
    delete spec.spec.cluster;
    expect(
      environmentModules(spec, undefined, null).map(({ module }) => module),
    ).toEqual(['network', 'database', 'cache', 'edge']);
  });
});
