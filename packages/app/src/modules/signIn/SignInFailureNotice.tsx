import { Alert, Button, Flex, Text } from '@backstage/ui';
import { SignInFailure } from './explainSignInFailure';
import styles from './SignIn.module.css';

/** Says why sign-in failed and offers the ways on. */
export const SignInFailureNotice = (props: {
  title: string;
  failure: SignInFailure;
  onRetry: () => void;
  onBack?: () => void;
}) => {
  const { reason, remedy } = props.failure;

  return (
    <Flex direction="column" gap="4" role="alert">
      <Alert status="danger" icon title={props.title} description={reason} />
      {remedy && (
        <Text as="p" variant="body-medium" color="secondary">
          {remedy.text}
        </Text>
      )}
      {remedy?.snippet && (
        <pre className={styles.snippet}>{remedy.snippet}</pre>
      )}
      <Flex gap="2">
        <Button variant="primary" onPress={props.onRetry}>
          Try again
        </Button>
        {props.onBack && (
          <Button variant="secondary" onPress={props.onBack}>
            Choose somebody else
          </Button>
        )}
      </Flex>
    </Flex>
  );
};
