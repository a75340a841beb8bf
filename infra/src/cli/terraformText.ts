import { TerraformOutcome } from '../validate/terraform/TerraformOutcome';

const WHAT_IT_IS =
  "This is Terraform's core against the published bindings of the provider, not AWS and no state.";

/** Writes for people what Terraform says. */
export function terraformText(outcome: TerraformOutcome): string {
  if (outcome.status === 'left-out') {
    return `Terraform was left out: ${outcome.reason}.`;
  }
  const { version } = outcome;
  if (outcome.status === 'planned') {
    return `Terraform ${version} reads the whole configuration and plans ${outcome.add} to add. ${WHAT_IT_IS}`;
  }
  return [
    `Terraform ${version} refuses the configuration:`,
    ...outcome.diagnostics.map(
      ({ address, summary, detail }) =>
        `  ${address ? `${address}: ` : ''}${summary}. ${detail.replace(
          /\s*\n\s*/g,
          ' ',
        )}`,
    ),
    WHAT_IT_IS,
  ].join('\n');
}
