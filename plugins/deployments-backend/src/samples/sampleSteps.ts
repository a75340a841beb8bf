/** The environments whose history can be invented, in the order in which versions move. */
export const SAMPLE_ENVIRONMENTS = ['staging', 'prod'] as const;

/** An environment whose history can be invented. */
export type SampleEnvironment = (typeof SAMPLE_ENVIRONMENTS)[number];

/** The services of the shop that the samples tell of. */
export type SampleService =
  | 'user-service'
  | 'product-service'
  | 'order-service'
  | 'payment-service'
  | 'notification-service';

/** One try to bring a version to an environment. */
export interface SampleStep {
  environment: SampleEnvironment;
  /** Full days between its day and the last day of the history. */
  daysBefore: number;
  /** When it ended, UTC. */
  time: string;
  version: string;
  /** It ended without ever being a success. */
  hasFailed: boolean;
}

/** An incident; its times are minutes after the end of a step's day has begun. */
export interface SampleIncident {
  id: string;
  service: SampleService;
  environment: SampleEnvironment;
  title: string;
  daysBefore: number;
  opened: string;
  resolved: string;
  /** The version whose deployment caused it; null where none did. */
  version: string | null;
}

/** `s` is staging, `p` is prod; a version that fails is marked with `!`. */
function steps(text: string): SampleStep[] {
  return text
    .trim()
    .split('\n')
    .map(line => {
      const [where, daysBefore, time, version] = line.trim().split(/\s+/);
      return {
        environment: where === 's' ? 'staging' : 'prod',
        daysBefore: Number(daysBefore),
        time,
        version: version.replace('!', ''),
        hasFailed: version.endsWith('!'),
      };
    });
}

/** What was brought where, oldest first: where, days before the last one, when it ended, version. */
export const SAMPLE_STEPS: Readonly<Record<SampleService, SampleStep[]>> = {
  'user-service': steps(`
    s 29 09:12 1.2.0
    p 28 10:06 1.2.0
    s 24 14:21 1.3.0
    p 23 10:11 1.3.0
    s 17 09:43 1.3.1
    p 17 15:32 1.3.1
    s 12 11:02 1.4.0!
    s 12 11:47 1.4.0
    p 11 10:04 1.4.0
    s 5 09:18 1.4.1
    p 4 09:33 1.4.1
    s 1 15:07 1.5.0`),
  'product-service': steps(`
    s 29 10:30 2.0.3
    p 28 10:48 2.0.3
    s 25 09:05 2.1.0
    p 24 10:15 2.1.0
    s 16 09:00 2.2.0
    s 16 14:30 2.2.1
    p 15 10:22 2.2.1
    s 10 13:40 2.3.0
    p 9 15:10 2.3.0
    s 7 09:55 2.3.1
    p 6 10:02 2.3.1!
    p 6 10:41 2.3.1
    s 2 11:26 2.4.0
    p 1 10:19 2.4.0`),
  'order-service': steps(`
    s 29 11:45 1.8.0
    p 28 13:02 1.8.0
    s 27 09:20 1.8.1
    p 26 10:07 1.8.1
    s 23 14:02 1.9.0
    p 22 10:33 1.9.0
    s 20 10:10 1.9.1
    p 19 09:57 1.9.1
    s 14 15:25 1.10.0
    p 13 10:09 1.10.0
    s 10 10:52 1.11.0
    p 9 10:00 1.11.0
    p 9 10:45 1.10.0
    s 8 14:15 1.11.1
    p 7 10:26 1.11.1
    s 3 09:36 1.12.0
    p 2 10:05 1.12.0
    s 1 11:31 1.12.1`),
  'payment-service': steps(`
    s 29 13:15 1.1.0
    p 28 15:20 1.1.0
    s 22 10:40 1.1.1!
    s 21 09:28 1.1.2
    p 20 10:37 1.1.2
    s 13 14:48 1.2.0
    p 12 10:12 1.2.0
    s 6 10:58 1.2.1
    p 5 10:16 1.2.1
    s 3 13:22 1.3.0`),
  'notification-service': steps(`
    s 29 14:50 0.9.0
    p 27 10:24 0.9.0
    s 21 15:12 0.10.0
    p 20 13:05 0.10.0
    p 20 13:50 0.9.0
    s 19 11:08 0.10.1
    p 18 10:03 0.10.1
    s 8 09:49 0.11.0
    p 7 13:17 0.11.0`),
};

/** The same three times that the measurements of the samples tell of. */
export const SAMPLE_INCIDENTS: readonly SampleIncident[] = [
  {
    id: 'sample-1',
    service: 'product-service',
    environment: 'staging',
    title: 'Search is slow: a migration dropped an index',
    daysBefore: 16,
    opened: '09:05',
    resolved: '14:30',
    version: '2.2.0',
  },
  {
    id: 'sample-2',
    service: 'order-service',
    environment: 'prod',
    title: 'Carts of the version before can’t be ordered',
    daysBefore: 9,
    opened: '10:04',
    resolved: '10:45',
    version: '1.11.0',
  },
  {
    id: 'sample-3',
    service: 'payment-service',
    environment: 'prod',
    title: 'The provider of payments does not answer',
    daysBefore: 4,
    opened: '13:00',
    resolved: '14:35',
    version: null,
  },
];
