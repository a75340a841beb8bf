import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { noAccessKeys } from './noAccessKeys';

describe('noAccessKeys', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(noAccessKeys, aFullSpec())).toEqual([]);
  });

  it('should find a key', () => {
    const document = aDocument({ 'aws_iam_access_key.k': { user: 'ci' } });
    expect(violationsIn(noAccessKeys, document)).toEqual([
      { resource: 'aws_iam_access_key.k' },
    ]);
  });
});
