import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import {
  environmentsEnvironmentReadPermission,
  isEstimate,
  serializeEnvironmentSpec,
  type EnvironmentView,
} from '@portico/plugin-environments-common';
import { useCallback } from 'react';
import { environmentsApiRef } from '../../api';
import { useLinks } from '../../hooks/useLinks';
import { useNow } from '../../hooks/useNow';
import { useResource } from '../../hooks/useResource';
import { EstimateTable } from '../EstimateTable';
import { EstimateTotal } from '../EstimateTotal';
import { PageFrame } from '../PageFrame';
import { Panel } from '../Panel';
import { NotFoundState, ResourceStates, Snippet } from '../states';
import { EnvironmentChanges } from './EnvironmentChanges';
import {
  EnvironmentActions,
  environmentMetadata,
  isProcesses,
} from './EnvironmentHeader';
import { EnvironmentNotices } from './EnvironmentNotices';
import { EnvironmentRuns } from './EnvironmentRuns';
import styles from './EnvironmentPage.module.css';

const Price = ({ view }: { view: EnvironmentView }) => {
  const { estimate, spec } = view;
  if (!estimate) {
    return (
      <Text as="p" variant="body-medium" color="secondary">
        {spec
          ? 'The list price is not known.'
          : 'The list price is not known: the file can not be read.'}
      </Text>
    );
  }
  return (
    <>
      <EstimateTotal estimate={estimate} ttl={spec?.spec.ttl} />
      {isEstimate(estimate) && <EstimateTable estimate={estimate} />}
    </>
  );
};

/** The running processes are no environment of AWS: no file, no price, no pipeline. */
const Processes = () => (
  <Panel title="What this is">
    <Text as="p" variant="body-medium">
      The processes that run on this machine. They have no file in Git, no list
      price and no pipeline, and they can't be changed here: start and stop them
      where they were started.
    </Text>
  </Panel>
);

const AwsEnvironment = ({ view }: { view: EnvironmentView }) => (
  <>
    <EnvironmentNotices view={view} />
    <div className={styles.columns}>
      <Panel title="Price">
        <Price view={view} />
      </Panel>
      <div className={styles.column}>
        <Panel title="Changes">
          <EnvironmentChanges name={view.name} />
        </Panel>
        <Panel title="Pipeline">
          <EnvironmentRuns name={view.name} />
        </Panel>
      </div>
    </div>
    {view.spec && (
      <Panel title={view.source ? `The file: ${view.source.path}` : 'The file'}>
        <Snippet
          label={`Content of ${view.name}.yaml`}
          text={serializeEnvironmentSpec(view.spec)}
        />
      </Panel>
    )}
  </>
);

/** One environment: how it is, what is under way, what it costs, and its file. */
export const EnvironmentPage = ({ name }: { name: string }) => {
  const api = useApi(environmentsApiRef);
  const links = useLinks();
  const now = useNow();
  const resource = useResource(
    useCallback(
      (signal: AbortSignal) => api.getEnvironment(name, { signal }),
      [api, name],
    ),
    { pace: view => (view?.openChange ? 'moving' : 'quiet') },
  );
  const view = resource.status === 'ready' ? resource.data : undefined;
  return (
    <PageFrame
      title={name}
      href={links.environment(name)}
      description={view?.description}
      metadata={view && environmentMetadata(view, now)}
      actions={view && <EnvironmentActions view={view} />}
    >
      <ResourceStates
        resource={resource}
        what="this environment"
        permission={environmentsEnvironmentReadPermission.name}
        notFound={
          <NotFoundState
            title={`There is no environment ${name}`}
            term={name}
            listHref={links.list}
          >
            It may not be merged yet, have another name, or be gone.
          </NotFoundState>
        }
      >
        {data =>
          isProcesses(data) ? <Processes /> : <AwsEnvironment view={data} />
        }
      </ResourceStates>
    </PageFrame>
  );
};
