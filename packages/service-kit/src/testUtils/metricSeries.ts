import { randomBytes } from 'node:crypto';

// What Node tells of itself comes and goes: kinds of garbage collections, open handles.
const OF_NODE = /^(?:#|nodejs_|process_|$)/;
const AT_ONCE = 50;
const METHODS = ['GET', 'GET', 'GET', 'HEAD', 'OPTIONS', 'PURGE', 'MKCOL'];

/** The names and labels of everything that a service counts, sorted. */
export async function metricSeries(metricsUrl: string): Promise<string[]> {
  const text = await (await fetch(`${metricsUrl}/metrics`)).text();
  return text
    .split('\n')
    .filter(line => !OF_NODE.test(line))
    .map(line => line.slice(0, line.lastIndexOf(' ')))
    .sort();
}

/** Asks for paths that nobody has asked for before: half of them nowhere, half at templates like `/v1/orders/:id`. */
export async function askRandomPaths(
  url: string,
  templates: readonly string[],
  count: number,
): Promise<void> {
  for (let done = 0; done < count; done += AT_ONCE) {
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, count - done) }, (_none, index) =>
        ask(url, templates, done + index),
      ),
    );
  }
}

async function ask(
  url: string,
  templates: readonly string[],
  index: number,
): Promise<void> {
  const mark = randomBytes(8).toString('hex');
  const template = templates[Math.floor(index / 2) % templates.length];
  const known = index % 2 === 1 && template !== undefined;
  const path = known
    ? template.replaceAll(/:\w+/g, mark)
    : `/${mark}/${index}.php?${mark}=${index}`;
  const method = known
    ? 'GET'
    : METHODS[Math.floor(index / 2) % METHODS.length];
  const answer = await fetch(url + path, { method });
  await answer.arrayBuffer();
}
