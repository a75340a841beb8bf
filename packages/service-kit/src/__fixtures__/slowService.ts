import { setTimeout as sleep } from 'node:timers/promises';
import { readConfig, serviceSettings, startService } from '../index';

startService({
  name: 'slow-service',
  config: readConfig(serviceSettings),
  onStop: async () => {
    await sleep(1);
    process.stdout.write('{"msg":"closed"}\n');
  },
  routes: () => [
    {
      method: 'get',
      path: '/v1/wait/:ms',
      access: 'public',
      handle: async ({ params }, response) => {
        await sleep(Number(params.ms));
        response.json({ waited: params.ms });
      },
    },
    {
      method: 'post',
      path: '/v1/crash',
      access: 'public',
      handle: (_request, response) => {
        response.json({});
        setImmediate(() => {
          throw new Error('Nobody catches this');
        });
      },
    },
  ],
});
