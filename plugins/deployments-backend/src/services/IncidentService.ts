import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  incidentSchema,
  type Incident,
  type IncidentList,
  type reportIncidentSchema,
} from '@portico/plugin-deployments-common';
import type { z } from 'zod/v4';
import type { IncidentStore } from '../database/IncidentStore';
import { NO_TIME, storedTime } from '../database/storedTime';
import { readCursor, toCursor } from './cursor';
import type { DeploymentAccess } from './DeploymentAccess';
import type { IncidentListQuery } from './incidentListQuery';
import { InvalidInputError } from './InvalidInputError';
import type { NamesSource } from './NamesSource';
import { readInput } from './readInput';

/** Who tells of an incident. */
export interface Reporter {
  type: 'person' | 'service';
  /** The reference of a person, or the subject of a machine's token. */
  id: string;
  credentials: BackstageCredentials;
}

/** What was made of a report. */
export interface ReportedIncident {
  incident: Incident;
  /** Whether it took the place of one that was told before. */
  replaced: boolean;
}

type Report = z.output<typeof reportIncidentSchema>;

/** What the service works with. */
export interface IncidentServiceOptions {
  incidents: IncidentStore;
  access: DeploymentAccess;
  names: NamesSource;
  /** Called after incidents are no longer as they were. */
  onChanged: () => void;
}

/** Times in which a component did not do what it should. */
export class IncidentService {
  readonly #options: IncidentServiceOptions;

  static create(options: IncidentServiceOptions): IncidentService {
    return new IncidentService(options);
  }

  private constructor(options: IncidentServiceOptions) {
    this.#options = options;
  }

  /** Incidents that lasted in the window, the newest first. */
  async list(
    query: IncidentListQuery,
    credentials: BackstageCredentials,
  ): Promise<IncidentList> {
    const { incidents, access } = this.#options;
    const after = readCursor(query.cursor);
    const found = await incidents.list({
      entityRefs: await access.readable(query.entityRef, credentials),
      environments: query.environment,
      from: query.from,
      to: query.to,
      after,
      limit: query.limit + 1,
    });
    const items = found.slice(0, query.limit);
    if (found.length === items.length) return { items };
    const { openedAt, id } = items[items.length - 1];
    const at = storedTime(openedAt) ?? NO_TIME;
    return { items, nextCursor: toCursor({ at, id }) };
  }

  /** Keeps what somebody tells of an incident; the same id replaces what was told before. */
  async report(report: Report, reporter: Reporter): Promise<ReportedIncident> {
    const { incidents, onChanged } = this.#options;
    const { url, ...fields } = report;
    const incident = readInput(incidentSchema, {
      ...fields,
      ...(await this.#placeOf(report, reporter)),
      source: { type: reporter.type, id: reporter.id.slice(0, 200), url },
      origin: 'live',
    });
    const before = await incidents.get(report.id);
    if (before && !(await this.#mayReplace(before, reporter))) {
      throw new ConflictError(
        `The id ${report.id} is that of another incident`,
      );
    }
    await incidents.save([incident]);
    onChanged();
    return { incident, replaced: before !== null };
  }

  /** Where it is, by the names of the catalog; what the reporter may not read is not there. */
  async #placeOf(
    { entityRef, environment }: Report,
    reporter: Reporter,
  ): Promise<{ entityRef: string; environment: string }> {
    const names = await this.#options.names.current();
    const ref = names.entityRefOf(entityRef);
    const key = names.environmentOf(environment);
    const isThere = ref !== null && (await this.#maySee(ref, reporter));
    if (isThere && key !== null) return { entityRef: ref, environment: key };
    throw new InvalidInputError([
      ...(isThere
        ? []
        : [
            {
              path: 'entityRef',
              message: `names no component; there is no ${entityRef}`,
            },
          ]),
      ...(key === null
        ? [
            {
              path: 'environment',
              message: `names no environment; there is no ${environment}`,
            },
          ]
        : []),
    ]);
  }

  async #mayReplace(before: Incident, reporter: Reporter): Promise<boolean> {
    return (
      before.origin !== 'sample' &&
      (await this.#maySee(before.entityRef, reporter))
    );
  }

  /** A machine is bound to what its token is for, and reads nothing. */
  async #maySee(entityRef: string, reporter: Reporter): Promise<boolean> {
    return (
      reporter.type === 'service' ||
      this.#options.access.mayRead(entityRef, reporter.credentials)
    );
  }
}
