import { identityApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useEffect, useState } from 'react';

/** The entity ref of who reads the page, and of the groups they belong to. */
export interface Reader {
  user: string | undefined;
  /** The user and the groups that they belong to. */
  refs: readonly string[];
  /** Whether the answer is there, be it that nobody is known. */
  loaded: boolean;
}

const NOBODY: Reader = { user: undefined, refs: [], loaded: false };

/** Who reads the page; nobody until that is known. */
export function useReader(): Reader {
  const identityApi = useApi(identityApiRef);
  const [reader, setReader] = useState(NOBODY);
  useEffect(() => {
    let ended = false;
    identityApi.getBackstageIdentity().then(
      ({ userEntityRef, ownershipEntityRefs }) => {
        if (ended) return;
        setReader({
          user: userEntityRef,
          refs: ownershipEntityRefs,
          loaded: true,
        });
      },
      () => !ended && setReader({ ...NOBODY, loaded: true }),
    );
    return () => {
      ended = true;
    };
  }, [identityApi]);
  return reader;
}
