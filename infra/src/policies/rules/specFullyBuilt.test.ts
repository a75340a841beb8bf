import { aSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { specFullyBuilt } from './specFullyBuilt';

describe('specFullyBuilt', () => {
  it('should accept a spec of which everything is built, and a document without one', () => {
    expect(violationsOf(specFullyBuilt, aSpec())).toEqual([]);
    expect(violationsIn(specFullyBuilt, aDocument({}))).toEqual([]);
  });

  it('should name each part that is not', () => {
    const spec = aSpec({
      edge: { waf: {}, cloudFront: true, apiGateway: true },
    });
    expect(violationsOf(specFullyBuilt, spec).map(({ path }) => path)).toEqual([
      'spec.edge.cloudFront',
      'spec.edge.apiGateway',
    ]);
  });
});
