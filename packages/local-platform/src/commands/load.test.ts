import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { createProgram } from './program';

describe('load', () => {
  const folder = temporaryFolder();
  const { PATH, BASE_URL, ORDER_URL } = process.env;

  // Whoever runs the tests may have named a shop.
  beforeEach(() => {
    delete process.env.BASE_URL;
    delete process.env.ORDER_URL;
  });
  afterEach(() => {
    process.exitCode = undefined;
    process.env.PATH = PATH;
    if (BASE_URL !== undefined) process.env.BASE_URL = BASE_URL;
    if (ORDER_URL !== undefined) process.env.ORDER_URL = ORDER_URL;
  });

  function load(...args: string[]) {
    return createProgram().parseAsync(['load', 'journey', ...args], {
      from: 'user',
    });
  }

  it('should hand over to k6 where it is on PATH, with its own words and exit code', async () => {
    const args = join(folder, 'arguments');
    const k6 = join(folder, 'k6');
    writeFileSync(k6, `#!/bin/sh\nprintf '%s\\n' "$@" > '${args}'\nexit 99\n`);
    chmodSync(k6, 0o755);
    process.env.PATH = [folder, PATH].join(delimiter);
    const summary = join(folder, 'new', 'summary.json');
    await load(
      ...['--scale', '0.02', '-e', 'BASE_URL=http://shop', '-e', 'A=b=c'],
      ...['--summary', summary],
    );
    expect(process.exitCode).toBe(99);
    const said = readFileSync(args, 'utf8').trim().split('\n');
    expect(said.slice(0, -1)).toEqual([
      ...['run', '-e', 'BASE_URL=http://shop', '-e', 'A=b=c'],
      ...['-e', 'SCALE=0.02', '-e', `SUMMARY_FILE=${summary}`],
    ]);
    expect(said.at(-1)).toMatch(/\/services\/load-test\.js$/);
  });

  it('should not load anything where no shop runs and none is named', async () => {
    const data = join(folder, 'nothing');
    await expect(load('--data', data)).rejects.toMatchObject({
      message: `No shop runs with ${data}`,
      fix: './portico up, or name an address: -e BASE_URL=http://localhost:8080',
    });
  });
});
