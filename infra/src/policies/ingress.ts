import { blocks, number, text, texts } from '../document/attributes';
import { ResourceIndex } from '../document/ResourceIndex';
import { Attributes } from '../document/TerraformDocument';

/** One opening of a security group to addresses. */
export interface OpenIngress {
  /** The resource that opens it. */
  readonly resource: string;
  /** The security group, where the document holds it. */
  readonly group: string | undefined;
  readonly cidr: string;
  readonly fromPort: number | undefined;
  readonly toPort: number | undefined;
}

function portsOf(attributes: Attributes) {
  return {
    fromPort: number(attributes, 'from_port'),
    toPort: number(attributes, 'to_port'),
  };
}

function cidrsOf(attributes: Attributes): string[] {
  return [
    ...texts(attributes, 'cidr_blocks'),
    ...texts(attributes, 'ipv6_cidr_blocks'),
    ...['cidr_ipv4', 'cidr_ipv6'].flatMap(name => text(attributes, name) ?? []),
  ];
}

/** Every opening to a block of addresses, in whichever of the three ways it is written. */
export function openIngress(resources: ResourceIndex): OpenIngress[] {
  const inline = resources
    .ofType('aws_security_group')
    .flatMap(({ address, attributes }) =>
      blocks(attributes, 'ingress').flatMap(rule =>
        cidrsOf(rule).map(cidr => ({
          resource: address,
          group: address,
          cidr,
          ...portsOf(rule),
        })),
      ),
    );
  const separate = [
    ...resources.ofType('aws_vpc_security_group_ingress_rule'),
    ...resources
      .ofType('aws_security_group_rule')
      .filter(({ attributes }) => text(attributes, 'type') === 'ingress'),
  ].flatMap(({ address, attributes }) =>
    cidrsOf(attributes).map(cidr => ({
      resource: address,
      group: resources.referenced(attributes, 'security_group_id')?.address,
      cidr,
      ...portsOf(attributes),
    })),
  );
  return [...inline, ...separate];
}

/** Whether a block holds every address there is. */
export function isEverywhere(cidr: string): boolean {
  return cidr.endsWith('/0');
}
