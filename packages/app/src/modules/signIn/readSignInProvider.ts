import { ConfigApi } from '@backstage/frontend-plugin-api';

/** How people sign in; sample people only where they were asked for. */
export function readSignInProvider(config: ConfigApi): 'personas' | 'github' {
  const provider = config.getOptionalString('app.signIn.provider') ?? 'github';
  if (provider !== 'personas' && provider !== 'github') {
    throw new Error(
      `app.signIn.provider is '${provider}'; set it to 'personas' or 'github'`,
    );
  }
  return provider;
}
