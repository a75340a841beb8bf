import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { logsEnd } from './logsEnd';

describe('logsEnd', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(logsEnd, aFullSpec())).toEqual([]);
  });

  it.each([
    ['aws_cloudwatch_log_group.l', { retention_in_days: 7 }],
    ['aws_cloudwatch_log_group.l', { retention_in_days: '${var.days}' }],
    ['aws_cloudwatch_log_group.l', { log_group_class: 'DELIVERY' }],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(logsEnd, document)).toEqual([]);
  });

  it.each([
    ['aws_cloudwatch_log_group.l', {}],
    ['aws_cloudwatch_log_group.l', { retention_in_days: 0 }],
  ])('should find %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(logsEnd, document)).toEqual([{ resource: address }]);
  });
});
