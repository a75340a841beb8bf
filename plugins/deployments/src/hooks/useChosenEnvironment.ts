import { useAppSearchParams } from '@backstage/frontend-plugin-api';

/** The environment that the page is about, as its address tells; null where it is about all. */
export function useChosenEnvironment(): string | null {
  const [params] = useAppSearchParams();
  return params.get('environment') || null;
}
