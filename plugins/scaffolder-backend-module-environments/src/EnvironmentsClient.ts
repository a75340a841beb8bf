import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { InputError, ResponseError } from '@backstage/errors';
import {
  ChangeRequest,
  changeRequestSchema,
  CreateChangeRequest,
  specIssueSchema,
} from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import { explainIssues } from './explainIssues';

const TIMEOUT_MS = 30_000;

/** The part of a refusal that tells which fields are wrong. */
const refusalSchema = z.object({
  error: z.object({ issues: z.array(specIssueSchema).min(1) }),
});

/** Asks the environments plugin for changes, as the person who started a task. */
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

  /**
   * Asks for a change; asking twice for the same is one change. Throws an
   * InputError that lists each wrong field, and what the plugin says otherwise.
   */
  async createChange(
    body: CreateChangeRequest,
    options: { credentials: BackstageCredentials; signal?: AbortSignal },
  ): Promise<ChangeRequest> {
    const baseUrl = await this.#discovery.getBaseUrl('environments');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: options.credentials,
      targetPluginId: 'environments',
    });
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(`${baseUrl}/changes`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(body),
      signal: options.signal
        ? AbortSignal.any([options.signal, timeout])
        : timeout,
    });
    if (response.status === 400) {
      const refusal = refusalSchema.safeParse(
        await response
          .clone()
          .json()
          .catch(() => undefined),
      );
      if (refusal.success) {
        throw new InputError(explainIssues(refusal.data.error.issues));
      }
    }
    if (!response.ok) {
      // The plugin's own words, such as who holds the name, not only the status.
      throw (await ResponseError.fromResponse(response)).cause;
    }
    return changeRequestSchema.parse(await response.json());
  }
}
