import { AuthService } from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  RELATION_HAS_MEMBER,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

const FIELDS = ['kind', 'metadata.name', 'metadata.namespace', 'relations'];

function isPerson(ref: string): boolean {
  return parseEntityRef(ref).kind === 'user';
}

/**
 * The people behind the refs of a notice. Of a group only its own members are
 * told: who is in a group below it could not open the change.
 */
export class NoticeRecipients {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  static create(options: {
    catalog: CatalogService;
    auth: AuthService;
  }): NoticeRecipients {
    return new NoticeRecipients(options.catalog, options.auth);
  }

  private constructor(catalog: CatalogService, auth: AuthService) {
    this.#catalog = catalog;
    this.#auth = auth;
  }

  /** Refs of the people, each once, without those who are not to be told. */
  async resolve({
    to,
    except,
  }: {
    to: readonly string[];
    except: readonly string[];
  }): Promise<string[]> {
    const groups = to.filter(ref => !isPerson(ref));
    const members = groups.length > 0 ? await this.#membersOf(groups) : [];
    const people = [...to.filter(isPerson), ...members];
    return [...new Set(people)].filter(ref => !except.includes(ref));
  }

  async #membersOf(groups: string[]): Promise<string[]> {
    const credentials = await this.#auth.getOwnServiceCredentials();
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: groups, fields: FIELDS },
      { credentials },
    );
    return items.flatMap(entity => (entity ? membersIn(entity) : []));
  }
}

function membersIn({ relations = [] }: Entity): string[] {
  return relations
    .filter(({ type }) => type === RELATION_HAS_MEMBER)
    .map(({ targetRef }) => targetRef)
    .filter(isPerson);
}
