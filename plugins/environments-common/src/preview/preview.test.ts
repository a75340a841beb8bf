import { aFinding, anEstimate, aPlan } from '../__testUtils__/anEstimate';
import {
  estimateResultSchema,
  estimateSchema,
  isEstimate,
  type EstimateLine,
} from './Estimate';
import { dataLosses, isEmptyPlan } from './Plan';
import { isBlocking, sortFindings } from './PolicyFinding';
import { previewRequestSchema, previewResponseSchema } from './preview';

const LINE: EstimateLine = {
  address: 'aws_nat_gateway.main',
  resourceType: 'aws_nat_gateway',
  module: 'network',
  component: 'hours',
  kind: 'fixed',
  quantity: '730',
  unit: 'hour',
  price: '0.045',
  monthly: '32.85',
};
const PREVIEW = {
  valid: true,
  issues: [],
  estimate: anEstimate('239.07'),
  plan: aPlan(false),
  findings: [aFinding()],
  approvals: [{ group: 'group:default/finops', reason: 'it costs more' }],
};

describe('previewResponseSchema', () => {
  it('should take the answer for a valid spec', () => {
    expect(previewResponseSchema.parse(PREVIEW)).toEqual(PREVIEW);
  });

  it('should take an answer without estimate and plan', () => {
    const estimate = {
      status: 'unavailable',
      reason: 'The estimator is down.',
    };
    const answer = { ...PREVIEW, estimate, plan: null };
    expect(previewResponseSchema.parse(answer)).toEqual(answer);
  });

  it('should take issues and nothing else', () => {
    const answer = {
      valid: false,
      issues: [{ path: 'spec.ttl', message: 'must be left out' }],
    };
    expect(previewResponseSchema.parse(answer)).toEqual(answer);
    for (const wrong of [
      { ...answer, estimate: anEstimate('0.00') },
      { ...answer, issues: [] },
      { ...PREVIEW, issues: answer.issues },
    ]) {
      expect(previewResponseSchema.safeParse(wrong).success).toBe(false);
    }
  });
});

describe('previewRequestSchema', () => {
  it('should leave the specs to the rules for specs', () => {
    const body = { spec: { nonsense: true }, against: 7 };
    expect(previewRequestSchema.parse(body)).toEqual(body);
    expect(previewRequestSchema.safeParse({ spec: {}, x: 1 }).success).toBe(
      false,
    );
  });
});

describe('estimateSchema', () => {
  it('should keep null where there is no price', () => {
    const unpriced = {
      ...LINE,
      kind: 'not-priced',
      price: null,
      monthly: null,
    };
    const estimate = { ...anEstimate('32.85'), lines: [LINE, unpriced] };
    expect(estimateSchema.parse(estimate)).toEqual(estimate);
  });

  it.each<[string, object]>([
    ['a price as a number', { price: 0.045 }],
    ['an amount as a number', { monthly: 32.85 }],
    ['an amount without cents', { monthly: '32' }],
    ['an amount left out', { monthly: undefined }],
    ['a price in words', { price: 'free' }],
    ['a fixed line without an amount', { monthly: null }],
    ['an amount for what has no price', { kind: 'not-priced' }],
  ])('should refuse %s', (_, fields) => {
    const estimate = {
      ...anEstimate('32.85'),
      lines: [{ ...LINE, ...fields }],
    };
    expect(estimateSchema.safeParse(estimate).success).toBe(false);
  });
});

describe('isEstimate', () => {
  it('should tell an estimate from none', () => {
    const none = { status: 'unavailable', reason: 'down' };
    expect(isEstimate(estimateResultSchema.parse(none))).toBe(false);
    expect(isEstimate(estimateResultSchema.parse(anEstimate('0.00')))).toBe(
      true,
    );
  });
});

describe('dataLosses', () => {
  it('should name what is lost', () => {
    expect(dataLosses(aPlan(false))).toEqual([]);
    expect(dataLosses(aPlan(true)).map(({ address }) => address)).toEqual([
      'aws_db_instance.main',
    ]);
  });
});

describe('isEmptyPlan', () => {
  it('should be so only where nothing happens', () => {
    const none = { add: 0, change: 0, replace: 0, destroy: 0 };
    const plan = { basis: 'structural' as const, modules: [] };
    expect(isEmptyPlan({ ...plan, summary: none })).toBe(true);
    for (const kind of ['add', 'change', 'replace', 'destroy']) {
      expect(isEmptyPlan({ ...plan, summary: { ...none, [kind]: 1 } })).toBe(
        false,
      );
    }
  });
});

describe('sortFindings', () => {
  it('should put first what stands in the way, and last what is waived', () => {
    const waiver = { owner: 'o', reason: 'r', expiry: '2027-01-31' };
    const findings = [
      aFinding({ ruleId: 'waived', waiver }),
      aFinding({ ruleId: 'tip', severity: 'info' }),
      aFinding({ ruleId: 'b' }),
      aFinding({ ruleId: 'hint', severity: 'warning' }),
      aFinding({ ruleId: 'a' }),
    ];
    expect(sortFindings(findings).map(({ ruleId }) => ruleId)).toEqual([
      'a',
      'b',
      'hint',
      'tip',
      'waived',
    ]);
    expect(findings.filter(isBlocking).map(({ ruleId }) => ruleId)).toEqual([
      'b',
      'a',
    ]);
  });
});
