/**
 * Writes the dashboards of Grafana from their sources in src/monitoring:
 *
 *   yarn workspace @portico/infra dashboards
 */
const { join } = require('node:path');
const runBundled = require('../runBundled');

runBundled(
  join('monitoring', 'dashboards', 'writeDashboards.ts'),
  join(__dirname, '..', '..', 'monitoring', 'grafana', 'dashboards'),
);
