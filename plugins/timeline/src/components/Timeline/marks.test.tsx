import { RiCheckboxCircleFill, RiCloseCircleFill } from '@remixicon/react';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent as events } from '@testing-library/user-event';
import { anItem } from '../../__testUtils__/anItem';
import { FakeLane } from '../../__testUtils__/FakeLane';
import { NOON, renderCard } from '../../__testUtils__/renderCard';

jest.mock('../../time/times', () => ({
  ...jest.requireActual('../../time/times'),
  viewerZone: () => 'Europe/Berlin',
}));

beforeEach(() => {
  jest.spyOn(Date, 'now').mockReturnValue(NOON);
});
afterEach(() => jest.restoreAllMocks());

const EARLY = anItem({ id: 'early', at: '2026-11-20T10:00:00Z' });
const FAILED = anItem({
  id: 'failed',
  at: '2026-11-22T10:00:00Z',
  title: 'Deployed 1.6.0 to prod',
  status: 'failed',
  url: null,
  origin: 'sample',
});
const TWINS = ['a', 'b', 'c', 'd'].map((id, minute) =>
  anItem({
    id,
    at: `2026-11-24T10:0${minute}:00Z`,
    title: `Deployed ${id}`,
    status: id === 'b' ? 'failed' : 'succeeded',
    url: `/deployments/${id}`,
  }),
);

function show() {
  const lane = new FakeLane('Deployments');
  lane.answer = () => ({ items: [...TWINS, FAILED, EARLY] });
  return renderCard([lane]);
}

function marks() {
  const bar = within(screen.getByRole('toolbar', { name: /^Deployments/ }));
  return {
    early: bar.getByRole('link', { name: /^Deployed 1.5.0 to prod/ }),
    failed: bar.getByRole('button', { name: /^Deployed 1.6.0 to prod/ }),
    gathered: bar.getByRole('button', { name: '4 deployments, 1 failed' }),
  };
}

const READY = { name: '4 deployments, 1 failed' };

describe('marks', () => {
  it('should tell all of an item by its label, and tell statuses apart by shape', async () => {
    show();
    await screen.findByRole('button', READY);
    const { early, failed } = marks();
    expect(early).toHaveAccessibleName(
      'Deployed 1.5.0 to prod, succeeded, 20 Nov 2026, 11:00 (Europe/Berlin), 10:00 UTC',
    );
    expect(failed).toHaveAccessibleName(
      'Deployed 1.6.0 to prod, failed, sample, 22 Nov 2026, 11:00 (Europe/Berlin), 10:00 UTC',
    );
    const shape = (element: Element) =>
      element.querySelector('path')?.getAttribute('d');
    const tick = shape(render(<RiCheckboxCircleFill />).container);
    const cross = shape(render(<RiCloseCircleFill />).container);
    expect([shape(early), shape(failed)]).toEqual([tick, cross]);
    expect(tick).not.toBe(cross);
  });

  it('should stand where their time is', async () => {
    show();
    await screen.findByRole('button', READY);
    // The window began on 18 November at noon.
    expect(marks().early.parentElement).toHaveStyle({
      insetInlineStart: `${((2 * 24 - 2) / (7 * 24)) * 100}%`,
    });
  });

  it('should show title, times, status, origin and link while pointed at', async () => {
    const userEvent = events.setup();
    show();
    await screen.findByRole('button', READY);
    const { early, failed } = marks();
    await userEvent.hover(early);
    const place = within(early.parentElement as HTMLElement);
    expect(place.getByText('Deployed 1.5.0 to prod')).toBeVisible();
    expect(
      place.getByText('20 Nov 2026, 11:00 (Europe/Berlin), 10:00 UTC'),
    ).toBeVisible();
    expect(place.getByText('Deployment · succeeded')).toBeVisible();
    expect(place.getByText('Opens /deployments/1')).toBeVisible();
    await userEvent.unhover(early);
    expect(place.queryByText('Deployment · succeeded')).not.toBeInTheDocument();

    fireEvent.focus(failed);
    const other = within(failed.parentElement as HTMLElement);
    expect(other.getByText('Deployment · failed')).toBeVisible();
    expect(other.getByText('sample')).toBeVisible();
    await userEvent.keyboard('{Escape}');
  });

  it('should go away with Escape', async () => {
    const userEvent = events.setup();
    show();
    await screen.findByRole('button', READY);
    const { early } = marks();
    act(() => early.focus());
    expect(await screen.findByText('Opens /deployments/1')).toBeVisible();
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByText('Opens /deployments/1')).not.toBeInTheDocument();
    expect(early).toHaveFocus();
  });

  it('should be one stop for Tab, along which arrows move', async () => {
    const userEvent = events.setup();
    show();
    await screen.findByRole('button', READY);
    const { early, failed, gathered } = marks();
    expect([early, failed, gathered].map(mark => mark.tabIndex)).toEqual([
      -1, -1, 0,
    ]);
    act(() => gathered.focus());
    await userEvent.keyboard('{ArrowLeft}');
    expect(failed).toHaveFocus();
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}');
    expect(early).toHaveFocus();
    expect([early, failed, gathered].map(mark => mark.tabIndex)).toEqual([
      0, -1, -1,
    ]);
    await userEvent.keyboard('{ArrowRight}');
    expect(failed).toHaveFocus();
    await userEvent.keyboard('{End}');
    expect(gathered).toHaveFocus();
    await userEvent.keyboard('{Home}');
    expect(early).toHaveFocus();
  });

  it('should open an item with Enter', async () => {
    const userEvent = events.setup();
    const { path } = show();
    await screen.findByRole('button', READY);
    const { early } = marks();
    expect(early).toHaveAttribute('href', '/deployments/1');
    act(() => early.focus());
    await userEvent.keyboard('{Enter}');
    expect(path()).toBe('/deployments/1');
  });

  it('should open what is gathered, with each of its items', async () => {
    const userEvent = events.setup();
    show();
    await screen.findByRole('button', READY);
    const { gathered } = marks();
    expect(gathered).toHaveAttribute('aria-expanded', 'false');
    act(() => gathered.focus());
    await userEvent.keyboard('{Enter}');
    expect(gathered).toHaveAttribute('aria-expanded', 'true');
    const opened = within(screen.getByRole('region', READY));
    expect(opened.getAllByRole('link').map(link => link.textContent)).toEqual([
      'Deployed d',
      'Deployed c',
      'Deployed b',
      'Deployed a',
    ]);
    expect(opened.getByText('Deployment · failed')).toBeVisible();
    await userEvent.click(opened.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('region', READY)).not.toBeInTheDocument();
  });

  it('should be told as a table to those who do not see them', async () => {
    show();
    await screen.findByRole('button', READY);
    const table = within(screen.getByRole('table', { name: 'Deployments' }));
    const rows = table
      .getAllByRole<HTMLTableRowElement>('row')
      .map(({ cells }) => [...cells].map(cell => cell.textContent));
    expect(rows).toHaveLength(7);
    expect(rows[0]).toEqual(['When', 'What', 'Status', 'Origin']);
    expect(rows[2]).toEqual([
      '22 Nov 2026, 11:00 (Europe/Berlin), 10:00 UTC',
      'Deployed 1.6.0 to prod',
      'failed',
      'sample',
    ]);
  });
});
