import { ResourceIndex } from '../document/ResourceIndex';
import { Attributes } from '../document/TerraformDocument';
import { aFullSpec } from './aSpec';
import { policyOf } from './policies';
import { resourcesOf } from './synthesized';

/*
 * What protects an environment, one test each, in the words of the protection.
 * `scripts/switches` takes each of them out of the constructs and expects the
 * test of its name to fail.
 */

/** A protection, the type that must keep it, and whether one of it does. */
export type Check = readonly [
  protection: string,
  type: string,
  holds: (attributes: Attributes, resources: ResourceIndex) => boolean,
];

/** The key of the environment, as others refer to it. */
export const KEY = '${aws_kms_key.security_key.arn}';

/** The number of the account, as policies refer to it. */
export const ACCOUNT =
  '${data.aws_caller_identity.security_account.account_id}';

/** Whether a database follows another, which holds the data. */
export function isReplica(attributes: Attributes): boolean {
  return attributes.replicate_source_db !== undefined;
}

/** Whether a policy refuses what comes without TLS. */
export function deniesPlain(attributes: Attributes): boolean {
  return policyOf(attributes).some(
    ({ Effect, Condition }) =>
      Effect === 'Deny' &&
      JSON.stringify(Condition) === '{"Bool":{"aws:SecureTransport":"false"}}',
  );
}

/** The statements of a policy that let services of AWS in. */
export function forServices(attributes: Attributes) {
  return policyOf(attributes).filter(
    ({ Effect, Principal }) =>
      Effect === 'Allow' &&
      JSON.stringify(Principal ?? {}).includes('.amazonaws.com'),
  );
}

const environments = [
  aFullSpec(),
  aFullSpec({ edge: { waf: {}, cloudFront: false, apiGateway: false } }),
].map(resourcesOf);

/** The addresses that do not keep a protection, with and without CloudFront; there must be one to judge. */
export function unprotected(
  [protection, type, holds]: Check,
  documents: readonly ResourceIndex[] = environments,
): string[] {
  const judged = documents.flatMap(resources =>
    resources.ofType(type).map(resource => ({ resources, resource })),
  );
  if (judged.length === 0) throw new Error(`Nothing to judge: ${protection}`);
  return judged
    .filter(({ resources, resource }) => !holds(resource.attributes, resources))
    .map(({ resource }) => resource.address);
}
