import { useApi } from '@backstage/frontend-plugin-api';
import { Text } from '@backstage/ui';
import { environmentsEnvironmentReadPermission } from '@portico/plugin-environments-common';
import { useCallback } from 'react';
import { environmentsApiRef } from '../../api';
import { useLinks } from '../../hooks/useLinks';
import { useNow } from '../../hooks/useNow';
import { useResource } from '../../hooks/useResource';
import { PageFrame } from '../PageFrame';
import { Panel } from '../Panel';
import { NotFoundState, ResourceStates } from '../states';
import { EnvironmentContent } from './EnvironmentContent';
import {
  EnvironmentActions,
  environmentMetadata,
  isProcesses,
} from './EnvironmentHeader';

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
        waitsFor="the Git host"
        permission={environmentsEnvironmentReadPermission.name}
        shape="columns"
        notFound={
          <NotFoundState
            title={`There is no environment ${name}`}
            term={name}
            listHref={links.list}
          >
            It may not be merged yet, have another name, or be destroyed.
          </NotFoundState>
        }
      >
        {data =>
          isProcesses(data) ? <Processes /> : <EnvironmentContent view={data} />
        }
      </ResourceStates>
    </PageFrame>
  );
};
