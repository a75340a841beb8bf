import { RefChange } from './GitRepository';
import { isObjectId } from './names';

/** What a push asks for, before its objects. */
export interface PushRequest {
  changes: RefChange[];
  capabilities: string[];
}

const FLUSH = '0000';
const PACK_LINE_MAX = 65_520;

/**
 * Reads the commands at the beginning of a receive-pack request: lines of
 * `old new ref`, the first with the client's capabilities after a NUL, up to a
 * flush. Undefined when it isn't one (gitprotocol-pack(5)).
 */
export function parsePushRequest(start: Buffer): PushRequest | undefined {
  const changes: RefChange[] = [];
  let capabilities: string[] = [];
  let position = 0;
  for (;;) {
    const size = start.toString('latin1', position, position + 4);
    if (size === FLUSH) {
      return { changes, capabilities };
    }
    const length = /^[0-9a-f]{4}$/.test(size) ? parseInt(size, 16) : 0;
    if (length < 4 || position + length > start.length) {
      return undefined;
    }
    const line = start.toString('utf8', position + 4, position + length);
    const [command, options] = line.replace(/\n$/, '').split('\0');
    position += length;
    if (options !== undefined) {
      capabilities = options.split(' ').filter(option => option !== '');
    }
    const change = parseCommand(command);
    if (change) {
      changes.push(change);
    } else if (!command.startsWith('shallow ')) {
      return undefined;
    }
  }
}

function parseCommand(command: string): RefChange | undefined {
  const [from, to, ...name] = command.split(' ');
  return isObjectId(from) && isObjectId(to ?? '')
    ? { from, to, name: name.join(' ') }
    : undefined;
}

/** The answer that refuses refs of a push, with a message for the person who pushed. */
export function refusePush(
  request: PushRequest,
  refused: ReadonlyMap<string, string>,
): Buffer {
  const report = [
    packetLine('unpack ok\n'),
    ...request.changes.map(({ name }) =>
      packetLine(
        refused.has(name)
          ? `ng ${name} protected branch hook declined\n`
          : `ng ${name} another ref of this push was declined\n`,
      ),
    ),
    Buffer.from(FLUSH),
  ];
  const has = (capability: string) => request.capabilities.includes(capability);
  const wanted = has('report-status') || has('report-status-v2');
  const body = wanted ? Buffer.concat(report) : Buffer.alloc(0);
  if (!has('side-band-64k')) {
    return body;
  }
  const messages = [...refused].map(
    ([name, reason]) =>
      `error: GH006: Protected branch update failed for ${name}.\nerror: ${reason}\n`,
  );
  return Buffer.concat([
    ...messages.map(message => band(2, Buffer.from(message))),
    band(1, body),
    Buffer.from(FLUSH),
  ]);
}

function band(number: number, content: Buffer): Buffer {
  const parts: Buffer[] = [];
  const step = PACK_LINE_MAX - 5;
  for (let start = 0; start < content.length; start += step) {
    const part = content.subarray(start, start + step);
    parts.push(packetLine(Buffer.concat([Buffer.from([number]), part])));
  }
  return Buffer.concat(parts);
}

function packetLine(content: Buffer | string): Buffer {
  const bytes = Buffer.from(content);
  const size = (bytes.length + 4).toString(16).padStart(4, '0');
  return Buffer.concat([Buffer.from(size), bytes]);
}
