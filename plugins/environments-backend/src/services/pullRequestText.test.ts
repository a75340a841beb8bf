import { aChange } from '../__testUtils__/aChange';
import { anEstimate, aPlan } from '../__testUtils__/anEvaluation';
import {
  pullRequestBody,
  pullRequestTitle,
  statusDescription,
} from './pullRequestText';

const URL = 'https://portal.example/environments/changes/1';
const HOSTILE = 'x\n\n</td>`@grace` [y](javascript:z) | #1 ![i](http://e)';

const finding = {
  ruleId: 'database-multi-az',
  severity: 'blocker' as const,
  title: 'The database has one zone',
  resource: 'aws_db_instance.main',
  why: 'A zone can fail.',
  fix: 'Set multiAz.',
  waiver: null,
};

describe('pullRequestTitle', () => {
  it.each([
    ['create', 'Create environment dev'],
    ['resize', 'Change environment dev'],
    ['extend', 'Extend environment dev'],
    ['destroy', 'Destroy environment dev'],
  ] as const)('should say what %s does', (kind, title) => {
    expect(pullRequestTitle({ kind, name: 'dev' })).toBe(title);
  });
});

describe('pullRequestBody', () => {
  it('should tell what a commitment would save where that is known, and else nothing', () => {
    const estimate = anEstimate('239.07');
    const known = { ...estimate, commitment: { saving: '22.49', lines: 1 } };
    expect(pullRequestBody(aChange({ estimate: known }), URL)).toContain(
      '\n\nA commitment of a year, nothing upfront, would save $22.49 a month (1 of ',
    );
    expect(pullRequestBody(aChange({ estimate }), URL)).not.toContain(
      'commitment',
    );
  });

  it('should tell cost, plan, policy and approvals', () => {
    const body = pullRequestBody(
      aChange({
        comment: 'for the launch',
        findings: [finding],
        approvals: [
          {
            group: 'group:default/platform-approvers',
            reason: 'it breaks database-multi-az',
            decision: {
              by: 'user:default/grace',
              at: '2026-11-25T11:00:00.000Z',
              verdict: 'approved',
              comment: 'fine for a week',
            },
          },
        ],
      }),
      URL,
    );
    expect(body.split('\n\n')).toEqual([
      `Asked for by \`user:default/ada\` on 25 Nov 2026 for \`group:default/checkout\`. [The change in the portal](${URL})`,
      '> for the launch',
      '## Cost',
      '**at least $239.07 a month**, list prices of 2026-11-01 in us\\-west\\-2.',
      [
        '| Module | Resource | Component | A month |',
        '| --- | --- | --- | ---: |',
        '| cluster | `aws_eks_cluster.cluster` | Cluster hours | $239.07 |',
        '| network | `aws_nat_gateway.nat` | Data processed | depends on use |',
      ].join('\n'),
      '## Plan',
      'Compared by the portal, without asking AWS.',
      [
        '| Module | Add | Change | Replace | Destroy |',
        '| --- | ---: | ---: | ---: | ---: |',
        '| cluster | 1 | 0 | 0 | 0 |',
        '| **all** | 1 | 0 | 0 | 0 |',
      ].join('\n'),
      '## Policy',
      '- **blocker** `database-multi-az` The database has one zone: `aws_db_instance.main`. A zone can fail\\. Set multiAz\\.',
      '## Approvals',
      '- `group:default/platform-approvers`, because it breaks database\\-multi\\-az: approved by `user:default/grace` on 25 Nov 2026: fine for a week',
    ]);
  });

  it('should never say $0 for what is not known', () => {
    const body = pullRequestBody(
      aChange({
        estimate: { status: 'unavailable', reason: 'too slow' },
        plan: null,
      }),
      URL,
    );
    expect(body).toContain('The estimate is not available: too slow.');
    expect(body).toContain('There is no plan.');
    expect(body).not.toContain('$');
  });

  it('should tell what it costs today', () => {
    const body = pullRequestBody(
      aChange({ kind: 'resize', estimateBefore: anEstimate('207.10') }),
      URL,
    );
    expect(body).toContain('Today it is at least $207.10 a month.');
  });

  it('should keep hostile text inert', () => {
    const plan = aPlan();
    plan.modules[0].module = HOSTILE;
    const body = pullRequestBody(
      aChange({
        comment: HOSTILE,
        requestedBy: 'user:default/`@all`',
        plan,
        findings: [
          { ...finding, title: HOSTILE, why: HOSTILE, resource: HOSTILE },
        ],
        approvals: [{ group: HOSTILE, reason: HOSTILE, decision: null }],
      }),
      URL,
    );
    // Outside of code nothing is a tag, a link, an image, a mention or a reference.
    const outside = body
      .replaceAll(`](${URL})`, '')
      .replace(/(`+)[^\n]*?[^`]\1(?!`)/g, '');
    expect(outside).not.toMatch(/<\/?[a-z]/i);
    expect(outside).not.toMatch(/[^\\]\]\(/);
    expect(outside).not.toMatch(/@[a-z]/);
    expect(outside).not.toMatch(/[^#\\\n]#\d/);
    expect(outside).not.toMatch(/:\/\//);
    expect(body.split('\n').filter(line => line.startsWith('## '))).toEqual([
      '## Cost',
      '## Plan',
      '## Policy',
      '## Approvals',
    ]);
  });

  it('should fit into a pull request, however much there is to say', () => {
    const estimate = anEstimate();
    const lines = Array.from({ length: 5000 }, () => ({
      ...estimate.lines[0],
      address: 'a'.repeat(600),
    }));
    const findings = Array.from({ length: 500 }, () => ({
      ...finding,
      why: 'w'.repeat(900),
    }));
    const body = pullRequestBody(
      aChange({ estimate: { ...estimate, lines }, findings }),
      URL,
    );
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('The rest is on the page of the change.');
  });
});

describe('statusDescription', () => {
  it('should sum a change up', () => {
    expect(statusDescription(aChange({ findings: [finding] }))).toBe(
      'at least $239.07 a month; 1 blocker, approved; no approval needed',
    );
  });
});
