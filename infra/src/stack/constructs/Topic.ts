import { SnsTopic } from '@cdktf/provider-aws/lib/sns-topic';
import { SnsTopicPolicy } from '@cdktf/provider-aws/lib/sns-topic-policy';
import { Construct } from 'constructs';
import { PolicyStatement, policyDocument, tlsOnly } from './policyDocument';

/** A topic and who may publish to it beside the roles of the account. */
export interface TopicOptions {
  readonly name: string;
  readonly keyArn: string;
  readonly accountId: string;
  /** Services of AWS that publish by themselves, such as `cloudwatch.amazonaws.com`. */
  readonly publishers: readonly string[];
}

/** An encrypted topic of this account. */
export class Topic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, options: TopicOptions) {
    super(scope, id);
    const { name, keyArn, accountId, publishers } = options;
    const topic = new SnsTopic(this, 'topic', {
      name,
      kmsMasterKeyId: keyArn,
      // Version 2 signs with SHA-256.
      signatureVersion: 2,
    });
    this.arn = topic.arn;
    new SnsTopicPolicy(this, 'policy', {
      arn: topic.arn,
      policy: policyDocument(
        {
          Sid: 'AccountDecidesThroughIam',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
          Action: ['sns:Publish', 'sns:Subscribe', 'sns:GetTopicAttributes'],
          Resource: topic.arn,
        },
        tlsOnly('sns:Publish', topic.arn),
        ...publishers.map(service => mayPublish(topic.arn, service, accountId)),
      ),
    });
  }
}

function mayPublish(
  topicArn: string,
  service: string,
  accountId: string,
): PolicyStatement {
  return {
    Effect: 'Allow',
    Principal: { Service: service },
    Action: 'sns:Publish',
    Resource: topicArn,
    Condition: { StringEquals: { 'aws:SourceAccount': accountId } },
  };
}
