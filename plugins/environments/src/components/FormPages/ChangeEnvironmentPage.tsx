import { useApi, useAppNavigate } from '@backstage/frontend-plugin-api';
import { Alert, ButtonLink } from '@backstage/ui';
import {
  environmentsEnvironmentReadPermission,
  type EnvironmentSpec,
  type EnvironmentView,
  type TakenCidr,
} from '@portico/plugin-environments-common';
import { useCallback, useState } from 'react';
import { environmentsApiRef, submitResize } from '../../api';
import { takenCidrs } from '../../form/taken';
import { refName } from '../../format/refs';
import { useLinks } from '../../hooks/useLinks';
import {
  useOwnerOptions,
  type OwnerOptions,
} from '../../hooks/useOwnerOptions';
import { useResource } from '../../hooks/useResource';
import { EnvironmentForm, type Submit } from '../EnvironmentForm';
import { PageFrame } from '../PageFrame';
import { LoadingState, NotFoundState, ResourceStates } from '../states';
import { PermissionGate } from './PermissionGate';
import { toOutcome } from './toOutcome';

const NO_NAMES: readonly string[] = [];

const Resize = ({
  spec,
  taken,
  owners,
}: {
  spec: EnvironmentSpec;
  taken: readonly TakenCidr[];
  owners: OwnerOptions;
}) => {
  const api = useApi(environmentsApiRef);
  const navigate = useAppNavigate();
  const links = useLinks();
  // What the form compares with stays as it was when the form was opened.
  const [against] = useState(spec);
  const [others] = useState(taken);
  const onSubmit = useCallback<Submit>(
    async (after, onProgress) =>
      toOutcome(await submitResize(api, after, onProgress), changeId =>
        navigate(links.change(changeId)),
      ),
    [api, navigate, links],
  );
  return (
    <EnvironmentForm
      verb="Change"
      initial={against}
      against={against}
      takenCidrs={others}
      takenNames={NO_NAMES}
      draftKey={owners.user && `${owners.user}.resize.${against.metadata.name}`}
      owners={owners}
      onSubmit={onSubmit}
    />
  );
};

const Locked = ({ view }: { view: EnvironmentView }) => {
  const links = useLinks();
  const { openChange, name, notChangeableReason } = view;
  return (
    <Alert
      status="warning"
      icon
      role="alert"
      title={`${name} can't be changed now`}
      description={
        openChange
          ? `${refName(
              openChange.requestedBy,
            )} has asked for a change that is still open. One change at a time.`
          : notChangeableReason ?? 'Its file can not be read. Mend it in Git.'
      }
      customActions={
        <ButtonLink
          size="small"
          variant="primary"
          href={
            openChange ? links.change(openChange.id) : links.environment(name)
          }
        >
          {openChange ? 'See that change' : 'Back to the environment'}
        </ButtonLink>
      }
    />
  );
};

/** The page on which other sizes of an environment are asked for. */
export const ChangeEnvironmentPage = ({ name }: { name: string }) => {
  const api = useApi(environmentsApiRef);
  const links = useLinks();
  const owners = useOwnerOptions();
  const resource = useResource(
    useCallback(
      async (signal: AbortSignal) => {
        const [view, list] = await Promise.all([
          api.getEnvironment(name, { signal }),
          api.listEnvironments({ signal }),
        ]);
        return { view, taken: takenCidrs(list.items, name) };
      },
      [api, name],
    ),
  );
  const content = () => {
    if (!owners.loaded) {
      return (
        <LoadingState what="the form" waitsFor="the portal" shape="form" />
      );
    }
    return (
      <ResourceStates
        resource={resource}
        what="this environment"
        waitsFor="the Git host"
        permission={environmentsEnvironmentReadPermission.name}
        shape="form"
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
        {({ view, taken }) =>
          view.spec && view.changeable && !view.openChange ? (
            <Resize spec={view.spec} taken={taken} owners={owners} />
          ) : (
            <Locked view={view} />
          )
        }
      </ResourceStates>
    );
  };
  return (
    <PageFrame
      title={`Change ${name}`}
      href={links.resize(name)}
      description="The same form with today's sizes. You see what differs before you ask for it."
    >
      <PermissionGate what="ask for changes">{content()}</PermissionGate>
    </PageFrame>
  );
};
