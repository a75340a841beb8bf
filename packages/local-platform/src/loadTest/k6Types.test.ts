import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { execute } from '../system/execute';
import { ROOT } from './__testUtils__/scriptRunner';

jest.setTimeout(60_000);

/** What the types of k6, and of the language alone, say against scripts. */
async function typeCheck(...scripts: string[]): Promise<string> {
  const { stdout } = await execute(
    join(ROOT, 'node_modules', '.bin', 'tsc'),
    [
      ...['--noEmit', '--allowJs', '--checkJs', '--skipLibCheck'],
      ...['--target', 'es2022', '--lib', 'es2023', '--types', 'k6'],
      ...['--typeRoots', join(ROOT, 'node_modules', '@types')],
      ...['--module', 'esnext', '--moduleResolution', 'bundler'],
      ...scripts,
    ],
    { cwd: ROOT },
  );
  return stdout;
}

describe('the types of k6', () => {
  const folder = temporaryFolder();

  it('should know all that the load test of the shop asks of k6', async () => {
    expect(await typeCheck(join(ROOT, 'services', 'load-test.js'))).toBe('');
  });

  it('should say what k6 does not have', async () => {
    const script = join(folder, 'wrong.js');
    writeFileSync(
      script,
      'export default function () { process.exit(__VU.nothing); }',
    );
    const said = await typeCheck(script);
    expect(said).toContain("Cannot find name 'process'");
    expect(said).toContain("Property 'nothing' does not exist");
  });
});
