import { findProgram } from '../system/execute';
import type { MonitoringPrograms } from './startMonitoring';

/** Debian names it with a prefix, everybody else without. */
const ALERTMANAGER_NAMES = ['prometheus-alertmanager', 'alertmanager'];

/** Where Prometheus and Alertmanager are on this machine. */
export async function findMonitoringPrograms(): Promise<MonitoringPrograms> {
  const [prometheus, ...alertmanagers] = await Promise.all(
    ['prometheus', ...ALERTMANAGER_NAMES].map(findProgram),
  );
  return { prometheus, alertmanager: alertmanagers.find(Boolean) };
}
