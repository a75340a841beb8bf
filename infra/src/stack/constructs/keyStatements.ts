import { alertsTopicName } from './alertsTopicName';
import { PolicyStatement } from './policyDocument';
import { trailArn } from './trailName';

/**
 * Services that use a key by themselves. RDS, ElastiCache, EKS, S3 and Lambda
 * use it through whoever asks them to; these take no grants and are named.
 */
export type KeyUser = 'logs' | 'events' | 'alerts' | 'trail';

/** Where a key is. */
export interface KeyPlace {
  readonly environment: string;
  readonly region: string;
  readonly accountId: string;
}

const WRITE = ['kms:GenerateDataKey*', 'kms:Decrypt'];

const STATEMENTS: Readonly<
  Record<KeyUser, (place: KeyPlace) => PolicyStatement>
> = {
  logs: ({ region, accountId }) => ({
    Sid: 'LogsOfThisAccount',
    Effect: 'Allow',
    Principal: { Service: `logs.${region}.amazonaws.com` },
    Action: [
      'kms:Encrypt',
      'kms:Decrypt',
      'kms:ReEncrypt*',
      'kms:GenerateDataKey*',
      'kms:DescribeKey',
    ],
    Resource: '*',
    Condition: {
      ArnLike: {
        'kms:EncryptionContext:aws:logs:arn': `arn:aws:logs:${region}:${accountId}:log-group:*`,
      },
    },
  }),
  trail: place => ({
    Sid: 'TrailOfThisEnvironment',
    Effect: 'Allow',
    Principal: { Service: 'cloudtrail.amazonaws.com' },
    Action: 'kms:GenerateDataKey*',
    Resource: '*',
    Condition: {
      StringEquals: {
        'aws:SourceArn': trailArn(place),
        'kms:EncryptionContext:aws:cloudtrail:arn': trailArn(place),
      },
    },
  }),
  // A topic writes into an encrypted queue; without this it loses every message.
  // Whoever calls for people does it through one topic, and SNS names it to the key.
  alerts: ({ environment, region, accountId }) => ({
    Sid: 'AlertsOfThisEnvironment',
    Effect: 'Allow',
    Principal: {
      Service: [
        'budgets.amazonaws.com',
        'cloudwatch.amazonaws.com',
        'costalerts.amazonaws.com',
      ],
    },
    Action: WRITE,
    Resource: '*',
    Condition: {
      StringEquals: {
        'kms:EncryptionContext:aws:sns:topicArn': `arn:aws:sns:${region}:${accountId}:${alertsTopicName(
          environment,
        )}`,
      },
    },
  }),
  events: ({ environment, region, accountId }) => ({
    Sid: 'TopicsOfThisEnvironment',
    Effect: 'Allow',
    Principal: { Service: 'sns.amazonaws.com' },
    Action: WRITE,
    Resource: '*',
    Condition: {
      ArnLike: {
        'aws:SourceArn': `arn:aws:sns:${region}:${accountId}:${environment}-*`,
      },
      StringEquals: { 'aws:SourceAccount': accountId },
    },
  }),
};

/** The policy of a key: its account decides, and each of the given services may use it. */
export function keyStatements(
  users: readonly KeyUser[],
  place: KeyPlace,
): PolicyStatement[] {
  return [
    // Without it nobody could ever change the key again.
    {
      Sid: 'AccountDecidesThroughIam',
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${place.accountId}:root` },
      Action: 'kms:*',
      Resource: '*',
    },
    ...users.map(user => STATEMENTS[user](place)),
    // CloudTrail looks at a key before it uses it, and then names no trail as its context.
    ...(users.includes('trail')
      ? [
          {
            Sid: 'TrailLooksAtTheKey',
            Effect: 'Allow' as const,
            Principal: { Service: 'cloudtrail.amazonaws.com' },
            Action: 'kms:DescribeKey',
            Resource: '*',
            Condition: { StringEquals: { 'aws:SourceArn': trailArn(place) } },
          },
        ]
      : []),
  ];
}
