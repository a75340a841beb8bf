import {
  Command as Program,
  CommanderError,
  InvalidArgumentError,
} from 'commander';
import { CliError, CliIo, EXIT_ERROR, EXIT_OK } from './CliIo';
import {
  Command,
  CommandOptions,
  check,
  estimate,
  plan,
  synth,
} from './commands';
import { PricesOptions, prices } from './prices';

const MAX_DAYS = 3650;

function days(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > MAX_DAYS) {
    throw new InvalidArgumentError(
      `It must be a whole number of days from 1 to ${MAX_DAYS}.`,
    );
  }
  return value;
}

interface Description {
  readonly command: Command;
  readonly summary: string;
  readonly options: readonly ('against' | 'days' | 'out')[];
}

const COMMANDS: Readonly<Record<string, Description>> = {
  estimate: {
    command: estimate,
    summary: 'what the environment costs a month, by list prices',
    options: ['against', 'days'],
  },
  check: {
    command: check,
    summary:
      'what is wrong with the environment, or with a cdk.tf.json: names, types and policies; exit code 2 where something stands in the way',
    options: [],
  },
  synth: {
    command: synth,
    summary: 'the Terraform configuration of the environment',
    options: ['out'],
  },
  plan: {
    command: plan,
    summary:
      'which resources are added, changed, replaced and destroyed, and what Terraform itself says where it is installed; AWS is not asked',
    options: ['against'],
  },
};

function addOptions(command: Program, { options }: Description): void {
  if (options.includes('against')) {
    command.option('--against <old.yaml>', 'what is there today');
  }
  if (options.includes('days')) {
    command.option('--days <n>', 'also what so many days cost', days);
  }
  if (options.includes('out')) {
    command.option('--out <dir>', 'the folder that gets cdk.tf.json');
  }
  command.option('--json', 'print data for programs');
}

function buildProgram(io: CliIo, finish: (code: number) => void): Program {
  const program = new Program('portico infra')
    .description(
      'Price, policy and plan of the file of an environment, or of what an account needs once.',
    )
    .exitOverride()
    .configureOutput({
      writeOut: text => io.out(text.trimEnd()),
      writeErr: text => io.error(text.trimEnd()),
    });
  for (const [name, description] of Object.entries(COMMANDS)) {
    const command = program
      .command(name)
      .argument('<spec.yaml>', 'the file of an environment or of a bootstrap')
      .summary(description.summary)
      .description(description.summary)
      .action(async (file: string, options: CommandOptions) =>
        finish(await description.command(file, options, io)),
      );
    addOptions(command, description);
  }
  const summary =
    'what AWS asks today, by its price list; needs credentials of AWS';
  program
    .command('prices')
    .argument('<region>', 'the region, such as us-west-2')
    .summary(summary)
    .description(summary)
    .option('--out <file>', 'the file of prices that they are put into')
    .option('--json', 'print data for programs')
    .action(async (region: string, options: PricesOptions) => {
      // The client of AWS is loaded by the one command that needs it.
      const { AwsPriceList } = await import('../pricing/refresh/AwsPriceList');
      finish(await prices(region, options, io, AwsPriceList.create()));
    });
  return program;
}

/** The `portico infra` commands: gives the exit code and never throws for what people type. */
export async function main(
  argv: readonly string[],
  overrides: Partial<CliIo> = {},
): Promise<number> {
  const io: CliIo = {
    out: text => process.stdout.write(`${text}\n`),
    error: text => process.stderr.write(`${text}\n`),
    now: () => new Date(),
    cwd: process.cwd(),
    searchPath: process.env.PATH ?? '',
    ...overrides,
  };
  let exitCode = EXIT_OK;
  const program = buildProgram(io, code => {
    exitCode = code;
  });
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? EXIT_OK : EXIT_ERROR;
    }
    if (!(error instanceof CliError)) throw error;
    io.error(error.message);
    return EXIT_ERROR;
  }
}
