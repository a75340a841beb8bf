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

  it.each([
    [true, 'of the form as it was, 1 to mend, no findings'],
    [false, '1 to mend, no findings'],
  ])(
    'should tell of what it shows (outdated: %j): "%s"',
    async (outdated, words) => {
      const preview = aPreview({ findings: [] });
      renderElement(
        <BottomBar
          state={{ ...nothingYet, preview, outdated }}
          issues={[{ path: 'name', message: 'is taken' }]}
          ttl={undefined}
          onRetry={() => undefined}
          onGoToField={() => undefined}
        />,
        '/environments',
      );
      expect(await screen.findByText(words)).toBeInTheDocument();
    },
  );
});
