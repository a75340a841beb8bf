import { PEOPLE } from '../commands/people';
import type { Run } from './RunFile';

/** What a person needs to know once everything answers. */
export function summary(run: Run, dataPath: string): string {
  const people = Object.values(PEOPLE).map(
    ({ name, about }) => `  ${name.padEnd(10)}${about}`,
  );
  return [
    '',
    `Portico is ready: ${run.url}`,
    '',
    'Sign in as one of the sample people:',
    ...people,
    '',
    ...describeParts(run).map(
      ([kind, parts]) => `${`${kind}:`.padEnd(12)}${parts.join(', ')}`,
    ),
    '',
    `Data and logs: ${dataPath}`,
    '',
  ].join('\n');
}

function describeParts({ ports, given }: Run): Array<[string, string[]]> {
  const { gitHost, postgres, redis, prometheus, alertmanager } = ports;
  const services = Object.entries(ports.services);
  const optional: Array<[string, number | null, string?]> = [
    ['Redis', redis, given.includes('redis') ? 'REDIS_URL' : undefined],
    [
      'Prometheus',
      prometheus,
      given.includes('prometheus') ? 'PROMETHEUS_URL' : undefined,
    ],
    ['Alertmanager', alertmanager],
  ];
  const here = optional.filter(([, port, by]) => port !== null || by);
  const missing = optional.filter(([, port, by]) => port === null && !by);
  const shop = services.length > 0;
  return [
    [
      'Real',
      [
        postgres === null
          ? 'PostgreSQL, the one that DATABASE_URL names'
          : `PostgreSQL (embedded, 127.0.0.1:${postgres})`,
        ...here.map(([title, port, by]) =>
          by
            ? `${title}, the one that ${by} names`
            : `${title} (127.0.0.1:${port})`,
        ),
      ],
    ],
    ...(shop
      ? [
          [
            'The shop',
            services.map(([name, port]) => `${name} (127.0.0.1:${port})`),
          ] satisfies [string, string[]],
        ]
      : []),
    [
      'Emulated',
      [
        `Git host (http://localhost:${gitHost})`,
        ...(shop ? ['Kubernetes API', 'SNS and SQS', 'payment provider'] : []),
      ],
    ],
    [
      'Not there',
      [
        ...missing.map(([title]) => title),
        ...(shop ? [] : ['the shop']),
        'a pipeline: environments are defined, nothing is built on AWS',
      ],
    ],
  ];
}
