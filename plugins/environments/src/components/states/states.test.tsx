import { act, render, screen } from '@testing-library/react';
import { userEvent as events } from '@testing-library/user-event';
import { httpError } from '../../__testUtils__/FakeEnvironmentsApi';
import { describeProblem } from '../../hooks/problem';
import { LoadingState } from './LoadingState';
import { ResourceStates } from './ResourceStates';
import { Snippet } from './Snippet';

describe('LoadingState', () => {
  it('should say after a while what it waits for', () => {
    jest.useFakeTimers();
    render(<LoadingState what="the environments" waitsFor="the Git host" />);
    expect(screen.getByRole('status')).toHaveTextContent(
      'Loading the environments',
    );
    expect(screen.queryByText(/Still waiting/)).not.toBeInTheDocument();
    act(() => {
      jest.advanceTimersByTime(10_000);
    });
    expect(
      screen.getByText(/Still waiting for the Git host/),
    ).toBeInTheDocument();
    jest.useRealTimers();
  });
});

describe('ResourceStates', () => {
  it.each([
    [401, 'Your sign-in has ended'],
    [403, 'You are not allowed to see the environments'],
    [404, 'Could not load the environments'],
    [502, 'Could not load the environments'],
  ])('should have words of its own for %s', (status, words) => {
    const problem = describeProblem(httpError(status, 'because'));
    const reload = jest.fn();
    render(
      <ResourceStates
        resource={{ status: 'failed', problem, reload }}
        what="the environments"
        permission="environments.environment.read"
      >
        {() => 'data'}
      </ResourceStates>,
    );
    expect(screen.getByRole('alert')).toHaveTextContent(words);
    expect(screen.queryByText('data')).not.toBeInTheDocument();
  });

  it('should show old data with its age, and why there is no newer', () => {
    render(
      <ResourceStates
        resource={{
          status: 'ready',
          data: 'data',
          loadedAt: new Date('2026-11-25T10:41:00').getTime(),
          stale: { kind: 'unreachable', message: 'The Git host is away' },
          reload: jest.fn(),
        }}
        what="the environments"
        permission="environments.environment.read"
      >
        {data => <p>{data}</p>}
      </ResourceStates>,
    );
    expect(screen.getByRole('status')).toHaveTextContent(
      'Showing what was known at 10:41',
    );
    expect(screen.getByText('The Git host is away')).toBeInTheDocument();
    expect(screen.getByText('data')).toBeInTheDocument();
  });
});

describe('Snippet', () => {
  it('should copy its text', async () => {
    const userEvent = events.setup();
    const write = jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockResolvedValue();
    render(<Snippet label="Lines" text="environments: {}" />);
    await userEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(
      await screen.findByRole('button', { name: 'Copied' }),
    ).toBeInTheDocument();
    expect(write).toHaveBeenCalledWith('environments: {}');
  });

  it('should say how to go on where the browser does not copy', async () => {
    const userEvent = events.setup();
    render(<Snippet label="Lines" text="environments: {}" />);
    jest
      .spyOn(navigator.clipboard, 'writeText')
      .mockRejectedValue(new Error('not allowed'));
    await userEvent.click(screen.getByRole('button', { name: 'Copy' }));
    expect(
      await screen.findByRole('button', { name: /copy it by hand/ }),
    ).toBeInTheDocument();
  });
});
