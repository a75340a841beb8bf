import {
  environmentClassSchema,
  type EnvironmentClass,
} from '@portico/plugin-environments-common';
import { getAt, type SpecDraft } from '../../form/paths';

/** The class of a draft; dev where the draft has none that is known. */
export function classOf(draft: SpecDraft): EnvironmentClass {
  const parsed = environmentClassSchema.safeParse(getAt(draft, 'spec.class'));
  return parsed.success ? parsed.data : 'dev';
}
