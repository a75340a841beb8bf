import { Client } from 'pg';

/** What PostgreSQL is asked while `work` runs, by names and by texts that have none; each is a way there and back. */
export async function roundTripsOf(
  work: () => Promise<unknown>,
): Promise<string[]> {
  const asked: string[] = [];
  const send = Client.prototype.query as (...given: unknown[]) => unknown;
  const watch = jest
    .spyOn(Client.prototype, 'query')
    .mockImplementation(function query(this: Client, ...given: unknown[]) {
      const [what] = given as [string | { name?: string; text: string }];
      asked.push(typeof what === 'string' ? what : what.name ?? what.text);
      return send.apply(this, given);
    });
  try {
    await work();
  } finally {
    watch.mockRestore();
  }
  return asked;
}
