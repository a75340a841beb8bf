import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { PROVIDER_VALUES } from '../providerValues';
import { valuesAccepted } from './valuesAccepted';

describe('valuesAccepted', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(valuesAccepted, aFullSpec())).toEqual([]);
  });

  it.each([
    ['aws_eks_node_group.n', { taint: [{ effect: 'NO_SCHEDULE' }] }],
    ['aws_eks_node_group.n', { taint: { effect: '${var.effect}' } }],
    ['aws_cloudwatch_log_group.l', { retention_in_days: 30 }],
    ['aws_cloudwatch_log_group.l', { retention_in_days: '30' }],
    ['aws_cloudwatch_log_group.l', { retention_in_days: null }],
    ['aws_cloudwatch_log_group.l', {}],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(valuesAccepted, document)).toEqual([]);
  });

  it.each([
    [
      'aws_eks_node_group.n',
      { taint: [{ effect: 'NO_EXECUTE' }, { effect: 'NoSchedule' }] },
      'taint.effect is "NoSchedule"; AWS knows NO_SCHEDULE, NO_EXECUTE, PREFER_NO_SCHEDULE.',
    ],
    [
      'aws_cloudwatch_log_group.l',
      { retention_in_days: 31 },
      expect.stringMatching(/^retention_in_days is 31; AWS knows 0, 1, 3, /),
    ],
    [
      'aws_eks_node_group.n',
      { capacity_type: 'on-demand' },
      'capacity_type is "on-demand"; AWS knows ON_DEMAND, SPOT, CAPACITY_BLOCK.',
    ],
    [
      'aws_eks_cluster.c',
      { enabled_cluster_log_types: ['audit', 'audits'] },
      expect.stringContaining('is "audits"'),
    ],
  ])('should find %j', (address, attributes, detail) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(valuesAccepted, document)).toEqual([
      { resource: address, detail },
    ]);
  });

  it('should have a source and more than one value for every argument, once', () => {
    const places = PROVIDER_VALUES.map(
      ({ type, argument }) => `${type} ${argument}`,
    );
    expect(new Set(places).size).toBe(places.length);
    for (const { source, values } of PROVIDER_VALUES) {
      expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
      expect(new Set(values).size).toBe(values.length);
      expect(values.length).toBeGreaterThan(1);
    }
  });
});
