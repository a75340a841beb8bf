/** Alerts are kept and shown; on one machine there is nobody to be woken. */
export const ALERTMANAGER_CONFIG = `# Written by './portico up' at each start; changes are lost.
route:
  receiver: nobody
  group_by: [alertname, service]
receivers:
  - name: nobody
`;
