import { number, texts } from '../../document/attributes';
import { CostMapper, usage } from '../CostComponent';

/** What Lambda takes where a function does not say. */
const DEFAULT_MEMORY_MB = 128;

/** A function: each call, and the memory for as long as it runs. */
export const lambdaFunction: CostMapper = ({ attributes }) => {
  const [architecture = 'x86_64'] = texts(attributes, 'architectures');
  const memory = number(attributes, 'memory_size') ?? DEFAULT_MEMORY_MB;
  return [
    usage('Calls', '1M requests', 'Depends on how much there is to do', {
      service: 'lambda',
      attributes: { component: 'requests' },
    }),
    usage('Duration', 'GB-second', `With ${memory} MB on ${architecture}`, {
      service: 'lambda',
      attributes: { component: `duration-${architecture}` },
    }),
  ];
};
