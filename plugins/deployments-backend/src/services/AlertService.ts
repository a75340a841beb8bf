import type {
  Incident,
  NameResolver,
} from '@portico/plugin-deployments-common';
import { z } from 'zod/v4';
import type { IncidentStore } from '../database/IncidentStore';
import { storedTime } from '../database/storedTime';
import type { NamesSource } from './NamesSource';
import { readInput } from './readInput';

const labels = z.record(z.string(), z.string());

/**
 * What the webhook of Alertmanager posts, version 4.
 * https://prometheus.io/docs/alerting/latest/configuration/#webhook_config
 */
export const alertsSchema = z.object({
  version: z.literal('4'),
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        labels,
        annotations: labels.default({}),
        startsAt: z.iso.datetime({ offset: true }),
        /** For one that fires, a time that means nothing. */
        endsAt: z.iso.datetime({ offset: true }),
        generatorURL: z.string().max(4_096).default(''),
        fingerprint: z.string().regex(/^[0-9a-f]{1,64}$/),
      }),
    )
    .max(1_000),
});

type Alert = z.infer<typeof alertsSchema>['alerts'][number];

/** What became of the alerts of one message. */
export interface TakenAlerts {
  incidents: number;
  /** Alerts that page nobody. */
  ignored: number;
  /** Why others became no incidents. */
  skipped: string[];
}

/** The alerts that somebody is woken for. */
const SEVERITY = 'page';

/** One line that can be stored, of whatever an alert says. */
function lineOf(text: string, max: number): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/\p{Cc}/gu, '')
    .trim()
    .slice(0, max);
}

function incidentOf(
  alert: Alert,
  place: { entityRef: string; environment: string },
): Incident {
  const { fingerprint, annotations, generatorURL, status } = alert;
  const openedAt = storedTime(alert.startsAt)!;
  const endedAt = status === 'resolved' ? storedTime(alert.endsAt) : null;
  const name = lineOf(alert.labels.alertname ?? '', 300) || 'Alert';
  return {
    id: `alertmanager:${fingerprint}:${openedAt}`,
    ...place,
    title: lineOf(annotations.summary ?? '', 300) || name,
    openedAt,
    // A clock that was set back ends nothing before it began.
    resolvedAt: endedAt !== null && endedAt < openedAt ? openedAt : endedAt,
    deploymentId: null,
    source: {
      type: 'alertmanager',
      id: fingerprint,
      url:
        /^https?:\/\//.test(generatorURL) && generatorURL.length <= 2_048
          ? generatorURL
          : null,
    },
    origin: 'live',
  };
}

/** Where an alert belongs, or why nowhere. */
function placeOf(
  { labels: { service = '', environment = '' } }: Alert,
  names: NameResolver,
): { entityRef: string; environment: string } | string {
  const entityRef = service && names.entityRefOf(service);
  if (!entityRef) {
    return service
      ? `there is no component ${service}`
      : 'it has no label service';
  }
  const key = environment && names.environmentOf(environment);
  if (!key) {
    return environment
      ? `there is no environment ${environment}`
      : 'it has no label environment';
  }
  return { entityRef, environment: key };
}

/** Makes incidents of the alerts of Prometheus that page somebody. */
export class AlertService {
  readonly #incidents: IncidentStore;
  readonly #names: NamesSource;
  readonly #onChanged: () => void;

  static create(options: {
    incidents: IncidentStore;
    names: NamesSource;
    onChanged: () => void;
  }): AlertService {
    return new AlertService(
      options.incidents,
      options.names,
      options.onChanged,
    );
  }

  private constructor(
    incidents: IncidentStore,
    names: NamesSource,
    onChanged: () => void,
  ) {
    this.#incidents = incidents;
    this.#names = names;
    this.#onChanged = onChanged;
  }

  /** Takes one message; an alert that fires again, or is told to be over, is the same incident. */
  async take(message: unknown): Promise<TakenAlerts> {
    const { alerts } = readInput(alertsSchema, message);
    const paging = alerts.filter(alert => alert.labels.severity === SEVERITY);
    const names = await this.#names.current();
    const incidents: Incident[] = [];
    const skipped: string[] = [];
    for (const alert of paging) {
      const place = placeOf(alert, names);
      if (typeof place === 'string') skipped.push(place);
      else incidents.push(incidentOf(alert, place));
    }
    if (incidents.length > 0) {
      await this.#incidents.saveUnlessOver(incidents);
      this.#onChanged();
    }
    return {
      incidents: incidents.length,
      ignored: alerts.length - paging.length,
      skipped: [...new Set(skipped)],
    };
  }
}
