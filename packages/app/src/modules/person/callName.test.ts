import { callName } from './callName';

describe('callName', () => {
  it.each([
    ['Ada', 'user:default/ada', 'Ada'],
    ['Grace Hopper', 'user:default/grace', 'Grace'],
    ['  Margaret  Hamilton ', 'user:default/margaret', 'Margaret'],
    [undefined, 'user:default/ada', 'Ada'],
    ['', 'user:default/grace', 'Grace'],
    ['   ', 'user:default/margaret', 'Margaret'],
  ])('should call %p (%s) %s', (displayName, ref, name) => {
    expect(callName(displayName, ref)).toBe(name);
  });
});
