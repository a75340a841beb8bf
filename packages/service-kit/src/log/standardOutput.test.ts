import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bundle,
  killChildren,
  startChild,
  type ChildService,
} from '../__testUtils__/childService';

const REQUESTS = 200;

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'log-'));
  file = bundle('slowService', folder);
});
afterEach(killChildren);
afterAll(() => rmSync(folder, { recursive: true }));

/** Asks so often that the log is still being written when this returns. */
async function busy(service: ChildService): Promise<string> {
  const origin = await service.started();
  await Promise.all(
    Array.from({ length: REQUESTS }, () =>
      fetch(`${origin}/v1/wait/0`).then(answer => answer.text()),
    ),
  );
  return origin;
}

/** What was logged; throws where a line is not whole. */
function messages(service: ChildService): string[] {
  const lines = service.output().trim().split('\n');
  return lines.map(line => JSON.parse(line).msg);
}

function answered(service: ChildService): number {
  return messages(service).filter(message => message === 'answered').length;
}

const env = { RATE_LIMIT: '100000' };

describe('the log of a process', () => {
  it('should be whole after an end in order', async () => {
    const service = startChild(file, env);
    await busy(service);
    service.process.kill('SIGTERM');
    expect(await service.exited).toBe(0);
    expect(answered(service)).toBe(REQUESTS);
    expect(messages(service)).toContain('stopped');
  }, 15_000);

  it('should be whole after an error that nobody caught', async () => {
    const service = startChild(file, env);
    const origin = await busy(service);
    await fetch(`${origin}/v1/crash`, { method: 'POST' });
    expect(await service.exited).toBe(1);
    expect(answered(service)).toBe(REQUESTS + 1);
    expect(messages(service)).toEqual(
      expect.arrayContaining(['An error that nobody caught', 'stopped']),
    );
  }, 15_000);

  it('should be written soon, though nothing more happens', async () => {
    const service = startChild(file, env);
    await busy(service);
    const from = performance.now();
    while (answered(service) < REQUESTS) {
      expect(performance.now() - from).toBeLessThan(5_000);
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }, 15_000);
});
