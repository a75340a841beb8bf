import { DEV_FILE } from '../__testUtils__/aSpec';
import { parseStackSpec, parseStackSpecText } from './stackSpec';

const BOOTSTRAP = {
  apiVersion: 'portico.dev/v1',
  kind: 'Bootstrap',
  metadata: { name: 'platform', owner: 'group:default/platform' },
};

const provision = {
  repository: 'acme/platform',
  environments: ['dev'],
  policyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
};

function issuesOf(spec: unknown): string[] {
  const result = parseStackSpec({ ...BOOTSTRAP, spec });
  return result.valid
    ? []
    : result.issues.map(({ path, message }) => `${path}: ${message}`);
}

describe('parseStackSpec', () => {
  it('should fill in what a bootstrap leaves out', () => {
    expect(
      parseStackSpec({ ...BOOTSTRAP, spec: { region: 'us-west-2' } }),
    ).toEqual({
      valid: true,
      spec: {
        ...BOOTSTRAP,
        metadata: { ...BOOTSTRAP.metadata, description: '' },
        spec: {
          region: 'us-west-2',
          state: 'local',
          costTags: false,
          tags: {},
        },
      },
    });
  });

  it.each<[string, object, string]>([
    [
      'an unknown region',
      { region: 'mars-1' },
      'spec.region: must be one of us-east-1, us-west-2, eu-west-1',
    ],
    [
      'a field of environments',
      { region: 'us-west-2', class: 'dev' },
      'spec.class: is not a field here; the fields are region, state, provision, costTags, tags',
    ],
    [
      'a role for no environment',
      { region: 'us-west-2', provision: { ...provision, environments: [] } },
      'spec.provision.environments: must have at least 1 entry',
    ],
    [
      'an environment whose name would reach further than its own state',
      {
        region: 'us-west-2',
        provision: { ...provision, environments: ['dev/*'] },
      },
      'spec.provision.environments[0]: may only have lower-case letters a to z, digits and hyphens (no spaces, capitals, dots or underscores)',
    ],
    [
      'all repositories of an organization',
      {
        region: 'us-west-2',
        provision: { ...provision, repository: 'acme/*' },
      },
      'spec.provision.repository: must be a repository on GitHub, such as acme/platform',
    ],
    [
      'what is no policy',
      { region: 'us-west-2', provision: { ...provision, policyArns: ['*'] } },
      'spec.provision.policyArns[0]: must be the ARN of a policy, such as arn:aws:iam::aws:policy/AdministratorAccess',
    ],
  ])('should refuse %s', (_, spec, issue) => {
    expect(issuesOf(spec)).toEqual([issue]);
  });
});

describe('parseStackSpecText', () => {
  it('should read each kind by its own rules', () => {
    const environment = parseStackSpecText(DEV_FILE);
    expect(environment).toMatchObject({
      valid: true,
      spec: { kind: 'Environment' },
    });
    expect(
      parseStackSpecText(JSON.stringify({ ...BOOTSTRAP, spec: {} })),
    ).toEqual({
      valid: false,
      issues: [
        {
          path: 'spec.region',
          message: 'is missing; it must be text',
          line: 1,
        },
      ],
    });
  });

  it('should take what tells no kind for an environment', () => {
    expect(parseStackSpecText('apiVersion: portico.dev/v1')).toMatchObject({
      valid: false,
      issues: expect.arrayContaining([
        expect.objectContaining({
          path: 'kind',
          message: 'must be Environment',
        }),
      ]),
    });
  });
});
