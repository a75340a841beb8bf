import {
  BootstrapSpec,
  parseStackSpec,
} from '@portico/plugin-environments-common';

/** A bootstrap with everything that it can ask for. */
export function aBootstrap(
  fields: Partial<BootstrapSpec['spec']> = {},
): BootstrapSpec {
  const parsed = parseStackSpec({
    apiVersion: 'portico.dev/v1',
    kind: 'Bootstrap',
    metadata: { name: 'platform', owner: 'group:default/platform' },
    spec: {
      region: 'us-west-2',
      provision: {
        repository: 'acme/platform',
        environments: ['dev', 'prod'],
        policyArns: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      },
      costTags: true,
      ...fields,
    },
  });
  if (!parsed.valid) throw new Error(JSON.stringify(parsed.issues));
  if (parsed.spec.kind !== 'Bootstrap') throw new Error('No bootstrap');
  return parsed.spec;
}
