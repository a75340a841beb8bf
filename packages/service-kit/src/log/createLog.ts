import {
  pino,
  stdTimeFunctions,
  type DestinationStream,
  type Logger,
} from 'pino';
import { redactFields, redactText } from './redact';

/** Where a service writes what happens: one JSON object a line. */
export type Log = Logger;

/** Makes the log of a service; no secret reaches it by a field, a message or an error. */
export function createLog(options: {
  service: string;
  level: string;
  destination?: DestinationStream;
}): Log {
  const settings = {
    level: options.level,
    base: { service: options.service },
    timestamp: stdTimeFunctions.isoTime,
    formatters: {
      level: (label: string) => ({ level: label }),
      log: (fields: object) => redactFields(fields),
    },
    // The formatter has described errors already; pino's own would do it again.
    serializers: { err: (described: unknown) => described },
    // Messages pass no formatter; the finished line passes here.
    hooks: { streamWrite: redactText },
  };
  const log = options.destination
    ? pino(settings, options.destination)
    : pino(settings);
  return Object.assign(log, { child: redactedChild(log.child) });
}

/** pino formats what a child always carries by itself; children of children come here too. */
function redactedChild(child: Log['child']): Log['child'] {
  return function redacting(this: Log, bindings, options) {
    return child.call(this, redactFields(bindings), options);
  } as Log['child'];
}
