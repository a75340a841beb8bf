import { createProgram } from './commands/program';
import { describeFailure } from './terminal/LauncherError';

async function main(): Promise<void> {
  try {
    await createProgram().parseAsync();
  } catch (error) {
    process.stderr.write(`\nportico: ${describeFailure(error)}\n`);
    process.exitCode = 1;
  }
}

void main();
