import { Alert, ButtonLink, Text } from '@backstage/ui';
import {
  changeTitle,
  diffSpecs,
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
import { StateWord } from '../StateWord';
import { useChange } from './useEnvironmentChanges';
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
const Held = ({ view }: { view: EnvironmentView }) =>
  view.openChange && (
    <Alert
      status="info"
      icon
      title={`${changeTitle({
        kind: view.openChange.kind,
        name: view.name,
      })}: ${CHANGE_STATES[view.openChange.state].word.toLocaleLowerCase(
        'en',
      )}`}
      description={`${refName(
        view.openChange.requestedBy,
      )} asked for it. Until it is done, no other change can be asked for.`}
    />
  );

/** What is going on with the environment: how far it is and who is waited for. */
export const CurrentOperation = ({
  id,
  view,
}: {
  id: string;
  view: EnvironmentView;
}) => {
  const links = useLinks();
  const resource = useChange(id);
  if (resource.status === 'loading') return null;
  if (resource.status === 'failed') return <Held view={view} />;
  const change = resource.data;
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
