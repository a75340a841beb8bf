import type { Builder } from '@grafana/grafana-foundation-sdk/cog';
import {
  DashboardBuilder,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  ThresholdsConfigBuilder,
  ThresholdsMode,
  VariableRefresh,
  VariableSort,
  type Panel,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';

/** Whoever opens a dashboard chooses the Prometheus that it asks. */
const DATASOURCE = { type: 'prometheus', uid: '$datasource' };

const COLUMNS = 24;

/** One line of a chart: what Prometheus is asked, and how the line is called. */
export interface Line {
  expr: string;
  legend: string;
}

/** What a chart shows. */
export interface ChartOptions {
  title: string;
  /** What it means and where the limit comes from; for whoever sees it for the first time. */
  description: string;
  /** A unit as Grafana names it, like `s`, `percentunit` or `reqps`. */
  unit: string;
  lines: readonly Line[];
  /** How many stand in one row. */
  inRow: 1 | 2 | 3;
  /** Above it, or below it where `below` is set, the chart is red. */
  limit?: number;
  below?: boolean;
  max?: number;
}

/** A chart over time; where there is nothing to show it says so, rather than 0. */
export function chart(options: ChartOptions): Builder<Panel> {
  const { title, description, unit, lines, inRow, limit, below, max } = options;
  const panel = new TimeSeriesBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .unit(unit)
    .min(0)
    .noValue('no data')
    .height(8)
    .span(COLUMNS / inRow);
  if (max !== undefined) panel.max(max);
  if (limit !== undefined) panel.thresholds(thresholds(limit, below));
  for (const { expr, legend } of lines) {
    panel.withTarget(
      new DataqueryBuilder()
        .datasource(DATASOURCE)
        .expr(expr)
        .legendFormat(legend)
        .range(),
    );
  }
  return panel;
}

function thresholds(limit: number, below = false): ThresholdsConfigBuilder {
  const [first, second] = below ? ['red', 'green'] : ['green', 'red'];
  return new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps([
    // Grafana's word for "from minus infinity".
    { value: null, color: first },
    { value: limit, color: second },
  ]);
}

/** An empty dashboard with the choice of Prometheus and of the environment. */
export function dashboard(options: {
  uid: string;
  title: string;
  description: string;
}): DashboardBuilder {
  const { uid, title, description } = options;
  return new DashboardBuilder(title)
    .uid(uid)
    .description(description)
    .tags(['portico'])
    .readonly()
    .refresh('1m')
    .time({ from: 'now-3h', to: 'now' })
    .timezone('browser')
    .withVariable(
      new DatasourceVariableBuilder('datasource')
        .label('Prometheus')
        .type('prometheus'),
    )
    .withVariable(
      choice(
        'environment',
        'Environment',
        'label_values(up{origin=""}, environment)',
      )
        .multi(true)
        .includeAll(true)
        // One machine has no environments: an absent label is any as well.
        .allValue('.*'),
    );
}

/** A choice whose values Prometheus knows. */
export function choice(
  name: string,
  label: string,
  query: string,
): QueryVariableBuilder {
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(DATASOURCE)
    .query(query)
    .definition(query)
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.AlphabeticalAsc);
}

/** The matchers that every question has; only what was invented has an origin. */
export const IN_ENVIRONMENT = 'environment=~"$environment",origin=""';
