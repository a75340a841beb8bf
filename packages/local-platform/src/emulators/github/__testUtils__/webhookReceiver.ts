import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

/** A webhook as it arrived. */
export interface ReceivedWebhook {
  event: string;
  delivery: string;
  headers: Record<string, string | string[] | undefined>;
  /** The body as it was sent; what the signature is about. */
  text: string;
  body: WebhookBody;
}

/** The parts of a webhook's body that tests look at. */
export interface WebhookBody {
  [key: string]: unknown;
  action?: string;
  ref?: string;
}

/** A server that receives webhooks. */
export interface WebhookReceiver {
  url: string;
  received: ReceivedWebhook[];
  /** What the next requests are answered instead of 200. */
  answers: number[];
  close(): Promise<void>;
}

/** Starts a receiver on a free port. */
export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers: number[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', chunk => chunks.push(chunk));
    request.on('end', () => {
      const status = answers.shift() ?? 200;
      if (status < 400) {
        const text = Buffer.concat(chunks).toString('utf8');
        const isForm = request.headers['content-type']?.includes('form');
        received.push({
          event: String(request.headers['x-github-event']),
          delivery: String(request.headers['x-github-delivery']),
          headers: request.headers,
          text,
          body: JSON.parse(
            isForm ? new URLSearchParams(text).get('payload') ?? '' : text,
          ),
        });
      }
      response.writeHead(status).end();
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/api/events/http/github`,
    received,
    answers,
    close: async () => {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
}
