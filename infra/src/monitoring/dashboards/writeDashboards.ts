import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboards } from './dashboards';

// Run by scripts/dashboards/writeDashboards.js, which gives the folder.
for (const [file, text] of Object.entries(dashboards())) {
  writeFileSync(join(process.argv[2], file), text);
}
