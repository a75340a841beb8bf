import { CLASS_DEFAULTS } from '../spec/classes';
import { CACHE_SIZES, DATABASE_SIZES, NODE_SIZES } from './instanceTypes';

describe('sizes', () => {
  it.each([
    ['nodes', NODE_SIZES, /^[a-z]\d[a-z]*\.(small|medium|x?large)$/],
    ['databases', DATABASE_SIZES, /^db\.[a-z]\d[a-z]*\.\w+$/],
    ['caches', CACHE_SIZES, /^cache\.[a-z]\d[a-z]*\.\w+$/],
  ])('should name %s, each once', (_, sizes, pattern) => {
    const names = sizes.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.filter(name => !pattern.test(name))).toEqual([]);
  });

  it('should call a g after the generation Arm, and only that', () => {
    const all = [...NODE_SIZES, ...DATABASE_SIZES, ...CACHE_SIZES];
    const wrong = all.filter(
      ({ name, architecture }) =>
        (architecture === 'arm64') !== /[a-z]\dg\./.test(name),
    );
    expect(wrong).toEqual([]);
  });

  it('should tell what runs on credits', () => {
    const bursting = NODE_SIZES.filter(({ burstable }) => burstable);
    expect(bursting.map(({ name }) => name)).toEqual([
      't3.small',
      't3.medium',
      't3.large',
      't3a.medium',
      't3a.large',
      't4g.medium',
      't4g.large',
    ]);
    expect(DATABASE_SIZES[0]).toEqual({
      name: 'db.t3.micro',
      vcpu: 2,
      memoryGib: 1,
      architecture: 'x86_64',
      burstable: true,
    });
  });

  it('should offer what every class starts with', () => {
    const names = (sizes: readonly { name: string }[]) =>
      sizes.map(({ name }) => name);
    for (const defaults of Object.values(CLASS_DEFAULTS)) {
      expect(names(NODE_SIZES)).toContain(
        defaults.cluster.nodeGroup.instanceType,
      );
      expect(names(DATABASE_SIZES)).toContain(defaults.database.instanceClass);
      expect(names(CACHE_SIZES)).toContain(defaults.cache.nodeType);
    }
  });
});
