import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { RotatingLog } from './RotatingLog';

describe('RotatingLog', () => {
  const folder = temporaryFolder();

  it('should keep at most two files of the given size', () => {
    const file = join(folder, 'a.log');
    const log = new RotatingLog(file, { maxBytes: 10 });
    for (const line of ['first.\n', 'second\n', 'third.\n']) {
      log.write(line);
    }
    log.close();
    expect(readFileSync(file, 'utf8')).toBe('third.\n');
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('second\n');
    expect(readdirSync(folder)).toEqual(['a.log', 'a.log.1']);
  });

  it('should go on in a file that is there, and count what it holds', () => {
    const file = join(folder, 'b.log');
    for (const line of ['one\n', 'two\n', 'three\n']) {
      const log = new RotatingLog(file, { maxBytes: 10 });
      log.write(line);
      log.close();
    }
    expect(readFileSync(`${file}.1`, 'utf8')).toBe('one\ntwo\n');
    expect(readFileSync(file, 'utf8')).toBe('three\n');
  });

  it('should read what was written between two positions, over one rotation', async () => {
    const file = join(folder, 'positions.log');
    writeFileSync(file, 'before\n');
    const log = new RotatingLog(file, { maxBytes: 20 });
    const first = log.position;
    log.write('first run\n');
    const second = log.position;
    log.write('second run\n');
    log.write('goes on\n');
    expect(String(await log.read(first, second))).toBe('first run\n');
    expect(String(await log.read(second))).toBe('second run\ngoes on\n');
    expect(String(await log.read(0))).toBe(
      'before\nfirst run\nsecond run\ngoes on\n',
    );
    log.write('third run, long\n');
    // Gone with the file before the file before.
    expect(String(await log.read(first, second))).toBe('');
    expect(String(await log.read(second))).toBe(
      'second run\ngoes on\nthird run, long\n',
    );
    log.close();
  });
});
