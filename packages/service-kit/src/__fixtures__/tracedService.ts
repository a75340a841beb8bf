import { z } from 'zod/v4';
import { ServiceClient } from '../client/ServiceClient';
import { readConfig } from '../config/readConfig';
import { serviceSettings } from '../config/serviceSettings';
import { Database } from '../database/Database';
import { databaseSettings } from '../database/databaseSettings';
import { createTools, startService } from '../startService';
import { startTracing } from '../tracing/startTracing';

/** A service that asks its database and another service for each request. */
async function start(): Promise<void> {
  const name = 'lamp-service';
  const tracing = await startTracing(name, process.env);
  const settings = { ...serviceSettings, ...databaseSettings };
  const config = readConfig(settings);
  const tools = createTools({ name, config });
  const database = Database.create({ config, service: name, log: tools.log });
  const other = ServiceClient.create({
    ...{ name: 'other-service', log: tools.log },
    baseUrl: String(process.env.OTHER_URL),
  });
  await startService({
    name,
    config,
    tools,
    onStop: async () => {
      other.close();
      await database.end();
      await tracing.stop();
    },
    routes: () => [
      {
        method: 'get',
        path: '/v1/lamps/:id',
        access: 'public',
        handle: async ({ params, query }, response) => {
          const values = [`${params.id} ${query.email}`];
          const text = 'SELECT $1::text AS lamp';
          const rows = await database.query({ name: 'lamp-get', text, values });
          await other.get('/secret?token=s3cret-token', z.object({}));
          response.json({
            rows,
            loaded: Symbol.for('opentelemetry.js.api.1') in globalThis,
          });
        },
      },
    ],
  });
}

start();
