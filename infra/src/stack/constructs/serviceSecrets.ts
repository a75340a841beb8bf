/** Where secrets of an environment are. */
export interface SecretsPlace {
  readonly environment: string;
  readonly region: string;
  readonly accountId: string;
}

/** What every service of the shop reads, such as the keys that tokens are checked with. */
const SHARED = 'shop';

/**
 * The secrets that people put into Secrets Manager for services (infra/kubernetes/README.md):
 * one a service, and one that all share. Their names are known, their ARNs not quite:
 * Secrets Manager ends each with a hyphen and six characters of its own.
 */
export function serviceSecretArns(
  services: readonly string[],
  { environment, region, accountId }: SecretsPlace,
): string[] {
  if (services.length === 0) return [];
  return [SHARED, ...services.map(name => `${name}-service`)].map(
    name =>
      `arn:aws:secretsmanager:${region}:${accountId}:secret:${environment}/${name}-??????`,
  );
}
