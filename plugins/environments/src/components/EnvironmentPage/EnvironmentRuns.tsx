import { useApi } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import {
  environmentsEnvironmentReadPermission,
  type PipelineRun,
} from '@portico/plugin-environments-common';
import { useCallback } from 'react';
import { environmentsApiRef } from '../../api';
import { dateTime } from '../../format/dates';
import { RUN_STATES } from '../../format/states';
import { planCounts } from '../../form/planWords';
import { useResource } from '../../hooks/useResource';
import { OriginTag } from '../OriginTag';
import { ResourceStates } from '../states';
import { StateWord } from '../StateWord';
import styles from './EnvironmentPage.module.css';

const OPERATIONS: Readonly<Record<PipelineRun['operation'], string>> = {
  plan: 'Plan',
  apply: 'Apply',
  drift: 'Check for drift',
  destroy: 'Destroy',
};

const Run = ({ run }: { run: PipelineRun }) => (
  <li className={styles.run}>
    {run.url ? (
      <Link href={run.url} target="_blank" rel="noopener noreferrer">
        {OPERATIONS[run.operation]}
      </Link>
    ) : (
      <Text as="span" weight="bold">
        {OPERATIONS[run.operation]}
      </Text>
    )}
    <StateWord state={RUN_STATES[run.status]} />
    <OriginTag origin={run.origin} />
    <Text as="span" variant="body-small" color="secondary">
      {[
        dateTime(run.startedAt),
        run.summary && planCounts(run.summary),
        run.message,
      ]
        .filter(Boolean)
        .join(' · ')}
    </Text>
  </li>
);

/** What the pipeline has done for an environment. */
export const EnvironmentRuns = ({ name }: { name: string }) => {
  const api = useApi(environmentsApiRef);
  const runs = useResource(
    useCallback(
      (signal: AbortSignal) => api.listPipelineRuns(name, { signal }),
      [api, name],
    ),
    { pace: () => 'quiet' },
  );
  return (
    <ResourceStates
      resource={runs}
      what="the pipeline's runs"
      permission={environmentsEnvironmentReadPermission.name}
    >
      {items =>
        items.length === 0 ? (
          <Text as="p" variant="body-medium" color="secondary">
            No pipeline has reported a run.
          </Text>
        ) : (
          <ul className={styles.runs}>
            {items.map(run => (
              <Run key={run.id} run={run} />
            ))}
          </ul>
        )
      }
    </ResourceStates>
  );
};
