import { makeFieldSchema } from '@backstage/plugin-scaffolder-react';
import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { parseEnvironmentSpec } from '@portico/plugin-environments-common';
import { fieldLabel } from '../../form/fieldLabels';
import { EnvironmentSpecField } from './EnvironmentSpecField';

/** Every rule that a spec breaks, each as a line that names its field. */
export function specErrors(spec: unknown): string[] {
  const parsed = parseEnvironmentSpec(spec);
  return parsed.valid
    ? []
    : parsed.issues.map(
        ({ path, message }) =>
          `${path === '' ? 'The spec' : fieldLabel(path)} ${message}`,
      );
}

/** The field `EnvironmentSpec` of templates, with the rules that stop a wrong spec. */
export const environmentSpecField = createFormField({
  name: 'EnvironmentSpec',
  component: EnvironmentSpecField,
  schema: makeFieldSchema({ output: z => z.record(z.unknown()) }),
  validation: (spec, field) => {
    for (const error of specErrors(spec)) field.addError(error);
  },
});
