import { ResponseError } from '@backstage/errors';

/** Why sign-in failed, in words for the person who tried. */
export interface SignInFailure {
  reason: string;
  /** What to change where, when it is known. */
  remedy?: { text: string; snippet?: string };
}

const enablePersonas = `auth:
  environment: local
  providers:
    personas:
      enabled: true`;

const noProvider = (provider: string): SignInFailure => ({
  reason: `This portal has no sign-in called "${provider}".`,
  remedy:
    provider === 'personas'
      ? {
          text: 'Sample people are switched off here. On your own machine, switch them on and start the portal again:',
          snippet: enablePersonas,
        }
      : {
          text: `Configure auth.providers.${provider} and start the portal again.`,
        },
});

function explainResponse(
  { statusCode, cause: { message } }: ResponseError,
  provider: string,
): SignInFailure {
  // The two kinds of "not found" differ by their words alone.
  if (statusCode === 404 && message.startsWith('Unknown auth provider')) {
    return noProvider(provider);
  }
  if (statusCode === 404) {
    return {
      reason: `The portal's catalog does not know this person: ${message}`,
      remedy: {
        text: 'Just after its start it may still be reading. Try again in a moment.',
      },
    };
  }
  if (statusCode >= 500) {
    return {
      reason: `The portal answered with an error (${statusCode}): ${message}`,
      remedy: { text: 'Its log says more. Then try again.' },
    };
  }
  return { reason: `The portal refused: ${message}` };
}

/** Turns what was thrown during sign-in into words. */
export function explainSignInFailure(
  error: unknown,
  provider: string,
): SignInFailure {
  if (ResponseError.is(error)) {
    return explainResponse(error, provider);
  }
  // The browser's fetch throws this when nobody answers at all.
  if (error instanceof TypeError) {
    return {
      reason: 'The portal does not answer.',
      remedy: { text: 'Check that its backend is running, then try again.' },
    };
  }
  const words = error instanceof Error ? error.message : String(error);
  return { reason: words || 'No reason was given.' };
}
