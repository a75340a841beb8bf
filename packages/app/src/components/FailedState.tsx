import { ResponseError } from '@backstage/errors';
import { Alert, Button } from '@backstage/ui';

/** Names the permission that is missing and who grants it, if known. */
export interface Access {
  permission: string;
  grantedBy: string;
}

/** Why something failed, in plain words. */
export function reasonOf(error: unknown): string {
  if (ResponseError.is(error)) {
    return error.cause.message;
  }
  // The browser's fetch throws this when nobody answers at all.
  if (error instanceof TypeError) {
    return 'The portal does not answer.';
  }
  return error instanceof Error ? error.message : String(error);
}

/** Says that something could not be read and why: refused, or failed. */
export const FailedState = (props: {
  what: string;
  error: unknown;
  /** Left out where everybody may see it. */
  access?: Access;
  onRetry: () => void;
}) => {
  const { what, error, access } = props;
  const refused = ResponseError.is(error) && error.statusCode === 403;

  if (refused && access) {
    return (
      <Alert
        role="alert"
        status="warning"
        icon
        title={`You may not see ${what}`}
        description={`It takes the permission ${access.permission}. Members of ${access.grantedBy} can grant it.`}
      />
    );
  }
  return (
    <Alert
      role="alert"
      status="danger"
      icon
      title={`Could not read ${what}`}
      description={reasonOf(error)}
      customActions={
        <Button size="small" variant="secondary" onPress={props.onRetry}>
          Try again
        </Button>
      }
    />
  );
};
