import type { Deployment } from '@portico/plugin-deployments-common';
import { compareUrl, type Repository } from './repository';

/** What a deployment changed, as a link; the words tell in which direction. */
export interface Changes {
  url: string;
  words: 'changes' | 'taken back';
}

/** The success before each deployment in the same environment, among those that are listed newest first. */
export function befores(
  deployments: readonly Deployment[],
): Map<string, Deployment> {
  const before = new Map<string, Deployment>();
  deployments.forEach((one, index) => {
    const earlier = deployments
      .slice(index + 1)
      .find(
        other =>
          other.entityRef === one.entityRef &&
          other.environment === one.environment &&
          other.finishedAt !== null,
      );
    if (earlier) before.set(one.id, earlier);
  });
  return before;
}

/** The commits between a deployment and the one before; a roll back is read backwards. */
export function changesOf(
  repository: Repository | null,
  deployment: Deployment,
  before: Deployment | undefined,
): Changes | null {
  if (before === undefined || deployment.kind === 'remove') return null;
  const isBack = deployment.kind === 'rollback';
  const [older, newer] = isBack ? [deployment, before] : [before, deployment];
  const url = compareUrl(repository, older.commit, newer.commit);
  return url === null
    ? null
    : { url, words: isBack ? 'taken back' : 'changes' };
}

/** When a deployment ended: by a success or a failure; null while it has not. */
export function endOf({ finishedAt, failedAt }: Deployment): string | null {
  return finishedAt ?? failedAt;
}

const SOURCES: Readonly<Record<Deployment['source']['type'], string>> = {
  kubernetes: 'Kubernetes',
  github: 'GitHub',
  cdevents: 'CDEvents',
  supervisor: 'this machine',
  sample: 'sample data',
};

/** Who told of a deployment, in a word. */
export function sourceName({ type }: Pick<Deployment['source'], 'type'>) {
  return SOURCES[type];
}
