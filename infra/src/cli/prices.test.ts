import { readFileSync } from 'node:fs';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { PriceList } from '../pricing/refresh/PriceList';
import { TODAY } from '../__testUtils__/violations';
import { CliError } from './CliIo';
import { PricesOptions, prices } from './prices';

/** A list that knows the price of one instance type. */
const LIST: PriceList = {
  ask: async ({ filters }) =>
    filters.instanceType === 't3.medium'
      ? [{ sku: 'A', asOf: '2026-11-20', onDemand: '0.05', committed: '0.03' }]
      : [],
};

describe('prices', () => {
  const folder = createMockDirectory();

  async function run(
    options: PricesOptions = {},
    { region = 'us-west-2', list = LIST } = {},
  ) {
    const out: string[] = [];
    const io = {
      out: (text: string) => out.push(text),
      error: () => undefined,
      now: () => TODAY,
      cwd: folder.path,
      searchPath: '',
    };
    const code = await prices(region, options, io, list);
    return { code, out: out.join('\n') };
  }

  const written = () =>
    JSON.parse(readFileSync(folder.resolve('book/new.json'), 'utf8'));

  beforeEach(() => folder.clear());

  it('should print what differs from the book, what was not found, and write nothing by itself', async () => {
    const { code, out } = await run();
    expect(code).toBe(0);
    expect(out).toMatch(
      /^Prices of us-west-2: 1 read, 1 other than in the book, \d+ not found, \d+ not asked for$/m,
    );
    expect(out).toMatch(/^ec2 t3\.medium linux +0\.0416 +0\.05$/m);
    expect(out).toContain(
      'ec2 m5.large linux: kept, because the list has no such price',
    );
    expect(out).toContain('Nothing was written;');
  });

  it('should write what was read, and keep the prices of other regions', async () => {
    await run({ out: 'book/new.json' }, { region: 'us-east-1' });
    const { out } = await run({ out: 'book/new.json' });
    expect(out).toContain('Written to book/new.json.');
    expect(
      written().map((e: { region: string; usd: string }) => [e.region, e.usd]),
    ).toEqual([
      ['us-east-1', '0.05'],
      ['us-east-1', '0.03'],
      ['us-west-2', '0.05'],
      ['us-west-2', '0.03'],
    ]);
    await run({ out: 'book/new.json' });
    expect(written()).toHaveLength(4);
  });

  it('should leave the file as it is where AWS does not answer, and say what is needed', async () => {
    folder.addContent({ book: { 'new.json': '[]' } });
    const list: PriceList = {
      ask: async () => {
        throw new Error('Could not load credentials from any providers');
      },
    };
    await expect(run({ out: 'book/new.json' }, { list })).rejects.toThrow(
      /nothing was written: Could not load credentials .* pricing:GetProducts/,
    );
    expect(written()).toEqual([]);
  });

  it('should not write over a file that is something else', async () => {
    folder.addContent({ book: { 'new.json': '{"prices": 1}' } });
    await expect(run({ out: 'book/new.json' })).rejects.toThrow(
      /Not a file of prices/,
    );
    expect(written()).toEqual({ prices: 1 });
  });

  it('should refuse a region that it does not know', async () => {
    await expect(run({}, { region: 'mars-1' })).rejects.toThrow(CliError);
  });
});
