import {
  EnvironmentSpec,
  PolicyFinding,
  Waiver,
  environmentClassSchema,
  sortFindings,
} from '@portico/plugin-environments-common';
import { block, blocks } from '../document/attributes';
import { ResourceIndex } from '../document/ResourceIndex';
import { TerraformDocument } from '../document/TerraformDocument';
import { policyRules } from './policyRules';
import { PolicyRule, Violation } from './PolicyRule';

/** What a document is judged with. */
export interface PolicyOptions {
  readonly spec?: EnvironmentSpec;
  readonly now: Date;
  readonly rules?: readonly PolicyRule[];
}

/** The class that the tags of a document tell; production where they tell none. */
export function classOfDocument(document: TerraformDocument) {
  const [provider = {}] = blocks(document.provider ?? {}, 'aws');
  const tags = block(block(provider, 'default_tags'), 'tags');
  const parsed = environmentClassSchema.safeParse(tags.class);
  return { known: parsed.success, value: parsed.data ?? 'prod' };
}

/** Judges a document by every rule; waivers of the spec that still hold are noted, not left out. */
export function checkPolicies(
  document: TerraformDocument,
  { spec, now, rules = policyRules }: PolicyOptions,
): PolicyFinding[] {
  const facts = {
    resources: ResourceIndex.of(document),
    environmentClass: spec?.spec.class ?? classOfDocument(document).value,
    spec,
    now,
  };
  const waivers = spec?.spec.waivers ?? [];
  return sortFindings(
    rules.flatMap(rule =>
      rule
        .check(facts)
        .map(violation => toFinding(rule, violation, waivers, now)),
    ),
  );
}

function toFinding(
  { id, severity, title, why, fix }: PolicyRule,
  { resource, detail, path }: Violation,
  waivers: readonly Waiver[],
  now: Date,
): PolicyFinding {
  const today = now.toISOString().slice(0, 10);
  const waiver = waivers.find(
    candidate =>
      candidate.ruleId === id &&
      (candidate.resource === undefined || candidate.resource === resource) &&
      candidate.expiry >= today,
  );
  return {
    ruleId: id,
    severity,
    title,
    resource,
    why: detail ? `${detail} ${why}` : why,
    fix,
    ...(path && { path }),
    waiver: waiver
      ? {
          owner: waiver.owner,
          reason: waiver.reason,
          expiry: waiver.expiry,
        }
      : null,
  };
}
