import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';

/** Answers one request, whose body has been read. */
export type Handler = (
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
) => void;

/** An HTTP server of this machine alone, at a free port. */
export class LocalServer {
  readonly url: string;
  readonly #server: Server;

  static async start(handler: Handler): Promise<LocalServer> {
    const server = createServer(async (request, response) => {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      handler(request, Buffer.concat(parts), response);
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    return new LocalServer(server);
  }

  private constructor(server: Server) {
    this.#server = server;
    const { port } = server.address() as AddressInfo;
    this.url = `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}
