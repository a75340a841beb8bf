import type { Origin } from '@portico/plugin-timeline-common';

/** What is not of a real source, and what that means; live data has no mark. */
export const ORIGINS: Readonly<Record<Exclude<Origin, 'live'>, string>> = {
  sample: 'Invented data, never added to real figures',
  emulated: 'A server of the portal answers in place of the real one',
  simulated: 'The step was not executed',
};
