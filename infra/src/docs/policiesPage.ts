import { Severity } from '@portico/plugin-environments-common';
import { PolicyRule } from '../policies/PolicyRule';
import { markdownTable } from './markdownTable';

const INTRODUCTION = `# Policies

[//]: # 'Written by yarn workspace @portico/infra docs; a change by hand is lost.'

Every environment is judged by these rules: in the form while it is typed, in the change before anybody agrees to it, and by \`./portico infra check\`. They judge what an environment is turned into, so a \`cdk.tf.json\` from elsewhere can be judged as well; one whose tags name no class counts as production. What is only known when something is built is never accused.

Who has a good reason writes a waiver with an owner, a reason and a last day; how, and how to add a rule, is told in [Add a policy](how-to/add-a-policy.md). Beside these, names and types are checked against the bindings of the provider (\`configuration-valid\`), which nobody can waive.`;

const SECTIONS: readonly {
  readonly severity: Severity;
  readonly title: string;
  readonly text: string;
}[] = [
  {
    severity: 'blocker',
    title: 'Blockers',
    text: 'A change that breaks one of these needs a waiver, or the yes of the platform.',
  },
  {
    severity: 'warning',
    title: 'Warnings',
    text: "These are told, and stand in nobody's way.",
  },
  {
    severity: 'info',
    title: 'Notes',
    text: 'These are advice.',
  },
];

function rowOf({ id, title, why, fix, classes }: PolicyRule): string[] {
  return [`\`${id}\``, classes?.join(', ') ?? 'all', `${title}. ${why}`, fix];
}

/** The page that tells of every policy, made of the rules themselves. */
export function policiesPage(rules: readonly PolicyRule[]): string {
  const sections = SECTIONS.flatMap(({ severity, title, text }) => {
    const found = rules.filter(rule => rule.severity === severity);
    return [
      `## ${title}`,
      text,
      markdownTable(
        ['Rule', 'Classes', 'What must hold, and why', 'How to mend it'],
        found.map(rowOf),
      ),
    ];
  });
  return `${[INTRODUCTION, ...sections].join('\n\n')}\n`;
}
