import type { EnvironmentView } from '@portico/plugin-environments-common';
import { changed, fails } from './forceState';
import { StateRow } from './stateTable';

/** Where the portal tells of the environment prod. */
export const VIEW = '/api/environments/environments/prod';

/** The environment prod with other facts. */
export const view = (facts: Partial<EnvironmentView>) =>
  changed<EnvironmentView>(real => ({ ...real, ...facts }));

/** The reader may not see prod, and hears which permission it takes. */
export const notAllowed: StateRow = {
  state: 'not allowed',
  forced: [[VIEW, fails(403, 'Not yours to see')]],
  problems: [/^403 \/api\/environments\/environments\/prod$/],
  says: [
    'You are not allowed to see this environment',
    "It needs the permission environments.environment.read. Whoever keeps the portal's permission policy can grant it; usually that is the platform team.",
    'The portal said: Not yours to see',
  ],
};

/** The portal can't tell of prod, which is not that there is none. */
export const sourceDown: StateRow = {
  state: 'source down',
  forced: [[VIEW, fails(502, 'The Git host did not answer')]],
  problems: [/^502 \/api\/environments\/environments\/prod$/],
  says: ['Could not load this environment', 'The Git host did not answer'],
  buttons: ['Retry'],
  silent: ['There is no environment', 'The portal knows no environment'],
};

/** There is no prod. */
export const notThere = {
  forced: [[VIEW, fails(404, 'No such environment')]],
  problems: [/^404 \/api\/environments\/environments\/prod$/],
} satisfies Partial<StateRow>;
