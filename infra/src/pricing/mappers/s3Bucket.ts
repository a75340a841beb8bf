import { CostMapper, usage } from '../CostComponent';

/** A bucket: what lies in it, and each request. */
export const s3Bucket: CostMapper = () => [
  usage('Storage, Standard', 'GB-month', 'Depends on what is kept', {
    service: 's3',
    attributes: { component: 'standard-storage' },
  }),
  usage('Write requests', '1k requests', 'Depends on what is written', {
    service: 's3',
    attributes: { component: 'write-requests' },
  }),
  usage('Read requests', '1k requests', 'Depends on what is read', {
    service: 's3',
    attributes: { component: 'read-requests' },
  }),
];
