import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod/v4';
import {
  MONITORING,
  REPOSITORY,
  RULE_FILES,
  allAlerts,
  readYaml,
  rulesOf,
  type Rule,
} from './__testUtils__/files';
import { parsePromql } from './promql';
import { hasTool, run } from './__testUtils__/tools';

const PROMETHEUS = join(MONITORING, 'prometheus');
const describeWithPromtool = hasTool('promtool') ? describe : describe.skip;

const tests = z.object({
  tests: z.array(
    z.object({
      alert_rule_test: z
        .array(
          z.object({ alertname: z.string(), exp_alerts: z.array(z.unknown()) }),
        )
        .default([]),
    }),
  ),
});

/** For each alert, in how many of the cases it fires, and in how many it never does. */
function casesOf(file: string): Map<string, { fires: number; silent: number }> {
  const cases = new Map<string, { fires: number; silent: number }>();
  const read = tests.parse(
    readYaml('infra/monitoring/prometheus/tests', `${file}.test.yml`),
  );
  for (const { alert_rule_test: checks } of read.tests) {
    for (const name of new Set(checks.map(({ alertname }) => alertname))) {
      const count = cases.get(name) ?? { fires: 0, silent: 0 };
      const fires = checks.some(
        ({ alertname, exp_alerts: expected }) =>
          alertname === name && expected.length > 0,
      );
      count[fires ? 'fires' : 'silent'] += 1;
      cases.set(name, count);
    }
  }
  return cases;
}

describeWithPromtool('the rules, by promtool', () => {
  it.each(RULE_FILES)('should be rules: %s', file => {
    const path = join(PROMETHEUS, 'rules', `${file}.rules.yml`);
    const { code, text } = run('promtool', [
      'check',
      'rules',
      '--lint-fatal',
      path,
    ]);
    expect(text).toContain('SUCCESS');
    expect(code).toBe(0);
  });

  it.each(RULE_FILES)('should do what their cases say: %s', file => {
    const path = join(PROMETHEUS, 'tests', `${file}.test.yml`);
    const { code, text } = run('promtool', ['test', 'rules', path]);
    expect(text).toContain('SUCCESS');
    expect(code).toBe(0);
  });
});

describe('the rules', () => {
  it.each(RULE_FILES)(
    'should have a case in which each alert of %s fires, and one in which it does not',
    file => {
      const cases = casesOf(file);
      const alerts = rulesOf(file).flatMap(({ alert }) => alert ?? []);
      expect([...cases.keys()].sort()).toEqual([...alerts].sort());
      for (const [alert, { fires, silent }] of cases) {
        expect([alert, fires > 0, silent > 0]).toEqual([alert, true, true]);
      }
    },
  );

  it('should say how urgent an alert is, after how long, and what is wrong', () => {
    for (const one of allAlerts()) {
      expect(one).toEqual({
        alert: expect.stringMatching(/^[A-Z][A-Za-z]+$/),
        expr: expect.any(String),
        for: expect.stringMatching(/^[1-9]\d*m$/),
        labels: { severity: expect.stringMatching(/^(page|ticket)$/) },
        annotations: {
          summary: expect.stringMatching(/^.{10,120}$/),
          runbook_url: `{{ $externalLabels.portal }}/docs/default/component/portico/runbooks/#${one.alert.toLowerCase()}`,
        },
      });
    }
  });

  it('should be in the runbooks, as are the alarms of CloudWatch', () => {
    const page = readFileSync(join(REPOSITORY, 'docs/runbooks.md'), 'utf8');
    const headings = [...page.matchAll(/^### (\w+)$/gm)].map(
      ([, text]) => text,
    );
    expect(headings.sort()).toEqual(
      allAlerts()
        .map(({ alert }) => alert)
        .sort(),
    );
    const alarms = readFileSync(
      join(REPOSITORY, 'infra/src/stack/constructs/alarmRules.ts'),
      'utf8',
    );
    // What stands for a number or a name in the code is `<...>` on the page.
    const names = [...alarms.matchAll(/name: [`']([^`'{}]*?)-?(?:\$\{|[`'])/g)]
      .map(([, name]) => name)
      .filter(name => name !== '');
    expect(names).toEqual(
      expect.arrayContaining(['edge-errors', 'dead-letters']),
    );
    expect(names.filter(name => !page.includes(`\`${name}`))).toEqual([]);
  });

  it('should be of no cluster where one machine loads them', () => {
    const exprs = rulesOf('shop').map(({ expr }) => expr);
    expect(exprs.filter(expr => /kube_|container_|job=/.test(expr))).toEqual(
      [],
    );
  });

  it('should select what is real, and never what was invented beside it', () => {
    const selectorsOf = (rules: Rule[]) =>
      rules.flatMap(({ expr }) => parsePromql(expr).selectors);
    const shop = rulesOf('shop');
    for (const { expr } of shop) {
      const real = [...expr.matchAll(/[{,]origin=""/g)];
      expect([expr, real.length]).toEqual([
        expr,
        parsePromql(expr).selectors.length,
      ]);
    }
    // Samples have names of the shop: the other rules ask for none of them, but whether anybody answers.
    const names = new Set([
      ...shop.flatMap(({ record }) => record ?? []),
      ...selectorsOf(shop).map(({ metric }) => metric),
    ]);
    names.delete('up');
    const others = RULE_FILES.filter(file => file !== 'shop').flatMap(rulesOf);
    expect(
      selectorsOf(others).filter(({ metric }) => names.has(metric)),
    ).toEqual([]);
  });
});
