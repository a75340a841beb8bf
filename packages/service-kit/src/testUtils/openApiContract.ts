import { OpenApiDocument, type Operation, type Place } from './OpenApiDocument';

/** What a test sends; a body that is a text goes out as it is, any other as JSON. */
export interface ContractRequest {
  headers?: Readonly<Record<string, string>>;
  body?: unknown;
}

/** The declared interface of a service, held against what the service does. */
export interface OpenApiContract {
  /** Asks a running service, and throws where it departs from what is declared. */
  fetch(
    url: string,
    method: string,
    path: string,
    request?: ContractRequest,
  ): Promise<Response>;
  /** The operations that never had a 2xx answer. */
  untried(): string[];
  /** Each declared operation as `GET /v1/products/:id`, sorted. */
  routesOf(): string[];
}

/** Reads an openapi.yaml, for tests that a service keeps to it. */
export function openApiContract(file: string): OpenApiContract {
  const document = OpenApiDocument.read(file);
  const names = document.operations.map(({ name }) => name).sort();
  const tried = new Set<string>();
  return {
    fetch: async (url, method, path, request = {}) => {
      const target = new URL(path, url);
      const operation = document.find(method.toLowerCase(), target.pathname);
      if (!operation) {
        throw new Error(`${method} ${target.pathname} is not declared`);
      }
      const response = await send(target, method, request);
      const faults = await answerFaults(document, operation, response);
      if (response.ok) {
        tried.add(operation.name);
        faults.push(...requestFaults(document, operation, target, request));
      }
      if (faults.length > 0) {
        throw new Error(
          `${operation.name} answered ${response.status}: ${faults.join('; ')}`,
        );
      }
      return response;
    },
    untried: () => names.filter(name => !tried.has(name)),
    routesOf: () => names,
  };
}

async function send(
  target: URL,
  method: string,
  { headers, body }: ContractRequest,
): Promise<Response> {
  return fetch(target, {
    method,
    redirect: 'manual',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function answerFaults(
  document: OpenApiDocument,
  operation: Operation,
  response: Response,
): Promise<string[]> {
  const { status } = response;
  const declared = [String(status), `${String(status)[0]}XX`, 'default']
    .map(key => document.at(operation, 'responses', key))
    .find(place => place !== undefined);
  if (!declared) return ['the status is not declared'];
  const text = await response.clone().text();
  if (!document.at(declared, 'content')) {
    return text === '' ? [] : ['no content is declared, and some came'];
  }
  const type = mediaType(response.headers.get('content-type'));
  const content = document.at(declared, 'content', type);
  if (!content) return [`the content type '${type}' is not declared`];
  return bodyFaults(document, content, type.includes('json'), text);
}

function bodyFaults(
  document: OpenApiDocument,
  content: Place,
  isJson: boolean,
  text: string,
): string[] {
  const schema = document.at(content, 'schema');
  if (!schema) return ['the content has no schema'];
  if (!isJson) return document.faults(schema, text);
  try {
    return document.faults(schema, JSON.parse(text));
  } catch (error) {
    if (error instanceof SyntaxError) return ['the body is not JSON'];
    throw error;
  }
}

/** What a service took although it declares otherwise. */
function requestFaults(
  document: OpenApiDocument,
  operation: Operation,
  target: URL,
  request: ContractRequest,
): string[] {
  return [
    ...parameterFaults(document, operation, target, request),
    ...sentBodyFaults(document, operation, request),
  ];
}

function parameterFaults(
  document: OpenApiDocument,
  operation: Operation,
  target: URL,
  { headers = {} }: ContractRequest,
): string[] {
  const declared = [
    ...document.list(document.pathOf(operation), 'parameters'),
    ...document.list(operation, 'parameters'),
  ];
  const inQuery = new Set(
    declared.filter(one => one.in === 'query').map(one => one.name),
  );
  const sentHeaders = new Headers(headers);
  const isSent = (name: string, where: unknown) =>
    where === 'query' ? target.searchParams.has(name) : sentHeaders.has(name);
  return [
    ...[...target.searchParams.keys()]
      .filter(name => !inQuery.has(name))
      .map(name => `the query parameter '${name}' is not declared`),
    ...declared
      .filter(one => one.required === true && one.in !== 'path')
      .filter(one => !isSent(String(one.name), one.in))
      .map(one => `'${one.name}' is declared as required, and was not sent`),
  ];
}

function sentBodyFaults(
  document: OpenApiDocument,
  operation: Operation,
  { headers, body }: ContractRequest,
): string[] {
  const declared = document.at(operation, 'requestBody');
  if (body === undefined) {
    return declared?.value.required === true
      ? ['a body is declared as required, and was not sent']
      : [];
  }
  if (!declared) return ['no body is declared, and one was taken'];
  const type = mediaType(
    new Headers(headers).get('content-type') ?? 'application/json',
  );
  const content = document.at(declared, 'content', type);
  if (!content) return [`a body of '${type}' is not declared, and was taken`];
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return bodyFaults(document, content, type.includes('json'), text).map(
    fault => `the body that was taken: ${fault}`,
  );
}

function mediaType(header: string | null): string {
  return (header ?? '').split(';')[0].trim().toLowerCase();
}
