/** Makes what sends requests as somebody who may do everything. */
export function attacker(service: {
  url(): string;
  authorization(roles: readonly string[]): Promise<string>;
}) {
  let admin: string | undefined;
  const request = async (
    method: string,
    path: string,
    sent: { body?: unknown; headers?: Readonly<Record<string, string>> } = {},
  ): Promise<Response> => {
    admin ??= await service.authorization(['admin', 'customer']);
    const { body } = sent;
    return fetch(service.url() + path, {
      method,
      headers: {
        authorization: admin,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...sent.headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  };
  return {
    fetch: request,
    customer: () => service.authorization(['customer']),
    send: async (...args: Parameters<typeof request>): Promise<number> => {
      const answer = await request(...args);
      await answer.arrayBuffer();
      return answer.status;
    },
  };
}

/** What `attacker` gives. */
export type Attacker = ReturnType<typeof attacker>;
