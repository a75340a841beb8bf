import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/** An e-mail as it came over the wire. */
export interface ReceivedMail {
  /** Who it is for, as the envelope says. */
  recipients: string[];
  /** Headers and body, lines ended by `\n`. */
  text: string;
}

/** A mail server of a test. */
export interface TestMailServer {
  url: string;
  mails: ReceivedMail[];
  close(): void;
}

/** What a mail server answers to a line of a client, where it is not a yes. */
export type Answer = (line: string) => string | undefined;

/** Starts a mail server that takes everything but what `answer` refuses. */
export async function startMailServer(
  answer: Answer = () => undefined,
): Promise<TestMailServer> {
  const mails: ReceivedMail[] = [];
  const server = createServer(socket => {
    let [rest, recipients] = ['', [] as string[]];
    let text: string | undefined;
    const reply = (line: string) => socket.write(`${line}\r\n`);
    const takeLine = (line: string) => {
      if (text !== undefined) {
        if (line !== '.') {
          text += `${line}\n`;
          return;
        }
        mails.push({ recipients, text });
        [text, recipients] = [undefined, []];
        reply('250 taken');
        return;
      }
      const refusal = answer(line);
      if (refusal !== undefined) reply(refusal);
      else if (line === 'DATA') {
        text = '';
        reply('354 go on');
      } else {
        if (line.startsWith('MAIL')) recipients = [];
        const [, to] = /^RCPT TO:<(.*)>/.exec(line) ?? [];
        if (to !== undefined) recipients.push(to);
        reply('250 yes');
      }
    };
    reply('220 test');
    socket.on('error', () => {});
    socket.on('data', data => {
      const lines = (rest + data).split('\r\n');
      rest = lines.pop() ?? '';
      lines.forEach(takeLine);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: () => server.close(),
  };
}

/** The names and values of the headers of an e-mail, unfolded. */
export function headersOf({ text }: ReceivedMail): Array<[string, string]> {
  const [head] = text.split('\n\n', 1);
  return head
    .replaceAll(/\n[ \t]+/g, ' ')
    .split('\n')
    .map(line => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
}
