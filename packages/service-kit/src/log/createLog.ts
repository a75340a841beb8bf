import {
  destination as openDestination,
  pino,
  type DestinationStream,
  type Logger,
} from 'pino';
import { isoTime } from './isoTime';
import { redactFields, redactText } from './redact';

/** Where a service writes what happens: one JSON object a line. */
export type Log = Logger;

const STDOUT = 1;
const BUFFER_BYTES = 8 * 1024;
const FLUSH_MS = 100;
// Where nothing reads the log, it must not fill the memory.
const MOST_BYTES = 16 * 1024 * 1024;

const trusted = new WeakMap<Log, Log>();

/** Makes the log of a service; no secret reaches it by a field, a message or an error. */
export function createLog(options: {
  service: string;
  level: string;
  destination?: DestinationStream;
}): Log {
  const shared = {
    level: options.level,
    base: { service: options.service },
    timestamp: isoTime,
  };
  const level = (label: string) => ({ level: label });
  const destination = options.destination ?? standardOutput();
  const settings = {
    ...shared,
    formatters: { level, log: (fields: object) => redactFields(fields) },
    // The formatter has described errors already; pino's own would do it again.
    serializers: { err: (described: unknown) => described },
    // Messages pass no formatter; the finished line passes here.
    hooks: { streamWrite: redactText },
  };
  const log = pino(settings, destination);
  const unread = pino({ ...shared, formatters: { level } }, destination);
  const made = Object.assign(log, { child: redactedChild(log.child) });
  trusted.set(made, unread);
  return made;
}

/** The same log without redaction, only for lines whose every field is made by the kit. */
export function trustedLog(log: Log): Log {
  return trusted.get(log) ?? log;
}

/** Writes in the background, many lines at once; pino writes the rest when the process exits, and after a fatal line. */
function standardOutput(): DestinationStream {
  const stream = openDestination({
    dest: STDOUT,
    sync: false,
    minLength: BUFFER_BYTES,
    maxLength: MOST_BYTES,
    periodicFlush: FLUSH_MS,
  });
  // A disk that is full ends no service: what waits is written when there is room, or dropped above the limit.
  let failing = false;
  stream.on('error', () => {
    failing = true;
  });
  stream.on('write', () => {
    failing = false;
  });
  const flush = stream.flushSync.bind(stream);
  stream.flushSync = () => {
    // It tries again for ever, and nothing else runs meanwhile: a process that ends would stand still instead.
    if (!failing) flush();
  };
  return stream;
}

/** pino formats what a child always carries by itself; children of children come here too. */
function redactedChild(child: Log['child']): Log['child'] {
  return function redacting(this: Log, bindings, options) {
    return child.call(this, redactFields(bindings), options);
  } as Log['child'];
}
