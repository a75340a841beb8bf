import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { create } from 'tar';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { unpackPortal } from './unpackPortal';

/** A checkout with two installed packages, and the archive of a build of it. */
describe('unpackPortal', () => {
  const folder = temporaryFolder();
  const root = join(folder, 'checkout');
  const target = join(folder, 'data', 'app');
  const archive = join(folder, 'bundle.tar.gz');

  function write(file: string, content: string): void {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  }

  function pack(name: string, main: string): string {
    return JSON.stringify({ name, main });
  }

  beforeAll(async () => {
    // `framework` finds packages of ours by their name, as resolvePackagePath does.
    write(
      'checkout/node_modules/framework/package.json',
      pack('framework', 'i.js'),
    );
    write(
      'checkout/node_modules/framework/i.js',
      "module.exports = () => require('@portico/backend-plugin') + require('@scoped/lib');",
    );
    write(
      'checkout/node_modules/@scoped/lib/package.json',
      pack('@scoped/lib', 'i.js'),
    );
    write('checkout/node_modules/@scoped/lib/i.js', "module.exports = ' lib';");
    write(
      'checkout/node_modules/@portico/backend-plugin/package.json',
      pack('@portico/backend-plugin', 'src.js'),
    );
    write(
      'checkout/node_modules/@portico/backend-plugin/src.js',
      "module.exports = 'source of the checkout';",
    );
    write(
      'checkout/plugins/backend-plugin/node_modules/nested/package.json',
      pack('nested', 'i.js'),
    );
    write(
      'checkout/plugins/backend-plugin/node_modules/nested/i.js',
      "module.exports = 'nested';",
    );

    write('built/package.json', '{}');
    write(
      'built/packages/backend/package.json',
      pack('@portico/backend', 'dist/i.js'),
    );
    write(
      'built/packages/backend/dist/i.js',
      "console.log(require('framework')());",
    );
    write(
      'built/plugins/backend-plugin/package.json',
      pack('@portico/backend-plugin', 'dist/i.js'),
    );
    write(
      'built/plugins/backend-plugin/dist/i.js',
      "module.exports = 'built, ' + require('nested');",
    );
    await create({ file: archive, cwd: join(folder, 'built'), gzip: true }, [
      '.',
    ]);
  });

  function start(): string {
    const flags = ['--preserve-symlinks', '--preserve-symlinks-main'];
    const main = join(target, 'packages', 'backend');
    return execFileSync(process.execPath, [...flags, main], {
      encoding: 'utf8',
    }).trim();
  }

  it('should run the built packages with the installed ones, never the sources', async () => {
    const build = { archive, inputs: 'first' };
    expect(await unpackPortal({ build, root, target })).toBe('unpacked');
    expect(start()).toBe('built, nested lib');
  });

  it('should leave alone what is unpacked already', async () => {
    writeFileSync(join(target, 'mark'), '');
    const build = { archive, inputs: 'first' };
    expect(await unpackPortal({ build, root, target })).toBe('unchanged');
    expect(existsSync(join(target, 'mark'))).toBe(true);
  });

  it('should replace everything with another build, also after a crash halfway', async () => {
    write('data/app.new/half', '');
    const build = { archive, inputs: 'second' };
    expect(await unpackPortal({ build, root, target })).toBe('unpacked');
    expect(existsSync(join(target, 'mark'))).toBe(false);
    expect(existsSync(join(target, 'half'))).toBe(false);
    expect(start()).toBe('built, nested lib');
  });
});
