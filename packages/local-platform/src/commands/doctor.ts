import type { Command } from 'commander';
import { DataFolder } from '../data/DataFolder';
import { allWell, renderFindings, type Finding } from '../doctor/Finding';
import {
  examineGit,
  examineMemory,
  examineNode,
  examinePorts,
} from '../doctor/machine';
import { examineParts } from '../doctor/parts';
import { findRun } from '../up/RunFile';
import { addData, type DataOption } from './options';

/** Adds `doctor`. */
export function addDoctor(program: Command): void {
  addData(program.command('doctor'))
    .description('tell what works and what to do about the rest')
    .option('--json', 'print the findings as JSON')
    .action(async (options: DataOption & { json?: boolean }) => {
      const findings = await examine(DataFolder.at(options.data));
      const ok = allWell(findings);
      process.stdout.write(
        options.json
          ? `${JSON.stringify({ ok, items: findings }, null, 2)}\n`
          : renderFindings(findings),
      );
      process.exitCode = ok ? 0 : 1;
    });
}

/** Looks at the machine and at every part of the stack. */
export async function examine(data: DataFolder): Promise<Finding[]> {
  const run = await findRun(data);
  return [
    examineNode(process.versions.node),
    examineMemory(run !== undefined),
    await examineGit(),
    await examinePorts(data, run),
    ...(await examineParts(data, run)),
  ];
}
