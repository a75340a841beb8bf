import type { Run } from '../up/RunFile';

/** The ports of a run, with nothing but what every run has. */
export function runPorts(overrides: Partial<Run['ports']> = {}): Run['ports'] {
  return {
    portal: 7007,
    gitHost: 20_001,
    postgres: null,
    redis: null,
    prometheus: null,
    alertmanager: null,
    kubernetes: null,
    services: {},
    ...overrides,
  };
}
