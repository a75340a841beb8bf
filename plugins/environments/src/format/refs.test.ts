import { listWords, refName, withShortRefs } from './refs';

describe('refs', () => {
  it('should write names of people and groups', () => {
    expect(refName('group:default/platform')).toBe('platform');
    expect(refName('user:staff/ada')).toBe('staff/ada');
    expect(refName('odd')).toBe('odd');
    expect(
      withShortRefs('Only members of group:default/finops may decide.'),
    ).toBe('Only members of finops may decide.');
    expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
  });
});
