import { isExpression, text } from '../../document/attributes';
import { Attributes } from '../../document/TerraformDocument';
import { PolicyRule } from '../PolicyRule';
import { listOf } from '../statements';

/** The arguments that hold a secret, by type. */
const SECRETS: Readonly<Record<string, readonly string[]>> = {
  aws_db_instance: ['password', 'password_wo'],
  aws_rds_cluster: ['master_password', 'master_password_wo'],
  aws_elasticache_replication_group: ['auth_token'],
  aws_elasticache_user: ['passwords'],
  aws_secretsmanager_secret_version: [
    'secret_string',
    'secret_string_wo',
    'secret_binary',
  ],
};

function isWritten(value: unknown): boolean {
  return listOf(value).some(item => item !== '' && !isExpression(item));
}

function secretsOf(type: string, attributes: Attributes): readonly string[] {
  return type === 'aws_ssm_parameter' &&
    text(attributes, 'type') === 'SecureString'
    ? ['value', 'value_wo']
    : SECRETS[type] ?? [];
}

/** No secret stands where everybody who reads the configuration reads it. */
export const secretsNotWritten: PolicyRule = {
  id: 'secrets-not-written',
  severity: 'blocker',
  title: 'No secret may be written into the configuration',
  why: 'Everybody who can read the repository can read it, today and in its history.',
  fix: 'Let AWS make it: manage_master_user_password, or a secret that is filled elsewhere. Change the one that was written.',
  check: ({ resources }) =>
    resources.all().flatMap(({ type, address, attributes }) =>
      secretsOf(type, attributes)
        .filter(name => isWritten(attributes[name]))
        .map(name => ({ resource: address, detail: `It stands in ${name}.` })),
    ),
};
