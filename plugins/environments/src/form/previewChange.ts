import {
  compareMoney,
  formatMoney,
  subtractMoney,
} from '@portico/plugin-cost-common';
import {
  diffSpecs,
  isEstimate,
  type EnvironmentSpec,
  type EstimateResult,
  type SpecDifference,
} from '@portico/plugin-environments-common';
import { totalOf } from '../format/amounts';
import { fieldLabel } from './fieldLabels';

/** A spec and the price that was shown for it. */
export interface Priced {
  spec: EnvironmentSpec;
  estimate: EstimateResult;
}

/** A value of a field in a few words. */
export function valueWords(value: unknown): string {
  if (value === undefined) return 'not there';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (Array.isArray(value) && value.every(entry => typeof entry !== 'object')) {
    return value.length === 0 ? 'none' : value.join(', ');
  }
  if (typeof value === 'object') return 'set';
  return String(value);
}

const ORDINALS = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** One node more or fewer, as people say it. */
function nodeText({ path, before, after }: SpecDifference): string | undefined {
  if (!/^spec\.cluster\.nodeGroups\..*\.desired$/.test(path)) return undefined;
  if (typeof before !== 'number' || typeof after !== 'number') return undefined;
  if (after === before + 1 && after <= ORDINALS.length) {
    return `${ORDINALS[after - 1]} node`;
  }
  if (after < before) {
    const fewer = before - after;
    return `${fewer} ${fewer === 1 ? 'node' : 'nodes'} fewer`;
  }
  return `${after - before} nodes more`;
}

function differenceText(difference: SpecDifference): string {
  const nodes = nodeText(difference);
  if (nodes) return nodes;
  const { path, before, after } = difference;
  const label = fieldLabel(path);
  if (before === undefined) return `${label} added`;
  if (after === undefined) return `${label} removed`;
  return `${label} ${valueWords(before)} to ${valueWords(after)}`;
}

/** What the last edit did to the price, such as "+$31.97, third node". */
export function sinceLastEdit(
  before: Priced | undefined,
  now: Priced,
): string | undefined {
  if (!before || !isEstimate(before.estimate) || !isEstimate(now.estimate)) {
    return undefined;
  }
  if (before.estimate.currency !== now.estimate.currency) return undefined;
  const [old, current] = [totalOf(before.estimate), totalOf(now.estimate)];
  const differences = diffSpecs(before.spec, now.spec).filter(
    // A name costs nothing, so it explains nothing.
    ({ path }) => !path.startsWith('metadata'),
  );
  if (differences.length === 0) return undefined;
  const more =
    differences.length > 1 ? ` and ${differences.length - 1} more` : '';
  const price =
    compareMoney(old, current) === 0
      ? 'same price'
      : formatMoney(subtractMoney(current, old), { signed: true });
  return `${price}, ${differenceText(differences[0])}${more}`;
}
