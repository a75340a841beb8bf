import type { ApprovalFacts } from '../preview/approvals';
import { anEstimate } from './anEstimate';
import { aSpec } from './aSpec';

export const PLATFORM = 'group:default/platform-approvers';
export const FINOPS = 'group:default/finops';
export const WAIVER = {
  owner: 'group:default/platform',
  reason: 'measured',
  expiry: '2027-01-31',
};

/** The facts of a small dev environment that nobody needs to approve. */
export function facts(overrides: Partial<ApprovalFacts> = {}): ApprovalFacts {
  return {
    kind: 'create',
    spec: aSpec({ spec: { budget: { monthly: '300.00' }, edge: { waf: {} } } }),
    estimate: anEstimate('239.07'),
    findings: [],
    requester: { groups: ['group:default/checkout'] },
    ...overrides,
  };
}
export const prod = aSpec({ spec: { class: 'prod' } });
export const staging = aSpec({ spec: { class: 'staging' } });
export const withoutWaf = aSpec({ spec: { edge: {} } });
export const openCluster = aSpec({
  spec: {
    cluster: {
      endpoint: {
        public: true,
        allowedCidrs: ['203.0.113.0/24', '128.0.0.0/1'],
      },
    },
  },
});
export const officeCluster = aSpec({
  spec: {
    cluster: {
      endpoint: {
        public: true,
        allowedCidrs: ['203.0.113.0/24', '11.0.0.0/8'],
      },
    },
  },
});
export const UNAVAILABLE = {
  status: 'unavailable' as const,
  reason: 'no answer',
};
