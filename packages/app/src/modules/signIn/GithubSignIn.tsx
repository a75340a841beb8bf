import { useCallback, useEffect, useState } from 'react';
import { UserIdentity } from '@backstage/core-components';
import { githubAuthApiRef, useApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { Button } from '@backstage/ui';
import { RiGithubFill } from '@remixicon/react';
import { explainSignInFailure } from './explainSignInFailure';
import { SignInFailureNotice } from './SignInFailureNotice';
import { SignInFrame } from './SignInFrame';
import styles from './SignIn.module.css';

type State =
  | { step: 'checking' }
  | { step: 'offered' }
  | { step: 'waiting' }
  | { step: 'failed'; error: unknown };

/** Runs the two ways in: an existing session, and the button. */
function useGithubSignIn(onSignInSuccess: SignInPageProps['onSignInSuccess']) {
  const authApi = useApi(githubAuthApiRef);
  const [state, setState] = useState<State>({ step: 'checking' });

  const enter = useCallback(
    async (options: { optional: true } | { instantPopup: true }) => {
      try {
        const session = await authApi.getBackstageIdentity(options);
        if (!session) {
          setState({ step: 'offered' });
          return;
        }
        const profile = await authApi.getProfile();
        const { identity } = session;
        onSignInSuccess(UserIdentity.create({ identity, profile, authApi }));
      } catch (error) {
        setState({ step: 'failed', error });
      }
    },
    [authApi, onSignInSuccess],
  );

  useEffect(() => {
    enter({ optional: true });
    // Once: a failed look for an existing session is repeated by the button.
  }, [enter]);

  const start = () => {
    setState({ step: 'waiting' });
    enter({ instantPopup: true });
  };
  return { state, start };
}

/** Signs in with GitHub, silently where a session is still alive. */
export const GithubSignIn = ({ onSignInSuccess }: SignInPageProps) => {
  const { state, start } = useGithubSignIn(onSignInSuccess);

  return (
    <SignInFrame
      title="Sign in"
      note="With the GitHub account your organization knows you by."
    >
      <div className={styles.progress}>
        {state.step === 'failed' ? (
          <SignInFailureNotice
            title="Could not sign in with GitHub"
            failure={explainSignInFailure(state.error, 'github')}
            onRetry={start}
          />
        ) : (
          <Button
            variant="primary"
            iconStart={<RiGithubFill />}
            isPending={state.step !== 'offered'}
            onPress={start}
          >
            Sign in with GitHub
          </Button>
        )}
      </div>
    </SignInFrame>
  );
};
