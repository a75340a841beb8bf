import { githubAuthApiRef, IdentityApi } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { errorAnswer, jsonAnswer } from '../../__testUtils__/answers';
import { readSignInProvider } from './readSignInProvider';
import { SignInPage } from './SignInPage';

const PORTAL = 'http://portal.test';
const session = {
  profile: { displayName: 'Ada' },
  backstageIdentity: {
    token: 'e30.e30.signature',
    identity: {
      type: 'user',
      userEntityRef: 'user:default/ada',
      ownershipEntityRefs: ['user:default/ada', 'group:default/checkout'],
    },
  },
};

const fetchMock = jest.spyOn(global, 'fetch');
const githubAuth = {
  getBackstageIdentity: jest.fn(),
  getProfile: jest.fn(),
  signOut: jest.fn(),
};

function renderSignIn(provider: string | undefined) {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  renderInTestApp(<SignInPage onSignInSuccess={onSignInSuccess} />, {
    config: {
      app: { baseUrl: PORTAL, signIn: provider ? { provider } : {} },
      backend: { baseUrl: PORTAL },
    },
    apis: [
      mockApis.discovery({ baseUrl: PORTAL }),
      [githubAuthApiRef, githubAuth],
    ],
  });
  return { onSignInSuccess };
}

beforeEach(() => {
  sessionStorage.clear();
  jest.resetAllMocks();
});

describe('SignInPage with sample people', () => {
  it('should say that they are samples and offer all three', async () => {
    renderSignIn('personas');

    expect(
      await screen.findByText(
        'Sample people: this portal runs on your machine.',
      ),
    ).toBeVisible();
    expect(
      screen
        .getAllByRole('button')
        .map(button => button.getAttribute('aria-label')),
    ).toEqual([
      'Sign in as Ada, engineer, group checkout',
      'Sign in as Grace, platform engineer, group platform',
      'Sign in as Margaret, manager, group finops',
    ]);
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('should sign in as the chosen person and keep the choice', async () => {
    fetchMock.mockResolvedValue(jsonAnswer(session));
    const { onSignInSuccess } = renderSignIn('personas');

    await userEvent.click(
      await screen.findByRole('button', { name: /Sign in as Ada/ }),
    );

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [url, request] = fetchMock.mock.calls[0];
    expect(url).toBe(`${PORTAL}/api/auth/personas/refresh`);
    expect(new Headers(request?.headers).get('x-portico-persona')).toBe('ada');
    expect(sessionStorage.getItem('portico.persona')).toBe('ada');
    const [identity] = onSignInSuccess.mock.calls[0];
    await expect(identity.getBackstageIdentity()).resolves.toEqual(
      session.backstageIdentity.identity,
    );
  });

  it('should sign in by itself after a reload', async () => {
    sessionStorage.setItem('portico.persona', 'grace');
    fetchMock.mockResolvedValue(jsonAnswer(session));
    const { onSignInSuccess } = renderSignIn('personas');

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [, request] = fetchMock.mock.calls[0];
    expect(new Headers(request?.headers).get('x-portico-persona')).toBe(
      'grace',
    );
  });

  it('should offer the choice again when the kept one is nobody', async () => {
    sessionStorage.setItem('portico.persona', 'mallory');
    renderSignIn('personas');

    expect(
      await screen.findByRole('heading', { name: 'Who are you today?' }),
    ).toBeVisible();
  });

  it('should forget the person on sign-out', async () => {
    fetchMock.mockResolvedValue(jsonAnswer(session));
    sessionStorage.setItem('portico.persona', 'ada');
    const { onSignInSuccess } = renderSignIn('personas');
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));

    const [identity] = onSignInSuccess.mock.calls[0];
    await identity.signOut();

    expect(sessionStorage.getItem('portico.persona')).toBeNull();
  });

  it('should give the reason of a failure and try again', async () => {
    fetchMock
      .mockResolvedValueOnce(errorAnswer(401, 'who?'))
      .mockResolvedValueOnce(jsonAnswer(session));
    const { onSignInSuccess } = renderSignIn('personas');
    await userEvent.click(
      await screen.findByRole('button', { name: /Sign in as Ada/ }),
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Could not sign in as Ada');
    expect(alert).toHaveTextContent('The portal refused: who?');
    expect(onSignInSuccess).not.toHaveBeenCalled();

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });

  it('should go back to the choice', async () => {
    fetchMock.mockRejectedValue(new TypeError('Failed to fetch'));
    renderSignIn('personas');
    await userEvent.click(
      await screen.findByRole('button', { name: /Sign in as Margaret/ }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The portal does not answer.',
    );

    await userEvent.click(
      screen.getByRole('button', { name: 'Choose somebody else' }),
    );

    expect(
      await screen.findByRole('heading', { name: 'Who are you today?' }),
    ).toBeVisible();
    expect(sessionStorage.getItem('portico.persona')).toBeNull();
  });

  it('should show how to switch sample people on where they are off', async () => {
    fetchMock.mockResolvedValue(
      errorAnswer(404, "Unknown auth provider 'personas'"),
    );
    renderSignIn('personas');
    await userEvent.click(
      await screen.findByRole('button', { name: /Sign in as Ada/ }),
    );

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Sample people are switched off here.');
    expect(alert).toHaveTextContent('personas: enabled: true');
  });
});

describe('SignInPage with GitHub', () => {
  const identity = session.backstageIdentity.identity;

  it('should be the default, with no word of sample people', async () => {
    githubAuth.getBackstageIdentity.mockResolvedValue(undefined);
    renderSignIn(undefined);

    expect(
      await screen.findByRole('button', { name: 'Sign in with GitHub' }),
    ).toBeEnabled();
    expect(screen.queryByText(/Sample people/)).toBeNull();
    expect(githubAuth.getBackstageIdentity.mock.calls).toEqual([
      [{ optional: true }],
    ]);
  });

  it('should go on with a session that is still alive', async () => {
    githubAuth.getBackstageIdentity.mockResolvedValue({ identity });
    const { onSignInSuccess } = renderSignIn('github');

    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    await expect(
      onSignInSuccess.mock.calls[0][0].getBackstageIdentity(),
    ).resolves.toEqual(identity);
  });

  it('should open the popup and explain when it was closed', async () => {
    githubAuth.getBackstageIdentity
      .mockResolvedValueOnce(undefined)
      .mockRejectedValueOnce(new Error('Login failed, popup was closed'))
      .mockResolvedValueOnce({ identity });
    const { onSignInSuccess } = renderSignIn('github');

    await userEvent.click(
      await screen.findByRole('button', { name: 'Sign in with GitHub' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Login failed, popup was closed',
    );
    expect(githubAuth.getBackstageIdentity).toHaveBeenLastCalledWith({
      instantPopup: true,
    });

    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });
});

describe('readSignInProvider', () => {
  it('should name the key and the remedy when it is neither', () => {
    const config = mockApis.config({
      data: { app: { signIn: { provider: 'guest' } } },
    });
    expect(() => readSignInProvider(config)).toThrow(
      "app.signIn.provider is 'guest'; set it to 'personas' or 'github'",
    );
  });
});
