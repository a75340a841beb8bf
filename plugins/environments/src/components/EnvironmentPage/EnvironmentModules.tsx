import { Text } from '@backstage/ui';
import {
  isEstimate,
  type EnvironmentSpec,
  type EnvironmentView,
} from '@portico/plugin-environments-common';
import { environmentModules } from '../../form/environmentModules';
import { RUN_STATES } from '../../format/states';
import { StateWord } from '../StateWord';
import styles from '../shared.module.css';

/** The parts of an environment: what each is, costs, and how the pipeline left it. */
export const EnvironmentModules = ({
  view,
  spec,
}: {
  view: EnvironmentView;
  spec: EnvironmentSpec;
}) => {
  const { estimate, lastRun } = view;
  const modules = environmentModules(
    spec,
    estimate && isEstimate(estimate) ? estimate : undefined,
    lastRun,
  );
  const hasStates = modules.some(({ status }) => status !== undefined);
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className={styles.hidden}>Modules</caption>
        <thead>
          <tr>
            <th scope="col">Module</th>
            <th scope="col">What it is</th>
            {hasStates && <th scope="col">Last run</th>}
            <th scope="col" className={styles.amount}>
              List price a month
            </th>
          </tr>
        </thead>
        <tbody>
          {modules.map(({ module, what, price, status }) => (
            <tr key={module}>
              <th scope="row">{module}</th>
              <td>{what ?? 'comes with the others'}</td>
              {hasStates && (
                <td>
                  {status ? (
                    <StateWord state={RUN_STATES[status]} />
                  ) : (
                    <Text color="secondary">not told</Text>
                  )}
                </td>
              )}
              <td className={styles.amount}>{price ?? 'not known'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
