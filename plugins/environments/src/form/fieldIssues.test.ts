import {
  byField,
  countBySection,
  mergeIssues,
  sectionOf,
  sentence,
  shownIssues,
} from './fieldIssues';

const name = { path: 'metadata.name', message: 'must start with a letter' };
const desired = {
  path: 'spec.cluster.nodeGroups[0].desired',
  message: 'must be between min (6) and max (5)',
};

describe('fieldIssues', () => {
  it.each([
    ['metadata.name', 'purpose'],
    ['spec.class', 'purpose'],
    ['spec.ttl', 'time'],
    ['spec.budget.monthly', 'time'],
    ['spec.network.cidr', 'network'],
    ['spec.cluster.nodeGroups[2].min', 'cluster'],
    ['spec.cache.nodes', 'data'],
    ['spec.edge.waf.rateLimit', 'edge'],
    ['spec.tags', 'review'],
    ['spec.networking', 'review'],
  ])('should find the section of %s', (path, section) => {
    expect(sectionOf(path)).toBe(section);
  });

  it('should stay quiet about a field that nobody touched', () => {
    const state = { touched: [], attempted: false };
    expect(shownIssues([name], state)).toEqual([]);
    expect(shownIssues([name], { ...state, attempted: true })).toEqual([name]);
  });

  it('should show what one size of a group does to another', () => {
    const shown = shownIssues([name, desired], {
      touched: ['spec.cluster.nodeGroups[0].min'],
      attempted: false,
    });
    expect(shown).toEqual([desired]);
  });

  it('should tell a field once when both sides complain', () => {
    const overlap = { path: 'spec.network.cidr', message: 'overlaps staging' };
    expect(mergeIssues([overlap], [overlap, name])).toEqual([overlap, name]);
  });

  it('should put all rules of a field together', () => {
    const second = { path: 'metadata.name', message: 'must be short' };
    expect(byField([name, desired, second])).toEqual([
      {
        path: 'metadata.name',
        message: 'Must start with a letter. Must be short.',
      },
      { ...desired, message: 'Must be between min (6) and max (5).' },
    ]);
  });

  it('should count by section and write sentences', () => {
    expect(countBySection([name, desired])).toEqual({ purpose: 1, cluster: 1 });
    expect(sentence('must start with a letter')).toBe(
      'Must start with a letter.',
    );
  });
});
