import { BlockList } from 'node:net';
import { Fields, Manifest, isFields } from '../kustomize/Manifest';
import { Shop, fieldsAt, listAt, ofKind, selects } from './Shop';

/** Somebody who may talk or be talked to: a pod by its labels, or an address outside of the cluster. */
export interface Party {
  name: string;
  address?: string;
  namespace?: string;
  labels?: Fields;
}

/** Whether network policies let somebody open a connection to a port of somebody else. */
export function mayReach(
  shop: Shop,
  from: Party,
  to: Party,
  port: number,
): boolean {
  return (
    allows(shop, from, to, port, 'Egress') &&
    allows(shop, to, from, port, 'Ingress')
  );
}

/** Whether the policies of one side allow the other; a side without policies allows everybody. */
function allows(
  shop: Shop,
  side: Party,
  other: Party,
  port: number,
  direction: 'Egress' | 'Ingress',
): boolean {
  const policies = ofKind(shop, 'NetworkPolicy').filter(
    policy =>
      side.labels !== undefined &&
      side.namespace === policy.metadata.namespace &&
      selects(labelsOf(fieldsAt(policy, 'spec.podSelector')), side.labels) &&
      typesOf(policy).includes(direction),
  );
  if (policies.length === 0) return true;
  const [field, peers] =
    direction === 'Egress' ? ['egress', 'to'] : ['ingress', 'from'];
  return policies.some(policy =>
    listAt(policy, `spec.${field}`).some(
      rule =>
        listAt(rule, peers).some(peer =>
          meets(peer, other, String(policy.metadata.namespace)),
        ) && listAt(rule, 'ports').some(entry => entry.port === port),
    ),
  );
}

function typesOf(policy: Manifest): unknown[] {
  const { policyTypes } = fieldsAt(policy, 'spec');
  return Array.isArray(policyTypes) ? policyTypes : [];
}

/** The labels of a selector; throws at one that asks for more than labels. */
function labelsOf(selector: Fields): Fields {
  const { matchLabels = {}, ...rest } = selector;
  if (Object.keys(rest).length > 0 || !isFields(matchLabels)) {
    throw new Error('Only matchLabels are understood here');
  }
  return matchLabels;
}

function meets(peer: Fields, party: Party, own: string): boolean {
  const { ipBlock, podSelector, namespaceSelector, ...rest } = peer;
  if (Object.keys(rest).length > 0) throw new Error('An unknown peer');
  if (isFields(ipBlock)) return isWithin(ipBlock, party.address);
  if (!party.labels) return false;
  const namespace = isFields(namespaceSelector)
    ? selects(labelsOf(namespaceSelector), {
        'kubernetes.io/metadata.name': party.namespace ?? '',
      })
    : party.namespace === own;
  return (
    namespace &&
    (!isFields(podSelector) || selects(labelsOf(podSelector), party.labels))
  );
}

function isWithin(block: Fields, address: string | undefined): boolean {
  if (address === undefined) return false;
  const { cidr, except = [] } = block;
  const refused = Array.isArray(except) ? except : [];
  return listOf([cidr]).check(address) && !listOf(refused).check(address);
}

function listOf(cidrs: readonly unknown[]): BlockList {
  const list = new BlockList();
  for (const cidr of cidrs) {
    const [address, prefix] = String(cidr).split('/');
    list.addSubnet(address, Number(prefix));
  }
  return list;
}
