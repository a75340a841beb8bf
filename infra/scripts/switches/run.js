#!/usr/bin/env node
/**
 * Takes every protection of switches.js out of a copy of the constructs, one
 * after the other, and runs the test that is named for it:
 *
 *   yarn workspace @portico/infra switches [part of a name or file]
 *
 * Prints switch -> red, or NOT RED and why. Exit code 1 where one stays green,
 * where its edit fits nowhere or in several places, or where its test is red
 * already without it.
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { ScratchCopy } = require('../scratch/scratchCopy');
const { switches } = require('./switches');

const DEFAULT_TEST = 'src/stack/protections.test.ts';

function rows(filter) {
  return switches
    .map(([protection, file, from, to, test = DEFAULT_TEST]) => ({
      protection,
      file: join('src', 'stack', 'constructs', file),
      from,
      to,
      test,
    }))
    .filter(({ protection, file }) => `${protection} ${file}`.includes(filter));
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Why a switch did not turn its test red; undefined where it did. */
function tryOut(copy, { protection, file, from, to, test }) {
  const path = copy.file(file);
  const original = readFileSync(path, 'utf8');
  const times = original.split(from).length - 1;
  if (times !== 1) return `its edit fits ${times} times into ${file}`;
  try {
    writeFileSync(
      path,
      original.replace(from, () => to),
    );
    const { tests } = copy.test([test, '-t', `${escaped(protection)}$`]);
    const found = tests.get(protection);
    if (!found) return `its test did not run: ${test}`;
    return found.status === 'failed' ? undefined : `its test ${found.status}`;
  } finally {
    writeFileSync(path, original);
  }
}

function main(filter = '') {
  const chosen = rows(filter);
  const copy = new ScratchCopy('switches');
  let green = 0;
  try {
    const before = copy.test([...new Set(chosen.map(({ test }) => test))]);
    for (const row of chosen) {
      const state = before.tests.get(row.protection)?.status;
      const why =
        state === 'passed'
          ? tryOut(copy, row)
          : `its test ${state ?? 'is not there'} without the switch as well`;
      if (why) green += 1;
      process.stdout.write(
        `${row.protection} (${row.file}: ${row.from}) -> ${
          why ? `NOT RED: ${why}` : 'red'
        }\n`,
      );
    }
  } finally {
    copy.remove();
  }
  process.stdout.write(
    `${chosen.length} switches, ${
      chosen.length - green
    } red, ${green} not red\n`,
  );
  return green === 0 && chosen.length > 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2]);
