import {
  dataLosses,
  type Plan,
  type PlannedResource,
} from '@portico/plugin-environments-common';
import { listWords } from '../format/refs';

const NOUNS: Readonly<Record<string, string>> = {
  aws_db_instance: 'the database',
  aws_rds_cluster: 'the database',
  aws_elasticache_replication_group: 'the cache',
  aws_elasticache_cluster: 'the cache',
  aws_s3_bucket: 'a bucket',
  aws_sqs_queue: 'a queue',
};

/** A resource as people call it; its address where there is no such word. */
export function resourceNoun({
  resourceType,
  address,
}: Pick<PlannedResource, 'resourceType' | 'address'>): string {
  return NOUNS[resourceType] ?? address;
}

function named(
  losses: readonly PlannedResource[],
  isReplaced: boolean,
): string | undefined {
  const nouns = losses
    .filter(({ action }) => (action === 'replace') === isReplaced)
    .map(resourceNoun);
  if (nouns.length === 0) return undefined;
  const what = listWords([...new Set(nouns)]);
  return `${isReplaced ? 'replaces' : 'destroys'} ${what}`;
}

/** What a plan does to data, as a warning; undefined where no data is lost. */
export function dataLossWords(plan: Plan | null): string | undefined {
  const losses = plan ? dataLosses(plan) : [];
  if (losses.length === 0) return undefined;
  const what = [named(losses, true), named(losses, false)].filter(
    (text): text is string => text !== undefined,
  );
  const text = `${listWords(
    what,
  )}: data is lost unless a snapshot is restored.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
