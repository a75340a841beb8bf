import { policyFindingSchema } from '@portico/plugin-environments-common';
import { aPlannedSpec, aProdSpec, aSpec } from '../__testUtils__/aSpec';
import { aDocument, synthesized } from '../__testUtils__/synthesized';
import { TODAY } from '../__testUtils__/violations';
import { checkPolicies, classOfDocument } from './checkPolicies';
import { policyRules } from './policyRules';

const now = TODAY;
const oneZone = { engine: 'postgres', multiAz: false } as const;
const budget = { monthly: '2000.00' };

function findingsOf(waivers: Parameters<typeof aProdSpec>[0] = {}) {
  const spec = aProdSpec({ database: oneZone, budget, ...waivers });
  return checkPolicies(synthesized(spec), { spec, now });
}

const waiver = {
  ruleId: 'database-multi-az',
  owner: 'group:default/platform',
  reason: 'Only read from, rebuilt at night',
  expiry: '2026-11-25',
};

describe('checkPolicies', () => {
  it('should find nothing in the defaults of each class', () => {
    const dev = aPlannedSpec();
    expect(checkPolicies(synthesized(dev), { spec: dev, now })).toEqual([]);
    const prod = aProdSpec({ budget });
    expect(checkPolicies(synthesized(prod), { spec: prod, now })).toEqual([]);
  });

  it('should say why, how to mend it and in which field', () => {
    const [finding, ...others] = findingsOf();
    expect(others).toEqual([]);
    expect(finding).toEqual({
      ruleId: 'database-multi-az',
      severity: 'blocker',
      title: 'The production database must run in two zones',
      resource: 'aws_db_instance.database_instance',
      why: expect.stringContaining('When a zone fails'),
      fix: 'Set multiAz to true.',
      path: 'spec.database.multiAz',
      waiver: null,
    });
    expect(policyFindingSchema.parse(finding)).toEqual(finding);
  });

  it.each([
    ['holds on its last day', waiver, true],
    ['has expired', { ...waiver, expiry: '2026-11-24' }, false],
    ['is for another rule', { ...waiver, ruleId: 'data-encrypted' }, false],
    [
      'names the resource',
      { ...waiver, resource: 'aws_db_instance.database_instance' },
      true,
    ],
    [
      'is for another resource',
      { ...waiver, resource: 'aws_db_instance.other' },
      false,
    ],
  ])('should note a waiver that %s', (_, given, holds) => {
    const [finding] = findingsOf({ waivers: [given] });
    expect(finding.waiver).toEqual(
      holds
        ? { owner: given.owner, reason: given.reason, expiry: given.expiry }
        : null,
    );
  });

  it('should tell of a waiver that has ended', () => {
    const ended = { ...waiver, expiry: '2026-11-24' };
    const [finding] = findingsOf({
      waivers: [ended, { ...ended, expiry: '2026-10-31' }],
    });
    expect(finding.why).toMatch(
      / The waiver of group:default\/platform ended on 2026-11-24\.$/,
    );
    const [held] = findingsOf({ waivers: [ended, waiver] });
    expect(held.waiver).not.toBeNull();
    expect(held.why).not.toContain('ended');
  });

  it('should judge a document by the class in its tags', () => {
    const spec = aProdSpec({ database: oneZone });
    const ids = checkPolicies(synthesized(spec), { now }).map(f => f.ruleId);
    expect(ids).toEqual(['database-multi-az']);
    expect(checkPolicies(synthesized(aSpec()), { now })).toEqual([]);
  });

  it('should judge a document of an unknown class as production', () => {
    const document = aDocument({
      'aws_db_instance.d': { storage_encrypted: true },
    });
    expect(classOfDocument(document)).toEqual({ known: false, value: 'prod' });
    expect(
      checkPolicies(document, { now }).map(({ ruleId }) => ruleId),
    ).toEqual(expect.arrayContaining(['database-multi-az']));
  });

  it('should have rules whose ids a waiver can name, each once', () => {
    const ids = policyRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z]+)+$/);
  });
});
