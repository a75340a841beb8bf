import { useApi } from '@backstage/frontend-plugin-api';
import { formatMoney } from '@portico/plugin-cost-common';
import {
  defaultSpecFor,
  environmentClassSchema,
  findRegion,
  isEstimate,
  type EnvironmentClass,
} from '@portico/plugin-environments-common';
import { useEffect, useRef, useState } from 'react';
import { environmentsApiRef, type EnvironmentsApi } from '../api';
import { STAND_IN_NAME } from '../form/previewSpec';
import { totalOf } from '../format/amounts';

/** The price of each class as it starts, in words; a class without one is not there. */
export type ClassPrices = Partial<Record<EnvironmentClass, string>>;

/** Where and for whom the classes are priced; it has to be acceptable, or there is no price. */
interface Place {
  region: string;
  owner: string;
  /** A block that is free. */
  cidr: string;
}

async function priceOf(
  api: EnvironmentsApi,
  option: EnvironmentClass,
  { region, owner, cidr }: Place,
  signal: AbortSignal,
): Promise<string | undefined> {
  const spec = defaultSpecFor(option, {
    name: STAND_IN_NAME,
    owner,
    takenCidrs: [],
    region,
  });
  spec.spec.network.cidr = cidr;
  const answer = await api.preview({ spec }, { signal });
  return answer.valid && isEstimate(answer.estimate)
    ? `From ${formatMoney(totalOf(answer.estimate))} a month`
    : undefined;
}

/**
 * Prices the classes one after the other, and only once it is told to: the price of what
 * is being filled in comes first.
 */
export function useClassPrices({
  enabled,
  region,
  owner,
  cidr,
}: Place & { enabled: boolean }): ClassPrices {
  const api = useApi(environmentsApiRef);
  const [prices, setPrices] = useState<ClassPrices>({});
  // Which block it is does not change a price, so another one asks nothing again.
  const block = useRef(cidr);
  block.current = cidr;

  useEffect(() => {
    if (!enabled || !findRegion(region)) return undefined;
    const controller = new AbortController();
    const { signal } = controller;
    const priceAll = async () => {
      for (const option of environmentClassSchema.options) {
        const words = await priceOf(
          api,
          option,
          { region, owner, cidr: block.current },
          signal,
        );
        if (signal.aborted) return;
        setPrices(old => ({ ...old, [option]: words }));
      }
    };
    // A class without a price just shows none; the panel tells what is wrong.
    priceAll().catch(() => undefined);
    return () => controller.abort();
  }, [api, enabled, region, owner]);

  return prices;
}
