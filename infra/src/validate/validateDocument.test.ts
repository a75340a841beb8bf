import fc from 'fast-check';
import { readFileSync, readdirSync } from 'node:fs';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import {
  EnvironmentSpec,
  parseEnvironmentSpecText,
} from '@portico/plugin-environments-common';
import { aProdSpec, aSpec } from '../__testUtils__/aSpec';
import {
  BUILD_MS,
  builtSchema,
  builtWorker,
} from '../__testUtils__/builtWorker';
import { specArbitrary } from '../__testUtils__/specArbitrary';
import { aDocument, synthesized } from '../__testUtils__/synthesized';
import { CLASSES, sampleSpec } from '../docs/sampleSpecs';
import { parseTerraformDocument } from '../document/TerraformDocument';
import { SynthWorker } from '../synth/SynthWorker';
import { ProviderSchema } from './schema/ProviderSchema';
import { validateDocument } from './validateDocument';

/** Everything that a spec can ask for and the generator does not. */
function richSpecs(): EnvironmentSpec[] {
  const edge = { waf: {}, domainName: 'shop.example.com' };
  return [
    aSpec({ class: 'staging', edge }),
    aProdSpec({
      edge,
      network: { cidr: '10.2.0.0/16', natGateways: 'none', flowLogs: false },
      cluster: {
        endpoint: { public: true, allowedCidrs: ['203.0.113.0/24'] },
        nodeGroups: [
          { name: 'general' },
          {
            name: 'spot',
            capacity: 'spot',
            instanceType: 't4g.medium',
            labels: { pool: 'spot' },
            taints: [{ key: 'spot', value: 'true', effect: 'NoSchedule' }],
          },
        ],
      },
      cache: { engine: 'valkey', nodes: 3 },
    }),
  ];
}

function shopSpecs(): EnvironmentSpec[] {
  const folder = resolvePackagePath('@portico/infra', 'environments');
  return readdirSync(folder).map(file => {
    const parsed = parseEnvironmentSpecText(
      readFileSync(`${folder}/${file}`, 'utf8'),
    );
    if (!parsed.valid) throw new Error(JSON.stringify(parsed.issues));
    return parsed.spec;
  });
}

describe('validateDocument', () => {
  let schema: ProviderSchema;

  beforeAll(async () => {
    schema = await builtSchema();
  }, BUILD_MS);

  it('should find nothing wrong with what the stack writes for every class', () => {
    const samples = CLASSES.map(sampleSpec);
    for (const spec of [...samples, ...richSpecs(), ...shopSpecs()]) {
      expect(validateDocument(synthesized(spec), schema)).toEqual([]);
    }
  });

  it('should find nothing wrong with what the stack writes for any spec', async () => {
    // In the worker, because the stack is slow inside Jest.
    const worker = SynthWorker.create({
      workerPath: builtWorker(),
      deadlineMs: 30_000,
    });
    const problemsOf = async (spec: EnvironmentSpec) => {
      const outcome = await worker.synthesize(spec);
      return outcome.status === 'ok'
        ? validateDocument(outcome.document, schema)
        : outcome;
    };
    await fc.assert(
      fc.asyncProperty(specArbitrary, async spec => {
        expect(await problemsOf(spec)).toEqual([]);
      }),
      { numRuns: 60, seed: 20261125 },
    );
    await worker.stop();
  }, 120_000);

  it('should tell each circle once, with everybody in it', () => {
    const document = aDocument({
      'aws_eip.a': { tags: { next: '${aws_eip.b.id}' } },
      'aws_eip.b': { depends_on: ['aws_eip.c'] },
      'aws_eip.c': { tags: { next: '${local.next}' } },
      'aws_eip.d': { tags: { next: '${aws_eip.a.id}' } },
    });
    const locals = { next: '${aws_eip.a.id}' };
    expect(validateDocument({ ...document, locals }, schema)).toEqual([
      {
        kind: 'cycle',
        address: 'aws_eip.a',
        path: '',
        message:
          'each needs the next one first: aws_eip.a -> aws_eip.b -> aws_eip.c -> local.next -> aws_eip.a',
      },
    ]);
  });

  it('should look into outputs, data sources and the provider', () => {
    const document = parseTerraformDocument({
      provider: { aws: [{ regoin: 'us-west-2' }] },
      data: { aws_region: { here: { nam: 'x' } } },
      output: { url: { value: '${aws_lb.none.dns_name}' } },
    });
    expect(
      validateDocument(document, schema).map(
        ({ kind, address, path, suggestion }) => [
          kind,
          address,
          path,
          suggestion,
        ],
      ),
    ).toEqual([
      ['unknown-argument', 'data.aws_region.here', 'nam', 'name'],
      ['unknown-reference', 'output.url', 'value', undefined],
      ['unknown-argument', 'provider.aws', 'regoin', 'region'],
    ]);
  });

  it('should choose one of several before it asks for an attribute', () => {
    const document = aDocument({
      'aws_eip.many': { count: 2 },
      'aws_eip.one': {
        instance: '${aws_eip.many[0].id}',
        address: '${aws_eip.many[1].nothing}',
      },
    });
    expect(validateDocument(document, schema)).toMatchObject([
      { address: 'aws_eip.one', path: 'address', kind: 'unknown-attribute' },
    ]);
  });

  it('should leave types of other providers alone, where the document names them', () => {
    const document = parseTerraformDocument({
      terraform: { required_providers: { random: { source: 'x/random' } } },
      resource: {
        random_id: { a: { byte_length: 4 } },
        terraform_data: { b: {} },
        rendom_id: { c: {} },
      },
    });
    expect(validateDocument(document, schema)).toMatchObject([
      { kind: 'unknown-type', address: 'rendom_id.c' },
    ]);
  });
});
