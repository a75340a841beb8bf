import { aChange, aView } from '../__testUtils__/aView';
import { anEstimate, aPlan } from '../__testUtils__/aPreview';
import { aSpec } from '../__testUtils__/aSpec';
import {
  differenceWords,
  monthlyOrUnknown,
  untilExpiryWords,
} from '../format/amounts';
import { ago, expiry, span } from '../format/dates';
import { listWords, refName, withShortRefs } from '../format/refs';
import { approvalSentence, submitLabel } from './approvalWords';
import { progressOf, reachedState } from './changeProgressOf';
import { expiryWords, priceWords } from './environmentRows';
import { fieldLabel } from './fieldLabels';
import { draftOf } from './formState';
import { addNodeGroup, removeNodeGroup } from './nodeGroups';
import { setAt } from './paths';
import { planCounts, replacements } from './planWords';
import {
  clusterSummary,
  dataSummary,
  edgeSummary,
  networkSummary,
} from './summaries';
import { takenCidrs, takenNames } from './taken';

const platform = {
  group: 'group:default/platform-approvers',
  reason: 'it is production',
};

describe('words', () => {
  it('should sum each section up in one line', () => {
    const draft = draftOf(aSpec());
    expect(networkSummary(draft)).toBe(
      'us-west-2, 3 zones, 10.0.0.0/16, one NAT gateway',
    );
    expect(clusterSummary(draft)).toBe('2 x t3.medium, on demand');
    expect(dataSummary(draft)).toBe(
      'PostgreSQL on db.t3.micro, 20 GB, one zone; cache 1 x cache.t3.micro',
    );
    expect(edgeSummary(draft)).toBe(
      'load balancer, web firewall at 2,000 requests',
    );
    const bare = ['cluster', 'database', 'cache', 'edge'].reduce(
      (spec, part) => setAt(spec, `spec.${part}`, undefined),
      draft,
    );
    expect(clusterSummary(bare)).toBe('no cluster');
    expect(dataSummary(bare)).toBe('no database; no cache');
    expect(edgeSummary(bare)).toBe('not reachable from outside');
  });

  it('should say who approves, and on the button what will happen', () => {
    expect(approvalSentence([])).toBe('No approval needed');
    expect(approvalSentence([platform])).toBe(
      'Needs one person from platform-approvers, because it is production',
    );
    expect(submitLabel('Create', undefined)).toBe('Create');
    expect(submitLabel('Create', [])).toBe('Create (no approval needed)');
    expect(
      submitLabel('Create', [
        platform,
        { group: 'group:default/finops', reason: 'it is dear' },
      ]),
    ).toBe(
      'Request: needs one person from platform-approvers and one from finops',
    );
  });

  it('should write money, and words where there is none', () => {
    expect(monthlyOrUnknown(anEstimate())).toBe('at least $239.07 a month');
    expect(monthlyOrUnknown(null)).toBe('not known');
    expect(monthlyOrUnknown({ status: 'unavailable', reason: 'late' })).toBe(
      'not known',
    );
    // 14 days are 336 of 730 hours.
    expect(untilExpiryWords(anEstimate('730.00'), '14d')).toBe(
      'about $336.00 until it expires',
    );
    expect(untilExpiryWords(anEstimate(), undefined)).toBeUndefined();
    expect(differenceWords(anEstimate('10.00'), anEstimate('12.50'))).toBe(
      '+$2.50 a month',
    );
    expect(differenceWords(anEstimate(), anEstimate())).toBe(
      'no change in price',
    );
    expect(differenceWords(null, anEstimate())).toBeUndefined();
  });

  it('should write times', () => {
    const now = Date.parse('2026-11-25T12:00:00Z');
    expect(span(59_000)).toBe('less than a minute');
    expect(span(47 * 3_600_000)).toBe('47 hours');
    expect(ago('2026-11-25T11:59:00Z', now)).toBe('1 minute ago');
    expect(expiry('2026-11-28T12:00:00Z', now)).toBe('in 3 days');
    expect(expiry('2026-12-09T11:59:00Z', now)).toBe('in 14 days');
    expect(expiry('2026-11-25T12:59:30Z', now)).toBe('in 59 minutes');
    expect(expiry('2026-11-25T10:00:00Z', now)).toBe('2 hours ago');
    expect(expiry(null, now)).toBe('does not expire');
    expect(expiryWords(aView(), now)).toBe('14d after it is created');
    expect(priceWords(aView({ spec: null, estimate: null }))).toBe(
      'no list price',
    );
  });

  it('should write names of people and groups', () => {
    expect(refName('group:default/platform')).toBe('platform');
    expect(refName('user:staff/ada')).toBe('staff/ada');
    expect(refName('odd')).toBe('odd');
    expect(
      withShortRefs('Only members of group:default/finops may decide.'),
    ).toBe('Only members of finops may decide.');
    expect(listWords(['a', 'b', 'c'])).toBe('a, b and c');
  });

  it('should label fields by what the form calls them', () => {
    expect(fieldLabel('spec.network.cidr')).toBe('Network block');
    expect(fieldLabel('spec.cluster.nodeGroups[1].min')).toBe(
      'Fewest nodes (group 2)',
    );
    expect(fieldLabel('spec.cluster.nodeGroups.general.max')).toBe(
      'Most nodes (general)',
    );
    expect(fieldLabel('spec.tags.team')).toBe('spec.tags.team');
  });

  it('should count a plan and find what is made anew', () => {
    expect(planCounts({ add: 2, change: 0, replace: 1, destroy: 0 })).toBe(
      '2 to add, 1 to replace',
    );
    expect(planCounts({ add: 0, change: 0, replace: 0, destroy: 0 })).toBe(
      'nothing changes',
    );
    const resource = {
      address: 'aws_db_instance.db',
      resourceType: 'aws_db_instance',
      action: 'replace' as const,
      dataLoss: true,
    };
    const [network] = aPlan().modules;
    expect(
      replacements(aPlan({ modules: [{ ...network, resources: [resource] }] })),
    ).toEqual([resource]);
  });

  it('should give a new node group a name of its own', () => {
    const defaults = {
      name: 'general',
      instanceType: 't3.medium',
      capacity: 'on-demand' as const,
      min: 1,
      desired: 2,
      max: 5,
      diskGb: 20,
    };
    const two = addNodeGroup([defaults], defaults);
    expect(addNodeGroup(two, defaults)).toMatchObject([
      { name: 'general' },
      { name: 'general-2' },
      { name: 'general-3' },
    ]);
    expect(removeNodeGroup(two, 0)).toMatchObject([{ name: 'general-2' }]);
  });

  it('should know what is taken, except by the environment itself', () => {
    const views = [aView(), aView({ name: 'local', spec: null })];
    expect(takenNames(views)).toEqual(['dev', 'local']);
    expect(takenCidrs(views)).toEqual([
      { environment: 'dev', cidr: '10.0.0.0/16' },
    ]);
    expect(takenCidrs(views, 'dev')).toEqual([]);
  });
});

