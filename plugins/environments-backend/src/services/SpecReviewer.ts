import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  checkCidrFree,
  EnvironmentSpec,
  SpecIssue,
  suggestEnvironmentName,
  TakenCidr,
} from '@portico/plugin-environments-common';
import { ChangeStore } from '../database/ChangeStore';
import {
  EnvironmentStore,
  StoredEnvironment,
} from '../database/EnvironmentStore';
import { ChangeHolder } from '../database/StoredChange';
import { describeHolder } from './describeHolder';
import { Requester } from './Requester';

/** What the reviewer looks at. */
export interface SpecReviewerOptions {
  environments: EnvironmentStore;
  changes: ChangeStore;
  catalog: CatalogService;
}

interface World {
  environments: StoredEnvironment[];
  holders: ChangeHolder[];
}

/** Judges a valid spec against what is there: other environments, requests and owners. */
export class SpecReviewer {
  readonly #options: SpecReviewerOptions;

  static create(options: SpecReviewerOptions): SpecReviewer {
    return new SpecReviewer(options);
  }

  private constructor(options: SpecReviewerOptions) {
    this.#options = options;
  }

  /** Every reason why a new environment could not be made of this spec. */
  async reviewNew(
    spec: EnvironmentSpec,
    requester: Requester,
  ): Promise<SpecIssue[]> {
    const [world, owner] = await Promise.all([
      this.#world(),
      this.reviewOwner(spec, requester),
    ]);
    return [
      ...this.#nameIssues(spec, world),
      ...owner,
      ...this.#networkIssues(spec, world),
    ];
  }

  /** Every reason why an environment could not become this spec. */
  async reviewChanged(
    spec: EnvironmentSpec,
    before: EnvironmentSpec,
    requester: Requester,
  ): Promise<SpecIssue[]> {
    // An owner who left the catalog does not stand in the way of a change of size.
    const sameOwner = spec.metadata.owner === before.metadata.owner;
    const [world, owner] = await Promise.all([
      this.#world(),
      sameOwner ? [] : this.reviewOwner(spec, requester),
    ]);
    return [...owner, ...this.#networkIssues(spec, world)];
  }

  /** Whether the owner is a group of the catalog that the requester can see. */
  async reviewOwner(
    { metadata: { owner } }: EnvironmentSpec,
    { credentials }: Requester,
  ): Promise<SpecIssue[]> {
    const path = 'metadata.owner';
    if (!owner.startsWith('group:')) {
      return [
        {
          path,
          message: `must be a group, because people change teams; ${owner} is none`,
        },
      ];
    }
    const entity = await this.#options.catalog.getEntityByRef(owner, {
      credentials,
    });
    return entity && stringifyEntityRef(entity) === owner
      ? []
      : [
          {
            path,
            message: `must be a group of the catalog; there is no ${owner}`,
          },
        ];
  }

  async #world(): Promise<World> {
    const [environments, holders] = await Promise.all([
      this.#options.environments.list(),
      this.#options.changes.listHolders(),
    ]);
    return {
      environments: environments.filter(({ removedAt }) => removedAt === null),
      holders,
    };
  }

  #nameIssues(spec: EnvironmentSpec, world: World): SpecIssue[] {
    const { name } = spec.metadata;
    const holder = world.holders.find(change => change.name === name);
    const exists = world.environments.some(row => row.name === name);
    if (!holder && !exists) return [];
    const taken = new Set([
      ...world.environments.map(row => row.name),
      ...world.holders.map(change => change.name),
    ]);
    const message =
      holder && !exists
        ? `is taken: ${describeHolder(holder)}`
        : `is taken: ${name} exists already`;
    return [
      { path: 'metadata.name', message, suggestion: freeName(name, taken) },
    ];
  }

  #networkIssues(spec: EnvironmentSpec, world: World): SpecIssue[] {
    const { name } = spec.metadata;
    const specs = [
      ...world.environments.map(row => row.spec),
      ...world.holders.map(change => change.after),
    ];
    const taken: TakenCidr[] = specs.flatMap(other => {
      const block = other?.spec.network.cidr;
      return block && other.metadata.name !== name
        ? [{ environment: other.metadata.name, cidr: block }]
        : [];
    });
    const { cidr } = spec.spec.network;
    // The block of a network that exists is not known, so nothing is said of it.
    if (cidr === undefined) return [];
    const check = checkCidrFree(cidr, taken);
    if (check.free) return [];
    const { message, suggestion } = check;
    return [{ path: 'spec.network.cidr', message, suggestion }];
  }
}

/** The next name like this one that nobody has. */
function freeName(
  name: string,
  taken: ReadonlySet<string>,
): string | undefined {
  const base = name.replace(/-\d+$/, '').slice(0, 28);
  for (let number = 2; number < 100; number += 1) {
    const candidate = suggestEnvironmentName(`${base}-${number}`);
    if (candidate && !taken.has(candidate)) return candidate;
  }
  return undefined;
}
