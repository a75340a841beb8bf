import { useEffect, useState } from 'react';

const PATIENCE_MS = 10_000;

/** Whether something has been waited for so long that it must say what for. */
export function useIsLate(): boolean {
  const [late, setLate] = useState(false);

  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  return late;
}
