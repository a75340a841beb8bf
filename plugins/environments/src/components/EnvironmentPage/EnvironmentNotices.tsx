import { Alert, ButtonLink } from '@backstage/ui';
import type { EnvironmentView } from '@portico/plugin-environments-common';
import { dateTime } from '../../format/dates';
import { refName } from '../../format/refs';
import { CHANGE_STATES, changeTitle } from '../../format/states';
import { useLinks } from '../../hooks/useLinks';
import styles from './EnvironmentPage.module.css';

const OpenChange = ({ view }: { view: EnvironmentView }) => {
  const links = useLinks();
  const { openChange, name } = view;
  if (!openChange) return null;
  const { kind, state, requestedBy, id } = openChange;
  return (
    <Alert
      status="info"
      icon
      title={`${changeTitle({ kind, name })}: ${CHANGE_STATES[
        state
      ].word.toLocaleLowerCase('en')}`}
      description={`${refName(
        requestedBy,
      )} asked for it. Until it is done, no other change can be asked for.`}
      customActions={
        <ButtonLink size="small" variant="primary" href={links.change(id)}>
          See the change
        </ButtonLink>
      }
    />
  );
};

const Drift = ({ drift }: Pick<EnvironmentView, 'drift'>) => {
  if (!drift || drift.changed === 0) return null;
  return (
    <Alert
      status="warning"
      icon
      title={`${drift.changed} ${
        drift.changed === 1 ? 'resource differs' : 'resources differ'
      } from the file`}
      description={`Found by the check of ${dateTime(drift.checkedAt)}.`}
    />
  );
};

/** Whether nobody has told what became of the file. */
function isUntold({ state, pipelineConnected }: EnvironmentView): boolean {
  return state === 'defined' && !pipelineConnected;
}

/** What the reader should know first: an open change, drift, a broken file, no pipeline. */
export const EnvironmentNotices = ({ view }: { view: EnvironmentView }) => (
  <>
    <OpenChange view={view} />
    <Drift drift={view.drift} />
    {view.issues.length > 0 && (
      <Alert
        status="danger"
        icon
        title="The file of this environment is not valid"
        description={
          <ul className={styles.issues}>
            {view.issues.map(({ path, message, line }) => (
              <li key={`${path} ${message}`}>
                {line === undefined ? '' : `Line ${line}: `}
                <code>{path}</code> {message}
              </li>
            ))}
          </ul>
        }
      />
    )}
    {view.stateReason && !isUntold(view) && (
      <Alert status="info" icon title={view.stateReason} />
    )}
    {!view.changeable && view.notChangeableReason && !view.openChange && (
      <Alert
        status="info"
        icon
        title="This environment can't be changed here"
        description={view.notChangeableReason}
      />
    )}
    {isUntold(view) && (
      <Alert
        status="info"
        icon
        title="Defined, never applied"
        description="Its file is in Git, and no pipeline has reported for it. Whether anything runs is not known here."
      />
    )}
  </>
);
