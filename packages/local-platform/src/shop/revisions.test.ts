import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { DataFolder } from '../data/DataFolder';
import { recordRevisions } from './revisions';

describe('recordRevisions', () => {
  const data = DataFolder.at(temporaryFolder());
  const start = (version: string, minute: number) =>
    recordRevisions(
      data,
      [{ component: 'order-service', version }],
      new Date(Date.UTC(2026, 0, 1, 0, minute)),
    );

  it('should put what runs last, also when it was there before', async () => {
    await start('1', 1);
    await start('2', 2);
    const first = { version: '1', createdAt: '2026-01-01T00:01:00.000Z' };
    const second = { version: '2', createdAt: '2026-01-01T00:02:00.000Z' };
    expect(await start('2', 3)).toEqual({ 'order-service': [first, second] });
    expect(await start('1', 4)).toEqual({ 'order-service': [second, first] });
  });

  it('should keep ten, and other components', async () => {
    await recordRevisions(data, [{ component: 'user-service', version: '9' }]);
    for (let version = 10; version < 25; version++) {
      await start(String(version), version);
    }
    const all = await start('25', 25);
    expect(all['order-service'].map(({ version }) => version)).toEqual(
      Array.from({ length: 10 }, (_none, index) => String(16 + index)),
    );
    expect(all['user-service']).toHaveLength(1);
  });
});
