import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { databaseTlsOnly } from './databaseTlsOnly';

function aDatabase(
  attributes: Record<string, unknown>,
  parameter: unknown[] = [],
) {
  return aDocument({
    'aws_db_instance.d': {
      parameter_group_name: '${aws_db_parameter_group.g.name}',
      ...attributes,
    },
    'aws_db_parameter_group.g': { parameter },
  });
}

const forced = (value: unknown) => [{ name: 'rds.force_ssl', value }];
const mysql = { engine: 'mysql', engine_version: '8.0' };

describe('databaseTlsOnly', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(databaseTlsOnly, aFullSpec())).toEqual([]);
  });

  it.each([
    [{ engine: 'postgres', engine_version: '14.9' }, forced('1')],
    [{ engine: 'postgres', engine_version: '17' }, []],
    [{ engine: 'postgres', engine_version: '17' }, forced('${var.force}')],
    [{ engine: 'postgres', engine_version: '${var.version}' }, []],
    [mysql, [{ name: 'require_secure_transport', value: 'ON' }]],
    [{ ...mysql, parameter_group_name: '${var.group}' }, []],
    [{ engine: 'oracle-ee' }, []],
  ])('should accept %j with %j', (attributes, parameters) => {
    const document = aDatabase(attributes, parameters);
    expect(violationsIn(databaseTlsOnly, document)).toEqual([]);
  });

  it.each([
    [{ engine: 'postgres', engine_version: '17' }, forced('0')],
    [{ engine: 'postgres', engine_version: '14.9' }, []],
    [{ ...mysql, parameter_group_name: undefined }, []],
    [mysql, [{ name: 'require_secure_transport', value: '0' }]],
  ])('should find %j with %j', (attributes, parameters) => {
    const document = aDatabase(attributes, parameters);
    expect(violationsIn(databaseTlsOnly, document)).toEqual([
      { resource: 'aws_db_instance.d' },
    ]);
  });
});
