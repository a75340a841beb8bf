import AxeBuilder from '@axe-core/playwright';
import { expect, Page } from '@playwright/test';

const AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** Fails with the rule, the place and the remedy of everything below WCAG AA. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations, passes } = await new AxeBuilder({ page })
    .withTags(AA)
    .analyze();
  const lines = violations.flatMap(violation =>
    violation.nodes.map(
      node =>
        `${violation.id} at ${node.target.join(' ')}: ${node.failureSummary}`,
    ),
  );
  expect(lines).toEqual([]);
  // An empty page has no violations either.
  expect(passes.map(({ id }) => id)).toContain('color-contrast');
}
