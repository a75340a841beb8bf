#!/usr/bin/env node
// Measures POST /api/environments/preview of a running portal.
//
//   node bench/preview.js --url http://localhost:7007 [--persona ada] [--count 20]
//
// TOKEN in the environment is used in place of a persona. Every request asks
// for another size, so that no answer comes from a cache; the first one is told
// apart, because a portal that has just started answers it more slowly. Exits
// with 1 where a limit is missed.

const { parseArgs } = require('node:util');

const LIMITS = { firstMs: 1500, p95Ms: 400 };

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:7007' },
    persona: { type: 'string', default: 'ada' },
    count: { type: 'string', default: '20' },
  },
});

async function signIn() {
  if (process.env.TOKEN) return process.env.TOKEN;
  const response = await fetch(`${options.url}/api/auth/personas/refresh`, {
    headers: {
      'x-portico-persona': options.persona,
      'x-requested-with': 'XMLHttpRequest',
    },
  });
  if (!response.ok) throw new Error(`sign-in answered ${response.status}`);
  const { backstageIdentity } = await response.json();
  return backstageIdentity.token;
}

function specOf(number) {
  return {
    apiVersion: 'portico.dev/v1',
    kind: 'Environment',
    metadata: {
      name: `bench-${number}`,
      owner: 'group:default/checkout',
      description: `Number ${process.pid}-${number}`,
    },
    spec: {
      class: 'dev',
      region: 'us-west-2',
      network: { cidr: '10.250.0.0/16' },
      cluster: {},
      database: {
        engine: 'postgres',
        storageGb: 20 + number,
        maxStorageGb: 200,
      },
      cache: { engine: 'redis' },
      edge: { waf: { rateLimit: 1000 + (process.pid % 1000) } },
      ttl: '14d',
    },
  };
}

async function preview(token, number) {
  const start = performance.now();
  const response = await fetch(`${options.url}/api/environments/preview`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ spec: specOf(number) }),
  });
  const answer = await response.json();
  const ms = performance.now() - start;
  if (response.status !== 200 || !answer.estimate || answer.estimate.status) {
    throw new Error(
      `no preview: ${response.status} ${JSON.stringify(answer).slice(0, 300)}`,
    );
  }
  return ms;
}

function quantile(sorted, share) {
  return sorted[
    Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)
  ];
}

async function main() {
  const token = await signIn();
  const first = await preview(token, 0);
  const times = [];
  for (let number = 1; number <= Number(options.count); number += 1) {
    times.push(await preview(token, number));
  }
  times.sort((left, right) => left - right);
  const figures = {
    count: times.length,
    firstMs: Math.round(first),
    p50Ms: Math.round(quantile(times, 0.5)),
    p95Ms: Math.round(quantile(times, 0.95)),
    maxMs: Math.round(times[times.length - 1]),
  };
  console.log(JSON.stringify(figures));
  const missed = Object.entries(LIMITS).filter(
    ([key, limit]) => figures[key] > limit,
  );
  for (const [key, limit] of missed) {
    console.error(`${key} is ${figures[key]}, more than ${limit}`);
  }
  process.exitCode = missed.length > 0 ? 1 : 0;
}

main().catch(error => {
  console.error(error.message);
  process.exitCode = 1;
});
