/** One statement of an IAM policy. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: Readonly<Record<string, string | readonly string[]>>;
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | readonly string[]>>>
  >;
}

/** Writes an IAM policy. */
export function policyDocument(...statements: PolicyStatement[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement: statements });
}

/** Refuses what comes to the resource without TLS, whoever asks for it. */
export function tlsOnly(
  action: string,
  resource: string | readonly string[],
): PolicyStatement {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: action,
    Resource: resource,
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/** The policy by which a service of AWS may take a role. */
export function trustService(service: string): string {
  const action = ['sts:AssumeRole'];
  // Pods take their roles through the agent on the node, which also tags the session.
  if (service === 'pods.eks.amazonaws.com') action.push('sts:TagSession');
  return policyDocument({
    Effect: 'Allow',
    Principal: { Service: service },
    Action: action,
  });
}
