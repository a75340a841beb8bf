import { randomUUID } from 'node:crypto';

/** A request as it stands on the wire. */
export function requestText(method, path, { headers = {}, body } = {}) {
  const content = body === undefined ? '' : JSON.stringify(body);
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: 127.0.0.1',
    'Accept: application/json',
    'Connection: keep-alive',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ];
  if (body !== undefined) {
    lines.push('Content-Type: application/json');
    lines.push(`Content-Length: ${Buffer.byteLength(content)}`);
  }
  return `${lines.join('\r\n')}\r\n\r\n${content}`;
}

/** A checkout as it stands on the wire, each time with another key. */
export function checkoutText({ id, headers }, body) {
  return requestText('POST', '/v1/orders', {
    headers: { ...headers, 'X-User': id, 'Idempotency-Key': randomUUID() },
    body,
  });
}
