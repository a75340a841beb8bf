// @ts-check
/*
 * A load test of the whole shop, for k6: each iteration is one person who
 * registers, signs in, searches, looks at a product, fills a cart, orders, waits
 * until the order has come to its end, and looks at history and profile.
 *
 *   k6 run -e BASE_URL=https://shop.example.com services/load-test.js
 *   ./portico load journey --scale 0.02
 *
 * The second command takes k6 where it is on PATH, and otherwise the stand-in of
 * packages/local-platform, for a short form on one machine.
 *
 * What it reads from the environment, or from `-e NAME=value`:
 *
 *   BASE_URL          one address in front of all services, a load balancer that
 *                     goes by the path; by default http://localhost:8080
 *   USER_URL, PRODUCT_URL, ORDER_URL, PAYMENT_URL, NOTIFICATION_URL
 *                     the address of one service, where it has its own
 *   SCALE             from 0.001 to 1: shortens durations and users alike. k6
 *                     has no flags of scripts, so `--scale 0.02` is
 *                     `-e SCALE=0.02` there: 36 seconds, at most 4 users
 *   THINK_SECONDS     how long a person looks at what came; by default 1
 *   SUMMARY_FILE      where the summary goes, as JSON in the shape of k6's
 *                     handleSummary; by default load-test-summary.json
 *
 * Before it can say anything about the shop rather than about its protections:
 *
 *   - The services limit requests by address, 100 in 15 minutes by default. The
 *     addresses that k6 comes from belong into RATE_LIMIT_ALLOW of each service,
 *     or RATE_LIMIT is raised (packages/service-kit/README.md). Behind a load
 *     balancer the services need TRUST_PROXY as well.
 *   - They limit requests by account too. Each iteration is an account of its
 *     own and stays below that: it asks for its order 60 times at most.
 *   - The full form orders some 15,000 times, one or two pieces each. The 200
 *     products of `node dist/main.cjs seed` hold ten times as many.
 *   - payment-service must have the simulated provider: nothing here is a card.
 *
 * Accounts and orders stay in the shop. Passwords are drawn anew for each
 * account; neither they nor tokens are printed or written anywhere.
 */
import { check, group, sleep } from 'k6';
import { randomBytes } from 'k6/crypto';
import http from 'k6/http';
import { Counter, Trend } from 'k6/metrics';

const scale = readNumber('SCALE', 1, { from: 0.001, to: 1 });
const thinkSeconds = readNumber('THINK_SECONDS', 1, { from: 0, to: 60 });
const base = __ENV.BASE_URL || 'http://localhost:8080';
const addresses = {
  user: addressOf('USER_URL'),
  product: addressOf('PRODUCT_URL'),
  order: addressOf('ORDER_URL'),
  payment: addressOf('PAYMENT_URL'),
  notification: addressOf('NOTIFICATION_URL'),
};

// Of the sample products.
const WORDS = ['lamp', 'kettle', 'notebook', 'radio', ''];
const ENDED = ['confirmed', 'rejected', 'cancelled'];
const MOST_LOOKS = 60;
const LOOK_SECONDS = 0.5;
// The simulated provider takes it; it is no secret.
const PAYMENT_TOKEN = 'tok_visa';

/** Orders that were confirmed: what the shop lives from. */
const businessTransactions = new Counter('business_transactions');
/** From the password to the tokens, in milliseconds. */
const loginDuration = new Trend('login_duration', true);
/** From the checkout to the answer that the order is accepted, in milliseconds. */
const orderCreationDuration = new Trend('order_creation_duration', true);

export const options = {
  scenarios: {
    journey: {
      executor: 'ramping-vus',
      startVUs: users(1),
      stages: [
        { duration: minutes(5), target: users(10) },
        { duration: minutes(15), target: users(100) },
        { duration: minutes(5), target: users(200) },
        { duration: minutes(5), target: 0 },
      ],
      // A journey that waits for its order may take so long.
      gracefulRampDown: '60s',
      gracefulStop: '60s',
    },
  },
  thresholds: {
    http_req_duration: ['p(95)<2000', 'p(99)<5000'],
    http_req_failed: ['rate<0.05'],
    checks: ['rate>0.95'],
    // Without any sample the others hold: this one does not.
    business_transactions: ['count>0'],
  },
  summaryTrendStats: [
    'avg',
    'min',
    'med',
    'max',
    'p(90)',
    'p(95)',
    'p(99)',
    'count',
  ],
};

