import { stringify } from 'yaml';
import type { RunningService } from '../shop/startShopService';

/** What Prometheus on one machine is told. */
export interface PrometheusConfigOptions {
  services: readonly Pick<RunningService, 'component' | 'ports'>[];
  /** Where the traffic tells what it saw; absent where there is none. */
  trafficPort?: number;
  ports: { prometheus: number; alertmanager: number };
  /** Whether an Alertmanager runs. */
  alerts: boolean;
  /** Files with recording and alerting rules. */
  ruleFiles: readonly string[];
}

/** The environment that every series of this machine belongs to. */
export const LOCAL_ENVIRONMENT = 'local';

const SCRAPE_EVERY = '5s';

/** What Prometheus scrapes, and by which rules, as its configuration file. */
export function prometheusConfig(options: PrometheusConfigOptions): string {
  const { services, trafficPort, ports, alerts, ruleFiles } = options;
  return stringify({
    global: {
      scrape_interval: SCRAPE_EVERY,
      scrape_timeout: '4s',
      evaluation_interval: '15s',
    },
    rule_files: ruleFiles,
    ...(alerts && {
      alerting: {
        alertmanagers: [
          {
            static_configs: [{ targets: [`127.0.0.1:${ports.alertmanager}`] }],
          },
        ],
      },
    }),
    scrape_configs: [
      job('prometheus', ports.prometheus, {}),
      ...services.map(({ component, ports: { metrics } }) =>
        job(component, metrics, { service: component }),
      ),
      ...(trafficPort === undefined
        ? []
        : // What clients saw: stands for the metrics of a load balancer.
          [job('traffic', trafficPort, {})]),
    ],
  });
}

function job(
  name: string,
  port: number,
  labels: Record<string, string>,
): object {
  return {
    job_name: name,
    static_configs: [
      {
        targets: [`127.0.0.1:${port}`],
        labels: { ...labels, environment: LOCAL_ENVIRONMENT },
      },
    ],
  };
}
