import { fieldLabel } from './fieldLabels';

describe('fieldLabel', () => {
  it('should label fields by what the form calls them', () => {
    expect(fieldLabel('spec.network.cidr')).toBe('Network block');
    expect(fieldLabel('spec.cluster.nodeGroups[1].min')).toBe(
      'Fewest nodes (group 2)',
    );
    expect(fieldLabel('spec.cluster.nodeGroups.general.max')).toBe(
      'Most nodes (general)',
    );
    expect(fieldLabel('spec.tags.team')).toBe('spec.tags.team');
  });
});
