import AxeBuilder from '@axe-core/playwright';
import { expect, Page } from '@playwright/test';

const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** A rule that a page breaks, and where. */
export interface Flaw {
  rule: string;
  line: string;
}

/** The rule, the place and the remedy of everything below WCAG AA. */
export async function accessibilityFlaws(page: Page): Promise<Flaw[]> {
  const { violations, passes } = await new AxeBuilder({ page })
    .withTags(AA)
    .analyze();
  // An empty page has no violations either.
  expect(passes.map(({ id }) => id)).toContain('color-contrast');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(node => ({
      rule: id,
      line: `${id} at ${node.target.join(' ')}: ${node.failureSummary}`,
    })),
  );
}

/** Fails with the rule, the place and the remedy of everything below WCAG AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const flaws = await accessibilityFlaws(page);
  expect(flaws.map(({ line }) => line)).toEqual([]);
}
