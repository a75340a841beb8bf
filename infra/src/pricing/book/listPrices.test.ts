import {
  DATABASE_SIZES,
  NODE_SIZES,
} from '@portico/plugin-environments-common';
import { PriceQuery } from '../PriceBook';
import { listPrices } from './listPrices';

describe('listPrices', () => {
  it('should hold decimals with a source and a day', () => {
    const entries = listPrices.entries();
    expect(entries.length).toBeGreaterThan(150);
    for (const { usd, asOf, source } of entries) {
      expect(usd).toMatch(/^\d+(\.\d+)?$/);
      expect(Number(usd)).toBeGreaterThan(0);
      expect(asOf).toMatch(/^20\d\d-[01]\d-[0-3]\d$/);
      expect(source.length).toBeGreaterThan(20);
    }
  });

  it('should hold the same prices for both regions of the United States, and say which was read', () => {
    const entries = listPrices.entries();
    const east = entries.filter(({ region }) => region === 'us-east-1');
    for (const entry of east) {
      const west = listPrices.find('us-west-2', entry);
      expect([west?.usd, west?.asOf]).toEqual([entry.usd, entry.asOf]);
      expect(west?.source).toContain('read for us-east-1');
    }
    expect(entries.filter(({ region }) => region === 'us-west-2')).toHaveLength(
      east.length,
    );
  });

  it('should not have a price for Ireland that was only inferred', () => {
    const missing: PriceQuery[] = [
      { service: 'kms', attributes: { component: 'key' } },
      { service: 'secrets-manager', attributes: { component: 'secret' } },
      { service: 'load-balancer', attributes: { component: 'application' } },
      {
        service: 'ec2',
        attributes: { instanceType: 'm6i.large', operatingSystem: 'linux' },
      },
      {
        service: 'rds',
        attributes: { component: 'gp3-storage', deployment: 'multi-az' },
      },
    ];
    for (const query of missing) {
      expect(listPrices.find('eu-west-1', query)).toBe(undefined);
      expect(listPrices.find('us-east-1', query)?.unit).toMatch(
        /^(hour|(GB|key|secret)-month)$/,
      );
    }
  });

  it('should know every size that the forms offer, in us-west-2', () => {
    const unknown = [
      ...NODE_SIZES.map(({ name }) => ({
        service: 'ec2',
        attributes: { instanceType: name, operatingSystem: 'linux' },
      })),
      ...DATABASE_SIZES.map(({ name }) => ({
        service: 'rds',
        attributes: {
          component: 'instance',
          instanceClass: name,
          engine: 'postgres',
          deployment: 'single-az',
        },
      })),
    ].filter(query => !listPrices.find('us-west-2', query));
    expect(unknown).toEqual([]);
  });
});
