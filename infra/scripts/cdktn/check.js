#!/usr/bin/env node
/**
 * Runs the whole suite of this package on the maintained fork of cdktf, in a
 * copy whose imports are renamed:
 *
 *   yarn workspace @portico/infra infra:cdktn-check [--installed <node_modules>]
 *
 * The fork is installed into a folder of its own with npm, unless one is given.
 * Exit code 1 where a test fails.
 */
const { execFileSync } = require('node:child_process');
const {
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} = require('node:fs');
const { dirname, join, resolve } = require('node:path');
const { parseArgs } = require('node:util');
const { ScratchCopy } = require('../scratch/scratchCopy');

/** Pinned, so that a night differs from the one before only by our own changes. */
const FORK = {
  cdktn: '0.24.0',
  '@cdktn/provider-aws': '25.7.0',
  constructs: '10.7.0',
};

/**
 * The fork loads in half the time of cdktf, so the same work of ours is more
 * than four times its bare floor; the test of that ratio judges cdktf alone.
 */
const WITHOUT = '^(?!.*four times as much as cdktf)';

const RENAMED = [
  [/(['"`])cdktf\1/g, '$1cdktn$1'],
  [/@cdktf\/provider-aws/g, '@cdktn/provider-aws'],
];

function install(copy) {
  const folder = join(copy.root, 'fork');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{"private":true}');
  execFileSync(
    'npm',
    [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      ...Object.entries(FORK).map(([name, version]) => `${name}@${version}`),
    ],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  return join(folder, 'node_modules');
}

/** Puts the fork where the copy looks before it looks at the real packages. */
function link(copy, installed) {
  for (const name of Object.keys(FORK)) {
    const target = copy.file(join('node_modules', name));
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(resolve(installed, name), target);
  }
}

function rename(folder) {
  for (const entry of readdirSync(folder, { recursive: true })) {
    const file = join(folder, entry);
    if (!/\.(ts|js|mjs)$/.test(entry)) continue;
    const text = readFileSync(file, 'utf8');
    const renamed = RENAMED.reduce(
      (result, [from, to]) => result.replace(from, to),
      text,
    );
    if (renamed !== text) writeFileSync(file, renamed);
  }
}

function report({ tests, broken, passed, failed, skipped }) {
  for (const { name, message } of broken) {
    process.stdout.write(`BROKEN ${name}\n${message}\n`);
  }
  for (const [title, { status, failure }] of tests) {
    if (status === 'failed')
      process.stdout.write(`FAILED ${title}\n${failure}\n`);
  }
  const versions = Object.entries(FORK).map(([name, v]) => `${name} ${v}`);
  process.stdout.write(
    `${versions.join(
      ', ',
    )}: ${passed} passed, ${failed} failed, ${skipped} skipped\n`,
  );
  return passed > 0 && failed === 0 && broken.length === 0 ? 0 : 1;
}

function main() {
  const { values } = parseArgs({ options: { installed: { type: 'string' } } });
  const copy = new ScratchCopy('cdktn');
  try {
    link(copy, values.installed ?? install(copy));
    for (const folder of ['infra/src', 'infra/scripts', 'bench']) {
      rename(join(copy.root, folder));
    }
    return report(copy.test(['-t', WITHOUT]));
  } finally {
    copy.remove();
  }
}

process.exitCode = main();
