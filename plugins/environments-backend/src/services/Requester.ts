import {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';

/** A signed-in person, and what they belong to. */
export interface Requester {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  /** The person's own entity ref. */
  user: string;
  /** The refs of the person and of every group they belong to. */
  refs: readonly string[];
}
