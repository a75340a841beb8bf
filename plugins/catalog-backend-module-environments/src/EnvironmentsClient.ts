import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import {
  EnvironmentList,
  environmentListSchema,
} from '@portico/plugin-environments-common';

const TIMEOUT_MS = 10_000;

/** Reads environments from the plugin that owns them, as the catalog itself. */
export class EnvironmentsClient {
  readonly #auth: AuthService;
  readonly #discovery: DiscoveryService;

  static create(options: { auth: AuthService; discovery: DiscoveryService }) {
    return new EnvironmentsClient(options.auth, options.discovery);
  }

  private constructor(auth: AuthService, discovery: DiscoveryService) {
    this.#auth = auth;
    this.#discovery = discovery;
  }

  /** All environments; throws when the plugin does not answer in its own words. */
  async list(): Promise<EnvironmentList> {
    const baseUrl = await this.#discovery.getBaseUrl('environments');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'environments',
    });
    const response = await fetch(`${baseUrl}/environments`, {
      headers: { authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return environmentListSchema.parse(await response.json());
  }
}
