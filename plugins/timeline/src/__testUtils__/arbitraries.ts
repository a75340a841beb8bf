import fc from 'fast-check';

/** Zones with every oddity: no changes, changes at midnight, half hours, a day that was left out. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Cairo',
];

const HOUR_MS = 3_600_000;

/** A zone. */
export const anyZone = fc.constantFrom(...ZONES);

/** A moment of the years in which those zones had their oddities. */
export const anyMoment = fc.integer({
  min: Date.parse('2010-01-01T00:00:00Z'),
  max: Date.parse('2027-12-31T00:00:00Z'),
});

/** A window of an hour to a year. */
export const anyWindow = fc
  .tuple(anyMoment, fc.integer({ min: HOUR_MS, max: 366 * 24 * HOUR_MS }))
  .map(([from, length]) => ({ from, to: from + length }));

/** A window of an hour to a month. */
export const anyShortWindow = fc
  .tuple(anyMoment, fc.integer({ min: HOUR_MS, max: 31 * 24 * HOUR_MS }))
  .map(([from, length]) => ({ from, to: from + length }));
