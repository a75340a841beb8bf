export interface Config {
  /** Environments: named places where services run. */
  environments?: {
    /**
     * The repository that holds one file an environment. Without it the portal
     * shows what is configured beside it, and takes no changes.
     */
    repository?: {
      /** The Git host; `integrations.github` has an entry with the same host. */
      host: string;
      /** The organization or user that owns the repository. */
      owner: string;
      /** The name of the repository. */
      repo: string;
      /** The branch that counts, and that pull requests go to. Default: main */
      branch?: string;
      /** The folder of the files. Default: infra/environments */
      path?: string;
      /** How pull requests are merged. Default: squash */
      mergeMethod?: 'merge' | 'squash' | 'rebase';
    };
    /**
     * Lists an environment named `local`, the processes of this machine. It has
     * no file and can't be changed.
     */
    local?: {
      /** The group or user that owns it. Default: group:default/platform */
      owner?: string;
      /** What it is, in a few words. */
      description?: string;
    };
    /**
     * The names of environments whose life is sample data: they count as ready,
     * marked as sample, until a pipeline reports for them.
     */
    samples?: string[];
    /**
     * A file that tells how the parts of the platform do that no plugin owns,
     * such as the database: the same list as the answer of `GET /sources`. Who
     * keeps it writes it every few seconds; after a minute it counts as unknown.
     */
    platformFile?: string;
    /** Who decides, as refs of groups of the catalog. */
    groups?: {
      /** Agrees to production and to risk. Default: group:default/platform-approvers */
      approvers?: string;
      /** Agrees to spending above a limit. Default: group:default/finops */
      finance?: string;
      /** Runs the platform: sees and may withdraw every change. Default: group:default/platform */
      operators?: string;
    };
    /** How long a request waits for approval before it expires. Default: 14 days */
    approvalTimeout?: string | { days?: number; hours?: number };
    /**
     * What one owner may have before a change needs the platform's yes. What
     * exists or is asked for counts; samples and `local` do not. Without a
     * limit nothing is counted.
     */
    quota?: {
      /** How many environments each owner may have. */
      environmentsPerOwner?: number;
      /** The sum of list prices a month, in US dollars and quotes: "3000.00". */
      monthlyPerOwner?: string;
      /** Other limits for some owners, by ref, such as group:default/platform. */
      owners?: {
        [ref: string]: {
          environmentsPerOwner?: number;
          monthlyPerOwner?: string;
        };
      };
    };
    /**
     * Whether people get notices, by `@backstage/plugin-notifications-backend`.
     * A notice that can't be sent is tried again for some hours. Default: true
     */
    notifications?: boolean;
  };
}
