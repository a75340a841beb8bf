import { block, isExpression } from '../document/attributes';
import { Attributes } from '../document/TerraformDocument';

/** Whether the Kubernetes API of a cluster answers to the internet; EKS opens it where nothing is said. */
export function isPublicEndpoint(cluster: Attributes): boolean {
  if (isExpression(cluster.vpc_config)) return false;
  const open = block(cluster, 'vpc_config').endpoint_public_access ?? true;
  return open === true || open === 'true';
}
