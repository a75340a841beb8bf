import { SourceStatus } from '@portico/plugin-timeline-common';

/** The pipeline that applies what is merged, as a source. */
export const PIPELINE_SOURCE = 'pipeline';

function setupSnippet(appBaseUrl: string): string {
  return `# backend.auth.externalAccess, in the configuration of the portal
- type: static
  options: { token: \${PIPELINE_TOKEN}, subject: pipeline }
  accessRestrictions:
    - plugin: environments
      permission: environments.runs.report

# in the pipeline
curl -X POST ${appBaseUrl}/api/environments/environments/dev/pipeline-runs \\
  -H "Authorization: Bearer $PIPELINE_TOKEN" -H 'Content-Type: application/json' \\
  -d '{"id": "1", "operation": "apply", "status": "running", "startedAt": "2026-01-31T12:00:00Z"}'`;
}

/** Whether a pipeline reports; it can't be asked, only listened to. */
export function pipelineSource(facts: {
  lastReportAt: string | undefined;
  appBaseUrl: string;
}): SourceStatus {
  const { lastReportAt, appBaseUrl } = facts;
  const status = {
    id: PIPELINE_SOURCE,
    title: 'Infrastructure pipeline',
    since: null,
    origin: 'live' as const,
  };
  return lastReportAt
    ? {
        ...status,
        state: 'ok',
        reason: `It last reported at ${lastReportAt}`,
        missing: null,
        snippet: null,
      }
    : {
        ...status,
        state: 'not-set-up',
        reason:
          'No pipeline has reported a run; environments stay at "defined"',
        missing: 'A token with the permission environments.runs.report',
        snippet: setupSnippet(appBaseUrl),
      };
}
