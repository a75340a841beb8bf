import { getAt, pathParts, setAt, textAt } from './paths';

const draft = {
  spec: { cluster: { nodeGroups: [{ name: 'general', min: 1 }] } },
};

describe('paths', () => {
  it('should read the parts of a path', () => {
    expect(pathParts('spec.cluster.nodeGroups[0].min')).toEqual([
      'spec',
      'cluster',
      'nodeGroups',
      0,
      'min',
    ]);
    expect(pathParts('')).toEqual([]);
  });

  it('should find what is there and nothing where nothing is', () => {
    expect(getAt(draft, 'spec.cluster.nodeGroups[0].min')).toBe(1);
    expect(getAt(draft, 'spec.cluster.nodeGroups[3].min')).toBeUndefined();
    expect(getAt(draft, 'spec.toString')).toBeUndefined();
    expect(getAt(draft, 'spec.cluster.nodeGroups.length')).toBeUndefined();
  });

  it('should change a copy and leave the rest as it is', () => {
    const next = setAt(draft, 'spec.cluster.nodeGroups[0].min', 3);
    expect(next).toEqual({
      spec: { cluster: { nodeGroups: [{ name: 'general', min: 3 }] } },
    });
    expect(getAt(draft, 'spec.cluster.nodeGroups[0].min')).toBe(1);
  });

  it('should remove what becomes undefined and make groups that are missing', () => {
    expect(setAt(draft, 'spec.cluster', undefined)).toEqual({ spec: {} });
    expect(setAt({}, 'spec.edge.waf.rateLimit', 2000)).toEqual({
      spec: { edge: { waf: { rateLimit: 2000 } } },
    });
  });

  it('should keep the order of fields when one changes', () => {
    expect(Object.keys(setAt({ a: 1, b: 2, c: 3 }, 'b', 5))).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  it('should write values as an input shows them', () => {
    expect(textAt(draft, 'spec.cluster.nodeGroups[0].min')).toBe('1');
    expect(textAt(draft, 'spec.cluster')).toBe('');
  });
});
