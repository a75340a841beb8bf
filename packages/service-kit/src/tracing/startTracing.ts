import { IncomingMessage } from 'node:http';
import { createRequire } from 'node:module';
import type { Span } from '@opentelemetry/api';
import type { Request } from 'express';
import { contextOf } from '../http/RequestContext';
import { beginTracing } from './traced';
import { withoutValues } from './withoutValues';

const STOP_MS = 2_000;

/** Traces under way to a collector. */
export interface Tracing {
  /** Sends what is left, in two seconds at most. */
  stop(): Promise<void>;
}

/**
 * Sends traces to the collector that OTEL_EXPORTER_OTLP_ENDPOINT names; loads
 * nothing where there is none. Call it before the service starts.
 */
export async function startTracing(
  service: string,
  env: NodeJS.ProcessEnv,
): Promise<Tracing> {
  const endpoint = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  if (!endpoint || env.OTEL_SDK_DISABLED?.toLowerCase() === 'true') {
    return { stop: async () => {} };
  }
  const [sdkNode, exporters, http, undici] = await Promise.all([
    import('@opentelemetry/sdk-node'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/instrumentation-http'),
    import('@opentelemetry/instrumentation-undici'),
  ]);
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const sdk = new sdkNode.NodeSDK({
    serviceName: service,
    // Neither the machine nor the command line belongs into a trace.
    autoDetectResources: false,
    traceExporter: withoutValues(
      new exporters.OTLPTraceExporter({ url, timeoutMillis: STOP_MS }),
    ),
    metricReaders: [],
    logRecordProcessors: [],
    instrumentations: [
      new http.HttpInstrumentation({
        ignoreIncomingRequestHook: ({ url: path = '' }) =>
          path.startsWith('/health/') || path === '/metrics',
        applyCustomAttributesOnSpan: nameByRoute,
      }),
      new undici.UndiciInstrumentation(),
    ],
  });
  sdk.start();
  beginTracing();
  // A module is instrumented when it is required, and a bundle has required it before.
  createRequire(process.execPath)('node:http');
  return { stop: () => inTime(sdk.shutdown()) };
}

/** Names what was answered by its template; what was asked of others has none. */
function nameByRoute(span: Span, request: object): void {
  if (!(request instanceof IncomingMessage)) return;
  const { route } = contextOf(request as Request);
  if (!route) return;
  span.setAttribute('http.route', route);
  span.updateName(`${request.method} ${route}`);
}

async function inTime(end: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>(resolve => {
    timer = setTimeout(resolve, STOP_MS);
  });
  // A collector that is away must not keep a service from its end.
  await Promise.race([end.catch(() => {}), late]);
  clearTimeout(timer);
}
