import { withoutTraces } from './withoutTraces';

function traceOf(): string {
  const holder = { stack: '' };
  Error.captureStackTrace(holder);
  return holder.stack;
}

describe('withoutTraces', () => {
  const before = Error.prepareStackTrace;

  afterEach(() => {
    Error.prepareStackTrace = before;
  });

  it('should take no trace of what is no error, and only for as long', () => {
    expect(withoutTraces(traceOf)).toBe('');
    expect(traceOf()).toContain('withoutTraces.test');
  });

  it('should leave errors their trace', () => {
    expect(withoutTraces(() => new Error('broken').stack)) //
      .toMatch(/^Error: broken\n +at .*withoutTraces\.test/);
    Reflect.deleteProperty(Error, 'prepareStackTrace');
    expect(withoutTraces(() => new TypeError('broken').stack)) //
      .toMatch(/^TypeError: broken\n +at .*withoutTraces\.test/);
  });

  it('should put things back when what it runs fails', () => {
    expect(() =>
      withoutTraces(() => {
        throw new Error('broken');
      }),
    ).toThrow('broken');
    expect(Error.prepareStackTrace).toBe(before);
  });
});
