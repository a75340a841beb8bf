import {
  aDoraReport,
  anEmptyDoraReport,
  daysOf,
} from '../__testUtils__/aDoraReport';
import { doraRemarks, doraTiles, percent, rate, trendWords } from './doraTiles';

function tile(report: ReturnType<typeof aDoraReport>, wanted: string) {
  return doraTiles(report).find(({ id }) => id === wanted)!;
}

describe('doraTiles', () => {
  it('should tell each value and what it was made of', () => {
    expect(
      doraTiles(aDoraReport()).map(({ id, value, word, basis, remarks }) => [
        id,
        value,
        word,
        basis,
        ...remarks,
      ]),
    ).toEqual([
      ['frequency', '5.4 a week', 'Weekly', '23 deployments in 30 days'],
      [
        'lead-time',
        '2 h 10 min',
        null,
        'Median of 34 commits',
        '7 of 9 deployments tell their commits',
      ],
      ['fail-rate', '17.4 %', null, '4 of 23 deployments failed'],
      ['recovery', '45 min', null, '3 of 4 that failed have recovered'],
      ['rework', '8.7 %', null, '2 of 23 deployments were repairs'],
    ]);
  });

  it('should have no value where nothing was deployed, and never 0', () => {
    const tiles = doraTiles(anEmptyDoraReport());
    expect(tiles.map(({ value }) => value)).toEqual(Array(5).fill(null));
    expect(new Set(tiles.map(({ basis }) => basis))).toEqual(
      new Set(['There was no deployment in this time.']),
    );
    expect(tiles.flatMap(({ remarks }) => remarks)).toEqual([]);
  });

  it('should say 0 % where there were deployments and none failed', () => {
    const report = aDoraReport({
      changeFailRate: {
        ratio: 0,
        failed: 0,
        deployments: 23,
        unlinkedIncidents: 2,
      },
      failedDeploymentRecoveryTime: {
        medianSeconds: null,
        coverage: { known: 0, of: 0 },
      },
    });
    expect(tile(report, 'fail-rate')).toMatchObject({
      value: '0 %',
      basis: '0 of 23 deployments failed',
      remarks: ['2 incidents linked to no deployment, and not counted'],
    });
    expect(tile(report, 'recovery')).toMatchObject({
      value: null,
      basis: 'No deployment failed.',
    });
  });

  it('should not call a recovery that has not come one of 0 s', () => {
    const report = aDoraReport({
      failedDeploymentRecoveryTime: {
        medianSeconds: null,
        coverage: { known: 0, of: 2 },
      },
    });
    expect(tile(report, 'recovery')).toMatchObject({
      value: null,
      basis: '0 of 2 that failed have recovered',
    });
  });

  it.each([
    [
      { coverage: { known: 0, of: 9 } },
      'No deployment tells its commits.',
      ['0 of 9 deployments tell their commits'],
    ],
    [
      { coverage: { known: 0, of: 0 } },
      'No deployment brought a new version.',
      [],
    ],
    [
      { coverage: { known: 1, of: 1 } },
      'The deployments brought no new commit.',
      ['1 of 1 deployment tells its commits'],
    ],
    [
      { coverage: { known: 1, of: 2 }, excluded: 1 },
      'No commit is older than its deployment.',
      [
        '1 of 2 deployments tell their commits',
        '1 commit left out: younger than deployed',
      ],
    ],
  ])('should say why there is no lead time: %j', (lead, basis, remarks) => {
    const report = aDoraReport({
      changeLeadTime: {
        medianSeconds: null,
        commits: 0,
        skewed: 0,
        excluded: 0,
        ...lead,
      },
    });
    expect(tile(report, 'lead-time')).toMatchObject({
      value: null,
      basis,
      remarks,
    });
  });

  it('should name commits whose clocks differ', () => {
    const report = aDoraReport({
      changeLeadTime: {
        ...aDoraReport().changeLeadTime,
        medianSeconds: 0,
        skewed: 2,
      },
    });
    expect(tile(report, 'lead-time')).toMatchObject({
      value: '0 s',
      remarks: [
        '7 of 9 deployments tell their commits',
        '2 commits counted as 0 s: clocks differ',
      ],
    });
  });

  it('should have no word for how often where the window is too short', () => {
    const report = aDoraReport({
      deploymentFrequency: {
        perDay: 1.5,
        deployments: 3,
        days: daysOf([1, 2]),
        bucket: null,
      },
    });
    expect(tile(report, 'frequency')).toMatchObject({
      value: '1.5 a day',
      word: null,
      remarks: ['Too few days to call it daily, weekly or monthly'],
    });
  });
});

describe('doraRemarks', () => {
  it('should tell what is not counted', () => {
    expect(doraRemarks(aDoraReport())).toEqual([]);
    expect(
      doraRemarks(aDoraReport({ failedAttempts: 1, otherOrigins: 12 })),
    ).toEqual([
      '1 attempt never became a success, and counts as no deployment.',
      '12 sample or emulated records not counted with these.',
    ]);
    expect(
      doraRemarks(aDoraReport({ origin: 'sample', otherOrigins: 1 })),
    ).toEqual(['1 real record not counted with these.']);
  });
});

describe('percent and rate', () => {
  it.each([
    [0, '0 %'],
    [0.0004, '<0.1 %'],
    [0.174, '17.4 %'],
    [0.9996, '>99.9 %'],
    [1, '100 %'],
  ])('should write %d as %s', (ratio, words) => {
    expect(percent(ratio)).toBe(words);
  });

  it.each([
    [2, '2 a day'],
    [1 / 7, '1 a week'],
    [1 / 30, '1 in 30 days'],
  ])('should write %d a day as %s', (perDay, words) => {
    expect(rate(perDay)).toBe(words);
  });
});

describe('trendWords', () => {
  it('should say what the picture shows', () => {
    expect(trendWords(daysOf([1, 0, 3, 0]))).toBe(
      '4 deployments in 4 days, at most 3 a day; 2 days without any',
    );
    expect(trendWords(daysOf([0, 0]))).toBe('No deployment in 2 days');
  });
});
