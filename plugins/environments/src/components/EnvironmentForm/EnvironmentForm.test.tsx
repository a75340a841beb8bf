import { screen, waitFor, within } from '@testing-library/react';
import { aPreview } from '../../__testUtils__/aPreview';
import { FakeEnvironmentsApi } from '../../__testUtils__/FakeEnvironmentsApi';
import {
  DRAFT_KEY,
  fillName,
  openForm,
  userEvent,
} from '../../__testUtils__/formActions';

describe('EnvironmentForm', () => {
  afterEach(() => localStorage.clear());

  it('should show price, plan, policy and approval before a name is there', async () => {
    await openForm();
    const panel = screen.getByRole('complementary', {
      name: 'Price, policy and plan',
    });
    expect(within(panel).getByText('83 to add')).toBeInTheDocument();
    expect(within(panel).getByText('No approval needed.')).toBeInTheDocument();
    expect(within(panel).getByText('Every policy is met.')).toBeInTheDocument();
    expect(
      within(panel).getByText(
        'Not in the total: 1 line depends on use, 1 line not priced',
      ),
    ).toBeInTheDocument();
    expect(
      within(panel).getByText('List prices of 20 Nov 2026, us-west-2'),
    ).toBeInTheDocument();
    expect(
      within(panel).queryByText(/\$0(\.00)?( |$)/),
    ).not.toBeInTheDocument();
  });

  it('should name the rules that a name breaks, at the field', async () => {
    await openForm();
    expect(
      screen.queryByText(/Must have at least 2 characters/),
    ).not.toBeInTheDocument();
    await fillName('A B C');
    const field = screen.getByRole('textbox', { name: /^Name/ });
    expect(field).toHaveAccessibleDescription(
      /May only have lower-case letters a to z, digits and hyphens/,
    );
    expect(field).toBeInvalid();
    await userEvent.click(screen.getByRole('button', { name: 'Use a-b-c' }));
    expect(field).toHaveValue('a-b-c');
    expect(field).toBeValid();
  });

  it('should say that min is above max, at the field, and ask for no price', async () => {
    const { api } = await openForm();
    await userEvent.click(
      screen.getByRole('button', { name: /Cluster.*2 x t3.medium, on demand/ }),
    );
    const asked = api.previews.length;
    const min = screen.getByRole('textbox', { name: 'Fewest nodes' });
    await userEvent.clear(min);
    await userEvent.type(min, '9');
    expect(min).toHaveAccessibleDescription(
      /Must not be larger than max \(5\)/,
    );
    expect(
      screen.getByRole('button', { name: /Cluster.*1 to mend/ }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('What is below belongs to an earlier edit.'),
    ).toBeInTheDocument();
    // The answer for what was typed before is still on its way; no question is added.
    await new Promise(resolve => setTimeout(resolve, 400));
    expect(
      api.previews
        .slice(asked)
        .every(
          ({ request }) => !JSON.stringify(request.spec).includes('"min":9'),
        ),
    ).toBe(true);
  });

  it.each([
    ['Cluster', 'A Kubernetes cluster', /no cluster$/],
    ['Data', 'A PostgreSQL database', /no database; cache/],
    ['Data', 'A Redis cache', /; no cache$/],
    ['Edge', 'Reachable from the internet', /not reachable from outside$/],
    ['Edge', 'Web firewall', /load balancer without a web firewall$/],
  ])(
    'should leave out of %s what is switched off: %s',
    async (section, part, summary) => {
      await openForm();
      const fold = screen.getByRole('button', { name: new RegExp(section) });
      await userEvent.click(fold);
      await userEvent.click(screen.getByRole('switch', { name: part }));
      expect(fold).toHaveAccessibleName(summary);
      expect(screen.queryByText(/\d to mend/)).not.toBeInTheDocument();
    },
  );

  it('should put what only the portal knows at its field', async () => {
    const { api } = await openForm();
    await userEvent.click(screen.getByRole('button', { name: /Network/ }));
    const cidr = screen.getByRole('textbox', { name: 'Network block' });
    api.answer = () => ({
      valid: false,
      issues: [
        {
          path: 'spec.network.cidr',
          message: '10.20.0.0/16 overlaps staging (10.20.0.0/17)',
          suggestion: '10.21.0.0/16',
        },
      ],
    });
    await userEvent.clear(cidr);
    await userEvent.type(cidr, '10.20.0.0/16');
    await waitFor(() =>
      expect(cidr).toHaveAccessibleDescription(/overlaps staging/),
    );
    api.answer = () => aPreview();
    await userEvent.click(
      screen.getByRole('button', { name: 'Use 10.21.0.0/16' }),
    );
    expect(cidr).toHaveValue('10.21.0.0/16');
    await waitFor(() => expect(cidr).toBeValid());
  });

  it('should move to the block that the portal proposes where nobody chose one', async () => {
    const api = new FakeEnvironmentsApi();
    api.answer = ({ spec }) =>
      JSON.stringify(spec).includes('10.0.0.0/16')
        ? {
            valid: false,
            issues: [
              {
                path: 'spec.network.cidr',
                message: 'overlaps a request',
                suggestion: '10.4.0.0/16',
              },
            ],
          }
        : aPreview();
    await openForm({ api });
    expect(
      screen.getByRole('button', { name: /Network.*10\.4\.0\.0\/16/ }),
    ).toBeInTheDocument();
    expect(screen.queryByText(/\d to mend/)).not.toBeInTheDocument();
  });

  it('should offer the draft that was left behind', async () => {
    localStorage.setItem(
      DRAFT_KEY,
      JSON.stringify({
        savedAt: new Date().toISOString(),
        draft: { metadata: { name: 'kept' }, spec: { class: 'dev' } },
        edits: [{ path: 'metadata.name', value: 'kept' }],
      }),
    );
    await openForm();
    expect(
      screen.getByText(/^You left this unfinished on \d+ \w+, \d\d:\d\d\.$/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Go on' }));
    expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveValue('kept');
    expect(
      screen.queryByRole('button', { name: 'Start over' }),
    ).not.toBeInTheDocument();
  });

  it('should forget what was left behind when somebody starts over', async () => {
    localStorage.setItem(
      DRAFT_KEY,
      JSON.stringify({
        savedAt: new Date().toISOString(),
        draft: { metadata: { name: 'kept' }, spec: { class: 'dev' } },
        edits: [],
      }),
    );
    await openForm();
    await userEvent.click(screen.getByRole('button', { name: 'Start over' }));
    expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveValue('');
    expect(localStorage.getItem(DRAFT_KEY)).toBeNull();
  });

  it('should say when it ends and what it costs by then', async () => {
    await openForm();
    expect(
      screen.getByText(
        /^Created today, it ends on .*; at least \$110\.04 by then\.$/,
      ),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: '7 days' }));
    expect(
      await screen.findByText(/; at least \$55\.02 by then\.$/),
    ).toBeInTheDocument();
  });
});
