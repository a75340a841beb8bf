import { continueTrace, requestIdFrom } from './traceContext';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

describe('continueTrace', () => {
  it('should go on with the trace of the caller, with a span of its own', () => {
    const trace = continueTrace(`00-${TRACE_ID}-00f067aa0ba902b7-01`);
    expect(trace.traceId).toBe(TRACE_ID);
    const { traceparent } = trace;
    expect(traceparent).toMatch(
      new RegExp(`^00-${TRACE_ID}-(?!00f067aa0ba902b7)[\\da-f]{16}-01$`),
    );
    expect(trace.traceparent).toBe(traceparent);
  });

  it.each([undefined, '', 'x', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`])(
    'should begin a trace where the header is %s',
    header => {
      const { traceId, traceparent } = continueTrace(header);
      expect(traceId).toMatch(/^[\da-f]{32}$/);
      expect(traceparent).toMatch(
        new RegExp(`^00-${traceId}-[\\da-f]{16}-00$`),
      );
    },
  );

  it('should give no trace twice', () => {
    const ids = Array.from(
      { length: 2000 },
      () => continueTrace(undefined).traceId,
    );
    expect(new Set(ids).size).toBe(2000);
  });
});

describe('requestIdFrom', () => {
  it.each(['request-0001', 'a_b-c_d-1'])('should take %s', id => {
    expect(requestIdFrom(id)).toBe(id);
  });

  it.each([
    undefined,
    'short',
    'not for a log',
    '4111111111111111',
    'x_4111-1111-1111-1111',
  ])('should make its own instead of %s', id => {
    expect(requestIdFrom(id)).toMatch(
      /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/,
    );
  });
});
