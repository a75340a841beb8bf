import type { NameResolver } from '@portico/plugin-deployments-common';
import type { NamesConfig } from './readNamesConfig';

/** A repository of a component. */
export interface ComponentRepository {
  /** Null where the catalog does not tell the host. */
  host: string | null;
  owner: string;
  repo: string;
}

/** A component of the catalog, as far as its deployments are concerned. */
export interface NamedComponent {
  entityRef: string;
  name: string;
  /** Its own namespace in the catalog. */
  catalogNamespace: string;
  /** Such as `service`; null where it has none. */
  type: string | null;
  /** The value of `backstage.io/kubernetes-id`; null where it has none. */
  kubernetesId: string | null;
  /** The namespace of the clusters that it is looked for in; null for all of them. */
  namespace: string | null;
  repository: ComponentRepository | null;
}

const DEFAULT_NAMESPACE = 'default';

function lower(name: string): string {
  return name.trim().toLowerCase();
}

function groupBy(
  components: readonly NamedComponent[],
  keyOf: (component: NamedComponent) => string | null,
): Map<string, NamedComponent[]> {
  const groups = new Map<string, NamedComponent[]>();
  for (const component of components) {
    const key = keyOf(component);
    if (key !== null) {
      groups.set(lower(key), [...(groups.get(lower(key)) ?? []), component]);
    }
  }
  return groups;
}

/** The one that is meant; of several only that of the default namespace. Otherwise nobody knows. */
function only(found: readonly NamedComponent[] | undefined): string | null {
  const [first, second] = found ?? [];
  if (first && !second) {
    return first.entityRef;
  }
  const ofDefault = found?.filter(
    ({ catalogNamespace }) => catalogNamespace === DEFAULT_NAMESPACE,
  );
  return ofDefault?.length === 1 ? ofDefault[0].entityRef : null;
}

/** What the catalog and the configuration knew of names at one moment. What neither knows is null. */
export class Names implements NameResolver {
  readonly components: readonly NamedComponent[];
  /** The keys of the environments. */
  readonly environments: readonly string[];
  readonly #config: NamesConfig;
  readonly #environments: Map<string, string>;
  readonly #byRef: Map<string, NamedComponent[]>;
  readonly #byPath: Map<string, NamedComponent[]>;
  readonly #byName: Map<string, NamedComponent[]>;
  readonly #byKubernetesId: Map<string, NamedComponent[]>;
  readonly #byRepository: Map<string, NamedComponent[]>;

  static create(
    components: readonly NamedComponent[],
    environments: readonly string[],
    config: NamesConfig,
  ): Names {
    return new Names(components, environments, config);
  }

  private constructor(
    components: readonly NamedComponent[],
    environments: readonly string[],
    config: NamesConfig,
  ) {
    this.components = components;
    this.#config = config;
    // The catalog knows best how a key is written, and a key is no other name of another one.
    const keys = new Map(
      [...config.environments, ...environments].map(key => [lower(key), key]),
    );
    this.environments = [...new Set(keys.values())].sort();
    this.#environments = new Map([
      ...[...config.aliases].map(
        ([name, key]) => [lower(name), keys.get(lower(key)) ?? key] as const,
      ),
      ...keys,
    ]);
    this.#byRef = groupBy(components, ({ entityRef }) => entityRef);
    this.#byPath = groupBy(
      components,
      ({ catalogNamespace, name }) => `${catalogNamespace}/${name}`,
    );
    this.#byName = groupBy(components, ({ name }) => name);
    this.#byKubernetesId = groupBy(
      components,
      ({ kubernetesId }) => kubernetesId,
    );
    this.#byRepository = groupBy(components, ({ repository }) =>
      repository ? `${repository.owner}/${repository.repo}` : null,
    );
  }

  environmentOf(name: string): string | null {
    return this.#environments.get(lower(name)) ?? null;
  }

  /** By reference, `namespace/name`, `type/name` (such as `service/order`), name or Kubernetes id. */
  entityRefOf(service: string): string | null {
    const name = lower(service);
    if (name.includes(':')) {
      const [kind, path] = name.split(':', 2);
      const whole = path.includes('/') ? path : `${DEFAULT_NAMESPACE}/${path}`;
      return only(this.#byRef.get(`${kind}:${whole}`));
    }
    if (name.includes('/')) {
      const [type, bare] = name.split('/', 2);
      const ofType = this.#byName
        .get(bare)
        ?.filter(component => component.type === type);
      return only(this.#byPath.get(name)) ?? only(ofType);
    }
    const named = this.#byName.get(name);
    return named ? only(named) : only(this.#byKubernetesId.get(name));
  }

  entityRefsOfRepository(repository: string): readonly string[] {
    return (this.#byRepository.get(lower(repository)) ?? []).map(
      ({ entityRef }) => entityRef,
    );
  }

  environmentOfWorkflow(repository: string, workflow: string): string | null {
    const own = this.#config.workflows.filter(
      one => one.workflow === workflow.split('/').pop(),
    );
    const found =
      own.find(
        one =>
          one.repository !== null &&
          lower(one.repository) === lower(repository),
      ) ?? own.find(one => one.repository === null);
    return found ? this.environmentOf(found.environment) : null;
  }

  /** Whether runs of workflows of a repository may be deployments. */
  hasWorkflows(repository: string): boolean {
    return this.#config.workflows.some(
      one =>
        one.repository === null || lower(one.repository) === lower(repository),
    );
  }

  /** What readings of a repository depend on: with another one, they mean something else. */
  basisOf(repository: string): string {
    const workflows = this.#config.workflows.filter(
      one =>
        one.repository === null || lower(one.repository) === lower(repository),
    );
    return JSON.stringify([
      [...this.entityRefsOfRepository(repository)].sort(),
      workflows,
    ]);
  }

  /** The components whose objects carry a Kubernetes id in a namespace of a cluster. */
  componentsOf(kubernetesId: string, namespace: string): NamedComponent[] {
    return (this.#byKubernetesId.get(lower(kubernetesId)) ?? []).filter(
      component =>
        component.kubernetesId === kubernetesId &&
        (component.namespace === null || component.namespace === namespace),
    );
  }
}
