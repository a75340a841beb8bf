import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  bundle,
  killChildren,
  startChild,
  type ChildService,
} from '../__testUtils__/childService';
import { drawFreePort, TEST_ENVIRONMENT, untilTrue } from '../testUtils';

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

const env = {
  RATE_LIMIT: '100000',
  // None of the requests is refused for being one of many.
  IN_FLIGHT_LIMIT: '1000',
  EVENT_LOOP_LIMIT_MS: '10000',
};

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

  // Every write to it fails as on a full disk.
  const whereFull = existsSync('/dev/full') ? describe : describe.skip;
  whereFull('on a full disk', () => {
    it('should end no service', async () => {
      const port = await drawFreePort([]);
      const output = openSync('/dev/full', 'w');
      const child = spawn(process.execPath, [file], {
        env: { ...TEST_ENVIRONMENT, ...env, PORT: String(port) },
        stdio: ['ignore', output, 'inherit'],
      });
      closeSync(output);
      const exited = once(child, 'exit');
      try {
        const ask = () =>
          fetch(`http://127.0.0.1:${port}/v1/wait/0`).then(
            ({ status }) => status,
            () => 0,
          );
        await untilTrue(
          'it answers',
          async () => (await ask()) === 200,
          20_000,
        );
        // More than is kept before it is written, for longer than that takes.
        for (let round = 0; round < 3; round++) {
          const statuses = await Promise.all(
            Array.from({ length: REQUESTS }, ask),
          );
          expect(new Set(statuses)).toEqual(new Set([200]));
          await new Promise(resolve => setTimeout(resolve, 150));
        }
        child.kill('SIGTERM');
        // What this service writes by itself fails too, which is an error that nobody caught.
        expect(await exited).toEqual([1, null]);
      } finally {
        child.kill('SIGKILL');
      }
    }, 30_000);
  });
});
