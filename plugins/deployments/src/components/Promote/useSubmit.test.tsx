import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook } from '@testing-library/react';
import { ORDER } from '../../__testUtils__/aCell';
import { FakeDeploymentsApi } from '../../__testUtils__/FakeDeploymentsApi';
import { deploymentsApiRef } from '../../api';
import { useSubmit } from './useSubmit';

describe('useSubmit', () => {
  it('should send one wish, though it is pressed twice before the page can tell', async () => {
    const api = new FakeDeploymentsApi();
    const { result } = renderHook(() => useSubmit(), {
      wrapper: ({ children }) => (
        <TestApiProvider apis={[[deploymentsApiRef, api]]}>
          {children}
        </TestApiProvider>
      ),
    });
    const wish = { entityRef: ORDER, environment: 'prod', version: '1.5.0' };
    await act(async () => {
      const { submit } = result.current;
      await Promise.all([submit(wish), submit(wish)]);
    });
    expect(api.promotions).toEqual([wish]);
    expect(result.current.outcome).toMatchObject({ status: 'done' });
    // The next one is another.
    await act(async () => result.current.submit(wish));
    expect(api.promotions).toHaveLength(2);
  });
});
