import { timelineStatusSchema } from '@portico/plugin-timeline-common';
import { anItem } from '../__testUtils__/anItem';
import { gatheredWords, kindWords, laneNoun, worstStatus } from './words';

describe('words', () => {
  it.each([
    ['deployment', 'Deployment'],
    ['pipeline-run', 'Pipeline run'],
    ['slo_burn.fast', 'Slo burn fast'],
    ['-', '-'],
  ])('should word the kind %s', (kind, words) => {
    expect(kindWords(kind)).toBe(words);
  });

  it.each([
    ['Deployments', 'deployments'],
    ['Environment changes', 'environment changes'],
    ['SLO burn', 'SLO burn'],
    ['A', 'A'],
  ])('should write %s into a sentence', (title, noun) => {
    expect(laneNoun(title)).toBe(noun);
  });

  it('should have a place for every status, the worst first', () => {
    expect(worstStatus(timelineStatusSchema.options)).toBe('failed');
    for (const status of timelineStatusSchema.options) {
      expect(worstStatus([status])).toBe(status);
      expect(worstStatus([status, 'succeeded'])).toBe(status);
    }
  });

  it('should count what is gathered, and name what went wrong', () => {
    const items = [anItem(), anItem(), anItem({ status: 'failed' })];
    expect(gatheredWords(items, 'Deployments')).toBe('3 deployments, 1 failed');
    expect(gatheredWords(items.slice(0, 2), 'Deployments')).toBe(
      '2 deployments',
    );
  });
});
