import type { MatrixCell } from '@portico/plugin-deployments-common';
import { byWords } from '../words/refs';
import { useNow } from '../hooks/useNow';
import { notesOf } from '../words/notes';
import { Age } from './Age';
import styles from './CellFacts.module.css';
import { LastLogs } from './LastLog';
import { HealthMark } from './Mark';
import { NoteList } from './NoteList';
import { OriginTag } from './OriginTag';
import { VersionName } from './VersionName';

/** Since when and by whom; what is not known is said. */
const Since = ({ cell }: { cell: MatrixCell }) => {
  if (cell.versionFrom === 'running') {
    return <>seen running; no deployment was told</>;
  }
  return (
    <>
      {cell.deployedAt === null ? (
        'since when is not known'
      ) : (
        <Age at={cell.deployedAt} />
      )}
      {` · ${byWords(cell.deployedBy)}`}
    </>
  );
};

/** A service in one environment: which version, how it is doing, since when, and what else is to be said. */
export const CellFacts = ({
  cell,
  isChosen = false,
}: {
  cell: MatrixCell;
  /** Whether the page is about this environment. */
  isChosen?: boolean;
}) => {
  const now = useNow();
  return (
    <div className={styles.facts}>
      <div className={styles.head}>
        <span
          className={styles.environment}
          data-chosen={isChosen || undefined}
        >
          {cell.environment}
        </span>
        <OriginTag origin={cell.origin} />
        <span className={styles.health}>
          <HealthMark state={cell.health?.state} />
        </span>
      </div>
      <div className={styles.version}>
        <VersionName version={cell.version} />
        {cell.drift.state === 'drifted' && (
          <span className={styles.drift}>drift</span>
        )}
        {cell.version !== null && (
          <span className={styles.since}>
            <Since cell={cell} />
          </span>
        )}
      </div>
      <NoteList notes={notesOf(cell, now)} />
      <LastLogs clusters={cell.clusters} />
    </div>
  );
};
