import { screen } from '@testing-library/react';
import { aPreview } from '../../../__testUtils__/aPreview';
import { renderElement } from '../../../__testUtils__/renderPage';
import type { PreviewState } from '../../../hooks/usePreview';
import { BottomBar } from './BottomBar';
import type { PreviewPanelProps } from './PreviewPanel';

const nothingYet: PreviewState = {
  issues: [],
  pending: true,
  slow: false,
  outdated: false,
};

const problem = { kind: 'unreachable', message: 'No answer' } as const;

const unpriced = aPreview({
  estimate: { status: 'unavailable', reason: 'late' },
});

function show(
  state: Partial<PreviewState>,
  issues: PreviewPanelProps['issues'] = [],
) {
  renderElement(
    <BottomBar
      state={{ ...nothingYet, ...state }}
      issues={issues}
      ttl={undefined}
      onRetry={() => undefined}
      onGoToField={() => undefined}
    />,
    '/environments',
  );
}

describe('BottomBar', () => {
  it.each<[Partial<PreviewState>, string]>([
    [{}, 'Price not known yet'],
    [{ problem }, 'Price not known yet'],
    [{ problem, preview: aPreview() }, 'at least $239.07 a month'],
    [{ preview: unpriced }, 'Price not known yet'],
    [
      { preview: unpriced, pending: false },
      'Estimate unavailable, approval required',
    ],
    [
      { problem, preview: aPreview(), pending: false },
      'Estimate unavailable, approval required',
    ],
  ])('should show %j as "%s"', async (state, words) => {
    show(state);
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it.each([
    [true, '1 to mend, no findings, of the form as it was'],
    [false, '1 to mend, no findings'],
  ])(
    'should tell of what it shows (outdated: %j): "%s"',
    async (outdated, words) => {
      show({ preview: aPreview({ findings: [] }), outdated }, [
        { path: 'name', message: 'is taken' },
      ]);
      expect(await screen.findByText(words)).toBeInTheDocument();
    },
  );
});
