import { blocks, isExpression, text } from '../../document/attributes';
import { ResourceIndex } from '../../document/ResourceIndex';
import {
  Attributes,
  TerraformResource,
} from '../../document/TerraformDocument';
import { databasesOf } from '../databases';
import { PolicyRule } from '../PolicyRule';

/** PostgreSQL on RDS forces TLS by itself from this version on: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/PostgreSQL.Concepts.General.SSL.html */
const FORCES_TLS_SINCE = 15;

/** The parameter that forces TLS, by engine, and whether it is on where nobody sets it. */
function forcing(
  attributes: Attributes,
): { name: string; on: boolean } | undefined {
  const engine = text(attributes, 'engine');
  if (engine === 'postgres') {
    const version = Number(
      /^\d+/.exec(text(attributes, 'engine_version') ?? '')?.[0] ?? Infinity,
    );
    return { name: 'rds.force_ssl', on: version >= FORCES_TLS_SINCE };
  }
  return engine === 'mysql' || engine === 'mariadb'
    ? { name: 'require_secure_transport', on: false }
    : undefined;
}

function isUnforced(
  { attributes }: TerraformResource,
  resources: ResourceIndex,
): boolean {
  const parameter = forcing(attributes);
  if (!parameter) return false;
  const group = resources.referenced(attributes, 'parameter_group_name');
  if (!group && attributes.parameter_group_name) return false;
  const set = blocks(group?.attributes ?? {}, 'parameter').find(
    ({ name }) => name === parameter.name,
  );
  if (!set) return !parameter.on;
  return !isExpression(set.value) && !['1', 'ON'].includes(String(set.value));
}

/** Nobody talks to a database in a way that others can listen to. */
export const databaseTlsOnly: PolicyRule = {
  id: 'database-tls-only',
  severity: 'blocker',
  title: 'The database must refuse connections without TLS',
  why: 'What customers order, and the password of the database, go over the network as they are. Clusters of Aurora are not judged by this.',
  fix: 'Set rds.force_ssl to 1 in the parameters of the database.',
  check: ({ resources }) =>
    databasesOf(resources)
      .filter(database => isUnforced(database, resources))
      .map(({ address }) => ({ resource: address })),
};
