import { isOwn } from './isOwn';

describe('isOwn', () => {
  it.each([
    ['group:default/checkout', true],
    ['Group:default/Checkout', true],
    ['group:default/check', false],
    ['group:default/platform', false],
  ])('should know whether %s is the reader’s: %s', (owner, own) => {
    expect(isOwn(owner, ['user:default/Ada', 'group:default/Checkout'])).toBe(
      own,
    );
  });
});