export default function iteration() {
  journey();
  // Also where a journey ends early: a person does not try again at once.
  think();
}

function journey() {
  const account = group('register', register);
  if (!account) return;
  think();
  const token = group('login', () => logIn(account));
  if (!token) return;
  think();
  const headers = { Authorization: `Bearer ${token}` };
  const found = group('search', () => search(headers));
  if (!found) return;
  think();
  const product = group('details', () => lookAt(found, headers));
  if (!product) return;
  think();
  if (!group('cart', () => fillCart(product, headers))) return;
  think();
  const orderId = group('checkout', () => checkOut(headers));
  if (!orderId) return;
  think();
  group('history', () => lookBack(orderId, headers));
  think();
  group('profile', () => lookAtProfile(account, headers));
}

function register() {
  const account = {
    email: `load-test-${unique()}@example.com`,
    password: unique(),
  };
  const response = http.post(
    `${addresses.user}/v1/users`,
    JSON.stringify({ ...account, name: 'A load test' }),
    asJson('POST /v1/users'),
  );
  const registered = check(response, {
    'the account is accepted': ({ status }) => status === 202,
  });
  return registered ? account : undefined;
}

function logIn(account) {
  const response = http.post(
    `${addresses.user}/v1/sessions`,
    JSON.stringify(account),
    asJson('POST /v1/sessions'),
  );
  const signedIn = check(response, {
    'signed in': ({ status }) => status === 200,
  });
  if (!signedIn) return undefined;
  loginDuration.add(response.timings.duration);
  return bodyOf(response).accessToken;
}

function search(headers) {
  const word = WORDS[Math.floor(Math.random() * WORDS.length)];
  const query = word ? `?q=${word}` : '';
  const response = http.get(
    `${addresses.product}/v1/products${query}`,
    asking('GET /v1/products', headers),
  );
  const available = itemsOf(response).filter(item => item.available > 1);
  check(response, {
    'the search is answered': ({ status }) => status === 200,
    'something that is there is found': () => available.length > 0,
  });
  return available[Math.floor(Math.random() * available.length)];
}

function lookAt(found, headers) {
  const response = http.get(
    `${addresses.product}/v1/products/${found.id}`,
    asking('GET /v1/products/:id', headers),
  );
  const shown = check(response, {
    'the product is shown': ({ status }) => status === 200,
  });
  return shown ? bodyOf(response) : undefined;
}

function fillCart(product, headers) {
  const response = http.put(
    `${addresses.order}/v1/cart/items/${product.id}`,
    JSON.stringify({ quantity: 1 + Math.floor(Math.random() * 2) }),
    asJson('PUT /v1/cart/items/:id', headers),
  );
  return check(response, {
    'the cart holds it': ({ status }) =>
      status === 200 && bodyOf(response).lines.length === 1,
  });
}

function checkOut(headers) {
  const response = http.post(
    `${addresses.order}/v1/orders`,
    JSON.stringify({ paymentToken: PAYMENT_TOKEN }),
    asJson('POST /v1/orders', { ...headers, 'Idempotency-Key': unique() }),
  );
  const accepted = check(response, {
    'the order is accepted': ({ status }) => status === 202,
  });
  if (!accepted) return undefined;
  orderCreationDuration.add(response.timings.duration);
  const { id } = bodyOf(response);
  const state = untilEnded(id, headers);
  const confirmed = check(state, {
    'the order is confirmed': ended => ended === 'confirmed',
  });
  if (confirmed) businessTransactions.add(1);
  return id;
}

