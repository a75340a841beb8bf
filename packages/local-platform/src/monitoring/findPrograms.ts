import { findProgram } from '../system/execute';
import type { MonitoringPrograms } from './startMonitoring';

/** Debian names it with a prefix, everybody else without. */
const ALERTMANAGER_NAMES = ['prometheus-alertmanager', 'alertmanager'];

/** Where Prometheus, its tool and Alertmanager are on this machine. */
export async function findMonitoringPrograms(): Promise<MonitoringPrograms> {
  const [prometheus, promtool, ...alertmanagers] = await Promise.all(
    ['prometheus', 'promtool', ...ALERTMANAGER_NAMES].map(findProgram),
  );
  return { prometheus, promtool, alertmanager: alertmanagers.find(Boolean) };
}
