import { useApi } from '@backstage/frontend-plugin-api';
import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import {
  defaultSpecFor,
  environmentsEnvironmentReadPermission,
  parseEnvironmentSpec,
  type EnvironmentList,
} from '@portico/plugin-environments-common';
import { useCallback, useRef, useState } from 'react';
import { environmentsApiRef } from '../../api';
import type { SpecDraft } from '../../form/paths';
import { takenCidrs, takenNames } from '../../form/taken';
import {
  useOwnerOptions,
  type OwnerOptions,
} from '../../hooks/useOwnerOptions';
import { useResource } from '../../hooks/useResource';
import { EnvironmentFormFields } from '../EnvironmentForm';
import { LoadingState, ResourceStates } from '../states';

type Props = FieldExtensionComponentProps<Record<string, unknown>>;

function startOf(
  list: EnvironmentList,
  owners: OwnerOptions,
  formData: unknown,
) {
  const cidrs = takenCidrs(list.items);
  const given = parseEnvironmentSpec(formData);
  return {
    takenCidrs: cidrs,
    takenNames: takenNames(list.items),
    initial: given.valid
      ? given.spec
      : defaultSpecFor('dev', {
          name: '',
          owner: owners.own[0]?.value ?? '',
          takenCidrs: cidrs.map(({ cidr }) => cidr),
        }),
  };
}

const Fields = ({
  list,
  owners,
  formData,
  onChange,
  rawErrors,
}: Pick<Props, 'formData' | 'onChange' | 'rawErrors'> & {
  list: EnvironmentList;
  owners: OwnerOptions;
}) => {
  const [start] = useState(() => startOf(list, owners, formData));
  // The form around it makes a new function with every edit that it is told.
  const latest = useRef(onChange);
  latest.current = onChange;
  const tell = useCallback((draft: SpecDraft) => latest.current(draft), []);
  return (
    <EnvironmentFormFields
      {...start}
      attempted={(rawErrors ?? []).length > 0}
      owners={owners}
      onChange={tell}
    />
  );
};

/** The field `EnvironmentSpec` of templates: the same form as on our own page. */
export const EnvironmentSpecField = ({
  formData,
  onChange,
  rawErrors,
}: Props) => {
  const api = useApi(environmentsApiRef);
  const owners = useOwnerOptions();
  const list = useResource(
    useCallback(
      (signal: AbortSignal) => api.listEnvironments({ signal }),
      [api],
    ),
  );
  if (!owners.loaded) {
    return <LoadingState what="the form" waitsFor="the portal" />;
  }
  return (
    <ResourceStates
      resource={list}
      what="the environments there are"
      waitsFor="the Git host"
      permission={environmentsEnvironmentReadPermission.name}
    >
      {data => (
        <Fields
          list={data}
          owners={owners}
          formData={formData}
          onChange={onChange}
          rawErrors={rawErrors}
        />
      )}
    </ResourceStates>
  );
};
