import { cutLog } from './cutLog';

const LOG = [
  'starting',
  '{"level":30,"time":1764067260000,"msg":"one"}',
  '{"level":30,"time":"2025-11-25T10:42:00.000Z","msg":"two"}',
  '    at a stack',
  '',
].join('\n');
const BASE = {
  now: new Date('2025-11-25T10:43:00Z'),
  startedAt: new Date('2025-11-25T10:40:00Z'),
};
const lines = (text: string) => text.split('\n').filter(line => line !== '');

describe('cutLog', () => {
  it('should leave a log as it is where nothing is asked for', () => {
    expect(cutLog(LOG, BASE)).toBe(LOG);
    expect(cutLog('', BASE)).toBe('');
  });

  it('should keep the last lines', () => {
    expect(lines(cutLog(LOG, { ...BASE, tailLines: 1 }))).toEqual([
      '    at a stack',
    ]);
    expect(cutLog(LOG, { ...BASE, tailLines: 0 })).toBe('');
    expect(cutLog(LOG, { ...BASE, tailLines: 99 })).toBe(LOG);
  });

  it('should keep what was written lately; a line without a time belongs to the one before', () => {
    expect(lines(cutLog(LOG, { ...BASE, sinceSeconds: 60 }))).toEqual([
      '{"level":30,"time":"2025-11-25T10:42:00.000Z","msg":"two"}',
      '    at a stack',
    ]);
    const sinceTime = new Date('2025-11-25T10:41:00Z');
    expect(lines(cutLog(LOG, { ...BASE, sinceTime }))).toHaveLength(3);
  });

  it('should write the time before each line', () => {
    expect(lines(cutLog(LOG, { ...BASE, timestamps: true }))).toEqual([
      '2025-11-25T10:40:00.000Z starting',
      '2025-11-25T10:41:00.000Z {"level":30,"time":1764067260000,"msg":"one"}',
      '2025-11-25T10:42:00.000Z {"level":30,"time":"2025-11-25T10:42:00.000Z","msg":"two"}',
      '2025-11-25T10:42:00.000Z     at a stack',
    ]);
  });

  it('should end after so many bytes', () => {
    expect(cutLog(LOG, { ...BASE, limitBytes: 4 })).toBe('star');
  });
});
