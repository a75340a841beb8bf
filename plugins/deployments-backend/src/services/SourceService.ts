import type { SourceStatus } from '@portico/plugin-timeline-common';
import type { ChangeStore } from '../database/ChangeStore';
import type { IncidentStore } from '../database/IncidentStore';

/** Who tells how some of the sources do. */
export interface SourceReporter {
  statuses(): Promise<SourceStatus[]>;
}

/** What the service works with. */
export interface SourceServiceOptions {
  changes: Pick<ChangeStore, 'lastReceivedAt'>;
  incidents: Pick<IncidentStore, 'lastToldAt'>;
  /** Those that the plugin asks by itself: clusters, the Git host. */
  reporters: readonly SourceReporter[];
  /** Whether Alertmanager may tell of alerts. */
  hearsAlerts: boolean;
  /** The portal's own address. */
  appBaseUrl: string;
}

function pipelineSnippet(appBaseUrl: string): string {
  return `# backend.auth.externalAccess, in the configuration of the portal
- type: static
  options: { token: \${PIPELINE_TOKEN}, subject: pipeline }
  accessRestrictions:
    - plugin: deployments
      permission: [deployments.events.create, deployments.incidents.create]

# at the end of the pipeline
curl -sf ${appBaseUrl}/api/deployments/events \\
  -H "Authorization: Bearer $PIPELINE_TOKEN" -H 'Content-Type: application/json' \\
  -d '{"context": {"id": "run-1", "source": "acme/pipeline", "timestamp": "2026-01-31T12:00:00Z",
       "type": "dev.cdevents.service.deployed.0.3.0"},
       "subject": {"id": "order-service", "content": {"environment": {"id": "prod"},
       "artifactId": "pkg:oci/order-service@1.5.0"}}}'`;
}

function alertsSnippet(appBaseUrl: string): string {
  return `# in the configuration of the portal
deployments:
  alertmanager:
    token: \${ALERTMANAGER_TOKEN}

# alertmanager.yml
receivers:
  - name: portal
    webhook_configs:
      - url: ${appBaseUrl}/api/events/http/alertmanager
        http_config:
          authorization:
            credentials_file: /etc/alertmanager/secrets/portal-token`;
}

/** How the far ends do, for the page Connections and the command `doctor`. */
export class SourceService {
  readonly #options: SourceServiceOptions;

  static create(options: SourceServiceOptions): SourceService {
    return new SourceService(options);
  }

  private constructor(options: SourceServiceOptions) {
    this.#options = options;
  }

  /** The status of every source, as it was found last. */
  async list(): Promise<SourceStatus[]> {
    const { reporters } = this.#options;
    const found = await Promise.all([
      ...reporters.map(reporter => reporter.statuses()),
      this.#pipelines(),
      this.#alerts(),
    ]);
    return found.flat();
  }

  /** Pipelines can't be asked, only listened to. */
  async #pipelines(): Promise<SourceStatus> {
    const { changes, appBaseUrl } = this.#options;
    const lastAt = await changes.lastReceivedAt('cdevents');
    return heard(
      { id: 'cdevents', title: 'Deployments told by pipelines' },
      lastAt
        ? { reason: `The last event came at ${lastAt}` }
        : {
            reason: 'No pipeline has told of a deployment',
            missing: 'A token with the permission deployments.events.create',
            snippet: pipelineSnippet(appBaseUrl),
          },
    );
  }

  async #alerts(): Promise<SourceStatus> {
    const { incidents, hearsAlerts, appBaseUrl } = this.#options;
    const source = { id: 'alertmanager', title: 'Alerts of Prometheus' };
    if (!hearsAlerts) {
      return heard(source, {
        reason: 'Alerts become no incidents',
        missing: 'deployments.alertmanager.token',
        snippet: alertsSnippet(appBaseUrl),
      });
    }
    const lastAt = await incidents.lastToldAt('alertmanager');
    return heard(source, {
      // That no alert came may be good news, and is no proof that one could.
      ...(!lastAt && { state: 'unknown' }),
      reason: lastAt
        ? `The last alert came at ${lastAt}`
        : 'No alert that pages somebody has come yet',
    });
  }
}

function heard(
  source: Pick<SourceStatus, 'id' | 'title'>,
  facts: Pick<SourceStatus, 'reason'> & Partial<SourceStatus>,
): SourceStatus {
  return {
    ...source,
    state: facts.missing ? 'not-set-up' : 'ok',
    since: null,
    missing: null,
    snippet: null,
    origin: 'live',
    ...facts,
  };
}
