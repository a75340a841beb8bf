import { Select, Text } from '@backstage/ui';
import type { DoraReport } from '@portico/plugin-deployments-common';
import { useUrl } from '../../hooks/useUrl';
import { doraRemarks, doraTiles } from '../../words/doraTiles';
import { OriginTag } from '../OriginTag';
import { Panel } from '../Panel';
import { ResourceStates } from '../states';
import styles from './Dora.module.css';
import { Tile } from './Tile';
import { Trend } from './Trend';
import { readersZone, readWindow, useDora, WINDOWS } from './useDora';

const WINDOW_OPTIONS = WINDOWS.map(days => ({
  value: `${days}d`,
  label: `Last ${days} days`,
}));

function zoneOptions(zone: string) {
  const zones = new Set([readersZone(), 'UTC', zone]);
  return [...zones].map(value => ({ value, label: value }));
}

const Report = ({ report }: { report: DoraReport }) => (
  <>
    <Text as="p" variant="body-medium" color="secondary">
      {`${report.environment} · calendar days of ${report.zone} `}
      <OriginTag origin={report.origin} />
    </Text>
    <ul className={styles.tiles}>
      {doraTiles(report).map(tile => (
        <Tile key={tile.id} tile={tile} />
      ))}
    </ul>
    <Trend days={report.deploymentFrequency.days} />
    {doraRemarks(report).map(remark => (
      <Text key={remark} as="p" variant="body-small" color="secondary">
        {remark}
      </Text>
    ))}
  </>
);

/** The five metrics of DORA, of one service or of all, for an environment, a window and a zone. */
export const DoraPanel = ({
  entityRef,
  environments,
}: {
  entityRef?: string;
  /** What to choose from; left out where the page has a choice of its own. */
  environments?: readonly string[];
}) => {
  const [params, change] = useUrl();
  const environment = params.get('environment') || null;
  const zone = params.get('zone') || readersZone();
  const days = readWindow(params.get('window'));
  const resource = useDora({ entityRef, environment, days, zone });
  const counted =
    resource.status === 'ready' ? resource.data.environment : environment;
  return (
    <Panel
      title="DORA metrics"
      aside={
        <div className={styles.choices}>
          {environments && (
            <Select
              aria-label="Environment"
              options={environments.map(name => ({ value: name, label: name }))}
              value={counted}
              onChange={value => change({ environment: String(value) })}
            />
          )}
          <Select
            aria-label="Window"
            options={WINDOW_OPTIONS}
            value={`${days}d`}
            onChange={value => change({ window: String(value) })}
          />
          <Select
            aria-label="Time zone"
            options={zoneOptions(zone)}
            value={zone}
            onChange={value => change({ zone: String(value) })}
          />
        </div>
      }
    >
      <ResourceStates
        resource={resource}
        what="the five metrics of DORA"
        shape="tiles"
      >
        {report => <Report report={report} />}
      </ResourceStates>
    </Panel>
  );
};
