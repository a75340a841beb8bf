import { stringify } from 'yaml';

/** Where alerts go: the portal, which keeps them as incidents. */
export interface AlertReceiver {
  /** The address that people open. */
  portalUrl: string;
  /** What the portal knows Alertmanager by. */
  token: string;
}

/** The configuration of Alertmanager on one machine, where nobody is woken. */
export function alertmanagerConfig({
  portalUrl,
  token,
}: AlertReceiver): string {
  const config = {
    route: {
      receiver: 'portal',
      group_by: ['alertname', 'service'],
      group_wait: '5s',
      group_interval: '30s',
    },
    receivers: [
      {
        name: 'portal',
        webhook_configs: [
          {
            url: `${portalUrl}/api/events/http/alertmanager`,
            send_resolved: true,
            http_config: { authorization: { credentials: token } },
          },
        ],
      },
    ],
  };
  return `# Written by './portico up' at each start; changes are lost. Holds a secret.\n${stringify(
    config,
  )}`;
}
