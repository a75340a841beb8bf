import { text, texts } from '../document/attributes';
import { Configuration } from './Configuration';
import { ConfigurationProblem, LocalProblem } from './ConfigurationProblem';
import { parseTemplate } from './expressions/parseTemplate';
import { terraformFunctions } from './expressions/terraformFunctions';
import { Expression } from './expressions/Traversal';
import { nearestName } from './nearestName';
import { resolveTraversal } from './resolveTraversal';

/** An expression and the place in which it stands. */
interface PlacedExpression {
  readonly address: string;
  readonly path: string;
  readonly expression: Expression;
}

/** Arguments whose texts are addresses and no templates. */
const ADDRESS_ARGUMENTS: ReadonlySet<string> = new Set([
  '//',
  'depends_on',
  'provider',
]);

function* expressionsIn(
  value: unknown,
  address: string,
  path = '',
): Generator<PlacedExpression> {
  if (typeof value === 'string') {
    for (const expression of parseTemplate(value).expressions) {
      yield { address, path, expression };
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      if (path === '' && ADDRESS_ARGUMENTS.has(key)) continue;
      const named = path === '' ? key : `${path}.${key}`;
      const place = Array.isArray(value) ? `${path}[${key}]` : named;
      yield* expressionsIn(item, address, place);
    }
  }
}

function* allExpressions(
  configuration: Configuration,
): Generator<PlacedExpression> {
  for (const { address, attributes } of configuration.blocks()) {
    yield* expressionsIn(attributes, address);
  }
  for (const section of ['output', 'locals', 'module']) {
    const prefix = section === 'locals' ? 'local' : section;
    for (const [name, value] of Object.entries(
      configuration.section(section),
    )) {
      yield* expressionsIn(value, `${prefix}.${name}`);
    }
  }
  yield* expressionsIn(configuration.document.provider ?? {}, 'provider');
}

function problemsOf(
  { traversals, functions }: Expression,
  configuration: Configuration,
): Omit<LocalProblem, 'path'>[] {
  return [
    ...traversals.flatMap(
      traversal => resolveTraversal(traversal, configuration).problem ?? [],
    ),
    ...functions
      // Functions of providers are named `provider::aws::arn_parse`.
      .filter(name => !name.includes('::') && !terraformFunctions.has(name))
      .map(name => ({
        kind: 'unknown-function' as const,
        message: `Terraform has no function "${name}"`,
        suggestion: nearestName(name, terraformFunctions),
      })),
  ];
}

/** References to what is not there, attributes that do not exist and unknown functions. */
export function checkReferences(
  configuration: Configuration,
): ConfigurationProblem[] {
  return [...allExpressions(configuration)].flatMap(
    ({ address, path, expression }) =>
      problemsOf(expression, configuration).map(problem => ({
        address,
        path,
        ...problem,
      })),
  );
}

/** Whether `depends_on` may name it. */
function isThere(dependency: string, configuration: Configuration): boolean {
  const [root, name] = dependency.split('.');
  if (root === 'module') return name in configuration.section('module');
  const parts = root === 'data' ? 3 : 2;
  // An instance of several is named with its index.
  const address = dependency.split(/[.[]/, parts).join('.');
  return configuration.block(address) !== undefined;
}

/** What `depends_on` names and is not there. */
export function checkDependencies(
  configuration: Configuration,
): ConfigurationProblem[] {
  return configuration.blocks().flatMap(({ address, attributes }) =>
    texts(attributes, 'depends_on')
      .filter(dependency => !isThere(dependency, configuration))
      .map(dependency => ({
        kind: 'unknown-dependency' as const,
        address,
        path: 'depends_on',
        message: `${dependency} is not in this configuration`,
        suggestion: nearestName(dependency, configuration.addresses()),
      })),
  );
}

/** Who needs whom: resources, data sources and locals by address. */
export function dependencyGraph(
  configuration: Configuration,
): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  const edgesOf = (address: string) => {
    const edges = graph.get(address) ?? new Set();
    graph.set(address, edges);
    return edges;
  };
  for (const { address, expression } of allExpressions(configuration)) {
    for (const traversal of expression.traversals) {
      const { target } = resolveTraversal(traversal, configuration);
      const [step] = traversal.steps;
      if (target) edgesOf(address).add(target.address);
      else if (traversal.root === 'local' && step?.kind === 'name') {
        edgesOf(address).add(`local.${step.name}`);
      }
    }
  }
  for (const { address, attributes } of configuration.blocks()) {
    for (const dependency of texts(attributes, 'depends_on')) {
      edgesOf(address).add(dependency);
    }
  }
  return graph;
}

/** Configurations of the provider that a resource names and nobody wrote. */
export function checkProviderNames(
  configuration: Configuration,
): ConfigurationProblem[] {
  const { provider } = configuration.schema;
  const known = configuration
    .providers()
    .map(({ alias }) =>
      typeof alias === 'string' ? `${provider}.${alias}` : provider,
    );
  return configuration.blocks().flatMap(({ address, attributes }) => {
    const named = text(attributes, 'provider');
    return named === undefined || known.includes(named)
      ? []
      : [
          {
            kind: 'unknown-provider' as const,
            address,
            path: 'provider',
            message: `there is no configuration ${named} of the provider`,
            suggestion: nearestName(named, known),
          },
        ];
  });
}
