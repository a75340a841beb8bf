import { IncomingMessage, ServerResponse } from 'node:http';
import { LocalServer } from './LocalServer';

/** What somebody put into the bucket, and how it asked for it to be encrypted. */
export interface StoredObject {
  readonly body: Buffer;
  readonly encryption: string | undefined;
  readonly keyId: string | undefined;
}

function header(request: IncomingMessage, name: string): string | undefined {
  return request.headers[name]?.toString();
}

/** A bucket of S3 by its HTTP interface, as far as a state needs it; it knows one bucket and checks no signature. */
export class FakeStateBucket {
  readonly objects = new Map<string, StoredObject>();
  #server: LocalServer | undefined;

  static async start(): Promise<FakeStateBucket> {
    const bucket = new FakeStateBucket();
    bucket.#server = await LocalServer.start((request, body, response) =>
      bucket.#answer(request, body, response),
    );
    return bucket;
  }

  get url(): string {
    return this.#server?.url ?? '';
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  #answer(request: IncomingMessage, body: Buffer, response: ServerResponse) {
    const { pathname } = new URL(request.url ?? '/', this.url);
    // The first part of the path is the bucket.
    const key = decodeURIComponent(pathname).split('/').slice(2).join('/');
    if (key === '') return this.#list(response);
    if (request.method === 'PUT')
      return this.#put(key, body, request, response);
    if (request.method === 'DELETE') {
      this.objects.delete(key);
      return response.writeHead(204).end();
    }
    const found = this.objects.get(key);
    return found
      ? response.writeHead(200, { etag: '"1"' }).end(found.body)
      : this.#refuse(response, 404, 'NoSuchKey');
  }

  #put(
    key: string,
    body: Buffer,
    request: IncomingMessage,
    response: ServerResponse,
  ) {
    if (header(request, 'if-none-match') === '*' && this.objects.has(key)) {
      return this.#refuse(response, 412, 'PreconditionFailed');
    }
    this.objects.set(key, {
      body,
      encryption: header(request, 'x-amz-server-side-encryption'),
      keyId: header(request, 'x-amz-server-side-encryption-aws-kms-key-id'),
    });
    return response.writeHead(200, { etag: '"1"' }).end();
  }

  #list(response: ServerResponse) {
    const contents = [...this.objects.keys()]
      .map(key => `<Contents><Key>${key}</Key></Contents>`)
      .join('');
    return response
      .writeHead(200, { 'content-type': 'application/xml' })
      .end(`<ListBucketResult>${contents}</ListBucketResult>`);
  }

  #refuse(response: ServerResponse, status: number, code: string) {
    return response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`);
  }
}
