/**
 * A copy of this package in a folder of its own, in which tests run against
 * changed sources: packages are found through a link to the real node_modules,
 * and the package finds itself in the copy.
 */
const {
  cpSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} = require('node:fs');
const { spawnSync } = require('node:child_process');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

const infra = join(__dirname, '..', '..');
const root = join(infra, '..');
/** By their place under the root; some tests look beside the package. */
const PARTS = [
  'infra/src',
  'infra/scripts',
  'infra/environments',
  'infra/bootstrap.yaml',
  'infra/package.json',
  'bench/synth.mjs',
  'docs/policies.md',
  'docs/what-an-environment-contains.md',
  'docs/what-an-environment-costs.md',
  'mkdocs.yml',
];

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

class ScratchCopy {
  constructor(name) {
    this.root = mkdtempSync(join(tmpdir(), `portico-${name}-`));
    this.folder = join(this.root, 'infra');
    for (const part of PARTS) {
      cpSync(join(root, part), join(this.root, part), { recursive: true });
    }
    symlinkSync(join(root, 'node_modules'), join(this.root, 'node_modules'));
    this.#writeManifests();
  }

  #writeManifests() {
    const workspaces = readJson(join(root, 'package.json'));
    writeFileSync(
      join(this.root, 'package.json'),
      JSON.stringify({ ...workspaces, workspaces: ['infra'] }),
    );
    const own = readJson(join(infra, 'package.json'));
    const jest = {
      ...own.jest,
      moduleNameMapper: { '^@portico/infra/(.*)$': `${this.folder}/$1` },
    };
    writeFileSync(
      join(this.folder, 'package.json'),
      JSON.stringify({ ...own, jest }),
    );
  }

  /** The path of a file of the copy. */
  file(path) {
    return join(this.folder, path);
  }

  /** Runs tests of the copy; gives what each test said, by its full name. */
  test(args, { show = false } = {}) {
    const report = join(this.root, 'report.json');
    rmSync(report, { force: true });
    const { status } = spawnSync(
      process.execPath,
      [
        join(root, 'node_modules', '@backstage', 'cli', 'bin', 'backstage-cli'),
        ...['package', 'test', '--watchAll=false', '--maxWorkers=1'],
        ...['--json', `--outputFile=${report}`, ...args],
      ],
      {
        cwd: this.folder,
        env: { ...process.env, CI: '1' },
        stdio: ['ignore', 'ignore', show ? 'inherit' : 'ignore'],
      },
    );
    return { status, ...summaryOf(report) };
  }

  remove() {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function summaryOf(report) {
  try {
    const { testResults, numPassedTests, numFailedTests, numPendingTests } =
      readJson(report);
    const tests = new Map(
      testResults.flatMap(({ assertionResults }) =>
        assertionResults.map(({ title, status, failureMessages }) => [
          title,
          { status, failure: failureMessages[0] },
        ]),
      ),
    );
    const broken = testResults
      .filter(
        ({ status, assertionResults }) =>
          status === 'failed' && assertionResults.length === 0,
      )
      .map(({ name, message }) => ({ name, message }));
    return {
      tests,
      broken,
      passed: numPassedTests,
      failed: numFailedTests,
      skipped: numPendingTests,
    };
  } catch {
    // Jest did not come to its end.
    return { tests: new Map(), broken: [], passed: 0, failed: 0, skipped: 0 };
  }
}

module.exports = { ScratchCopy };
