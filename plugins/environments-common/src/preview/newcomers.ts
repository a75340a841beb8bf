import type { EnvironmentSpec } from '../spec/EnvironmentSpec';

/** Who may enter an environment, and what of somebody else's it stands on, each in words. */
function grantsOf({ spec }: EnvironmentSpec): string[] {
  const { cluster, network, security } = spec;
  return [
    ...(security.deployFrom
      ? [`it lets workflows of ${security.deployFrom} deploy`]
      : []),
    ...(cluster?.access ?? []).map(
      ({ principalArn, level }) =>
        `it lets ${principalArn} into the cluster (${level})`,
    ),
    ...(network.existing
      ? [`it is built into the network ${network.existing.vpcId}`]
      : []),
    ...(cluster?.existing
      ? [`it uses the cluster ${cluster.existing.name}`]
      : []),
  ];
}

/** Whom a change lets in, and what it builds into, that was not so before; undefined where nobody new is. */
export function newcomers(
  spec: EnvironmentSpec,
  against: EnvironmentSpec | null | undefined,
): string | undefined {
  const before = new Set(against ? grantsOf(against) : []);
  const added = grantsOf(spec).filter(grant => !before.has(grant));
  return added.length > 0 ? added.join('; ') : undefined;
}
