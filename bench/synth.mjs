#!/usr/bin/env node
/**
 * Measures the synthesis of the production environment, without a portal:
 *
 *   node bench/synth.mjs [--runs 100] [--processes 5] [--json]
 *
 * Prints, from one run:
 *
 * - whether so many syntheses in one process give the same text, and what the
 *   heap holds after a collection at a fifth, three fifths and all of them;
 * - what `infra synth` takes as a process, and its ratio to the bare floor: a
 *   process that loads cdktf and synthesizes as many resources without content.
 *   Both are run in turns; time is wall time, CPU that of all threads.
 *
 * Exit code 1 where a text differs, memory grows by more than 8 MB, the process
 * takes 3 s or more, or four times the CPU of the floor.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const infra = join(root, 'infra');
const spec = join(infra, 'environments', 'prod.yaml');
const { buildSync } = createRequire(join(infra, 'package.json'))('esbuild');

const MAX_GROWTH_MB = 8;
const MAX_MS = 3000;
const MAX_RATIO = 4;

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    processes: { type: 'string', default: '5' },
    json: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const processes = Number(values.processes);
const folder = mkdtempSync(join(tmpdir(), 'portico-bench-'));

// The command line that is measured runs the bundle of the stacks.
execFileSync(
  process.execPath,
  [join(infra, 'scripts', 'buildWorker.js'), '--if-stale'],
  { stdio: ['ignore', 'ignore', 'inherit'] },
);

function bundle(name, contents) {
  const outfile = join(folder, `${name}.cjs`);
  buildSync({
    stdin: { contents, resolveDir: join(infra, 'src'), loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    keepNames: true,
    minify: true,
    logLevel: 'error',
  });
  return outfile;
}

function write(name, contents) {
  const file = join(folder, `${name}.cjs`);
  writeFileSync(file, contents);
  return file;
}

function node(args) {
  return execFileSync(process.execPath, args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, PATH: '' },
  });
}

const report = join(folder, 'cpu.json');

// Into a file: what is written to a pipe at the very end may be lost.
const REPORT_CPU = `process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  require('node:fs').writeFileSync(${JSON.stringify(report)},
    JSON.stringify({ cpuMs: (user + system) / 1000 }));
});`;

/** One process and what it needed. */
function timed(file, args = []) {
  const start = performance.now();
  node([file, ...args]);
  const ms = performance.now() - start;
  return { ms, ...JSON.parse(readFileSync(report, 'utf8')) };
}

function repeated() {
  const file = bundle(
    'repeated',
    `import { createHash } from 'node:crypto';
    import { readFileSync } from 'node:fs';
    import { tmpdir } from 'node:os';
    import { parseEnvironmentSpecText } from '@portico/plugin-environments-common';
    import { synthesize } from './stack/synthesize';
    const parsed = parseEnvironmentSpecText(readFileSync(process.argv[2], 'utf8'));
    if (!parsed.valid) throw new Error(JSON.stringify(parsed.issues));
    const runs = Number(process.argv[3]);
    const texts = new Set();
    const heapMb = [];
    let resources = 0;
    for (let run = 1; run <= runs; run += 1) {
      const text = synthesize(parsed.spec, tmpdir());
      texts.add(createHash('sha256').update(text).digest('hex'));
      if ([runs / 5, (runs * 3) / 5, runs].includes(run)) {
        globalThis.gc();
        heapMb.push(process.memoryUsage().heapUsed / 1024 / 1024);
      }
      if (run === 1) {
        const { resource } = JSON.parse(text);
        resources = Object.values(resource).flatMap(Object.keys).length;
      }
    }
    console.log(JSON.stringify({ texts: texts.size, heapMb, resources }));`,
  );
  return JSON.parse(node(['--expose-gc', file, spec, String(runs)]));
}

function quantile(numbers, share) {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1];
}

function compared(resources) {
  const cli = bundle('cli', `export { main } from './cli';`);
  const ours = write(
    'ours',
    `${REPORT_CPU}
    require(${JSON.stringify(cli)})
      .main(['synth', ${JSON.stringify(spec)}], { cwd: ${JSON.stringify(
      root,
    )} })
      .then(code => { process.exitCode = code; });`,
  );
  const cdktf = createRequire(join(infra, 'package.json')).resolve('cdktf');
  const floor = write(
    'floor',
    `${REPORT_CPU}
    const { App, TerraformResource, TerraformStack } = require(${JSON.stringify(
      cdktf,
    )});
    const app = new App({ outdir: ${JSON.stringify(
      join(folder, 'floor.out'),
    )}, stackTraces: false });
    const stack = new TerraformStack(app, 'floor');
    for (let n = 0; n < ${resources}; n += 1) {
      new TerraformResource(stack, 'r' + n, { terraformResourceType: 'terraform_data' });
    }
    app.synth();`,
  );
  const times = { ours: [], floor: [] };
  // The first of each warms the caches of the system and does not count.
  for (let turn = 0; turn <= processes; turn += 1) {
    const [one, other] = [timed(ours), timed(floor)];
    if (turn === 0) continue;
    times.ours.push(one);
    times.floor.push(other);
  }
  const median = (of, what) =>
    quantile(
      of.map(each => each[what]),
      0.5,
    );
  return {
    ms: median(times.ours, 'ms'),
    floorMs: median(times.floor, 'ms'),
    cpuMs: median(times.ours, 'cpuMs'),
    floorCpuMs: median(times.floor, 'cpuMs'),
  };
}

function print({ texts, heapMb, growthMb, resources, ...times }) {
  const { ms, floorMs, cpuMs, floorCpuMs } = times;
  const whole = value => value.toFixed(0);
  console.log(`prod: ${resources} resources, node ${process.version}`);
  console.log(
    `${runs} syntheses in one process: ${texts} text${
      texts === 1 ? '' : 's'
    }, heap ${heapMb
      .map(mb => mb.toFixed(1))
      .join(' / ')} MB (grows by ${growthMb.toFixed(1)} MB)`,
  );
  console.log(
    `one process: ${whole(ms)} ms, floor ${whole(floorMs)} ms, ratio ${(
      ms / floorMs
    ).toFixed(2)}`,
  );
  console.log(
    `CPU:         ${whole(cpuMs)} ms, floor ${whole(floorCpuMs)} ms, ratio ${(
      cpuMs / floorCpuMs
    ).toFixed(2)}`,
  );
}

try {
  node([join(infra, 'scripts', 'buildWorker.js'), '--if-stale']);
  const first = repeated();
  const growthMb = first.heapMb.at(-1) - first.heapMb[0];
  const result = { ...first, growthMb, ...compared(first.resources) };
  if (values.json) console.log(JSON.stringify(result));
  else print(result);
  const fine =
    result.texts === 1 &&
    growthMb < MAX_GROWTH_MB &&
    result.ms < MAX_MS &&
    result.cpuMs / result.floorCpuMs < MAX_RATIO;
  process.exitCode = fine ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
