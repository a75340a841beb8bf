import type { NameResolver } from '@portico/plugin-deployments-common';

/** Where the names of components and environments come from. */
export interface NamesSource {
  /** The names as they are known now; throws where they can't be had. */
  current(): Promise<NameResolver>;
}

/** Names that can be read anew. */
export interface RereadableNames extends NamesSource {
  /** The names for whoever missed one that may be new. */
  fresher(): Promise<NameResolver>;
}
