import http from 'node:http';
import https from 'node:https';

/** What another service answered. */
export interface TextAnswer {
  status: number;
  text: string;
}

/** How it is asked. */
export interface GetTextOptions {
  /** Where connections are kept. */
  agent: http.Agent;
  headers: Record<string, string>;
  /** For the whole answer. */
  timeoutMs: number;
  /** A larger answer is refused before it is there. */
  mostBytes: number;
}

/** Connections that are kept open to one service. */
export function keepConnections(baseUrl: string): http.Agent {
  const { Agent } = baseUrl.startsWith('https:') ? https : http;
  return new Agent({ keepAlive: true });
}

/** Reads a text, at less than half of what `fetch` costs; follows no redirect. */
export async function getText(
  url: string,
  { agent, headers, timeoutMs, mostBytes }: GetTextOptions,
): Promise<TextAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<TextAnswer>();
  // Traces are taken of what is called by the name of its module.
  const asked = (url.startsWith('https:') ? https : http).get(url, {
    agent,
    headers,
  });
  const fail = (error: unknown) => {
    reject(error);
    asked.destroy();
  };
  const timer = setTimeout(
    () => fail(new Error('There is no answer in time')),
    timeoutMs,
  );
  asked.on('error', fail);
  asked.once('response', response => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('error', fail);
    response.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size > mostBytes) fail(new Error('The answer is too large'));
      else chunks.push(chunk);
    });
    response.once('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      resolve({ status: response.statusCode ?? 0, text });
    });
  });
  return promise.finally(() => clearTimeout(timer));
}
