import { createServer } from 'node:http';
import express from 'express';
import { z } from 'zod/v4';
import { SERVICES, type ServiceName } from '../shop/services';
import { ClientMetrics } from './ClientMetrics';
import { MOST_PER_MINUTE, Traffic } from './Traffic';

/** The traffic as a process of its own: what it reads from its environment. */
const environmentSchema = z.object({
  TRAFFIC_PORT: z.coerce.number().int().min(1).max(65_535),
  TRAFFIC_PER_MINUTE: z.coerce.number().min(0).max(MOST_PER_MINUTE),
  /** The address of each service, as JSON. */
  SHOP_URLS: z
    .string()
    .transform(text => JSON.parse(text) as unknown)
    .pipe(z.record(z.enum(SERVICES), z.url())),
});

const rateSchema = z.strictObject({
  perMinute: z.number().min(0).max(MOST_PER_MINUTE),
});

function say(message: string, more: object = {}): void {
  const time = new Date().toISOString();
  process.stdout.write(`${JSON.stringify({ time, message, ...more })}\n`);
}

function main(): void {
  const env = environmentSchema.parse(process.env);
  const metrics = new ClientMetrics();
  const traffic = new Traffic({
    url: (name: ServiceName) => env.SHOP_URLS[name],
    metrics,
    perMinute: env.TRAFFIC_PER_MINUTE,
    onFailure: error =>
      say('A visit failed', {
        reason: error instanceof Error ? error.message : String(error),
      }),
  });
  const end = new AbortController();
  const app = express();
  app.disable('x-powered-by');
  app.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType);
    response.send(await metrics.registry.metrics());
  });
  app.get('/rate', (_request, response) => {
    response.json({ perMinute: traffic.perMinute });
  });
  // Only JSON: a page in a browser cannot send it here without being asked for.
  app.put('/rate', express.json({ limit: '1kb' }), (request, response) => {
    const asked = rateSchema.safeParse(request.body);
    if (!asked.success) {
      response.status(400).json({
        detail: `Send {"perMinute": a number from 0 to ${MOST_PER_MINUTE}}.`,
      });
      return;
    }
    traffic.setRate(asked.data.perMinute);
    say('The rate is changed', asked.data);
    response.json(asked.data);
  });
  const server = createServer(app).listen(env.TRAFFIC_PORT, '127.0.0.1');
  process.once('SIGTERM', () => {
    end.abort();
    server.close(() => process.exit(0));
    server.closeAllConnections();
  });
  void traffic.run(end.signal);
}

main();
