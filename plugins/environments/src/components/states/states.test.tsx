import { act, render, screen } from '@testing-library/react';
import { userEvent as events } from '@testing-library/user-event';
import { LoadingState } from './LoadingState';
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
