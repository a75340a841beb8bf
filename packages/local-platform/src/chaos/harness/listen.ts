import { z } from 'zod/v4';
import type { Person, Place } from './Person';

const messageSchema = z.object({ channel: z.string() });

/** A page that listens to a channel of signals. */
export interface Listener {
  /** When each signal came. */
  heardAt: number[];
  close(): void;
}

/** Opens a page at a portal that listens to a channel. */
export async function listen(
  person: Person,
  portal: Place,
  channel: string,
): Promise<Listener> {
  const url = `${portal.url.replace(/^http/, 'ws')}/api/signals`;
  const socket = new WebSocket(url, await person.token(portal));
  const heardAt: number[] = [];
  socket.addEventListener('message', ({ data }) => {
    const message = messageSchema.safeParse(JSON.parse(String(data)));
    if (message.data?.channel === channel) {
      heardAt.push(Date.now());
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () =>
      reject(new Error(`${url} does not open`)),
    );
  });
  socket.send(JSON.stringify({ action: 'subscribe', channel }));
  return { heardAt, close: () => socket.close() };
}
