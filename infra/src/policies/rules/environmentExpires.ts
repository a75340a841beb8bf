import { PolicyRule } from '../PolicyRule';

/** A development environment says until when it is needed. */
export const environmentExpires: PolicyRule = {
  id: 'environment-expires',
  severity: 'info',
  title: 'A development environment can have an end',
  why: 'It is paid for until somebody remembers to end it; most are needed for days.',
  fix: 'Set ttl, such as 14d; it can be extended. Leave it out where the environment is meant to stay.',
  classes: ['dev'],
  check: ({ spec }) =>
    spec && spec.spec.ttl === undefined
      ? [{ resource: spec.metadata.name, path: 'spec.ttl' }]
      : [],
};
