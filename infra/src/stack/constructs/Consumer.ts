import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { IamRole } from '@cdktf/provider-aws/lib/iam-role';
import { IamRolePolicy } from '@cdktf/provider-aws/lib/iam-role-policy';
import { LambdaEventSourceMapping } from '@cdktf/provider-aws/lib/lambda-event-source-mapping';
import { LambdaFunction } from '@cdktf/provider-aws/lib/lambda-function';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { Construct } from 'constructs';
import { policyDocument, trustService } from './policyDocument';
import { Queue } from './Queue';
import { shortName } from './shortName';

/** A consumer as a spec describes it. */
export type ConsumerSpec = NonNullable<
  EnvironmentSpec['spec']['events']
>['consumers'][number];

/** A function and the queue that it empties. */
export interface ConsumerOptions {
  readonly environment: string;
  readonly consumer: ConsumerSpec;
  readonly queue: Queue;
  readonly keyArn: string;
  readonly logRetentionDays: number;
}

const MAX_NAME = 64;

/** A Lambda function that works off a queue and gives back only the messages that failed. */
export class Consumer extends Construct {
  constructor(scope: Construct, id: string, options: ConsumerOptions) {
    super(scope, id);
    const { environment, consumer, queue, keyArn } = options;
    const functionName = shortName(`${environment}-${consumer.name}`, MAX_NAME);
    // Lambda would make this group itself, without an end to what it keeps.
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      name: `/aws/lambda/${functionName}`,
      retentionInDays: options.logRetentionDays,
      kmsKeyId: keyArn,
    });
    const role = new IamRole(this, 'role', {
      name: shortName(`${environment}-${consumer.name}-consumer`, MAX_NAME),
      assumeRolePolicy: trustService('lambda.amazonaws.com'),
    });
    const permission = this.#permit(role, logGroup, options);
    const worker = new LambdaFunction(this, 'function', {
      functionName,
      description: `Works off queue ${consumer.queue} of topic ${consumer.topic}`,
      role: role.arn,
      runtime: 'nodejs24.x',
      architectures: ['arm64'],
      handler: consumer.handler,
      s3Bucket: consumer.code.bucket,
      s3Key: consumer.code.key,
      memorySize: consumer.memoryMb,
      timeout: consumer.timeoutSeconds,
      kmsKeyArn: keyArn,
      environment: { variables: { ENVIRONMENT: environment } },
      loggingConfig: { logFormat: 'JSON', logGroup: logGroup.name },
      dependsOn: [permission],
    });
    new LambdaEventSourceMapping(this, 'source', {
      functionName: worker.functionName,
      eventSourceArn: queue.arn,
      batchSize: consumer.batchSize,
      // Without it one bad message brings the whole batch back.
      functionResponseTypes: ['ReportBatchItemFailures'],
      scalingConfig: { maximumConcurrency: consumer.maxConcurrency },
      dependsOn: [permission],
    });
  }

  #permit(
    role: IamRole,
    logGroup: CloudwatchLogGroup,
    { queue, keyArn }: ConsumerOptions,
  ): IamRolePolicy {
    return new IamRolePolicy(this, 'permission', {
      name: 'work-off-queue',
      role: role.id,
      policy: policyDocument(
        {
          Effect: 'Allow',
          Action: [
            'sqs:ReceiveMessage',
            'sqs:DeleteMessage',
            'sqs:GetQueueAttributes',
          ],
          Resource: queue.arn,
        },
        { Effect: 'Allow', Action: 'kms:Decrypt', Resource: keyArn },
        {
          Effect: 'Allow',
          Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          Resource: `${logGroup.arn}:*`,
        },
      ),
    });
  }
}
