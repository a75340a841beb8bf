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
import { PolicyRule, Violation, violationsOfRule } from './PolicyRule';

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
      violationsOfRule(rule, facts).map(violation =>
        toFinding(rule, violation, waivers, now),
      ),
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
  const meant = waivers.filter(
    candidate =>
      candidate.ruleId === id &&
      (candidate.resource === undefined || candidate.resource === resource),
  );
  const waiver = meant.find(({ expiry }) => expiry >= today);
  return {
    ruleId: id,
    severity,
    title,
    resource,
    why: [detail, why, waiver ? undefined : endedWaiver(meant)]
      .filter(part => part !== undefined)
      .join(' '),
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

/** Tells of the waiver that would hold, had its last day not passed. */
function endedWaiver(ended: readonly Waiver[]): string | undefined {
  const [last] = [...ended].sort((a, b) => (a.expiry < b.expiry ? 1 : -1));
  return last && `The waiver of ${last.owner} ended on ${last.expiry}.`;
}
