import { TerraformDocument } from '../document/TerraformDocument';
import { checkBody } from './checkBody';
import { checkLifecycle } from './checkLifecycle';
import {
  checkDependencies,
  checkProviderNames,
  checkReferences,
  dependencyGraph,
} from './checkReferences';
import { Configuration, ConfiguredBlock } from './Configuration';
import { ConfigurationProblem } from './ConfigurationProblem';
import { findCycles } from './findCycles';
import { nearestName } from './nearestName';
import { ProviderSchema } from './schema/ProviderSchema';

/** Arguments of every resource and data source, which belong to Terraform itself. */
const META_ARGUMENTS: ReadonlySet<string> = new Set([
  'connection',
  'count',
  'depends_on',
  'for_each',
  'lifecycle',
  'provider',
  'provisioner',
]);

const PROVIDER_ARGUMENTS: ReadonlySet<string> = new Set(['alias', 'version']);

function checkBlock(
  { kind, type, address, attributes, schema }: ConfiguredBlock,
  configuration: Configuration,
): ConfigurationProblem[] {
  if (schema) {
    return checkBody(attributes, schema, configuration, META_ARGUMENTS).map(
      problem => ({ address, ...problem }),
    );
  }
  if (!configuration.isJudged(type)) return [];
  const what = kind === 'data' ? 'data source' : 'resource';
  return [
    {
      kind: 'unknown-type',
      address,
      path: '',
      message: `the provider has no ${what} "${type}"`,
      suggestion: nearestName(type, configuration.schema.names(kind)),
    },
  ];
}

function checkProviders(configuration: Configuration): ConfigurationProblem[] {
  const { provider } = configuration.schema;
  const schema = configuration.schema.find('provider', provider);
  if (!schema) return [];
  return configuration.providers().flatMap(body =>
    checkBody(body, schema, configuration, PROVIDER_ARGUMENTS).map(problem => ({
      address: `provider.${provider}`,
      ...problem,
    })),
  );
}

function checkCycles(configuration: Configuration): ConfigurationProblem[] {
  return findCycles(dependencyGraph(configuration)).map(cycle => ({
    kind: 'cycle' as const,
    address: cycle[0],
    path: '',
    message: `each needs the next one first: ${[...cycle, cycle[0]].join(
      ' -> ',
    )}`,
  }));
}

function order({ address, path, kind }: ConfigurationProblem): string {
  return [address, path, kind].join('\u0000');
}

/**
 * Judges names, types and references of a document by the published binding of
 * the provider: what Terraform would refuse before it asks anybody. Values are
 * the business of the policies.
 */
export function validateDocument(
  document: TerraformDocument,
  schema: ProviderSchema,
): ConfigurationProblem[] {
  const configuration = Configuration.of(document, schema);
  return [
    ...configuration
      .blocks()
      .flatMap(block => checkBlock(block, configuration)),
    ...checkProviders(configuration),
    ...checkReferences(configuration),
    ...checkDependencies(configuration),
    ...checkProviderNames(configuration),
    ...checkLifecycle(configuration),
    ...checkCycles(configuration),
  ].sort((left, right) => (order(left) < order(right) ? -1 : 1));
}