describe('progressOf', () => {
  const statuses = (
    change: Parameters<typeof progressOf>[0],
    connected: boolean,
  ) => progressOf(change, connected).map(({ status }) => status);

  it('should end in the unknown where no pipeline reports', () => {
    expect(statuses(aChange({ state: 'merged' }), false)).toEqual([
      'done',
      'done',
      'done',
      'done',
      'unknown',
      'unknown',
    ]);
    expect(progressOf(aChange({ state: 'merged' }), false)[4].title).toBe(
      'No pipeline connected',
    );
  });

  it('should take a run as the proof of a pipeline', () => {
    expect(
      statuses(aChange({ state: 'applying', runId: 'run-1' }), false)[4],
    ).toBe('current');
  });

  it('should stop a rejected change where it was', () => {
    const rejected = aChange({
      state: 'rejected',
      history: [
        ...aChange().history,
        {
          at: '2026-11-25T11:00:00.000Z',
          event: 'reject',
          from: 'pending-approval',
          to: 'rejected',
          actor: 'user:default/grace',
          comment: 'too dear',
        },
      ],
    });
    expect(reachedState(rejected)).toBe('pending-approval');
    expect(statuses(rejected, true)).toEqual([
      'done',
      'failed',
      'waiting',
      'waiting',
      'waiting',
      'waiting',
    ]);
  });
});
