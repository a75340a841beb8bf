import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../../../..');

/** Lints `import '<source>'` as if it stood in each file; runs in a process of its own, since plugins of ESLint mistake Jest's globals for a browser. */
const LINT = `
  const { ESLint } = require('eslint');
  const { resolve } = require('node:path');
  const root = process.cwd();
  const eslint = new ESLint({ cwd: root });
  (async () => {
    const answers = [];
    for (const [file, source] of JSON.parse(process.argv[1])) {
      const [result] = await eslint.lintText("import '" + source + "';\\n", {
        filePath: resolve(root, file),
      });
      answers.push(
        result.messages.filter(m => m.severity === 2).map(m => m.ruleId),
      );
    }
    process.stdout.write(JSON.stringify(answers));
  })();
`;

/** The rules that lint names, as errors, for each pair of file and import. */
function rulesAgainst(imports: string[][]): string[][] {
  const output = execFileSync(
    process.execPath,
    ['-e', LINT, JSON.stringify(imports)],
    { cwd: root, encoding: 'utf8' },
  );
  return JSON.parse(output);
}

const BOUNDARY = '@typescript-eslint/no-restricted-imports';
const MIXED = '@backstage/no-mixed-plugin-imports';

const FORBIDDEN: Array<[string, string, string]> = [
  ['plugins/environments-backend/src/x.ts', 'zod', BOUNDARY],
  ['plugins/environments-backend/src/x.ts', '@portico/backend', BOUNDARY],
  ['plugins/environments/src/x.ts', '@portico/infra', BOUNDARY],
  ['plugins/environments/src/x.tsx', '@portico/app', BOUNDARY],
  [
    'plugins/environments/src/x.ts',
    '@portico/plugin-environments-backend',
    MIXED,
  ],
  [
    'plugins/environments-common/src/x.ts',
    '@backstage/catalog-model',
    BOUNDARY,
  ],
  ['plugins/environments-common/src/x.ts', 'node:fs', BOUNDARY],
  ['plugins/environments-common/src/x.ts', 'react', BOUNDARY],
  [
    'packages/local-platform/src/x.ts',
    '@portico/plugin-environments-backend',
    BOUNDARY,
  ],
  ['packages/local-platform/src/x.ts', '@portico/infra', BOUNDARY],
  ['packages/backend/src/x.ts', '@portico/infra', BOUNDARY],
  [
    'packages/service-kit/src/x.ts',
    '@portico/plugin-timeline-common',
    BOUNDARY,
  ],
  ['packages/service-kit/src/x.ts', 'zod', BOUNDARY],
  ['plugins/environments-backend/src/x.ts', '@portico/service-kit', BOUNDARY],
  ['services/order/src/x.ts', '@portico/plugin-timeline-common', BOUNDARY],
  ['packages/app/src/x.ts', '@portico/local-platform', BOUNDARY],
  ['infra/src/pricing/x.ts', 'cdktf', BOUNDARY],
  ['infra/src/stack/x.ts', '@cdktf/provider-aws', BOUNDARY],
  ['infra/src/stack/x.ts', '@backstage/errors', BOUNDARY],
];

const ALLOWED: Array<[string, string]> = [
  [
    'plugins/environments-backend/src/x.ts',
    '@portico/plugin-environments-common',
  ],
  ['plugins/environments-backend/src/x.ts', '@portico/infra'],
  ['plugins/environments-common/src/x.ts', 'zod/v4'],
  [
    'plugins/environments-common/src/permissions.ts',
    '@backstage/plugin-permission-common',
  ],
  ['infra/src/stack/x.ts', '@cdktf/provider-aws/lib/vpc'],
  ['packages/local-platform/src/x.ts', '@portico/plugin-timeline-common'],
  ['services/order/src/x.ts', '@portico/service-kit'],
];

describe('the boundaries between folders', () => {
  it('should forbid each import that crosses one', () => {
    const found = rulesAgainst(FORBIDDEN).map((rules, index) => {
      const [file, source, rule] = FORBIDDEN[index];
      return [file, source, rules.includes(rule) ? rule : 'let through'];
    });
    expect(found).toEqual(FORBIDDEN);
  });

  it('should let the others through', () => {
    const found = rulesAgainst(ALLOWED).map((rules, index) => [
      ...ALLOWED[index],
      ...rules.filter(rule => rule === BOUNDARY || rule === MIXED),
    ]);
    expect(found).toEqual(ALLOWED);
  });
});
