import { useApi } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { useEffect, useState } from 'react';

/** The environments of the catalog, as far as they are known. */
export type KnownEnvironments =
  | { status: 'loading' }
  | { status: 'failed' }
  | { status: 'ready'; names: readonly string[] };

const FILTER = { kind: 'Resource', 'spec.type': 'environment' };

/** The environments that the catalog holds and the reader may see. */
export function useKnownEnvironments(): KnownEnvironments {
  const catalogApi = useApi(catalogApiRef);
  const [known, setKnown] = useState<KnownEnvironments>({ status: 'loading' });
  useEffect(() => {
    let ended = false;
    catalogApi.getEntities({ filter: FILTER, fields: ['metadata.name'] }).then(
      ({ items }) => {
        if (ended) return;
        const names = items.map(({ metadata }) => metadata.name).sort();
        setKnown({ status: 'ready', names });
      },
      () => !ended && setKnown({ status: 'failed' }),
    );
    return () => {
      ended = true;
    };
  }, [catalogApi]);
  return known;
}
