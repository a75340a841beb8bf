import {
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
} from '@opentelemetry/api';

const tracer = trace.getTracer('@portico/service-kit');
let isTracing = false;

/** From now on there are spans. */
export function beginTracing(): void {
  isTracing = true;
}

/** Runs `work` in a span; costs nothing where nothing is traced. Neither the name nor the attributes may carry a value. */
export async function traced<T>(
  name: string,
  attributes: Attributes,
  work: () => Promise<T>,
  kind: SpanKind = SpanKind.CLIENT,
): Promise<T> {
  if (!isTracing) return work();
  return tracer.startActiveSpan(name, { kind, attributes }, async span => {
    try {
      return await work();
    } catch (error) {
      // The error's own words may hold values.
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
