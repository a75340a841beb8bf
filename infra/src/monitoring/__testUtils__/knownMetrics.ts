import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import { EXPORTERS } from '../exporterMetrics';
import { parsePromql } from '../promql';
import { REPOSITORY, allRules } from './files';

/** What Prometheus adds to every series of a target. */
const OF_TARGETS = [
  'job',
  'instance',
  'service',
  'namespace',
  'pod',
  'node',
  'environment',
  'version',
  // Only samples have it.
  'origin',
];

const told = z.object({
  metrics: z.array(
    z.object({
      name: z.string(),
      type: z.string(),
      labels: z.array(z.string()),
    }),
  ),
});

/** The metrics of our services: a test of the service kit holds this file against a running service. */
function ourMetrics(): [string, string[]][] {
  const file = join(REPOSITORY, 'packages/service-kit/metrics.json');
  const { metrics } = told.parse(JSON.parse(readFileSync(file, 'utf8')));
  return metrics.flatMap(({ name, type, labels }): [string, string[]][] =>
    type === 'histogram'
      ? [
          [`${name}_bucket`, labels],
          [`${name}_sum`, labels.filter(label => label !== 'le')],
          [`${name}_count`, labels.filter(label => label !== 'le')],
        ]
      : [[name, labels]],
  );
}

/** Every metric that there is, with the labels that it can have: of our services, of others, of Prometheus itself, and recorded ones. */
export function knownMetrics(): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>([
    ['up', new Set(OF_TARGETS)],
    ['ALERTS', new Set([...OF_TARGETS, 'alertname', 'alertstate', 'severity'])],
  ]);
  const exported = EXPORTERS.flatMap(({ metrics }) => Object.entries(metrics));
  for (const [name, labels] of [...ourMetrics(), ...exported]) {
    known.set(name, new Set([...labels, ...OF_TARGETS]));
  }
  // In the order of the files: a rule that records from another comes after it.
  for (const { record, expr } of allRules()) {
    // Samples of what is recorded are marked as well.
    if (record) known.set(record, labelsOf(expr, known).add('origin'));
  }
  return known;
}

function labelsOf(
  expr: string,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): Set<string> {
  const { selectors, grouping } = parsePromql(expr);
  if (grouping.length > 0) return new Set(grouping);
  return new Set(
    selectors.flatMap(({ metric }) => [...(known.get(metric) ?? [])]),
  );
}

/** What is wrong with an expression: metrics and labels that nobody exports. */
export function unknownIn(
  expr: string,
  known: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const { selectors, grouping } = parsePromql(expr);
  const anywhere = new Set(
    selectors.flatMap(({ metric }) => [...(known.get(metric) ?? [])]),
  );
  return [
    ...selectors.flatMap(({ metric, labels }) => {
      const has = known.get(metric);
      if (!has) return [`${metric} is exported by nobody`];
      return labels
        .filter(label => !has.has(label))
        .map(label => `${metric} has no label ${label}`);
    }),
    ...grouping
      .filter(label => !anywhere.has(label))
      .map(label => `nothing here has a label ${label}`),
  ];
}
