import { ConfigReader } from '@backstage/config';
import { assertMachineAccess } from './assertMachineAccess';

const check = (...entries: object[]) =>
  assertMachineAccess(
    new ConfigReader({
      backend: { auth: { externalAccess: entries.map(e => ({ ...e })) } },
    }),
  );

const narrow = {
  accessRestrictions: [
    { plugin: 'environments', permission: 'environments.runs.report' },
  ],
};

describe('assertMachineAccess', () => {
  it('should accept no machine, and machines for one thing', () => {
    expect(() => assertMachineAccess(new ConfigReader({}))).not.toThrow();
    expect(() => check(narrow, narrow)).not.toThrow();
  });

  it.each([
    ['without restrictions', {}],
    ['with an empty list', { accessRestrictions: [] }],
    ['for a whole plugin', { accessRestrictions: [{ plugin: 'catalog' }] }],
    [
      'for an action of every permission',
      {
        accessRestrictions: [
          { plugin: 'catalog', permissionAttribute: { action: 'read' } },
        ],
      },
    ],
    [
      'of which one restriction is open',
      {
        accessRestrictions: [
          ...narrow.accessRestrictions,
          { plugin: 'scaffolder' },
        ],
      },
    ],
  ])('should refuse a machine %s', (_, entry) => {
    expect(() => check(narrow, entry)).toThrow(
      'does not start with backend.auth.externalAccess.1:',
    );
  });
});
