import { createHash } from 'node:crypto';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  cellSentence,
  deploymentTime,
  deploymentTimelineStatus,
  deploymentTitle,
  type Deployment,
  type HealthState,
  type Incident,
  type MatrixRow,
} from '@portico/plugin-deployments-common';
import type {
  TimelineItem,
  TimelineQuery,
  TimelineResponse,
  TimelineStatus,
} from '@portico/plugin-timeline-common';
import type { DeploymentStore } from '../database/DeploymentStore';
import type { IncidentStore } from '../database/IncidentStore';
import { storedTime } from '../database/storedTime';
import type { DeploymentAccess } from './DeploymentAccess';
import type { MatrixService } from './MatrixService';
import {
  isBefore,
  positionOf,
  readPosition,
  toPosition,
  type TimelineKind,
  type TimelinePosition,
} from './timelinePosition';

/** What the timeline is made of. */
export interface TimelineServiceOptions {
  deployments: DeploymentStore;
  incidents: IncidentStore;
  matrix: MatrixService;
  access: DeploymentAccess;
}

const PAGE = 100;
const MAX_ID = 256;
const MAX_TITLE = 300;

/** The states in which somebody should look, and how they are marked. */
const BAD: Readonly<Partial<Record<HealthState, TimelineStatus>>> = {
  failing: 'failed',
  degraded: 'warning',
  'rollout-failing': 'warning',
  'rollout-failed': 'warning',
};

/** An item, and where it stands in the order of all of them. */
interface Placed {
  position: TimelinePosition;
  item: TimelineItem;
}

function itemId(kind: TimelineKind, id: string): string {
  const whole = `${kind}:${id}`;
  return whole.length <= MAX_ID
    ? whole
    : `${kind}:${createHash('sha256').update(id).digest('hex')}`;
}

/** Which names an item has to tell: those that the line is not about. */
interface Told {
  component: boolean;
  environment: boolean;
}

/** On a line that shows several components or environments each item names its own. */
function titled(
  title: string,
  place: { entityRef: string; environment: string },
  told: Told,
): string {
  const name = told.component ? `${place.entityRef.split('/').pop()}: ` : '';
  const where = told.environment ? ` (${place.environment})` : '';
  return `${name}${title.slice(0, MAX_TITLE / 2)}${where}`.slice(0, MAX_TITLE);
}

function placed(
  kind: TimelineKind,
  id: string,
  item: Omit<TimelineItem, 'id' | 'kind'>,
): Placed {
  return {
    position: { at: storedTime(item.at)!, kind, id },
    item: { id: itemId(kind, id), kind, ...item },
  };
}

function ofDeployment(deployment: Deployment, told: Told): Placed[] {
  const { id, status, source, origin } = deployment;
  const at = deploymentTime(deployment);
  // Those without a time are the last of the list.
  if (at === null) return [];
  // Its own words tell the environment.
  const title = titled(deploymentTitle(deployment), deployment, {
    ...told,
    environment: false,
  });
  const marked = deploymentTimelineStatus(status);
  return [
    placed('deployment', id, {
      at,
      title,
      status: marked,
      url: source.url,
      origin,
    }),
  ];
}

function ofIncident(incident: Incident, told: Told): Placed {
  const { id, openedAt, resolvedAt, source, origin } = incident;
  return placed('incident', id, {
    at: openedAt,
    ...(resolvedAt !== null && { until: resolvedAt }),
    title: titled(incident.title, incident, told),
    status: resolvedAt === null ? 'failed' : 'warning',
    url: source.url,
    origin,
  });
}

/** What fails now, since when its cluster tells. */
function ofHealth({ entityRef, cells }: MatrixRow, told: Told): Placed[] {
  return cells.flatMap(({ environment, health, clusters, origin }) => {
    const status = health && BAD[health.state];
    const [seenAt] = clusters.flatMap(cluster => cluster.seenAt ?? []).sort();
    const at = health?.since ?? seenAt;
    if (!status || at === undefined) return [];
    const sentence = cellSentence({ health, clusters });
    return [
      placed('health', `${entityRef}:${environment}`, {
        at,
        title: titled(sentence, { entityRef, environment }, told),
        status,
        url: null,
        origin,
      }),
    ];
  });
}

