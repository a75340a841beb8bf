import { aSpec } from '../__testUtils__/aSpec';
import {
  changeListQuerySchema,
  changeRequestSchema,
  changeSummarySchema,
  createChangeRequestSchema,
  decisionRequestSchema,
  type ChangeRequest,
} from './ChangeRequest';

const CHANGE: ChangeRequest = {
  id: '0b7c',
  kind: 'resize',
  name: 'dev-ada',
  state: 'pending-approval',
  stateReason: null,
  requestedBy: 'user:default/ada',
  requestedAt: '2026-11-25T10:00:00Z',
  updatedAt: '2026-11-25T10:00:00Z',
  expiresAt: null,
  owner: 'group:default/checkout',
  comment: null,
  before: aSpec(),
  after: aSpec({ spec: { ttl: '14d' } }),
  specHash: 'abc',
  estimate: { status: 'unavailable', reason: 'The estimator did not answer.' },
  estimateBefore: null,
  plan: null,
  findings: [],
  approvals: [],
  pullRequest: null,
  taskId: null,
  runId: null,
  history: [],
  viewer: { mayDecide: false, mayWithdraw: true, reason: null },
};

describe('createChangeRequestSchema', () => {
  it('should take what the form sends', () => {
    const body = { kind: 'create', name: 'dev-ada', spec: { any: 'thing' } };
    expect(createChangeRequestSchema.parse(body)).toEqual(body);
    const extend = { kind: 'extend', name: 'dev-ada', ttl: '21d' };
    expect(createChangeRequestSchema.parse(extend)).toEqual(extend);
  });

  it.each([
    ['a kind that is none', { kind: 'pause' }, 'kind'],
    ['no name', { name: '' }, 'name'],
    ['a life that is none', { ttl: 'soon' }, 'ttl'],
    ['a long comment', { comment: 'x'.repeat(1001) }, 'comment'],
  ])('should refuse %s', (_, fields, path) => {
    const body = { kind: 'create', name: 'dev-ada', ...fields };
    const parsed = createChangeRequestSchema.safeParse(body);
    expect(parsed.error?.issues.map(issue => issue.path)).toEqual([[path]]);
  });

  it('should refuse fields that only the server sets', () => {
    const body = { kind: 'create', name: 'dev-ada', state: 'approved' };
    expect(createChangeRequestSchema.safeParse(body).error?.issues).toEqual([
      expect.objectContaining({ code: 'unrecognized_keys', keys: ['state'] }),
    ]);
  });
});

describe('decisionRequestSchema', () => {
  it('should take a decision with and without a comment', () => {
    expect(decisionRequestSchema.parse({})).toEqual({});
    expect(decisionRequestSchema.parse({ comment: ' fine ' })).toEqual({
      comment: 'fine',
    });
  });
});

describe('changeRequestSchema', () => {
  it('should take a change as it is, with its specs read again', () => {
    expect(changeRequestSchema.parse(JSON.parse(JSON.stringify(CHANGE)))) //
      .toEqual(CHANGE);
  });

  it('should tell where a spec is broken', () => {
    const after = { ...aSpec(), kind: 'Service' };
    const parsed = changeRequestSchema.safeParse({ ...CHANGE, after });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([
      ['after', 'kind'],
    ]);
  });

  it('should leave the large parts out of a list', () => {
    const summary = changeSummarySchema.parse({
      ...CHANGE,
      monthly: null,
      monthlyBefore: '239.07',
    });
    expect(Object.keys(summary)).not.toEqual(
      expect.arrayContaining(['after', 'before', 'plan', 'findings']),
    );
    expect(summary.monthlyBefore).toBe('239.07');
  });
});

describe('changeListQuerySchema', () => {
  it.each([
    [{}, { limit: 50 }],
    [{ state: 'applied' }, { state: ['applied'], limit: 50 }],
    [
      { state: ['merged', 'applying'] },
      { state: ['merged', 'applying'], limit: 50 },
    ],
    [
      { assignee: 'me', limit: '10' },
      { assignee: 'me', limit: 10 },
    ],
  ])('should read %j', (query, read) => {
    expect(changeListQuerySchema.parse(query)).toEqual(read);
  });

  it.each([
    { state: 'open' },
    { assignee: 'user:default/ada' },
    { limit: '0' },
    { limit: '101' },
    { limit: 'x' },
    { name: { $ne: '' } },
  ])('should refuse %j', query => {
    expect(changeListQuerySchema.safeParse(query).success).toBe(false);
  });
});
