import { addNodeGroup, removeNodeGroup } from './nodeGroups';

describe('nodeGroups', () => {
  it('should give a new node group a name of its own', () => {
    const defaults = {
      name: 'general',
      instanceType: 't3.medium',
      capacity: 'on-demand' as const,
      min: 1,
      desired: 2,
      max: 5,
      diskGb: 20,
    };
    const two = addNodeGroup([defaults], defaults);
    expect(addNodeGroup(two, defaults)).toMatchObject([
      { name: 'general' },
      { name: 'general-2' },
      { name: 'general-3' },
    ]);
    expect(removeNodeGroup(two, 0)).toMatchObject([{ name: 'general-2' }]);
  });
});
