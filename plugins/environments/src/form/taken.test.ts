import { aView } from '../__testUtils__/aView';
import { takenCidrs, takenNames } from './taken';

describe('taken', () => {
  it('should know what is taken, except by the environment itself', () => {
    const views = [aView(), aView({ name: 'local', spec: null })];
    expect(takenNames(views)).toEqual(['dev', 'local']);
    expect(takenCidrs(views)).toEqual([
      { environment: 'dev', cidr: '10.0.0.0/16' },
    ]);
    expect(takenCidrs(views, 'dev')).toEqual([]);
  });
});
