import { tmpdir } from 'node:os';
import { parseTerraformDocument } from '../document/TerraformDocument';
import { synthesize } from '../stack/synthesize';
import { ClassContents } from './environmentContents';
import { CLASSES, sampleSpec } from './sampleSpecs';

/** What the sample environment of each class contains. */
export function contentsOfClasses(): ClassContents[] {
  return CLASSES.map(environmentClass => {
    const spec = sampleSpec(environmentClass);
    const document = parseTerraformDocument(
      JSON.parse(synthesize(spec, tmpdir())),
    );
    return { environmentClass, spec, document };
  });
}
