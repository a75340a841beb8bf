import { blocks, reference } from '../../document/attributes';
import { companionsOf } from '../companions';
import { ResourceIndex } from '../../document/ResourceIndex';
import { PolicyRule } from '../PolicyRule';

/** The queues that somebody sends failures to: those need none of their own. */
function queuesOfFailures(resources: ResourceIndex): ReadonlySet<string> {
  return new Set(
    resources
      .all()
      .flatMap(({ attributes }) =>
        [
          reference(attributes, 'redrive_policy'),
          ...blocks(attributes, 'dead_letter_config').flatMap(config => [
            reference(config, 'target_arn'),
            reference(config, 'arn'),
          ]),
        ].filter(address => address !== undefined),
      ),
  );
}

/** A message that nobody can handle is put aside, and not lost or tried for ever. */
export const queueKeepsFailures: PolicyRule = {
  id: 'queue-keeps-failures',
  severity: 'warning',
  title: 'Every queue should have a queue for what fails',
  why: 'Otherwise one bad message is tried again and again until it ends, and then nobody can tell which order it was.',
  fix: 'Give the queue a redrive_policy that names a second queue.',
  check: ({ resources }) => {
    const failures = queuesOfFailures(resources);
    const policy = {
      type: 'aws_sqs_queue_redrive_policy',
      argument: 'queue_url',
    };
    return resources
      .ofType('aws_sqs_queue')
      .filter(
        queue =>
          !queue.attributes.redrive_policy &&
          !failures.has(queue.address) &&
          companionsOf(queue, policy, resources).length === 0,
      )
      .map(({ address }) => ({ resource: address }));
  },
};
