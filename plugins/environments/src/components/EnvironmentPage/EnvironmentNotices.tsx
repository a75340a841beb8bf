import { Alert } from '@backstage/ui';
import type { EnvironmentView } from '@portico/plugin-environments-common';
import { sentence } from '../../form/fieldIssues';
import { ago } from '../../format/dates';
import { useNow } from '../../hooks/useNow';
import styles from './EnvironmentPage.module.css';

/** What somebody changed past the file, and when that was last looked for. */
const Drift = ({ drift }: Pick<EnvironmentView, 'drift'>) => {
  const now = useNow();
  if (!drift || drift.changed === 0) return null;
  return (
    <Alert
      status="warning"
      icon
      title={`${drift.changed} changed outside, checked ${ago(
        drift.checkedAt,
        now,
      )}`}
      description={`${
        drift.changed === 1 ? 'A resource is' : 'Resources are'
      } not as the file says. The next change would put ${
        drift.changed === 1 ? 'it' : 'them'
      } back.`}
    />
  );
};

const BrokenFile = ({ issues }: Pick<EnvironmentView, 'issues'>) => (
  <Alert
    status="danger"
    icon
    title="The file of this environment is not valid"
    description={
      <ul className={styles.issues}>
        {issues.map(({ path, message, line }) => (
          <li key={`${path} ${message}`}>
            {line === undefined ? '' : `Line ${line}: `}
            <code>{path}</code> {message}
          </li>
        ))}
      </ul>
    }
  />
);

/** Whether nobody has told what became of the file. */
function isUntold({ state, pipelineConnected }: EnvironmentView): boolean {
  return state === 'defined' && !pipelineConnected;
}

/** How the environment came to be in its state, where that needs a word. */
const State = ({ view }: { view: EnvironmentView }) => {
  if (view.origin === 'sample') {
    return (
      <Alert
        status="info"
        icon
        title="This is a sample"
        description="Its state is invented, to show what an environment looks like; nothing of it runs. Its file and its price are real, and you may try a change."
      />
    );
  }
  if (isUntold(view)) {
    return (
      <Alert
        status="info"
        icon
        title="Defined, never applied"
        description="Its file is in Git, and no pipeline has reported for it. Whether anything runs is not known here."
      />
    );
  }
  return view.stateReason ? (
    <Alert
      status={view.state === 'failed' ? 'danger' : 'info'}
      icon
      title={sentence(view.stateReason)}
    />
  ) : null;
};

/** What the reader should know first: drift, a broken file, what the state means. */
export const EnvironmentNotices = ({ view }: { view: EnvironmentView }) => (
  <>
    <Drift drift={view.drift} />
    {view.issues.length > 0 && <BrokenFile issues={view.issues} />}
    <State view={view} />
    {!view.changeable && view.notChangeableReason && !view.openChange && (
      <Alert
        status="info"
        icon
        title="This environment can't be changed here"
        description={sentence(view.notChangeableReason)}
      />
    )}
  </>
);
