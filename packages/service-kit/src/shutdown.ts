import type { Log } from './log/createLog';

/** Ends the process in order on SIGTERM and SIGINT, and after an error that nobody caught. */
export function endOnSignals(options: {
  stop(): Promise<boolean>;
  log: Log;
}): void {
  const { stop, log } = options;
  // An error that comes while the process ends must not look like success.
  let worst = 0;
  const end = (code: number) => {
    worst = Math.max(worst, code);
    stop().then(
      inOrder => process.exit(inOrder ? worst : 1),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', () => end(0));
  process.on('SIGINT', () => end(0));
  // After such an error nobody knows what state the process is in.
  process.on('uncaughtException', error => {
    log.fatal({ err: error }, 'An error that nobody caught');
    end(1);
  });
  process.on('unhandledRejection', error => {
    log.fatal({ err: error }, 'A promise that nobody awaited');
    end(1);
  });
}
