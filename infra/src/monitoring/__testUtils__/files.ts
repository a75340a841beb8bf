import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { parse } from 'yaml';
import { z } from 'zod/v4';

/** The folder of what is made ready for a cluster. */
export const MONITORING = resolvePackagePath('@portico/infra', 'monitoring');

/** The root of the repository. */
export const REPOSITORY = resolvePackagePath('@portico/infra', '..');

/** The files of rules, in the order in which they are told. */
export const RULE_FILES = ['shop', 'cluster', 'monitoring'] as const;

/** Reads a YAML file below the root of the repository, with what its merge keys stand for. */
export function readYaml(...path: string[]): unknown {
  const text = readFileSync(join(REPOSITORY, ...path), 'utf8');
  return parse(text, { merge: true, maxAliasCount: 1000 });
}

const rule = z.strictObject({
  expr: z.string(),
  record: z.string().optional(),
  alert: z.string().optional(),
  for: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

const ruleFile = z.strictObject({
  groups: z.array(
    z.strictObject({ name: z.string(), rules: z.array(rule).nonempty() }),
  ),
});

/** A rule, recording or alerting. */
export type Rule = z.output<typeof rule>;

/** The rules of one file. */
export function rulesOf(file: string): Rule[] {
  const read = ruleFile.parse(
    readYaml('infra/monitoring/prometheus/rules', `${file}.rules.yml`),
  );
  return read.groups.flatMap(({ rules }) => rules);
}

/** All rules. */
export function allRules(): Rule[] {
  return RULE_FILES.flatMap(rulesOf);
}

/** All alerts, with their names. */
export function allAlerts(): (Rule & { alert: string })[] {
  return allRules().flatMap(one =>
    one.alert === undefined ? [] : [{ ...one, alert: one.alert }],
  );
}
