/** The services of the shop, each a folder under `services`. */
export const SERVICES = [
  'user',
  'product',
  'order',
  'payment',
  'notification',
] as const;

/** A service of the shop, by its folder. */
export type ServiceName = (typeof SERVICES)[number];

/** The services that take events, each from a queue of its own. */
export const CONSUMERS: readonly ServiceName[] = [
  'product',
  'order',
  'payment',
  'notification',
];
