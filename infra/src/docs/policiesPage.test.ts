import { policyRules } from '../policies/policyRules';
import { policiesPage } from './policiesPage';

describe('policiesPage', () => {
  const page = policiesPage(policyRules);

  it('should tell of every rule once, and for whom it is', () => {
    for (const { id } of policyRules) {
      expect(page.split(`| \`${id}\` `)).toHaveLength(2);
    }
    expect(page).toMatch(/^\| `database-multi-az` +\| prod +\|/m);
    expect(page).toMatch(/^\| `sized-for-class` +\| dev, staging +\|/m);
    expect(page).toMatch(/^\| `cidr-valid` +\| all +\|/m);
  });
});
