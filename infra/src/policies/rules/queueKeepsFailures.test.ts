import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { queueKeepsFailures } from './queueKeepsFailures';

const toDead = JSON.stringify({
  deadLetterTargetArn: '${aws_sqs_queue.dead.arn}',
});

describe('queueKeepsFailures', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(queueKeepsFailures, aFullSpec())).toEqual([]);
  });

  it.each<Record<string, Record<string, unknown>>>([
    { 'aws_sqs_queue.q': { redrive_policy: toDead }, 'aws_sqs_queue.dead': {} },
    { 'aws_sqs_queue.q': { redrive_policy: '${var.policy}' } },
    {
      'aws_sqs_queue.q': {},
      'aws_sqs_queue.dead': {},
      'aws_sqs_queue_redrive_policy.p': {
        queue_url: '${aws_sqs_queue.q.id}',
        redrive_policy: toDead,
      },
    },
    {
      'aws_sqs_queue.dead': {},
      'aws_lambda_function.f': {
        dead_letter_config: { target_arn: '${aws_sqs_queue.dead.arn}' },
      },
    },
  ])('should accept %j', resources => {
    const document = aDocument(resources);
    expect(violationsIn(queueKeepsFailures, document)).toEqual([]);
  });

  it('should find a queue without one', () => {
    const document = aDocument({
      'aws_sqs_queue.a': { redrive_policy: toDead },
      'aws_sqs_queue.b': {},
      'aws_sqs_queue.dead': {},
    });
    expect(violationsIn(queueKeepsFailures, document)).toEqual([
      { resource: 'aws_sqs_queue.b' },
    ]);
  });
});
