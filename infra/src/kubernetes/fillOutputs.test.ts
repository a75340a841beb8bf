import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { EnvironmentSpec } from '@portico/plugin-environments-common';
import { isFields } from '../__testUtils__/kustomize/Manifest';
import { kustomize } from '../__testUtils__/kustomize/kustomize';
import {
  ENVIRONMENTS,
  environmentFile,
} from '../__testUtils__/environmentFile';
import {
  stackOutputs,
  stackOutputsWith,
} from '../__testUtils__/shop/stackOutputs';
import { fillOutputs } from './fillOutputs';
import { run } from './writeFilled';

describe('fillOutputs', () => {
  const outputs = {
    name: { value: 'dev' },
    queues: { value: { 'shop/order': 'https://sqs/1/dev-shop-order' } },
    count: { value: 3 },
    sly: { value: 'a\nevil: true' },
    brace: { value: '{a: b}' },
  };

  it('should put outputs where they belong, and leave all else', () => {
    expect(
      fillOutputs(
        'a: <<name>>-<<queues.shop/order>>\n<<: *b # <<...>>',
        outputs,
      ),
    ).toBe('a: dev-https://sqs/1/dev-shop-order\n<<: *b # <<...>>');
    expect(fillOutputs('sum(<<.Series>>{a="b"})', outputs)).toContain('<<.S');
  });

  it.each([
    ['an output that is not there', '<<other>>', /<<other>>.*no such output/],
    ['a key that is not there', '<<queues.shop/user>>', /shop\/user/],
    ['a key of the prototype', '<<queues.constructor>>', /constructor/],
    ['the prototype', '<<constructor>>', /constructor/],
    ['a number', '<<count>>', /no plain text/],
    ['a map', '<<queues>>', /no plain text/],
    ['a line that would be YAML', '<<sly>>', /no plain text/],
    ['a map that would be YAML', '<<brace>>', /no plain text/],
    ['what is no placeholder', 'a: << name >>', /can be filled/],
    ['what is half of one', 'a: <<name', /can be filled/],
  ])('should refuse %s', (_what, text, message) => {
    expect(() => fillOutputs(text, outputs)).toThrow(message);
  });
});

describe('kubernetes:fill', () => {
  const root = resolvePackagePath('@portico/infra');
  const { edge } = environmentFile('dev').spec;
  const withoutServices = edge && { ...edge, services: [] };
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fill-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function outputsIn(outputs: object): string {
    const file = join(folder, 'outputs.json');
    writeFileSync(file, JSON.stringify(outputs));
    return file;
  }

  it.each(ENVIRONMENTS)(
    'should fill %s whole with what its stack tells',
    environment => {
      const to = join(folder, 'filled');
      run([environment, outputsIn(stackOutputs(environment)), to], root);
      const built = kustomize(join(to, 'kubernetes/overlays', environment));
      expect(built.length).toBeGreaterThan(50);
      expect(JSON.stringify(built)).not.toContain('<<');
      expect(JSON.stringify(built)).toContain(
        `:role/${environment}-order-service`,
      );
      const bindings = built
        .filter(({ kind }) => kind === 'TargetGroupBinding')
        .map(({ metadata, spec }) => [
          metadata.name,
          String(isFields(spec) && spec.targetGroupARN).split('/')[1],
        ]);
      expect(bindings.sort()).toEqual(
        ['notification', 'order', 'payment', 'product', 'user'].map(name => [
          `${name}-service`,
          `${environment}--${name}`,
        ]),
      );
    },
  );

  it.each<[string, Partial<EnvironmentSpec['spec']>, RegExp]>([
    [
      'reaches no service from outside',
      { edge: withoutServices },
      /<<edge_target_groups\.\w+>>/,
    ],
    [
      'keeps no images',
      { registry: undefined },
      /<<workload_roles\.user-service>>/,
    ],
    [
      'has no events',
      { events: undefined },
      /<<workload_roles\.user-service>>/,
    ],
    ['has no cluster', { cluster: undefined }, /<<cluster_name>>/],
    ['has no database', { database: undefined }, /<<database_address>>/],
    ['has no cache', { cache: undefined }, /<<cache_address>>/],
  ])('should see that a stack %s', (_what, sections, missing) => {
    const to = join(folder, 'filled');
    const outputs = outputsIn(stackOutputsWith('dev', sections));
    expect(() => run(['dev', outputs, to], root)).toThrow(missing);
    expect(existsSync(to)).toBe(false);
  });

  it('should write nothing where an output is missing', () => {
    const { topics: _, ...rest } = stackOutputs();
    const to = join(folder, 'filled');
    expect(() => run(['dev', outputsIn(rest), to], root)).toThrow(
      /kustomization\.yaml: <<topics\.shop>>/,
    );
    expect(existsSync(to)).toBe(false);
  });

  it.each([
    ['too little', ['dev'], /Usage/],
    ['another environment', ['../dev', 'FILE', 'TO'], /no overlay/],
    ['an environment without an overlay', ['qa', 'FILE', 'TO'], /no overlay/],
    ['a folder that is there', ['dev', 'FILE', 'HERE'], /there already/],
  ])('should refuse %s', (_what, argv, message) => {
    const file = outputsIn(stackOutputs());
    const paths: Record<string, string> = {
      FILE: file,
      TO: join(folder, 'filled'),
      HERE: folder,
    };
    expect(() =>
      run(
        argv.map(word => paths[word] ?? word),
        root,
      ),
    ).toThrow(message);
  });

  it('should refuse a file of another kind', () => {
    expect(() =>
      run(['dev', outputsIn({ topics: 1 }), join(folder, 'a')], root),
    ).toThrow(/terraform output -json/);
  });
});
