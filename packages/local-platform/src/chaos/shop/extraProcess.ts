import { drawFreePort } from '../../data/freePort';
import { serviceBundle } from '../../shop/buildServices';
import { isOk } from '../../system/probes';
import type { ServiceName } from '../../shop/services';
import { ShopProcess } from '../../shop/ShopProcess';
import { launchProgram } from '../../system/launchProgram';
import type { ShopWorld } from '../../shop/ShopWorld';
import { findCheckout } from '../../terminal/checkout';

/** A process of a service beside the one that the world has. */
export interface ExtraProcess {
  port: number;
  url: string;
  process: ShopProcess;
}

/** Makes one more process of a service, which is to be started and ended by whoever asked for it. */
export async function extraProcess(
  world: ShopWorld,
  options: {
    service: ServiceName;
    /** What tells it from others, in the name of its log. */
    label: string;
    environment?: Record<string, string>;
    /** What its command begins with. */
    through?: readonly string[];
  },
): Promise<ExtraProcess> {
  const { service, label, environment, through = [] } = options;
  const port = await drawFreePort([]);
  const url = `http://127.0.0.1:${port}`;
  const { root } = findCheckout();
  const [command, ...args] = [
    ...through,
    process.execPath,
    serviceBundle(root, service),
  ];
  return {
    port,
    url,
    process: new ShopProcess({
      name: `${service}-service ${label}`,
      logFile: `${world.folder}/logs/${service}-${label}.log`,
      launch: () =>
        launchProgram(command, args, {
          ...world.environment(service),
          PORT: String(port),
          METRICS_PORT: '0',
          ADMIN_PORT: '',
          ...environment,
        }),
      answers: () => isOk(`${url}/health/readiness`),
    }),
  };
}
