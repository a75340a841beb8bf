import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { money } from '@portico/plugin-cost-common';
import { readQuotaConfig } from './readQuotaConfig';

const read = (quota?: JsonObject) =>
  readQuotaConfig(new ConfigReader(quota ? { environments: { quota } } : {}));

describe('readQuotaConfig', () => {
  it('should set no limits where none are configured', () => {
    expect(read().everybody).toEqual({ environments: null, monthly: null });
  });

  it('should give an owner its own limits, and the rest of everybody', () => {
    const { everybody, owners } = read({
      environmentsPerOwner: 5,
      monthlyPerOwner: '3000.00',
      owners: { 'group:default/platform': { environmentsPerOwner: 20 } },
    });
    const monthly = money('3000.00', 'USD');
    expect(everybody).toEqual({ environments: 5, monthly });
    expect(owners.get('group:default/platform')).toEqual({
      environments: 20,
      monthly,
    });
  });

  it('should take nothing at all as a limit', () => {
    const { everybody, owners } = read({
      environmentsPerOwner: 5,
      monthlyPerOwner: '3000.00',
      owners: {
        'group:default/guests': {
          environmentsPerOwner: 0,
          monthlyPerOwner: '0.00',
        },
      },
    });
    expect(everybody.environments).toBe(5);
    expect(owners.get('group:default/guests')).toEqual({
      environments: 0,
      monthly: money('0.00', 'USD'),
    });
  });

  it.each<[JsonObject, string]>([
    [{ environmentsPerOwner: 1.5 }, 'environmentsPerOwner must be a whole'],
    [{ environmentsPerOwner: -1 }, 'environmentsPerOwner must not be'],
    [{ monthlyPerOwner: 3000 }, 'monthlyPerOwner must be US dollars in quotes'],
    [{ monthlyPerOwner: '-1.00' }, 'monthlyPerOwner must be US dollars'],
    [{ perOwner: 1 }, 'environments.quota'],
    [{ owners: { platform: {} } }, 'environments.quota.owners.platform'],
  ])('should refuse %j', (quota, words) => {
    expect(() => read(quota)).toThrow(words);
  });
});
