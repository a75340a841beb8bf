import { aSpec } from '../__testUtils__/aSpec';
import { backupCopyRegionOf } from './backupCopyRegionOf';
import type { EnvironmentSpecInput } from './EnvironmentSpec';

type Sections = Partial<EnvironmentSpecInput['spec']>;

const copyRegion = (spec: Sections) =>
  backupCopyRegionOf(aSpec({ spec: { class: 'prod', ...spec } }), 'database');
const database = { engine: 'postgres' } as const;

describe('backupCopyRegionOf', () => {
  it.each([
    ['us-west-2', 'us-east-1'],
    ['us-east-1', 'us-west-2'],
    // Data must not leave the Union by a default.
    ['eu-west-1', undefined],
  ])('should copy the backups of production in %s to %s', (region, copy) => {
    expect(copyRegion({ region, database })).toBe(copy);
  });

  it.each(['dev', 'staging'] as const)(
    'should copy nothing of class %s by itself',
    environmentClass => {
      const spec = { class: environmentClass, database };
      expect(copyRegion(spec)).toBeUndefined();
    },
  );

  it('should do what the spec says', () => {
    const written = (region: string): Sections => ({
      region: 'eu-west-1',
      database: { ...database, backupCopyRegion: region },
    });
    expect(copyRegion(written('eu-central-1'))).toBe('eu-central-1');
    expect(copyRegion({ ...written('eu-central-1'), class: 'dev' })).toBe(
      'eu-central-1',
    );
    expect(copyRegion(written('none'))).toBeUndefined();
  });

  it('should copy nothing where there is nothing to copy', () => {
    expect(copyRegion({})).toBeUndefined();
    expect(
      copyRegion({ database: { ...database, backupRetentionDays: 0 } }),
    ).toBeUndefined();
  });

  it('should copy buckets of backups that keep versions, and no others', () => {
    const copied = (bucket: object, more: object = {}) =>
      backupCopyRegionOf(
        aSpec({
          spec: {
            class: 'prod',
            storage: { buckets: [{ name: 'kept', ...bucket }], ...more },
          },
        }),
        'storage',
      );
    expect(copied({ purpose: 'backups' })).toBe('us-east-1');
    expect(
      copied({ purpose: 'backups' }, { backupCopyRegion: 'eu-west-1' }),
    ).toBe('eu-west-1');
    expect(
      copied({ purpose: 'backups' }, { backupCopyRegion: 'none' }),
    ).toBeUndefined();
    expect(copied({ purpose: 'backups', versioning: false })).toBeUndefined();
    expect(copied({ purpose: 'data' })).toBeUndefined();
    expect(copyRegion({ database })).toBe('us-east-1');
  });
});
