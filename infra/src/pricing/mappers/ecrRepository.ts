import { CostMapper, usage } from '../CostComponent';

/** A repository: the images that lie in it. */
export const ecrRepository: CostMapper = () => [
  usage('Images', 'GB-month', 'Depends on the size of the images', {
    service: 'ecr',
    attributes: { component: 'storage' },
  }),
];
