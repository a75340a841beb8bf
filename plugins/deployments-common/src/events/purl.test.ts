import { purlFacts } from './purl';

const SHA = '4f2c9d1e0b7a63528c1d9e4f0a7b6c5d4e3f2a1b';

describe('purlFacts', () => {
  it.each([
    ['pkg:generic/order@1.4.2', '1.4.2', null],
    [
      'pkg:oci/order@1.4.2%2Bbuild?repository_url=r.example',
      '1.4.2+build',
      null,
    ],
    [
      `pkg:oci/order@sha256%3A${'0b31b1c02ff458ad'.repeat(4)}`,
      'sha256:0b31b1c02ff4',
      null,
    ],
    [
      `pkg:oci/order@sha256:${'0b31b1c02ff458ad'.repeat(4)}?tag=1.4.2`,
      '1.4.2',
      null,
    ],
    [`pkg:github/acme/order@${SHA}`, null, SHA],
    ['pkg:oci/order?tag=latest', null, null],
    ['pkg:npm/%40acme/order@2.0.0', '2.0.0', null],
    ['pkg:oci/order@%E0%A4%A', '%E0%A4%A', null],
    ['order', null, null],
  ])('should read %s', (purl, version, commit) => {
    expect(purlFacts(purl)).toEqual({ version, commit });
  });
});
