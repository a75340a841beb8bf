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

/**
 * What each service takes from its queue: the names of events, without their
 * version. A version that a service does not know reaches it all the same, and
 * ends where people look.
 */
const TAKES: Partial<Record<ServiceName, readonly string[]>> = {
  product: ['order.placed', 'order.confirmed', 'order.stock-release'],
  order: [
    ...['stock.reserved', 'stock.refused', 'stock.released', 'stock.sold'],
    ...['payment.captured', 'payment.declined', 'payment.voided'],
  ],
  payment: ['order.payment-due', 'order.payment-void'],
  notification: [
    ...['user.registered', 'order.placed'],
    ...['order.confirmed', 'order.cancelled'],
  ],
};

/** The services that take events, each from a queue of its own. */
export const CONSUMERS: readonly ServiceName[] = SERVICES.filter(
  name => TAKES[name],
);

/** The queue of a service. */
export function queueOf(name: ServiceName): string {
  return `${name}-service`;
}

/** The names of the events that a queue is for; undefined where it is no service's, and takes all. */
export function eventsFor(queue: string): readonly string[] | undefined {
  const service = SERVICES.find(name => queueOf(name) === queue);
  return service && TAKES[service];
}
