import { useCallback, useEffect, useState } from 'react';
import { storageApiRef, useApi } from '@backstage/frontend-plugin-api';

const BUCKET = 'portico-home';
const KEY = 'first-steps-done';

/** Only what this page wrote itself is believed. */
function parseIds(value: unknown): string[] {
  return Array.isArray(value)
    ? value.filter((id): id is string => typeof id === 'string')
    : [];
}

/** Which first steps a person took; `undefined` until that is known. */
export function useStepsDone() {
  const storageApi = useApi(storageApiRef);
  const [done, setDone] = useState<string[]>();

  useEffect(() => {
    const bucket = storageApi.forBucket(BUCKET);
    const known = bucket.snapshot(KEY);
    // A storage either knows at once or tells its subscribers soon.
    if (known.presence !== 'unknown') {
      setDone(parseIds(known.value));
    }
    const subscription = bucket
      .observe$(KEY)
      .subscribe(snapshot => setDone(parseIds(snapshot.value)));
    return () => subscription.unsubscribe();
  }, [storageApi]);

  const markDone = useCallback(
    (ids: string[]) => {
      const next = [...new Set([...(done ?? []), ...ids])];
      setDone(next);
      // What can't be kept is offered again next time; nothing else is lost.
      storageApi
        .forBucket(BUCKET)
        .set(KEY, next)
        .catch(() => {});
    },
    [storageApi, done],
  );
  return { done, markDone };
}
