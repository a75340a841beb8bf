import { Decimal } from 'decimal.js';
import { ResourceIndex } from '../document/ResourceIndex';
import { TerraformResource } from '../document/TerraformDocument';
import { PriceQuery } from './PriceBook';

export { HOURS_PER_MONTH } from '@portico/plugin-environments-common';

interface Component {
  readonly component: string;
  readonly unit: string;
  readonly note?: string;
}

/** Costs the same every month, whatever is done with it. */
export interface FixedComponent extends Component {
  readonly kind: 'fixed';
  readonly quantity: Decimal;
  readonly price: PriceQuery;
}

/** Costs as much as it is used; how much that is nobody knows beforehand. */
export interface UsageComponent extends Component {
  readonly kind: 'usage-dependent';
  readonly price?: PriceQuery;
}

/** Costs something that no list of ours tells. */
export interface UnpricedComponent extends Component {
  readonly kind: 'not-priced';
  readonly quantity?: Decimal;
}

/** One thing that a resource is billed for. */
export type CostComponent = FixedComponent | UsageComponent | UnpricedComponent;

/** What a mapper may look at beside its resource. */
export interface CostContext {
  readonly resources: ResourceIndex;
  readonly now: Date;
}

/** Tells what a resource of one type is billed for. */
export type CostMapper = (
  resource: TerraformResource,
  context: CostContext,
) => CostComponent[];

/** A fixed component. */
export function fixed(
  component: string,
  quantity: Decimal.Value,
  unit: string,
  price: PriceQuery,
  note?: string,
): FixedComponent {
  return {
    kind: 'fixed',
    component,
    quantity: new Decimal(quantity),
    unit,
    price,
    ...(note && { note }),
  };
}

/** A component that depends on use. */
export function usage(
  component: string,
  unit: string,
  note: string,
  price?: PriceQuery,
): UsageComponent {
  return { kind: 'usage-dependent', component, unit, note, price };
}

/** A component without a price. */
export function unpriced(
  component: string,
  unit: string,
  note: string,
  quantity?: Decimal.Value,
): UnpricedComponent {
  return {
    kind: 'not-priced',
    component,
    unit,
    note,
    ...(quantity !== undefined && { quantity: new Decimal(quantity) }),
  };
}

/** The extra credits that a burstable size buys when it is busy for long. */
export function cpuCredits(size: string): UsageComponent[] {
  return /(^|\.)t\d[a-z]*\./.test(size)
    ? [
        usage(
          'CPU credits',
          'vCPU-hour',
          'Billed only while a burstable size is busier than its baseline; no price is known',
        ),
      ]
    : [];
}
