import { readFileSync, readdirSync } from 'node:fs';
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
});
