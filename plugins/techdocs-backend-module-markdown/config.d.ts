import type { SchedulerServiceTaskScheduleDefinitionConfig } from '@backstage/backend-plugin-api';

export interface Config {
  techdocs?: {
    /** Documents that are built from Markdown in the backend. */
    markdown?: {
      /**
       * When all documents are looked at; what is up to date is not built.
       * Each look is one question to the Git host an entity. Default: every 15
       * minutes, and at each push that a webhook tells of.
       */
      schedule?: SchedulerServiceTaskScheduleDefinitionConfig;
    };
  };
}
