import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, parseAllDocuments, visit } from 'yaml';
import { EXPORTERS } from './exporterMetrics';
import { dashboards } from './dashboards/dashboards';
import { MONITORING, REPOSITORY, allRules } from './__testUtils__/files';
import { knownMetrics, unknownIn } from './__testUtils__/knownMetrics';
import { parsePromql } from './promql';

const known = knownMetrics();

/** Every `expr` of a dashboard, and every metric that the values of a choice come from. */
function expressionsOf(json: string): string[] {
  const found: string[] = [];
  JSON.parse(json, (key, value) => {
    if (key === 'expr') found.push(value);
    if (key === 'definition') {
      const [, selector] = /^label_values\((.+), \w+\)$/.exec(value) ?? [];
      if (selector === undefined) throw new Error(`no choice: ${value}`);
      found.push(selector);
    }
    return value;
  });
  return found;
}

const asked = [
  ...allRules().map(({ record, alert, expr }): [string, string] => [
    `rule ${record ?? alert}`,
    expr,
  ]),
  ...Object.entries(dashboards()).flatMap(([file, json]) =>
    expressionsOf(json).map((expr): [string, string] => [file, expr]),
  ),
];

/** What the objectives of a service ask for; what makes rules of them fills in the window. */
function sloQueries(service: string): string[] {
  const text = readFileSync(
    join(REPOSITORY, 'services', service, 'slo.yaml'),
    'utf8',
  );
  const found: string[] = [];
  for (const document of parseAllDocuments(text)) {
    visit(document, {
      Pair: (_key, { key, value }) => {
        if (isScalar(key) && key.value === 'query' && isScalar(value)) {
          found.push(String(value.value).replaceAll('{{.window}}', '5m'));
        }
      },
    });
  }
  return found;
}

const objectives = ['user', 'product', 'order', 'payment', 'notification']
  .map((service): [string, string[]] => [service, sloQueries(service)])
  .flatMap(([service, queries]) =>
    queries.map((expr): [string, string] => [`${service}/slo.yaml`, expr]),
  );
const shown = Object.entries(dashboards()).flatMap(([file, json]) =>
  expressionsOf(json).map((expr): [string, string] => [file, expr]),
);

describe('the metrics that dashboards and objectives ask for', () => {
  it('should be some', () => {
    expect(objectives).toHaveLength(5 * 4);
    expect(shown.length).toBeGreaterThan(40);
  });

  it.each([...shown, ...objectives])(
    'should be real, never samples: %s, %s',
    (_at, expr) => {
      const real = [...expr.matchAll(/[{,]origin=""/g)];
      expect(real).toHaveLength(parsePromql(expr).selectors.length);
    },
  );

  it.each(objectives)(
    'should be exported, with their labels: %s, %s',
    (_at, expr) => {
      expect(unknownIn(expr, known)).toEqual([]);
    },
  );
});

describe('the metrics that rules and dashboards name', () => {
  it.each(asked)(
    'should be exported, with their labels: %s, %s',
    (_at, expr) => {
      expect(unknownIn(expr, known)).toEqual([]);
    },
  );

  it('should show a typo, of a metric as well as of a label', () => {
    expect(unknownIn('rate(http_request_total[5m])', known)).toEqual([
      'http_request_total is exported by nobody',
    ]);
    expect(
      unknownIn('sum by (servise) (http_requests_total{status="500"})', known),
    ).toEqual([
      'http_requests_total has no label status',
      'nothing here has a label servise',
    ]);
  });

  it('should not be listed for others when nobody asks for them', () => {
    const used = new Set(
      asked.flatMap(([, expr]) =>
        parsePromql(expr).selectors.map(({ metric }) => metric),
      ),
    );
    const listed = EXPORTERS.flatMap(({ metrics }) => Object.keys(metrics));
    expect(listed.filter(metric => !used.has(metric))).toEqual([]);
  });

  it('should match transactions of types that the services count', () => {
    const sources = readdirSync(join(REPOSITORY, 'services'), {
      recursive: true,
      encoding: 'utf8',
    })
      .filter(file => /^[a-z]+\/src\/[^/]+\.ts$/.test(file))
      .map(file => readFileSync(join(REPOSITORY, 'services', file), 'utf8'));
    const counted = new Set(
      sources.flatMap(text =>
        [...text.matchAll(/countTransaction\(\s*'([a-z-]+)'/g)].map(
          ([, type]) => type,
        ),
      ),
    );
    const matched = asked.flatMap(([, expr]) =>
      [...expr.matchAll(/\btype="([^"]*)"/g)].map(([, type]) => type),
    );
    expect(matched.length).toBeGreaterThan(0);
    expect(matched.filter(type => !counted.has(type))).toEqual([]);
  });
});

describe('the dashboards', () => {
  it.each(Object.entries(dashboards()))(
    'should be what is in %s; `yarn workspace @portico/infra dashboards` writes it anew',
    (file, text) => {
      const written = join(MONITORING, 'grafana/dashboards', file);
      expect(readFileSync(written, 'utf8')).toBe(text);
    },
  );

  it('should be all that is in their folder', () => {
    expect(readdirSync(join(MONITORING, 'grafana/dashboards')).sort()).toEqual(
      Object.keys(dashboards()).sort(),
    );
  });
});
