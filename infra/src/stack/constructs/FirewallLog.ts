import { CloudwatchLogGroup } from '@cdktf/provider-aws/lib/cloudwatch-log-group';
import { Wafv2WebAclLoggingConfiguration } from '@cdktf/provider-aws/lib/wafv2-web-acl-logging-configuration';
import { TerraformProvider } from 'cdktf';
import { Construct } from 'constructs';

/** Whose requests are logged, and for how long. */
export interface FirewallLogOptions {
  readonly environment: string;
  readonly webAclArn: string;
  readonly logRetentionDays: number;
  /** The key of the region; what is logged elsewhere has the encryption of the logs service itself. */
  readonly keyArn: string | undefined;
  readonly provider: TerraformProvider | undefined;
}

/** What could let somebody in who reads it. */
const SECRET_HEADERS = ['authorization', 'cookie'] as const;

/** What a firewall blocked or counted; what it let through is not worth the price of a line. */
export class FirewallLog extends Construct {
  constructor(scope: Construct, id: string, options: FirewallLogOptions) {
    super(scope, id);
    const { environment, webAclArn, keyArn, provider } = options;
    const logGroup = new CloudwatchLogGroup(this, 'log-group', {
      // WAF writes to no group whose name begins otherwise.
      name: `aws-waf-logs-${environment}`,
      retentionInDays: options.logRetentionDays,
      kmsKeyId: keyArn,
      provider,
    });
    new Wafv2WebAclLoggingConfiguration(this, 'logging', {
      resourceArn: webAclArn,
      logDestinationConfigs: [logGroup.arn],
      provider,
      loggingFilter: {
        defaultBehavior: 'DROP',
        filter: [
          {
            behavior: 'KEEP',
            requirement: 'MEETS_ANY',
            condition: ['BLOCK', 'COUNT'].map(action => ({
              actionCondition: { action },
            })),
          },
        ],
      },
      redactedFields: SECRET_HEADERS.map(name => ({ singleHeader: { name } })),
    });
  }
}
