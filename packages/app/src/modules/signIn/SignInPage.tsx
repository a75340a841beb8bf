import { configApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { GithubSignIn } from './GithubSignIn';
import { PersonaSignIn } from './PersonaSignIn';
import { readSignInProvider } from './readSignInProvider';

/** The sign-in this portal is configured for. */
export const SignInPage = (props: SignInPageProps) => {
  const provider = readSignInProvider(useApi(configApiRef));

  return provider === 'personas' ? (
    <PersonaSignIn {...props} />
  ) : (
    <GithubSignIn {...props} />
  );
};
