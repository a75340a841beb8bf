import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Deployments: which version of what runs where, and how it does. */
  deployments?: {
    /**
     * The keys of the environments in the order in which versions move through
     * them: the columns of the matrix, and what is behind what. Environments
     * that are not named follow by name. Default: dev, staging, prod
     */
    environments?: string[];
    /** The IANA zone whose calendar days are counted. Default: UTC */
    zone?: string;
    /**
     * Whether 30 days of staging and prod are invented, marked as samples, for
     * the five services of the shop; a list names one of the two. What is
     * invented is never added to what is real, and goes when this is switched
     * off. Default: false
     */
    samples?: boolean | Array<'staging' | 'prod'>;
    /** The alerts of Prometheus that page somebody, which become incidents. */
    alertmanager?: {
      /**
       * What Alertmanager shows as a bearer token at
       * `/api/events/http/alertmanager`. Without it there is no such address.
       *
       * @visibility secret
       */
      token?: string;
    };
    /**
     * The keys of environments by other names that sources have for them, such
     * as `production: prod`. A name that is neither a key nor an alias belongs
     * to no environment; nothing is guessed.
     */
    aliases?: { [name: string]: string };
    /**
     * The clusters of the plugin `kubernetes`, which are watched all. Without
     * anything here they are found, and what runs in namespaces with the label
     * `portico.dev/environment` is shown.
     */
    kubernetes?: {
      /** How long one cluster may take to tell everything. Default: 5 seconds */
      patience?: HumanDuration | string;
      /** What is known of clusters beside what they tell, by their names. */
      clusters?: {
        [name: string]: {
          /** The environment of what no label of a namespace puts elsewhere. */
          environment?: string;
          /**
           * The namespaces that are asked where the login may not list all of
           * them at once. Default: those that components name by the annotation
           * `backstage.io/kubernetes-namespace`
           */
          namespaces?: string[];
          /** `emulated` where something else answers for a cluster. Default: live */
          origin?: 'live' | 'emulated';
        };
      };
    };
    /** The events that pipelines post. */
    events?: {
      /** `emulated` where something else posts in their place. Default: live */
      origin?: 'live' | 'emulated';
    };
    /** The deployments of the repositories of components, on the hosts of `integrations.github`. */
    github?: {
      /** `emulated` where something else answers for GitHub. Default: live */
      origin?: 'live' | 'emulated';
      /**
       * Workflows whose runs are deployments, for repositories that make no
       * deployments of GitHub. Default: none
       */
      workflows?: Array<{
        /** The repository as owner/name. Default: every repository */
        repository?: string;
        /** The name of its file, such as deploy.yaml. */
        workflow: string;
        /** The key of the environment that it deploys to. */
        environment: string;
      }>;
    };
    /**
     * Where promotions and roll backs are asked for. Without it the portal
     * promotes nothing.
     */
    promotions?: {
      /**
       * The repository with `infra/kubernetes/overlays/<environment>/images`.
       * The host needs an entry in `integrations.github`.
       */
      repository: {
        host: string;
        owner: string;
        repo: string;
        /** Default: main */
        branch?: string;
      };
    };
  };
}
