import { APIRequestContext, APIResponse, test as base } from '@playwright/test';
import { readSecrets } from './dataFolder';
import { GitHost } from './GitHost';

/** Who calls: a person, the pipeline's machine, or nobody. */
export type CallerName = 'ada' | 'grace' | 'margaret' | 'ci' | 'nobody';

/** What a call sends besides its address. */
export interface CallOptions {
  method?: string;
  data?: unknown;
  headers?: Record<string, string>;
  /** Sent as it is instead of the caller's own. */
  token?: string;
}

/** Calls the portal's API as somebody. */
export type Call = (
  caller: CallerName,
  path: string,
  options?: CallOptions,
) => Promise<APIResponse>;

interface Fixtures {
  call: Call;
  /** The token of a person, or of the pipeline. */
  tokenOf: (caller: CallerName) => Promise<string>;
  gitHost: GitHost;
}

/** Signs a sample person in, as the front page does. */
export async function signIn(
  request: APIRequestContext,
  name: string,
): Promise<string> {
  const response = await request.post('/api/auth/personas/refresh', {
    headers: { 'x-portico-persona': name },
  });
  if (!response.ok()) {
    throw new Error(`${name} can't sign in: ${await response.text()}`);
  }
  return (await response.json()).backstageIdentity.token;
}

/** A test of the running portal's API. */
export const test = base.extend<Fixtures>({
  tokenOf: async ({ request }, provide) => {
    const tokens = new Map<string, Promise<string>>();
    await provide(async caller => {
      if (caller === 'ci') {
        return readSecrets().ciToken;
      }
      const known = tokens.get(caller) ?? signIn(request, caller);
      tokens.set(caller, known);
      return known;
    });
  },
  call: async ({ request, tokenOf }, provide) => {
    await provide(async (caller, path, options = {}) => {
      const token =
        options.token ??
        (caller === 'nobody' ? undefined : await tokenOf(caller));
      return request.fetch(path, {
        method: options.method ?? (options.data === undefined ? 'GET' : 'POST'),
        headers: {
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...options.headers,
        },
        data: options.data,
        maxRedirects: 0,
      });
    });
  },
  gitHost: async ({ request }, provide) => {
    await provide(GitHost.of(request));
  },
});

export { expect } from '@playwright/test';
