import { SnsTopicSubscription } from '@cdktf/provider-aws/lib/sns-topic-subscription';
import { Construct } from 'constructs';
import { alertsTopicName } from './alertsTopicName';
import { Topic } from './Topic';

/** Who tells something, and who is told. */
export interface AlertsOptions {
  readonly environment: string;
  readonly keyArn: string;
  readonly accountId: string;
  /** Services of AWS that tell something by themselves. */
  readonly publishers: readonly string[];
  /** Addresses that are written to; each has to say yes once. */
  readonly emails: readonly string[];
}

/** The one topic through which an environment calls for people. */
export class Alerts extends Construct {
  readonly topicArn: string;

  constructor(scope: Construct, id: string, options: AlertsOptions) {
    super(scope, id);
    const { environment, keyArn, accountId, publishers, emails } = options;
    const topic = new Topic(this, 'alerts', {
      name: alertsTopicName(environment),
      keyArn,
      accountId,
      publishers,
    });
    this.topicArn = topic.arn;
    emails.forEach(endpoint => {
      new SnsTopicSubscription(this, `to-${addressId(endpoint)}`, {
        topicArn: topic.arn,
        protocol: 'email',
        endpoint,
      });
    });
  }
}

/** A part of an address of Terraform; two addresses of people never give the same. */
function addressId(email: string): string {
  return email.replace(/[^a-z0-9-]/gi, character =>
    character === '@' ? '-at-' : `-${character.charCodeAt(0)}-`,
  );
}
