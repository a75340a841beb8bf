import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle, killChildren, startChild } from './__testUtils__/childService';

const folder = mkdtempSync(join(tmpdir(), 'example-'));
afterEach(killChildren);
afterAll(() => rmSync(folder, { recursive: true }));

describe('the example of the README', () => {
  it('should be the fixture that runs below', () => {
    const readme = readFileSync(resolve(__dirname, '../README.md'), 'utf8');
    const fixture = readFileSync(
      resolve(__dirname, '__fixtures__/exampleService.ts'),
      'utf8',
    );
    expect(readme).toContain(
      fixture.replace("'../index'", "'@portico/service-kit'"),
    );
  });

  it('should run', async () => {
    const service = startChild(bundle('exampleService', folder));
    const origin = await service.started();
    const found = await fetch(`${origin}/v1/products/p-1`);
    expect(await found.json()).toEqual({ id: 'p-1', name: 'Lamp' });
    expect((await fetch(`${origin}/v1/products/p-2`)).status).toBe(404);
    expect((await fetch(`${origin}/health/readiness`)).status).toBe(200);
    service.process.kill('SIGTERM');
    expect(await service.exited).toBe(0);
  }, 15_000);
});
