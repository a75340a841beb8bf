import { expiresAt } from '@portico/plugin-environments-common';
import { TimelineItem } from '@portico/plugin-timeline-common';
import { StoredEnvironment } from '../../database/EnvironmentStore';

/** What became of an environment; whether it is invented is known elsewhere. */
export type EnvironmentItem = Omit<TimelineItem, 'origin'> & { name: string };

function anItem(
  { name }: StoredEnvironment,
  fields: Pick<TimelineItem, 'at' | 'kind' | 'title' | 'status'>,
): EnvironmentItem {
  return {
    id: `${fields.kind}:${name}:${fields.at}`,
    ...fields,
    url: `/environments/${name}`,
    name,
  };
}

/** When the time to live of an environment was over; null where it is not, or was not any more. */
function expiredAt(
  { spec, createdAt, removedAt }: StoredEnvironment,
  now: string,
): string | null {
  const end = spec && expiresAt(spec.spec.ttl, new Date(createdAt));
  if (!end || end > now) return null;
  return removedAt !== null && removedAt <= end ? null : end;
}

/** What becomes of an environment by time and by Git: its time to live is over, its file is gone. */
export function environmentItems(
  environment: StoredEnvironment,
  now: string,
): EnvironmentItem[] {
  const { name, removedAt, spec } = environment;
  const expired = expiredAt(environment, now);
  const items: EnvironmentItem[] = [];
  if (expired !== null) {
    items.push(
      anItem(environment, {
        at: expired,
        kind: 'environment-expired',
        title: `Expired: ${name}, after ${spec?.spec.ttl}`,
        status: 'warning',
      }),
    );
  }
  if (removedAt !== null) {
    items.push(
      anItem(environment, {
        at: removedAt,
        kind: 'environment-removed',
        title: `Removed from Git: ${name}`,
        status: 'info',
      }),
    );
  }
  return items;
}
