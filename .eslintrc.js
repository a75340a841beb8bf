/**
 * The boundaries between the folders of this repository, as errors. Who may
 * import whom is told in docs/architecture.md; Backstage's role rules cover
 * the rest (eslint-factory.js). They use the TypeScript twin of
 * no-restricted-imports, because every package's own configuration sets the
 * plain rule and would replace ours.
 */
const rule = '@typescript-eslint/no-restricted-imports';

const bareZod = {
  name: 'zod',
  message: "Import 'zod/v4': one version of the schemas everywhere.",
};

/** Builds the override of one set of files; `except` takes files out of it. */
function boundary(files, { paths = [], patterns = [], except = [] }) {
  return {
    files,
    excludedFiles: except,
    rules: { [rule]: ['error', { paths: [bareZod, ...paths], patterns }] },
  };
}

const noProduct = {
  group: [
    '@portico/plugin-*',
    '!@portico/plugin-*-common',
    '@portico/infra',
    '@portico/app',
    '@portico/backend',
  ],
  message: 'The local platform knows the product by its -common packages only.',
};
const noPackages = {
  group: [
    '@portico/app',
    '@portico/backend',
    '@portico/local-platform',
    '@portico/service-kit',
    '@portico/*-service',
  ],
  message:
    'A plugin must install into any Backstage app: nothing from packages/ or services/.',
};
const noPortico = {
  group: ['@portico/*'],
  message: 'What the services share knows nothing of Portico.',
};
const onlyServiceKit = {
  group: ['@portico/*', '!@portico/service-kit'],
  message: 'A service reaches the others over HTTP, and imports the kit only.',
};
const noInfra = {
  group: ['@portico/infra', '@portico/infra/*'],
  message: 'Only environments-backend reaches the infrastructure code.',
};
const noCdktf = {
  group: ['cdktf', 'cdktf/*', '@cdktf/*', 'constructs', 'constructs/*'],
  message: 'Only infra/src/stack may load cdktf; it runs inside the worker.',
};
const pure = {
  group: [
    '@backstage/*',
    'react',
    'react/*',
    'react-dom',
    'express',
    'knex',
    'node:*',
    'fs',
    'path',
    'os',
    'http',
    'https',
    'child_process',
    'crypto',
  ],
  message:
    'A -common package is the domain: no Backstage, React, Node, clock or I/O.',
};

const commonTests = [
  '**/*.test.ts',
  '**/__testUtils__/**',
  '**/src/setupTests.ts',
];

module.exports = {
  root: true,
  parser: '@typescript-eslint/parser',
  parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
  plugins: ['@typescript-eslint'],
  overrides: [
    boundary(['**/*.ts', '**/*.tsx'], {}),
    boundary(['plugins/*/src/**'], { patterns: [noPackages, noInfra] }),
    boundary(['plugins/environments-backend/src/**'], {
      patterns: [noPackages],
    }),
    boundary(['plugins/*-common/src/**'], {
      patterns: [noPackages, noInfra, pure],
      except: [...commonTests, '**/src/permissions.ts'],
    }),
    boundary(['packages/local-platform/src/**'], { patterns: [noProduct] }),
    boundary(['packages/service-kit/src/**'], {
      patterns: [noPortico],
      // Tests start the far ends that the local platform starts.
      except: ['packages/service-kit/src/testUtils/**'],
    }),
    boundary(['services/*/src/**'], { patterns: [onlyServiceKit] }),
    boundary(['packages/{app,backend}/src/**'], {
      patterns: [noInfra, { group: ['@portico/local-platform'] }],
    }),
    boundary(['infra/src/**'], {
      patterns: [noPackages, noCdktf],
      except: ['infra/src/stack/**'],
    }),
    boundary(['infra/src/stack/**'], {
      paths: ['@cdktf/provider-aws', '@cdktf/provider-aws/lib'].map(name => ({
        name,
        message: 'Import provider classes by sub-path, never the barrel.',
      })),
      patterns: [
        noPackages,
        {
          group: ['@backstage/*'],
          message: 'The stack runs in a worker without Backstage.',
        },
      ],
    }),
  ],
};
