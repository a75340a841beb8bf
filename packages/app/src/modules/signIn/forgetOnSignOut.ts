import { IdentityApi } from '@backstage/frontend-plugin-api';

/** The same identity, which also drops the kept choice when it signs out. */
export function forgetOnSignOut(
  identity: IdentityApi,
  forget: () => void,
): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    async signOut() {
      forget();
      await identity.signOut();
    },
  };
}
