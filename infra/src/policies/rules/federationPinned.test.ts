import { aFullSpec } from '../../__testUtils__/aSpec';
import { aDocument } from '../../__testUtils__/synthesized';
import { violationsIn, violationsOf } from '../../__testUtils__/violations';
import { federationPinned } from './federationPinned';

const ISSUER = 'token.actions.githubusercontent.com';
const SAML = 'arn:aws:iam::1:saml-provider/people';
const sub = { [`${ISSUER}:sub`]: 'repo:acme/platform:environment:dev' };
const aud = { [`${ISSUER}:aud`]: 'sts.amazonaws.com' };

function trusting(Condition: unknown, change: Record<string, unknown> = {}) {
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: `arn:aws:iam::\${local.account}:oidc/${ISSUER}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition,
    ...change,
  };
  const assume_role_policy = JSON.stringify({ Statement: [statement] });
  return aDocument({ 'aws_iam_role.r': { assume_role_policy } });
}

describe('federationPinned', () => {
  it('should accept an environment with everything', () => {
    expect(violationsOf(federationPinned, aFullSpec())).toEqual([]);
  });

  it('should accept trust in one subject for one audience', () => {
    const document = trusting({ StringEquals: { ...sub, ...aud } });
    expect(violationsIn(federationPinned, document)).toEqual([]);
  });

  it('should not judge trust in services, or what is not known', () => {
    for (const document of [
      trusting({}, { Action: 'sts:AssumeRole' }),
      trusting({}, { Effect: 'Deny' }),
      trusting({}, { Action: 'sts:*', Principal: { Service: 'ec2' } }),
      trusting({}, { Action: 'sts:*', Principal: { AWS: 'arn:aws:iam::1' } }),
      trusting({}, { Action: '*', Principal: { Federated: SAML } }),
      trusting(
        {},
        { Principal: { Federated: 'cognito-identity.amazonaws.com' } },
      ),
      aDocument({ 'aws_iam_role.r': { assume_role_policy: '${var.trust}' } }),
    ]) {
      expect(violationsIn(federationPinned, document)).toEqual([]);
    }
  });

  it.each([
    { Principal: '*' },
    { Principal: { AWS: '*' } },
    { Action: 'sts:*' },
    { Action: ['sts:TagSession', '*'] },
    { Action: 'sts:AssumeRole*' },
    { Principal: '*', Action: 'STS:*' },
  ])('should find trust that is wider than it looks: %j', change => {
    expect(
      violationsIn(federationPinned, trusting(undefined, change)),
    ).toHaveLength(1);
    const pinned = trusting({ StringEquals: { ...sub, ...aud } }, change);
    expect(violationsIn(federationPinned, pinned)).toEqual([]);
  });

  it.each([
    [undefined, 'sub and aud'],
    [{ StringEquals: aud }, 'sub'],
    [{ StringEquals: sub }, 'aud'],
    [{ StringEquals: aud, StringLike: sub }, 'sub'],
    [{ 'ForAnyValue:StringEquals': { ...sub, ...aud } }, 'sub and aud'],
  ])('should find %j', (condition, claims) => {
    expect(violationsIn(federationPinned, trusting(condition))).toEqual([
      {
        resource: 'aws_iam_role.r',
        detail: `It does not compare ${claims} exactly.`,
      },
    ]);
  });
});
