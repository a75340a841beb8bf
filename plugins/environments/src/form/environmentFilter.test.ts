import { aView } from '../__testUtils__/aView';
import {
  filterEnvironments,
  isFiltering,
  readFilter,
  writeFilter,
} from './environmentFilter';

const environments = [
  aView({ name: 'a', owner: 'group:default/checkout' }),
  aView({ name: 'b', class: 'prod' }),
  aView({ name: 'c', class: 'prod', state: 'failed' }),
];

function namesFor(query: string): string[] {
  return filterEnvironments(
    environments,
    readFilter(new URLSearchParams(query)),
    ['user:default/ada', 'group:default/checkout'],
  ).map(({ name }) => name);
}

describe('environmentFilter', () => {
  it('should let through what the address says', () => {
    expect(namesFor('')).toEqual(['a', 'b', 'c']);
    expect(namesFor('mine=true')).toEqual(['a']);
    expect(namesFor('class=prod&state=failed')).toEqual(['c']);
    expect(namesFor('class=huge&state=odd&mine=1')).toEqual(['a', 'b', 'c']);
  });

  it('should write itself into the address and leave the rest', () => {
    const filter = { mine: true, class: 'dev' as const, state: undefined };
    const params = writeFilter(new URLSearchParams('x=1&state=ready'), filter);
    expect(params.toString()).toBe('x=1&mine=true&class=dev');
    expect(readFilter(params)).toEqual(filter);
    expect(isFiltering(filter)).toBe(true);
    expect(isFiltering(readFilter(new URLSearchParams()))).toBe(false);
  });
});
