import { Link, Text } from '@backstage/ui';
import {
  serializeEnvironmentSpec,
  type EnvironmentSpec,
  type EnvironmentView,
} from '@portico/plugin-environments-common';
import { EstimateTotal } from '../EstimateTotal';
import { Fold } from '../Fold';
import { Panel } from '../Panel';
import { Snippet } from '../states';
import { CurrentOperation } from './CurrentOperation';
import { EnvironmentChanges } from './EnvironmentChanges';
import { EnvironmentModules } from './EnvironmentModules';
import { EnvironmentNotices } from './EnvironmentNotices';
import { EnvironmentRuns } from './EnvironmentRuns';
import { operationOf, useEnvironmentChanges } from './useEnvironmentChanges';
import styles from './EnvironmentPage.module.css';

const Cost = ({ view }: { view: EnvironmentView }) => (
  <Panel title="Cost">
    {view.estimate ? (
      <EstimateTotal estimate={view.estimate} ttl={view.spec?.spec.ttl} />
    ) : (
      <Text as="p" variant="body-medium" color="secondary">
        {view.spec
          ? 'The list price is not known.'
          : 'The list price is not known: the file can not be read.'}
      </Text>
    )}
    <Text as="p" variant="body-small" color="secondary">
      The cost so far is not known: no bill is connected.
    </Text>
  </Panel>
);

const File = ({
  spec,
  source,
}: {
  spec: EnvironmentSpec;
  source: EnvironmentView['source'];
}) => (
  <Panel title="The file">
    {source?.url && (
      <Text as="p" variant="body-medium">
        <Link href={source.url} target="_blank" rel="noopener noreferrer">
          {source.path}
        </Link>{' '}
        in Git is what this environment shall be.
      </Text>
    )}
    <Fold title="Show the file">
      <Snippet
        label={`Content of ${spec.metadata.name}.yaml`}
        text={serializeEnvironmentSpec(spec)}
      />
    </Fold>
  </Panel>
);

/** An environment that has a file: what goes on, what differs, what it costs and is made of. */
export const EnvironmentContent = ({ view }: { view: EnvironmentView }) => {
  const changes = useEnvironmentChanges(view.name);
  const operation = operationOf(
    view,
    changes.status === 'ready' ? changes.data.items : [],
  );
  const { spec, source } = view;
  return (
    <>
      {operation && (
        <CurrentOperation
          key={operation.id}
          operation={operation}
          view={view}
        />
      )}
      <EnvironmentNotices view={view} />
      <div className={styles.columns}>
        <div className={styles.side}>
          <Cost view={view} />
          {view.pipelineConnected && (
            <Panel title="Pipeline">
              <EnvironmentRuns name={view.name} />
            </Panel>
          )}
        </div>
        <div className={styles.main}>
          {spec && (
            <Panel title="Modules">
              <EnvironmentModules view={view} spec={spec} />
            </Panel>
          )}
          <Panel title="History of changes">
            <EnvironmentChanges resource={changes} />
          </Panel>
        </div>
      </div>
      {spec && <File spec={spec} source={source} />}
    </>
  );
};
