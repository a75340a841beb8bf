import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { expect } from './callers';

/** What only the inside may read. */
export const INNER_SECRET = 'secret of the inside';

/** Runs a server that the portal must not reach, and fails if anything was asked of it. */
export async function withInnerServer(
  attack: (port: number) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const inner = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.end(INNER_SECRET);
  }).listen(0, '127.0.0.1');
  await once(inner, 'listening');
  try {
    await attack((inner.address() as AddressInfo).port);
    expect(asked).toEqual([]);
  } finally {
    inner.close();
  }
}
