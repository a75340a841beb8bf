import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../../__testUtils__/temporaryFolder';
import { SAMPLE_NAMES, writeOpenMetrics } from './writeOpenMetrics';

const ROOT = join(__dirname, '../../../../..');
const UNTIL = Date.parse('2026-11-27T10:00:00Z') / 1000;

describe('writeOpenMetrics', () => {
  const file = join(temporaryFolder(), 'samples.om');

  it('should mark every line, and say it as real services and rules do', async () => {
    await writeOpenMetrics(file, UNTIL);
    const lines = (await readFile(file, 'utf8')).trim().split('\n');
    expect(lines.pop()).toBe('# EOF');
    const like =
      /^([a-z_0-9:]+)\{environment="(staging|prod)",origin="sample",service="[a-z]+-service"(,[a-z_]+="[0-9.]+")?\} [0-9.e-]+ \d+$/;
    expect(lines.filter(line => !like.test(line))).toEqual([]);
    expect(new Set(lines.map(line => line.split('{')[0]))).toEqual(
      new Set(SAMPLE_NAMES),
    );
    expect(lines.length).toBeGreaterThan(600_000);
  }, 60_000);

  it('should invent no name that nobody has', async () => {
    const [rules, metrics] = await Promise.all([
      readFile(
        join(ROOT, 'infra/monitoring/prometheus/rules/shop.rules.yml'),
        'utf8',
      ),
      readFile(join(ROOT, 'packages/service-kit/metrics.json'), 'utf8'),
    ]);
    const unknown = SAMPLE_NAMES.filter(
      name =>
        !rules.includes(`record: ${name}\n`) &&
        !metrics.includes(`"${name.replace(/_(bucket|count)$/, '')}"`),
    );
    expect(unknown).toEqual([]);
  });
});
