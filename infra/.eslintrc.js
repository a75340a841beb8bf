const config = require('../eslint-factory')(__dirname);

module.exports = {
  ...config,
  // Made by scripts/buildWorker.js.
  ignorePatterns: [...(config.ignorePatterns ?? []), 'worker/**'],
  overrides: [
    ...(config.overrides ?? []),
    {
      files: ['src/monitoring/**/*.ts'],
      rules: {
        // Dashboards are written before anything is published: what makes them stays a devDependency.
        '@backstage/no-undeclared-imports': 'off',
      },
    },
    {
      files: ['src/stack/**/*.ts'],
      rules: {
        // A construct adds itself to its scope: making one is the effect.
        'no-new': 'off',
        // cdktf is bundled into worker/synth.cjs, so it stays a devDependency.
        '@backstage/no-undeclared-imports': 'off',
      },
    },
  ],
};
