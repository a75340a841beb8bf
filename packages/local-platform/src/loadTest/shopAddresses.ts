import { SERVICES, type ServiceName } from '../shop/services';

/** The variables that tell a load test of the shop where the services are; for those that have an address. */
export function shopAddresses(
  urlOf: (name: ServiceName) => string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    SERVICES.flatMap(name => {
      const url = urlOf(name);
      return url === undefined ? [] : [[`${name.toUpperCase()}_URL`, url]];
    }),
  );
}

/** The variables by which somebody names an address; the first is for all services. */
export const ADDRESS_VARIABLES: readonly string[] = [
  'BASE_URL',
  ...Object.keys(shopAddresses(name => name)),
];
