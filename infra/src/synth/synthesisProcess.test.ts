import { spawnSync } from 'node:child_process';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { z } from 'zod/v4';

const resultSchema = z.object({
  texts: z.number(),
  growthMb: z.number(),
  resources: z.number(),
  cpuMs: z.number(),
  floorCpuMs: z.number(),
});

/** The short form of bench/synth.mjs, which measures more and longer. */
describe('synthesis as a process', () => {
  const bench = resolvePackagePath('@portico/infra', '../bench/synth.mjs');
  // Its exit code also tells of wall time, which a busy machine decides.
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [bench, '--runs', '20', '--processes', '2', '--json'],
    { encoding: 'utf8' },
  );
  if (stdout === '') throw new Error(`The bench printed nothing: ${stderr}`);
  const result = resultSchema.parse(JSON.parse(stdout));

  it('should give the same text every time', () => {
    expect(result.resources).toBeGreaterThan(80);
    expect(result.texts).toBe(1);
  });

  it('should keep nothing of what it has written', () => {
    expect(result.growthMb).toBeLessThan(8);
  });

  it('should work less than four times as much as cdktf with empty resources', () => {
    expect(result.cpuMs / result.floorCpuMs).toBeLessThan(4);
  });
});