/** The state of an order at its end, or the last one that was seen. */
function untilEnded(id, headers) {
  let state = 'placed';
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const response = http.get(
      `${addresses.order}/v1/orders/${id}`,
      asking('GET /v1/orders/:id', headers),
    );
    if (response.status === 200) state = bodyOf(response).state;
    if (ENDED.includes(state)) break;
    sleep(LOOK_SECONDS);
  }
  return state;
}

function lookBack(orderId, headers) {
  const orders = http.get(
    `${addresses.order}/v1/orders`,
    asking('GET /v1/orders', headers),
  );
  check(orders, {
    'the history has the order': () =>
      itemsOf(orders).some(({ id }) => id === orderId),
  });
  const payments = http.get(
    `${addresses.payment}/v1/payments?orderId=${orderId}`,
    asking('GET /v1/payments', headers),
  );
  check(payments, {
    'the order has one payment': () => itemsOf(payments).length === 1,
  });
  const emails = http.get(
    `${addresses.notification}/v1/notifications`,
    asking('GET /v1/notifications', headers),
  );
  // They come by events, so nobody knows yet how many there are.
  check(emails, {
    'the e-mails are listed': ({ status }) => status === 200,
  });
}

function lookAtProfile(account, headers) {
  const response = http.get(
    `${addresses.user}/v1/users/me`,
    asking('GET /v1/users/me', headers),
  );
  check(response, {
    'the profile is the own': ({ status }) =>
      status === 200 && bodyOf(response).email === account.email,
  });
}

function think() {
  sleep(thinkSeconds);
}

/** What goes with a request; the name stands for all addresses of a route. */
function asking(name, headers = {}) {
  return { headers, tags: { name }, timeout: '30s' };
}

function asJson(name, headers = {}) {
  return asking(name, { ...headers, 'Content-Type': 'application/json' });
}

/** @returns {any} */
function bodyOf(response) {
  return response.json();
}

/** @returns {any[]} */
function itemsOf(response) {
  return response.status === 200 ? bodyOf(response).items : [];
}

/** 128 random bits, for what must be there only once or not be guessed. */
function unique() {
  return Array.from(new Uint8Array(randomBytes(16)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function addressOf(name) {
  return (__ENV[name] || base).replace(/\/+$/, '');
}

function users(count) {
  return Math.max(1, Math.round(count * scale));
}

function minutes(count) {
  return `${Math.max(1, Math.round(count * 60 * scale))}s`;
}

function readNumber(name, byDefault, { from, to }) {
  const value = __ENV[name] ? Number(__ENV[name]) : byDefault;
  if (value >= from && value <= to) return value;
  throw new Error(
    `${name} must be a number from ${from} to ${to}, and is '${__ENV[name]}'`,
  );
}

export function handleSummary(data) {
  const file = __ENV.SUMMARY_FILE || 'load-test-summary.json';
  return {
    stdout: `${textOf(data)}\n`,
    [file]: JSON.stringify(data, null, 2),
  };
}

/** A summary of some lines; the file has the rest. */
function textOf({ metrics, state }) {
  const lines = [
    `Load test of the shop at scale ${scale}: ${(
      state.testRunDurationMs / 1000
    ).toFixed(1)} s`,
  ];
  for (const name of Object.keys(metrics).sort()) {
    const { values, thresholds = {} } = metrics[name];
    if (REPORTED.includes(name)) lines.push(`  ${name}: ${valuesOf(values)}`);
    for (const expression of Object.keys(thresholds)) {
      const word = thresholds[expression].ok ? 'holds' : 'CROSSED';
      lines.push(`    ${word}: ${expression}`);
    }
  }
  return lines.join('\n');
}

const REPORTED = [
  'business_transactions',
  'checks',
  'http_req_duration',
  'http_req_failed',
  'http_reqs',
  'iterations',
  'login_duration',
  'order_creation_duration',
];

function valuesOf(values) {
  return Object.keys(values)
    .map(name => `${name} ${Math.round(values[name] * 1000) / 1000}`)
    .join(', ');
}
