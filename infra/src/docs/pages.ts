import { tmpdir } from 'node:os';
import { defaultSpecFor } from '@portico/plugin-environments-common';
import { parseTerraformDocument } from '../document/TerraformDocument';
import { policyRules } from '../policies/policyRules';
import { listPrices } from '../pricing/book/listPrices';
import { estimateDocument } from '../pricing/estimateDocument';
import { synthesize } from '../stack/synthesize';
import { contentsOfClasses } from './contentsOfClasses';
import { environmentContents } from './environmentContents';
import { ClassCosts, environmentCosts } from './environmentCosts';
import { policiesPage } from './policiesPage';
import { CLASSES } from './sampleSpecs';

/** The day of the newest price, so that a page does not change by itself. */
function pricesRead(): Date {
  const days = listPrices.entries().map(({ asOf }) => asOf);
  return new Date(days.sort().at(-1) ?? 0);
}

/** What each class proposes, priced. */
function costsOfClasses(): ClassCosts[] {
  const now = pricesRead();
  return CLASSES.map(environmentClass => {
    const spec = defaultSpecFor(environmentClass, {
      name: environmentClass,
      owner: 'group:default/platform',
      takenCidrs: [],
    });
    const document = parseTerraformDocument(
      JSON.parse(synthesize(spec, tmpdir())),
    );
    const { region } = spec.spec;
    return {
      environmentClass,
      estimate: estimateDocument(document, { region, now }),
    };
  });
}

/** The pages of the documentation that are made of the code, by their file in `docs`. */
export function pages(): Readonly<Record<string, string>> {
  return {
    'policies.md': policiesPage(policyRules),
    'what-an-environment-contains.md': environmentContents(contentsOfClasses()),
    'what-an-environment-costs.md': environmentCosts(costsOfClasses()),
  };
}
