import { errorOfAnswer } from '../../__testUtils__/answers';
import { explainSignInFailure } from './explainSignInFailure';

describe('explainSignInFailure', () => {
  it('should show how to switch sample people on', async () => {
    const failure = explainSignInFailure(
      await errorOfAnswer(404, "Unknown auth provider 'personas'"),
      'personas',
    );

    expect(failure.reason).toBe(
      'This portal has no sign-in called "personas".',
    );
    expect(failure.remedy?.snippet).toBe(
      'auth:\n  environment: local\n  providers:\n    personas:\n      enabled: true',
    );
  });

  it('should name the missing provider of production', async () => {
    expect(
      explainSignInFailure(
        await errorOfAnswer(404, "Unknown auth provider 'github'"),
        'github',
      ),
    ).toEqual({
      reason: 'This portal has no sign-in called "github".',
      remedy: {
        text: 'Configure auth.providers.github and start the portal again.',
      },
    });
  });

  it('should tell an unknown person from an unknown provider', async () => {
    expect(
      explainSignInFailure(
        await errorOfAnswer(404, 'User not found'),
        'personas',
      ),
    ).toEqual({
      reason: "The portal's catalog does not know this person: User not found",
      remedy: {
        text: 'Just after its start it may still be reading. Try again in a moment.',
      },
    });
  });

  it('should pass on why the portal refused', async () => {
    expect(
      explainSignInFailure(
        await errorOfAnswer(401, 'no such person'),
        'personas',
      ),
    ).toEqual({ reason: 'The portal refused: no such person' });
  });

  it('should tell a fault of the portal from a refusal', async () => {
    expect(
      explainSignInFailure(await errorOfAnswer(503, 'starting'), 'personas'),
    ).toEqual({
      reason: 'The portal answered with an error (503): starting',
      remedy: { text: 'Its log says more. Then try again.' },
    });
  });

  it.each([
    [new TypeError('Failed to fetch'), 'The portal does not answer.'],
    [
      new Error('Login failed, popup was closed'),
      'Login failed, popup was closed',
    ],
    [new Error(''), 'No reason was given.'],
    ['odd', 'odd'],
  ])('should have words for %p', (error, reason) => {
    expect(explainSignInFailure(error, 'github').reason).toBe(reason);
  });
});
