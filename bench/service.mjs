#!/usr/bin/env node
/**
 * Measures what a request costs a service that is made of the service kit,
 * beside a server without it. Needs no network and leaves nothing running.
 * Each measure is a file in bench/service/ that exports:
 *
 *   name, title, limit   what it is, and the largest ratio that is fine
 *   path                 what is asked for
 *   ours, floor          the source of both servers; they print {"port":N}
 *   oursEnv              the environment of ours
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as cachedRead from './service/cachedRead.mjs';
import { bundle, measureOnce, median } from './service/measure.mjs';

const MEASURES = [cachedRead];

const HELP = `Usage: node bench/service.mjs [options]

Compares the CPU time of a request through the service kit with a bare server.
Both run in turns, as processes of their own; the ratio is the median of all rounds.

  --only <name>       one measure: ${MEASURES.map(each => each.name).join(', ')}
  --rounds <n>        rounds that count, at least 3 (default 5)
  --requests <n>      requests in each round (default 30000)
  --connections <n>   connections that stay open (default 16)
  --json              figures as JSON
  --help              this text

Exit code 1 where a ratio is over its limit, 2 where the options are wrong.`;

function readOptions() {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      requests: { type: 'string', default: '30000' },
      connections: { type: 'string', default: '16' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const least = { rounds: 3, requests: 1000, connections: 1 };
  const numbers = Object.entries(least).map(([name, from]) => {
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

async function run(measure, options, folder) {
  const servers = {
    ours: bundle(`${measure.name}-ours`, measure.ours, folder),
    floor: bundle(`${measure.name}-floor`, measure.floor, folder),
  };
  const ask = (file, env) =>
    measureOnce({ file, env, folder, path: measure.path, ...options });
  const rounds = [];
  // The first round warms the caches of the system and does not count.
  for (let round = 0; round <= options.rounds; round += 1) {
    const ours = await ask(servers.ours, measure.oursEnv);
    const floor = await ask(servers.floor, {});
    if (round > 0) rounds.push({ ours, floor, ratio: ours / floor });
  }
  const of = what => median(rounds.map(each => each[what]));
  return {
    name: measure.name,
    title: measure.title,
    limit: measure.limit,
    oursMicros: of('ours'),
    floorMicros: of('floor'),
    ratio: of('ratio'),
    ratios: rounds.map(each => each.ratio),
  };
}

function print({ title, limit, oursMicros, floorMicros, ratio, ratios }) {
  const each = ratios.map(one => one.toFixed(2)).join(' ');
  console.log(title);
  console.log(`  ours   ${oursMicros.toFixed(1)} us of CPU for a request`);
  console.log(`  floor  ${floorMicros.toFixed(1)} us`);
  console.log(`  ratio  ${ratio.toFixed(2)}, at most ${limit} (${each})`);
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
  const folder = mkdtempSync(join(tmpdir(), 'portico-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const results = [];
  for (const measure of options.chosen) {
    const result = await run(measure, options, folder);
    results.push(result);
    if (!options.json) print(result);
  }
  if (options.json) console.log(JSON.stringify(results));
  const fine = results.every(({ ratio, limit }) => ratio <= limit);
  process.exitCode = fine ? 0 : 1;
}

await main();
