import { useCallback, useEffect, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';

const BUCKET = 'portico-home';

/** More than anybody takes or opens; the oldest go first. */
const KEPT = 200;

/** Only what this page wrote itself is believed. */
function parseIds(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((id): id is string => typeof id === 'string')
    : [];
}

/** Ids that a person ticked off on this page; `undefined` until that is known. */
export function useKeptIds(key: string) {
  const storageApi = useApi(storageApiRef);
  const [ids, setIds] = useState<string[]>();

  useEffect(() => {
    const bucket = storageApi.forBucket(BUCKET);
    const known = bucket.snapshot(key);
    // A storage either knows at once or tells its subscribers soon.
    if (known.presence !== 'unknown') {
      setIds(parseIds(known.value));
    }
    const subscription = bucket
      .observe$(key)
      .subscribe(snapshot => setIds(parseIds(snapshot.value)));
    return () => subscription.unsubscribe();
  }, [storageApi, key]);

  const keep = useCallback(
    (added: string[]) => {
      const next = [...new Set([...(ids ?? []), ...added])].slice(-KEPT);
      setIds(next);
      // What can't be kept is offered again next time; nothing else is lost.
      storageApi
        .forBucket(BUCKET)
        .set(key, next)
        .catch(() => {});
    },
    [storageApi, key, ids],
  );
  return { ids, keep };
}
