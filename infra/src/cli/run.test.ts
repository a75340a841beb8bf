import { aSpec } from '../__testUtils__/aSpec';
import { proposals, runOf, runText } from './run';

const estimateOf = (monthly: string) => ({
  currency: 'USD',
  region: 'us-west-2',
  asOf: '2026-03-01',
  total: { monthly, atLeast: true },
  lines: [],
});

const classes = [
  { environmentClass: 'dev', estimate: estimateOf('239.07') },
  { environmentClass: 'staging', estimate: estimateOf('418.82') },
  { environmentClass: 'prod', estimate: estimateOf('1011.85') },
] as const;

const mine = { name: 'mine', estimate: estimateOf('730.00') };

describe('runOf', () => {
  it('should tell the cost of a day and of all days, here and as each class proposes it', () => {
    const run = runOf(mine, classes, 14);
    expect(run.cost).toEqual({
      name: 'mine',
      currency: 'USD',
      aDay: '24.00',
      inAll: '336.00',
      atLeast: true,
    });
    // 239.07 / 730 h * 24 h = 7.8598; * 14 = 110.0377
    expect(run.classes[0]).toMatchObject({ aDay: '7.86', inAll: '110.04' });
    expect(run.recommended).toBe('dev');
  });

  it('should recommend the cheapest that ends by itself, and never production', () => {
    const [dev, staging, prod] = classes;
    const cheapProd = { ...prod, estimate: estimateOf('1.00') };
    const dear = { ...dev, estimate: estimateOf('900.00') };
    expect(runOf(mine, [dear, staging, cheapProd], 14).recommended).toBe(
      'staging',
    );
  });

  it('should recommend nothing for longer than an environment lives by itself', () => {
    expect(runOf(mine, classes, 365).recommended).toBe('dev');
    const long = runOf(mine, classes, 366);
    expect(long.recommended).toBe(null);
    expect(runText(long)).toContain('so this is no trial');
  });
});

describe('runText', () => {
  it('should be read without a pocket calculator', () => {
    expect(runText(runOf(mine, classes, 14)).split('\n')).toEqual([
      '',
      'For 14 days:',
      'Environment              A day            In all',
      '----------------------  ------  ----------------',
      'mine, this one          $24.00  at least $336.00',
      'as dev proposes it       $7.86  at least $110.04',
      'as staging proposes it  $13.77  at least $192.77',
      'as prod proposes it     $33.27  at least $465.73',
      'For a trial take dev: at least $110.04 in all. With `ttl: 14d` it ends by itself.',
    ]);
  });
});

describe('proposals', () => {
  it('should be of each class, in the region of the environment', () => {
    const spec = aSpec({ region: 'eu-west-1' });
    expect(proposals(spec).map(p => [p.spec.class, p.spec.region])).toEqual([
      ['dev', 'eu-west-1'],
      ['staging', 'eu-west-1'],
      ['prod', 'eu-west-1'],
    ]);
  });
});
