import { serializeEnvironmentSpec } from '@portico/plugin-environments-common';
import { ChangeUpdate, StoredChange } from '../database/StoredChange';
import { FileContent } from '../sources/PlatformRepository';
import { happen, PORTAL_ACTOR } from './changeEvents';

/** Why a change no longer fits the file that is in Git by now, and what to do about it. */
export function findObstacle(
  change: Pick<StoredChange, 'name' | 'kind' | 'after' | 'beforeSha'>,
  file: FileContent | undefined,
): string | undefined {
  if (file?.text === serializeEnvironmentSpec(change.after)) {
    return 'Git has it exactly like this already';
  }
  if (change.kind === 'create') {
    return (
      file &&
      `Somebody has put ${change.name} into Git meanwhile; look at it, then ask to change it or choose another name`
    );
  }
  if (!file) {
    return `${change.name} is no longer in Git; ask for it as a new environment`;
  }
  return file.sha === change.beforeSha
    ? undefined
    : `The file of ${change.name} was changed in Git after this was asked for; look at it and ask again`;
}

/** Ends a change that something else has overtaken. */
export function superseded(
  change: Pick<StoredChange, 'name' | 'state'>,
  reason: string,
): ChangeUpdate {
  return happen(change, {
    event: 'supersede',
    actor: PORTAL_ACTOR,
    comment: reason,
    patch: { stateReason: reason },
  });
}
