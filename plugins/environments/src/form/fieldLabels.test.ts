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
    expect(fieldLabel('spec.cluster.nodeGroups.general')).toBe(
      'Node group general',
    );
    expect(fieldLabel('spec.cluster.nodeGroups[1]')).toBe('Node group 2');
    expect(fieldLabel('spec.edge.services.order')).toBe('Service order');
    expect(fieldLabel('spec.edge.services.order.paths')).toBe('Paths (order)');
    expect(fieldLabel('spec.edge.services[0].paths[1]')).toBe(
      'Paths (service 1)',
    );
    expect(fieldLabel('spec.tags.team')).toBe('spec.tags.team');
  });
});
