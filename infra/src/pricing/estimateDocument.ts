import {
  Money,
  money,
  subtractMoney,
  sumMoney,
} from '@portico/plugin-cost-common';
import { Estimate, EstimateLine } from '@portico/plugin-environments-common';
import { Decimal } from 'decimal.js';
import { text } from '../document/attributes';
import { byModule } from '../document/modules';
import { ResourceIndex } from '../document/ResourceIndex';
import {
  TerraformDocument,
  TerraformResource,
} from '../document/TerraformDocument';
import { CostComponent, CostContext, unpriced } from './CostComponent';
import { listPrices } from './book/listPrices';
import { costMappers, freeTypes } from './mappers/costMappers';
import { COMMITMENT, PriceBook } from './PriceBook';

/** What an estimate is made with. */
export interface EstimateOptions {
  readonly region: string;
  readonly now: Date;
  readonly prices?: PriceBook;
}

const CURRENCY = 'USD';

/** The list price of a document a month; the total is the sum of the rounded lines. */
export function estimateDocument(
  document: TerraformDocument,
  { region, now, prices = listPrices }: EstimateOptions,
): Estimate {
  const resources = ResourceIndex.of(document);
  const priced = byModule(resources.all()).flatMap(resource =>
    componentsOf(resource, { resources, now }).map(component => {
      const place = placeOf(resource, region);
      const line = toLine(resource, component, prices, place);
      return { component, place, line };
    }),
  );
  const lines = priced.map(({ line }) => line);
  const amounts = lines.flatMap(({ monthly }): Money[] =>
    monthly === null ? [] : [{ amount: monthly, currency: CURRENCY }],
  );
  return {
    currency: CURRENCY,
    region,
    asOf: oldestOf(lines) ?? now.toISOString().slice(0, 10),
    total: {
      monthly: sumMoney(amounts, CURRENCY).amount,
      atLeast: amounts.length < lines.length,
    },
    commitment: commitmentOf(priced, prices),
    lines,
  };
}

/** Where a resource is billed: the few that name a region are not in that of the others. */
function placeOf({ attributes }: TerraformResource, region: string): string {
  return text(attributes, 'region') ?? region;
}

/** A line, and what it was made of. */
interface PricedLine {
  readonly component: CostComponent;
  readonly place: string;
  readonly line: EstimateLine;
}

/** What those lines would cost less for which a price with a commitment is known. */
function commitmentOf(
  priced: readonly PricedLine[],
  prices: PriceBook,
): Estimate['commitment'] {
  const savings = priced.flatMap(({ component, place, line }): Money[] => {
    if (component.kind !== 'fixed' || line.monthly === null) return [];
    const { service, attributes } = component.price;
    const entry = prices.find(place, {
      service,
      attributes: { ...attributes, ...COMMITMENT },
    });
    if (!entry) return [];
    const committed = money(
      component.quantity.times(new Decimal(entry.usd)).toFixed(),
      CURRENCY,
    );
    return [
      subtractMoney({ amount: line.monthly, currency: CURRENCY }, committed),
    ];
  });
  return savings.length === 0
    ? null
    : { saving: sumMoney(savings, CURRENCY).amount, lines: savings.length };
}

function componentsOf(
  resource: TerraformResource,
  context: CostContext,
): CostComponent[] {
  if (freeTypes.has(resource.type)) return [];
  const mapper = costMappers.get(resource.type);
  return mapper
    ? mapper(resource, context)
    : [
        unpriced(
          resource.type,
          'month',
          `What a resource of type ${resource.type} costs is not known here`,
        ),
      ];
}

function toLine(
  { address, type, module }: TerraformResource,
  component: CostComponent,
  prices: PriceBook,
  region: string,
): EstimateLine {
  const line = {
    address,
    resourceType: type,
    module,
    component: component.component,
    unit: component.unit,
  };
  const entry =
    component.kind !== 'not-priced' && component.price
      ? prices.find(region, component.price)
      : undefined;
  const priced = entry && {
    price: entry.usd,
    asOf: entry.asOf,
    source: entry.source,
  };
  const note = component.note && { note: component.note };
  if (component.kind === 'usage-dependent') {
    return {
      ...line,
      kind: 'usage-dependent',
      quantity: null,
      price: null,
      monthly: null,
      ...note,
      ...priced,
    };
  }
  const quantity = component.quantity?.toFixed() ?? null;
  if (component.kind === 'fixed' && priced) {
    const amount = component.quantity.times(new Decimal(priced.price));
    const { amount: monthly } = money(amount.toFixed(), CURRENCY);
    return { ...line, kind: 'fixed', quantity, monthly, ...note, ...priced };
  }
  return {
    ...line,
    kind: 'not-priced',
    quantity,
    price: null,
    monthly: null,
    note:
      component.kind === 'fixed'
        ? `No dated list price is known for it in ${region}`
        : component.note,
  };
}

/** An estimate is as old as the oldest of its prices. */
function oldestOf(lines: readonly EstimateLine[]): string | undefined {
  return lines
    .flatMap(({ asOf }) => asOf ?? [])
    .sort()
    .at(0);
}
