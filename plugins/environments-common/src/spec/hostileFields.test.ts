import { anInput, aSpec } from '../__testUtils__/aSpec';
import { parseEnvironmentSpec } from './parseEnvironmentSpec';
import { parseEnvironmentSpecText } from './parseEnvironmentSpecText';
import { serializeEnvironmentSpec } from './serializeEnvironmentSpec';

const HOSTILE = [
  '"; rm -rf /',
  'dev\nmalicious: true',
  'dev\r\n',
  `\${process.env.TOKEN}`,
  `\${{ secrets.TOKEN }}`,
  '{{ constructor.constructor("return 1")() }}',
  '$(id)',
  '`id`',
  '../../../etc/passwd',
  '%2e%2e%2f',
  '<script>alert(1)</script>',
  "' OR 1=1 --",
  '\u202edev',
  'dev\u0000',
  'dev\u2028x',
  'Ünïcödé',
  '🙂',
  'x'.repeat(300),
  '*alias',
  '!!js/function x',
];

const FIELDS: [string, (value: string) => unknown][] = [
  ['metadata.name', name => anInput({ metadata: { name } })],
  ['metadata.owner', owner => anInput({ metadata: { owner } })],
  ['spec.region', region => anInput({ spec: { region } })],
  ['spec.network.cidr', cidr => anInput({ spec: { network: { cidr } } })],
  [
    'spec.availabilityZones',
    zone => anInput({ spec: { availabilityZones: [zone, 'us-west-2a'] } }),
  ],
  [
    'spec.cluster.version',
    version => anInput({ spec: { cluster: { version } } }),
  ],
  [
    'spec.cluster.nodeGroups[0].name',
    name => anInput({ spec: { cluster: { nodeGroups: [{ name }] } } }),
  ],
  [
    'spec.cluster.nodeGroups[0].instanceType',
    instanceType =>
      anInput({
        spec: { cluster: { nodeGroups: [{ name: 'general', instanceType }] } },
      }),
  ],
  [
    'spec.database.instanceClass',
    instanceClass =>
      anInput({ spec: { database: { engine: 'postgres', instanceClass } } }),
  ],
  [
    'spec.cache.nodeType',
    nodeType => anInput({ spec: { cache: { engine: 'redis', nodeType } } }),
  ],
  [
    'spec.storage.buckets[0].name',
    name => anInput({ spec: { storage: { buckets: [{ name }] } } }),
  ],
  [
    'spec.events.topics[0].queues[0]',
    queue =>
      anInput({
        spec: { events: { topics: [{ name: 'orders', queues: [queue] }] } },
      }),
  ],
  [
    'spec.edge.domainName',
    domainName => anInput({ spec: { edge: { domainName } } }),
  ],
  [
    'spec.edge.services[0].name',
    name =>
      anInput({ spec: { edge: { services: [{ name, paths: ['/v1'] }] } } }),
  ],
  [
    'spec.edge.services[0].paths[0]',
    path =>
      anInput({
        spec: { edge: { services: [{ name: 'user', paths: [path] }] } },
      }),
  ],
  [
    'spec.budget.monthly',
    monthly => anInput({ spec: { budget: { monthly } } }),
  ],
  ['spec.ttl', ttl => anInput({ spec: { ttl } })],
];

describe('fields that end up in names, code and commands', () => {
  it.each(FIELDS)('should take nothing hostile in %s', (path, build) => {
    for (const value of HOSTILE) {
      const parsed = parseEnvironmentSpec(build(value));
      const paths = parsed.valid ? [] : parsed.issues.map(issue => issue.path);
      expect([value, [...new Set(paths)]]).toEqual([value, [path]]);
    }
  });
});

describe('free text', () => {
  const oneLine = HOSTILE.filter(
    // eslint-disable-next-line no-control-regex -- control characters are what it is about
    text => text.length <= 200 && !/[\u0000-\u001f\u2028]/.test(text),
  );

  it.each(oneLine)('should keep the description %j through the file', text => {
    const spec = aSpec({ metadata: { description: text } });
    const file = serializeEnvironmentSpec(spec);
    expect(parseEnvironmentSpecText(file)).toEqual({ valid: true, spec });
    expect(Object.keys(spec)).toEqual([
      'apiVersion',
      'kind',
      'metadata',
      'spec',
    ]);
  });

  it('should refuse a description of more than one line', () => {
    for (const text of ['a\nb', 'a\u0000', 'a\u2028b', 'a\u0085b', 'a\u007f']) {
      const parsed = parseEnvironmentSpec(
        anInput({ metadata: { description: text } }),
      );
      expect(parsed.valid ? [] : parsed.issues).toEqual([
        {
          path: 'metadata.description',
          message: 'must be one line without control characters',
        },
      ]);
    }
  });
});
