import {
  readSchedulerServiceTaskScheduleDefinitionFromConfig,
  RootConfigService,
  SchedulerServiceTaskScheduleDefinition,
} from '@backstage/backend-plugin-api';

/** A build of what is up to date is one question to the Git host, and those are counted. */
const DEFAULT_SCHEDULE: SchedulerServiceTaskScheduleDefinition = {
  frequency: { minutes: 15 },
  timeout: { minutes: 15 },
  initialDelay: { seconds: 20 },
  scope: 'global',
};

/** When all documents are looked at; undefined where somebody else builds them. */
export function readBuildSchedule(
  config: RootConfigService,
): SchedulerServiceTaskScheduleDefinition | undefined {
  const builder = config.getOptionalString('techdocs.builder') ?? 'local';
  if (builder !== 'local') return undefined;
  const chosen = config.getOptionalConfig('techdocs.markdown.schedule');
  return chosen
    ? {
        ...readSchedulerServiceTaskScheduleDefinitionFromConfig(chosen),
        scope: 'global',
      }
    : DEFAULT_SCHEDULE;
}
