import { screen } from '@testing-library/react';
import {
  aServiceCalled,
  renderOnEntity,
  type RenderOptions,
} from '../../__testUtils__/renderPage';
import { usePromoteAccess, type PromoteAccess } from './usePromoteAccess';

describe('usePromoteAccess', () => {
  const Access = ({ entityRef }: { entityRef: string }) => (
    <p>{usePromoteAccess(entityRef)}</p>
  );

  it.each<[string, RenderOptions, PromoteAccess]>([
    ['allowed-service', {}, 'allowed'],
    ['denied-service', { denied: ['deployments.promote'] }, 'denied'],
    ['unknown-service', { permissionFailure: new Error('away') }, 'unknown'],
  ])('should tell %s apart', async (name, options, access) => {
    renderOnEntity(<Access entityRef={`component:default/${name}`} />, '', {
      ...options,
      entity: aServiceCalled(name),
    });
    expect(await screen.findByText(access)).toBeVisible();
  });
});
