import { VisuallyHidden } from '@backstage/ui';
import type { MatrixRow } from '@portico/plugin-deployments-common';
import { EntityLink } from '../EntityLink';
import styles from './Matrix.module.css';
import { MatrixCellView } from './MatrixCellView';

/** Which version of which service is where: a row a service, a column an environment. */
export const MatrixTable = ({
  rows,
  environments,
}: {
  rows: readonly MatrixRow[];
  environments: readonly string[];
}) => (
  <div
    className={styles.scroll}
    role="region"
    aria-label="Versions by service and environment"
    // Many environments are wider than the page, and a keyboard must be able to scroll.
    tabIndex={0} // eslint-disable-line jsx-a11y/no-noninteractive-tabindex -- scrollable by keyboard
  >
    <table
      className={styles.table}
      style={{ minWidth: `${environments.length * 11 + 12}rem` }}
    >
      <thead>
        <tr>
          <th scope="col">Service</th>
          {environments.map(name => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ entityRef, cells }) => (
          <tr key={entityRef}>
            <th scope="row">
              <EntityLink
                entityRef={entityRef}
                path="/deployments"
                weight="bold"
              />
            </th>
            {environments.map(name => {
              const cell = cells.find(one => one.environment === name);
              return (
                <td key={name}>
                  {cell ? (
                    <MatrixCellView entityRef={entityRef} cell={cell} />
                  ) : (
                    <span className={styles.none}>
                      nothing told
                      <VisuallyHidden>{` of it in ${name}`}</VisuallyHidden>
                    </span>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
);
