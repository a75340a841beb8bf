/** How V8 writes a trace where nobody says otherwise. */
function defaultTrace(error: Error, frames: NodeJS.CallSite[]): string {
  return [String(error), ...frames.map(frame => `    at ${frame}`)].join('\n');
}

/**
 * Runs something while `Error.captureStackTrace` of what is no error costs nothing. cdktf takes
 * a whole trace of each of its tokens, thousands in a synthesis, and shows it to nobody; the
 * traces of real errors stay as they are.
 */
export function withoutTraces<T>(run: () => T): T {
  const previous = Error.prepareStackTrace;
  Error.prepareStackTrace = (error, frames) => {
    // An error of another realm is no instance of ours.
    if (Object.prototype.toString.call(error) !== '[object Error]') return '';
    return previous ? previous(error, frames) : defaultTrace(error, frames);
  };
  try {
    return run();
  } finally {
    Error.prepareStackTrace = previous;
  }
}
