import { CostComponent, CostMapper, fixed, usage } from '../CostComponent';

/** What a secret costs, whoever made it. */
export const MANAGED_SECRET: CostComponent[] = [
  fixed('Secret', 1, 'secret-month', {
    service: 'secrets-manager',
    attributes: { component: 'secret' },
  }),
  usage('Secret calls', '10k calls', 'Depends on how often it is read', {
    service: 'secrets-manager',
    attributes: { component: 'calls' },
  }),
];

/** A secret and the calls that read it. */
export const secretsmanagerSecret: CostMapper = () => MANAGED_SECRET;
