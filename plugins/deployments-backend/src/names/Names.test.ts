import { aComponent } from '../__testUtils__/aComponent';
import { componentOf } from './componentOf';
import { Names } from './Names';

const names = Names.create(
  [
    aComponent('order-service', {
      'github.com/project-slug': 'Acme/Order',
      'backstage.io/source-location':
        'url:https://git.example:8443/acme/order/tree/main/',
    }),
    aComponent('payment-service', {
      'backstage.io/kubernetes-id': 'pay',
      'github.com/project-slug': 'acme/shop',
      'backstage.io/managed-by-location': 'file:/srv/catalog.yaml',
    }),
    aComponent('cart', {
      'backstage.io/kubernetes-id': 'pay',
      'backstage.io/kubernetes-namespace': 'checkout',
      'github.com/project-slug': 'acme/shop',
    }),
    aComponent('api', {}, { namespace: 'one' }),
    aComponent('api', {}, { namespace: 'two' }),
    aComponent('web', {}, { namespace: 'one', type: 'website' }),
    aComponent('web', {}, { namespace: 'default', type: 'website' }),
    aComponent('broken', {
      'backstage.io/kubernetes-id': ' ',
      'github.com/project-slug': 'https://git.example/acme/x',
    }),
  ].map(componentOf),
  ['prod', 'staging'],
  {
    environments: ['Prod', 'elsewhere'],
    aliases: new Map([
      ['production EU', 'Prod'],
      ['live.example/x', 'elsewhere'],
      ['staging', 'prod'],
    ]),
    workflows: [
      { repository: null, workflow: 'deploy.yaml', environment: 'staging' },
      {
        repository: 'acme/order',
        workflow: 'deploy.yaml',
        environment: 'Prod',
      },
      { repository: 'acme/order', workflow: 'try.yaml', environment: 'prod' },
    ],
  },
);

describe('Names', () => {
  it.each([
    ['prod', 'prod'],
    ['PROD', 'prod'],
    ['Production EU', 'prod'],
    ['live.example/x', 'elsewhere'],
    ['elsewhere', 'elsewhere'],
    ['staging', 'staging'],
    ['production', null],
    ['pro', null],
    ['', null],
    ['__proto__', null],
  ])('should take the environment %j for %j', (name, key) => {
    expect(names.environmentOf(name)).toBe(key);
  });

  it.each([
    ['component:default/order-service', 'component:default/order-service'],
    ['Component:Default/Order-Service', 'component:default/order-service'],
    ['component:order-service', 'component:default/order-service'],
    ['default/order-service', 'component:default/order-service'],
    ['order-service', 'component:default/order-service'],
    ['service/order-service', 'component:default/order-service'],
    ['website/web', 'component:default/web'],
    ['website/order-service', null],
    ['web', 'component:default/web'],
    ['one/api', 'component:one/api'],
    ['api', null],
    ['pay', null],
    ['order', null],
    ['other/order-service', null],
    ['resource:default/order-service', null],
    ['', null],
    ['/', null],
    [':', null],
  ])('should take the service %j for %j', (service, entityRef) => {
    expect(names.entityRefOf(service)).toBe(entityRef);
  });

  it('should take a Kubernetes id where no component has it as its name', () => {
    const own = Names.create(
      [aComponent('order', { 'backstage.io/kubernetes-id': 'ord' })].map(
        componentOf,
      ),
      [],
      { environments: [], aliases: new Map(), workflows: [] },
    );
    expect(own.entityRefOf('ord')).toBe('component:default/order');
  });

  it('should find all components of a repository, and none of another', () => {
    expect([
      names.entityRefsOfRepository('acme/order'),
      names.entityRefsOfRepository('ACME/Shop'),
      names.entityRefsOfRepository('acme/x'),
    ]).toEqual([
      ['component:default/order-service'],
      ['component:default/payment-service', 'component:default/cart'],
      [],
    ]);
  });

  it('should know the host of a repository only where the catalog tells it', () => {
    expect(
      names.components.slice(0, 2).map(({ repository }) => repository),
    ).toEqual([
      { host: 'git.example:8443', owner: 'Acme', repo: 'Order' },
      { host: null, owner: 'acme', repo: 'shop' },
    ]);
  });

  it.each([
    ['acme/order', '.github/workflows/deploy.yaml', 'prod'],
    ['Acme/Order', 'try.yaml', 'prod'],
    ['acme/shop', 'deploy.yaml', 'staging'],
    ['acme/shop', 'try.yaml', null],
    ['acme/order', 'test.yaml', null],
  ])('should say where the workflow of %s %s deploys', (repo, file, key) => {
    expect(names.environmentOfWorkflow(repo, file)).toBe(key);
  });

  it('should find the components of objects by id, and by namespace where they have one', () => {
    const found = (id: string, namespace: string) =>
      names.componentsOf(id, namespace).map(({ name }) => name);
    expect([
      found('pay', 'checkout'),
      found('pay', 'shop'),
      found('order-service', 'shop'),
      found('Order-Service', 'shop'),
      found('nobody', 'shop'),
    ]).toEqual([
      ['payment-service', 'cart'],
      ['payment-service'],
      ['order-service'],
      [],
      [],
    ]);
  });

  it('should list the environments once each', () => {
    expect(names.environments).toEqual(['elsewhere', 'prod', 'staging']);
  });
});
