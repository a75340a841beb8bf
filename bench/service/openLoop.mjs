/**
 * Sends requests at the times at which people would, whether or not answers are
 * late: what waits for its turn waits since it was due. Each shopper has a
 * connection to each service, and does one thing at a time. A pattern of
 * 'browse', 'cart' and 'order' is repeated; only who has something in the cart
 * orders. Gives {latencies, faults}; what comes in the first seconds is to warm up.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { asWorker } from './inWorker.mjs';
import { Connection } from './Connection.mjs';
import { checkoutText } from './requests.mjs';

class Shopper {
  #connections;
  #texts;
  #last = Promise.resolve();
  filled = 0;

  constructor(texts, connections) {
    this.#texts = texts;
    this.#connections = connections;
  }

  /** Does one thing after what is under way; gives the status. */
  act(kind, turn) {
    const done = this.#last.then(async () => {
      const { service, text } = this.#request(kind, turn);
      const { status } = await this.#connections[service].send(text);
      if (kind === 'cart') this.filled += 1;
      return status;
    });
    this.#last = done.catch(() => {});
    return done;
  }

  close() {
    for (const connection of Object.values(this.#connections))
      connection.close();
  }

  #request(kind, turn) {
    const { browse, cart, order } = this.#texts;
    if (kind === 'order') {
      return {
        service: 'order',
        text: checkoutText(order.shopper, order.body),
      };
    }
    const texts = kind === 'cart' ? cart : browse;
    return {
      service: kind === 'cart' ? 'order' : 'product',
      text: texts[turn % texts.length],
    };
  }
}

async function arrive({ shoppers, ports }) {
  return Promise.all(
    shoppers.map(async texts => {
      const opened = await Promise.all(
        Object.entries(ports).map(async ([service, port]) => [
          service,
          await Connection.open(port),
        ]),
      );
      return new Shopper(texts, Object.fromEntries(opened));
    }),
  );
}

/** One after the other, and never the same one for the same part of the pattern. */
function placeOf(turn, shoppers) {
  return (turn + Math.floor(turn / shoppers)) % shoppers;
}

await asWorker(async plan => {
  const { perSecond, seconds, warmSeconds, pattern } = plan;
  const shoppers = await arrive(plan);
  const latencies = { browse: [], cart: [], order: [] };
  const faults = {};
  const pending = [];
  const count = (warmSeconds + seconds) * perSecond;
  const from = performance.now();
  // Who orders next: each has filled the cart before.
  const full = [];
  for (let turn = 0; turn < count; turn += 1) {
    const due = from + (turn * 1000) / perSecond;
    while (performance.now() < due)
      await sleep(Math.max(0, due - performance.now()));
    let kind = pattern[turn % pattern.length];
    if (kind === 'order' && full.length === 0) kind = 'cart';
    const shopper =
      kind === 'order'
        ? full.shift()
        : shoppers[placeOf(turn, shoppers.length)];
    const asked = shopper
      .act(kind, turn)
      .then(status => {
        if (status < 200 || status > 299) throw new Error(String(status));
        if (kind === 'cart' && shopper.filled === 1) full.push(shopper);
        if (kind === 'order') shopper.filled = 0;
        if (turn >= warmSeconds * perSecond) {
          latencies[kind].push(performance.now() - due);
        }
      })
      .catch(error => {
        const what = `${kind}: ${error.message}`;
        faults[what] = (faults[what] ?? 0) + 1;
      });
    pending.push(asked);
  }
  await Promise.all(pending);
  for (const shopper of shoppers) shopper.close();
  return { latencies, faults };
});
