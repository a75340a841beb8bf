import {
  checkCidrFree,
  parseEnvironmentSpec,
  type EnvironmentSpec,
  type SpecIssue,
  type TakenCidr,
} from '@portico/plugin-environments-common';
import { getAt, setAt, textAt, type SpecDraft } from './paths';

/** What the form finds by itself, before anybody is asked. */
export interface LocalCheck {
  /** Everything that is wrong; only without issues may the form be submitted. */
  issues: SpecIssue[];
  /** The spec as it would be written; undefined while it is not valid. */
  spec: EnvironmentSpec | undefined;
  /** What can be priced already: the spec, with a stand-in for a name that is missing. */
  priceable: EnvironmentSpec | undefined;
}

/** Stands in for a name that is still missing: what things cost does not depend on it. */
export const STAND_IN_NAME = 'unnamed-environment';

function overlapIssue(
  draft: SpecDraft,
  taken: readonly TakenCidr[],
): SpecIssue[] {
  const path = 'spec.network.cidr';
  const check = checkCidrFree(textAt(draft, path), taken);
  if (check.free) return [];
  const { message, suggestion } = check;
  return [{ path, message, ...(suggestion ? { suggestion } : {}) }];
}

function takenNameIssue(
  draft: SpecDraft,
  takenNames: readonly string[],
): SpecIssue[] {
  const name = textAt(draft, 'metadata.name');
  return takenNames.includes(name)
    ? [
        {
          path: 'metadata.name',
          message: `"${name}" exists already; choose another name`,
        },
      ]
    : [];
}

/** The draft with a stand-in where only its name is not there yet. */
function withStandIn(draft: SpecDraft, issues: readonly SpecIssue[]) {
  if (!issues.every(({ path }) => path === 'metadata.name')) return undefined;
  const parsed = parseEnvironmentSpec(
    setAt(draft, 'metadata.name', STAND_IN_NAME),
  );
  return parsed.valid ? parsed.spec : undefined;
}

/** Checks a draft against the rules of a spec and against what else exists. */
export function checkDraft(
  draft: SpecDraft,
  others: {
    takenCidrs: readonly TakenCidr[];
    /** Names that a new environment can't have; empty for a change of one. */
    takenNames: readonly string[];
  },
): LocalCheck {
  const parsed = parseEnvironmentSpec(draft);
  const own = parsed.valid ? [] : parsed.issues;
  const cidrKnownBad = own.some(({ path }) => path === 'spec.network.cidr');
  const issues = [
    ...own,
    ...(cidrKnownBad ? [] : overlapIssue(draft, others.takenCidrs)),
    ...takenNameIssue(draft, others.takenNames),
  ];
  if (parsed.valid && issues.length === 0) {
    return { issues, spec: parsed.spec, priceable: parsed.spec };
  }
  return {
    issues,
    spec: undefined,
    priceable: withStandIn(draft, issues),
  };
}

/** The time to live that a draft has, if any. */
export function ttlOf(draft: SpecDraft): string | undefined {
  const ttl = getAt(draft, 'spec.ttl');
  return typeof ttl === 'string' ? ttl : undefined;
}
