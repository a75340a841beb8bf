import { anEstimate } from '../__testUtils__/anEstimate';
import { commitmentWords } from './commitmentWords';

describe('commitmentWords', () => {
  it('should tell what would be saved, and on how many lines', () => {
    const estimate = anEstimate('239.07');
    expect(
      commitmentWords({
        ...estimate,
        commitment: { saving: '22.49', lines: 1 },
      }),
    ).toBe(
      `A commitment of a year, nothing upfront, would save $22.49 a month (1 of ${estimate.lines.length} lines)`,
    );
  });

  it.each([null, undefined])(
    'should say nothing where it is %s',
    commitment => {
      expect(commitmentWords({ ...anEstimate('239.07'), commitment })).toBe(
        undefined,
      );
    },
  );
});
