import {
  previewResponseSchema,
  zoneNames,
} from '@portico/plugin-environments-common';
import { anEvaluation } from '../__testUtils__/anEvaluation';
import { aSpec } from '../__testUtils__/aSpec';
import {
  aCreation,
  startReadyPortal,
  STAGING,
  TestPortal,
} from '../__testUtils__/startTestPortal';

jest.setTimeout(60_000);

describe('previewRouter', () => {
  let portal: TestPortal;

  beforeEach(async () => {
    portal = await startReadyPortal();
  });
  afterEach(() => portal.backend.stop());

  const preview = async (body: object) => {
    const response = await portal.person('ada').post('/preview', body);
    expect(response.status).toBe(200);
    return previewResponseSchema.parse(response.body);
  };

  it('should tell cost, plan, policy and approvals', async () => {
    expect(await preview({ spec: aSpec({ cidr: '10.30.0.0/16' }) })).toEqual({
      valid: true,
      issues: [],
      estimate: expect.objectContaining({
        total: { monthly: '239.07', atLeast: true },
      }),
      againstEstimate: null,
      plan: expect.objectContaining({
        summary: { add: 1, change: 0, replace: 0, destroy: 0 },
      }),
      findings: [],
      approvals: [],
      quota: null,
    });
  });

  it('should say nothing of the block of a network that exists', async () => {
    const spec = aSpec();
    const tier = (number: number) =>
      Object.fromEntries(
        zoneNames(spec.spec.region, spec.spec.availabilityZones).map(
          (zone, index) => [zone, `subnet-000000${number}${index}`],
        ),
      );
    const subnets = { public: tier(1), private: tier(2), database: tier(3) };
    const existing = { vpcId: 'vpc-0a1b2c3d', subnets };
    const { issues } = await preview({
      spec: { ...spec, spec: { ...spec.spec, network: { existing } } },
    });
    expect(issues).toEqual([]);
  });

  it.each([
    [
      'a network that overlaps',
      { spec: aSpec() },
      {
        path: 'spec.network.cidr',
        message:
          '10.20.0.0/16 overlaps staging (10.20.0.0/17). Free next: 10.21.0.0/16',
        suggestion: '10.21.0.0/16',
      },
    ],
    [
      'a name that is taken',
      { spec: aSpec({ name: 'staging', cidr: '10.30.0.0/16' }) },
      {
        path: 'metadata.name',
        message: 'is taken: staging exists already',
        suggestion: 'staging-2',
      },
    ],
    [
      'an owner whom nobody knows',
      {
        spec: aSpec({ owner: 'group:default/nobody', cidr: '10.30.0.0/16' }),
      },
      {
        path: 'metadata.owner',
        message:
          'must be a group of the catalog; there is no group:default/nobody',
      },
    ],
    [
      'an environment that is not there',
      { spec: aSpec(), against: 'nowhere' },
      {
        path: 'against',
        message: 'names no environment; there is no "nowhere"',
      },
    ],
    [
      'a base that is not valid',
      { spec: aSpec(), against: {} },
      expect.objectContaining({ path: expect.stringMatching(/^against\./) }),
    ],
    [
      'a new name',
      { spec: aSpec({ name: 'other' }), against: 'staging' },
      expect.objectContaining({ path: 'metadata.name' }),
    ],
  ])('should tell what is wrong with %s', async (_, body, issue) => {
    const answer = await preview(body);
    expect(answer.valid).toBe(false);
    expect(answer.issues).toContainEqual(issue);
    expect(Object.keys(answer).sort()).toEqual(['issues', 'valid']);
  });

  it('should compare with what is there', async () => {
    const answer = await preview({ spec: STAGING, against: 'staging' });
    expect(answer).toMatchObject({
      valid: true,
      againstEstimate: { total: { monthly: '239.07' } },
    });
    expect(await preview({ spec: STAGING, against: STAGING })).toEqual(answer);
  });

  it('should ask the platform where it cannot tell the price', async () => {
    portal.evaluator.answer = () => ({
      status: 'unavailable',
      reason: 'too slow',
      busy: false,
    });
    expect(await preview({ spec: aSpec({ cidr: '10.30.0.0/16' }) })).toEqual({
      valid: true,
      issues: [],
      estimate: { status: 'unavailable', reason: 'too slow' },
      quota: null,
      againstEstimate: null,
      plan: null,
      findings: [],
      approvals: [
        {
          group: 'group:default/platform-approvers',
          reason: 'its cost could not be estimated',
        },
      ],
    });
    const sources = await portal.person('ada').get('/sources');
    expect(sources.body.items).toContainEqual(
      expect.objectContaining({
        id: 'preview-worker',
        state: 'down',
        reason: 'too slow. Requests can be made, and need one more approval.',
      }),
    );
  });

  it('should say when to come again where too many ask', async () => {
    portal.evaluator.answer = () => ({
      status: 'unavailable',
      reason: 'Too many previews are waiting',
      busy: true,
    });
    const response = await portal
      .person('ada')
      .post('/preview', { spec: aSpec({ cidr: '10.30.0.0/16' }) });
    expect(response.status).toBe(503);
    expect(response.headers['retry-after']).toBe('1');
  });

  it('should ask for an approval in the name of another team', async () => {
    const spec = aSpec({
      owner: 'group:default/storefront',
      cidr: '10.30.0.0/16',
    });
    expect((await preview({ spec })) as { approvals?: unknown }).toMatchObject({
      approvals: [
        {
          group: 'group:default/platform-approvers',
          reason:
            'it will belong to group:default/storefront, and the person who asks is not in it',
        },
      ],
    });
  });

  it('should ask the evaluator once where the same is asked at once', async () => {
    const before = portal.evaluator.calls;
    portal.evaluator.answer = async () => {
      await new Promise(resolve => setTimeout(resolve, 500));
      return anEvaluation();
    };
    const body = { spec: aSpec({ cidr: '10.31.0.0/16' }) };
    await Promise.all(Array.from({ length: 8 }, () => preview(body)));
    expect(portal.evaluator.calls - before).toBe(1);
  });

  it('should tell the quota, and ask for a yes above it', async () => {
    await portal.backend.stop();
    portal = await startReadyPortal({
      environments: { quota: { environmentsPerOwner: 1 } },
    });
    const ada = portal.person('ada');
    portal.repository.refusal = 'a review is required';
    await ada.post('/changes', aCreation({ cidr: '10.30.0.0/16' }));
    const second = aCreation({ name: 'dev-two', cidr: '10.31.0.0/16' });
    const { body } = await ada.post('/preview', { spec: second.spec });
    expect(body.quota).toMatchObject({
      owner: 'group:default/checkout',
      environments: { used: 1, limit: 1 },
      monthly: { limit: null },
    });
    const approval = {
      group: 'group:default/platform-approvers',
      reason: 'Checkout would have 2 environments; its quota is 1',
    };
    expect(body.approvals).toEqual([approval]);
    const asked = await ada.post('/changes', second);
    expect(asked.status).toBe(201);
    expect(asked.body.approvals).toMatchObject([approval]);
  });
});
