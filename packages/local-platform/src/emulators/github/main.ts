import { readEnvironment } from './readEnvironment';
import { startGitHubEmulator } from './startGitHubEmulator';

/**
 * The emulator as a process of its own. It tells what happens as JSON, one
 * object a line: `log` on standard error; `seeded` for each seed and then
 * `ready` on standard output. SIGTERM and SIGINT end it.
 */
async function main(): Promise<void> {
  const { options, seeds } = readEnvironment(process.env);
  const log = (level: string) => (message: string) =>
    tell(process.stderr, { event: 'log', level, message });
  const emulator = await startGitHubEmulator({
    ...options,
    logger: { info: log('info'), warn: log('warn') },
  });
  const stop = () => {
    emulator.stop().then(
      () => process.exit(0),
      error => {
        log('warn')(`The emulator did not stop cleanly: ${error}`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  for (const seed of seeds) {
    const result = await emulator.seed(seed);
    tell(process.stdout, {
      event: 'seeded',
      repository: `${seed.owner}/${seed.repo}`,
      ...result,
    });
  }
  const { url, apiUrl, rawUrl, port } = emulator;
  tell(process.stdout, { event: 'ready', url, apiUrl, rawUrl, port });
}

function tell(stream: NodeJS.WritableStream, message: object): void {
  stream.write(`${JSON.stringify(message)}\n`);
}

main().catch(error => {
  const message = error instanceof Error ? error.message : String(error);
  tell(process.stderr, { event: 'log', level: 'error', message });
  process.exit(1);
});
