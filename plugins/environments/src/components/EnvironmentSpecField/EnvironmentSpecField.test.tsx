import type { FieldExtensionComponentProps } from '@backstage/plugin-scaffolder-react';
import { screen, waitFor } from '@testing-library/react';
import { aSpec } from '../../__testUtils__/aSpec';
import { userEvent } from '../../__testUtils__/formActions';
import { renderElement } from '../../__testUtils__/renderPage';
import { draftOf } from '../../form/formState';
import { EnvironmentSpecField } from './EnvironmentSpecField';
import { specErrors } from './environmentSpecField';

type Props = FieldExtensionComponentProps<Record<string, unknown>>;

/** What the form of a template gives to a field, as far as ours reads it. */
function fieldProps(props: Partial<Props>): Props {
  return { rawErrors: [], ...props } as Props;
}

describe('EnvironmentSpecField', () => {
  it('should tell the form around it every edit', async () => {
    const onChange = jest.fn();
    renderElement(
      <EnvironmentSpecField {...fieldProps({ onChange })} />,
      '/environments',
    );
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Name/ }),
      'dev',
    );
    await waitFor(() =>
      expect(onChange).toHaveBeenLastCalledWith(
        expect.objectContaining({
          metadata: expect.objectContaining({
            name: 'dev',
            owner: 'group:default/checkout',
          }),
        }),
      ),
    );
    expect(
      await screen.findByText('at least $239.07 a month'),
    ).toBeInTheDocument();
    // The form around it sends and keeps drafts.
    expect(
      screen.queryByRole('button', { name: /approval/ }),
    ).not.toBeInTheDocument();
    expect(Object.keys(localStorage).join()).not.toMatch(/draft/);
  });

  it('should go on from what the form around it has kept', async () => {
    renderElement(
      <EnvironmentSpecField
        {...fieldProps({
          formData: draftOf(aSpec('kept', 'prod')),
          onChange: jest.fn(),
        })}
      />,
      '/environments',
    );
    expect(await screen.findByRole('textbox', { name: /^Name/ })).toHaveValue(
      'kept',
    );
    expect(screen.getByRole('radio', { name: /Production/ })).toBeChecked();
  });

  it('should show what is wrong once the form around it was refused', async () => {
    renderElement(
      <EnvironmentSpecField
        {...fieldProps({ onChange: jest.fn(), rawErrors: ['Name must ...'] })}
      />,
      '/environments',
    );
    const name = await screen.findByRole('textbox', { name: /^Name/ });
    await waitFor(() =>
      expect(name).toHaveAccessibleDescription(/at least 2 characters/),
    );
  });
});

describe('specErrors', () => {
  it('should name the field of each rule', () => {
    expect(specErrors(aSpec())).toEqual([]);
    expect(specErrors(aSpec('A'))).toEqual([
      'Name must have at least 2 characters',
      expect.stringMatching(/^Name may only have lower-case letters/),
      'Name must start with a lower-case letter',
    ]);
    expect(specErrors(undefined)).toHaveLength(1);
  });
});
