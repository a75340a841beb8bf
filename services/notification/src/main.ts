import { startNotificationService } from './app';

startNotificationService(process.env).catch(error => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
