import { refuseOldGit } from './requireGit';

describe('refuseOldGit', () => {
  it.each([
    'git version 2.38.0',
    'git version 2.39.5 (Apple Git-154)',
    'git version 3.0.1',
  ])('should take %s', text => {
    expect(() => refuseOldGit(text)).not.toThrow();
  });

  it.each(['git version 2.37.9', 'git version 1.99.0', 'no git'])(
    'should refuse %s, and say what is needed',
    text => {
      expect(() => refuseOldGit(text)).toThrow(
        `git 2.38 or newer is needed, and this is '${text}'`,
      );
    },
  );
});
