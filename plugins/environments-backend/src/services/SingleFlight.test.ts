import { SingleFlight } from './SingleFlight';

function aQuestion() {
  let answer: (value: string) => void = () => {};
  const signals: AbortSignal[] = [];
  const ask = jest.fn((signal: AbortSignal) => {
    signals.push(signal);
    return new Promise<string>(resolve => {
      answer = resolve;
    });
  });
  return { ask, signals, answer: (value: string) => answer(value) };
}

describe('SingleFlight', () => {
  it('should ask once what is asked at the same time, and again later', async () => {
    const flights = SingleFlight.create<string>();
    const { ask, answer } = aQuestion();
    const both = Promise.all([flights.run('a', ask), flights.run('a', ask)]);
    answer('one');
    expect(await both).toEqual(['one', 'one']);
    expect(ask).toHaveBeenCalledTimes(1);
    const later = flights.run('a', ask);
    answer('two');
    expect(await later).toBe('two');
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('should keep different questions apart', async () => {
    const flights = SingleFlight.create<string>();
    const answers = await Promise.all(
      ['a', 'b'].map(key => flights.run(key, async () => key)),
    );
    expect(answers).toEqual(['a', 'b']);
  });

  it('should not remember a failure', async () => {
    const flights = SingleFlight.create<string>();
    const failing = flights.run('a', async () => {
      throw new Error('broken');
    });
    await expect(failing).rejects.toThrow('broken');
    expect(await flights.run('a', async () => 'well')).toBe('well');
  });

  it('should give up when everybody has gone away, and not before', async () => {
    const flights = SingleFlight.create<string>();
    const { ask, signals, answer } = aQuestion();
    const [first, second] = [new AbortController(), new AbortController()];
    const both = [
      flights.run('a', ask, first.signal),
      flights.run('a', ask, second.signal),
    ];
    first.abort();
    expect(signals[0].aborted).toBe(false);
    second.abort();
    expect(signals[0].aborted).toBe(true);
    // Whoever comes now is not answered by what was given up.
    const next = aQuestion();
    const third = flights.run('a', next.ask);
    expect(next.ask).toHaveBeenCalledTimes(1);
    answer('late');
    next.answer('fresh');
    expect(await third).toBe('fresh');
    expect(await Promise.all(both)).toEqual(['late', 'late']);
  });
});
