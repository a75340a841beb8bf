import { DEV_FILE } from '../__testUtils__/aSpec';
import { parseEnvironmentSpecText } from './parseEnvironmentSpecText';
import { SPEC_TEXT_LIMIT } from './readSpecText';

/** The issues of a text as `line path: message`. */
function issuesOf(text: string): string[] {
  const parsed = parseEnvironmentSpecText(text);
  return parsed.valid
    ? []
    : parsed.issues.map(
        ({ line, path, message }) => `${line} ${path}: ${message}`,
      );
}

describe('parseEnvironmentSpecText', () => {
  it('should read the file of an environment', () => {
    const parsed = parseEnvironmentSpecText(DEV_FILE);
    expect(parsed).toEqual({
      valid: true,
      spec: expect.objectContaining({
        metadata: {
          name: 'dev',
          owner: 'group:default/platform',
          description: 'Shared development',
        },
      }),
    });
    expect(parsed.valid && parsed.spec.spec.cluster?.nodeGroups).toEqual([
      {
        name: 'general',
        instanceType: 't3.medium',
        capacity: 'on-demand',
        min: 1,
        desired: 2,
        max: 5,
        diskGb: 20,
        labels: {},
        taints: [],
      },
    ]);
  });

  it.each([
    [
      'us-west-2',
      'mars-1',
      '6 spec.region: must be one of us-east-1, us-west-2, eu-west-1',
    ],
    [
      'ttl: 14d',
      'ttl: soon',
      '14 spec.ttl: must be days or hours, such as 14d or 36h, and at most 365d',
    ],
    [
      '"1.35"',
      '1.30',
      '9 spec.cluster.version: must be in quotes, such as "1.35": without them 1.30 reads as 1.3',
    ],
    [
      'min: 1',
      'min: 7',
      '9 spec.cluster.nodeGroups[0].min: must not be larger than max (5)',
    ],
    [
      'multiAz: false',
      'multiAZ: false',
      '10 spec.database.multiAZ: is not a field here; the fields are engine, version, instanceClass, storageGb, maxStorageGb, multiAz, readReplicas, backupRetentionDays, backupWindow, maintenanceWindow, backupCopyRegion, deletionProtection, finalSnapshot',
    ],
    [
      '  class: dev\n',
      '',
      '5 spec.class: is missing; it must be one of dev, staging, prod',
    ],
    ['class: dev', 'class: dev\n  class: prod', '6 : has the key class twice'],
    [
      'kind: Environment',
      'kind: "Environment',
      '2 : is not YAML that can be read: Missing closing "quote',
    ],
  ])('should tell the line when %j becomes %j', (before, after, issue) => {
    expect(DEV_FILE).toContain(before);
    expect(issuesOf(DEV_FILE.replace(before, after))).toContain(issue);
  });

  it('should tell the line of an alias', () => {
    const text = DEV_FILE.replace('ttl: 14d', 'tags: { a: &x y, b: *x }');
    expect(issuesOf(text)).toEqual([
      '14 : has an alias (*name); write the value out',
    ]);
  });

  it('should tell the line of the field around what is missing', () => {
    const text = DEV_FILE.replace('cidr: 10.0.0.0/16, ', '');
    expect(issuesOf(text)).toEqual([
      '8 spec.network.cidr: is missing; it must be text, where existing names no network',
    ]);
    expect(issuesOf('a: 1\nb: 2')).toEqual(
      expect.arrayContaining([
        '1 apiVersion: must be portico.dev/v1',
        '2 b: is not a field here; the fields are apiVersion, kind, metadata, spec',
      ]),
    );
  });

  it('should mind how deep brackets are, not how many there are', () => {
    const comment = `# ${'[a] {b} '.repeat(300)}`;
    expect(issuesOf(`${DEV_FILE}${comment}\n`)).toEqual([]);
    const open = `# ${'['.repeat(200)}`;
    expect(issuesOf(`${open}\n${DEV_FILE}`)).toEqual([
      'undefined : is nested too deep',
    ]);
  });

  it('should take a text of the longest length', () => {
    const filler = SPEC_TEXT_LIMIT - DEV_FILE.length - 2;
    const text = `${DEV_FILE}# ${'x'.repeat(filler)}`;
    expect(text).toHaveLength(SPEC_TEXT_LIMIT);
    expect(issuesOf(text)).toEqual([]);
    expect(issuesOf(`${text}x`)).toEqual([
      'undefined : must have at most 32768 characters',
    ]);
  });

  it('should tell an empty file', () => {
    expect(issuesOf('')).toEqual([
      'undefined : is empty; it starts with apiVersion: portico.dev/v1',
    ]);
    expect(issuesOf('# nothing yet\n')).toEqual([
      'undefined : is empty; it starts with apiVersion: portico.dev/v1',
    ]);
  });

  it('should read JSON, which is YAML too', () => {
    const parsed = parseEnvironmentSpecText(DEV_FILE);
    const json = JSON.stringify(parsed.valid ? parsed.spec : {}, null, 2);
    expect(parseEnvironmentSpecText(json)).toEqual(parsed);
  });
});
