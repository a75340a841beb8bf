import { CommanderError } from 'commander';
import { DataFolder } from '../data/DataFolder';
import { temporaryFolder } from '../__testUtils__/temporaryFolder';
import { createProgram } from './program';
import { readToken } from './token';

/** What the command line says to wrong or help-seeking words. */
async function parse(...args: string[]): Promise<string> {
  const program = createProgram();
  let said = '';
  const hear = (text: string) => {
    said += text;
  };
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({ writeOut: hear, writeErr: hear });
  }
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      throw error;
    }
  }
  return said;
}

describe('the command line', () => {
  it('should list the commands, without those for its own use', async () => {
    const help = await parse('--help');
    const listed = [...help.matchAll(/^ {2}([a-z]+) /gm)].map(
      match => match[1],
    );
    expect(listed).toEqual([
      'up',
      'down',
      'doctor',
      'token',
      'fault',
      'traffic',
      'test',
      'check',
      'chaos',
      'load',
      'infra',
    ]);
  });

  it.each([
    'up',
    'down',
    'doctor',
    'token',
    'fault',
    'traffic',
    'load',
    'check',
  ])('should explain %s', async name => {
    expect(await parse(name, '--help')).toMatch(
      new RegExp(`^Usage: portico ${name} `),
    );
  });

  it.each([
    [
      ['up', '--port', '99999'],
      "'99999' is no port: give a number from 1 to 65535",
    ],
    [['up', '--no-such-flag'], "unknown option '--no-such-flag'"],
    [['token', 'root'], 'Allowed choices are engineer, platform, manager, ci'],
    [['up', '--traffic', 'many'], 'Give a number from 0 to 600'],
    [['traffic', '601'], 'Give a number from 0 to 600'],
    [['traffic', ''], 'Give a number from 0 to 600'],
    [['fault', 'orders', 'slow'], 'Name one of user, product, order'],
    [['fault', 'order', 'broken'], 'Allowed choices are slow, errors, crash'],
    [['fault', 'order', 'errors', '--ratio', '0'], 'Give a number above 0'],
    [['fault', 'order', 'slow', '--delay', '0'], 'Give a whole number from 1'],
    [['chaos', '--seed', 'x'], "'x' is no seed: give a number"],
    [
      ['load', '--scale', '2'],
      "'2' is no scale: give a number from 0.001 to 1",
    ],
    [['load', '-e', 'SCALE'], "'SCALE' is not like NAME=value"],
    [['load', 'soak'], 'Allowed choices are journey'],
    [['start'], "unknown command 'start'"],
  ])('should refuse %j with the reason', async (args, reason) => {
    expect(await parse(...args)).toContain(reason);
  });
});

describe('readToken', () => {
  const folder = temporaryFolder();

  it('should tell how to start when nothing runs', async () => {
    const data = DataFolder.at(folder);
    await expect(readToken('engineer', data)).rejects.toMatchObject({
      message: `Portico does not run with ${data.path}`,
      fix: `./portico up --data ${data.path}`,
    });
  });
});
