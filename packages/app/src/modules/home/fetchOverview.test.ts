import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { aComponent, aTemplate } from '../../__testUtils__/entities';
import { fetchOverview } from './fetchOverview';

const ada = ['user:default/ada', 'group:default/checkout'];

describe('fetchOverview', () => {
  it('should list what the groups own, by title, and nothing else', async () => {
    const catalogApi = catalogApiMock({
      entities: [
        aComponent('payment-service', { title: 'Payments' }),
        aComponent('order-service', { title: 'Orders', description: 'Takes' }),
        aComponent('user-service', { owner: 'group:default/storefront' }),
      ],
    });

    const overview = await fetchOverview(catalogApi, ada);

    expect(overview).toEqual({
      services: [
        {
          ref: 'component:default/order-service',
          kind: 'Component',
          namespace: 'default',
          name: 'order-service',
          title: 'Orders',
          description: 'Takes',
          owner: 'group:default/checkout',
          lifecycle: 'production',
        },
        expect.objectContaining({ title: 'Payments' }),
      ],
      serviceTemplate: undefined,
    });
  });

  it('should find the template of a new service and no other', async () => {
    const catalogApi = catalogApiMock({
      entities: [aTemplate('create-environment'), aTemplate('new-service')],
    });

    await expect(fetchOverview(catalogApi, ada)).resolves.toEqual({
      services: [],
      serviceTemplate: { namespace: 'default', name: 'new-service' },
    });
  });

  it('should ask the catalog once, and only for the fields it shows', async () => {
    const getEntities = jest.fn(async () => ({ items: [] }));
    const catalogApi = catalogApiMock.mock({ getEntities });

    await fetchOverview(catalogApi, ada);

    expect(getEntities.mock.calls).toEqual([
      [
        {
          filter: [
            { kind: 'component', 'relations.ownedBy': ada },
            { kind: 'template', 'metadata.name': 'new-service' },
          ],
          fields: expect.not.arrayContaining(['relations', 'metadata', 'spec']),
        },
      ],
    ]);
  });
});
