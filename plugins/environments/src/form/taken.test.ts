import { aView } from '../__testUtils__/aView';
import { takenCidrs, takenNames } from './taken';

describe('taken', () => {
  it('should know what is taken, except by the environment itself', () => {
    const unknown = structuredClone(aView({ name: 'shared' }));
    delete unknown.spec?.spec.network.cidr;
    const views = [aView(), aView({ name: 'local', spec: null }), unknown];
    expect(takenNames(views)).toEqual(['dev', 'local', 'shared']);
    expect(takenCidrs(views)).toEqual([
      { environment: 'dev', cidr: '10.0.0.0/16' },
    ]);
    expect(takenCidrs(views, 'dev')).toEqual([]);
  });
});
