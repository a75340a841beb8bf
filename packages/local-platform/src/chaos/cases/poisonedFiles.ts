import type { CaseContext, ChaosCase } from '../Case';
import { eventually } from '../harness/eventually';
import { filePath } from '../harness/gatherFacts';
import { POISONED_ENVIRONMENTS } from '../harness/poison';
import { pushFiles } from '../harness/pushFiles';
import { listEnvironments, listNames } from './common';
import { poisonCatalog } from './poisonedCatalog';

/** Files in the platform's repository that are wrong in every way: each is told, and the others live. */
export const poisonedFiles: ChaosCase = {
  name: 'poison',
  title: 'Poisoned files in the repository',
  short: false,
  async run(context) {
    await poisonEnvironments(context);
    await poisonCatalog(context);
  },
};

async function poisonEnvironments(context: CaseContext): Promise<void> {
  const { world, holds, note } = context;
  const { ada, a } = world;
  const before = await listNames(ada, a);
  await pushFiles(
    world,
    Object.fromEntries(
      POISONED_ENVIRONMENTS.map(({ name, text }) => [filePath(name), text]),
    ),
  );
  const names = POISONED_ENVIRONMENTS.map(({ name }) => name);
  const listed = await eventually(
    'the poisoned environments in the list',
    async () => {
      const items = await listEnvironments(ada, a);
      const there = new Set(items.map(({ name }) => name));
      return names.every(name => there.has(name)) ? items : undefined;
    },
    { withinMs: 30_000 },
  );
  for (const { name, says, line } of POISONED_ENVIRONMENTS) {
    const issues = listed.find(item => item.name === name)?.issues ?? [];
    note(`${name}: ${issues[0]?.line ?? '-'}: ${issues[0]?.message}`);
    holds(
      `${name} tells what is wrong${line ? ', and where' : ''}`,
      issues.some(issue => says.test(issue.message)) &&
        (!line || issues.some(issue => issue.line !== undefined)),
      JSON.stringify(issues),
    );
  }
  const after = new Set(listed.map(({ name }) => name));
  holds(
    'the other environments stay',
    before.every(name => after.has(name)),
    'some are gone',
  );
}
