import { sumMoney } from '@portico/plugin-cost-common';
import { DEV_FILE } from '../__testUtils__/aSpec';
import { environmentClassSchema } from './classes';
import { DEFAULT_REGION, defaultSpecFor } from './defaultSpecFor';
import { parseEnvironmentSpec } from './parseEnvironmentSpec';
import { parseEnvironmentSpecText } from './parseEnvironmentSpecText';

const OPTIONS = {
  name: 'dev',
  owner: 'group:default/platform',
  description: 'Shared development',
  takenCidrs: [],
};

describe('defaultSpecFor', () => {
  it('should start a dev environment as the shared one is', () => {
    expect(parseEnvironmentSpecText(DEV_FILE)).toEqual({
      valid: true,
      spec: defaultSpecFor('dev', OPTIONS),
    });
  });

  it.each(environmentClassSchema.options)(
    'should be valid for class %s',
    environmentClass => {
      const spec = defaultSpecFor(environmentClass, OPTIONS);
      expect(parseEnvironmentSpec(spec)).toEqual({ valid: true, spec });
      expect(spec.spec.region).toBe(DEFAULT_REGION);
    },
  );

  it('should give production what production needs, and no end', () => {
    const { spec } = defaultSpecFor('prod', { ...OPTIONS, name: 'shop' });
    expect(spec.network.natGateways).toBe('per-zone');
    expect(spec.database).toMatchObject({
      instanceClass: 'db.r6g.large',
      multiAz: true,
      deletionProtection: true,
      finalSnapshot: true,
    });
    expect(spec.cache?.nodes).toBe(2);
    expect(spec.ttl).toBeUndefined();
  });

  it('should take the first free block', () => {
    const takenCidrs = ['10.0.0.0/16', '10.1.128.0/17'];
    const { spec } = defaultSpecFor('dev', { ...OPTIONS, takenCidrs });
    expect(spec.network.cidr).toBe('10.2.0.0/16');
  });

  it('should take a name as it is, so that a form can say what is wrong', () => {
    const spec = defaultSpecFor('dev', { ...OPTIONS, name: 'A B C' });
    expect(spec.metadata.name).toBe('A B C');
    expect(parseEnvironmentSpec(spec).valid).toBe(false);
  });

  it('should keep budgets in order', () => {
    const budgets = environmentClassSchema.options.map(environmentClass => {
      const { budget } = defaultSpecFor(environmentClass, OPTIONS).spec;
      return { amount: budget?.monthly ?? '', currency: 'USD' };
    });
    expect(sumMoney(budgets, 'USD').amount).toBe('2900.00');
  });
});
