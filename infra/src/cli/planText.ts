import { Plan, PlannedResource } from '@portico/plugin-environments-common';

const SIGNS: Readonly<Record<PlannedResource['action'], string>> = {
  add: '+',
  change: '~',
  replace: '±',
  destroy: '-',
};

const MAX_VALUE = 60;

function short(value: unknown): string {
  const text = value === null ? '(not set)' : JSON.stringify(value);
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text;
}

function resourceLines(resource: PlannedResource): string[] {
  const loss = resource.dataLoss ? '  DATA LOSS' : '';
  return [
    `  ${SIGNS[resource.action]} ${resource.address}${loss}`,
    ...(resource.reason ? [`      ${resource.reason}`] : []),
    ...(resource.changes ?? []).map(
      ({ path, before, after }) =>
        `      ${path}: ${short(before)} -> ${short(after)}`,
    ),
  ];
}

function counts({ add, change, replace, destroy }: Plan['summary']): string {
  return `${add} to add, ${change} to change, ${replace} to replace, ${destroy} to destroy`;
}

/** Writes a plan for people. */
export function planText(plan: Plan, name: string): string {
  return [
    `Plan of ${name}: ${counts(plan.summary)}`,
    ...plan.modules.flatMap(module => [
      '',
      `${module.module} (${counts(module)})`,
      ...module.resources.flatMap(resourceLines),
    ]),
    '',
    'This is a structural plan: two synthesized configurations compared with each other. It asks neither AWS nor the state of Terraform.',
  ].join('\n');
}
