import { renderInTestApp } from '@backstage/frontend-test-utils';
import { SourceState } from '@portico/plugin-timeline-common';
import { screen } from '@testing-library/react';
import { aSource } from '../../__testUtils__/sources';
import { Loadable } from '../../hooks/useLoadable';
import { PluginAnswer } from '../connections';
import { SourceChip } from './SourceChip';

const at = new Date(2026, 10, 25, 10, 41).getTime();

function told(
  states: SourceState[],
  stale?: unknown,
): Loadable<PluginAnswer[]> {
  const items = states.map(state => aSource(state, { state }));
  return {
    status: 'ready',
    at,
    stale,
    value: [{ plugin: 'environments', outcome: 'told', items }],
  };
}

async function chip(sources: Loadable<PluginAnswer[]>) {
  renderInTestApp(<SourceChip sources={sources} />);
  return screen.findByRole('link');
}

describe('SourceChip', () => {
  it.each([
    [['ok', 'not-set-up'], 'positive'],
    [['ok', 'down'], 'negative'],
    [['ok', 'unknown'], 'warning'],
    [['not-set-up'], 'warning'],
    [['unknown'], 'warning'],
  ] as [SourceState[], string][])(
    'should have a check only where something works and nothing is open: %j',
    async (states, tone) => {
      expect(await chip(told(states))).toHaveAttribute('data-tone', tone);
    },
  );

  it('should say of when it is, where it could not ask again', async () => {
    const stale = await chip(told(['ok'], new TypeError('no')));
    expect(stale).toHaveTextContent('1 source live at 10:41');
    expect(stale).toHaveAttribute('data-tone', 'warning');
  });
});
