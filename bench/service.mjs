#!/usr/bin/env node
/**
 * Measures what the services of the shop cost, beside servers that do the least
 * that is possible. Needs no network and leaves nothing running. Each measure is
 * a file in bench/service/ that exports:
 *
 *   name, title, unit    what it is, and of what
 *   needs                what it starts for itself
 *   limit                {atMost: ratio} or {atLeast: ratio}, of ours to the floor
 *   run(options)         gives {rounds: [{ours, floor, ratio}], notes?: [text], faults?: [text]}
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cachedRead } from './service/cachedRead.mjs';
import { databaseRead } from './service/databaseRead.mjs';
import { killDescendants } from './service/descendants.mjs';
import { mixedTraffic } from './service/mixedTraffic.mjs';
import { orderAcceptance } from './service/orderAcceptance.mjs';
import { median } from './service/rounds.mjs';

const MEASURES = [cachedRead, databaseRead, orderAcceptance, mixedTraffic];

// A measure sends what it starts to a folder of its own.
const TEMPORARY = tmpdir();

const HELP = `Usage: node bench/service.mjs [options]

Compares the services of the shop with bare servers that do the same. Both run in
turns, as processes of their own; the ratio is the median of all rounds.

${MEASURES.map(
  ({ name, title, needs }) =>
    `  ${name.padEnd(17)} ${title};\n${' '.repeat(20)}needs ${needs}`,
).join('\n')}

  --only <name>       one measure
  --rounds <n>        rounds that count, at least 3 (default 5, and 3 of the last two)
  --json              figures as JSON
  --help              this text
of CPU (the first two)
  --requests <n>      requests in each round (default 30000)
  --connections <n>   connections that stay open (default 16)
of ${orderAcceptance.name}
  --orders <n>        orders in each round (default 500), from 50 shoppers at a time
of ${mixedTraffic.name}
  --seconds <n>       of each round (default 60)

Needs Node 24 and the packages ('yarn install'). Exit code 1 where a ratio is
beyond its limit or something failed, 2 where the options are wrong.`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      rounds: { type: 'string' },
      requests: { type: 'string', default: '30000' },
      connections: { type: 'string', default: '16' },
      orders: { type: 'string', default: '500' },
      seconds: { type: 'string', default: '60' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const least = {
    rounds: 3,
    requests: 1000,
    connections: 1,
    orders: 100,
    seconds: 5,
  };
  const numbers = Object.entries(least)
    .filter(([name]) => values[name] !== undefined)
    .map(([name, from]) => {
      const value = Number(values[name]);
      if (Number.isInteger(value) && value >= from) return [name, value];
      throw new Error(`--${name} is a whole number of at least ${from}.`);
    });
  const chosen = MEASURES.filter(
    ({ name }) => values.only === undefined || values.only === name,
  );
  if (chosen.length === 0) throw new Error(`No measure is '${values.only}'.`);
  return { ...values, ...Object.fromEntries(numbers), chosen };
}

async function run(measure, options) {
  const folder = mkdtempSync(join(TEMPORARY, 'portico-bench-'));
  const remove = () => {
    killDescendants();
    rmSync(folder, { recursive: true, force: true });
  };
  process.on('exit', remove);
  const rounds = options.rounds ?? measure.rounds ?? 5;
  const found = await measure.run({ ...options, rounds, folder });
  remove();
  const of = what => median(found.rounds.map(each => each[what]));
  const { name, title, unit, limit } = measure;
  return {
    ...{ name, title, unit, limit },
    ours: of('ours'),
    floor: of('floor'),
    ratio: of('ratio'),
    ratios: found.rounds.map(each => each.ratio),
    notes: found.notes ?? [],
    faults: found.faults ?? [],
  };
}

function isFine({ ratio, limit, faults }) {
  const { atMost = Infinity, atLeast = -Infinity } = limit;
  return ratio <= atMost && ratio >= atLeast && faults.length === 0;
}

function print({
  title,
  unit,
  limit,
  ours,
  floor,
  ratio,
  ratios,
  notes,
  faults,
}) {
  const each = ratios.map(one => one.toFixed(2)).join(' ');
  const wanted =
    limit.atMost === undefined
      ? `at least ${limit.atLeast}`
      : `at most ${limit.atMost}`;
  console.log(title);
  console.log(`  ours   ${ours.toFixed(1)} ${unit}`);
  console.log(`  floor  ${floor.toFixed(1)}`);
  console.log(`  ratio  ${ratio.toFixed(2)}, ${wanted} (${each})`);
  for (const note of notes) console.log(`         ${note}`);
  for (const fault of faults) console.log(`  FAULT  ${fault}`);
}

async function main() {
  let options;
  try {
    options = readOptions();
  } catch (error) {
    console.error(`${error.message}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  if (options.help) {
    console.log(HELP);
    return;
  }
  const results = [];
  for (const measure of options.chosen) {
    const result = await run(measure, options);
    results.push(result);
    if (!options.json) print(result);
  }
  if (options.json) console.log(JSON.stringify(results));
  process.exitCode = results.every(isFine) ? 0 : 1;
}

// Whoever interrupts it ends what it started, too.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => process.exit(130));
}
await main();
