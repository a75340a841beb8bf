import type {
  AuthService,
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
} from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import type { Reporter } from '../services/IncidentService';

/** What finding out who asks takes. */
export interface RequestReaderOptions {
  auth: AuthService;
  httpAuth: HttpAuthService;
  permissions: PermissionsService;
}

/** Finds out who asks, and whether they may. */
export class RequestReader {
  readonly #options: RequestReaderOptions;

  static create(options: RequestReaderOptions): RequestReader {
    return new RequestReader(options);
  }

  private constructor(options: RequestReaderOptions) {
    this.#options = options;
  }

  /** Whoever asks, person or machine. */
  async anybody(req: Request): Promise<BackstageCredentials> {
    return this.#options.httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
  }

  /** The machine that asks, where its token is for this; people are refused. */
  async machineWith(req: Request, permission: BasicPermission) {
    const credentials = await this.#options.httpAuth.credentials(req, {
      allow: ['service'],
    });
    await this.#require(permission, credentials);
    return credentials;
  }

  /** The person or machine that asks, where they may do this. */
  async reporterWith(
    req: Request,
    permission: BasicPermission,
  ): Promise<Reporter> {
    const { auth } = this.#options;
    const credentials = await this.anybody(req);
    await this.#require(permission, credentials);
    if (auth.isPrincipal(credentials, 'user')) {
      const { userEntityRef } = credentials.principal;
      return { type: 'person', id: userEntityRef, credentials };
    }
    if (auth.isPrincipal(credentials, 'service')) {
      const { subject } = credentials.principal;
      return { type: 'service', id: subject, credentials };
    }
    throw new NotAllowedError('Neither a person nor a machine asks');
  }

  async #require(
    permission: BasicPermission,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const [{ result }] = await this.#options.permissions.authorize(
      [{ permission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(`You need the permission ${permission.name}`);
    }
  }
}
