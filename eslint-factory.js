const factory = require('@backstage/cli/config/eslint-factory');

/**
 * The lint configuration of a package: Backstage's own for the package's role,
 * with the rule that keeps plugins apart raised from a warning to an error.
 * The boundaries between folders are in .eslintrc.js beside this file.
 */
module.exports = packageDirectory =>
  factory(packageDirectory, {
    rules: { '@backstage/no-mixed-plugin-imports': 'error' },
  });

/**
 * The same for the microservices and what they share. A service is bundled
 * into one file in a folder beside `src`, so `__dirname/..` is the service in
 * both, and nothing of Backstage is there to resolve it.
 */
module.exports.forService = packageDirectory => {
  const config = module.exports(packageDirectory);
  return {
    ...config,
    overrides: [
      ...config.overrides,
      {
        files: ['src/**'],
        rules: {
          'no-restricted-syntax': 'off',
          // Tests say what they expect through these as well.
          'jest/expect-expect': [
            'error',
            { assertFunctionNames: ['expect', 'expect*', 'untilTrue'] },
          ],
        },
      },
      {
        // Only tests import it, so what it needs is not needed by a service.
        files: ['src/testUtils/**'],
        rules: {
          '@backstage/no-undeclared-imports': 'off',
          // Some of it defines tests that several services share.
          'jest/no-export': 'off',
        },
      },
    ],
  };
};
