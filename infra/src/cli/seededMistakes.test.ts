import { createMockDirectory } from '@backstage/backend-test-utils';
import { policyFindingSchema } from '@portico/plugin-environments-common';
import { z } from 'zod/v4';
import { aSpec } from '../__testUtils__/aSpec';
import { BUILD_MS, builtWorker } from '../__testUtils__/builtWorker';
import { SeededMistake, seededMistakes } from '../__testUtils__/seededMistakes';
import { synthesized } from '../__testUtils__/synthesized';
import { TODAY } from '../__testUtils__/violations';
import { main } from './main';

const answerSchema = z.object({ findings: z.array(policyFindingSchema) });

describe('check', () => {
  const folder = createMockDirectory();
  const document = synthesized(aSpec());
  let workerPath: string;

  beforeAll(() => {
    workerPath = builtWorker();
  }, BUILD_MS);

  async function check(name: string, content: unknown) {
    const file = `${name}.tf.json`;
    folder.addContent({ [file]: JSON.stringify(content) });
    const out: string[] = [];
    const code = await main(['check', file, '--json'], {
      out: text => out.push(text),
      error: text => out.push(text),
      now: () => TODAY,
      cwd: folder.path,
      searchPath: '',
      workerPath,
    });
    return { code, ...answerSchema.parse(JSON.parse(out.join('\n'))) };
  }

  /** Whether a finding names the resource, and the argument where the mistake is in one. */
  async function isFound({ mistake, place, seed }: SeededMistake) {
    const { code, findings } = await check(
      mistake.replaceAll(' ', '-'),
      seed(document),
    );
    const [address, argument = ''] = place.split(' ');
    return (
      code === 2 &&
      findings.some(
        ({ resource, why }) => resource === address && why.includes(argument),
      )
    );
  }

  it('should find nothing in the environment before a mistake is made', async () => {
    expect(await check('sound', document)).toEqual({ code: 0, findings: [] });
  });

  it('should find at least 20 of the 21 seeded mistakes, each with a message that names the place', async () => {
    expect(seededMistakes).toHaveLength(21);
    const missed: string[] = [];
    for (const seededMistake of seededMistakes) {
      if (!(await isFound(seededMistake))) missed.push(seededMistake.mistake);
    }
    expect(missed).toEqual([]);
  }, 60_000);
});
