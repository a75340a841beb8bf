import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { secretsNotWritten } from './secretsNotWritten';

describe('secretsNotWritten', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(secretsNotWritten, aFullSpec())).toEqual([]);
  });

  it.each([
    ['aws_db_instance.d', { manage_master_user_password: true }],
    ['aws_db_instance.d', { password: '${var.password}' }],
    ['aws_ssm_parameter.p', { type: 'String', value: 'blue' }],
    ['aws_vpc.v', { password: 'none' }],
  ])('should accept %j', (address, attributes) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(secretsNotWritten, document)).toEqual([]);
  });

  it.each([
    ['aws_db_instance.d', { password: 'hunter2' }, 'It stands in password.'],
    [
      'aws_elasticache_user.u',
      { passwords: ['${var.a}', 'hunter2'] },
      'It stands in passwords.',
    ],
    [
      'aws_ssm_parameter.p',
      { type: 'SecureString', value: 'hunter2' },
      'It stands in value.',
    ],
    [
      'aws_secretsmanager_secret_version.v',
      { secret_string: '{}' },
      'It stands in secret_string.',
    ],
  ])('should find %j', (address, attributes, detail) => {
    const document = aDocument({ [address]: attributes });
    expect(violationsIn(secretsNotWritten, document)).toEqual([
      { resource: address, detail },
    ]);
  });
});
