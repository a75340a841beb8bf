import { Link } from '@backstage/ui';
import {
  deploymentTime,
  type Deployment,
} from '@portico/plugin-deployments-common';
import { useNow } from '../../hooks/useNow';
import { age, dateTime, took } from '../../words/dates';
import { endOf, sourceName } from '../../words/history';
import { StatusMark } from '../Mark';
import { VersionName } from '../VersionName';
import styles from './History.module.css';
import type { HistoryRow } from './historyRows';

/** When a deployment was, and how long ago. */
export const When = ({ deployment }: { deployment: Deployment }) => {
  const now = useNow();
  const at = deploymentTime(deployment);
  return at === null ? (
    <span className={styles.detail}>not known</span>
  ) : (
    <time dateTime={at}>
      {`${age(at, now)} ago`}
      <span className={styles.detail}>{dateTime(at)}</span>
    </time>
  );
};

/** The version, its commit, and what it changed. */
export const VersionPart = ({ row }: { row: HistoryRow }) => {
  const { version, commit } = row.deployment;
  return (
    <>
      <VersionName version={version} />
      <span className={styles.detail}>
        {commit === null ? 'commit not known' : null}
        {commit !== null && row.commitUrl === null && commit.slice(0, 7)}
        {commit !== null && row.commitUrl !== null && (
          <Link href={row.commitUrl} target="_blank" variant="body-small">
            {commit.slice(0, 7)}
          </Link>
        )}
        {row.changes && (
          <>
            {' · '}
            <Link
              href={row.changes.url}
              target="_blank"
              variant="body-small"
              aria-label={`${row.changes.words} of ${version ?? commit}`}
            >
              {row.changes.words}
            </Link>
          </>
        )}
      </span>
    </>
  );
};

/** How long it took; for how long it runs while it has not ended. */
export const Took = ({ deployment }: { deployment: Deployment }) => {
  const now = useNow();
  const { startedAt, status } = deployment;
  const isUnderway = status === 'running' || status === 'queued';
  if (isUnderway && startedAt !== null)
    return <>{age(startedAt, now)} so far</>;
  return <>{took(startedAt, endOf(deployment)) ?? 'not known'}</>;
};

/** How far it came; a failure after a success is told as such. */
export const Status = ({ deployment }: { deployment: Deployment }) => (
  <>
    <StatusMark status={deployment.status} />
    {deployment.status === 'failed' && deployment.finishedAt !== null && (
      <span className={styles.detail}>after a success</span>
    )}
  </>
);

/** Who told of it, and where to look it up. */
export const Source = ({ deployment }: { deployment: Deployment }) => {
  const { source, alsoFrom } = deployment;
  const others = [
    ...new Set(
      alsoFrom
        .filter(({ type }) => type !== source.type)
        .map(other => sourceName(other)),
    ),
  ];
  return (
    <>
      {source.url === null ? (
        sourceName(source)
      ) : (
        <Link href={source.url} variant="body-medium">
          {sourceName(source)}
        </Link>
      )}
      {others.length > 0 && (
        <span className={styles.detail}>{`also ${others.join(', ')}`}</span>
      )}
    </>
  );
};
