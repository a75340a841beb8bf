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
