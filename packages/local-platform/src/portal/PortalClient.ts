import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod/v4';
import { LauncherError, messageOf } from '../terminal/LauncherError';

const REQUEST_TIMEOUT_MS = 5_000;
const POLL_MS = 200;
const READY_TIMEOUT_MS = 120_000;

const refreshSchema = z.object({
  backstageIdentity: z.object({ token: z.string().min(1) }),
});

/** The running portal, as the launcher asks it. */
export class PortalClient {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  /** Whether every plugin of the backend has started. */
  async isReady(): Promise<boolean> {
    const response = await this.#get('/.backstage/health/v1/readiness').catch(
      () => undefined,
    );
    return response?.ok ?? false;
  }

  /** Waits for the backend, then for the front page. */
  async waitUntilServed(signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    await this.#poll('The portal did not get ready', deadline, signal, () =>
      this.isReady(),
    );
    await this.#poll('The front page does not open', deadline, signal, () =>
      this.#servesFrontPage(),
    );
  }

  /** Waits until the catalog holds the given entities. */
  async waitForEntities(refs: string[], signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + READY_TIMEOUT_MS;
    for (const ref of refs) {
      await this.#poll(
        `The catalog did not bring ${ref}`,
        deadline,
        signal,
        async () => this.#hasEntity(ref),
      );
    }
  }

  /** Signs a sample person in and returns the token. */
  async personaToken(name: string): Promise<string> {
    const response = await this.#get('/api/auth/personas/refresh', {
      'x-portico-persona': name,
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (!response.ok) {
      throw new LauncherError(
        `The portal does not sign ${name} in (${response.status}): ${reasonIn(
          body,
        )}`,
        { fix: "look into 'portico doctor' and the portal's log" },
      );
    }
    return refreshSchema.parse(body).backstageIdentity.token;
  }

  async #servesFrontPage(): Promise<boolean> {
    const response = await this.#get('/', { accept: 'text/html' });
    return response.ok && (await response.text()).includes('<div id="root">');
  }

  async #hasEntity(ref: string): Promise<boolean> {
    const [kind, rest] = ref.split(':');
    const token = await this.personaToken('ada');
    const response = await this.#get(
      `/api/catalog/entities/by-name/${kind}/${rest}`,
      { authorization: `Bearer ${token}` },
    );
    return response.ok;
  }

  async #poll(
    failure: string,
    deadline: number,
    signal: AbortSignal,
    attempt: () => Promise<boolean>,
  ): Promise<void> {
    let reason = 'no answer';
    for (;;) {
      signal.throwIfAborted();
      try {
        if (await attempt()) {
          return;
        }
        reason = 'not there yet';
      } catch (error) {
        reason = messageOf(error);
      }
      if (Date.now() > deadline) {
        throw new LauncherError(`${failure} in time: ${reason}`);
      }
      await sleep(POLL_MS, undefined, { signal });
    }
  }

  #get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.#url}${path}`, {
      headers,
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    });
  }
}

function reasonIn(body: unknown): string {
  const parsed = z
    .object({ error: z.object({ message: z.string() }) })
    .safeParse(body);
  return parsed.success ? parsed.data.error.message : 'no reason given';
}
