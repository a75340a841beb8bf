import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pages } from './pages';

// Run by scripts/docs/writePages.js, which gives the folder.
for (const [file, text] of Object.entries(pages())) {
  writeFileSync(join(process.argv[2], file), text);
}
