import { writeFileSync } from 'node:fs';
import { contentsOfClasses } from './contentsOfClasses';
import { environmentContents } from './environmentContents';

// Run by scripts/docs/writeContents.js, which gives the file.
writeFileSync(process.argv[2], environmentContents(contentsOfClasses()));
