import { parseCidr } from '@portico/plugin-environments-common';
import { isExpression, isRecord } from '../../document/attributes';
import { PolicyRule } from '../PolicyRule';
import { listOf } from '../statements';

/** The arguments that hold blocks of IPv4 addresses, whatever the type. */
const CIDR_ARGUMENTS: ReadonlySet<string> = new Set([
  'cidr_block',
  'cidr_blocks',
  'cidr_ipv4',
  'destination_cidr_block',
  'public_access_cidrs',
]);

/** The fields of the spec that these blocks come from. */
const FIELDS: Readonly<Record<string, string>> = {
  aws_vpc: 'spec.network.cidr',
  aws_eks_cluster: 'spec.cluster.endpoint.allowedCidrs',
};

/** The blocks of a resource and of all that is in it, each with the argument that holds it. */
function cidrsIn(value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.flatMap(cidrsIn);
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    CIDR_ARGUMENTS.has(name)
      ? listOf(inner).map((cidr): [string, string] => [name, cidr])
      : cidrsIn(inner),
  );
}

/** Every block of addresses is one, and starts at its first address. */
export const cidrValid: PolicyRule = {
  id: 'cidr-valid',
  severity: 'blocker',
  title: 'Blocks of addresses must be valid',
  why: 'AWS refuses a block that is none, and one that starts in its middle means other addresses than it says.',
  fix: 'Write the first address of the block and the length of its prefix, such as 10.0.0.0/16.',
  check: ({ resources }) =>
    resources.all().flatMap(({ type, address, attributes }) =>
      cidrsIn(attributes).flatMap(([argument, cidr]) => {
        // Blocks of IPv6 in a mixed list are not judged.
        if (isExpression(cidr) || cidr.includes(':')) return [];
        const parsed = parseCidr(cidr);
        if (parsed.valid) return [];
        return [
          {
            resource: address,
            detail: `${argument} is ${JSON.stringify(cidr)}; it ${
              parsed.message
            }.`,
            ...(FIELDS[type] && { path: FIELDS[type] }),
          },
        ];
      }),
    ),
};
