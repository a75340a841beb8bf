import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { temporaryFolder } from './__testUtils__/temporaryFolder';

jest.setTimeout(60_000);

const script = resolve(__dirname, '../../../portico');

/** A checkout whose npm, Yarn and esbuild only write down that they were called. */
function fakeCheckout(folder: string) {
  const calls = join(folder, 'calls');
  const root = join(folder, 'checkout');
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  const program = (file: string, ...lines: string[]) => {
    write(file, ['#!/bin/sh', 'set -e', ...lines, ''].join('\n'));
    chmodSync(join(folder, file), 0o755);
  };
  write('calls', '');
  program(
    'path/npm',
    `if [ "$1" = config ]; then echo http://registry.invalid; exit; fi`,
    `echo npm >>'${calls}'`,
    `mkdir -p '${root}/tools/node_modules/.bin'`,
    `ln -sf '${process.execPath}' '${root}/tools/node_modules/.bin/node'`,
    `cp '${folder}/yarn' '${root}/tools/node_modules/.bin/yarn'`,
    `echo >'${root}/tools/node_modules/.package-lock.json'`,
  );
  program(
    'yarn',
    `echo "yarn $YARN_NPM_REGISTRY_SERVER" >>'${calls}'`,
    `if [ -f '${folder}/broken' ]; then echo 'the registry is away' >&2; exit 7; fi`,
    `sleep 0.3`,
    `mkdir -p '${root}/node_modules/.bin'`,
    `cp '${folder}/esbuild' '${root}/node_modules/.bin/esbuild'`,
    `echo >'${root}/node_modules/.yarn-state.yml'`,
  );
  program(
    'esbuild',
    `echo esbuild >>'${calls}'`,
    `for word in "$@"; do case $word in --outdir=*) out=\${word#--outdir=} ;; esac; done`,
    `mkdir -p "$out"`,
    `echo >"$out/github-emulator.cjs"`,
    `echo >"$out/traffic.cjs"`,
    `echo 'console.log(JSON.stringify([process.env.PORTICO_ROOT, process.cwd(), ...process.argv.slice(2)]))' >"$out/portico.cjs"`,
  );
  const sources = ['packages/local-platform/src/main.ts', 'yarn.lock'];
  for (const file of [...sources, 'plugins/x-common/src/index.ts']) {
    write(`checkout/${file}`, '');
  }
  for (const file of ['', 'packages/local-platform/', 'tools/']) {
    write(`checkout/${file}package.json`, '{}');
  }
  write('checkout/tools/package-lock.json', '{}');
  copyFileSync(script, join(root, 'portico'));
  chmodSync(join(root, 'portico'), 0o755);
  return { root, calls: () => readFileSync(calls, 'utf8').split('\n') };
}

describe('portico', () => {
  const folder = temporaryFolder();
  const { root, calls } = fakeCheckout(folder);

  interface Run {
    code: number | null;
    out: string;
    err: string;
  }

  function run(args: string[], file = join(root, 'portico')): Promise<Run> {
    const child = spawn(file, args, {
      cwd: folder,
      env: {
        HOME: folder,
        PATH: `${join(folder, 'path')}:/usr/local/bin:/usr/bin:/bin`,
      },
    });
    let out = '';
    let err = '';
    child.stdout.on('data', chunk => (out += chunk));
    child.stderr.on('data', chunk => (err += chunk));
    return new Promise(done =>
      child.once('close', code => done({ code, out, err })),
    );
  }

  /** How often each tool was called since the last look. */
  let seen = 0;
  function newCalls(): string[] {
    const all = calls().filter(line => line !== '');
    const fresh = all.slice(seen);
    seen = all.length;
    return fresh;
  }

  it('should explain itself before anything is installed', async () => {
    for (const args of [[], ['--help'], ['up', '--help']]) {
      const { code, out } = await run(args);
      expect(code).toBe(0);
      expect(out).toMatch(/^Usage: portico <command>/);
    }
    expect(newCalls()).toEqual([]);
    expect(existsSync(join(root, 'tools/node_modules'))).toBe(false);
  });

  it('should name step, reason and log when an install fails', async () => {
    writeFileSync(join(folder, 'broken'), '');
    const { code, out, err } = await run(['up']);
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toContain(
      '"Installing packages (about 3 minutes the first time)" failed (exit code 7)',
    );
    expect(err).toContain(join(root, '.portico-build/logs/install.log'));
    expect(err).toContain('    the registry is away');
    expect(newCalls()).toEqual(['npm', 'yarn http://registry.invalid']);
  });

  it('should go on where it failed, and hand over from any folder', async () => {
    rmSync(join(folder, 'broken'));
    const link = join(folder, 'link');
    symlinkSync('checkout/portico', link);
    const { code, out } = await run(['token', 'a b', ''], link);
    expect(JSON.parse(out)).toEqual([root, folder, 'token', 'a b', '']);
    expect(code).toBe(0);
    expect(newCalls()).toEqual(['yarn http://registry.invalid', 'esbuild']);
  });

  it('should do nothing again that is done', async () => {
    const { code, out } = await run(['up']);
    expect(JSON.parse(out)).toEqual([root, folder, 'up']);
    expect(code).toBe(0);
    expect(newCalls()).toEqual([]);
  });

  it.each([
    [
      'a changed package.json',
      'packages/local-platform/package.json',
      ['yarn http://registry.invalid', 'esbuild'],
    ],
    ['a changed source', 'packages/local-platform/src/main.ts', ['esbuild']],
    ['a changed list of tools', 'tools/package-lock.json', ['npm']],
  ])('should notice %s', async (_, file, expected) => {
    writeFileSync(join(root, file), `{"changed": "${file}"}`);
    const soon = new Date(Date.now() + 1_000);
    utimesSync(join(root, file), soon, soon);
    expect((await run(['up'])).code).toBe(0);
    expect(newCalls()).toEqual(expected);
    const past = new Date(Date.now() - 60_000);
    utimesSync(join(root, file), past, past);
    newCalls();
  });

  it('should install once when two commands start at once', async () => {
    writeFileSync(join(root, 'yarn.lock'), 'changed');
    const past = new Date(Date.now() - 60_000);
    utimesSync(join(root, 'yarn.lock'), past, past);
    const runs = await Promise.all([run(['up']), run(['check'])]);
    expect(runs.map(({ code }) => code)).toEqual([0, 0]);
    expect(newCalls()).toEqual(['yarn http://registry.invalid']);
    expect(runs.map(({ err }) => err).join('')).toContain(
      'is installing; waiting for it',
    );
  });

  it('should overrule the lock of a command that was killed', async () => {
    mkdirSync(join(root, '.portico-build/lock'));
    writeFileSync(join(root, '.portico-build/lock/pid'), '999999999\n');
    writeFileSync(join(root, 'package.json'), '{"name": "other"}');
    expect((await run(['up'])).code).toBe(0);
    expect(newCalls()).toEqual(['yarn http://registry.invalid']);
    expect(existsSync(join(root, '.portico-build/lock'))).toBe(false);
  });

  it('should stop and look whatever state the packages are in', async () => {
    writeFileSync(join(folder, 'broken'), '');
    writeFileSync(join(root, 'package.json'), '{"name": "third"}');
    for (const command of ['down', 'doctor', 'token', 'fault', 'traffic']) {
      const { code, out } = await run([command]);
      expect(JSON.parse(out)).toEqual([root, folder, command]);
      expect(code).toBe(0);
    }
    expect(newCalls()).toEqual([]);
  });
});
