import { issuesOf, specWith } from '../__testUtils__/issuesOf';

describe('sections of a spec', () => {
  it.each<[string, object, string[]]>([
    [
      'an endpoint of a service that is none',
      { network: { cidr: '10.0.0.0/16', interfaceEndpoints: ['s3'] } },
      [
        'spec.network.interfaceEndpoints[0]: must be one of autoscaling, ec2, ec2messages, ecr.api, ecr.dkr, eks, eks-auth, elasticloadbalancing, kms, lambda, logs, monitoring, secretsmanager, sns, sqs, ssm, ssmmessages, sts',
      ],
    ],
    [
      'endpoints for nobody',
      { network: { cidr: '10.0.0.0/16', interfaceEndpoints: ['sts'] } },
      [
        'spec.network.interfaceEndpoints: must be left out without a cluster, whose nodes alone use them',
      ],
    ],
    [
      'an endpoint twice',
      {
        network: { cidr: '10.0.0.0/16', interfaceEndpoints: ['sts', 'sts'] },
        cluster: {},
      },
      [
        'spec.network.interfaceEndpoints[1]: repeats entry 0; each must be there once',
      ],
    ],
    [
      'another engine',
      { database: { engine: 'mysql' } },
      [
        'spec.database.engine: must be postgres, the only engine the platform offers',
      ],
    ],
    [
      'storage that shrinks',
      { database: { engine: 'postgres', storageGb: 200, maxStorageGb: 100 } },
      ['spec.database.maxStorageGb: must not be smaller than storageGb'],
    ],
    [
      'too little storage',
      { database: { engine: 'postgres', storageGb: 5 } },
      ['spec.database.storageGb: must be at least 20'],
    ],
    [
      'a minor version',
      { database: { engine: 'postgres', version: '17.2' } },
      [
        'spec.database.version: must be a major version from "14" to "18"; minor versions upgrade themselves',
      ],
    ],
    [
      'windows that are none',
      {
        database: {
          engine: 'postgres',
          backupWindow: '3 am',
          maintenanceWindow: 'sunday',
        },
      },
      [
        'spec.database.backupWindow: must be a time of the day in UTC of at least 30 minutes, such as 03:00-04:00',
        'spec.database.maintenanceWindow: must be a time of the week in UTC of at least 30 minutes and less than a day, such as sun:04:30-sun:05:30',
      ],
    ],
    [
      'windows that overlap',
      { database: { engine: 'postgres', backupWindow: '04:00-05:00' } },
      [
        'spec.database.maintenanceWindow: must not overlap backupWindow, which is 04:00-05:00 every day; it is sun:04:30-sun:05:30',
      ],
    ],
    [
      'replicas and copies of backups that are not made',
      {
        database: {
          engine: 'postgres',
          backupRetentionDays: 0,
          readReplicas: 1,
          backupCopyRegion: 'us-east-1',
        },
      },
      [
        'spec.database.readReplicas: must be 0 without backups; set backupRetentionDays to at least 1',
        'spec.database.backupCopyRegion: must be left out without backups; set backupRetentionDays to at least 1',
      ],
    ],
    [
      'copies of backups in the region of the database',
      {
        database: { engine: 'postgres', backupCopyRegion: 'us-west-2' },
        storage: {
          buckets: [{ name: 'kept', purpose: 'backups' }],
          backupCopyRegion: 'us-west-2',
        },
      },
      [
        'spec.database.backupCopyRegion: must be another region than us-west-2, which the environment is in',
        'spec.storage.backupCopyRegion: must be another region than us-west-2, which the environment is in',
      ],
    ],
    [
      'copies of backups where nobody knows the region',
      { database: { engine: 'postgres', backupCopyRegion: 'mars-north-1' } },
      [
        'spec.database.backupCopyRegion: must be one of us-east-1, us-west-2, eu-west-1, eu-central-1, or none',
      ],
    ],
    [
      'a cache without nodes',
      { cache: { engine: 'redis', nodes: 0 } },
      ['spec.cache.nodes: must be at least 1'],
    ],
    [
      'a cache of another kind',
      { cache: { engine: 'memcached' } },
      ['spec.cache.engine: must be one of redis, valkey'],
    ],
    [
      'a bucket twice',
      { storage: { buckets: [{ name: 'assets' }, { name: 'assets' }] } },
      [
        'spec.storage.buckets[1].name: repeats entry 0; each must be there once',
      ],
    ],
    [
      'logs in two buckets',
      {
        storage: {
          buckets: [
            { name: 'logs', purpose: 'logs' },
            { name: 'more', purpose: 'logs' },
          ],
        },
      },
      [
        'spec.storage.buckets[1].purpose: must be logs for one bucket only, the one that AWS delivers to',
      ],
    ],
    [
      'a consumer of a queue that is not there',
      {
        events: {
          topics: [{ name: 'orders', queues: ['mail'] }],
          consumers: ['orders', 'returns'].map((topic, index) => ({
            name: `consumer-${index}`,
            topic,
            queue: 'stock',
            code: { bucket: 'acme-code', key: 'stock.zip' },
          })),
        },
      },
      [
        'spec.events.consumers[0].queue: must be one of the queues of orders',
        'spec.events.consumers[1].topic: must be one of the topics',
      ],
    ],
    [
      'a repository that is a pattern, and an address that is none',
      {
        security: { deployFrom: 'acme/*' },
        observability: { notify: ['team'] },
      },
      [
        'spec.observability.notify[0]: must be an address such as team@example.com',
        'spec.security.deployFrom: must be a repository on GitHub, such as acme/platform',
      ],
    ],
    [
      'a limit below the smallest',
      { edge: { waf: { rateLimit: 5 } } },
      ['spec.edge.waf.rateLimit: must be at least 10'],
    ],
    [
      'a host that is none',
      { edge: { domainName: 'shop' } },
      [
        'spec.edge.domainName: must be a host name in lower case, such as shop.example.com',
      ],
    ],
    [
      'a service twice, and one path of two services',
      {
        edge: {
          services: [
            { name: 'user', paths: ['/v1/users', '/v1/users'] },
            { name: 'user', paths: ['/v1/sessions'] },
            { name: 'order', paths: ['/v1/sessions', '/v1/orders'] },
          ],
        },
      },
      [
        'spec.edge.services[0].paths[1]: repeats entry 0; each must be there once',
        'spec.edge.services[1].name: repeats entry 0; each must be there once',
        'spec.edge.services[2].paths[0]: leads to user already; each path leads to one service',
      ],
    ],
    [
      'a service that nobody reaches',
      { edge: { services: [{ name: 'user', paths: [] }] } },
      ['spec.edge.services[0].paths: must have at least 1 entry'],
    ],
    [
      'a service without an image',
      {
        registry: { repositories: ['user', 'order'] },
        edge: {
          services: [
            { name: 'order', paths: ['/v1/orders'] },
            { name: 'stock', paths: ['/v1/stock'] },
          ],
        },
      },
      [
        'spec.edge.services[1].name: must be one of the repositories of the registry: user, order',
      ],
    ],
    [
      'more paths than a load balancer has rules for',
      {
        edge: {
          services: ['a1', 'a2', 'a3'].map(name => ({
            name,
            paths: Array.from({ length: 34 }, (_, i) => `/${name}/${i}`),
          })),
        },
      },
      [
        'spec.edge.services: must have at most 100 paths in all, one for each rule that a load balancer takes',
      ],
    ],
    [
      'a budget as a number',
      { budget: { monthly: 300 } },
      ['spec.budget.monthly: must be in quotes, such as "300.00"'],
    ],
    [
      'a negative budget',
      { budget: { monthly: '-1.00' } },
      [
        'spec.budget.monthly: must be an amount that is not negative, such as "300.00"',
      ],
    ],
    [
      'a budget of thirds',
      { budget: { monthly: '0.333' } },
      [
        'spec.budget.monthly: must be an amount that is not negative, such as "300.00"',
      ],
    ],
    [
      'another currency',
      { budget: { monthly: '1.00', currency: 'EUR' } },
      ['spec.budget.currency: must be USD, the currency of the list prices'],
    ],
    [
      'a tag of AWS',
      { tags: { 'aws:x': 'y' } },
      ['spec.tags["aws:x"]: the name must not start with aws:'],
    ],
    [
      'a tag of the platform',
      { tags: { owner: 'me' } },
      [
        'spec.tags.owner: the name must not be one that the platform sets itself: environment, class, owner, managed-by, Name',
      ],
    ],
    [
      'a tag with a newline',
      { tags: { note: 'a\nb' } },
      ['spec.tags.note: may have letters, digits, spaces and _ . : / = + - @'],
    ],
    [
      'a waiver without a reason',
      {
        waivers: [
          {
            ruleId: 'database-multi-az',
            owner: 'group:default/platform',
            reason: 'why not',
            expiry: '2027-01-31',
          },
        ],
      },
      ['spec.waivers[0].reason: must say why in at least 10 characters'],
    ],
    [
      'a waiver without an end',
      {
        waivers: [
          {
            ruleId: 'database-multi-az',
            owner: 'group:default/platform',
            reason: 'measured, not needed',
          },
        ],
      },
      ['spec.waivers[0].expiry: must be a day, such as 2027-01-31'],
    ],
  ])('should refuse %s', (_, spec, issues) => {
    expect(issuesOf(specWith(spec))).toEqual(issues);
  });
});
