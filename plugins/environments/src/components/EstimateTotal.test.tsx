import { render, screen } from '@testing-library/react';
import { anEstimate } from '../__testUtils__/aPreview';
import { EstimateTotal } from './EstimateTotal';

describe('EstimateTotal', () => {
  it('should tell what a commitment would save, and take nothing off the total', () => {
    const commitment = { saving: '22.49', lines: 1 };
    render(<EstimateTotal estimate={anEstimate('239.07', { commitment })} />);
    expect(screen.getByText('at least $239.07 a month')).toBeInTheDocument();
    expect(
      screen.getByText(
        /^A commitment of a year, .* would save \$22\.49 a month/,
      ),
    ).toBeInTheDocument();
  });

  it('should not speak of a commitment whose price is not known', () => {
    render(
      <EstimateTotal estimate={anEstimate('239.07', { commitment: null })} />,
    );
    expect(screen.queryByText(/commitment/)).not.toBeInTheDocument();
  });

  it('should say why there is no estimate', () => {
    render(
      <EstimateTotal
        estimate={{ status: 'unavailable', reason: 'the worker is busy' }}
      />,
    );
    expect(screen.getByText('Estimate unavailable')).toBeInTheDocument();
    expect(screen.getByText('The worker is busy.')).toBeInTheDocument();
  });
});
