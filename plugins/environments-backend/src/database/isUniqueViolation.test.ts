import { runInNewContext } from 'node:vm';
import { isUniqueViolation } from './isUniqueViolation';

describe('isUniqueViolation', () => {
  it.each([
    '23505',
    'SQLITE_CONSTRAINT_UNIQUE',
    'SQLITE_CONSTRAINT_PRIMARYKEY',
  ])('should know %s, whichever realm the error is of', code => {
    expect(isUniqueViolation(Object.assign(new Error('x'), { code }))).toBe(
      true,
    );
    const foreign: Error = runInNewContext('new Error("x")');
    expect(foreign instanceof Error).toBe(false);
    expect(isUniqueViolation(Object.assign(foreign, { code }))).toBe(true);
  });

  it.each([
    new Error('x'),
    Object.assign(new Error('x'), { code: '23503' }),
    { code: '23505' },
    '23505',
    undefined,
  ])('should take %p for something else', error => {
    expect(isUniqueViolation(error)).toBe(false);
  });
});
