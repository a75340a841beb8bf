import type { Deployment } from '../Deployment';
import type { Drift } from './Drift';
import { parseImage } from './version';
import type { ComponentHealth } from './WorkloadHealth';

/** A version of three numbers, such as "v1.4.2" or "1.5.0-rc.1"; only such ones can be compared with a tag. */
const NUMBERED = /^v?\d+\.\d+\.\d+/;

function bare(version: string): string {
  return version.replace(/^v(?=\d)/, '');
}

function isSame(
  reported: Pick<Deployment, 'version' | 'commit'>,
  running: string,
): boolean {
  const { version, commit } = reported;
  return (
    (version !== null && bare(version) === bare(running)) ||
    // An image may be tagged with the commit it was built from, whole or shortened.
    (commit !== null &&
      /^(sha-)?[0-9a-f]{7,64}$/.test(running) &&
      commit.startsWith(running.replace(/^sha-/, '')))
  );
}

/** Images that are tagged with another version than the one that was told. */
function otherImages(
  version: string | null,
  images: readonly string[],
  artifact: string | null,
): string[] {
  if (version === null || !NUMBERED.test(version)) {
    return [];
  }
  // Only the component's own image is its version; a helper beside it has one of its own.
  const own = artifact === null ? null : parseImage(artifact).repository;
  return images
    .map(parseImage)
    .filter(({ repository }, index) =>
      own === null ? index === 0 : repository === own,
    )
    .flatMap(({ tag }) =>
      tag !== null && NUMBERED.test(tag) && bare(tag) !== bare(version)
        ? [tag]
        : [],
    );
}

function verdict(
  state: Drift['state'],
  reported: string | null,
  running: string[],
  reason: string,
): Drift {
  return { state, reported, running, reason };
}

/**
 * Compares what was reported as deployed with what runs. While a rollout to the reported
 * version is on its way, the version before it may still serve.
 *
 * @param reported - the last success of the history; null where there is none
 * @param health - what runs; null where that can't be seen
 */
export function driftOf(
  reported: Pick<Deployment, 'version' | 'commit' | 'artifact'> | null,
  health: Pick<
    ComponentHealth,
    'state' | 'servingVersions' | 'targetVersion' | 'workloads'
  > | null,
): Drift {
  const told = reported?.version ?? reported?.commit?.slice(0, 12) ?? null;
  const running = Object.keys(health?.servingVersions ?? {});
  if (reported === null || told === null) {
    return verdict('unknown', null, running, 'No version was reported.');
  }
  if (health === null || health.servingVersions === null) {
    return verdict('unknown', told, [], 'What runs can’t be seen.');
  }
  const images = health.workloads.flatMap(workload => workload.images);
  const others = otherImages(reported.version, images, reported.artifact);
  const strange = running.filter(version => !isSame(reported, version));
  if (others.length > 0 && strange.length === 0) {
    return verdict(
      'drifted',
      told,
      others,
      `${told} was reported, and the image is ${others.join(', ')}.`,
    );
  }
  if (running.length === 0) {
    return verdict('unknown', told, [], 'Nothing that serves tells a version.');
  }
  const isOnItsWay =
    health.state === 'rolling-out' &&
    health.targetVersion !== null &&
    isSame(reported, health.targetVersion);
  if (strange.length === 0 || isOnItsWay) {
    return verdict(
      'none',
      told,
      running,
      isOnItsWay && strange.length > 0
        ? `${told} was reported and is on its way.`
        : `${told} was reported and runs.`,
    );
  }
  return verdict(
    'drifted',
    told,
    running,
    `${told} was reported, and ${running.join(', ')} runs.`,
  );
}
