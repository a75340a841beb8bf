import { Alert, ButtonLink, Text } from '@backstage/ui';
import {
  changeTitle,
  diffSpecs,
  environmentsChangeReadPermission,
  type ChangeRequest,
  type EnvironmentView,
} from '@portico/plugin-environments-common';
import { waitingWords } from '../../form/changeSummaryWords';
import { sentence } from '../../form/fieldIssues';
import { differenceWords } from '../../format/amounts';
import { refName } from '../../format/refs';
import { CHANGE_STATES } from '../../format/states';
import { useLinks } from '../../hooks/useLinks';
import { ChangeProgress } from '../ChangeProgress';
import { Panel } from '../Panel';
import { SpecDifferences } from '../SpecDifferences';
import { ResourceStates } from '../states';
import { StateWord } from '../StateWord';
import { useChange, type Operation } from './useEnvironmentChanges';
import styles from './EnvironmentPage.module.css';

/** What the pending change makes different, with what that costs. */
const Differences = ({ change }: { change: ChangeRequest }) => {
  const { before, after, estimateBefore, estimate } = change;
  if (!before || !after) return null;
  const price = differenceWords(estimateBefore, estimate);
  return (
    <Panel title="What will differ">
      <SpecDifferences differences={diffSpecs(before, after)} />
      {price && (
        <Text as="p" variant="body-medium" weight="bold">
          {sentence(price)}
        </Text>
      )}
    </Panel>
  );
};

/** A change that the reader may not see: that it is there is all they are told. */
const Held = ({
  operation: { kind, state, requestedBy },
  view,
}: {
  operation: Operation;
  view: EnvironmentView;
}) => (
  <Alert
    status="info"
    icon
    title={`${changeTitle({ kind, name: view.name })}: ${CHANGE_STATES[
      state
    ].word.toLocaleLowerCase('en')}`}
    description={[
      `${refName(requestedBy)} asked for it.`,
      view.openChange && 'Until it is done, no other change can be asked for.',
      `To see it you need the permission ${environmentsChangeReadPermission.name}; whoever keeps the portal's permission policy can grant it.`,
    ]
      .filter(Boolean)
      .join(' ')}
  />
);

/** A change with how far it is, who is waited for, and what it makes different. */
const GoingOn = ({
  change,
  view,
}: {
  change: ChangeRequest;
  view: EnvironmentView;
}) => {
  const links = useLinks();
  const waiting = waitingWords(change);
  return (
    <>
      <Panel title="Going on now">
        <div className={styles.operation}>
          <Text as="p" variant="body-large" weight="bold">
            {changeTitle(change)}
          </Text>
          <StateWord state={CHANGE_STATES[change.state]} />
          <ButtonLink
            size="small"
            variant="primary"
            href={links.change(change.id)}
          >
            See the change
          </ButtonLink>
        </div>
        <ChangeProgress
          change={change}
          pipelineConnected={view.pipelineConnected}
        />
        <Text as="p" variant="body-medium" color="secondary">
          {[
            `${refName(change.requestedBy)} asked for it.`,
            waiting && sentence(`it ${waiting}`),
          ]
            .filter(Boolean)
            .join(' ')}
        </Text>
      </Panel>
      <Differences change={change} />
    </>
  );
};

/** What is going on with the environment, in whichever state the news of it is. */
export const CurrentOperation = ({
  operation,
  view,
}: {
  operation: Operation;
  view: EnvironmentView;
}) => {
  const resource = useChange(operation.id);
  const isHidden =
    resource.status === 'failed' &&
    ['not-allowed', 'not-found'].includes(resource.problem.kind);
  if (isHidden) return <Held operation={operation} view={view} />;
  return (
    <ResourceStates
      resource={resource}
      what="the change that is going on"
      permission={environmentsChangeReadPermission.name}
    >
      {change => <GoingOn change={change} view={view} />}
    </ResourceStates>
  );
};
