import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { lastReadableLines } from './readableLines';

describe('lastReadableLines', () => {
  const file = join(temporaryFolder(), 'portal.log');

  it('should show the reason above a long stack, in plain words', async () => {
    const frames = Array.from(
      { length: 30 },
      (_, i) => `    at f${i} (x.js:1:1)`,
    );
    writeFileSync(
      file,
      [
        'an older line',
        '{"level":"error","message":"guest is enabled","plugin":"auth"}',
        'Error: the image refuses to start',
        ...frames,
        '',
        'Node.js v24.21.0',
        '',
      ].join('\n'),
    );
    expect(await lastReadableLines(file, 3)).toEqual([
      'error: guest is enabled',
      'Error: the image refuses to start',
      'Node.js v24.21.0',
    ]);
  });

  it('should leave other JSON as it is, and bound each line', async () => {
    writeFileSync(file, `[1, 2]\n{"level": 1}\n${'x'.repeat(9_000)}\n`);
    expect(await lastReadableLines(file, 8)).toEqual([
      '[1, 2]',
      '{"level": 1}',
      'x'.repeat(400),
    ]);
  });
});
