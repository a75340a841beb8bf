import {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { Request, Response } from 'express';
import { Requester } from '../services/Requester';

/** Finds out who asks. */
export class RequestReader {
  readonly #httpAuth: HttpAuthService;
  readonly #userInfo: UserInfoService;

  static create(options: {
    httpAuth: HttpAuthService;
    userInfo: UserInfoService;
  }): RequestReader {
    return new RequestReader(options.httpAuth, options.userInfo);
  }

  private constructor(httpAuth: HttpAuthService, userInfo: UserInfoService) {
    this.#httpAuth = httpAuth;
    this.#userInfo = userInfo;
  }

  /** The signed-in person; machines are refused. */
  async person(req: Request): Promise<Requester> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user'],
    });
    return this.requesterOf(credentials);
  }

  /** The person behind credentials, with their groups. */
  async requesterOf(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<Requester> {
    const info = await this.#userInfo.getUserInfo(credentials);
    return {
      credentials,
      user: info.userEntityRef,
      refs: [...new Set([info.userEntityRef, ...info.ownershipEntityRefs])],
    };
  }

  /** The machine that asks; people are refused. */
  async machine(req: Request) {
    return this.#httpAuth.credentials(req, { allow: ['service'] });
  }

  /** Whoever asks, person or machine. */
  async anybody(req: Request) {
    return this.#httpAuth.credentials(req, { allow: ['user', 'service'] });
  }
}

/** A signal that aborts when the person who asked has gone away. */
export function signalOf(res: Response): AbortSignal {
  const abort = new AbortController();
  res.once('close', () => {
    if (!res.writableEnded) abort.abort();
  });
  return abort.signal;
}
