import { parseEntityRef } from '@backstage/catalog-model';
import { useRouteRef } from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { Link } from '@backstage/ui';
import type { MatrixCell } from '@portico/plugin-deployments-common';
import { useNow } from '../../hooks/useNow';
import { briefNotesOf } from '../../words/notes';
import { refName } from '../../words/refs';
import { QuietAge } from '../Age';
import { HealthMark } from '../Mark';
import { NoteList } from '../NoteList';
import { OriginTag } from '../OriginTag';
import { VersionName } from '../VersionName';
import styles from './Matrix.module.css';

function useTabHref(entityRef: string, environment: string) {
  const href = useRouteRef(entityRouteRef);
  if (!href) return undefined;
  try {
    const search = new URLSearchParams({ environment });
    return `${href(parseEntityRef(entityRef))}/deployments?${search}`;
  } catch {
    return undefined;
  }
}

/** A service in one environment: version, health and age, and what else is to be said. */
export const MatrixCellView = ({
  entityRef,
  cell,
}: {
  entityRef: string;
  cell: MatrixCell;
}) => {
  const now = useNow();
  const href = useTabHref(entityRef, cell.environment);
  const version = <VersionName version={cell.version} />;
  return (
    <div className={styles.cell}>
      <span className={styles.line}>
        {href === undefined ? (
          version
        ) : (
          <Link
            href={href}
            variant="body-medium"
            standalone
            aria-label={`${cell.version ?? 'version not known'}, ${refName(
              entityRef,
            )} in ${cell.environment}`}
          >
            {version}
          </Link>
        )}
        <span className={styles.age}>
          {cell.deployedAt === null ? (
            'age not known'
          ) : (
            <QuietAge at={cell.deployedAt} />
          )}
        </span>
        <OriginTag origin={cell.origin} />
      </span>
      <HealthMark state={cell.health?.state} />
      <NoteList notes={briefNotesOf(cell, now)} />
    </div>
  );
};
