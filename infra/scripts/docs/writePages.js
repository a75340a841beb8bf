/**
 * Writes the pages of the documentation that are made of the code:
 *
 *   yarn workspace @portico/infra docs
 */
const { join } = require('node:path');
const runBundled = require('../runBundled');

runBundled(
  join('docs', 'writePages.ts'),
  join(__dirname, '..', '..', '..', 'docs'),
);
