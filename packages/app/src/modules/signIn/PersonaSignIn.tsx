import { useCallback, useMemo, useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import { IdentityApi } from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { Text } from '@backstage/ui';
import { chosenPersona } from './chosenPersona';
import { explainSignInFailure } from './explainSignInFailure';
import { forgetOnSignOut } from './forgetOnSignOut';
import { PersonaChoice } from './PersonaChoice';
import { Persona } from './personas';
import { SignInFailureNotice } from './SignInFailureNotice';
import { SignInFrame } from './SignInFrame';
import styles from './SignIn.module.css';

const PROVIDER = 'personas';

/** One attempt to sign in as a chosen person, with its failure if it fails. */
const PersonaAttempt = (props: {
  persona: Persona;
  onSignInSuccess: (identity: IdentityApi) => void;
  onRetry: () => void;
  onBack: () => void;
}) => {
  const { persona, onSignInSuccess, onRetry, onBack } = props;
  const headers = useMemo(
    () => ({ 'x-portico-persona': persona.id }),
    [persona],
  );
  const ErrorComponent = useCallback(
    ({ error }: { error?: Error }) => (
      <SignInFailureNotice
        title={`Could not sign in as ${persona.name}`}
        failure={explainSignInFailure(error, PROVIDER)}
        onRetry={onRetry}
        onBack={onBack}
      />
    ),
    [persona, onRetry, onBack],
  );

  return (
    <div className={styles.progress}>
      <ProxiedSignInPage
        provider={PROVIDER}
        headers={headers}
        onSignInSuccess={onSignInSuccess}
        ErrorComponent={ErrorComponent}
      />
    </div>
  );
};

/** Signs in as one of the sample people; the choice outlives a reload. */
export const PersonaSignIn = ({ onSignInSuccess }: SignInPageProps) => {
  const [persona, setPersona] = useState(chosenPersona.read);
  const [attempt, setAttempt] = useState(1);

  const choose = (chosen: Persona) => {
    chosenPersona.write(chosen);
    setPersona(chosen);
  };
  const retry = useCallback(() => setAttempt(count => count + 1), []);
  const goBack = useCallback(() => {
    chosenPersona.clear();
    setPersona(undefined);
  }, []);

  if (!persona) {
    return (
      <SignInFrame
        title="Who are you today?"
        note="Sample people: this portal runs on your machine."
      >
        <PersonaChoice onChoose={choose} />
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title={`Sign in as ${persona.name}`}>
      <Text as="p" color="secondary">
        {persona.role} · group {persona.group}
      </Text>
      <PersonaAttempt
        key={attempt}
        persona={persona}
        onSignInSuccess={identity =>
          onSignInSuccess(forgetOnSignOut(identity, chosenPersona.clear))
        }
        onRetry={retry}
        onBack={goBack}
      />
    </SignInFrame>
  );
};
