import {
  parseEntityRef,
  stringifyEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';
import { refName } from '../format/refs';
import { useReader } from './useReader';

/** A group or a person that may own an environment. */
export interface OwnerOption {
  value: string;
  label: string;
}

/** Who may own an environment, the reader's own groups first. */
export interface OwnerOptions {
  own: OwnerOption[];
  others: OwnerOption[];
  /** Who fills the form in, so that drafts of two people stay apart. */
  user: string | undefined;
  /** Whether the answer of the identity is there, so that a default may be set. */
  loaded: boolean;
}

const GROUP_LIMIT = 500;

function titleOf(entity: Entity): string {
  const profile = entity.spec?.profile;
  const name =
    typeof profile === 'object' &&
    profile !== null &&
    'displayName' in profile &&
    typeof profile.displayName === 'string'
      ? profile.displayName
      : undefined;
  return name ?? entity.metadata.title ?? refName(stringifyEntityRef(entity));
}

function isGroup(ref: string): boolean {
  return parseEntityRef(ref).kind.toLowerCase() === 'group';
}

function optionsOf(
  refs: readonly string[],
  titles: ReadonlyMap<string, string>,
) {
  return refs.map(value => ({
    value,
    label: titles.get(value) ?? refName(value),
  }));
}

/** The groups of the catalog by ref; empty where the catalog does not answer. */
function useGroupTitles(): ReadonlyMap<string, string> {
  const catalogApi = useApi(catalogApiRef);
  const [titles, setTitles] = useState<ReadonlyMap<string, string>>(new Map());
  useEffect(() => {
    let ended = false;
    const request = {
      filter: { kind: 'group' },
      fields: ['kind', 'metadata', 'spec.profile'],
      limit: GROUP_LIMIT,
    };
    catalogApi.queryEntities(request).then(
      ({ items }) => {
        if (ended) return;
        setTitles(
          new Map(
            items.map(entity => [stringifyEntityRef(entity), titleOf(entity)]),
          ),
        );
      },
      () => undefined,
    );
    return () => {
      ended = true;
    };
  }, [catalogApi]);
  return titles;
}

/** Loads the groups that may own an environment; without a catalog the reader's own remain. */
export function useOwnerOptions(): OwnerOptions {
  const reader = useReader();
  const titles = useGroupTitles();
  const ownRefs = reader.refs.filter(isGroup);
  const otherRefs = [...titles.keys()].filter(ref => !ownRefs.includes(ref));
  return {
    own: optionsOf(ownRefs, titles),
    others: optionsOf(otherRefs, titles).sort((left, right) =>
      left.label.localeCompare(right.label),
    ),
    user: reader.user,
    loaded: reader.loaded,
  };
}
