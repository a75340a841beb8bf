import { useCallback } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useLoadable } from '../../hooks/useLoadable';
import { callName } from './callName';

/** Who is signed in. */
export interface Person {
  ref: string;
  /** What to call them. */
  name: string;
  /** The names of their groups. */
  groups: string[];
  /** The refs of all that may own something in their name: their groups and themselves. */
  owns: string[];
}

function groupNames(ownershipEntityRefs: string[]): string[] {
  return ownershipEntityRefs
    .map(ref => parseEntityRef(ref))
    .filter(ref => ref.kind === 'group')
    .map(ref => ref.name)
    .sort();
}

/** Asks who is signed in. */
export function usePerson() {
  const identityApi = useApi(identityApiRef);

  return useLoadable<Person>(
    useCallback(async () => {
      const [profile, identity] = await Promise.all([
        identityApi.getProfileInfo(),
        identityApi.getBackstageIdentity(),
      ]);
      return {
        ref: identity.userEntityRef,
        name: callName(profile.displayName, identity.userEntityRef),
        groups: groupNames(identity.ownershipEntityRefs),
        owns: identity.ownershipEntityRefs,
      };
    }, [identityApi]),
  );
}
