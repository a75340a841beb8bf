import type { EnvironmentSpec } from '../spec/EnvironmentSpec';

/** Two halves open as much as the whole, so any block larger than a /8 counts. */
function isMostOfTheInternet(cidr: string): boolean {
  return Number(cidr.split('/')[1]) < 8;
}

/** Why an environment is open to the whole internet; undefined where it is not. */
export function isOpenToAll(spec: EnvironmentSpec): string | undefined {
  const { cluster, edge } = spec.spec;
  if (
    cluster?.endpoint?.public &&
    cluster.endpoint.allowedCidrs.some(isMostOfTheInternet)
  ) {
    return 'it opens the Kubernetes API to the whole internet';
  }
  if (edge && !edge.waf) return 'it is open to the internet without a WAF';
  return undefined;
}
