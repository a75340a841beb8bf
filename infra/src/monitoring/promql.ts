import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** What an expression asks for. */
export interface PromqlUse {
  /** Each metric with the labels that it is matched by. */
  selectors: { metric: string; labels: string[] }[];
  /** The labels of `by`, `on` and their like. */
  grouping: string[];
}

/** What Grafana fills in before Prometheus sees it. */
const FILLED_IN: readonly [RegExp, string][] = [
  [/\$__rate_interval|\$__range|\$__interval/g, '5m'],
];

/** Reads an expression of Prometheus or of a dashboard; throws an error that points at the place where it is none. */
export function parsePromql(text: string): PromqlUse {
  const filled = FILLED_IN.reduce(
    (done, [pattern, value]) => done.replace(pattern, value),
    text,
  );
  const tree = parser.parse(filled);
  refuseErrors(tree, filled);
  const use: PromqlUse = { selectors: [], grouping: [] };
  tree.iterate({
    enter: ({ name, node }) => {
      if (name === 'VectorSelector') use.selectors.push(selector(node, filled));
      if (name === 'GroupingLabels') {
        use.grouping.push(...textsOf(node, 'LabelName', filled));
      }
    },
  });
  return use;
}

function refuseErrors(tree: Tree, text: string): void {
  tree.iterate({
    enter: ({ type, from }) => {
      if (!type.isError) return;
      throw new Error(
        `not PromQL at character ${from}, before "${text.slice(
          from,
          from + 20,
        )}": ${text}`,
      );
    },
  });
}

function selector(node: SyntaxNode, text: string) {
  const [metric] = textsOf(node, 'Identifier', text);
  if (metric === undefined) {
    throw new Error(`a selector without the name of a metric: ${text}`);
  }
  return { metric, labels: textsOf(node, 'LabelName', text) };
}

/** The texts of all nodes of one kind below a node. */
function textsOf(node: SyntaxNode, kind: string, text: string): string[] {
  const found: string[] = [];
  node.cursor().iterate(({ name, from, to }) => {
    if (name === kind) found.push(text.slice(from, to));
  });
  return found;
}
