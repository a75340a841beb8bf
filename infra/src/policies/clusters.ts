import { Attributes } from '../document/TerraformDocument';

/** Whether the Kubernetes API answers to the internet; EKS opens it where nothing is said. */
export function isPublicEndpoint(network: Attributes): boolean {
  const open = network.endpoint_public_access ?? true;
  return open === true || open === 'true';
}
