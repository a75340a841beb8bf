import type { RequestListener } from 'node:http';
import type { Metrics } from './Metrics';

/** Answers Prometheus, and nobody else's questions. */
export function metricsListener({ registry }: Metrics): RequestListener {
  return async (request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    try {
      const text = await registry.metrics();
      response
        .writeHead(200, { 'Content-Type': registry.contentType })
        .end(text);
    } catch {
      // One gauge that cannot be read must not end the service.
      response.writeHead(500).end();
    }
  };
}
