import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { MyServices } from './MyServices';

describe('MyServices', () => {
  it.each([
    [[], 'You are in no group yet, and services belong to groups.'],
    [['checkout'], 'Your group checkout owns no service.'],
    [
      undefined,
      'We do not know your groups yet, so we cannot tell which services are yours.',
    ],
  ])('should say why nothing is listed for the groups %j', (groups, why) => {
    renderInTestApp(
      <MyServices
        overview={{
          status: 'ready',
          value: { services: [], serviceTemplate: undefined },
          at: 0,
        }}
        groups={groups}
        onRetry={() => {}}
      />,
    );
    expect(screen.getByText(why)).toBeVisible();
  });
});