/** A page of the catalog may be that of an environment, and then asks for all that is in it. */
const ENVIRONMENT = /^resource:default\/([^/]+)$/i;

function aboutEnvironments(query: TimelineQuery): TimelineQuery {
  const named = ENVIRONMENT.exec(query.entityRef ?? '')?.[1];
  if (named === undefined) return query;
  const { entityRef, ...others } = query;
  return { ...others, environment: query.environment ?? named };
}

/** Deployments, incidents and what fails now, on one line of time. */
export class TimelineService {
  readonly #options: TimelineServiceOptions;

  static create(options: TimelineServiceOptions): TimelineService {
    return new TimelineService(options);
  }

  private constructor(options: TimelineServiceOptions) {
    this.#options = options;
  }

  /** The newest first. What lasts is in every window that it reaches into. */
  async list(
    question: TimelineQuery,
    credentials: BackstageCredentials,
  ): Promise<TimelineResponse> {
    const { access } = this.#options;
    const query = aboutEnvironments(question);
    const after = readPosition(query.cursor);
    const asked = query.entityRef === undefined ? undefined : [query.entityRef];
    const entityRefs = await access.readable(asked, credentials);
    const told = {
      component: asked === undefined,
      environment: query.environment === undefined,
    };
    const parts = await Promise.all([
      this.#deployments(query, entityRefs, after),
      this.#incidents(query, entityRefs, after),
      this.#rows(query, entityRefs),
    ]);
    const [deployments, incidents, rows] = parts;
    const all = [
      ...deployments.flatMap(one => ofDeployment(one, told)),
      ...incidents.map(one => ofIncident(one, told)),
      ...rows
        .flatMap(row => ofHealth(row, told))
        .filter(
          ({ position: { at } }) =>
            query.to === undefined || Date.parse(at) < Date.parse(query.to),
        )
        .filter(({ position }) => !after || isBefore(position, after)),
    ].sort(
      (a, b) =>
        Number(isBefore(a.position, b.position)) -
        Number(isBefore(b.position, a.position)),
    );
    const page = all.slice(0, PAGE);
    const items = page.map(({ item }) => item);
    return all.length > PAGE
      ? { items, cursor: toPosition(page[PAGE - 1].position) }
      : { items };
  }

  async #deployments(
    query: TimelineQuery,
    entityRefs: readonly string[] | undefined,
    after: TimelinePosition | undefined,
  ): Promise<Deployment[]> {
    return this.#options.deployments.list({
      ...filterOf(query, entityRefs),
      from: query.from,
      after: after && positionOf('deployment', after),
    });
  }

  async #incidents(
    query: TimelineQuery,
    entityRefs: readonly string[] | undefined,
    after: TimelinePosition | undefined,
  ): Promise<Incident[]> {
    return this.#options.incidents.list({
      ...filterOf(query, entityRefs),
      from: query.from,
      after: after && positionOf('incident', after),
    });
  }

  /** The rows of now, where the window reaches to now. */
  async #rows(
    { environment, from }: TimelineQuery,
    entityRefs: readonly string[] | undefined,
  ): Promise<MatrixRow[]> {
    const { items, asOf } = await this.#options.matrix.whole(entityRefs);
    if (from !== undefined && Date.parse(from) > Date.parse(asOf)) return [];
    const isAsked = (name: string) =>
      environment === undefined || name === environment;
    return items.map(({ entityRef, cells }) => ({
      entityRef,
      cells: cells.filter(cell => isAsked(cell.environment)),
    }));
  }
}

function filterOf(
  { environment, to }: TimelineQuery,
  entityRefs: readonly string[] | undefined,
) {
  const environments = environment === undefined ? undefined : [environment];
  return { entityRefs, environments, to, limit: PAGE + 1 };
}
