import { nearestName } from './nearestName';

describe('nearestName', () => {
  const known = ['multi_az', 'engine', 'engine_version', 'storage_type'];

  it.each([
    ['multi_azz', 'multi_az'],
    ['multiAz', 'multi_az'],
    ['multi-az', 'multi_az'],
    ['engin', 'engine'],
    ['engine_verison', 'engine_version'],
    ['password', undefined],
  ])('should think of %s as %s', (name, nearest) => {
    expect(nearestName(name, known)).toBe(nearest);
  });
});
