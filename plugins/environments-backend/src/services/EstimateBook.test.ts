import { aSpec } from '../__testUtils__/aSpec';
import { anEvaluation } from '../__testUtils__/anEvaluation';
import { Evaluation } from '../sources/EnvironmentEvaluator';
import { EstimateBook } from './EstimateBook';

describe('EstimateBook', () => {
  const spec = aSpec();
  const never = new Promise<Evaluation>(() => {});
  const down: Evaluation = {
    status: 'unavailable',
    reason: 'It does not answer',
    busy: false,
  };

  it('should wait for a price that comes soon', async () => {
    const book = EstimateBook.create({ evaluate: async () => anEvaluation() });
    await book.expect(spec);
    expect(book.peek(spec)).toMatchObject({ currency: 'USD' });
  });

  it('should not wait long for an estimator that does not answer', async () => {
    const book = EstimateBook.create({ evaluate: () => never });
    const began = performance.now();
    await book.expect(spec);
    expect(performance.now() - began).toBeLessThan(1_500);
    expect(book.peek(spec)).toMatchObject({
      status: 'unavailable',
      reason: expect.stringMatching(/is being made/),
    });
  });

  it('should not wait for what failed before, and ask again meanwhile', async () => {
    const evaluate = jest
      .fn(async (): Promise<Evaluation> => down)
      .mockResolvedValueOnce(down)
      .mockReturnValueOnce(never);
    const book = EstimateBook.create({ evaluate });
    await book.expect(spec);
    const began = performance.now();
    await book.expect(spec);
    expect(performance.now() - began).toBeLessThan(200);
    expect(book.peek(spec)).toMatchObject({ reason: 'It does not answer' });
    await Promise.resolve();
    expect(evaluate).toHaveBeenCalledTimes(2);
  });
});
