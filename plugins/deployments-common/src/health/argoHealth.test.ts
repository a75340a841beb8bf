import {
  ARGO_HEALTH,
  currentOfArgo,
  healthOfArgo,
  worstOfArgo,
} from './argoHealth';

describe('healthOfArgo', () => {
  it('should give each word of theirs one of ours', () => {
    expect(ARGO_HEALTH.map(word => [word, healthOfArgo(word)])).toEqual([
      ['Healthy', 'healthy'],
      ['Suspended', 'paused'],
      ['Progressing', 'rolling-out'],
      ['Missing', 'failing'],
      ['Degraded', 'degraded'],
      ['Unknown', 'unknown'],
    ]);
  });

  it.each([null, undefined, '', 'healthy', 'toString'])(
    'should not guess at %j',
    word => {
      expect(healthOfArgo(word)).toBe('unknown');
    },
  );
});

describe('worstOfArgo', () => {
  it.each([
    [['Healthy', 'Progressing', 'Suspended'], 'Progressing'],
    [['Degraded', 'Missing'], 'Degraded'],
    [['Degraded', 'Sideways'], 'Unknown'],
    [[], 'Unknown'],
  ])('should find the worst of %j', (words, worst) => {
    expect(worstOfArgo(words)).toBe(worst);
  });
});

describe('currentOfArgo', () => {
  it('should take the last entry: the oldest comes first (argo-cd#6814)', () => {
    const history = Array.from({ length: 10 }, (_, id) => ({
      id,
      revision: `r${id}`,
    }));
    expect(currentOfArgo(history)).toEqual({ id: 9, revision: 'r9' });
  });

  it('should know that nothing was deployed', () => {
    expect(currentOfArgo([])).toBeNull();
    expect(currentOfArgo(null)).toBeNull();
  });
});
