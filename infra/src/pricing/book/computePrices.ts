import { PriceRow, Quote, quote, regional } from './priceRows';

function instance(instanceType: string, us: Quote, ireland?: Quote): PriceRow {
  return {
    service: 'ec2',
    attributes: { instanceType, operatingSystem: 'linux' },
    unit: 'hour',
    quotes: regional(us, ireland),
  };
}

const list = (usd: string) => quote(usd, 'ec2List');
const maps = (usd: string) => quote(usd, 'priceMaps');
const published = (usd: string) => quote(usd, 'publicList');

/** EC2 on-demand Linux, EBS and the EKS control plane. */
export const computePrices: readonly PriceRow[] = [
  instance('t3.micro', list('0.0104'), quote('0.0114', 'irelandRows')),
  instance('t3.small', list('0.0208'), maps('0.0228')),
  instance('t3.medium', list('0.0416'), maps('0.0456')),
  instance('t3.large', list('0.0832'), maps('0.0912')),
  instance('t3a.medium', list('0.0376')),
  instance('t3a.large', list('0.0752')),
  instance('t4g.micro', list('0.0084')),
  instance('t4g.small', list('0.0168')),
  instance('t4g.medium', list('0.0336'), published('0.0368')),
  instance('t4g.large', list('0.0672'), published('0.0736')),
  instance('m5.large', list('0.0960'), maps('0.107')),
  instance('m6i.large', list('0.0960')),
  instance('m6a.large', list('0.0864')),
  instance('m6g.large', list('0.0770')),
  instance('m7g.large', list('0.0816'), published('0.0910')),
  instance('m7i.large', list('0.1008'), published('0.11235')),
  instance('r6g.large', list('0.1008')),
  instance('r6i.large', list('0.1260')),
  instance('r7g.large', published('0.1071'), published('0.1199')),
  {
    service: 'ebs',
    attributes: { volumeType: 'gp3', component: 'storage' },
    unit: 'GB-month',
    quotes: regional(published('0.08'), published('0.088')),
  },
  {
    service: 'eks',
    attributes: { component: 'cluster', support: 'standard' },
    unit: 'hour',
    quotes: regional(quote('0.10', 'goldenFiles'), quote('0.10', 'secondary')),
  },
  {
    service: 'eks',
    attributes: { component: 'cluster', support: 'extended' },
    unit: 'hour',
    quotes: regional(quote('0.60', 'goldenFiles'), quote('0.60', 'secondary')),
  },
];
