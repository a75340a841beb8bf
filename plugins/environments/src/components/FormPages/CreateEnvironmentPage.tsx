import {
  useApi,
  useAppNavigate,
  useAppSearchParams,
} from '@backstage/frontend-plugin-api';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import {
  defaultSpecFor,
  environmentClassSchema,
  environmentsEnvironmentReadPermission,
  type EnvironmentList,
} from '@portico/plugin-environments-common';
import { useCallback, useMemo } from 'react';
import { environmentsApiRef, submitNew } from '../../api';
import { takenCidrs, takenNames } from '../../form/taken';
import { useLinks } from '../../hooks/useLinks';
import {
  useOwnerOptions,
  type OwnerOptions,
} from '../../hooks/useOwnerOptions';
import { useRepositorySource } from '../../hooks/useRepositorySource';
import { useResource } from '../../hooks/useResource';
import { EnvironmentForm, type Submit } from '../EnvironmentForm';
import { PageFrame } from '../PageFrame';
import { SetUpNotice } from '../SetUpNotice';
import { LoadingState, ResourceStates } from '../states';
import { PermissionGate } from './PermissionGate';
import { toOutcome } from './toOutcome';

const NewEnvironment = ({
  list,
  owners,
}: {
  list: EnvironmentList;
  owners: OwnerOptions;
}) => {
  const api = useApi(environmentsApiRef);
  const scaffolderApi = useApi(scaffolderApiRef);
  const navigate = useAppNavigate();
  const links = useLinks();
  const [params] = useAppSearchParams();
  // The form keeps what it started from; a list that loads again changes nothing in it.
  const start = useMemo(() => {
    const cidrs = takenCidrs(list.items);
    const asked = environmentClassSchema.safeParse(params.get('class'));
    return {
      cidrs,
      names: takenNames(list.items),
      initial: defaultSpecFor(asked.success ? asked.data : 'dev', {
        name: '',
        owner: owners.own[0]?.value ?? '',
        takenCidrs: cidrs.map(({ cidr }) => cidr),
      }),
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a list that loads again must not reset the form
  }, []);
  const onSubmit = useCallback<Submit>(
    async (spec, onProgress) =>
      toOutcome(
        await submitNew({ api, scaffolderApi }, spec, onProgress),
        changeId => navigate(links.change(changeId)),
      ),
    [api, scaffolderApi, navigate, links],
  );
  return (
    <EnvironmentForm
      verb="Create"
      initial={start.initial}
      takenCidrs={start.cidrs}
      takenNames={start.names}
      draftKey={owners.user && `${owners.user}.new`}
      owners={owners}
      onSubmit={onSubmit}
    />
  );
};

/** The page on which a new environment is asked for. */
export const CreateEnvironmentPage = () => {
  const api = useApi(environmentsApiRef);
  const links = useLinks();
  const owners = useOwnerOptions();
  const source = useRepositorySource();
  const list = useResource(
    useCallback(
      (signal: AbortSignal) => api.listEnvironments({ signal }),
      [api],
    ),
  );
  const content = () => {
    if (!owners.loaded) {
      return (
        <LoadingState what="the form" waitsFor="the portal" shape="form" />
      );
    }
    if (source?.state === 'not-set-up') return <SetUpNotice source={source} />;
    return (
      <ResourceStates
        resource={list}
        what="the environments there are"
        waitsFor="the Git host"
        permission={environmentsEnvironmentReadPermission.name}
        shape="form"
      >
        {data => <NewEnvironment list={data} owners={owners} />}
      </ResourceStates>
    );
  };
  return (
    <PageFrame
      title="Create environment"
      href={links.create}
      description="See price, plan and policy while you fill it in. Nothing is created before you ask for it."
    >
      <PermissionGate what="ask for environments">{content()}</PermissionGate>
    </PageFrame>
  );
};
