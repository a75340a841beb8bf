import { clusterDashboard } from './clusterDashboard';
import { serviceDashboard } from './serviceDashboard';
import { shopDashboard } from './shopDashboard';

/** The text of each file in monitoring/grafana/dashboards, by its name. */
export function dashboards(): Readonly<Record<string, string>> {
  return {
    'shop.json': text(shopDashboard()),
    'service.json': text(serviceDashboard()),
    'cluster.json': text(clusterDashboard()),
  };
}

function text(dashboard: object): string {
  return `${JSON.stringify(dashboard, null, 2)}\n`;
}
