import {
  context,
  propagation,
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

/** What a span is apart from its name. */
export interface TracedOptions {
  attributes: Attributes;
  kind?: SpanKind;
  /** The `traceparent` of what it follows from, where that was elsewhere. */
  parent?: string;
}

/** Runs `work` in a span; costs nothing where nothing is traced. Neither the name nor the attributes may carry a value. */
export async function traced<T>(
  name: string,
  { attributes, kind = SpanKind.CLIENT, parent }: TracedOptions,
  work: () => Promise<T>,
): Promise<T> {
  if (!isTracing) return work();
  const before = parent
    ? propagation.extract(context.active(), { traceparent: parent })
    : context.active();
  const options = { kind, attributes };
  return tracer.startActiveSpan(name, options, before, async span => {
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

/** The `traceparent` of the span under way, for what follows from it elsewhere; absent where nothing is traced. */
export function traceparentNow(): string | undefined {
  if (!isTracing) return undefined;
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}
