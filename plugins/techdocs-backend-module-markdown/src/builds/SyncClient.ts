import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';

/** Brings the documents of an entity up to date. */
export interface DocumentSync {
  /** True if they were built, false if they are up to date or were looked at just now. */
  sync(entity: CompoundEntityRef, signal?: AbortSignal): Promise<boolean>;
}

const LONGEST_BUILD_MS = 5 * 60_000;

/** Asks TechDocs itself, as its reader does, so that one way of building is all there is. */
export class SyncClient implements DocumentSync {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: {
    auth: AuthService;
    discovery: DiscoveryService;
  }): SyncClient {
    return new SyncClient(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  async sync(
    { kind, namespace, name }: CompoundEntityRef,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'techdocs',
    });
    const base = await this.#discovery.getBaseUrl('techdocs');
    const path = [namespace, kind, name].map(encodeURIComponent).join('/');
    const deadline = AbortSignal.timeout(LONGEST_BUILD_MS);
    const response = await fetch(`${base}/sync/${path}`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return readOutcome(await response.text());
  }
}

/** What the stream of a build ends with. */
export function readOutcome(stream: string): boolean {
  const last = /event: (finish|error)\ndata: ([^\n]*)\n\n$/.exec(
    stream.slice(-10_000),
  );
  if (!last) throw new Error('The build ended without a result');
  const [, event, data] = last;
  if (event === 'error') throw new Error(String(JSON.parse(data)));
  return (JSON.parse(data) as { updated?: unknown }).updated === true;
}
