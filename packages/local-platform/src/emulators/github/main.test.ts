import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { git, writeFiles } from './__testUtils__/gitHubTestBed';

jest.setTimeout(60_000);

describe('the process', () => {
  let folder: string;
  let script: string;
  const children: ChildProcess[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'github-emulator-main-'));
    script = join(folder, 'main.cjs');
    await build({
      entryPoints: [join(__dirname, 'main.ts')],
      outfile: script,
      bundle: true,
      platform: 'node',
      logLevel: 'silent',
    });
  });
  afterAll(async () => {
    children.forEach(child => child.kill('SIGKILL'));
    await rm(folder, { recursive: true, force: true });
  });

  function run(env: Record<string, string>) {
    const child = spawn(process.execPath, [script], {
      env: { PATH: process.env.PATH ?? '', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    children.push(child);
    return child;
  }

  /** The first message of a kind that the process writes. */
  async function told(child: ChildProcess, event: string) {
    let text = '';
    for await (const chunk of child.stdout ?? []) {
      text += chunk;
      const line = text.split('\n').find(part => part.includes(`"${event}"`));
      if (line && text.endsWith('\n')) {
        return JSON.parse(line);
      }
    }
    throw new Error(`The process ended without '${event}': ${text}`);
  }

  it('should seed, serve, and end on SIGTERM', async () => {
    const source = join(folder, 'checkout');
    await writeFiles(source, { 'README.md': 'hello\n' });
    const child = run({
      GITHUB_EMULATOR_DATA: join(folder, 'data'),
      GITHUB_EMULATOR_PORT: '0',
      GITHUB_EMULATOR_TOKEN: 'test-token',
      GITHUB_EMULATOR_SEEDS: JSON.stringify([
        { owner: 'acme', repo: 'platform', source },
      ]),
    });
    const ready = await told(child, 'ready');
    expect(ready.apiUrl).toBe(`http://localhost:${ready.port}/api/v3`);
    const clone = join(folder, 'clone');
    await git(folder, 'clone', '-q', `${ready.url}/acme/platform`, clone);
    expect(await git(clone, 'ls-files')).toBe('README.md');
    child.kill('SIGTERM');
    const [code] = await once(child, 'exit');
    expect(code).toBe(0);
  });

  it('should say which variable is missing, and end with 1', async () => {
    const child = run({ GITHUB_EMULATOR_PORT: 'x' });
    const [errors, [code]] = await Promise.all([
      child.stderr.toArray(),
      once(child, 'exit'),
    ]);
    expect(code).toBe(1);
    const text = Buffer.concat(errors).toString();
    expect(text).toContain('GITHUB_EMULATOR_DATA');
    expect(text).toContain('GITHUB_EMULATOR_PORT');
  });
});
