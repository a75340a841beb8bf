import type * as Sdks from '@opentelemetry/sdk-node';
import { beginTracing } from '../tracing/traced';

type Processor = NonNullable<
  NonNullable<ConstructorParameters<typeof Sdks.NodeSDK>[0]>['spanProcessors']
>[number];

/** A span that has ended. */
export type TestSpan = Parameters<Processor['onEnd']>[0];

/** Traces one test file, as a service whose spans go to a collector; gives every span that has ended. */
export function testTraces(): TestSpan[] {
  const spans: TestSpan[] = [];
  const collector: Processor = {
    onStart: () => {},
    onEnd: span => {
      spans.push(span);
    },
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  let sdk: Sdks.NodeSDK | undefined;
  beforeAll(() => {
    // Few files trace, and all of them load what is here.
    const { NodeSDK: Sdk } = jest.requireActual<typeof Sdks>(
      '@opentelemetry/sdk-node',
    );
    sdk = new Sdk({
      autoDetectResources: false,
      spanProcessors: [collector],
      metricReaders: [],
      logRecordProcessors: [],
      instrumentations: [],
    });
    sdk.start();
    beginTracing();
  }, 60_000);
  afterAll(() => sdk?.shutdown());
  return spans;
}
