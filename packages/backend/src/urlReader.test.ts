import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import { once } from 'node:events';
import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';

const silent: LoggerService = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
  child: () => silent,
};

describe('the reader of addresses', () => {
  const servers: Server[] = [];

  async function listen(answer: RequestListener): Promise<string> {
    const server = createServer(answer).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return `127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  afterEach(() => {
    servers.splice(0).forEach(server => server.close());
  });

  const read = async (allowed: string, url: string) => {
    const config = new ConfigReader({
      backend: { reading: { allow: [{ host: allowed }] } },
    });
    const reader = UrlReaders.default({ config, logger: silent });
    return (await (await reader.readUrl(url)).buffer()).toString();
  };

  it('should follow no redirect of an allowed host to the inside', async () => {
    const asked: string[] = [];
    const inside = await listen((request, response) => {
      asked.push(request.url ?? '');
      response.end('secret of the inside');
    });
    const outside = await listen((request, response) => {
      if (request.url === '/good') {
        response.end('good');
        return;
      }
      response.writeHead(302, { location: `http://${inside}/x` }).end();
    });

    expect(await read(outside, `http://${outside}/good`)).toBe('good');
    await expect(read(outside, `http://${outside}/bad`)).rejects.toThrow(
      /not allowed/,
    );
    await expect(read(outside, `http://${inside}/x`)).rejects.toThrow(
      /not allowed/,
    );
    expect(asked).toEqual([]);
  });
});
