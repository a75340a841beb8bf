import { chmodSync, readFileSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createMockDirectory } from '@backstage/backend-test-utils';
import { serializeEnvironmentSpec } from '@portico/plugin-environments-common';
import { aBootstrap } from '../__testUtils__/aBootstrap';
import { aPlannedSpec, aProdSpec, aSpec } from '../__testUtils__/aSpec';
import { builtWorker } from '../__testUtils__/builtWorker';
import { TODAY } from '../__testUtils__/violations';
import { main } from './main';

const REFUSAL = {
  severity: 'error',
  summary: 'Unsupported argument',
  detail: 'Not expected here.',
  address: 'aws_vpc.x',
};

/** A program that prints the same lines whatever it is told to plan. */
function terraformThat(lines: readonly object[]): string {
  const version = JSON.stringify({ terraform_version: '9.9.9' });
  const text = lines.map(line => JSON.stringify(line)).join('\n');
  return [
    '#!/bin/sh',
    `case $1 in version) echo '${version}';; validate) echo '{"diagnostics":[]}';; plan) echo '${text}';; esac`,
  ].join('\n');
}

// Every command starts a thread of its own, which takes its time on a busy machine.
jest.setTimeout(60_000);

describe('portico infra', () => {
  const folder = createMockDirectory();
  let workerPath: string;
  let searchPath = '';

  beforeAll(() => {
    workerPath = builtWorker();
    folder.setContent({
      'dev.yaml': serializeEnvironmentSpec(aSpec()),
      'planned.yaml': serializeEnvironmentSpec(aPlannedSpec()),
      'bigger.yaml': serializeEnvironmentSpec(
        aSpec({ database: { engine: 'postgres', storageGb: 40 } }),
      ),
      'open.yaml': serializeEnvironmentSpec(aSpec({ edge: {} })),
      'prod.yaml': serializeEnvironmentSpec(
        aProdSpec({
          database: { engine: 'postgres', multiAz: false },
          budget: { monthly: '2000.00' },
        }),
      ),
      'bad.yaml': [
        'apiVersion: portico.dev/v1',
        'kind: Environment',
        'metadata: { name: dev, owner: group:default/platform }',
        'spec:',
        '  class: dev',
        '  region: us-west-2',
        '  network: { cidr: 10.0.0.0/33 }',
        '  cluster: { nodeGroups: [{ name: general, min: 9, max: 5 }] }',
      ].join('\n'),
      'bootstrap.yaml': JSON.stringify(aBootstrap()),
      'broken.json': '{ "resource": { "aws_vpc": [] } }',
      'typo.json': JSON.stringify({
        resource: { aws_eip: { nat: { domian: 'vpc' } } },
      }),
      'foreign.json': JSON.stringify({
        resource: { aws_db_instance: { d: { publicly_accessible: true } } },
      }),
    });
  });

  async function run(...argv: string[]) {
    const out: string[] = [];
    const error: string[] = [];
    const code = await main(argv, {
      out: text => out.push(text),
      error: text => error.push(text),
      now: () => TODAY,
      cwd: folder.path,
      searchPath,
      workerPath,
    });
    return { code, out: out.join('\n'), error: error.join('\n') };
  }

  it('should print an estimate that people can read', async () => {
    const { code, out } = await run('estimate', 'dev.yaml', '--days', '14');
    expect(code).toBe(0);
    expect(out).toContain(
      'cluster   Instances, t3.medium                 1460  hour          0.0416   $60.74',
    );
    expect(out).toContain('Total a month: at least $239.07');
    expect(out).toMatch(/^dev, this one +\$7\.86 +at least \$110\.04$/m);
    expect(out).toContain('For a trial take dev: at least $110.04 in all.');
    expect(out).toMatch(/List prices .* the oldest of 2025-05-01/);
  });

  it('should print the same estimate for programs', async () => {
    const { out } = await run('estimate', 'dev.yaml', '--json');
    expect(JSON.parse(out)).toMatchObject({
      currency: 'USD',
      region: 'us-west-2',
      total: { monthly: '239.07', atLeast: true },
    });
    expect(JSON.parse(out)).not.toHaveProperty('run');
    const fortnight = await run(
      'estimate',
      'dev.yaml',
      '--days',
      '14',
      '--json',
    );
    expect(JSON.parse(fortnight.out)).toMatchObject({
      total: { monthly: '239.07' },
      run: {
        days: 14,
        cost: { aDay: '7.86', inAll: '110.04', atLeast: true },
        recommended: 'dev',
      },
    });
  });

  it('should tell the difference to what is there today', async () => {
    const { out } = await run(
      'estimate',
      'bigger.yaml',
      '--against',
      'dev.yaml',
    );
    expect(out).toContain('Before: at least $239.07, a change of +$2.30');
  });

  it('should print a plan, and say what kind of plan it is', async () => {
    const { code, out } = await run(
      'plan',
      'bigger.yaml',
      '--against',
      'dev.yaml',
    );
    expect(code).toBe(0);
    expect(out).toContain(
      'Plan of dev: 0 to add, 1 to change, 0 to replace, 0 to destroy',
    );
    expect(out).toContain('~ aws_db_instance.database_instance');
    expect(out).toContain('allocated_storage: 20 -> 40');
    expect(out).toContain('This is a structural plan');
    expect(out).toContain(
      'Terraform was left out: there is no terraform on the PATH.',
    );
    const { out: data } = await run('plan', 'dev.yaml', '--json');
    expect(JSON.parse(data)).toMatchObject({
      basis: 'structural',
      summary: { change: 0 },
      terraform: { status: 'left-out' },
    });
  });

  it('should exit with 2 where Terraform refuses, and say what Terraform was asked', async () => {
    folder.addContent({
      'bin/terraform': terraformThat([
        { type: 'diagnostic', diagnostic: REFUSAL },
      ]),
    });
    searchPath = folder.resolve('bin');
    chmodSync(folder.resolve('bin/terraform'), 0o755);
    const { code, out } = await run('plan', 'dev.yaml');
    searchPath = '';
    expect(code).toBe(2);
    expect(out).toContain('Terraform 9.9.9 refuses the configuration:');
    expect(out).toContain('aws_vpc.x: Unsupported argument');
    expect(out).toContain('not AWS');
  });

  it('should exit with 0 where no policy is broken and with 2 where one stands in the way', async () => {
    const fine = await run('check', 'planned.yaml');
    expect([fine.code, fine.out.split('\n')]).toEqual([
      0,
      [
        expect.stringMatching(/^dev: \d\d rules, 0 findings, 0 blocking$/),
        expect.stringMatching(
          /^Names and types by the published bindings of the AWS provider 6\.\d+\.\d+; AWS was not asked\.$/,
        ),
      ],
    ]);
    const advised = await run('check', 'dev.yaml');
    expect(advised.code).toBe(0);
    expect(advised.out).toContain(' 2 findings, 0 blocking');
    expect(advised.out).toContain('WARNING  budget-set');
    const open = await run('check', 'open.yaml');
    expect(open.code).toBe(2);
    expect(open.out).toContain('BLOCKER  firewall-on-load-balancer');
    expect(open.out).toContain('field:    spec.edge.waf');
    const { code, out } = await run('check', 'prod.yaml', '--json');
    expect(code).toBe(2);
    expect(JSON.parse(out)).toMatchObject({
      rules: expect.any(Number),
      findings: [{ ruleId: 'database-multi-az' }],
    });
  });

  it('should synthesize into a folder and check what it has written', async () => {
    const { code, out } = await run('synth', 'open.yaml', '--out', 'made/here');
    expect(code).toBe(0);
    expect(out).toMatch(/cdk\.tf\.json: \d\d resources$/);
    const text = readFileSync(folder.resolve('made/here/cdk.tf.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      resource: { aws_vpc: { network_vpc: { cidr_block: '10.0.0.0/16' } } },
    });
    const check = await run('check', 'made/here/cdk.tf.json');
    expect(check.code).toBe(2);
    expect(check.out).toContain('aws_lb.edge_load-balancer');
    const { out: printed } = await run('synth', 'open.yaml');
    expect(`${printed}\n`).toBe(text);
  });

  it('should take what an account needs once like an environment', async () => {
    const { code, out } = await run('plan', 'bootstrap.yaml');
    expect(code).toBe(0);
    expect(out).toContain('Plan of platform: ');
    expect(out).toContain('+ aws_s3_bucket.state-store_bucket_bucket');
    const check = await run('check', 'bootstrap.yaml');
    expect(check.out).toContain('0 findings, 0 blocking');
    const estimate = await run('estimate', 'bootstrap.yaml');
    expect(estimate.out).toContain('Total a month: at least $1.00');
  });

  it('should judge a document of unknown class as production, and say so', async () => {
    const { code, out } = await run('check', 'foreign.json');
    expect(code).toBe(2);
    expect(out).toContain('judged as production');
    expect(out).toContain('database-not-public');
  });

  it('should tell of names that the provider does not know', async () => {
    const { code, out } = await run('check', 'typo.json');
    expect(code).toBe(2);
    expect(out).toContain('BLOCKER  configuration-valid');
    expect(out).toContain('resource: aws_eip.nat');
    expect(out).toContain('why:      domian: there is no "domian" here.');
    expect(out).toContain('fix:      Write "domain".');
  });

  it('should tell line and field of what is wrong, and exit with 1', async () => {
    const { code, error } = await run('check', 'bad.yaml');
    expect(code).toBe(1);
    expect(error.split('\n')).toEqual([
      expect.stringMatching(/^bad\.yaml:7: spec\.network\.cidr: must be/),
      expect.stringMatching(
        /^bad\.yaml:8: spec\.cluster\.nodeGroups\[0\]\.min: must not/,
      ),
    ]);
  });

  it.each([
    [['check', 'missing.yaml'], /missing\.yaml: cannot be read/],
    [['check', 'broken.json'], /broken\.json: .*resource\.aws_vpc/],
    [['estimate', 'dev.yaml', '--days', '0'], /whole number of days/],
    [['estimate', 'dev.yaml', '--against', 'nope.yaml'], /nope\.yaml/],
    [
      ['plan', 'dev.yaml', '--against', 'bootstrap.yaml'],
      /bootstrap\.yaml: is of kind Bootstrap, and dev\.yaml of kind Environment/,
    ],
    [['estimate'], /missing required argument/],
    [['price', 'dev.yaml'], /unknown command/],
    [['check', 'dev.yaml', '--out', 'x'], /unknown option/],
  ])('should exit with 1 for %j', async (argv, message) => {
    const { code, error } = await run(...argv);
    expect(code).toBe(1);
    expect(error).toMatch(message);
  });

  it('should explain itself', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const command of ['estimate', 'check', 'synth', 'plan']) {
      expect(out).toContain(command);
    }
  });

  it('should find the worker from the folder that it works in', async () => {
    const file = folder.resolve('dev.yaml');
    const out: string[] = [];
    const code = await main(['estimate', file, '--json'], {
      out: text => out.push(text),
      now: () => TODAY,
      searchPath: '',
      cwd: resolvePackagePath('@portico/infra', 'src'),
    });
    expect([code, JSON.parse(out[0]).total.monthly]).toEqual([0, '239.07']);
  });
});
