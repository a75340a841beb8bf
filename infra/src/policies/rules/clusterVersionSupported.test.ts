import { aSpec } from '../../__testUtils__/aSpec';
import { violationsOf } from '../../__testUtils__/violations';
import { clusterVersionEnding } from './clusterVersionEnding';
import { clusterVersionSupported } from './clusterVersionSupported';

const resource = 'aws_eks_cluster.cluster_cluster';
const path = 'spec.cluster.version';
const withVersion = (version: string) => aSpec({ cluster: { version } });

describe('clusterVersionSupported', () => {
  it.each(['1.34', '1.35', '1.36'])('should accept %s', version => {
    expect(violationsOf(clusterVersionSupported, withVersion(version))).toEqual(
      [],
    );
  });

  it.each([
    ['1.33', '1.33 left standard support on 2026-07-29.'],
    ['1.30', '1.30 left standard support.'],
  ])('should find %s', (version, detail) => {
    expect(violationsOf(clusterVersionSupported, withVersion(version))).toEqual(
      [{ resource, path, detail }],
    );
  });
});

describe('clusterVersionEnding', () => {
  it.each(['1.33', '1.35', '1.36'])('should say nothing of %s', version => {
    expect(violationsOf(clusterVersionEnding, withVersion(version))).toEqual(
      [],
    );
  });

  it('should warn of a version that ends within two months', () => {
    expect(violationsOf(clusterVersionEnding, withVersion('1.34'))).toEqual([
      {
        resource,
        path,
        detail: '1.34 leaves standard support on 2026-12-02, in 7 days.',
      },
    ]);
  });
});
