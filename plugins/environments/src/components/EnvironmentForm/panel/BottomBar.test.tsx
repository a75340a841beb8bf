import { screen } from '@testing-library/react';
import { aPreview } from '../../../__testUtils__/aPreview';
import { renderElement } from '../../../__testUtils__/renderPage';
import type { PreviewState } from '../../../hooks/usePreview';
import { BottomBar } from './BottomBar';

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
    renderElement(
      <BottomBar
        state={{ ...nothingYet, ...state }}
        issues={[]}
        ttl={undefined}
        onRetry={() => undefined}
        onGoToField={() => undefined}
      />,
      '/environments',
    );
    expect(await screen.findByText(words)).toBeInTheDocument();
  });
});
