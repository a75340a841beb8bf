#!/usr/bin/env node
/**
 * Tells how much memory a running Portico holds, part by part, and fails above a
 * limit. Pages that several processes share count once (PSS of Linux' smaps), so
 * the sum is what its end would give back to the machine.
 *
 *   node packages/local-platform/scripts/memory.mjs [--data .portico] [--limit 1536]
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const KIB_A_MIB = 1024;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '.portico' },
    limit: { type: 'string', default: '1536' },
  },
});

const read = name => JSON.parse(readFileSync(join(values.data, name), 'utf8'));

/** What a file of /proc says, or nothing where its process has just ended. */
function ofProcess(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'utf8');
  } catch {
    return '';
  }
}

const parents = new Map(
  readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(pid => [
      Number(pid),
      Number(/^PPid:\s+(\d+)/m.exec(ofProcess(pid, 'status'))?.[1] ?? 0),
    ]),
);

const supervisor = read('run.json').pid;
if (!parents.has(supervisor)) {
  throw new Error(`No Portico runs on ${values.data}: ./portico up`);
}
const names = new Map([
  [supervisor, 'supervisor'],
  ...read('processes.json').map(({ name, pid }) => [pid, name]),
]);

/** The part that a process belongs to: its own, or the nearest of its parents'. */
function partOf(pid) {
  for (let at = pid; at > 1; at = parents.get(at) ?? 0) {
    if (names.has(at)) return names.get(at);
  }
  return undefined;
}

const parts = new Map();
for (const pid of parents.keys()) {
  const part = partOf(pid);
  const kib = /^Pss:\s+(\d+)/m.exec(ofProcess(pid, 'smaps_rollup'))?.[1];
  if (part && kib) {
    parts.set(part, (parts.get(part) ?? 0) + Number(kib) / KIB_A_MIB);
  }
}

const tell = (part, mib) =>
  console.log(`${part.padEnd(20)} ${mib.toFixed(0).padStart(6)} MiB`);
let sum = 0;
for (const [part, mib] of [...parts].sort(([, a], [, b]) => b - a)) {
  tell(part, mib);
  sum += mib;
}
tell('together', sum);
process.exitCode = sum <= Number(values.limit) ? 0 : 1;
