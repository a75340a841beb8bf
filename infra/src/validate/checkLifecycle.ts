import { isRecord } from '../document/attributes';
import { Configuration, ConfiguredBlock } from './Configuration';
import { ConfigurationProblem } from './ConfigurationProblem';
import { parseTemplate } from './expressions/parseTemplate';
import { nearestName } from './nearestName';
import { resolveTraversal } from './resolveTraversal';

function texts(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((item): item is string => typeof item === 'string')
    : [];
}

/** Arguments that Terraform is told to leave alone, and that the type does not have. */
function unknownIgnored(
  { address, schema, attributes: { lifecycle } }: ConfiguredBlock,
  path: string,
): ConfigurationProblem[] {
  if (!schema || !isRecord(lifecycle)) return [];
  const known = [
    ...Object.keys(schema.attributes),
    ...Object.keys(schema.blocks),
  ];
  return texts(lifecycle.ignore_changes).flatMap(entry => {
    const [name] = entry.split(/[.[]/, 1);
    return known.includes(name)
      ? []
      : [
          {
            kind: 'unknown-argument' as const,
            address,
            path,
            message: `there is no "${name}" here`,
            suggestion: nearestName(name, known),
          },
        ];
  });
}

/** What shall replace a resource whenever it changes, and is not there. */
function unknownTriggers(
  { address, attributes: { lifecycle } }: ConfiguredBlock,
  configuration: Configuration,
): ConfigurationProblem[] {
  if (!isRecord(lifecycle)) return [];
  return texts(lifecycle.replace_triggered_by).flatMap(entry =>
    // They are written as expressions without their braces.
    parseTemplate(`\${${entry}}`).expressions.flatMap(({ traversals }) =>
      traversals.flatMap(traversal => {
        const { problem } = resolveTraversal(traversal, configuration);
        const path = 'lifecycle.replace_triggered_by';
        return problem ? [{ address, path, ...problem }] : [];
      }),
    ),
  );
}

/** What is wrong with the `lifecycle` of resources. */
export function checkLifecycle(
  configuration: Configuration,
): ConfigurationProblem[] {
  return configuration
    .blocks()
    .flatMap(block => [
      ...unknownIgnored(block, 'lifecycle.ignore_changes'),
      ...unknownTriggers(block, configuration),
    ]);
}
